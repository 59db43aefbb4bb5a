"""The index that a process keeps is the record's as it is now, whichever process changed it."""

from __future__ import annotations

from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction

from factcheck.claims import checking_index
from factcheck.engine.record import Record
from factcheck.record.models import Motion, RecordChange, Vote
from factcheck.record.source import load_record
from tests.factories import record

KEY = "A/RES/1"


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often the record is read."""
    found: list[int] = []

    def counted() -> Record:
        found.append(1)
        return load_record()

    monkeypatch.setattr(checking_index, "_kept", None)
    monkeypatch.setattr(checking_index, "load_record", counted)
    return found


def elsewhere(work: Any) -> None:
    """Does it on another connection, as another process would."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    other = Thread(target=run)
    other.start()
    other.join()


@pytest.mark.django_db(transaction=True)
def test_record_is_read_again_only_when_somebody_changed_it(loads: list[int]) -> None:
    record.motion(KEY)
    first = checking_index.current_index()
    assert checking_index.current_index() is first and len(loads) == 1
    elsewhere(lambda: Motion.objects.filter(key=KEY).update(title="Another title"))
    second = checking_index.current_index()
    assert second.snapshot != first.snapshot and len(loads) == 2
    elsewhere(lambda: Motion.objects.filter(key=KEY).update(title="Another title"))
    assert checking_index.current_index() is second, "it reads the same, so nothing is prepared again"
    assert checking_index.current_index() is second and len(loads) == 3


@pytest.mark.django_db(transaction=True)
def test_transaction_that_began_earlier_and_ended_later_is_seen(loads: list[int]) -> None:
    record.motion(KEY)
    before = checking_index.current_index()
    with transaction.atomic():
        Motion.objects.filter(key=KEY).update(title="Written first, seen last")
        elsewhere(lambda: record.motion("A/RES/2"))
        elsewhere(lambda: seen.append(checking_index.current_index().snapshot))
    seen.append(checking_index.current_index().snapshot)
    assert len({before.snapshot, *seen}) == 3 and len(loads) == 3
    seen.clear()


seen: list[str] = []


@pytest.mark.django_db
def test_transaction_that_changes_the_record_sees_its_own_changes(loads: list[int]) -> None:
    motion = record.motion(KEY)
    first = checking_index.current_index()
    motion.title = "Another title"
    motion.save()
    assert checking_index.current_index().snapshot != first.snapshot
    point = transaction.savepoint()
    motion.title = "A third title"
    motion.save()
    checking_index.current_index()
    transaction.savepoint_rollback(point)
    assert Motion.objects.get().title == "Another title"
    assert checking_index.current_index().snapshot == checking_index.prepare(load_record()).snapshot


@pytest.mark.django_db
def test_every_table_that_the_record_is_read_from_says_that_it_changed() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE tgname = 'record_changed'"
        )
        watched = {name for (name,) in cursor.fetchall()}
        read: set[str] = set()

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            read.update(word.strip('"') for word in sql.replace(".", " ").split() if word.startswith('"record_'))
            return execute(sql, params, many, context)

        record.body("GA")
        with connection.execute_wrapper(note):
            load_record()
    assert len(read) > 5
    assert read - watched == set(), "say in a migration like record/0012 that it changes the record"
    assert Vote._meta.db_table in watched


@pytest.mark.django_db
def test_database_keeps_which_transactions_changed_the_record() -> None:
    record.motion(KEY)
    from django.db import IntegrityError

    assert RecordChange.objects.count() == 1
    with pytest.raises(IntegrityError, match="added to, never changed"), transaction.atomic():
        RecordChange.objects.all().delete()
