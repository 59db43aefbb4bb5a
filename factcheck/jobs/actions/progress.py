"""A piece of work begins, comes along and ends. The database's connection of the work itself is often within one long
transaction, so what happens meanwhile is written by a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from factcheck.accounts.permissions import Actor, person
from factcheck.jobs.models import Progress, State
from factcheck.jobs.states import ATTEMPTS, GIVEN_UP

SECONDS = 0.3
"""Between two writings of what happens."""

Tell = Callable[[int, int, str], None]
"""Takes steps done, steps in all, and what happens now."""


def start(*, what: str, by: Actor) -> Progress:
    """New work that waits for a worker."""
    return Progress.objects.create(what=what, by=person(by))


@transaction.atomic
def begin(*, progress: Progress, by: Literal["system"]) -> bool:
    """A worker begins, perhaps again after another was killed. False where there is nothing left to do: it is finished,
    or was begun too often, which fails it."""
    row = Progress.objects.select_for_update().get(pk=progress.pk)
    if row.is_finished:
        return False
    if row.attempts >= ATTEMPTS:
        finish(progress=row, by=by, failed=GIVEN_UP)
        return False
    now = timezone.now()
    values = {"state": State.RUNNING, "attempts": F("attempts") + 1, "started_at": row.started_at or now, "done": 0}
    Progress.objects.filter(pk=row.pk).update(**values, message="" if not row.attempts else "Begun again.")
    return True


def finish(*, progress: Progress, by: Literal["system"], failed: str = "", message: str = "") -> None:
    """Ends the work: done with a message, or failed for a reason in one sentence."""
    now = timezone.now()
    state = State.FAILED if failed else State.DONE
    rows = Progress.objects.filter(pk=progress.pk)
    if state is State.DONE:
        rows.filter(total__isnull=False).update(done=F("total"))
    rows.update(state=state, message=failed or message, finished_at=now, started_at=Coalesce("started_at", now))


@contextmanager
def telling(progress: Progress) -> Iterator[Tell]:
    """Within it, what is told is written at most every `SECONDS`, by a thread with a connection of its own; the last
    word may be left to `finish`."""
    latest: list[tuple[int, int, str]] = []
    ended = threading.Event()

    def tell(done: int, total: int, message: str) -> None:
        latest[:] = [(min(done, total), total, message)]

    def write() -> None:
        written = None
        try:
            while not ended.wait(SECONDS):
                if latest and latest[0] != written:
                    done, total, message = written = latest[0]
                    rows = Progress.objects.filter(pk=progress.pk, state=State.RUNNING)
                    rows.update(done=done, total=total, message=message)
        except DatabaseError:
            return  # whoever works on is told by its own connection
        finally:
            connection.close()

    thread = threading.Thread(target=write, name="progress", daemon=True)
    thread.start()
    try:
        yield tell
    finally:
        ended.set()
        thread.join(10)
