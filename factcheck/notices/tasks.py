"""Work that is done by itself: notices are made of what happened."""

from __future__ import annotations

from procrastinate.contrib.django import app

from factcheck.notices.actions import mailing, notices


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="notices.collect")
def collect(timestamp: int) -> None:
    """Every minute. Doing it twice changes nothing."""
    notices.collect()
    mailing.send()
