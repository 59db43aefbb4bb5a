"""Free claims merged into one by a person, and that undone.

A typed claim is the same wherever its key is the same. Of a free claim only people can say it: its mentions become
mentions of the other claim, and a row says which they were, so that it can be undone whenever.
"""

from __future__ import annotations

from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.claims.models import Anchor, Claim, ClaimMerge, ClaimsApart, Mention
from factcheck.claims.models.claim import FREE

ONLY_FREE = (
    "Only free claims are merged by hand. A claim that the rules read is the same wherever its kind, its vote and what "
    "it says are the same."
)


def locked(*keys: int) -> list[Claim]:
    """Claims held until the transaction ends, in the order of their keys. Mentions of them can still be added."""
    return list(Claim.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


@transaction.atomic
def merge(*, into: Claim, away: Claim, by: User) -> ClaimMerge:
    """All mentions of `away` become mentions of `into`. Raises ValidationError where it cannot be, with the reason."""
    require(by, "claims.edit")
    if into.pk == away.pk:
        raise ValidationError("These are one claim already.")
    rows = locked(into.pk, away.pk)
    if any(claim.kind != FREE for claim in rows):
        raise ValidationError(ONLY_FREE)
    moved = Mention.objects.select_for_update().filter(claim=away).order_by("pk")
    keys = [mention.pk for mention in moved]
    if not keys or not Mention.objects.live().filter(claim=into).exists():
        raise ValidationError("Nobody makes this claim any more: somebody merged it or took it out in the meantime.")
    _refuse_same_words(moved, into)
    similarity = Claim.objects.annotate(share=TrigramSimilarity("text", away.text)).values_list("share", flat=True)
    made = ClaimMerge.objects.create(
        into=into, away=away, moved=keys, similarity=min(1.0, similarity.get(pk=into.pk)), by=by
    )
    Mention.objects.filter(pk__in=keys).update(claim=into)
    return made


@transaction.atomic
def undo(*, merge: ClaimMerge, by: User) -> list[int]:
    """Give the mentions back, and with them those that they were followed to in later texts; their keys. Raises
    ValidationError where it was undone, or where the claim was merged on since."""
    require(by, "claims.edit")
    locked(merge.into_id, merge.away_id)
    merge = ClaimMerge.objects.select_for_update(of=("self",)).select_related("away").get(pk=merge.pk)
    if merge.undone_at is not None:
        raise ValidationError("This was undone already.")
    if ClaimMerge.objects.filter(away=merge.into_id, undone_at__isnull=True, pk__gt=merge.pk).exists():
        raise ValidationError("The claim was merged with another one since. Undo that first.")
    keys = followed(merge)
    _refuse_same_words(Mention.objects.filter(pk__in=keys), merge.away)
    Mention.objects.filter(pk__in=keys).update(claim=merge.away)
    merge.undone_by, merge.undone_at = by, timezone.now()
    merge.save(update_fields=["undone_by", "undone_at"])
    return keys


def followed(merge: ClaimMerge) -> list[int]:
    """The mentions that a merge moved and those that stand for them in later texts, as far as they are of the merged
    claim."""
    found = set(merge.moved)
    while True:
        targets = Anchor.objects.filter(mention__in=found, target__isnull=False).exclude(target__in=found)
        later = set(targets.filter(target__claim=merge.into_id).values_list("target", flat=True))
        if not later:
            break
        found |= later
    return sorted(Mention.objects.filter(pk__in=found, claim=merge.into_id).values_list("pk", flat=True))


@transaction.atomic
def keep_apart(*, claim: Claim, other: Claim, by: User) -> ClaimsApart:
    """They are two claims, however alike their words: neither is proposed for the other again."""
    require(by, "claims.edit")
    if claim.pk == other.pk:
        raise ValidationError("These are one claim. Undo the merge to part them.")
    first, second = sorted((claim, other), key=lambda one: one.pk)
    return ClaimsApart.objects.get_or_create(first=first, second=second, defaults={"by": by})[0]


def _refuse_same_words(moved: QuerySet[Mention], into: Claim) -> None:
    same = Mention.objects.live().filter(
        claim=into,
        version=OuterRef("version"),
        start=OuterRef("start"),
        end=OuterRef("end"),
        origin=OuterRef("origin"),
    )
    if (clash := moved.filter(Exists(same), removed_at__isnull=True).first()) is not None:
        raise ValidationError(
            f"Both claims stand on the very same words of one text, “{clash.exact[:80]}”. Take one of them out there "
            "first."
        )
