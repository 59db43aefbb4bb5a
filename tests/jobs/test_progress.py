"""Progress: its states, and that it is seen while the work's own transaction is still open."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.jobs.actions import progress as work
from factcheck.jobs.models import Progress
from tests.factories.accounts import user


def started(**values: Any) -> Progress:
    row = work.start(what="Something", by=user("administrator"))
    Progress.objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
    return row


@pytest.mark.django_db
def test_progress_goes_from_waiting_over_running_to_done() -> None:
    row = started(total=3)
    assert (row.state, row.started_at, row.is_finished) == ("waiting", None, False)
    assert work.begin(progress=row, by="system")
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("running", 1) and row.started_at
    began = row.started_at
    row.started_at = None  # whoever ends it may hold the row as it was before
    work.finish(progress=row, by="system", message="Ready.")
    row.refresh_from_db()
    assert row.started_at == began and row.finished_at > began
    assert (row.state, row.done, row.message, row.is_finished) == ("done", 3, "Ready.", True)
    assert not work.begin(progress=row, by="system")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"state": "unknown"},
        {"what": ""},
        {"done": 2, "total": 1},
        {"state": "done"},
        {"state": "running"},
        {"finished_at": timezone.now()},
        {"state": "failed", "started_at": timezone.now(), "finished_at": timezone.now()},
    ],
)
def test_database_refuses_progress_that_contradicts_itself(values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        started(**values)


@pytest.mark.django_db(transaction=True)
def test_telling_is_seen_from_outside_a_transaction_that_is_open_and_rolled_back() -> None:
    row = started()
    assert work.begin(progress=row, by="system")
    seen = []
    with pytest.raises(ZeroDivisionError), work.telling(row) as tell, transaction.atomic():
        Progress.objects.create(what="Lost with the transaction")
        tell(1, 4, "A quarter")
        end = time.monotonic() + 10
        while time.monotonic() < end and not seen:
            seen = list(Progress.objects.filter(pk=row.pk, done=1).values_list("total", "message"))
            time.sleep(0.05)
        raise ZeroDivisionError
    assert seen == [(4, "A quarter")]
    assert list(Progress.objects.values_list("what", flat=True)) == ["Something"]
