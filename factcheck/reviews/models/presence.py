"""Who has a review open right now."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.reviews.models.review import Review


class Presence(models.Model):
    """One sign of life of a person on a review, in the place of the last. It says that they are there and no more."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presences")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["review", "person"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "person"], name="presence_is_one")
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.review_id}"


class QueueFilter(models.Model):
    """A part of the queue with its filter that a person keeps under a name; `query` is its address's."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="queue_filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["person", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "name"], name="queue_filter_name_is_one"),
            models.CheckConstraint(condition=~models.Q(name=""), name="queue_filter_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
