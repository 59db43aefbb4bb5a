"""Free claims in similar words, and what people said of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from factcheck.claims.models import Claim, ClaimMerge, ClaimsApart, Mention
from factcheck.claims.models.claim import FREE

ALIKE = 0.4
"""Share of runs of three letters that two wordings have in common (pg_trgm's `similarity`) from which on a claim is
proposed. Below it, claims about other states in the same frame of words prevail."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A claim in similar words, with the newest place where it is made; `similarity` is from 0 to 1."""

    claim: int
    words: str
    slug: str
    title: str
    outlet: str
    similarity: float

    @property
    def percent(self) -> int:
        return round(100 * self.similarity)


def alike(claim: Claim, limit: int) -> list[Alike]:
    """Free claims that may be the same as this one, the most alike first; one query, none for claims of other kinds.
    Left out are those that nobody makes any more, and those that somebody kept apart."""
    if claim.kind != FREE:
        return []
    apart = ClaimsApart.objects.filter(Q(first=claim, second=OuterRef("pk")) | Q(second=claim, first=OuterRef("pk")))
    place = JSONObject(
        words="exact", slug="version__article__slug", title="version__title", outlet="version__article__outlet__name"
    )
    newest = Mention.objects.live().filter(claim=OuterRef("pk")).order_by("-pk").values(place=place)[:1]
    rows = Claim.objects.filter(~Exists(apart), kind=FREE, text__trigram_similar=claim.text).exclude(pk=claim.pk)
    rows = rows.annotate(similarity=TrigramSimilarity("text", claim.text)).filter(similarity__gte=ALIKE)
    found = rows.annotate(place=Subquery(newest)).filter(place__isnull=False).order_by("-similarity", "pk")
    return [
        Alike(pk, at["words"], at["slug"], at["title"], at["outlet"] or "", similarity)
        for pk, at, similarity in found.values_list("pk", "place", "similarity")[:limit]
    ]


def merges_of(claim: Claim) -> list[ClaimMerge]:
    """The merges that stand of which this claim came, the newest first; one query."""
    if claim.kind != FREE:
        return []
    rows = ClaimMerge.objects.filter(into=claim, undone_at__isnull=True).select_related("away", "by")
    return list(rows.order_by("-pk"))
