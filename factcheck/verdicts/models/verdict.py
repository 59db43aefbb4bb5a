"""What the newsroom says of a claim, and its texts over time."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.claims.models import Claim, Finding, Mention
from factcheck.reviews.models import Accuracy, Framing, Review
from factcheck.reviews.models.assessment import rating_words
from factcheck.verdicts import workflow

LONGEST_SUMMARY = 5_000
LONGEST_REASON = 5_000
LATE = timedelta(minutes=3)
"""So long after its time a verdict that is not published is late; the job that publishes runs every minute."""
LONGEST_CLAIM = 74
"""Characters: ClaimReview wants fewer than 75."""
LONGEST_NOTICE = 2_000


class Status(models.TextChoices):
    DRAFT = "draft", workflow.STATES["draft"]
    APPROVED = "approved", workflow.STATES["approved"]
    SCHEDULED = "scheduled", workflow.STATES["scheduled"]
    PUBLISHED = "published", workflow.STATES["published"]
    NEEDS_RECHECK = "needs_recheck", workflow.STATES["needs_recheck"]
    IN_CORRECTION = "in_correction", workflow.STATES["in_correction"]
    WITHDRAWN = "withdrawn", workflow.STATES["withdrawn"]


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def public(self) -> VerdictQuerySet:
        """Verdicts that readers find at their address, withdrawn ones among them."""
        return self.filter(status__in=workflow.PUBLIC)

    def listed(self) -> VerdictQuerySet:
        """Public ones that are not withdrawn, the newest first."""
        return self.filter(status__in=workflow.LISTED).order_by("-published_at", "-pk")


class Verdict(models.Model):
    """One for a claim, wherever it is made. `slug` never changes. `stands_on` is what rechecks hold it against: the
    basis of its published version, or what an editor saw who reaffirmed it. `doubts` say why it needs a recheck, a
    sentence each; readers see them. The database lets `status` change only along the workflow's table."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="verdict")
    slug = models.SlugField(max_length=100, unique=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    stands_on = models.JSONField(default=dict, blank=True)
    doubts = models.JSONField(default=list, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True, help_text="When it is published by itself.")
    embargo_until = models.DateTimeField(null=True, blank=True, help_text="Not to be published before.")
    withdrawn_because = models.TextField(blank=True, max_length=LONGEST_REASON)
    revision = models.PositiveIntegerField(default=1, help_text="Counts the steps; a form of an older one is refused.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, help_text="For the first time.")
    told_at = models.DateTimeField(null=True, blank=True, help_text="When readers had news of it for the last time.")
    changed_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Verdict]] = models.Manager.from_queryset(VerdictQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["-changed_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "-changed_at", "-id"], name="verdict_by_status"),
            models.Index(fields=["-published_at", "-id"], name="verdict_by_time"),
            models.Index(fields=["-told_at", "-id"], name="verdict_by_news", condition=models.Q(told_at__isnull=False)),
            models.Index(
                fields=["-published_at", "-id"], name="verdict_listed", condition=models.Q(status__in=workflow.LISTED)
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="verdict_status_is_known"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="verdict_has_a_slug"),
            models.CheckConstraint(
                condition=models.Q(status__in=workflow.PUBLIC, published_at__isnull=False)
                | (~models.Q(status__in=workflow.PUBLIC) & models.Q(published_at__isnull=True)),
                name="verdict_is_public_with_its_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="scheduled") | models.Q(publish_at__isnull=False),
                name="verdict_is_scheduled_with_its_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="withdrawn") | ~models.Q(withdrawn_because=""),
                name="verdict_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug}: {self.status}"

    @property
    def is_public(self) -> bool:
        return self.status in workflow.PUBLIC

    @property
    def is_late(self) -> bool:
        """Its time to be published by itself has passed, and something keeps it."""
        return self.status == "scheduled" and self.publish_at is not None and self.publish_at < timezone.now() - LATE

    @property
    def is_doubted(self) -> bool:
        """Readers are told that it is being rechecked, also while a correction of it is proposed."""
        return self.is_public and bool(self.doubts)

    @property
    def stands(self) -> bool:
        """Public, in no doubt and not withdrawn: what machines may repeat as said by us."""
        return self.is_public and self.status not in ("needs_recheck", "withdrawn") and not self.doubts


class Change(models.TextChoices):
    """Classes of a correction, as codes of principles tell them apart."""

    NONE = "", _("First text")
    MINOR = "minor", _("Minor")
    UPDATE = "update", _("Update")
    SUBSTANTIAL = "substantial", _("Substantial")


class VerdictVersion(models.Model):
    """One wording of a verdict. Of a published version nothing changes any more; the next one takes its place.

    `basis` names what it rests on (shape in `factcheck.verdicts.basis`): the article's version and span, the finding,
    the state of the record, rules and engine. `summary` is what readers see first, `reason` why two assessments that
    differ were decided so. `waiver` says why fewer than two origins suffice.
    """

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(help_text="Counts from 1 within the verdict.")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="verdict_versions")
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="verdict_versions")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, related_name="verdict_versions")
    claim_text = models.CharField(max_length=LONGEST_CLAIM)
    accuracy = models.PositiveSmallIntegerField(choices=Accuracy, null=True, blank=True)
    framing = models.CharField(max_length=30, choices=Framing, blank=True)
    summary = models.TextField(max_length=LONGEST_SUMMARY)
    reason = models.TextField(blank=True, max_length=LONGEST_REASON)
    waiver = models.TextField(blank=True, max_length=LONGEST_REASON)
    change = models.CharField(max_length=20, choices=Change, blank=True)
    notice = models.TextField(blank=True, max_length=LONGEST_NOTICE)
    basis = models.JSONField(default=dict)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verdicts_decided")
    decided_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="verdicts_approved"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["verdict", "number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["-published_at", "-id"],
                name="version_corrections",
                condition=models.Q(published_at__isnull=False) & ~models.Q(change=""),
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["verdict", "number"], name="verdict_version_number_is_unique"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="verdict_version_counts_from_one"),
            models.CheckConstraint(
                condition=models.Q(accuracy__isnull=False) | ~models.Q(framing=""), name="verdict_version_has_a_rating"
            ),
            models.CheckConstraint(
                condition=models.Q(accuracy__isnull=True) | models.Q(accuracy__range=(1, 5)),
                name="verdict_version_accuracy_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(framing__in=["", *Framing.values]), name="verdict_version_framing_is_known"
            ),
            models.CheckConstraint(condition=~models.Q(summary=""), name="verdict_version_has_a_summary"),
            models.CheckConstraint(condition=~models.Q(claim_text=""), name="verdict_version_has_its_claim"),
            models.CheckConstraint(
                condition=models.Q(change="", number=1) | (models.Q(number__gt=1) & ~models.Q(change="")),
                name="verdict_version_says_its_change",
            ),
            models.CheckConstraint(
                condition=models.Q(change="") | ~models.Q(notice=""), name="verdict_change_has_a_notice"
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(approved_by__isnull=False),
                name="verdict_version_is_published_approved",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("decided_by")),
                name="verdict_version_is_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict_id}/{self.number}"

    @property
    def rating(self) -> tuple[str, ...]:
        return rating_words(self.accuracy, self.framing)

    @property
    def rating_label(self) -> str:
        """The rating as one line, on pages and in machine formats alike."""
        return " · ".join(self.rating)
