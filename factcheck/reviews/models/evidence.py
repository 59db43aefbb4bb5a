"""What speaks for or against a claim, as one reviewer names it."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import quote

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.record.models import Organization
from factcheck.reviews.models.assessment import LONGEST_REASON, Assessment

LONGEST_QUOTE = 2_000


class Side(models.TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")


class Told(models.TextChoices):
    """How something was said to the newsroom itself."""

    MAIL = "mail", _("by mail")
    TELEPHONE = "telephone", _("by telephone")
    MEETING = "meeting", _("at a meeting")


_NOTHING_SAID = Q(speaker="", role="", state=None, said_on=None, symbol="", told="", language="", translation="")
_IS_FOUND = ~Q(url="") | ~Q(symbol="") | ~Q(told="")


class EvidenceItem(models.Model):
    """Something for or against the claim: a vote of the record (`motion_key`), an address (`url`), or a statement.

    A statement is what has `words`: quoted, in the language they were said in (`language`, ISO 639, "" for English,
    else with a `translation` into English), with who said them on which day, in which `role` and for which `state` if
    for one. They can be found in a document (`symbol`) or at an address (`url`), or were said to the newsroom (`told`).
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="evidence")
    side = models.CharField(max_length=10, choices=Side)
    motion_key = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    words = models.CharField(max_length=LONGEST_QUOTE, blank=True)
    language = models.CharField(max_length=10, blank=True)
    translation = models.CharField(max_length=LONGEST_QUOTE, blank=True)
    speaker = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    state = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="statements_quoted"
    )
    said_on = models.DateField(null=True, blank=True)
    symbol = models.CharField(max_length=100, blank=True)
    told = models.CharField(max_length=10, choices=Told, blank=True)
    note = models.TextField(blank=True, max_length=LONGEST_REASON)
    ordinal = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["assessment", "ordinal", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="evidence_side_is_known"),
            models.CheckConstraint(
                condition=~Q(words="") | (_NOTHING_SAID & (Q(url="") ^ Q(motion_key=""))),
                name="evidence_is_a_vote_or_an_address_or_said",
            ),
            models.CheckConstraint(
                condition=Q(words="") | (~Q(speaker="") & Q(said_on__isnull=False, motion_key="")),
                name="evidence_words_have_a_speaker_and_a_day",
            ),
            models.CheckConstraint(
                condition=Q(words="") | (_IS_FOUND & (Q(url="") | Q(symbol=""))), name="evidence_words_are_found"
            ),
            models.CheckConstraint(condition=Q(told__in=["", *Told.values]), name="evidence_told_is_known"),
            models.CheckConstraint(
                condition=Q(language="", translation="") | (Q(language__regex="^[a-z]{2,3}$") & ~Q(translation="")),
                name="evidence_other_language_is_translated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.target or self.speaker}"

    @property
    def target(self) -> str:
        return self.motion_key or self.url or self.symbol

    @property
    def document_url(self) -> str:
        """Where the words of a statement can be read, "" where they were said to the newsroom."""
        return self.url or (f"https://docs.un.org/en/{quote(self.symbol, safe='/()')}" if self.symbol else "")
