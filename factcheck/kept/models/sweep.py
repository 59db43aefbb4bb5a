"""When it was last looked whether every page that is to be kept is there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Sweep(models.Model):
    """One row, for the edition that is kept now."""

    edition = models.CharField(max_length=32)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="kept_sweep_is_one")
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.at}"
