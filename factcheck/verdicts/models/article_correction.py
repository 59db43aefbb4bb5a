"""Other words that an article should have in the place of a claim."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.articles.models import ArticleVersion
from factcheck.claims.models import Mention
from factcheck.mailing.models import Kind, Letter
from factcheck.verdicts.models.verdict import LONGEST_NOTICE, LONGEST_REASON, Change, VerdictVersion

LONGEST_REPLACEMENT = 5_000
LONGEST_LETTER = 10_000


class ArticleCorrectionStatus(models.TextChoices):
    PROPOSED = "proposed", _("Waits for another editor")
    APPROVED = "approved", _("To be put into the article")
    SENT = "sent", _("The outlet was asked")
    CORRECTED = "corrected", _("Corrected")
    DECLINED = "declined", _("Declined by the outlet")
    NO_ANSWER = "no_answer", _("No answer in time")
    REJECTED = "rejected", _("Not taken up")


OPEN = (ArticleCorrectionStatus.PROPOSED, ArticleCorrectionStatus.APPROVED, ArticleCorrectionStatus.SENT)
TOLD = (
    ArticleCorrectionStatus.SENT,
    ArticleCorrectionStatus.CORRECTED,
    ArticleCorrectionStatus.DECLINED,
    ArticleCorrectionStatus.NO_ANSWER,
)
"""What readers are told of, where claim and article are published."""
WAYS = (
    ("proposed", "approved"),
    ("proposed", "sent"),
    ("proposed", "rejected"),
    ("approved", "corrected"),
    ("approved", "rejected"),
    ("sent", "corrected"),
    ("sent", "declined"),
    ("sent", "no_answer"),
    ("no_answer", "corrected"),
    ("no_answer", "declined"),
    ("declined", "corrected"),
)
"""What may become of it; a trigger refuses anything else. Late answers are answers."""


class ArticleCorrection(models.Model):
    """`replacement` is to stand where `mention` stands. An article of the newsroom's own outlet is corrected by the
    newsroom: another editor approves, and a later text of the article that has the words settles it. Any other outlet
    is asked by mail: `letter` is what was sent to `to`, `due_on` the day until which an answer is waited for. `version`
    is the wording of the verdict that it follows from. `found_in` is the text that has the words; `seen_in` the newest
    one that was looked at, and `seen` what was found there where it is neither the old words nor the new ones."""

    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="article_corrections")
    version = models.ForeignKey(VerdictVersion, on_delete=models.PROTECT, related_name="article_corrections")
    replacement = models.TextField(max_length=LONGEST_REPLACEMENT)
    change = models.CharField(max_length=20, choices=[c for c in Change.choices if c[0]])
    why = models.TextField(max_length=LONGEST_REASON)
    notice = models.TextField(max_length=LONGEST_NOTICE)
    status = models.CharField(max_length=10, choices=ArticleCorrectionStatus, default=ArticleCorrectionStatus.PROPOSED)
    revision = models.PositiveIntegerField(default=1, help_text="Counts changes; a form of an older one is refused.")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="article_corrections_proposed"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="article_corrections_approved",
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    to = models.EmailField(max_length=254, blank=True)
    letter = models.TextField(blank=True, max_length=LONGEST_LETTER)
    due_on = models.DateField(null=True, blank=True)
    outcome_note = models.TextField(blank=True, max_length=LONGEST_REASON)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="article_corrections_settled",
        help_text="Empty where a later text settled it.",
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    found_in = models.ForeignKey(
        ArticleVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections_found"
    )
    seen_in = models.ForeignKey(
        ArticleVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections_sought"
    )
    seen = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-proposed_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "-id"], name="article_correction_by_status"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["mention"],
                condition=models.Q(status__in=("proposed", "approved", "sent")),
                name="article_correction_of_words_is_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=ArticleCorrectionStatus.values), name="article_correction_status_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(replacement="") & ~models.Q(why="") & ~models.Q(notice="") & ~models.Q(change=""),
                name="article_correction_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True, approved_at__isnull=True)
                | (
                    models.Q(approved_by__isnull=False, approved_at__isnull=False)
                    & ~models.Q(approved_by=models.F("proposed_by"))
                ),
                name="article_correction_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=("proposed", "rejected")) | models.Q(approved_by__isnull=False),
                name="article_correction_goes_on_approved",
            ),
            models.CheckConstraint(
                condition=models.Q(to="", letter="", due_on__isnull=True)
                | (~models.Q(to="") & ~models.Q(letter="") & models.Q(due_on__isnull=False)),
                name="article_correction_is_sent_whole",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=("sent", "declined", "no_answer")) | ~models.Q(to=""),
                name="article_correction_is_asked_by_mail",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=("proposed", "approved", "sent"), settled_at__isnull=True)
                | (
                    ~models.Q(status__in=("proposed", "approved", "sent"))
                    & models.Q(settled_at__isnull=False)
                    & (~models.Q(outcome_note="") | models.Q(found_in__isnull=False))
                ),
                name="article_correction_is_settled_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mention_id}: {self.status}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_own(self) -> bool:
        """Of an article of the newsroom itself."""
        outlet = self.mention.version.article.outlet
        return outlet is not None and outlet.is_own

    @property
    def is_overdue(self) -> bool:
        return self.status == "sent" and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def mail(self) -> Letter | None:
        """The letter as it went out; None where none did, or it is long ago."""
        return Letter.objects.newest(Kind.OUTLET, self.pk)
