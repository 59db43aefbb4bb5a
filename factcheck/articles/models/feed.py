"""Feeds that are asked from time to time, what they named, and which pages a website lets programs read."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from factcheck.articles.models.intake import Intake
from factcheck.articles.models.outlet import Outlet


class FeedQuerySet(models.QuerySet["Feed"]):
    def due(self) -> FeedQuerySet:
        """Those that are to be asked now."""
        return self.filter(is_active=True, next_poll_at__lte=timezone.now())


class Feed(models.Model):
    """`etag` and `last_modified` are the server's validators, sent back with the next question. `failures` counts
    those in a row; `last_error` is one sentence on the last of them."""

    url = models.CharField(max_length=1_000, unique=True)
    title = models.CharField(max_length=300, blank=True, help_text="What it calls itself.")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, null=True, blank=True, related_name="feeds")
    is_active = models.BooleanField(default=True)
    is_automatic = models.BooleanField(default=False, help_text="New entries are fetched without being accepted first.")
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    polled_at = models.DateTimeField(null=True, blank=True)
    next_poll_at = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="feeds"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Feed]] = models.Manager.from_queryset(FeedQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_poll_at"], condition=Q(is_active=True), name="feed_due")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(url=""), name="feed_has_an_address"),
            models.CheckConstraint(
                condition=Q(failures=0, last_error="") | (Q(failures__gt=0) & ~Q(last_error="")),
                name="feed_says_why_it_failed",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url


class FeedEntry(models.Model):
    """Something that a feed named. `key` is its id in the feed. Without an intake it was known already, or its intake
    was deleted."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64, help_text="SHA-256 of the id that the feed gives it.")
    url = models.CharField(max_length=1_000)
    title = models.CharField(max_length=500, blank=True)
    intake = models.OneToOneField(Intake, on_delete=models.SET_NULL, null=True, blank=True, related_name="feed_entry")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["feed", "key"], name="feed_entry_stands_once"),
            models.CheckConstraint(condition=~Q(url=""), name="feed_entry_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.title or self.url


class RobotsFile(models.Model):
    """What a website's robots.txt says, as it was last read. `origin` is scheme, host and port."""

    origin = models.CharField(max_length=300, unique=True)
    text = models.TextField(blank=True)
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.origin
