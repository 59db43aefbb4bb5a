"""Taking files in, and importing them: what is written is the whole import with its report, or nothing."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, Protocol

from django.core.exceptions import ValidationError
from django.db import transaction

from factcheck.accounts.permissions import Actor, person, require
from factcheck.imports.models import FilePart, Refusal, Upload, UploadedFile
from factcheck.jobs.actions import progress as work
from factcheck.record import snapshots
from factcheck.record.citations import RowIsCited
from factcheck.record.imported import ImportReport
from factcheck.record.importers.recognising import FORMATS
from factcheck.record.importing import NothingToImportInto, import_files

PART = 2**20
"""Bytes of one part of a stored file."""
FILES_AT_MOST = 500
NAME_LENGTH = 150
REFUSALS_BATCH = 2_000


class Content(Protocol):
    """A file as a form has it."""

    name: str | None

    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]: ...


@transaction.atomic
def add(*, files: list[Any], by: Actor, format: str = "auto") -> Upload:
    """Stores files and queues their import in the same transaction: both, or neither.

    Raises ValidationError naming `file` or `format`: none or too many, an empty one, two of one name, a name that is
    none, a format that is none.
    """
    require(by, "imports.add")
    if format != "auto" and format not in FORMATS:
        raise ValidationError({"format": "There is no such format."})
    _check_names([str(file.name) for file in files])
    first = str(files[0].name)
    what = f"Import of {first if len(first) <= 100 else first[:99] + '…'}"
    what += f" and {len(files) - 1} more" if len(files) > 1 else ""
    upload = Upload.objects.create(format=format, by=person(by), progress=work.start(what=what, by=by))
    for file in files:
        _store(upload, file)
    from factcheck.imports import tasks

    tasks.import_upload.defer(upload=upload.pk)
    return upload


def _check_names(names: list[str]) -> None:
    problems = []
    if not names:
        problems.append("Choose at least one file.")
    if len(names) > FILES_AT_MOST:
        problems.append(f"These are {len(names)} files; at most {FILES_AT_MOST} go at once.")
    for name in names:
        if len(name) > NAME_LENGTH or name.startswith(".") or not name.isprintable() or set(name) & set("/\\"):
            problems.append(f"“{name[:60]}” cannot be the name of a file here. Rename it.")
    problems += [f"Two files are called “{name}”." for name in dict.fromkeys(n for n in names if names.count(n) > 1)]
    if problems:
        raise ValidationError({"file": problems})


def _store(upload: Upload, file: Content) -> None:
    digest, size = hashlib.sha256(), 0
    row = UploadedFile.objects.create(upload=upload, name=str(file.name), size=1, sha256="")
    for position, content in enumerate(file.chunks(PART)):
        digest.update(content)
        size += len(content)
        FilePart.objects.create(file=row, position=position, content=content)
    if not size:
        raise ValidationError({"file": f"“{file.name}” is empty."})
    UploadedFile.objects.filter(pk=row.pk).update(size=size, sha256=digest.hexdigest())


def run(*, upload: Upload, by: Literal["system"]) -> None:
    """Imports an upload, as a worker does. Its report, its refusals and the end of its progress are written in the
    import's own transaction; what the record cannot take fails it with a reason and changes nothing."""
    if not work.begin(progress=upload.progress, by=by):
        return
    with tempfile.TemporaryDirectory(prefix="factcheck-import-") as folder, work.telling(upload.progress) as tell:
        try:
            with transaction.atomic():
                paths = _written(upload, Path(folder))
                report = import_files(paths, wanted=upload.format, tell=tell)
                _keep(upload, report, by)
        except (NothingToImportInto, RowIsCited) as error:
            _fail(upload, str(error), by)
        except Exception as error:
            _fail(upload, f"It broke off: {type(error).__name__}. Nothing was changed; the log has the details.", by)
            raise


def _written(upload: Upload, folder: Path) -> list[Path]:
    """The files on disk under their names, in a folder that is named by them: texts of several files are one source,
    the same for the same files."""
    rows = list(upload.files.all())
    names = "\n".join(row.name for row in rows)
    place = folder / f"texts-{hashlib.sha256(names.encode()).hexdigest()[:8]}"
    place.mkdir()
    for row in rows:
        with (place / row.name).open("wb") as file:
            for content in row.parts.order_by("position").values_list("content", flat=True).iterator(chunk_size=4):
                file.write(content)
    return [place / row.name for row in rows]


def _keep(upload: Upload, report: ImportReport, by: Literal["system"]) -> None:
    Refusal.objects.bulk_create(
        (
            Refusal(upload=upload, file=f.file[:NAME_LENGTH], line=f.line, column=f.column[:200], reason=f.reason)
            for f in report.faults
        ),
        batch_size=REFUSALS_BATCH,
    )
    tallies = [
        [kind, tally.added, tally.changed, tally.removed, tally.unchanged] for kind, tally in report.tallies.items()
    ]
    content = {
        "changes": [row for row in tallies if any(row[1:4])],
        "files": report.files,
        "cells": report.cells,
        "agreed": report.agreed,
        "differed": report.differed,
        "without_verdict": len(report.unreconciled),
        "snapshot": snapshots.take().hash if report.is_change else "",
    }
    Upload.objects.filter(pk=upload.pk).update(report=content)
    FilePart.objects.filter(file__upload=upload).delete()
    if report.files:
        message = "What changed stands below." if report.is_change else "Nothing changed: the record had all of it."
        work.finish(progress=upload.progress, by=by, message=message)
    else:
        work.finish(progress=upload.progress, by=by, failed="No file could be imported; the reasons stand below.")


def _fail(upload: Upload, reason: str, by: Literal["system"]) -> None:
    with transaction.atomic():
        FilePart.objects.filter(file__upload=upload).delete()
        work.finish(progress=upload.progress, by=by, failed=reason)
