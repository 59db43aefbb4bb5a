"""Work that is done by itself: verdicts whose time has come are published, and all are computed anew when something
changed."""

from __future__ import annotations

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from procrastinate.contrib.django import app

from factcheck.verdicts.actions import article_corrections, publications, publishing, rechecking
from factcheck.verdicts.models import Publication

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="verdicts.publish")
def publish_due(timestamp: int) -> None:
    """Every minute. What a policy refuses now stays scheduled and is tried again; the reason stands on its button."""
    for verdict in publishing.due(timezone.now()):
        try:
            publishing.publish(verdict=verdict, by="system")
        except (ValidationError, PermissionDenied) as reason:
            log.warning("Not published at its time: %s (%s)", verdict.slug, reason)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="verdicts.recheck", lock="verdicts.recheck")
def recheck(timestamp: int) -> None:
    """Every five minutes; where nothing changed since the last time it only asks whether something did."""
    rechecking.recheck_everything()


@app.task
def publish_many(publication: int) -> None:
    """What an editor asked to have published at once."""
    if (row := Publication.objects.select_related("by").filter(pk=publication).first()) is not None:
        publications.work_off(row)


@app.periodic(cron="2-59/5 * * * *")
@app.task(queueing_lock="verdicts.later_texts")
def look_at_later_texts(timestamp: int) -> None:
    """Every five minutes: whether articles that were to be corrected are."""
    article_corrections.look_at_later_texts()
