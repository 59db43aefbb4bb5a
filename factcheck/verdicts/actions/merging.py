"""Free claims merged, as far as their reviews and verdicts allow it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.claims.actions import merging
from factcheck.claims.models import Claim, ClaimMerge, Mention
from factcheck.reviews.actions import places
from factcheck.reviews.models import Review, Status
from factcheck.reviews.models.assignment import HELD
from factcheck.verdicts.models import Verdict, VerdictVersion

BOTH_UNDER_WAY = (
    "Both claims are being judged right now, each by people of its own, and one claim is judged by two. Wait until one "
    "review is done, or have its places given back; then merge them."
)
BOTH_DECIDED = (
    "Both claims have a verdict already, and each verdict has its address. They stay two claims; name the one in the "
    "text of the other."
)
RESTS_ON_IT = (
    "The verdict on the merged claim rests on words that would go with the other claim. As long as it stands, they are "
    "one claim."
)


@transaction.atomic
def merge(*, claim: Claim, other: Claim, by: User) -> ClaimMerge:
    """One claim of two. The one that has a verdict stays, else the one that is being judged, else the earlier one.

    Raises ValidationError where both are being judged or both have a verdict, and what merging the claims raises.
    """
    require(by, "claims.edit")
    merging.locked(claim.pk, other.pk)
    under_way = _under_way(claim, other)
    if len(under_way) > 1:
        raise ValidationError(BOTH_UNDER_WAY)
    decided = set(Verdict.objects.filter(claim__in=(claim, other)).values_list("claim", flat=True))
    if len(decided) > 1:
        raise ValidationError(BOTH_DECIDED)
    into, away = sorted((claim, other), key=lambda one: (one.pk not in decided, one.pk not in under_way, one.pk))
    made = merging.merge(into=into, away=away, by=by)
    places.count_reach(Mention.objects.filter(pk__in=made.moved))
    return made


@transaction.atomic
def undo(*, merge: ClaimMerge, by: User) -> ClaimMerge:
    """Two claims again. Raises ValidationError where the verdict rests on what would go, and what undoing it raises."""
    require(by, "claims.edit")
    merging.locked(merge.into_id, merge.away_id)
    if VerdictVersion.objects.filter(verdict__claim=merge.into_id, mention__in=merging.followed(merge)).exists():
        raise ValidationError(RESTS_ON_IT)
    keys = merging.undo(merge=merge, by=by)
    stay = Mention.objects.filter(claim=merge.into_id)
    places.count_reach(Mention.objects.filter(pk__in=keys) | stay)
    return ClaimMerge.objects.get(pk=merge.pk)


def _under_way(*claims: Claim) -> set[int]:
    """Those of the claims that somebody judges or has judged, while a second assessment is awaited. The rows of the
    reviews stay locked, so that nobody takes a place in between."""
    reviews = Review.objects.filter(mention__claim__in=claims, status=Status.OPEN)
    held = list(reviews.select_for_update(of=("self",)).order_by("pk").values_list("pk", "mention__claim"))
    taken = Review.objects.filter(pk__in=[key for key, _ in held], assignments__standing__in=HELD)
    busy = set(taken.values_list("pk", flat=True))
    return {claim for key, claim in held if key in busy}
