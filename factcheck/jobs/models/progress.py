"""How far a piece of background work has come, for the person who asked for it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class State(models.TextChoices):
    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class Progress(models.Model):
    """One piece of work. `done` of `total` steps are behind it (total null: not known yet); `message` is one sentence
    on what happens now or why it failed. `attempts` counts how often a worker began it: more than once after a worker
    was killed. The package whose work it is refers to it."""

    what = models.CharField(max_length=200, help_text="The work in a few words.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True, blank=True)
    message = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="work"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="progress_state_is_known"),
            models.CheckConstraint(condition=~Q(what=""), name="progress_says_what"),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(done__lte=F("total")), name="progress_is_at_most_the_total"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["waiting", "running"], finished_at__isnull=True),
                name="progress_ends_when_it_is_finished",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(started_at__isnull=False), name="progress_begins_before_it_runs"
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(message=""), name="progress_says_why_it_failed"),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.state}"

    @property
    def is_finished(self) -> bool:
        return self.state in (State.DONE, State.FAILED)
