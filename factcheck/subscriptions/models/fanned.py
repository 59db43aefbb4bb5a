"""Which happenings subscribers were told of."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from factcheck.verdicts.models import Happening


class ToldHappening(models.Model):
    """Stored together with the letters about it: they are all there, or none is and it is done again."""

    happening = models.OneToOneField(Happening, on_delete=models.PROTECT, related_name="told")
    letters = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.happening_id}: {self.letters}"
