"""The right of reply: who was asked about a claim, and what they said."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.reviews.models.review import Review

LONGEST_ANSWER = 10_000


class Reply(models.Model):
    """Somebody was asked (`asked`) on a day and in a way (`how`), with time to answer until `due_on`. `answer` is what
    they said, empty while there is none; `answered_on` the day, set with it."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="replies")
    asked = models.CharField(max_length=200)
    how = models.CharField(max_length=200)
    asked_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True, max_length=LONGEST_ANSWER)
    answered_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="replies_logged")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["review", "asked_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(asked="") & ~models.Q(how=""), name="reply_says_whom_and_how"),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_on__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_on__isnull=False)),
                name="reply_has_a_day_with_its_answer",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=True) | models.Q(due_on__gte=models.F("asked_on")),
                name="reply_is_due_after_it_is_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked}, {self.asked_on}"
