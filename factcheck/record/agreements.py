"""How often two states voted alike, from their votes on whole texts that add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Count, QuerySet

from factcheck.engine.analysis import ABSTAIN, METHODS, NO, YES, Estimate, Method, wilson
from factcheck.engine.analysis.agreement import points
from factcheck.record.models import Vote

CELLS = {"no": NO, "abstain": ABSTAIN, "yes": YES}
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shared:
    """A vote in which both took part: the key of the event, its day, and how each voted."""

    event: int
    day: date
    first: str
    second: str

    @property
    def is_split(self) -> bool:
        return self.first != self.second


def _counted() -> QuerySet[Vote]:
    """Votes that were cast, on whole texts that add up, of a known day: an absence is no vote."""
    return Vote.objects.filter(
        event__is_reconciled=True, event__motion__kind__in=("resolution", "draft"), event__held_on__isnull=False
    ).exclude(option="absent")


def shared(
    first: str, second: str, *, body: str = "", since: date | None = None, until: date | None = None
) -> list[Shared]:
    """Where both took part, the oldest vote first; two queries."""
    narrowed = {"event__body__code": body, "event__held_on__gte": since, "event__held_on__lte": until}
    rows = _counted().filter(**{name: value for name, value in narrowed.items() if value})
    one = dict(rows.filter(organization__code=first).values_list("event", "option"))
    other = rows.filter(organization__code=second).order_by("event__held_on", "event")
    return [
        Shared(event, day, one[event], option)
        for event, option, day in other.values_list("event", "option", "event__held_on")
        if event in one and day is not None
    ]


def by_year(votes: Iterable[Shared]) -> dict[int, list[Pair]]:
    found: defaultdict[int, list[Pair]] = defaultdict(list)
    for vote in votes:
        found[vote.day.year].append((vote.first, vote.second))
    return dict(found)


def share(found: Iterable[Pair], method: Method) -> Estimate:
    """The agreement of these pairs of votes with its interval; undefined without any that counts."""
    return _estimate(_table(found), method)


def shares(found: Iterable[Pair]) -> dict[Method, Estimate]:
    """The agreement by every method, from one count of the pairs."""
    counts = _table(found)
    return {method: _estimate(counts, method) for method in METHODS}


def _table(found: Iterable[Pair]) -> np.ndarray:
    counts = np.zeros((3, 3), dtype=np.int64)
    for first, second in found:
        counts[CELLS[first], CELLS[second]] += 1
    return counts


def _estimate(counts: np.ndarray, method: Method) -> Estimate:
    scored, n = points(counts, method)
    return Estimate(scored / n, n, *wilson(scored / n, n)) if n else Estimate(None, 0)


def with_others(code: str, others: Collection[str], method: Method) -> dict[str, Estimate]:
    """The agreement of a state with each of the others, over all years; one query. Those with which it never voted on
    the same text are left out."""
    rows = _counted().filter(organization__code=code, event__votes__organization__code__in=[*others])
    crossed = rows.values_list("event__votes__organization__code", "option", "event__votes__option")
    tables: dict[str, np.ndarray] = {}
    for other, mine, theirs, n in crossed.order_by().annotate(n=Count("pk")):
        if theirs in CELLS and other != code:
            table = tables.setdefault(other, np.zeros((3, 3), dtype=np.int64))
            table[CELLS[mine], CELLS[theirs]] += n
    return {other: _estimate(table, method) for other, table in tables.items()}
