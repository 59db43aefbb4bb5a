"""What a motion is about, in the words of a source."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Upper

from factcheck.record.models.base import filled, source_field


class Subject(models.Model):
    """One term, as the source has it; of levels ("MIDDLE EAST--PEACE") each is told apart by two hyphens."""

    motion = models.ForeignKey("record.Motion", on_delete=models.CASCADE, related_name="subjects")
    words = models.CharField(max_length=300)
    source = source_field("subjects")

    class Meta:
        ordering: ClassVar[list[str]] = ["motion", "words", "source"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            filled("words", model="subject"),
            models.UniqueConstraint(fields=["motion", "words", "source"], name="subject_of_a_source_stands_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(OpClass(Upper("words"), "text_pattern_ops"), name="subject_words")
        ]

    def __str__(self) -> str:
        return self.words
