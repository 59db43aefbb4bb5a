"""Wordings of the policy pages."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 50_000
LONGEST_NOTE = 500


class Policy(models.TextChoices):
    """The pages that codes of principles ask for; the value stands in the address."""

    METHODOLOGY = "methodology", _("How we check")
    RATINGS = "ratings", _("What our ratings mean")
    FUNDING = "funding", _("Who pays for this")
    STAFF = "staff", _("Who we are")
    CORRECTIONS = "corrections", _("How we correct, and how to complain")


class PolicyVersion(models.Model):
    """One wording, in Markdown. It never changes and never goes: the database refuses both. Number 1 is the text that
    Factcheck comes with, stored when somebody first writes another; nobody stands behind it (`written_by` null)."""

    policy = models.CharField(max_length=20, choices=Policy)
    number = models.PositiveIntegerField(help_text="Counts from 1 within the policy.")
    text = models.TextField(max_length=LONGEST_TEXT)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True, help_text="What changed, for readers.")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="policies_written"
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["policy", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_number_is_unique"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="policy_version_counts_from_one"),
            models.CheckConstraint(condition=models.Q(policy__in=Policy.values), name="policy_is_known"),
            models.CheckConstraint(condition=~models.Q(text=""), name="policy_version_has_text"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(note=""), name="policy_version_says_what_changed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy}/{self.number}"


class PolicyReview(models.Model):
    """Somebody looked the page over and found that it still holds."""

    policy = models.CharField(max_length=20, choices=Policy)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="policies_reviewed")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["policy", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(policy__in=Policy.values), name="policy_review_is_of_a_policy")
        ]

    def __str__(self) -> str:
        return f"{self.policy} on {self.at:%Y-%m-%d}"
