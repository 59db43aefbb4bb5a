"""Pages are kept up to date in the background."""

from __future__ import annotations

from django.conf import settings
from procrastinate.contrib.django import app

from factcheck.kept.actions import keeping
from factcheck.kept.edition import edition
from factcheck.kept.models import Change, Page, Sweep


@app.task(lock="kept")
def refresh() -> None:
    """Put into the queue by the database, with the change of something that a kept page shows (sql/functions.sql)."""
    if settings.PUBLIC_ADDRESS:
        keeping.refresh()


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="kept.look", lock="kept")
def look(timestamp: int) -> None:
    """Every ten seconds: pages of another edition, and what a killed job or a page that was just being rendered has
    left. Where there is nothing to do it asks three questions."""
    if not settings.PUBLIC_ADDRESS:
        return
    if not Sweep.objects.filter(edition=edition()).exists():
        keeping.sweep()
    elif Page.objects.filter(is_stale=True).exists() or Change.objects.filter(is_handled=False).exists():
        keeping.refresh()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="kept.forget", lock="kept")
def forget(timestamp: int) -> None:
    """Every five minutes."""
    keeping.forget_changes()


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="kept.sweep", lock="kept")
def sweep(timestamp: int) -> None:
    """Every night: whatever should be there and is not."""
    if settings.PUBLIC_ADDRESS:
        keeping.sweep()
