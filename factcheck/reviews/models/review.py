"""A mention that two people are to judge."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.claims.models import Mention

PLACES = 2
"""Assessments that a review needs."""
GRAVITY = {"none": 0, "low": 1, "medium": 2, "high": 3}
"""Severity of a flag to the number by which reviews are sorted."""
_WORDS = {number: word for word, number in GRAVITY.items()}


class Status(models.TextChoices):
    OPEN = "open", "In review"
    AGREED = "agreed", "Both agree"
    DISPUTED = "disputed", "They differ"
    CLOSED = "closed", "Closed: the text no longer says it"
    GONE = "gone", "Taken out"


class Review(models.Model):
    """`severity` is that of the gravest flag on the mention when the review was opened, 0 (none) to 3 (high).
    `why` says why it is checked, `why_by` who wrote that last. `free_places` counts the places nobody holds; the
    actions keep it, so that the queue is read from one index."""

    mention = models.OneToOneField(Mention, on_delete=models.PROTECT, related_name="review")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    severity = models.PositiveSmallIntegerField(default=0)
    reach = models.PositiveIntegerField(default=1, db_default=1, help_text="Articles in which the claim is made.")
    free_places = models.PositiveSmallIntegerField(default=PLACES)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews_opened"
    )
    why = models.TextField(blank=True, db_default="", default="", max_length=2_000)
    why_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews_explained"
    )
    opened_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-severity", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["-severity", "id"],
                name="review_to_take",
                condition=models.Q(status="open", free_places__gt=0),
            ),
            models.Index(
                fields=["-reach", "id"], name="review_by_reach", condition=models.Q(status="open", free_places__gt=0)
            ),
            models.Index(
                fields=["severity", "-reach", "id"],
                name="review_of_severity_by_reach",
                condition=models.Q(status="open", free_places__gt=0),
            ),
            models.Index(fields=["id"], name="review_by_age", condition=models.Q(status="open", free_places__gt=0)),
            models.Index(fields=["status", "-severity", "id"], name="review_by_status"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="review_status_is_known"),
            models.CheckConstraint(condition=models.Q(severity__lte=3), name="review_severity_is_known"),
            models.CheckConstraint(condition=models.Q(free_places__lte=PLACES), name="review_has_two_places"),
        ]

    def __str__(self) -> str:
        return f"Review {self.pk}"

    @property
    def gravest(self) -> str:
        """The severity of its gravest flag, "none" without one."""
        return _WORDS[self.severity]

    @property
    def is_open(self) -> bool:
        """Until both assessments are in, or the text no longer says it."""
        return self.status == Status.OPEN

    @property
    def is_blind(self) -> bool:
        """Whether nobody may see another's assessment: until both are in. One that was closed before stays so, for the
        same people may be judging what took its place."""
        if self.status == Status.CLOSED:
            return self.assignments.filter(standing="done").count() < PLACES
        return self.status in (Status.OPEN, Status.GONE)
