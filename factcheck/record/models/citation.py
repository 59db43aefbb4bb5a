"""Rows of the record that a verdict rests on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from factcheck.record.models.base import filled


class Citation(models.Model):
    """`table` and `row` are the table and primary key of what is cited, `ref` how it was cited ("A/RES/ES-11/7#USA"),
    `cited_by` who did so first. While it stands here the database refuses to delete the row, and it stands here for
    ever: triggers refuse every change of this table but an addition (docs/adr/0006-cited-rows.md)."""

    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    ref = models.CharField(max_length=300)
    cited_by = models.CharField(max_length=100)
    cited_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["cited_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            filled("ref", model="citation"),
            filled("cited_by", model="citation"),
            models.UniqueConstraint(fields=["table", "row"], name="citation_of_a_row_stands_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ref}, cited by {self.cited_by}"
