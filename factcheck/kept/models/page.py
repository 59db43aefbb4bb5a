"""A public page as bytes."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Page(models.Model):
    """One address. `keys` are the hashes of what its rendering read (sql/functions.sql says how they are made).
    `status` is 200 where there is something to serve; any other keeps the place of a page that is not there now, and
    `reason` says why one is not kept. `place` counts every change of what is served, in the order of commits."""

    path = models.TextField(primary_key=True, db_collation="C")
    keys = ArrayField(models.BigIntegerField())
    status = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    etag = models.CharField(max_length=32)
    headers = models.JSONField(default=list)
    gzip = models.BinaryField()
    brotli = models.BinaryField()
    size = models.PositiveIntegerField(help_text="Bytes of the page itself.")
    edition = models.CharField(max_length=32, help_text="Of programs, templates, static files and address.")
    place = models.BigIntegerField(unique=True)
    is_stale = models.BooleanField(default=False, help_text="Something it shows has changed; it waits to be rendered.")
    rendered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["path"]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["keys"], name="kept_page_by_what_it_shows"),
            models.Index(fields=["rendered_at"], condition=Q(is_stale=True), name="kept_page_stale"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(path__startswith="/"), name="kept_page_path_is_absolute"),
            models.CheckConstraint(
                condition=~Q(status=200) | Q(~Q(etag=""), ~Q(gzip=b""), ~Q(brotli=b""), reason=""),
                name="kept_page_has_its_bytes",
            ),
        ]

    def __str__(self) -> str:
        return self.path
