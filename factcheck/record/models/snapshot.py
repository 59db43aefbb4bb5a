"""States of the record that can be told apart later."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Snapshot(models.Model):
    """The record at one time, by its content hash: the same that a finding names. `events` and `motions` have the first
    16 digits of the content hash by key, so that two snapshots say which rows differ."""

    hash = models.CharField(max_length=71, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    events = models.JSONField()
    motions = models.JSONField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(hash__regex="^sha256:[0-9a-f]{64}$"), name="snapshot_hash_is_one")
        ]

    def __str__(self) -> str:
        return f"{self.hash[:19]} of {self.made_at:%Y-%m-%d %H:%M}"
