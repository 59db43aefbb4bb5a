"""Files that a person uploaded in one go, what importing them changed, and what was refused."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from factcheck.jobs.models import Progress


class Upload(models.Model):
    """`report` says what changed, once it is done: {"changes": [[kind, added, changed, removed, unchanged], ...],
    "files": {name: votes}, "cells", "agreed", "differed", "without_verdict", "snapshot"}."""

    format = models.CharField(max_length=20, default="auto")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="uploads"
    )
    progress = models.OneToOneField(Progress, on_delete=models.PROTECT, related_name="upload")
    report = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(format=""), name="upload_has_a_format")
        ]

    def __str__(self) -> str:
        return f"Upload {self.pk}"


class UploadedFile(models.Model):
    """A file by the name it came with. Its content is in `FilePart` until the import has ended."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=150)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["upload", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["upload", "name"], name="uploaded_file_name_stands_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="uploaded_file_is_not_empty"),
            models.CheckConstraint(
                condition=~Q(name__contains="/") & ~Q(name__startswith=".") & ~Q(name=""),
                name="uploaded_file_name_is_no_path",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FilePart(models.Model):
    """A piece of a file, in the database: so that any worker can read it, whichever machine took it in."""

    file = models.ForeignKey(UploadedFile, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar[list[str]] = ["file", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["file", "position"], name="file_part_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.file}, part {self.position}"


class Refusal(models.Model):
    """Something in the files that was not taken over. `line` counts from 1; 0 is the file as a whole."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="refusals")
    file = models.CharField(max_length=150)
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=200, blank=True)
    reason = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"
