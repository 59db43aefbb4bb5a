"""Edits of claims that are in review: the review goes along with the words, and comes back when the edit is undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from factcheck.accounts.models import User
from factcheck.articles.models import ArticleVersion
from factcheck.claims.actions import editing
from factcheck.claims.models import Edit, Mention
from factcheck.reviews.actions import places
from factcheck.reviews.models import Review, Standing, Status

JUDGED = "An assessment of this claim is in, so its words and its reading stay as they are."


@transaction.atomic
def add(*, version: ArticleVersion, start: int, end: int, by: User) -> tuple[Edit, Review]:
    """A claim of selected words, in review at once."""
    edit = editing.add(version=version, start=start, end=end, by=by)
    review = places.open_review(mention=Mention.objects.get(pk=edit.added[0]), by=by)
    _keep(edit, [_opened(review)])
    return edit, review


@transaction.atomic
def resize(*, mention: Mention, start: int, end: int, by: User) -> Edit:
    return _carry(editing.resize(mention=mention, start=start, end=end, by=by), by)


@transaction.atomic
def split(*, mention: Mention, at: int, by: User) -> Edit:
    return _carry(editing.split(mention=mention, at=at, by=by), by)


@transaction.atomic
def merge(*, mention: Mention, by: User) -> Edit:
    return _carry(editing.merge(mention=mention, by=by), by)


@transaction.atomic
def remove(*, mention: Mention, by: User) -> Edit:
    return _carry(editing.remove(mention=mention, by=by), by)


@transaction.atomic
def read_as(*, mention: Mention, kind: str, asserted: Mapping[str, Any], motion: str, by: User) -> Edit:
    return _carry(editing.read_as(mention=mention, kind=kind, asserted=asserted, motion=motion, by=by), by)


@transaction.atomic
def undo(*, edit: Edit, by: User) -> Edit:
    """Raises ValidationError where the claim was judged since, and what the claims' own undoing raises."""
    undone = editing.undo(edit=edit, by=by)
    reviews = Review.objects.select_for_update().in_bulk([entry["review"] for entry in undone.carried])
    _refuse_judged(list(reviews))
    for entry in undone.carried:
        review = reviews[entry["review"]]
        if entry["mention"] is None:
            review.status = Status.GONE
        else:
            review.mention_id, review.status = entry["mention"], entry["status"]
        review.save(update_fields=["mention", "status"])
    return undone


def _carry(edit: Edit, by: User) -> Edit:
    """The reviews of the mentions that went: on to those that came, in order; what is left over is taken out. Where a
    claim in review became two, both are in review."""
    found = {
        review.mention_id: review for review in Review.objects.select_for_update().filter(mention__in=edit.removed)
    }
    _refuse_judged([review.pk for review in found.values()])
    waiting = list(edit.added)
    kept: list[dict[str, Any]] = []
    for key in edit.removed:
        review = found.get(key)
        if review is None:
            continue
        kept.append({"review": review.pk, "mention": key, "status": review.status})
        if waiting:
            review.mention_id = waiting.pop(0)
        else:
            review.status = Status.GONE
        review.save(update_fields=["mention", "status"])
    if found:
        kept += [_opened(places.open_review(mention=one, by=by)) for one in Mention.objects.filter(pk__in=waiting)]
    return _keep(edit, kept)


def _opened(review: Review) -> dict[str, Any]:
    return {"review": review.pk, "mention": None, "status": Status.OPEN.value}


def _keep(edit: Edit, carried: list[dict[str, Any]]) -> Edit:
    edit.carried = carried
    edit.save(update_fields=["carried"])
    return edit


def _refuse_judged(reviews: list[int]) -> None:
    done = Review.objects.filter(pk__in=reviews, assignments__standing=Standing.DONE)
    if done.exists():
        raise ValidationError(JUDGED)
