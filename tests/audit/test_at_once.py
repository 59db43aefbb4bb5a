"""Many writers make one chain without a fork or a gap, and a killed one leaves nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from threading import Thread

import psycopg
import pytest
from django.db import connection, transaction

from factcheck.articles.models import Outlet
from factcheck.audit.models import Event, Link
from factcheck.audit.verifying import verify
from tests.audit import rows
from tests.factories import articles, reviews
from tests.reviews.test_assessing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
WRITER = """
import sys
import psycopg
connection = psycopg.connect(sys.argv[1])
print(connection.info.backend_pid, flush=True)
number = 0
while True:
    number += 1
    with connection.transaction():
        for part in "abc":
            name = f"{sys.argv[2]}-{number}-{part}"
            connection.execute("INSERT INTO articles_outlet (name, slug, homepage) VALUES (%s, %s, '')", (name, name))
"""


def whole() -> None:
    """The chain has every number once, every event is in it, and the rows are what the history says."""
    numbers = list(Link.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert set(Link.objects.values_list("event", flat=True)) == set(Event.objects.values_list("pk", flat=True))
    assert [str(problem) for problem in verify().problems] == []
    assert rows.asked("SELECT count(*) FROM audit_pending") == [(0,)]


def test_twenty_writers_make_one_chain() -> None:
    def write(number: int) -> None:
        for turn in range(5):
            with transaction.atomic():
                articles.outlet(f"Outlet {number} {turn}")
                if turn == 3:
                    transaction.set_rollback(True)
        Outlet.objects.filter(name__startswith=f"Outlet {number} ").update(homepage="https://example.org/")

    at_once(write)
    assert Outlet.objects.count() == 80
    assert Event.objects.filter(table="articles_outlet").exclude(row="").count() == 160
    whole()


def test_commit_that_waits_for_a_locked_row_does_not_hold_the_chain() -> None:
    """A foreign key is checked at commit and waits for whoever has the row; who, in turn, commits before it."""
    review = reviews.review()
    name = connection.get_connection_params()
    first, second = (psycopg.connect(**{**name, "cursor_factory": psycopg.Cursor}) for _ in range(2))
    try:
        second.execute("SELECT 1 FROM reviews_review WHERE id = %s FOR UPDATE", [review.pk])
        author = (
            rows.asked("SELECT min(id) FROM accounts_user")[0][0]
            or rows.asked(
                "INSERT INTO accounts_user (email, name, role, password, is_superuser, is_active, created_at, "
                "role_since, salt) VALUES ('a@b.org', 'A', 'reviewer', '', false, true, now(), now(), '') RETURNING id"
            )[0][0]
        )
        first.execute("INSERT INTO articles_outlet (name, slug, homepage) VALUES ('first', 'first', '')")
        first.execute(
            "INSERT INTO reviews_comment (review_id, author_id, text, created_at) VALUES (%s, %s, 'x', now())",
            [review.pk, author],
        )
        waiting = Thread(target=first.commit)
        waiting.start()
        end = time.monotonic() + 20
        while rows.asked("SELECT count(*) FROM pg_locks WHERE NOT granted") == [(0,)]:
            assert time.monotonic() < end
            time.sleep(0.02)
        second.execute("INSERT INTO articles_outlet (name, slug, homepage) VALUES ('second', 'second', '')")
        second.commit()
        waiting.join(20)
        assert not waiting.is_alive()
    finally:
        first.close()
        second.close()
    assert set(Outlet.objects.values_list("name", flat=True)) == {"first", "second"}
    whole()


def test_killed_writers_leave_no_event_without_change_and_no_change_without_event() -> None:
    connection.ensure_connection()
    place = connection.connection.info.dsn
    sessions: list[int] = []
    for turn in range(4):
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, place, f"w{turn}{n}"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            for n in range(3)
        ]
        for writer in writers:
            assert writer.stdout is not None
            sessions.append(int(writer.stdout.readline()))
        time.sleep(0.15 + 0.07 * turn)
        for writer in writers:
            os.kill(writer.pid, signal.SIGKILL)
        for writer in writers:
            writer.communicate(timeout=20)
    end = time.monotonic() + 60
    while rows.asked("SELECT count(*) FROM pg_stat_activity WHERE pid = ANY(%s)", sessions) != [(0,)]:
        assert time.monotonic() < end, "a session of a killed writer is still there"
        time.sleep(0.05)
    names = set(Outlet.objects.values_list("name", flat=True))
    assert len(names) > 30 and len(names) % 3 == 0
    told = [after["name"] for after in Event.objects.filter(action="insert").values_list("after", flat=True)]
    assert sorted(told) == sorted(names)
    whole()
