"""One time that all live verdicts were computed anew."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class RecheckRun(models.Model):
    """For one state of record, rules and texts (`newest_text` is the key of the newest one). `last_text` says how far
    it is: whoever takes it up again goes on behind it."""

    snapshot = models.CharField(max_length=71)
    rules = models.CharField(max_length=71)
    engine_version = models.CharField(max_length=40)
    newest_text = models.PositiveBigIntegerField(default=0)
    last_text = models.PositiveBigIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    doubted = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["snapshot", "rules", "engine_version", "newest_text"], name="recheck_of_a_state_is_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.snapshot[:15]} {self.begun_at:%Y-%m-%d %H:%M}: {self.doubted} doubted, {self.same} the same"
