"""Where an article makes a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
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


class MentionQuerySet(models.QuerySet["Mention"]):
    def live(self) -> MentionQuerySet:
        """Those that nobody took out."""
        return self.filter(removed_at__isnull=True)

    def for_readers(self) -> MentionQuerySet:
        return self.live().filter(origin=Origin.ENGINE)


class Mention(models.Model):
    """A claim in an article version, with the selectors of W3C Web Annotation: `start` and `end` are code points into
    `version.checked_text` (TextPositionSelector), `exact`, `prefix` and `suffix` the words there (TextQuoteSelector).
    `ordinal` tells apart claims of the same words. `origin` says who found it; what a drafting helper proposed
    (docs/drafting.md) and what a person marked stay on the desk.

    A mention is never edited: a person's edit takes mentions out (`removed_at`) and puts others in their place, and its
    undoing turns that round (`Edit`). What a person took out stays out in later checkings. `chosen` says how a person's
    mention is read: {"asserted", "motion", "by"}, where `by` is "rules" (as the rules read the words there) or "person"
    (typed in; `motion` is the vote they named, or ""); null for a free claim and for what a machine found."""

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
    chosen = models.JSONField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="mentions_made"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Mention]] = models.Manager.from_queryset(MentionQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["version", "start", "ordinal", "pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["claim", "-id"], name="mention_of_claim_newest")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["version", "claim", "start", "end", "origin"],
                condition=models.Q(removed_at__isnull=True),
                name="mention_is_stored_once",
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
    def is_live(self) -> bool:
        return self.removed_at is None

    @property
    def is_specified(self) -> bool:
        """Whether a person typed in how the words are to be read."""
        return self.chosen is not None and self.chosen.get("by") == "person"

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
