"""Free claims that people said are one, or are not."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from factcheck.claims.models.claim import Claim


class ClaimMerge(models.Model):
    """The mentions of `away` (`moved`, by key) became mentions of `into`. Undoing it gives them back; the row stays,
    with who undid it. `similarity` is that of the two wordings when they were merged, 0 to 1."""

    into = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="merges")
    away = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="merges_away")
    moved = ArrayField(models.BigIntegerField())
    similarity = models.FloatField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claim_merges")
    at = models.DateTimeField(default=timezone.now, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="claim_merges_undone"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(into=models.F("away")), name="merge_is_of_two_claims"),
            models.CheckConstraint(condition=~models.Q(moved=[]), name="merge_moves_something"),
            models.CheckConstraint(condition=models.Q(similarity__range=(0, 1)), name="merge_similarity_is_a_share"),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_is_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.away_id} into {self.into_id}"


class ClaimsApart(models.Model):
    """Somebody looked at two claims in similar words and said that they are not one; they are not proposed again."""

    first = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="apart_from_later")
    second = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="apart_from_earlier")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claims_kept_apart")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["first", "second"], name="claims_are_kept_apart_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="apart_has_the_earlier_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
