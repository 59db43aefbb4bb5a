"""The bundle of a published wording, as it is handed out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from factcheck.verdicts.models.verdict import VerdictVersion


class VerdictBundle(models.Model):
    """`document` is canonical JSON, as `factcheck.verdicts.bundles` makes it; without one, `problem` says why."""

    version = models.OneToOneField(VerdictVersion, on_delete=models.PROTECT, related_name="bundle")
    document = models.BinaryField(blank=True)
    problem = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(problem="") | models.Q(document=b""), name="bundle_is_there_or_says_why_not"
            )
        ]

    def __str__(self) -> str:
        return f"bundle of {self.version_id}"
