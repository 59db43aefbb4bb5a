"""Who has read the engine's verdict on a claim that they may come to judge."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.claims.models import Mention


class VerdictOpening(models.Model):
    """The first time that a person opened the verdict, wherever on the desk. It stands before there is a review, and
    goes into the person's place when they take one (`Assignment.verdict_opened_at`)."""

    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="verdict_openings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verdict_openings")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["mention", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "mention"], name="verdict_opening_is_one")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.mention_id}"
