"""Background work of the queue itself."""

from __future__ import annotations

from procrastinate import JobContext
from procrastinate.contrib.django import app

from factcheck.jobs import worker


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="take-up-stalled", pass_context=True)
async def take_up_stalled(context: JobContext, timestamp: int) -> None:
    """Jobs of workers that were killed go back into the queue."""
    await worker.take_up(context.app)
