"""A change to a published verdict, proposed by one and approved by another."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.reviews.models import Accuracy, Framing
from factcheck.reviews.models.assessment import rating_words
from factcheck.verdicts.models.verdict import (
    LONGEST_CLAIM,
    LONGEST_NOTICE,
    LONGEST_REASON,
    LONGEST_SUMMARY,
    Change,
    Verdict,
    VerdictVersion,
)


class Outcome(models.TextChoices):
    OPEN = "", "Waits for approval"
    APPROVED = "approved", "Approved"
    REJECTED = "rejected", "Rejected"


class Correction(models.Model):
    """What is to stand in the place of `replaces`; `result` is the version that came of it."""

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="corrections")
    replaces = models.ForeignKey(VerdictVersion, on_delete=models.PROTECT, related_name="corrections")
    change = models.CharField(max_length=20, choices=[c for c in Change.choices if c[0]])
    accuracy = models.PositiveSmallIntegerField(choices=Accuracy, null=True, blank=True)
    framing = models.CharField(max_length=30, choices=Framing, blank=True)
    claim_text = models.CharField(max_length=LONGEST_CLAIM)
    summary = models.TextField(max_length=LONGEST_SUMMARY)
    reason = models.TextField(blank=True, max_length=LONGEST_REASON)
    waiver = models.TextField(blank=True, max_length=LONGEST_REASON)
    notice = models.TextField(max_length=LONGEST_NOTICE)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="corrections_proposed"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    outcome_reason = models.TextField(blank=True, max_length=LONGEST_REASON)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections_settled"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    result = models.OneToOneField(
        VerdictVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="correction"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-proposed_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["verdict"], condition=models.Q(outcome=""), name="correction_of_a_verdict_is_one_at_a_time"
            ),
            models.CheckConstraint(condition=~models.Q(notice=""), name="correction_has_a_notice"),
            models.CheckConstraint(condition=~models.Q(change=""), name="correction_has_a_class"),
            models.CheckConstraint(
                condition=models.Q(accuracy__isnull=False) | ~models.Q(framing=""), name="correction_has_a_rating"
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="approved")
                | (models.Q(result__isnull=False) & ~models.Q(settled_by=models.F("proposed_by"))),
                name="correction_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="rejected") | ~models.Q(outcome_reason=""),
                name="correction_is_rejected_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change} of {self.verdict_id}: {self.outcome or 'open'}"

    @property
    def rating(self) -> tuple[str, ...]:
        return rating_words(self.accuracy, self.framing)

    @property
    def rating_label(self) -> str:
        return " · ".join(self.rating)


class Happening(models.Model):
    """A step that was taken with a verdict: the history that people read. `step` is one of the workflow's."""

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="happenings")
    step = models.CharField(max_length=30)
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="verdict_steps"
    )
    why = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["verdict", "pk"]

    def __str__(self) -> str:
        return f"{self.verdict_id}: {self.step}"
