"""Publishing many verdicts at once: each by itself, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.claims.checking_index import current_index
from factcheck.engine.index import Index
from factcheck.verdicts.actions import publishing
from factcheck.verdicts.models import Publication, PublicationItem, PublicationResult, Status, Verdict

MOST = 500
"""Verdicts that are published in one go at most."""


@transaction.atomic
def ask(*, verdicts: Mapping[int, int], by: User) -> Publication:
    """Have approved verdicts published by a job. `verdicts` maps the key of each to its revision as the editor saw it:
    one that has changed since is refused, by itself. Raises ValidationError where none or too many are named."""
    require(by, "verdicts.publish")
    if not verdicts:
        raise ValidationError("Choose at least one verdict.")
    if len(verdicts) > MOST:
        raise ValidationError(f"At most {MOST} can be published in one go. Choose fewer.")
    known = Verdict.objects.filter(pk__in=verdicts, status__in=(Status.APPROVED, Status.SCHEDULED))
    keys = sorted(known.values_list("pk", flat=True))
    if not keys:
        raise ValidationError("None of them is approved any more. Look at how they stand now.")
    publication = Publication.objects.create(by=by)
    PublicationItem.objects.bulk_create(
        PublicationItem(publication=publication, verdict_id=key, revision=verdicts[key]) for key in keys
    )
    from factcheck.verdicts.tasks import publish_many

    publish_many.configure(lock=f"publication-{publication.pk}").defer(publication=publication.pk)
    return publication


def work_off(publication: Publication, index: Index | None = None) -> Publication:
    """Publish what waits, one after the other. It can be killed anywhere and is taken up where it was."""
    index = index or current_index()
    for key in publication.items.filter(result="").values_list("pk", flat=True):
        _one(key, publication.by, index)
    publication.ended_at = publication.ended_at or timezone.now()
    publication.save(update_fields=["ended_at"])
    return publication


@transaction.atomic
def _one(key: int, by: User, index: Index) -> None:
    item = PublicationItem.objects.select_for_update().select_related("verdict").get(pk=key)
    if item.result:
        return
    try:
        with transaction.atomic():
            publishing.publish(verdict=item.verdict, by=by, revision=item.revision, index=index)
    except ValidationError as reason:
        item.result, item.why = PublicationResult.REFUSED, " ".join(reason.messages)
    except PermissionDenied as reason:
        item.result, item.why = PublicationResult.REFUSED, str(reason)
    else:
        item.result = PublicationResult.PUBLISHED
    item.at = timezone.now()
    item.save(update_fields=["result", "why", "at"])
