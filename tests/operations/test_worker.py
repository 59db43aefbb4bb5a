"""The worker as a process: it imports what waits, and takes up what a killed one has left."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from factcheck.record.loading import LOCK
from tests.factories import importing
from tests.operations.conftest import wait_until_stopped
from tests.operations.test_commands import free_port, start_to_serve

Manage = Callable[..., "subprocess.Popen[str]"]
WAIT = 60.0
STATE = (
    "select p.state || p.attempts from jobs_progress p join imports_upload u on u.progress_id = p.id where u.id = {}"
)
QUEUE = """
import pathlib, sys
from django.core.files.base import ContentFile
from factcheck.imports.actions import uploads
path = pathlib.Path({path!r})
print(uploads.add(files=[ContentFile(path.read_bytes(), path.name)], by="system").pk)
"""

HOLD = """
import pathlib, time
from django.db import connection, transaction
with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("select pg_advisory_xact_lock({lock})")
    while not pathlib.Path({path!r}).exists():
        time.sleep(0.05)
"""


def asked(manage: Manage, query: str) -> str:
    """The database's answer to one query."""
    out, error = manage("dbshell", "--", "-tAc", query).communicate(timeout=60)
    assert not error, error
    return out.strip()


def until(manage: Manage, query: str, wanted: str) -> None:
    """Returns when the database answers so; fails after `WAIT` seconds."""
    end = time.monotonic() + WAIT
    while (answer := asked(manage, query)) != wanted:
        assert time.monotonic() < end, f"{query}: {answer!r}, not {wanted!r}"
        time.sleep(0.2)


def workers(folder: Path) -> list[int]:
    """Numbers of the worker processes of this home."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            belongs = f"FACTCHECK_HOME={folder}".encode() in (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"work" in words and belongs:
            found.append(int(entry.name))
    return found


def queue_an_import(manage: Manage, folder: Path) -> str:
    rows = importing.library_rows("A/RES/79/81", {"FRA": "yes", "USA": "no"})
    path = importing.write_csv(folder / "library.csv", importing.LIBRARY, rows)
    out, error = manage("shell", "--verbosity", "0", "-c", QUEUE.format(path=str(path))).communicate(timeout=60)
    assert not error, error
    return out.strip()


def test_worker_alone_works_on_what_waits_and_ends(manage: Manage, home: Path) -> None:
    for command in (("migrate",), ("load_facts",)):
        assert manage(*command).wait(120) == 0
    number = queue_an_import(manage, home)
    out, error = (working := manage("work", "--once")).communicate(timeout=60)
    assert (working.returncode, out, error) == (0, "", "")
    assert asked(manage, STATE.format(number)) == "done1"
    assert asked(manage, "select count(*) from record_voteevent where key = 'A/RES/79/81'") == "1"
    wait_until_stopped(home)


def test_import_of_a_killed_worker_is_taken_up_again(manage: Manage, home: Path) -> None:
    """The lock of every import is held, so that this one stands in its middle when its worker is killed."""
    serving, _ = start_to_serve(manage, free_port())
    end = time.monotonic() + WAIT
    while not (first := workers(home)):
        assert time.monotonic() < end
        time.sleep(0.1)
    let_go = home / "let-go"
    holding = manage("shell", "--verbosity", "0", "-c", HOLD.format(lock=LOCK, path=str(let_go)))
    until(manage, "select count(*) > 0 from pg_locks where locktype = 'advisory'", "t")
    number = queue_an_import(manage, home)
    state = STATE.format(number)
    until(manage, state, "running1")
    for worker in first:
        os.kill(worker, signal.SIGKILL)
    let_go.touch()
    until(manage, state, "done2")
    assert asked(manage, "select count(*) from record_voteevent where key = 'A/RES/79/81'") == "1"
    assert workers(home) and set(workers(home)).isdisjoint(first)
    assert holding.wait(60) == 0
    serving.send_signal(signal.SIGTERM)
    _, error = serving.communicate(timeout=30)
    assert (serving.returncode, error, workers(home)) == (0, "", [])
    wait_until_stopped(home)
