"""Work that is done by itself: subscribers are told, and what is not needed any more is forgotten."""

from __future__ import annotations

from procrastinate.contrib.django import app

from factcheck.subscriptions.actions import subscribing, telling


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="subscriptions.tell", lock="subscriptions.tell")
def tell(timestamp: int) -> None:
    """Every minute."""
    telling.count_failures()
    telling.tell()


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="subscriptions.forget")
def forget(timestamp: int) -> None:
    """Once a day."""
    subscribing.forget()
