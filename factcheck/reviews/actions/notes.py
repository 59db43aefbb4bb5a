"""What is noted with a review beside the assessments: comments, why it is checked, the right of reply, interests.

What somebody writes who holds a place of a review that is still blind is seen by nobody else until both assessments are
in (`reviews.queries`); why a claim is checked is seen by all, so who has judged may not write it any more.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.articles.models import Outlet
from factcheck.reviews.actions import places
from factcheck.reviews.models import Comment, CommentMention, Interest, Reply, Review, Standing
from factcheck.reviews.models.assessment import LONGEST_REASON
from factcheck.reviews.models.comment import LONGEST
from factcheck.reviews.models.reply import LONGEST_ANSWER

LONGEST_WHY = 2_000


def _text(value: str, field: str, what: str, longest: int) -> str:
    value = value.strip()
    if not value:
        raise ValidationError({field: f"There is nothing in it. Write {what}."})
    if len(value) > longest or "\x00" in value:
        raise ValidationError({field: f"This is text of at most {longest:,} characters; this has {len(value):,}."})
    return value


@transaction.atomic
def comment(*, review: Review, by: User, text: str) -> Comment:
    """Say something about a review. Others see it when both assessments are in; whom it names (@name) is asked then.
    It answers what its author was asked."""
    require(by, "reviews.comment")
    made = Comment.objects.create(review=review, author=by, text=_text(text, "text", "your comment", LONGEST))
    named = [person for person in people_named(made.text) if person.pk != by.pk]
    CommentMention.objects.bulk_create(CommentMention(comment=made, person=person) for person in named)
    if not review.is_blind:
        see(review=review, by=by)
    return made


def people_named(text: str) -> list[User]:
    """Colleagues whom a text names: "@" and the whole name, of several that fit the longest, in any case."""
    folded = text.casefold()
    if "@" not in folded:
        return []
    names = sorted(
        ((person.name.casefold(), person) for person in User.objects.filter(is_active=True)),
        key=lambda pair: -len(pair[0]),
    )
    found = {}
    for part in folded.split("@")[1:]:
        for name, person in names:
            if part.startswith(name) and not part[len(name) : len(name) + 1].isalnum():
                found[person.pk] = person
                break
    return list(found.values())


@transaction.atomic
def see(*, review: Review, by: User) -> int:
    """The person has seen what they were asked here; how much that was."""
    require(by, "reviews.comment")
    asked = CommentMention.objects.filter(comment__review=review, person=by, answered_at__isnull=True)
    return asked.update(answered_at=timezone.now())


@transaction.atomic
def explain(*, review: Review, by: User, why: str) -> Review:
    """Say why the claim is checked."""
    require(by, "reviews.comment")
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.is_blind and review.assignments.filter(reviewer=by, standing=Standing.DONE).exists():
        raise ValidationError({"why": "You have judged this claim; your colleague reads this note before they do."})
    review.why, review.why_by = _text(why, "why", "why it is checked", LONGEST_WHY), by
    review.save(update_fields=["why", "why_by"])
    return review


@transaction.atomic
def ask(*, review: Review, by: User, asked: str, how: str, asked_on: date | None, due_on: date | None) -> Reply:
    """Log that somebody was asked for their side."""
    require(by, "reviews.comment")
    if asked_on is None:
        raise ValidationError({"asked_on": "Say on which day they were asked."})
    if due_on is not None and due_on < asked_on:
        raise ValidationError({"due_on": "The answer is due before the question was asked."})
    whom, way = _text(asked, "asked", "who was asked", 200), _text(how, "how", "how they were asked", 200)
    return Reply.objects.create(review=review, by=by, asked=whom, how=way, asked_on=asked_on, due_on=due_on)


@transaction.atomic
def answer(*, reply: Reply, by: User, text: str, answered_on: date | None) -> Reply:
    """Log what they said. What was logged stays; a second answer is a question of its own."""
    require(by, "reviews.comment")
    reply = Reply.objects.select_for_update().get(pk=reply.pk)
    if reply.answer:
        raise ValidationError("An answer is logged already. Log another question for what came later.")
    if answered_on is None or answered_on < reply.asked_on:
        raise ValidationError({"answered_on": "Say on which day they answered, not before they were asked."})
    reply.answer, reply.answered_on = _text(text, "answer", "what they said", LONGEST_ANSWER), answered_on
    reply.save(update_fields=["answer", "answered_on"])
    return reply


@transaction.atomic
def declare(*, outlet: Outlet, by: User, reason: str) -> Interest:
    """Declare an interest in an outlet: none of its claims is given to the person from now on, and those that wait for
    them are given back."""
    require(by, "reviews.assess")
    reason = _text(reason, "reason", "why", LONGEST_REASON)
    try:
        with transaction.atomic():
            interest = Interest.objects.create(person=by, outlet=outlet, reason=reason)
    except IntegrityError:
        interest = Interest.objects.get(person=by, outlet=outlet, ended_at__isnull=True)
    places.give_up_conflicting(Interest.objects.filter(pk=interest.pk))
    return interest


@transaction.atomic
def end(*, interest: Interest, by: User) -> Interest:
    """It does not hold any more. Only its person can say so; the row stays."""
    require(by, "reviews.assess")
    interest = Interest.objects.select_for_update().get(pk=interest.pk)
    if interest.person_id != by.pk:
        raise ValidationError("Only the person who declared it can end it.")
    if interest.ended_at is None:
        interest.ended_at = timezone.now()
        interest.save(update_fields=["ended_at"])
    return interest
