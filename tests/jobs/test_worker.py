"""Jobs that dead workers have left are put back, each once."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from factcheck.jobs import worker


class Manager:
    """A queue with two stalled jobs, of which the work of the second waits already under the same lock."""

    def __init__(self) -> None:
        self.put_back: list[str] = []
        self.ended: list[tuple[str, Status]] = []

    async def get_stalled_jobs(self, **_: Any) -> list[str]:
        return ["alone", "twice"]

    async def retry_job(self, job: str) -> None:
        if job == "twice":
            raise UniqueViolation(constraint_name="procrastinate_jobs_queueing_lock_idx_v1", queueing_lock="a lock")
        self.put_back.append(job)

    async def finish_job(self, job: str, status: Status, delete_job: bool) -> None:
        assert not delete_job
        self.ended.append((job, status))


def test_stalled_job_whose_work_waits_already_is_ended() -> None:
    manager = Manager()
    assert asyncio.run(worker.take_up(SimpleNamespace(job_manager=manager))) == 2  # type: ignore[arg-type]
    assert (manager.put_back, manager.ended) == (["alone"], [("twice", Status.FAILED)])
