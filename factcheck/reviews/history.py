"""Which events of the history a person may see: what tells of an assessment stays hidden as long as it does elsewhere.

An event of a table named here belongs to a review. While that is blind, only who did it and whose row it is sees it.
What cannot be traced to a review is not shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from factcheck.accounts.models import User
from factcheck.audit.models import Event
from factcheck.reviews.models import (
    Assessment,
    Assignment,
    Comment,
    EvidenceArchive,
    EvidenceItem,
    EvidencePage,
    FlagAnswer,
    Reply,
    Review,
    VerdictOpening,
)

Place = tuple[int, int | None]
"""The review that a row belongs to, and whose row it is."""
Row = Mapping[str, Any]


def _of_reviews(rows: Mapping[int, Row], owner: str) -> dict[int, Place]:
    return {key: (row["review_id"], row.get(owner)) for key, row in rows.items()}


def _of_assignments(rows: Mapping[int, int]) -> dict[int, Place]:
    """By any key whose assignment is known."""
    known = Assignment.objects.filter(pk__in=set(rows.values())).values_list("pk", "review", "reviewer")
    places = {pk: (review, reviewer) for pk, review, reviewer in known}
    return {key: places[assignment] for key, assignment in rows.items() if assignment in places}


def _of_assessments(rows: Mapping[int, int]) -> dict[int, Place]:
    known = dict(Assessment.objects.filter(pk__in=set(rows.values())).values_list("pk", "assignment"))
    return _of_assignments({key: known[assessment] for key, assessment in rows.items() if assessment in known})


def _of_pages(rows: Mapping[int, int]) -> dict[int, Place]:
    known = dict(EvidencePage.objects.filter(pk__in=set(rows.values())).values_list("pk", "assessment"))
    return _of_assessments({key: known[page] for key, page in rows.items() if page in known})


def _of_mentions(rows: Mapping[int, Row]) -> dict[int, Place]:
    mentions = {row["mention_id"] for row in rows.values()}
    known = dict(Review.objects.filter(mention__in=mentions).values_list("mention", "pk"))
    return {
        key: (known[row["mention_id"]], row["person_id"]) for key, row in rows.items() if row["mention_id"] in known
    }


def _column(name: str) -> Callable[[Mapping[int, Row]], dict[int, int]]:
    return lambda rows: {key: row[name] for key, row in rows.items()}


TABLES: dict[str, tuple[Any, tuple[str, ...], Callable[[Mapping[int, Row]], dict[int, Place]]]] = {
    "reviews_assignment": (Assignment, ("review_id", "reviewer_id"), lambda rows: _of_reviews(rows, "reviewer_id")),
    "reviews_assessment": (
        Assessment, ("assignment_id",), lambda rows: _of_assignments(_column("assignment_id")(rows)),
    ),
    "reviews_comment": (Comment, ("review_id", "author_id"), lambda rows: _of_reviews(rows, "author_id")),
    "reviews_evidencearchive": (EvidenceArchive, ("page_id",), lambda rows: _of_pages(_column("page_id")(rows))),
    "reviews_evidenceitem": (
        EvidenceItem, ("assessment_id",), lambda rows: _of_assessments(_column("assessment_id")(rows)),
    ),
    "reviews_flaganswer": (
        FlagAnswer, ("assessment_id",), lambda rows: _of_assessments(_column("assessment_id")(rows)),
    ),
    "reviews_reply": (Reply, ("review_id", "by_id"), lambda rows: _of_reviews(rows, "by_id")),
    "reviews_verdictopening": (VerdictOpening, ("mention_id", "person_id"), _of_mentions),
}  # fmt: skip
"""By table: its model, the columns that lead to the review, and the way there. `reviews_review` and `reviews_interest`
tell nothing of an assessment."""


def visible(events: Iterable[Event], viewer: User) -> list[Event]:
    """Those that the person may see, in their order. A few queries for each table, however many events."""
    events = list(events)
    wanted: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.table in TABLES and event.person != viewer.pk:
            wanted[event.table].add(event.row)
    places = {(table, str(row)): place for table, rows in wanted.items() for row, place in _places(table, rows).items()}
    blind = _blind({review for review, _ in places.values()})

    def may(event: Event) -> bool:
        if event.table not in TABLES or event.person == viewer.pk:
            return True
        review, owner = places.get((event.table, event.row), (None, None))
        return review is not None and (owner == viewer.pk or review not in blind)

    return [event for event in events if may(event)]


def _places(table: str, rows: set[str]) -> dict[int, Place]:
    model, columns, way = TABLES[table]
    keys = [int(row) for row in rows if row.isdigit()]
    found: dict[int, Row] = {row["pk"]: row for row in model.objects.filter(pk__in=keys).values("pk", *columns)}
    gone = [str(key) for key in keys if key not in found]
    for event in Event.objects.filter(table=table, row__in=gone, action="delete").order_by("pk"):
        if event.before and all(name in event.before for name in columns):
            found[int(event.row)] = event.before
    return way(found)


def _blind(reviews: set[int]) -> set[int]:
    return {review.pk for review in Review.objects.filter(pk__in=reviews) if review.is_blind}
