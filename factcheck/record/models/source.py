"""Where a value of the record was read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from factcheck.record.models.base import choices, filled, known
from factcheck.record.vocabulary import SOURCE_KINDS


class Source(models.Model):
    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=500)
    publisher = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=choices(SOURCE_KINDS))
    url = models.URLField(max_length=1000, blank=True)
    retrieved_on = models.DateField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the file that was read, in hexadecimal.")
    licence_note = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["slug"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            known("kind", SOURCE_KINDS, model="source"),
            filled("slug", model="source"),
            filled("title", model="source"),
            models.CheckConstraint(
                condition=Q(sha256="") | Q(sha256__regex=r"^[0-9a-f]{64}$"), name="source_sha256_is_hexadecimal"
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="source_url_is_a_web_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.publisher}"

    @property
    def is_official(self) -> bool:
        return self.kind == "official"
