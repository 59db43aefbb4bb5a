"""What one reviewer says of a claim."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.claims.models import Finding, FlagRaised
from factcheck.reviews.models.assignment import Assignment
from factcheck.reviews.models.review import Status

LONGEST_RATIONALE = 20_000
LONGEST_REASON = 1_000


class Accuracy(models.IntegerChoices):
    """The ordinal axis; numbers as ClaimReview has them, the best is the greatest."""

    TRUE = 5, _("True")
    MOSTLY_TRUE = 4, _("Mostly true")
    HALF_TRUE = 3, _("Half true")
    MOSTLY_FALSE = 2, _("Mostly false")
    FALSE = 1, _("False")


class Framing(models.TextChoices):
    """The axis without numbers: what is to be said of the framing, or why there is no number."""

    NOT_SUPPORTED = "framing_not_supported", _("Framing not supported")
    IN_PART = "framing_in_part", _("Framing supported in part")
    WRONG_VOTE = "wrong_vote", _("Wrong vote cited")
    KEY_VOTE = "key_vote_omitted", _("Key vote omitted")
    CONTEXT = "missing_context", _("Missing context")
    UNDETERMINED = "undetermined", _("Cannot be determined from the record")
    NOT_CHECKABLE = "not_checkable", _("Not checkable")


def rating_words(accuracy: int | None, framing: str) -> tuple[str, ...]:
    """The words of a rating, one for each axis that has one."""
    number = [str(Accuracy(accuracy).label)] if accuracy else []
    return (*number, *([str(Framing(framing).label)] if framing else []))


class Answer(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    DISMISSED = "dismissed", _("Dismissed")


class Assessment(models.Model):
    """A rating on one axis or both, and why. `finding` is the engine's that the reviewer had before them;
    `verdict_was_open` says whether they had looked at its verdict before they judged. `revision` counts the savings:
    whoever saves over a revision they have not seen is told."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="assessment")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments")
    accuracy = models.PositiveSmallIntegerField(choices=Accuracy, null=True, blank=True)
    framing = models.CharField(max_length=30, choices=Framing, blank=True)
    rationale = models.TextField(blank=True, max_length=LONGEST_RATIONALE)
    verdict_was_open = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    settled = Status.OPEN
    """On an assessment that was saved just now: what became of its review."""
    following: int | None = None
    """And the key of the review to go on with: the next claim of the same text that waits for its author, else the most
    urgent one."""

    class Meta:
        ordering: ClassVar[list[str]] = ["assignment"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["submitted_at"], name="assessment_by_time")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(accuracy__isnull=False) | ~models.Q(framing=""), name="assessment_has_a_rating"
            ),
            models.CheckConstraint(
                condition=models.Q(accuracy__isnull=True) | models.Q(accuracy__range=(1, 5)),
                name="assessment_accuracy_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(framing__in=["", *Framing.values]), name="assessment_framing_is_known"
            ),
        ]

    def __str__(self) -> str:
        return " and ".join(self.rating) or "not rated"

    @property
    def rating(self) -> tuple[str, ...]:
        return rating_words(self.accuracy, self.framing)


class FlagAnswer(models.Model):
    """Whether the reviewer thinks that a flag holds. A dismissal says why: the rules are to learn from it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="flag_answers")
    flag = models.ForeignKey(FlagRaised, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=10, choices=Answer)
    reason = models.TextField(blank=True, max_length=LONGEST_REASON)

    class Meta:
        ordering: ClassVar[list[str]] = ["assessment", "flag"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "flag"], name="flag_is_answered_once"),
            models.CheckConstraint(condition=models.Q(answer__in=Answer.values), name="flag_answer_is_known"),
            models.CheckConstraint(
                condition=~models.Q(answer="dismissed") | ~models.Q(reason=""), name="flag_dismissal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flag}: {self.answer}"
