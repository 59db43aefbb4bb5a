"""Uploads for tests of pages, as rows; tests of the import itself use the actions."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from factcheck.imports.models import Refusal, Upload, UploadedFile
from factcheck.jobs.models import Progress, State
from tests.factories.accounts import user


def upload(*, state: str = State.WAITING, **fields: Any) -> Upload:
    """One file that waits to be imported, or in another state."""
    now = timezone.now()
    times = {"started_at": now if state != State.WAITING else None}
    times["finished_at"] = now if state in (State.DONE, State.FAILED) else None
    by = user("administrator")
    progress = Progress.objects.create(what="Import of library.csv", by=by, state=state, message="Said.", **times)
    row = Upload.objects.create(progress=progress, by=by, **fields)
    UploadedFile.objects.create(upload=row, name="library.csv", size=12_345, sha256="0" * 64)
    return row


def finished(*, changes: list[list[Any]] | None = None, refused: int = 2, **fields: Any) -> Upload:
    """An import that has ended, with its report and so many refusals."""
    report = {
        "changes": [["votes", 1, 2, 0, 3]] if changes is None else changes,
        "files": {"library.csv": 6},
        "cells": 1_158,
        "agreed": 12,
        "differed": 1,
        "without_verdict": 4,
        "snapshot": "sha256:" + "0" * 64,
    }
    row = upload(state=State.DONE, report=report, **fields)
    Refusal.objects.bulk_create(
        Refusal(upload=row, file="library.csv", line=n + 2, column="total_yes", reason=f"Reason {n}")
        for n in range(refused)
    )
    return row
