"""States of rows that workers change: by `UPDATE ... WHERE state`, so that of two workers, or two people, with the same
row one has an effect and the other none. The rows have `state`, `attempts` and `message`."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Model

ATTEMPTS = 3
"""A step that ended its worker so often is given up."""
GIVEN_UP = f"It was begun {ATTEMPTS} times and its worker ended each time."


def moved(row: Model, *before: str, to: str, attempt: int | None = None, **values: Any) -> bool:
    """The change of state: True where it was this caller's. With `attempt` only for whoever began the step last."""
    rows = type(row)._default_manager.filter(pk=row.pk, state__in=before)
    rows = rows if attempt is None else rows.filter(attempts=attempt)
    return bool(rows.update(state=to, **values))


def begun(row: Model, *before: str, to: str, failed: str, **values: Any) -> int:
    """Begin a step, perhaps again after another worker was killed. The number of the attempt, 0 where there is nothing
    to do: one begun too often goes into the state `failed`."""
    if not moved(row, *before, to=to, attempts=F("attempts") + 1, **values):
        return 0
    attempt: int = type(row)._default_manager.values_list("attempts", flat=True).get(pk=row.pk)
    if attempt > ATTEMPTS:
        moved(row, to, to=failed, message=GIVEN_UP, **values)
        return 0
    return attempt
