"""What an editor answers to a question of the checklist."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.verdicts.models.verdict import VerdictVersion

LONGEST_ANSWER = 2_000


class ChecklistAnswer(models.Model):
    """`question` is one of `factcheck.verdicts.checklist`. It goes when the claim is decided anew."""

    version = models.ForeignKey(VerdictVersion, on_delete=models.PROTECT, related_name="checklist")
    question = models.CharField(max_length=30)
    text = models.TextField(max_length=LONGEST_ANSWER)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="checklist_answers")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["version", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "question"], name="checklist_answers_a_question_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="checklist_answer_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.question}"
