"""Work that is done by itself: places whose day has passed are freed."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from factcheck.reviews.actions import pages, places, presence
from factcheck.reviews.models import EvidencePage


@app.task(queue="evidence")
def archive_evidence(page: int) -> None:
    """An address that an assessment names. It may be gone by now: its author thought better of it."""
    if (row := EvidencePage.objects.filter(pk=page).first()) is not None:
        pages.archive(page=row, by="system")


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="reviews.expire")
def expire_assignments(timestamp: int) -> None:
    """Every ten minutes. Doing it twice changes nothing."""
    places.expire(today=timezone.localdate())
    presence.sweep()
