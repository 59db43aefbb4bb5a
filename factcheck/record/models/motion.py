"""What is put to the vote, and its paragraphs."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from factcheck.record.models.base import choices, filled, known, known_or_empty, source_field
from factcheck.record.vocabulary import LEGAL_EFFECTS, MOTION_KINDS, SECTIONS

WHOLE_TEXTS = ("resolution", "draft")
SYMBOL = r"^[AS]/[^[:space:]]+$"


class MotionQuerySet(models.QuerySet["Motion"]):
    def whole_texts(self) -> MotionQuerySet:
        """Resolutions and drafts: no amendments, paragraphs or procedure."""
        return self.filter(kind__in=WHOLE_TEXTS)


class Motion(models.Model):
    """`key` is its one name: the symbol, else the draft's symbol, else one made for it. A text that has no title of
    its own, as in the Security Council, has a `description` in the words of a library."""

    key = models.CharField(max_length=200, unique=True)
    symbol = models.CharField(max_length=100, blank=True)
    draft_symbol = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=1000, blank=True)
    description = models.CharField(max_length=1000, blank=True)
    kind = models.CharField(max_length=12, choices=choices(MOTION_KINDS))
    body = models.ForeignKey("record.Organization", on_delete=models.PROTECT, related_name="motions")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    item = models.SlugField(
        max_length=100, blank=True, help_text="The matter that ties votes of one day together, also across bodies."
    )
    yes_means = models.TextField(blank=True, help_text="What follows if it is adopted, as a sentence.")
    no_means = models.TextField(blank=True, help_text="What follows if it is not, as a sentence.")
    legal_effect = models.CharField(max_length=14, choices=choices(LEGAL_EFFECTS), blank=True)
    sponsors_complete = models.BooleanField(
        default=False, help_text="The list of sponsors is whole: only then can a state be said not to be on it."
    )
    sponsors_note = models.TextField(blank=True)
    source = source_field("motions")

    objects: ClassVar[models.Manager[Motion]] = MotionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            known("kind", MOTION_KINDS, model="motion"),
            known_or_empty("legal_effect", LEGAL_EFFECTS, model="motion"),
            filled("key", model="motion"),
            models.CheckConstraint(condition=~Q(title="", description=""), name="motion_has_title_or_description"),
            models.CheckConstraint(
                condition=(Q(symbol="") | Q(symbol__regex=SYMBOL))
                & (Q(draft_symbol="") | Q(draft_symbol__regex=SYMBOL)),
                name="motion_symbols_have_their_form",
            ),
            models.CheckConstraint(condition=Q(symbol="") | Q(symbol=models.F("key")), name="motion_key_is_its_symbol"),
            models.CheckConstraint(condition=Q(symbol="") | ~Q(kind="draft"), name="motion_draft_has_no_symbol"),
            models.CheckConstraint(
                condition=Q(parent__isnull=False) | ~Q(kind__in=["amendment", "paragraph"]),
                name="motion_part_has_a_parent",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")), name="motion_is_not_its_own_parent"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["item"], name="motion_item"),
            models.Index(fields=["symbol"], name="motion_symbol"),
            models.Index(fields=["draft_symbol"], name="motion_draft_symbol"),
            GinIndex(OpClass(Upper("key"), "gin_trgm_ops"), name="motion_part_of_key", fastupdate=False),
            GinIndex(
                OpClass(Upper("draft_symbol"), "gin_trgm_ops"), name="motion_part_of_draft_symbol", fastupdate=False
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Its title, or what a library calls it."""
        return self.title or self.description

    @property
    def is_whole_text(self) -> bool:
        return self.kind in WHOLE_TEXTS

    @property
    def document_url(self) -> str:
        """Address of the official text, or "" where neither it nor its draft has a symbol."""
        symbol = self.symbol or self.draft_symbol
        if symbol.startswith("S/RES/") and "(" not in symbol:
            return ""
        return f"https://docs.un.org/en/{symbol}" if symbol else ""


class Paragraph(models.Model):
    """`is_verbatim` is true only for the text's own words; else it is a paraphrase. Order is `position`.

    A motion may have paragraphs of fact files, and those of its imported text, which have the source of its `Text`."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="paragraphs")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True, help_text="As in the text; empty where not known.")
    section = models.CharField(max_length=10, choices=choices(SECTIONS))
    verb = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    is_verbatim = models.BooleanField(default=False)
    source = source_field("paragraphs")

    class Meta:
        ordering: ClassVar[list[str]] = ["motion", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            known("section", SECTIONS, model="paragraph"),
            filled("text", model="paragraph"),
            models.UniqueConstraint(fields=["motion", "source", "position"], name="paragraph_has_its_own_position"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()


class Text(models.Model):
    """That the words of a motion were imported, and from where. Its paragraphs are those with the same source."""

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="text")
    source = source_field("texts")
    document = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="SHA-256 of the document; empty where it holds several."
    )
    words = models.CharField(max_length=64, help_text="SHA-256 of the paragraphs.")

    class Meta:
        ordering: ClassVar[list[str]] = ["motion"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(words__regex="^[0-9a-f]{64}$"), name="text_words_is_sha256"),
            models.CheckConstraint(
                condition=Q(document="") | Q(document__regex="^[0-9a-f]{64}$"), name="text_document_is_sha256"
            ),
        ]

    def __str__(self) -> str:
        return f"Text of {self.motion}"
