"""One proposition, whoever makes it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils import timezone

FREE = "free"
"""The kind of a claim that a person marked and nothing turned into a question to the record."""


class Claim(models.Model):
    """`canonical_key` is the same for every wording of the proposition (see `factcheck.claims.canonical`); it is null
    where the claim could not be tied to one vote, and for claims that people write down freely."""

    kind = models.CharField(max_length=40)
    canonical_key = models.CharField(max_length=500, null=True, blank=True, unique=True)
    text = models.TextField(help_text="In the words in which it was met first.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            # Among few free claims the planner goes through them all: not through all claims there are.
            models.Index(fields=["id"], name="claim_free", condition=models.Q(kind=FREE)),
            GinIndex(OpClass(models.F("text"), name="gin_trgm_ops"), name="claim_alike", condition=models.Q(kind=FREE)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(kind=""), name="claim_has_a_kind"),
            models.CheckConstraint(condition=~models.Q(text=""), name="claim_has_text"),
            models.CheckConstraint(
                condition=models.Q(canonical_key__isnull=True) | ~models.Q(canonical_key=""),
                name="claim_key_is_null_not_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.canonical_key or f"{self.kind}: {self.text[:60]}"
