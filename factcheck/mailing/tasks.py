"""Work that is done by itself: what waits is handed to the mail server."""

from __future__ import annotations

from procrastinate.contrib.django import app

from factcheck.mailing.actions import letters


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="mailing.send", lock="mailing.send")
def send(timestamp: int) -> None:
    """Every minute, a batch after the other. It can be killed anywhere."""
    while letters.send_waiting():
        pass


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="mailing.forget")
def forget(timestamp: int) -> None:
    """Once a day."""
    letters.forget_old()
