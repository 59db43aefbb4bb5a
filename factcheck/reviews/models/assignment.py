"""Who judges a review, in which of its two places."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.reviews.models.review import PLACES, Review


class Standing(models.TextChoices):
    OPEN = "open", "To be judged"
    DONE = "done", "Judged"
    RECUSED = "recused", "Recused"
    EXPIRED = "expired", "Expired"
    WITHDRAWN = "withdrawn", "Given to somebody else"


HELD = (Standing.OPEN, Standing.DONE)
"""Standings that hold a place."""


class Assignment(models.Model):
    """`assigned_by` is the reviewer where they took it themselves. `verdict_opened_at` says when they looked at the
    engine's verdict before judging, null where they did not; `first_choice` is the rating that they had chosen when the
    flags were shown to them, for flags may tell of the verdict.

    A person gets a review once: who recused themselves or let it expire may be given it again by an editor, in the same
    row."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    place = models.PositiveSmallIntegerField()
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.OPEN)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments_given"
    )
    assigned_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(null=True, blank=True)
    verdict_opened_at = models.DateTimeField(null=True, blank=True)
    first_choice = models.CharField(max_length=40, blank=True, db_default="", default="")
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Of a recusal, or of giving it to somebody else.")

    class Meta:
        ordering: ClassVar[list[str]] = ["review", "place", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["reviewer", "due_on", "id"], name="assignment_open", condition=models.Q(standing="open")
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "reviewer"], name="assignment_of_a_person_is_one"),
            models.UniqueConstraint(
                fields=["review", "place"],
                condition=models.Q(standing__in=[str(held) for held in HELD]),
                name="assignment_place_is_held_once",
            ),
            models.CheckConstraint(condition=models.Q(place__range=(1, PLACES)), name="assignment_place_is_one"),
            models.CheckConstraint(
                condition=models.Q(standing__in=Standing.values), name="assignment_standing_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} on {self.review_id}, {self.standing}"
