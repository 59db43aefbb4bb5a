"""The worker: takes jobs from the queue until it is told to end, and takes up what killed workers have left."""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, cast

from procrastinate import App, JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from factcheck.audit.context import SYSTEM, acting

HEARTBEAT = 3.0
"""Seconds between two signs of life of a worker."""
STALLED = 12.0
"""A worker that gave no sign for so many seconds is dead, and its jobs are taken up again."""
CONCURRENCY = 2
"""Jobs at once: a long one does not keep stalled ones from being taken up."""
PATIENCE = 3.0
"""Seconds that a job may still take when the worker ends. What it was doing is rolled back and taken up again."""
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


def belong_to(parent: int) -> None:
    """From now on this process ends with its parent; at once where the parent has ended already."""
    with suppress(AttributeError):
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)


async def take_up(queue: App) -> int:
    """Puts the jobs of dead workers back into the queue; how many there were."""
    jobs = list(await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED))
    for job in jobs:
        try:
            await queue.job_manager.retry_job(job)
        except UniqueViolation:  # the same work waits in the queue already
            await queue.job_manager.finish_job(job, Status.FAILED, delete_job=False)
    return len(jobs)


def run(*, waits: bool = True) -> None:
    """Works until SIGTERM, SIGINT or SIGHUP, or without `waits` until the queue is empty."""
    asyncio.run(_work(waits=waits))


async def _work(*, waits: bool) -> None:
    queue = app.with_connector(cast(DjangoConnector, app.connector).get_worker_connector())
    async with queue.open_async():
        await take_up(queue)
        working = asyncio.create_task(
            queue.run_worker_async(
                concurrency=CONCURRENCY,
                wait=waits,
                install_signal_handlers=False,
                delete_jobs="successful",
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=STALLED,
                shutdown_graceful_timeout=PATIENCE,
                task_middleware=[_named],
            )
        )
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, _end, working)
        with suppress(asyncio.CancelledError):
            await working


def _named(work: Callable[[], Any], context: JobContext, _: object) -> Any:
    """What a job changes is written down with its task as the reason."""
    with acting(SYSTEM, context.job.task_name if context.job else ""):
        return work()


def _end(working: asyncio.Task[None]) -> None:
    """Ends in order, or after `PATIENCE` at once: a job in a thread cannot be stopped otherwise."""
    timer = threading.Timer(PATIENCE, os._exit, (0,))
    timer.daemon = True
    timer.start()
    working.cancel()
