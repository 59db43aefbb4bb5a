"""Articles taken in, in the background."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from factcheck.articles.actions import feeds, intakes
from factcheck.articles.models import Feed, Intake


@app.task(queue="articles")
def fetch_intake(intake: int) -> None:
    if (row := Intake.objects.filter(pk=intake).first()) is not None:
        intakes.run_fetch(intake=row, by="system")


@app.task(queue="articles")
def read_intake(intake: int) -> None:
    if (row := Intake.objects.filter(pk=intake).first()) is not None:
        intakes.run_reading(intake=row, by="system")


@app.task(queue="articles")
def poll_feed(feed: int) -> None:
    if (row := Feed.objects.filter(pk=feed).first()) is not None:
        feeds.poll(feed=row, by="system")


@app.periodic(cron="* * * * *")
@app.task(queue="articles", queueing_lock="poll-feeds")
def poll_due_feeds(timestamp: int) -> None:
    """Every minute: a job for each feed that is due. One that waits in the queue already is not queued again."""
    for pk in Feed.objects.due().values_list("pk", flat=True):
        with suppress(AlreadyEnqueued), transaction.atomic():
            poll_feed.configure(queueing_lock=f"poll-feed-{pk}").defer(feed=pk)
