"""What a reviewer has typed and not saved."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from factcheck.reviews.models.assignment import Assignment


class Draft(models.Model):
    """The form's fields as they stand, for their author on any device; nobody else is ever given it. It counts while
    `revision` is that of the stored assessment, 0 without one."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="draft")
    values = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["assignment"]

    def __str__(self) -> str:
        return f"draft of {self.assignment_id}"
