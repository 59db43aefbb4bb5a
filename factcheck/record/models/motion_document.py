"""What the search looks through."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class MotionDocument(models.Model):
    """The words of a motion without accents: title and description stemmed (weight A), subjects (B), symbols and item
    as they are (C). The database keeps it by triggers (migration 0009); nothing else writes it. It is a table of its
    own so that reading motions does not read it."""

    motion = models.OneToOneField("record.Motion", on_delete=models.CASCADE, primary_key=True, related_name="document")
    document = SearchVectorField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["document"], name="motion_document_words", fastupdate=False)
        ]

    def __str__(self) -> str:
        return f"Words of {self.motion}"
