"""What somebody said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from factcheck.record.models.base import filled, source_field


class Statement(models.Model):
    """`is_verbatim` is true only where a source gives these very words as the speaker's own."""

    speaker = models.CharField(max_length=200)
    speaker_organization = models.ForeignKey(
        "record.Organization", on_delete=models.PROTECT, related_name="statements", null=True, blank=True
    )
    spoken_on = models.DateField(null=True, blank=True)
    text = models.TextField()
    is_verbatim = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    source = source_field("statements")

    class Meta:
        ordering: ClassVar[list[str]] = ["spoken_on", "speaker", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            filled("speaker", model="statement"),
            filled("text", model="statement"),
            models.UniqueConstraint(
                fields=["speaker", "spoken_on", "text"], nulls_distinct=False, name="statement_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.text[:80]}"
