"""Free claims in similar words, and what people said of them. Each function runs a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, F, OuterRef, Q

from factcheck.claims.models import Claim, ClaimMerge, ClaimsApart, Mention
from factcheck.claims.models.claim import FREE

ALIKE = 0.4
"""Share of runs of three letters that two wordings have in common (pg_trgm's `similarity`) from which on a claim is
proposed. Below it, claims about other states in the same frame of words prevail."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A claim in similar words, with one of the places where it is made."""

    claim: Claim
    mention: Mention
    similarity: float

    @property
    def percent(self) -> int:
        return round(100 * self.similarity)


def alike(claim: Claim, limit: int) -> list[Alike]:
    """Free claims that may be the same as this one, the most alike first; two queries, none for claims of other kinds.
    Left out are those that nobody makes any more, and those that somebody kept apart."""
    if claim.kind != FREE:
        return []
    apart = ClaimsApart.objects.filter(Q(first=claim, second=OuterRef("pk")) | Q(second=claim, first=OuterRef("pk")))
    made = Mention.objects.live().filter(claim=OuterRef("pk"))
    rows = Claim.objects.filter(~Exists(apart), Exists(made), kind=FREE, text__trigram_similar=claim.text)
    rows = rows.exclude(pk=claim.pk).annotate(similarity=TrigramSimilarity("text", claim.text))
    found = list(rows.filter(similarity__gte=ALIKE).order_by("-similarity", "pk")[:limit])
    if not found:
        return []
    mentions = Mention.objects.live().filter(claim__in=found).select_related("version__article__outlet")
    places = {one.claim_id: one for one in mentions.defer("version__text").order_by("-pk")}
    return [Alike(one, places[one.pk], one.similarity) for one in found if one.pk in places]


def merges_of(claim: Claim) -> list[ClaimMerge]:
    """The merges that stand of which this claim came, the newest first; one query."""
    if claim.kind != FREE:
        return []
    rows = ClaimMerge.objects.filter(into=claim, undone_at__isnull=True).select_related("away", "by")
    return list(rows.order_by(F("pk").desc()))
