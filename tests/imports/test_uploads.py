"""Uploads: stored with their import queued or not at all, imported whole or not at all, every refusal kept."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from factcheck.imports.actions import uploads
from factcheck.imports.models import FilePart, Upload, UploadedFile
from factcheck.jobs.actions import progress as work
from factcheck.jobs.models import Progress
from factcheck.record.models import Snapshot, VoteEvent
from tests.factories import importing as files
from tests.factories import record
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db

ROLL = {"FRA": "yes", "USA": "no"}
KEY = "A/RES/79/81"


@pytest.fixture(autouse=True)
def assembly(db: None) -> None:
    for code in ROLL:
        record.membership(record.body("GA", members_known_from="1945-10-24"), record.state(code))
    record.body("SC")


def library(folder: Path, name: str = "library.csv", **values: Any) -> SimpleUploadedFile:
    path = files.write_csv(folder / name, files.LIBRARY, files.library_rows(KEY, ROLL, **values))
    return SimpleUploadedFile(name, path.read_bytes())


def queued() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE '%%import_upload'")
        return int(cursor.fetchone()[0])


def imported(*sent: SimpleUploadedFile, **options: Any) -> Upload:
    upload = uploads.add(files=list(sent), by=user("administrator"), **options)
    uploads.run(upload=upload, by="system")
    return Upload.objects.select_related("progress").get(pk=upload.pk)


def test_add_stores_files_with_hash_who_and_a_queued_job(tmp_path: Path) -> None:
    admin = user("administrator")
    sent = library(tmp_path)
    upload = uploads.add(files=[sent], by=admin)
    stored = UploadedFile.objects.get()
    content = (tmp_path / "library.csv").read_bytes()
    assert (stored.name, stored.size, stored.sha256) == (
        "library.csv",
        len(content),
        hashlib.sha256(content).hexdigest(),
    )
    assert b"".join(bytes(part.content) for part in stored.parts.all()) == content
    assert (upload.by, upload.progress.by, upload.progress.state) == (admin, admin, "waiting")
    assert queued() == 1


def test_add_large_file_is_stored_in_parts(tmp_path: Path) -> None:
    uploads.add(files=[ContentFile(b"x" * (2 * uploads.PART + 5), "big.csv")], by=user("administrator"))
    assert [len(part.content) for part in FilePart.objects.all()] == [uploads.PART, uploads.PART, 5]


@pytest.mark.parametrize("role", ["reviewer", "editor"])
def test_add_by_somebody_else_than_an_administrator_is_refused(tmp_path: Path, role: str) -> None:
    with pytest.raises(PermissionDenied):
        uploads.add(files=[library(tmp_path)], by=user(role))
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("names", "options", "says"),
    [
        ([], {}, "Choose at least one file."),
        (["a.csv", "a.csv"], {}, "Two files are called “a.csv”."),
        ([".hidden"], {}, "cannot be the name"),
        (["a" * 200], {}, "cannot be the name"),
        (["a.csv"], {"format": "nonsense"}, "There is no such format."),
        ([f"{n}.csv" for n in range(501)], {}, "at most 500"),
    ],
)
def test_add_of_what_cannot_be_is_refused_in_words_and_stores_nothing(
    names: list[str], options: dict[str, str], says: str
) -> None:
    with pytest.raises(ValidationError, match=says):
        uploads.add(files=[SimpleUploadedFile(name, b"x") for name in names], by=user("administrator"), **options)
    assert not Upload.objects.exists() and queued() == 0


def test_add_of_an_empty_file_among_others_stores_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=r"“empty\.csv” is empty"):
        uploads.add(files=[library(tmp_path), SimpleUploadedFile("empty.csv", b"")], by=user("administrator"))
    assert not Upload.objects.exists() and not Progress.objects.exists() and queued() == 0


def test_run_imports_reports_and_lets_the_content_go(tmp_path: Path) -> None:
    upload = imported(library(tmp_path))
    assert VoteEvent.objects.get(key=KEY).is_reconciled
    assert (
        upload.progress.state == "done" and upload.progress.done == upload.progress.total
    ) or not upload.progress.total
    assert ["votes", 1, 0, 0, 0] in upload.report["changes"]
    assert upload.report["files"] == {"library.csv": 1}
    assert upload.report["snapshot"] == Snapshot.objects.get().hash
    assert not FilePart.objects.exists() and UploadedFile.objects.count() == 1


def test_run_of_the_same_file_again_says_that_nothing_changed(tmp_path: Path) -> None:
    imported(library(tmp_path))
    again = imported(library(tmp_path))
    assert again.report["changes"] == [] and again.report["snapshot"] == ""
    assert again.progress.message == "Nothing changed: the record had all of it."


def test_run_keeps_every_refusal_with_file_line_column_and_reason(tmp_path: Path) -> None:
    good, bad = library(tmp_path), library(tmp_path, "bad.csv", total_yes="many")
    upload = imported(good, bad, SimpleUploadedFile("notes.txt", b"hello"))
    found = [(row.file, row.line, bool(row.column), bool(row.reason)) for row in upload.refusals.all()]
    assert ("notes.txt", 0, False, True) in found
    assert any(name == "bad.csv" and line > 1 and column for name, line, column, _ in found)
    assert upload.progress.state == "done" and VoteEvent.objects.filter(key=KEY).exists()


def test_run_of_files_of_which_none_is_known_fails_with_the_reasons_kept() -> None:
    upload = imported(SimpleUploadedFile("notes.txt", b"hello"))
    assert upload.progress.state == "failed"
    assert upload.progress.message == "No file could be imported; the reasons stand below."
    assert [row.reason for row in upload.refusals.all()] == ["is of no known format"]


def test_run_of_a_named_format_refuses_files_of_another(tmp_path: Path) -> None:
    upload = imported(library(tmp_path), format="unxml")
    assert upload.refusals.get().reason == "is of format undl-ga"
    assert not VoteEvent.objects.exists()


def test_run_that_breaks_off_changes_nothing_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = uploads.add(files=[library(tmp_path)], by=user("administrator"))

    def fail() -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr("factcheck.imports.actions.uploads.snapshots.take", fail)
    with pytest.raises(RuntimeError):
        uploads.run(upload=upload, by="system")
    upload.progress.refresh_from_db()
    assert (upload.progress.state, VoteEvent.objects.count()) == ("failed", 0)
    assert upload.progress.message == "It broke off: RuntimeError. Nothing was changed; the log has the details."


def test_run_of_a_finished_upload_does_nothing(tmp_path: Path) -> None:
    upload = imported(library(tmp_path))
    before = upload.progress.finished_at
    uploads.run(upload=upload, by="system")
    upload.progress.refresh_from_db()
    assert upload.progress.finished_at == before and upload.progress.attempts == 1


def test_run_begun_too_often_is_given_up(tmp_path: Path) -> None:
    upload = uploads.add(files=[library(tmp_path)], by=user("administrator"))
    for _ in range(work.ATTEMPTS):
        assert work.begin(progress=upload.progress, by="system")
    uploads.run(upload=upload, by="system")
    upload.progress.refresh_from_db()
    assert upload.progress.state == "failed" and "begun 3 times" in upload.progress.message
    assert not VoteEvent.objects.exists()


@pytest.mark.parametrize("changes", [{"name": "a/b"}, {"name": ".a"}, {"name": ""}, {"size": 0}])
def test_database_refuses_a_file_that_is_none(tmp_path: Path, changes: dict[str, Any]) -> None:
    upload = uploads.add(files=[library(tmp_path)], by=user("administrator"))
    with pytest.raises(IntegrityError), transaction.atomic():
        UploadedFile.objects.create(upload=upload, **{"name": "b", "size": 1, "sha256": "", **changes})
