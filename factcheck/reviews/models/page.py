"""Addresses that are named as evidence, fetched and kept as they were."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from factcheck.articles.models import PackedArchive
from factcheck.reviews.models.assessment import Assessment


class PageState(models.TextChoices):
    WAITING = "waiting", "Waiting to be archived"
    FETCHING = "fetching", "Being archived"
    KEPT = "kept", "Archived"
    FAILED = "failed", "Not archived"


class EvidencePage(models.Model):
    """An address that one assessment names, and what was found there. Each assessment has its own: that somebody else
    named an address before would tell what they think. `found_at` is where redirects led; `title` and `text` are what
    could be read of it, `note` why nothing could; `message` why it could not be fetched. `attempts` counts how often
    workers began."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="pages")
    url = models.CharField(max_length=1000)
    state = models.CharField(max_length=10, choices=PageState, default=PageState.WAITING)
    message = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    found_at = models.CharField(max_length=2_000, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    note = models.TextField(blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["assessment", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assessment", "url"], name="evidence_page_is_one"),
            models.CheckConstraint(condition=Q(state__in=PageState.values), name="evidence_page_state_is_known"),
            models.CheckConstraint(condition=~Q(url=""), name="evidence_page_has_an_address"),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(message=""), name="evidence_page_says_why"),
            models.CheckConstraint(
                condition=~Q(state="kept") | (Q(fetched_at__isnull=False) & ~Q(found_at="")),
                name="evidence_page_is_kept_with_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.url}: {self.state}"

    @property
    def is_running(self) -> bool:
        return self.state in (PageState.WAITING, PageState.FETCHING)


class EvidenceArchive(PackedArchive):
    """What an address said. It is never sent to a browser."""

    page = models.OneToOneField(EvidencePage, on_delete=models.CASCADE, related_name="archive")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="evidence_sha256_is_one"),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_archive_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"Archive of {self.page_id}"
