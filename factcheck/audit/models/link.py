"""The chain: each event's place in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Link(models.Model):
    """Written by a trigger when its transaction commits, one after the other. `number` counts from 1 without a gap.
    `hash` is SHA-256 over `previous` (32 zero bytes at the beginning) and the text of link and event that
    `factcheck.audit.canonical` describes. `at` is when the link was made, and never goes back."""

    number = models.BigIntegerField(primary_key=True)
    event = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    previous = models.BinaryField(unique=True)
    hash = models.BinaryField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(number__gte=1), name="audit_link_counts_from_one")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {bytes(self.hash).hex()}"
