"""What colleagues say to each other about a review."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.reviews.models.review import Review

LONGEST = 5_000


class Comment(models.Model):
    """Until both assessments are in, only its author sees it."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_comments")
    text = models.TextField(max_length=LONGEST)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(text=""), name="comment_has_text")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class CommentMention(models.Model):
    """A colleague whom a comment names (@name). They are asked once they may see it, until they answer or have seen it
    (`answered_at`)."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comment_mentions")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["comment", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "id"], name="mention_waiting", condition=models.Q(answered_at__isnull=True)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["comment", "person"], name="comment_mentions_a_person_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.comment_id}"
