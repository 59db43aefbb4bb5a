"""Where an article makes a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models.functions import Length

from factcheck.articles.models import ArticleVersion
from factcheck.claims.models.claim import Claim

if TYPE_CHECKING:
    from factcheck.claims.models.finding import Finding
    from factcheck.claims.models.flag import FlagRaised

models.TextField.register_lookup(Length)

CONTEXT = 32
"""Code points of prefix and suffix."""


class Section(models.TextChoices):
    HEADLINE = "headline", "Headline"
    BODY = "body", "Body"


class Origin(models.TextChoices):
    ENGINE = "engine", "Engine"
    HELPER = "helper", "Drafting helper"
    PERSON = "person", "Person"


class Mention(models.Model):
    """A claim in an article version, with the selectors of W3C Web Annotation: `start` and `end` are code points into
    `version.checked_text` (TextPositionSelector), `exact`, `prefix` and `suffix` the words there (TextQuoteSelector).
    `ordinal` tells apart claims of the same words. `origin` says who found it; what a drafting helper proposed stays on
    the desk (docs/drafting.md)."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="mentions")
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=CONTEXT, blank=True)
    suffix = models.CharField(max_length=CONTEXT, blank=True)
    section = models.CharField(max_length=10, choices=Section, default=Section.BODY)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.ENGINE)
    ordinal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["version", "start", "ordinal", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["version", "claim", "start", "end", "origin"], name="mention_is_stored_once"
            ),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="mention_has_a_length"),
            models.CheckConstraint(
                condition=models.Q(exact__length=models.F("end") - models.F("start")),
                name="mention_quote_fits_its_position",
            ),
            models.CheckConstraint(condition=models.Q(section__in=Section.values), name="mention_section_is_known"),
            models.CheckConstraint(condition=models.Q(origin__in=Origin.values), name="mention_origin_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}: {self.exact[:60]}"

    @property
    def is_drafted(self) -> bool:
        return self.origin == Origin.HELPER

    @property
    def finding(self) -> Finding | None:
        """The finding that counts now; from what `article_findings` fetched where it was used."""
        fetched: list[Finding] | None = self.__dict__.get("current_findings")
        if fetched is not None:
            return fetched[0] if fetched else None
        return self.findings.current().first()

    @property
    def flags(self) -> list[FlagRaised]:
        """The flags raised on this mention that count now; from what `article_findings` fetched where it was used."""
        fetched: list[FlagRaised] | None = self.__dict__.get("current_flags")
        return list(self.flags_raised.current()) if fetched is None else fetched
