"""A new text of an article, and what becomes of the reviews of the earlier ones."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from factcheck.accounts.models import User
from factcheck.accounts.permissions import Actor, require
from factcheck.articles.actions import articles
from factcheck.articles.models import Article, ArticleVersion
from factcheck.claims.actions import anchoring
from factcheck.claims.actions.checking import check_version
from factcheck.claims.models import Anchor, Decision, Mention
from factcheck.claims.models.mention import Origin
from factcheck.engine.index import Index
from factcheck.reviews.models import Assignment, Review, Standing, Status

DECIDED = "A colleague decided about this claim in the meantime. Look at what they chose."


@transaction.atomic
def add_version(
    *, article: Article, text: str, by: Actor, title: str = "", published_on: date | None = None,
    index: Index | None = None, **about: Any,
) -> ArticleVersion:  # fmt: skip
    """Store the text as it reads now, check it and follow the claims in review into it, all or nothing. A text that is
    stored already is returned as it is. Raises ValidationError as `articles.add_version` does, TextRefused as
    `check_version` does."""
    before = article.versions.count()
    version = articles.add_version(
        article=article, text=text, by=by, title=title, published_on=published_on, **about
    )  # fmt: skip
    if version.number <= before:
        return version
    check_version(version=version, by=by, index=index)
    follow(version=version)
    return version


@transaction.atomic
def follow(*, version: ArticleVersion) -> list[Anchor]:
    """Ask of every claim that is in review, or that a person marked, where it stands in the newest text. The reviews of
    those that are certain go on there, with their assessments."""
    earlier = Mention.objects.filter(version__article=version.article_id).exclude(version=version)
    in_review = earlier.filter(review__isnull=False).exclude(review__status__in=(Status.CLOSED, Status.GONE))
    unsettled = ["", Decision.OVERTAKEN]
    followed = Anchor.objects.filter(mention=OuterRef("pk")).exclude(decision__in=unsettled)
    by_person = earlier.live().filter(~Exists(followed), origin=Origin.PERSON, review=None)
    mentions = [*in_review.select_related("claim"), *by_person.select_related("claim")]
    found = anchoring.anchor(version=version, mentions=mentions)
    for anchor in found:
        if anchor.decision == Decision.BY_ITSELF:
            _move(anchor.mention, anchor.target)
    return found


@transaction.atomic
def keep(*, anchor: Anchor, by: User, target: Mention | None = None) -> Anchor:
    """It is the same claim in other words: its review, with what was assessed, goes on at `target`, without one at the
    place that the comparison proposes. Raises ValidationError where the engine reads another claim there, where those
    words are in review by themselves, or where somebody decided before."""
    require(by, "reviews.assess")
    mention, version = anchor.mention, anchor.version
    if target is None:
        if anchor.start is None or anchor.end is None:
            raise ValidationError("Nothing in the new text was found that could be it. Choose a claim of the new text.")
        target = anchoring.counterpart(mention, version, anchor.start, anchor.end)
    _require_in(target, version)
    if target.claim_id != mention.claim_id and mention.claim.canonical_key and target.claim.canonical_key:
        raise ValidationError(
            "The engine reads another claim in those words, so what was assessed does not hold for it. "
            "Choose “Another claim now” to have it assessed anew."
        )
    anchor = _decide(anchor, Decision.SAME, by, target)
    _move(mention, target)
    return anchor


@transaction.atomic
def replace(*, anchor: Anchor, by: User, target: Mention) -> Anchor:
    """The text says something else there now: the review of the old words is closed, and `target` is put into review.
    Those who were to judge the old words are to judge the new ones."""
    require(by, "reviews.assess")
    _require_in(target, anchor.version)
    anchor = _decide(anchor, Decision.OTHER, by, target)
    old = Review.objects.filter(mention=anchor.mention).first()
    new, is_new = Review.objects.get_or_create(mention=target, defaults={"opened_by": by})
    if old is not None and is_new:
        new.severity = old.severity
        for held in old.assignments.filter(standing__in=(Standing.OPEN, Standing.DONE)):
            Assignment.objects.create(
                review=new, reviewer=held.reviewer, place=held.place, assigned_by=by, due_on=held.due_on
            )
            new.free_places -= 1
        new.save(update_fields=["severity", "free_places"])
    _close(old)
    return anchor


@transaction.atomic
def give_up(*, anchor: Anchor, by: User) -> Anchor:
    """The text does not say it any more. The review is closed; what was assessed stays with the old text."""
    require(by, "reviews.assess")
    anchor = _decide(anchor, Decision.GONE, by, None)
    _close(Review.objects.filter(mention=anchor.mention).first())
    return anchor


def _decide(anchor: Anchor, decision: Decision, by: User, target: Mention | None) -> Anchor:
    try:
        return anchoring.decide(anchor=anchor, decision=decision, by=by, target=target)
    except Anchor.DoesNotExist:
        raise ValidationError(DECIDED) from None


def _require_in(target: Mention, version: ArticleVersion) -> None:
    if target.version_id != version.pk:
        raise ValidationError("This claim is in another text. Choose one of the newest text.")


def _move(mention: Mention, target: Mention | None) -> None:
    review = Review.objects.select_for_update().filter(mention=mention).first()
    if review is None or target is None or target.pk == mention.pk:
        return
    if Review.objects.filter(mention=target).exists():
        raise ValidationError(
            "Those words are in review by themselves already. Choose “Not in the text any more” for the old ones."
        )
    review.mention = target
    review.save(update_fields=["mention"])


def _close(review: Review | None) -> None:
    """No place of it waits for anybody any more."""
    if review is None:
        return
    review = Review.objects.select_for_update().get(pk=review.pk)
    review.assignments.filter(standing=Standing.OPEN).update(
        standing=Standing.WITHDRAWN, reason="The text no longer says it."
    )
    review.status, review.free_places = Status.CLOSED, 0
    review.save(update_fields=["status", "free_places"])
