"""The ways prose names an organisation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from factcheck.record.models.base import choices, filled, in_order, known, source_field
from factcheck.record.vocabulary import NAME_KINDS


class Name(models.Model):
    """One form, as exact text. Two states may share a form ("Dominican"); one state has each form once at a time."""

    organization = models.ForeignKey("record.Organization", on_delete=models.PROTECT, related_name="names")
    text = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=choices(NAME_KINDS), default="name")
    language = models.CharField(max_length=10, default="en", help_text="Language tag, such as en or fr.")
    start_on = models.DateField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)
    source = source_field("names")

    class Meta:
        ordering: ClassVar[list[str]] = ["organization", "kind", "text"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            known("kind", NAME_KINDS, model="name"),
            filled("text", model="name"),
            in_order(model="name"),
            models.UniqueConstraint(
                fields=["organization", "text", "language", "start_on"],
                nulls_distinct=False,
                name="name_stands_once_with_an_organization",
            ),
        ]

    def __str__(self) -> str:
        return self.text
