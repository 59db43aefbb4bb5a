"""When it was last looked whether every page that is to be kept is there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Sweep(models.Model):
    """One row, for the edition that is kept now. `forgotten` is how many changes were written down and are not held any
    more: with those that are, it counts every change that there ever was (unchanged.py)."""

    edition = models.CharField(max_length=32)
    at = models.DateTimeField(default=timezone.now)
    forgotten = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="kept_sweep_is_one")
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.at}"
