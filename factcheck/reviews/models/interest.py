"""A conflict of interest that a person declared."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.articles.models import Outlet


class Interest(models.Model):
    """While it stands (`ended_at` null), no claim of the outlet is given to the person."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="interests")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="interests")
    reason = models.TextField(max_length=1_000)
    declared_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["person", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "outlet"],
                condition=models.Q(ended_at__isnull=True),
                name="interest_stands_once",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="interest_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.outlet}"
