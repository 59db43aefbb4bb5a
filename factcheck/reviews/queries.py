"""What pages ask about reviews. Whatever shows an assessment or a comment asks here: it is where the blindness is kept.

Until both assessments of a review are in, a person is given their own and nobody else's, whatever their role.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Exists, F, FilteredRelation, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Left

from factcheck.accounts.models import User
from factcheck.articles.models import ArticleVersion
from factcheck.claims.models import Mention
from factcheck.reviews.models import (
    Assessment,
    Assignment,
    Comment,
    CommentMention,
    EvidenceItem,
    EvidencePage,
    FlagAnswer,
    Interest,
    Reply,
    Review,
    Standing,
    Status,
    VerdictOpening,
)
from factcheck.reviews.models.assignment import HELD

OPENING = 400
"""Characters of a text that a list may show."""
_OF_A_PAGE = ("id", "state", "message", "fetched_at")
Row = TypeVar("Row", Review, Assignment, CommentMention)


def assessments_for(review: Review, viewer: User) -> list[Assessment]:
    """The assessments that the person may see, in full."""
    rows = Assessment.objects.filter(assignment__review=review, assignment__standing=Standing.DONE)
    if review.is_blind:
        rows = rows.filter(assignment__reviewer=viewer)
    return in_full(rows)


def in_full(rows: QuerySet[Assessment]) -> list[Assessment]:
    """As `in_order`; each piece of evidence has `page`, what was archived of its address, or None."""
    own = FilteredRelation("assessment__pages", condition=Q(assessment__pages__url=F("url")))
    parts = {f"page_{name}": F(f"kept__{name}") for name in _OF_A_PAGE}
    found = in_order(rows, EvidenceItem.objects.annotate(kept=own).annotate(**parts))
    for item in (item for one in found for item in one.evidence.all()):
        about = {name: getattr(item, f"page_{name}") for name in _OF_A_PAGE}
        item.page = EvidencePage(**about) if about["id"] else None  # type: ignore[attr-defined]
    return found


def in_order(rows: QuerySet[Assessment], evidence: QuerySet[EvidenceItem]) -> list[Assessment]:
    """In the order of their places, with flags and evidence; three queries."""
    return list(
        rows.select_related("assignment__reviewer")
        .prefetch_related(
            Prefetch("flag_answers", FlagAnswer.objects.select_related("flag")),
            Prefetch("evidence", evidence.select_related("state").order_by("ordinal")),
        )
        .order_by("assignment__place")
    )


def page_for(number: int, viewer: User) -> EvidencePage | None:
    """An archived address, where the viewer may see the assessment that names it."""
    rows = EvidencePage.objects.select_related("assessment__assignment__review__mention")
    page = rows.filter(pk=number).first()
    if page is None:
        return None
    assignment = page.assessment.assignment
    return page if assignment.reviewer_id == viewer.pk or not assignment.review.is_blind else None


def folded_for(version: ArticleVersion, viewer: User) -> set[int]:
    """Keys of the claims of a text whose verdict by the engine is folded for a person, so that they judge for
    themselves: until both assessments are in, theirs is, or they have opened it, which is kept; one query."""
    opened = VerdictOpening.objects.filter(mention=OuterRef("pk"), person=viewer)
    own = Assignment.objects.filter(review__mention=OuterRef("pk"), reviewer=viewer)
    own = own.filter(Q(standing=Standing.DONE) | Q(verdict_opened_at__isnull=False))
    both = Review.objects.filter(mention=OuterRef("pk"), status__in=(Status.AGREED, Status.DISPUTED))
    rows = version.mentions.live().filter(~Exists(opened), ~Exists(own), ~Exists(both))
    return set(rows.order_by().values_list("pk", flat=True))


def has_opened(mention: Mention, viewer: User) -> bool:
    return VerdictOpening.objects.filter(mention=mention, person=viewer).exists()


def comments_for(review: Review, viewer: User) -> list[Comment]:
    """Each with `asks`, whether it names the viewer, who has not answered yet."""
    asked = CommentMention.objects.filter(comment=OuterRef("pk"), person=viewer, answered_at__isnull=True)
    rows = review.comments.select_related("author").annotate(asks=Exists(asked))
    return list(rows.filter(author=viewer) if review.is_blind else rows)


def replies_for(review: Review, viewer: User) -> list[Reply]:
    """The log of the right of reply. While the review is blind, what a holder of a place logged is theirs alone."""
    rows = review.replies.select_related("by")
    if review.is_blind:
        held = Assignment.objects.filter(review=review, standing__in=HELD).exclude(reviewer=viewer)
        rows = rows.exclude(by__in=held.values("reviewer"))
    return list(rows)


def asked_of(person: User) -> QuerySet[CommentMention]:
    """Where colleagues named a person in a comment that they may see and have not answered, the newest first."""
    rows = CommentMention.objects.filter(person=person, answered_at__isnull=True)
    return _for_a_list(
        rows.filter(comment__review__status__in=(Status.AGREED, Status.DISPUTED)).select_related("comment__author"),
        "comment__review__",
    ).order_by("-pk")


def assignment_of(review: Review, person: User) -> Assignment | None:
    """With the draft of the person, `draft`, where there is one."""
    return review.assignments.filter(reviewer=person).select_related("draft").first()


def _for_a_list(rows: QuerySet[Row], review: str = "") -> QuerySet[Row]:
    """With what a line of the queue shows; of the text only its beginning, `opening`. `review` leads to the review."""
    text = f"{review}mention__version__text"
    return (
        rows.select_related(f"{review}mention__claim", f"{review}mention__version__article__outlet")
        .defer(text)
        .annotate(opening=Left(text, OPENING))
    )


def assigned_to(person: User) -> QuerySet[Assignment]:
    """The open places of a person, the most urgent first."""
    return _for_a_list(_waiting(person), "review__")


def _waiting(person: User) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(reviewer=person, standing=Standing.OPEN)
    return rows.exclude(review__status=Status.GONE).order_by("due_on", "pk")


SORTS = {"severity": "-severity", "reach": "-reach", "age": ""}
"""How what may be taken is sorted; then, and by age alone, the oldest first. Each has its index."""


def to_take(person: User, *, severity: int | None = None, sort: str = "severity") -> QuerySet[Review]:
    """Open reviews with a free place, in which the person never had one."""
    mine = Assignment.objects.filter(review=OuterRef("pk"), reviewer=person)
    rows = Review.objects.filter(~Exists(mine), status=Status.OPEN, free_places__gt=0)
    if avoided := list(interests_of(person).values_list("outlet", flat=True)):
        rows = rows.exclude(mention__version__article__outlet__in=avoided)
    if severity is not None:
        rows = rows.filter(severity=severity)
    first = SORTS[sort]
    return _for_a_list(rows).order_by(*([first, "pk"] if first else ["pk"]))


def interests_of(person: User) -> QuerySet[Interest]:
    """Conflicts of interest that a person declared and that stand."""
    return Interest.objects.filter(person=person, ended_at__isnull=True).select_related("outlet")


def decided(status: Status) -> QuerySet[Review]:
    """Reviews whose assessments are both in, and agree or differ."""
    return _for_a_list(Review.objects.filter(status=status)).order_by("-severity", "pk")


def done_by(person: User) -> QuerySet[Assignment]:
    """What a person has judged, the newest first."""
    rows = Assignment.objects.filter(reviewer=person, standing=Standing.DONE)
    return _for_a_list(rows, "review__").order_by("-pk")


def elsewhere(mention: Mention, limit: int) -> list[Mention]:
    """Where else the same claim is made, the newest first."""
    rows = Mention.objects.live().filter(claim=mention.claim_id).exclude(version__article=mention.version.article_id)
    return list(rows.select_related("version__article__outlet").defer("version__text").order_by("-pk")[:limit])
