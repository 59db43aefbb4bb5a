"""One run of the engine over one text."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from factcheck.articles.models import ArticleVersion

HASH = "^sha256:[0-9a-f]{64}$"


class Checking(models.Model):
    """What the engine saw (`snapshot` names the record, `rules` and `engine_version` the rules) and what it said about
    the text as a whole (`notes`). There is one for each different set of these; the one that counts is `is_current`.
    Findings and flags belong to a checking, and stay when a later one takes its place."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="checkings")
    snapshot = models.CharField(max_length=71)
    rules = models.CharField(max_length=71)
    engine_version = models.CharField(max_length=40)
    vote_events = models.PositiveIntegerField(help_text="Votes in the record that was used.")
    notes = ArrayField(models.TextField(), default=list, blank=True)
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["version", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["version", "snapshot", "rules", "engine_version"], name="checking_is_stored_once"
            ),
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(is_current=True), name="checking_current_is_one"
            ),
            models.CheckConstraint(condition=models.Q(snapshot__regex=HASH), name="checking_snapshot_is_a_hash"),
            models.CheckConstraint(condition=models.Q(rules__regex=HASH), name="checking_rules_is_a_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.snapshot[:15]} {self.rules[:15]}"
