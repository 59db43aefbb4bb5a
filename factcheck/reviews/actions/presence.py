"""Being there: a sign of life on a review, and filters of the queue that a person keeps."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.reviews.models import Presence, QueueFilter, Review

STALE = timedelta(seconds=45)
"""Who gave no sign for so long is not there any more."""
MOST_FILTERS = 20


def here(*, review: Review, by: User) -> list[str]:
    """Give a sign of life; the names of the others who are there."""
    require(by, "reviews.comment")
    now = timezone.now()
    Presence.objects.update_or_create(review=review, person=by, defaults={"seen_at": now})
    others = Presence.objects.filter(review=review, seen_at__gt=now - STALE).exclude(person=by)
    return list(others.order_by("person__name").values_list("person__name", flat=True))


def sweep() -> int:
    """Take away signs of life that are an hour old."""
    return Presence.objects.filter(seen_at__lt=timezone.now() - timedelta(hours=1)).delete()[0]


@transaction.atomic
def keep_filter(*, by: User, name: str, query: str) -> QueueFilter:
    """Keep a filter under a name, in the place of one of the same name. Raises ValidationError."""
    require(by, "desk.view")
    name = " ".join(name.replace("\x00", "").split())
    if not name or len(name) > 60:
        raise ValidationError("Give the filter a name of at most 60 characters.")
    if by.queue_filters.exclude(name=name).count() >= MOST_FILTERS:
        raise ValidationError(f"{MOST_FILTERS} filters can be kept. Take one away first.")
    return QueueFilter.objects.update_or_create(person=by, name=name, defaults={"query": query[:200]})[0]


def drop_filter(*, by: User, name: str) -> None:
    require(by, "desk.view")
    by.queue_filters.filter(name=name).delete()
