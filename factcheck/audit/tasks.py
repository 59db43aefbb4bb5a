"""The day's head, computed in the background."""

from __future__ import annotations

from procrastinate.contrib.django import app

from factcheck.audit import heads


@app.periodic(cron="1 * * * *")
@app.task(queueing_lock="audit.close_days")
def close_days(timestamp: int) -> None:
    """Every hour: whichever worker runs first behind midnight UTC does it. Doing it twice changes nothing."""
    heads.close_days()
