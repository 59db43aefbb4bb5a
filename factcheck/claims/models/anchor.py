"""Where a claim of an earlier text stands in a later one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.articles.models import ArticleVersion
from factcheck.claims.models.mention import Mention


class Fate(models.TextChoices):
    EXACT = "exact", "Where it stood"
    MOVED = "moved", "Moved"
    CHANGED = "changed", "Changed"
    LOST = "lost", "Not found"


class Decision(models.TextChoices):
    BY_ITSELF = "by_itself", "Followed by itself"
    SAME = "same", "The same claim, in these words"
    OTHER = "other", "Another claim now"
    GONE = "gone", "Not in the text any more"
    OVERTAKEN = "overtaken", "Overtaken by a later text"


class Anchor(models.Model):
    """`fate` is what the comparison says (see `factcheck.claims.anchoring`), `start` and `end` where the words stand in
    `version`, or what stands in their place. `decision` is empty while a person is awaited; only what is exact or moved
    is followed without one. `target` is the mention in `version` that takes the place of `mention`."""

    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="anchors")
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="anchors")
    fate = models.CharField(max_length=10, choices=Fate)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    why = models.TextField()
    target = models.ForeignKey(Mention, on_delete=models.PROTECT, null=True, blank=True, related_name="anchored_from")
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="anchors_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["version", "mention__start", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-id"], name="anchor_waiting", condition=models.Q(decision="")),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mention", "version"], name="anchor_is_stored_once"),
            models.CheckConstraint(condition=models.Q(fate__in=Fate.values), name="anchor_fate_is_known"),
            models.CheckConstraint(
                condition=models.Q(decision__in=["", *Decision.values]), name="anchor_decision_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(decision="by_itself") | models.Q(fate__in=["exact", "moved"]),
                name="anchor_follows_only_what_is_certain",
            ),
            models.CheckConstraint(
                condition=~models.Q(decision__in=["by_itself", "same", "other"]) | models.Q(target__isnull=False),
                name="anchor_that_is_followed_has_a_target",
            ),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="anchor_place_has_a_length",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mention_id} in {self.version_id}: {self.decision or self.fate}"

    @property
    def is_waiting(self) -> bool:
        return not self.decision
