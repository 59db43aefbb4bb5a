"""What readers search through: a row for each published verdict and each claim of a published article."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from factcheck.articles.models import Outlet
from factcheck.claims.models import Mention
from factcheck.verdicts.models.verdict import VerdictVersion


class SearchEntry(models.Model):
    """Written by the database itself (migration `search`), in the transaction that publishes, corrects, withdraws,
    checks or takes out; nobody else writes it. `document` has the words without accents, and what can be filtered by as
    words of its own ("state:USA", "rating:false"), so that one index answers any mixture of both. `day` is that of the
    article, for a verdict that of its publication. `option` is what the claim says a state did."""

    kind = models.CharField(max_length=7)
    mention = models.OneToOneField(Mention, on_delete=models.CASCADE, null=True, related_name="search_entry")
    version = models.OneToOneField(VerdictVersion, on_delete=models.CASCADE, null=True, related_name="search_entry")
    day = models.DateField()
    states = ArrayField(models.CharField(max_length=3))
    option = models.CharField(max_length=20, blank=True)
    body = models.CharField(max_length=8, blank=True)
    ratings = ArrayField(models.CharField(max_length=40))
    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, null=True, db_index=False, related_name="+")
    document = SearchVectorField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["document"], name="search_entry_words", fastupdate=False),
            models.Index(fields=["-day", "-id"], name="search_entry_newest"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(kind="claim", mention__isnull=False, version__isnull=True)
                | models.Q(kind="verdict", mention__isnull=True, version__isnull=False),
                name="search_entry_is_a_claim_or_a_verdict",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.mention_id or self.version_id}"
