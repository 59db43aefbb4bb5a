"""Work that is done by itself: places whose day has passed are freed."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from factcheck.reviews.actions import places, presence


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="reviews.expire")
def expire_assignments(timestamp: int) -> None:
    """Every ten minutes. Doing it twice changes nothing."""
    places.expire(today=timezone.localdate())
    presence.sweep()
