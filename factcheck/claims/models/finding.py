"""What the engine found about one mention."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone

from factcheck.articles.models import ArticleVersion
from factcheck.claims.models.checking import Checking
from factcheck.claims.models.mention import Mention, Origin


class Verdict(models.TextChoices):
    """The words that readers see; docs/contract.md says when each is given."""

    SUPPORTED = "supported", "Supported by the record"
    REFUTED = "refuted", "Refuted by the record"
    DEPENDS = "depends", "Depends on the reading"
    NOT_IN_RECORD = "not_in_record", "Not in the record"
    NOT_CHECKABLE = "not_checkable", "Not checkable"


class FindingQuerySet(models.QuerySet["Finding"]):
    def current(self) -> FindingQuerySet:
        """Findings of the checking that counts now for their text."""
        return self.filter(checking__is_current=True)

    def published(self) -> FindingQuerySet:
        """Findings that readers may see: on published articles, and on what they see at all."""
        return self.filter(mention__version__article__is_published=True).for_readers()

    def for_readers(self) -> FindingQuerySet:
        """Not on a drafting helper's proposal, not on what a person marked, and not on what one took out."""
        return self.filter(mention__origin=Origin.ENGINE, mention__removed_at__isnull=True)

    def on_newest_text(self) -> FindingQuerySet:
        """Findings on the newest version of their article."""
        later = ArticleVersion.objects.filter(
            article=models.OuterRef("mention__version__article"), number__gt=models.OuterRef("mention__version__number")
        )
        return self.filter(~models.Exists(later))

    def resting_on(self, motion_key: str) -> FindingQuerySet:
        """Findings whose linked vote is on this motion."""
        return self.filter(motion_key=motion_key)

    def naming(self, code: str) -> FindingQuerySet:
        """Findings whose claim is about this state (ISO 3166-1 alpha-3)."""
        return self.filter(asserted__contains={"subjects": [code]})


class Finding(models.Model):
    """`asserted`, `readings`, `evidence` and `events` have the shapes of docs/contract.md. `motion_key` names the
    motion of the linked vote, empty where none was linked."""

    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="findings")
    checking = models.ForeignKey(Checking, on_delete=models.PROTECT, related_name="findings")
    verdict = models.CharField(max_length=20, choices=Verdict)
    asserted = models.JSONField(default=dict)
    readings = models.JSONField(default=list)
    evidence = models.JSONField(default=list)
    events = models.JSONField(default=list)
    motion_key = models.CharField(max_length=100, blank=True, db_index=True)
    explanation = models.TextField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Finding]] = models.Manager.from_queryset(FindingQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["asserted"], name="finding_asserted", opclasses=["jsonb_path_ops"]),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mention", "checking"], name="finding_is_stored_once"),
            models.CheckConstraint(condition=models.Q(verdict__in=Verdict.values), name="finding_verdict_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.explanation[:60]}"

    @property
    def snapshot(self) -> str:
        return self.checking.snapshot

    @property
    def rules(self) -> str:
        return self.checking.rules

    @property
    def engine_version(self) -> str:
        return self.checking.engine_version
