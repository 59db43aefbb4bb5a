"""Opening reviews, and who holds their two places."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import Actor, is_allowed, person, require
from factcheck.articles.models import ArticleVersion
from factcheck.claims.models import FlagRaised, Mention
from factcheck.claims.models.mention import Origin
from factcheck.reviews.models import GRAVITY, PLACES, Assignment, Interest, Review, Standing, Status, VerdictOpening
from factcheck.reviews.models.assignment import HELD


@transaction.atomic
def open_reviews(*, version: ArticleVersion, by: Actor) -> int:
    """Put the claims that were found in a text into review, but for those that a drafting helper proposed.

    Those that are in it already stay. Returns how many are new.
    """
    require(by, "reviews.open")
    found = (
        version.mentions.live().filter(findings__checking__is_current=True, review=None).exclude(origin=Origin.HELPER)
    )
    keys = list(found.distinct().values_list("pk", flat=True))
    severity = dict.fromkeys(keys, 0)
    raised = FlagRaised.mentions.through.objects.filter(mention__in=keys, flagraised__checking__is_current=True)
    for key, word in raised.values_list("mention", "flagraised__severity"):
        severity[key] = max(severity[key], GRAVITY[word])
    before = Review.objects.filter(mention__version=version).count()
    Review.objects.bulk_create(
        [Review(mention_id=key, severity=severity[key], opened_by=person(by)) for key in keys], ignore_conflicts=True
    )
    count_reach(Mention.objects.filter(pk__in=keys))
    return Review.objects.filter(mention__version=version).count() - before


def count_reach(mentions: QuerySet[Mention]) -> None:
    """Count anew in how many articles the claims of these mentions are made, for all their reviews."""
    claims = list(mentions.order_by().values_list("claim", flat=True).distinct())
    rows = Mention.objects.live().filter(claim__in=claims).order_by().values("claim")
    for row in rows.annotate(n=Count("version__article", distinct=True)):
        reviews = Review.objects.filter(mention__claim=row["claim"], status=Status.OPEN)
        reviews.exclude(reach=row["n"]).update(reach=row["n"])


@transaction.atomic
def open_review(*, mention: Mention, by: User) -> Review:
    """Put one claim into review, whoever found it: a person vouches for a drafting helper's proposal by this. One that
    is in review stays so."""
    require(by, "reviews.open")
    if not Mention.objects.select_for_update().get(pk=mention.pk).is_live:
        raise ValidationError("This claim was taken out of the list.")
    severity = max((GRAVITY[flag.severity] for flag in mention.flags), default=0)
    review, _ = Review.objects.get_or_create(mention=mention, defaults={"severity": severity, "opened_by": by})
    count_reach(Mention.objects.filter(pk=mention.pk))
    return review


@transaction.atomic
def take(*, review: Review, by: User) -> Assignment:
    """Take a free place. Who holds one already gets it back. Raises ValidationError: both places are held, both
    assessments are in, or the person recused themselves."""
    require(by, "reviews.assess")
    review = Review.objects.select_for_update().get(pk=review.pk)
    earlier = review.assignments.filter(reviewer=by).first()
    if earlier is not None and earlier.standing in HELD:
        return earlier
    if earlier is not None and earlier.standing == Standing.RECUSED:
        raise ValidationError("You recused yourself from this claim. An editor can assign it to you again.")
    return _place(review, by, by=by, due_on=None, earlier=earlier)


class DueChanged(Exception):
    """Somebody gave the place another due day in between; nothing was written. `now` is the day it has."""

    def __init__(self, now: date | None) -> None:
        super().__init__("The due day was changed in the meantime.")
        self.now = now


@transaction.atomic
def assign(
    *, review: Review, reviewer: User, by: User, due_on: date | None = None, stood: str | None = None
) -> Assignment:
    """Give a free place to a colleague; where they hold one already, a new due day. Raises ValidationError naming the
    field, and DueChanged where the day (ISO 8601, "" for none) is neither the wanted one nor as it `stood`."""
    require(by, "reviews.assign")
    if not is_allowed(reviewer, "reviews.assess"):
        raise ValidationError({"reviewer": f"{reviewer.name} has no role that may assess."})
    if due_on is not None and due_on < timezone.localdate():
        raise ValidationError({"due_on": "This day has passed. Choose today or a later day."})
    review = Review.objects.select_for_update().get(pk=review.pk)
    earlier = review.assignments.filter(reviewer=reviewer).first()
    if earlier is not None and earlier.standing == Standing.DONE:
        raise ValidationError({"reviewer": f"{reviewer.name} has judged this claim already."})
    if earlier is not None and earlier.standing == Standing.OPEN:
        known = earlier.due_on.isoformat() if earlier.due_on else ""
        if stood is not None and earlier.due_on != due_on and known != stood:
            raise DueChanged(earlier.due_on)
        earlier.due_on = due_on
        earlier.save(update_fields=["due_on"])
        return earlier
    return _place(review, reviewer, by=by, due_on=due_on, earlier=earlier)


@transaction.atomic
def recuse(*, assignment: Assignment, by: User, reason: str) -> Assignment:
    """Give one's place back, for a conflict of interest or another reason, which is kept."""
    require(by, "reviews.assess")
    if assignment.reviewer_id != by.pk:
        raise ValidationError("Only the person who holds a place can give it back.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why, in a few words: it is kept with the review."})
    return _end(assignment, Standing.RECUSED, reason.strip())


