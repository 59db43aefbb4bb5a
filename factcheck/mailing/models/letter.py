"""One mail on its way to one address."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Kind(models.TextChoices):
    """What a letter is for; `owner` is the key of a row by kind."""

    SUBSCRIBING = "subscribing", "To confirm a subscription"
    TOLD = "told", "To a subscriber"
    NOTICE = "notice", "A notice to a colleague"
    DIGEST = "digest", "What is new for a colleague"
    OUTLET = "outlet", "To an outlet, asking for a correction"
    ANSWER = "answer", "The answer to a report of an error"


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> LetterQuerySet:
        return self.filter(taken_at__isnull=True)

    def newest(self, kind: Kind, owner: int) -> Letter | None:
        """The last one of an owner; None where none was written, or it is long ago."""
        return self.filter(kind=kind, owner=owner).order_by("-pk").first()


class Letter(models.Model):
    """`key` names what it is of: a second letter with the same key is never made. `taken_at` is set, and committed,
    before the letter is handed to the mail server. Where the worker dies then, nobody knows what became of it, and it
    is not sent again by itself: rather one mail too few than the same twice. Address and text are emptied as soon as
    its fate is known."""

    kind = models.CharField(max_length=20, choices=Kind)
    owner = models.BigIntegerField()
    key = models.CharField(max_length=120, unique=True)
    to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, help_text="Not to be tried before.")
    tries = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    objects: ClassVar[models.Manager[Letter]] = models.Manager.from_queryset(LetterQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_at", "id"], name="letter_waiting", condition=models.Q(taken_at__isnull=True)),
            models.Index(fields=["kind", "owner"], name="letter_by_owner"),
            models.Index(fields=["created_at"], name="letter_by_age"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="letter_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(failed_at__isnull=True),
                name="letter_has_one_fate",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_at__isnull=False)
                | models.Q(sent_at__isnull=True, failed_at__isnull=True) & ~models.Q(to="") & ~models.Q(text=""),
                name="letter_waits_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True, failed_at__isnull=True) | models.Q(to="", text="", html=""),
                name="letter_is_forgotten_with_its_fate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.fate}"

    @property
    def fate(self) -> str:
        """waiting, taken, sent or failed; one that stays taken may have arrived or not."""
        if self.sent_at is not None:
            return "sent"
        if self.failed_at is not None:
            return "failed"
        return "waiting" if self.taken_at is None else "taken"
