"""What is published of the chain: its last link at the end of each day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Head(models.Model):
    """The last link that was made before the end of `day`, in UTC: its number and its hash in hexadecimal digits."""

    day = models.DateField(primary_key=True)
    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    computed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(hash__regex="^[0-9a-f]{64}$"), name="audit_head_hash_is_sha256")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.number} {self.hash}"
