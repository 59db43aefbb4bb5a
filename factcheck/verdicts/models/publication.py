"""Verdicts that an editor has published at once."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.verdicts.models.verdict import Verdict


class Publication(models.Model):
    """What one editor asked for at one time. A job works it off; `ended_at` is when nothing of it was left."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="publications")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk} of {self.asked_at:%Y-%m-%d %H:%M}"


class PublicationResult(models.TextChoices):
    OPEN = "", "Waits"
    PUBLISHED = "published", "Published"
    REFUSED = "refused", "Not published"


class PublicationItem(models.Model):
    """A verdict as it stood (`revision`) when it was asked for, and what became of it. It is written together with the
    publishing, so that neither is there without the other."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="items")
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="publication_items")
    revision = models.PositiveIntegerField()
    result = models.CharField(max_length=10, choices=PublicationResult, blank=True)
    why = models.TextField(blank=True, help_text="Why it was refused.")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["publication", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["publication", "verdict"], name="publication_names_a_verdict_once"),
            models.CheckConstraint(
                condition=models.Q(result__in=PublicationResult.values), name="publication_result_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(result="", at__isnull=True) | (~models.Q(result="") & models.Q(at__isnull=False)),
                name="publication_result_has_its_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(result="refused") | ~models.Q(why=""), name="publication_refusal_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.verdict_id} {self.result or 'waits'}"
