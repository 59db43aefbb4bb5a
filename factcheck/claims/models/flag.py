"""A framing flag raised on a text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from factcheck.articles.models import ArticleVersion
from factcheck.claims.models.checking import Checking
from factcheck.claims.models.mention import Mention


class Severity(models.TextChoices):
    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class FlagRaisedQuerySet(models.QuerySet["FlagRaised"]):
    def current(self) -> FlagRaisedQuerySet:
        """Flags of the checking that counts now for their text."""
        return self.filter(checking__is_current=True)


class FlagRaised(models.Model):
    """`code` is one of `factcheck.engine.FLAGS`; `start` and `end` are code points into `version.checked_text`;
    `ordinal` is the engine's order."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="flags_raised")
    checking = models.ForeignKey(Checking, on_delete=models.PROTECT, related_name="flags_raised")
    mentions = models.ManyToManyField(Mention, related_name="flags_raised", blank=True)
    code = models.CharField(max_length=40, db_index=True)
    severity = models.CharField(max_length=10, choices=Severity)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    ordinal = models.PositiveIntegerField(default=0)
    explanation = models.TextField()
    evidence = models.JSONField(default=list)

    objects: ClassVar[models.Manager[FlagRaised]] = models.Manager.from_queryset(FlagRaisedQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["version", "start", "ordinal", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["checking", "ordinal"], name="flag_is_stored_once"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="flag_ends_after_its_start"),
            models.CheckConstraint(condition=models.Q(severity__in=Severity.values), name="flag_severity_is_known"),
            models.CheckConstraint(condition=~models.Q(code=""), name="flag_has_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} at {self.start}-{self.end}"

    @property
    def snapshot(self) -> str:
        return self.checking.snapshot

    @property
    def rules(self) -> str:
        return self.checking.rules
