"""One text of an article. Versions are added, never edited."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length
from django.utils import timezone

from factcheck.articles.limits import (
    AUTHOR_LENGTH,
    FIRST_DAY,
    LAST_DAY,
    STANDFIRST_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    problem_with,
    problem_with_day,
)

models.TextField.register_lookup(Length)


class ObtainedHow(models.TextChoices):
    PASTED = "pasted", "Pasted at the desk"
    FILE = "file", "Read from a file"
    FETCHED = "fetched", "Fetched from its address"
    WRITTEN = "written", "Written for the demonstration"


class ArticleVersion(models.Model):
    """`text` is what was published, to the letter. Offsets of mentions and flags are code points into `checked_text`.
    Languages are ISO 639-1 codes, or "und" where none was recognised."""

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(help_text="Counts from 1 within the article.")
    title = models.TextField(blank=True)
    standfirst = models.TextField(blank=True, help_text="Shown with the article; not part of the checked text.")
    text = models.TextField()
    author = models.CharField(max_length=AUTHOR_LENGTH, blank=True)
    published_on = models.DateField(null=True, blank=True, help_text="Unknown dates leave 'last week' unresolved.")
    language = models.CharField(max_length=8, default="und")
    fetched_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sha256 = models.CharField(max_length=64, editable=False, help_text="Of the checked text in UTF-8.")
    obtained_how = models.CharField(max_length=20, choices=ObtainedHow, default=ObtainedHow.PASTED)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="article_versions",
        help_text="Empty for the command line.",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["article", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_is_unique"),
            # The date is part of it: the same text under another date resolves "on Monday" to another day.
            models.UniqueConstraint(
                fields=["article", "sha256", "published_on"], name="version_text_is_unique", nulls_distinct=False
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_number_counts_from_one"),
            models.CheckConstraint(condition=models.Q(text__length__gte=1), name="version_has_text"),
            models.CheckConstraint(condition=models.Q(text__length__lte=TEXT_LENGTH), name="version_text_has_a_limit"),
            models.CheckConstraint(
                condition=models.Q(title__length__lte=TITLE_LENGTH), name="version_title_has_a_limit"
            ),
            models.CheckConstraint(
                condition=models.Q(standfirst__length__lte=STANDFIRST_LENGTH), name="version_standfirst_has_a_limit"
            ),
            models.CheckConstraint(
                condition=models.Q(published_on__range=(FIRST_DAY, LAST_DAY)), name="version_day_is_plausible"
            ),
            models.CheckConstraint(condition=models.Q(sha256__regex="^[0-9a-f]{64}$"), name="version_sha256_is_one"),
            models.CheckConstraint(
                condition=models.Q(obtained_how__in=ObtainedHow.values), name="version_obtained_how_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}/{self.number}"

    def clean(self) -> None:
        """Refuse what cannot be stored, with the reason and what to do about it."""
        limits = {
            "title": TITLE_LENGTH,
            "standfirst": STANDFIRST_LENGTH,
            "text": TEXT_LENGTH,
            "author": AUTHOR_LENGTH,
        }
        problems = {
            field: problem
            for field, limit in limits.items()
            if (problem := problem_with(getattr(self, field), limit=limit, what=field))
        }
        if not self.text.strip():
            problems["text"] = "There is no text. Give the text of the article."
        if problem := problem_with_day(self.published_on):
            problems["published_on"] = problem
        if problems:
            raise ValidationError(problems)

    @property
    def checked_text(self) -> str:
        """What the engine reads: title, one newline, text; the text alone where there is no title."""
        return checked_text(self.title, self.text)

    @property
    def is_english(self) -> bool:
        return self.language == "en"


def checked_text(title: str, text: str) -> str:
    return f"{title}\n{text}" if title else text


def sha256_of(title: str, text: str) -> str:
    """64 hexadecimal digits over the checked text."""
    return hashlib.sha256(checked_text(title, text).encode()).hexdigest()
