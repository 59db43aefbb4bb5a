"""Brings the rows of one model to what they should be, writing only what differs, and counts what it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

BATCH = 2_000

Key = tuple[Any, ...]
Wanted = Mapping[Any, Mapping[str, Any]]
"""Values of the key fields to values of the other fields."""


@dataclass(slots=True)
class Tally:
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    kept: int = 0
    """Rows that the files do not name and that were left as they are."""

    @property
    def is_change(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(slots=True)
class Report:
    """What a load did, by kind of row, and the votes that do not add up with the reason for each."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    unreconciled: dict[str, str] = field(default_factory=dict)

    @property
    def is_change(self) -> bool:
        return any(tally.is_change for tally in self.tallies.values())

    def of(self, kind: str) -> Tally:
        return self.tallies.setdefault(kind, Tally())


def sync(
    rows: models.QuerySet[Any],
    key: tuple[str, ...],
    wanted: Wanted,
    tally: Tally,
    *,
    removes: bool = False,
    with_change: Mapping[str, Any] | None = None,
) -> dict[Key, int]:
    """Makes the rows of `rows` those of `wanted`, a mapping from the values of the fields `key` to other fields.

    Foreign keys are named by their column (`source_id`). Rows that `wanted` lacks are deleted where `removes`, else
    left and counted as kept. `with_change` are fields to write besides wherever a row changes. Returns the primary
    key of each wanted row.
    """
    model = rows.model
    fields = tuple(next(iter(wanted.values()), {}))
    existing = {
        tuple(values[: len(key)]): (pk, tuple(values[len(key) :]))
        for pk, *values in rows.order_by().values_list("pk", *key, *fields)
    }
    added, changed = [], []
    for identity, values in wanted.items():
        if identity not in existing:
            added.append(model(**dict(zip(key, identity, strict=True)), **values))
        elif existing[identity][1] != tuple(values.values()):
            changed.append(model(pk=existing[identity][0], **values, **(with_change or {})))
    surplus = [pk for identity, (pk, _) in existing.items() if identity not in wanted]
    if removes and surplus:
        model._default_manager.filter(pk__in=surplus).delete()
    if changed:  # before the additions: a membership that got shorter makes room for the next one
        names = [model._meta.get_field(name.removesuffix("_id")).name for name in (*fields, *(with_change or ()))]
        model._default_manager.bulk_update(changed, names, batch_size=BATCH)
    model._default_manager.bulk_create(added, batch_size=BATCH)
    tally.added += len(added)
    tally.changed += len(changed)
    tally.removed += len(surplus) if removes else 0
    tally.kept += 0 if removes else len(surplus)
    tally.unchanged += len(wanted) - len(added) - len(changed)
    keys = {identity: existing[identity][0] for identity in wanted if identity in existing}
    return keys | {tuple(getattr(row, name) for name in key): row.pk for row in added}
