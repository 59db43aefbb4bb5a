"""What the pages of imports show."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from factcheck.imports.models import Upload
from factcheck.jobs.models import Progress
from factcheck.web.progress import WorkProgress

FAST = 2.0
"""Seconds that a step takes at least before pages say how long the work has run."""


def progress_shape(row: Progress) -> WorkProgress:
    """How far the work has come; `percent` is None while nothing is known."""
    end = row.finished_at or timezone.now()
    seconds = (end - row.started_at).total_seconds() if row.started_at else 0.0
    percent = round(100 * row.done / row.total) if row.total else None
    message = row.message
    if row.state == "waiting":
        message = "Waits for a worker."
    elif row.state == "running" and not message:
        message = "Begins."
    return WorkProgress(
        row.what, row.state, row.get_state_display(), message, percent, f"{seconds:.0f} s" if seconds >= FAST else ""
    )


def entry(upload: Upload) -> dict[str, Any]:
    """An upload in the list; it comes with progress, person and files."""
    return {
        "pk": upload.pk,
        "progress": progress_shape(upload.progress),
        "by": upload.by.name if upload.by else "the command line",
        "at": upload.created_at,
        "files": [file.name for file in upload.files.all()],
    }
