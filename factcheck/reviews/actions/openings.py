"""Looking at the engine's verdicts, which is kept."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.articles.models import ArticleVersion
from factcheck.claims.models import Mention
from factcheck.reviews import queries
from factcheck.reviews.models import Assignment, Standing, VerdictOpening


@transaction.atomic
def open_verdicts(*, version: ArticleVersion, by: User, mention: Mention | None = None) -> int:
    """Open the verdicts of a text that are folded for this person, or that of one claim; how many were. The first time
    is kept, with the claim and with the place that the person holds."""
    require(by, "reviews.assess")
    folded = queries.folded_for(version, by)
    keys = sorted(folded if mention is None else folded & {mention.pk})
    VerdictOpening.objects.bulk_create(
        [VerdictOpening(mention_id=key, person=by) for key in keys], ignore_conflicts=True
    )
    held = Assignment.objects.filter(reviewer=by, review__mention__in=keys, standing=Standing.OPEN)
    held.filter(verdict_opened_at__isnull=True).update(verdict_opened_at=timezone.now())
    return len(keys)
