"""One thing that one person should know of."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Kind(models.TextChoices):
    ASSIGNED = "assigned", "Given to you"
    ASKED = "asked", "You are asked"
    PUBLISHED = "published", "Published"
    DOUBTED = "doubted", "Needs a recheck"
    CORRECTION = "correction", "A correction is proposed"
    SETTLED = "settled", "What became of a decision or correction"
    LATE = "late", "Not published at its time"
    REPORTED = "reported", "Somebody reports an error"
    OVERDUE = "overdue", "An answer is overdue"
    POLICY = "policy", "A policy page is to be looked over"


class Notice(models.Model):
    """Follows from a row elsewhere, which `key` names: it is made once for each person. `path` leads there. `by` is the
    colleague whose name begins it: who is erased is named nowhere. `is_over` says that its matter was over before the
    person had read it; from then on it is unread no more."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="notices_made"
    )
    text = models.CharField(max_length=300)
    path = models.CharField(max_length=200)
    key = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    is_over = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="When a letter was written of it.")

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "-created_at", "-id"], name="notice_by_person"),
            models.Index(fields=["person"], name="notice_unread", condition=models.Q(read_at__isnull=True)),
            models.Index(
                fields=["created_at"],
                name="notice_to_mail",
                condition=models.Q(read_at__isnull=True, mailed_at__isnull=True),
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "key"], name="notice_is_made_once"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="notice_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(is_over=False) | models.Q(read_at__isnull=False), name="notice_over_is_not_unread"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:60]}"

    @property
    def words(self) -> str:
        """The whole sentence, as pages and mails say it."""
        return f"{self.by.name} {self.text}" if self.by else self.text
