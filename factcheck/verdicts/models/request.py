"""What somebody outside asks to have corrected."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.accounts.models.user import new_salt
from factcheck.mailing.models import Kind, Letter
from factcheck.verdicts.models.verdict import LONGEST_REASON, Verdict, VerdictVersion

LONGEST_REPORT = 5_000


class Result(models.TextChoices):
    OPEN = "", "Open"
    CORRECTED = "corrected", "Corrected"
    UNCHANGED = "unchanged", "Nothing changed"
    NOT_OURS = "not_ours", "Not about what we published"


class CorrectionRequest(models.Model):
    """`about` is the path of the page it was written from, `verdict` the verdict there, if there is one. An answer is
    due within seven working days. `sender` is a keyed hash of the address it came from, kept to slow floods, and
    forgotten when it is answered. Who wrote it is known to the desk alone, and is erased when they ask for it
    (`erased_at`); another `salt` then makes what the history holds of them unreadable (docs/adr/0012-erasing.md)."""

    about = models.CharField(max_length=500, blank=True)
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, null=True, blank=True, related_name="requests")
    text = models.TextField(max_length=LONGEST_REPORT)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    sender = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=64, default=new_salt, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    received_at = models.DateTimeField(default=timezone.now, editable=False)
    due_on = models.DateField()
    result = models.CharField(max_length=20, choices=Result, blank=True)
    answer = models.TextField(blank=True, max_length=LONGEST_REASON)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="requests_answered"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    correction = models.ForeignKey(
        VerdictVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="asked_for_by"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_on", "id"], name="request_open", condition=models.Q(result="")),
            models.Index(fields=["sender", "-received_at"], name="request_by_sender"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(text=""), name="request_has_text"),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(name="", email="", sender=""),
                name="request_erased_names_nobody",
            ),
            models.CheckConstraint(condition=models.Q(result__in=Result.values), name="request_result_is_known"),
            models.CheckConstraint(
                condition=models.Q(result="", answered_at__isnull=True)
                | (~models.Q(result="") & models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
                name="request_is_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d}: {self.text[:60]}"

    @property
    def mail(self) -> Letter | None:
        """The letter with the answer; None where there is no address, or it is long ago."""
        return Letter.objects.newest(Kind.ANSWER, self.pk)

    @property
    def is_overdue(self) -> bool:
        return not self.result and self.due_on < timezone.localdate()
