"""How often somebody asked, to slow floods."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Asking(models.Model):
    """`network` and `address` are keyed hashes, other ones each day (`requests.sender_of`): they tell floods apart and
    nobody from anybody. Forgotten after a day."""

    network = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], name="asking_by_time"),
            models.Index(fields=["network", "at"], name="asking_by_network"),
            models.Index(fields=["address", "at"], name="asking_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
