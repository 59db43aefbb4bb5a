"""What the record holds: by body and year, by source, with its gaps, discrepancies and votes that do not add up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, Max, Min, Q, Sum, Value
from django.db.models.functions import Cast, Coalesce, ExtractYear, NullIf, Substr

from factcheck.record.models import Discrepancy, Motion, Reading, VoteEvent

_NUMBERED = re.compile(r"(A/RES/(?:ES-|S-)?\d+|S/RES)/(\d+)")


@dataclass(frozen=True, slots=True)
class Year:
    body: str
    year: str
    votes: int
    with_roll_call: int
    reconciled: int


@dataclass(frozen=True, slots=True)
class SourceStatus:
    slug: str
    title: str
    votes: int
    first: date | None
    last: date | None
    agreed: int
    differed: int


def years() -> list[Year]:
    """Votes by body and year, oldest first; the year is "" where neither day nor month is known."""
    year = Coalesce(Cast(ExtractYear("held_on"), CharField()), NullIf(Substr("held_in", 1, 4), Value("")), Value(""))
    rows = VoteEvent.objects.annotate(year=year).values("body__code", "year")
    counted = rows.annotate(
        total=Count("pk"),
        rolls=Count("pk", filter=Q(packed_roll_call__isnull=False)),
        good=Count("pk", filter=Q(is_reconciled=True)),
    )
    return [
        Year(row["body__code"] or "", row["year"], row["total"], row["rolls"], row["good"])
        for row in counted.order_by("body__code", "year")
    ]


def missing_years(found: Iterable[Year]) -> dict[str, list[int]]:
    """By body, the years between its first and its last without any vote."""
    by_body: dict[str, set[int]] = defaultdict(set)
    for row in found:
        if row.year:
            by_body[row.body].add(int(row.year))
    gaps = {body: sorted(set(range(min(of), max(of))) - of) for body, of in by_body.items()}
    return {body: years for body, years in gaps.items() if years}


def missing_numbers() -> dict[str, list[int]]:
    """By series of symbols (a session of the Assembly, the Council), numbers below the highest that the record lacks.

    Only series of which texts adopted without a vote are there too: in the others a gap says nothing. A number with
    parts ("75/254A-C") is there if any part is, a text of which no vote is known is not.
    """
    series: dict[str, set[int]] = defaultdict(set)
    complete: set[str] = set()
    methods = dict(VoteEvent.objects.filter(method="consensus").values_list("motion__key", "method"))
    only_texts = Motion.objects.filter(vote_events=None, text__isnull=False)
    for symbol in Motion.objects.exclude(symbol="").exclude(pk__in=only_texts).values_list("symbol", flat=True):
        if found := _NUMBERED.match(symbol):
            series[found[1]].add(int(found[2]))
            if symbol in methods:
                complete.add(found[1])
    gaps = {
        name: sorted(set(range(min(numbers), max(numbers))) - numbers)
        for name, numbers in sorted(series.items())
        if name in complete or name == "S/RES" or "ES-" in name
    }
    return {name: numbers for name, numbers in gaps.items() if numbers}


def sources() -> list[SourceStatus]:
    """Sources that votes were read from, with the span of their votes and how they compare with the rest."""
    rows = Reading.objects.values_list("source__slug", "source__title").annotate(
        Count("pk"), Min("event__held_on"), Max("event__held_on"), Sum("agreed"), Sum("differed")
    )
    return [SourceStatus(*row) for row in rows.order_by("source__slug")]


def discrepancies() -> list[tuple[str, str, str, int]]:
    """What differs, between which two sources, how often: the most frequent first."""
    rows = Discrepancy.objects.with_kind().order_by()
    kinds = rows.values_list("kind", "here_source__slug", "elsewhere_source__slug").annotate(total=Count("pk"))
    return [
        ("votes of states" if kind == "votes" else kind, here, elsewhere, count)
        for kind, here, elsewhere, count in kinds.order_by("-total", "kind", "here_source__slug")
    ]


def unreconciled() -> list[tuple[str, str, int]]:
    """Body, reason and number of the votes on which no verdict may rest, the most frequent first."""
    rows = VoteEvent.objects.filter(is_reconciled=False).with_doubt().order_by()
    kinds = rows.values_list("body__code", "doubt").annotate(total=Count("pk"))
    return [(body or "", doubt, count) for body, doubt, count in kinds.order_by("-total", "body__code", "doubt")]