@transaction.atomic
def withdraw(*, assignment: Assignment, by: User, reason: str = "") -> Assignment:
    """Take a place back from a colleague who has not judged yet, so that another can have it."""
    require(by, "reviews.assign")
    return _end(assignment, Standing.WITHDRAWN, reason.strip())


@transaction.atomic
def expire(*, today: date) -> int:
    """Free the places whose due day has passed without an assessment; how many there were."""
    return _end_all(Assignment.objects.filter(standing=Standing.OPEN, due_on__lt=today), Standing.EXPIRED, "")


def has_interest(person: User, review: Review) -> bool:
    """Whether the person declared an interest in the outlet whose claim it is."""
    return Interest.objects.filter(
        person=person, ended_at__isnull=True, outlet__articles__versions__mentions__review=review
    ).exists()


def give_up_conflicting(interests: QuerySet[Interest]) -> int:
    """End the places that people hold, and have not judged in, of claims of outlets in which they declared an interest;
    how many there were. Whoever calls this has asked what the person may do."""
    ended = 0
    for interest in interests.filter(ended_at__isnull=True):
        held = Assignment.objects.filter(
            reviewer=interest.person_id,
            standing=Standing.OPEN,
            review__mention__version__article__outlet=interest.outlet_id,
        )
        ended += _end_all(held, Standing.RECUSED, interest.reason)
    return ended


_NO_PLACE = {
    Status.CLOSED.value: "This is closed: the newest text of the article does not say it any more.",
    Status.GONE.value: "This claim was taken out of the list.",
}


def _place(review: Review, reviewer: User, *, by: User, due_on: date | None, earlier: Assignment | None) -> Assignment:
    """The first free place of a review whose row is locked."""
    if not review.is_open:
        raise ValidationError(_NO_PLACE.get(review.status, "Both assessments are in."))
    if has_interest(reviewer, review):
        raise ValidationError(f"{reviewer.name} declared an interest in the outlet of this claim.")
    held = set(review.assignments.filter(standing__in=HELD).values_list("place", flat=True))
    free = [place for place in range(1, PLACES + 1) if place not in held]
    if not free:
        raise ValidationError("Two colleagues hold this claim already. Take another one from the queue.")
    assignment = earlier or Assignment(review=review, reviewer=reviewer)
    assignment.place, assignment.standing, assignment.assigned_by = free[0], Standing.OPEN, by
    assignment.assigned_at, assignment.ended_at, assignment.due_on = timezone.now(), None, due_on
    assignment.reason = ""
    opened = VerdictOpening.objects.filter(mention=review.mention_id, person=reviewer).first()
    if opened is not None and assignment.verdict_opened_at is None:
        assignment.verdict_opened_at = opened.at
    assignment.save()
    _count_places(review)
    return assignment


def _end(assignment: Assignment, standing: Standing, reason: str) -> Assignment:
    review = Review.objects.select_for_update().get(pk=assignment.review_id)
    assignment = Assignment.objects.select_related("reviewer").get(pk=assignment.pk)
    if assignment.standing != Standing.OPEN:
        raise ValidationError(f"This place is not open any more: {assignment.get_standing_display().lower()}.")
    assignment.standing, assignment.reason, assignment.ended_at = standing, reason, timezone.now()
    assignment.save(update_fields=["standing", "reason", "ended_at"])
    _count_places(review)
    return assignment


def _end_all(held: QuerySet[Assignment], standing: Standing, reason: str) -> int:
    """How many there were."""
    ended = 0
    for assignment in held.order_by("review", "pk"):
        with suppress(ValidationError):  # judged in this very moment
            _end(assignment, standing, reason)
            ended += 1
    return ended


def _count_places(review: Review) -> None:
    review.free_places = PLACES - review.assignments.filter(standing__in=HELD).count()
    review.save(update_fields=["free_places"])
