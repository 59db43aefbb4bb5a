"""When the history was proved last, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Verification(models.Model):
    """`number` and `hash` are the last link that was looked at; `is_whole` says whether it began at the first link and
    compared every row. `problem` is the first of `problems`, empty where all holds."""

    at = models.DateTimeField(default=timezone.now)
    is_whole = models.BooleanField()
    links = models.BigIntegerField()
    rows = models.BigIntegerField()
    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    problems = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(problems=0, problem="") | models.Q(models.Q(problems__gt=0), ~models.Q(problem="")),
                name="verification_names_its_problem",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.problems or 'all holds'}"
