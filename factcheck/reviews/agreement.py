"""How far reviewers agree, and with the engine; only from reviews whose two assessments are both in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from django.db.models import Count, Min, Q
from django.db.models.functions import TruncWeek
from django.utils import timezone

from factcheck.engine.analysis.alpha import alpha
from factcheck.engine.analysis.estimate import Estimate, wilson
from factcheck.engine.analysis.kappa import kappa
from factcheck.reviews.models import Answer, Assessment, FlagAnswer, Framing, Review, Status

MOST_REVIEWS = 20_000
"""The newest ones that are measured."""
DISMISSALS_SHOWN = 50
WEEKS = 26
"""The newest ones of which the throughput is told."""
AGES = (
    ("less than a day", -1, 1),
    ("one to three days", 1, 3),
    ("three to seven days", 3, 7),
    ("a week to a month", 7, 30),
    ("a month or more", 30, 36_500),
)
"""In words, and from how many days to how many."""
ACCEPTED = {
    "supported": (5, 4),
    "refuted": (1, 2),
    "depends": (3,),
}
"""Ratings of accuracy that agree with a verdict of the engine."""
ACCEPTED_FRAMING = {
    "depends": tuple(value for value in Framing.values if value != Framing.NOT_CHECKABLE),
    "not_in_record": (Framing.UNDETERMINED.value,),
    "not_checkable": (Framing.NOT_CHECKABLE.value,),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """The two assessments of one review; reviewers in the order of their keys."""

    kind: str
    month: date
    people: tuple[str, str]
    accuracy: tuple[int | None, int | None]
    label: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """Agreement in some reviews: the share with the same rating, Cohen's kappa and Krippendorff's alpha of the whole
    rating, and alpha of the ordinal axis where both gave a number."""

    name: str
    raw: Estimate
    kappa: Estimate
    alpha: Estimate
    ordinal: Estimate


def pairs() -> list[Pair]:
    """The newest decided reviews; one query."""
    rows = (
        Assessment.objects.exclude(assignment__review__status=Status.OPEN)
        .filter(assignment__standing="done")
        .order_by("-assignment__review", "assignment__reviewer")
        .values_list(
            "assignment__review",
            "assignment__reviewer__name",
            "assignment__review__mention__claim__kind",
            "submitted_at",
            "accuracy",
            "framing",
        )[: 2 * MOST_REVIEWS]
    )
    by_review: dict[int, list[tuple[str, str, date, int | None, str]]] = defaultdict(list)
    for review, name, kind, at, accuracy, framing in rows:
        by_review[review].append((name, kind, timezone.localdate(at), accuracy, framing))
    found = []
    for both in by_review.values():
        if len(both) != 2:
            continue
        (name, kind, day, accuracy, framing), (other, _, other_day, other_accuracy, other_framing) = both
        found.append(
            Pair(
                kind,
                max(day, other_day).replace(day=1),
                (name, other),
                (accuracy, other_accuracy),
                (f"{accuracy or ''} {framing}", f"{other_accuracy or ''} {other_framing}"),
            )
        )
    return found


def measure(name: str, reviews: Sequence[Pair]) -> Line:
    same = sum(pair.label[0] == pair.label[1] for pair in reviews)
    labels = sorted({label for pair in reviews for label in pair.label})
    place = {label: number for number, label in enumerate(labels)}
    counts = np.zeros((max(len(labels), 2), max(len(labels), 2)))
    for pair in reviews:
        counts[place[pair.label[0]], place[pair.label[1]]] += 1
    share = same / len(reviews) if reviews else None
    raw = Estimate(share, len(reviews), *wilson(share, len(reviews))) if share is not None else Estimate(None, 0)
    numbers = [[value for value in pair.accuracy if value is not None] for pair in reviews]
    return Line(name, raw, kappa(counts), alpha([pair.label for pair in reviews]), alpha(numbers, "ordinal"))


def by(reviews: Iterable[Pair], key: Callable[[Pair], str], *, most: int = 30) -> list[Line]:
    """A line for each value of `key`, those with most reviews first."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in reviews:
        groups[key(pair)].append(pair)
    chosen = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))[:most]
    return [measure(name, members) for name, members in chosen]


def with_engine() -> list[tuple[str, Estimate]]:
    """By the engine's verdict: the share of assessments that agree with it (`ACCEPTED`, `ACCEPTED_FRAMING`)."""
    rows = Assessment.objects.exclude(assignment__review__status=Status.OPEN).exclude(finding=None)
    total: Counter[str] = Counter()
    agreeing: Counter[str] = Counter()
    grouped = rows.order_by().values_list("finding__verdict", "accuracy", "framing").annotate(n=Count("pk"))
    for verdict, accuracy, framing, number in grouped:
        total[verdict] += number
        if accuracy in ACCEPTED.get(verdict, ()) or (not accuracy and framing in ACCEPTED_FRAMING.get(verdict, ())):
            agreeing[verdict] += number
    return [
        (verdict, Estimate(agreeing[verdict] / n, n, *wilson(agreeing[verdict] / n, n)))
        for verdict, n in sorted(total.items())
    ]


def flags_judged() -> list[tuple[str, int, int]]:
    """Flag, how often accepted, how often dismissed; the most dismissed first."""
    rows = FlagAnswer.objects.exclude(assessment__assignment__review__status=Status.OPEN).order_by()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for code, answer, number in rows.values_list("flag__code", "answer").annotate(n=Count("pk")):
        counts[code][answer] = number
    found = [(code, of[Answer.ACCEPTED.value], of[Answer.DISMISSED.value]) for code, of in counts.items()]
    return sorted(found, key=lambda row: (-row[2], -row[1], row[0]))


def dismissals() -> list[FlagAnswer]:
    """The newest dismissals with their reasons: what the rules should learn."""
    rows = FlagAnswer.objects.filter(answer=Answer.DISMISSED)
    rows = rows.exclude(assessment__assignment__review__status=Status.OPEN)
    return list(rows.select_related("flag", "assessment__assignment__review").order_by("-pk")[:DISMISSALS_SHOWN])


def throughput() -> list[tuple[date, int]]:
    """Assessments by week (the Monday it begins with), the newest first."""
    rows = Assessment.objects.annotate(week=TruncWeek("submitted_at")).order_by("-week").values_list("week")
    return [(week.date(), number) for week, number in rows.annotate(n=Count("pk"))[:WEEKS]]


def ages(now: datetime) -> list[tuple[str, int]]:
    """How long the open reviews have waited: an age in words, and how many are of it; one query."""
    opened = {
        f"n{place}": Count(
            "pk", filter=Q(opened_at__lte=now - timedelta(days=least), opened_at__gt=now - timedelta(days=most))
        )
        for place, (_, least, most) in enumerate(AGES)
    }
    found = Review.objects.filter(status=Status.OPEN).aggregate(**opened)
    return [(words, found[f"n{place}"]) for place, (words, _, _) in enumerate(AGES)]


def waiting() -> tuple[int, date | None]:
    """How many reviews are open, and since when the oldest of them."""
    found = Review.objects.filter(status=Status.OPEN).aggregate(n=Count("pk"), first=Min("opened_at"))
    return found["n"], timezone.localdate(found["first"]) if found["first"] else None
