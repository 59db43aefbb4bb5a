"""What people changed in the claims of a text."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from factcheck.articles.models import ArticleVersion


class Step(models.TextChoices):
    ADD = "add", "Marked"
    RESIZE = "resize", "Resized"
    SPLIT = "split", "Split"
    MERGE = "merge", "Merged"
    REMOVE = "remove", "Taken out"
    READ = "read", "Read anew"


class Edit(models.Model):
    """One step, the same whatever it was: mentions were taken out (`removed`) and others put in (`added`), both by key.
    Its inverse takes the added ones out and puts the removed ones back; the row stays, with who undid it. `carried` is
    what another package moved along and needs to move it back."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="edits")
    step = models.CharField(max_length=10, choices=Step)
    removed = ArrayField(models.BigIntegerField(), default=list, blank=True)
    added = ArrayField(models.BigIntegerField(), default=list, blank=True)
    carried = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claim_edits")
    at = models.DateTimeField(default=timezone.now, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="claim_edits_undone"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["version", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(step__in=Step.values), name="edit_step_is_known"),
            models.CheckConstraint(
                condition=~models.Q(removed=[]) | ~models.Q(added=[]), name="edit_changes_something"
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="edit_is_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.removed} to {self.added}"
