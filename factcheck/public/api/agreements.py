"""How often two states voted alike, from their votes on whole texts that add up; two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np

from factcheck.engine.analysis import ABSTAIN, NO, YES, Method, wilson
from factcheck.engine.analysis.agreement import points
from factcheck.record.models import Vote

CELLS = {"no": NO, "abstain": ABSTAIN, "yes": YES}
Pair = tuple[str, str]


def pairs(
    first: str, second: str, *, body: str = "", since: date | None = None, until: date | None = None
) -> dict[int, list[Pair]]:
    """By year, how both voted where both took part: an absence is no vote. Votes without a day are left out."""
    rows = Vote.objects.filter(
        event__is_reconciled=True, event__motion__kind__in=("resolution", "draft"), event__held_on__isnull=False
    ).exclude(option="absent")
    narrowed = {"event__body__code": body, "event__held_on__gte": since, "event__held_on__lte": until}
    rows = rows.filter(**{name: value for name, value in narrowed.items() if value})
    one = dict(rows.filter(organization__code=first).values_list("event", "option"))
    found: defaultdict[int, list[Pair]] = defaultdict(list)
    other = rows.filter(organization__code=second).order_by("event__held_on", "event")
    for event, option, day in other.values_list("event", "option", "event__held_on"):
        if event in one and day is not None:
            found[day.year].append((one[event], option))
    return dict(found)


def share(found: Iterable[Pair], method: Method) -> dict[str, Any]:
    counts = np.zeros((3, 3), dtype=np.int64)
    for first, second in found:
        counts[CELLS[first], CELLS[second]] += 1
    scored, n = points(counts, method)
    if not n:
        return {"value": None, "n": 0, "low": None, "high": None}
    low, high = wilson(scored / n, n)
    return {"value": scored / n, "n": n, "low": low, "high": high}
