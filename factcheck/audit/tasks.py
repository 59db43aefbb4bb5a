"""The day's head, computed in the background."""

from __future__ import annotations

from procrastinate.contrib.django import app

from factcheck.audit import heads, verifying


@app.periodic(cron="1 * * * *")
@app.task(queueing_lock="audit.close_days")
def close_days(timestamp: int) -> None:
    """Every hour: whichever worker runs first behind midnight UTC does it. Doing it twice changes nothing."""
    heads.close_days()


@app.periodic(cron="30 2 * * 1-6")
@app.task(queueing_lock="audit.prove")
def prove_what_is_new(timestamp: int) -> None:
    """Every night: the links since the last proof, and the rows that they are of."""
    verifying.prove(is_whole=False)


@app.periodic(cron="30 2 * * 0")
@app.task(queueing_lock="audit.prove")
def prove_all(timestamp: int) -> None:
    """On Sundays: the whole chain and every audited row."""
    verifying.prove(is_whole=True)
