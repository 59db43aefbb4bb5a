"""Rows that readers may see, in the shapes of the API. Each is asked for with all that its shape needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from factcheck.articles.models import Article, Outlet
from factcheck.claims.models import Finding
from factcheck.claims.queries import public_findings
from factcheck.engine.analysis import Estimate, Method
from factcheck.formats.claim_review import BEST, WORST
from factcheck.formats.columns import status
from factcheck.formats.site import Site
from factcheck.record import agreements
from factcheck.record.models import Motion, Organization, Vote, VoteEvent
from factcheck.verdicts import workflow
from factcheck.verdicts.models import Topic, Verdict, VerdictVersion


def chosen(row: dict[str, Any], fields: Collection[str]) -> dict[str, Any]:
    """The fields that were asked for; all of them where none was named."""
    return {name: value for name, value in row.items() if not fields or name in fields}


def verdict(version: VerdictVersion, site: Site) -> dict[str, Any]:
    rating: dict[str, Any] | None = None
    if version.verdict.stands:
        rating = {"alternateName": version.rating_label}
        if version.accuracy is not None:
            rating |= {"ratingValue": version.accuracy, "bestRating": BEST, "worstRating": WORST}
    outlet = version.mention.version.article.outlet
    return {
        "id": version.verdict.slug,
        "url": site.page("verdict-detail", version.verdict.slug),
        "status": status(version),
        "claimReviewed": version.claim_text,
        "rating": rating,
        "summary": version.summary,
        "version": version.number,
        "outlet": outlet.name if outlet else None,
        "datePublished": version.verdict.published_at,
        "dateModified": version.published_at,
    }


def claims() -> Any:
    """Findings that readers see, each with `verdict_slug`, the address of a published verdict on its claim or None."""
    of_claim = Verdict.objects.filter(claim=OuterRef("mention__claim"), status__in=workflow.PUBLIC)
    rows = public_findings().prefetch_related(None).defer("mention__version__text")
    return rows.annotate(verdict_slug=Subquery(of_claim.values("slug")[:1])).order_by("-mention__pk")


def claim(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.mention_id,
        "article": finding.mention.version.article.slug,
        "text": finding.mention.exact,
        "kind": finding.mention.claim.kind,
        "subjects": [str(code) for code in finding.asserted.get("subjects", ())],
        "motion": finding.motion_key or None,
        "computed": finding.verdict,
        "explanation": finding.explanation,
        "verdict": finding.verdict_slug,  # type: ignore[attr-defined]
    }


def vote_event(event: VoteEvent, site: Site) -> dict[str, Any]:
    """The event comes with its motion and body."""
    return {
        "id": event.key,
        "url": site.page("vote-detail", event.motion.key),
        "motion_id": event.motion.key,
        "symbol": event.motion.symbol or event.motion.draft_symbol or None,
        "title": event.motion.label,
        "classification": event.motion.kind,
        "organization_id": event.body.code,
        "start_date": event.held_on,
        "result": event.result or None,
        "counts": event.counts,
        "is_reconciled": event.is_reconciled,
    }


def roll_calls(events: Sequence[VoteEvent], site: Site) -> list[dict[str, Any]]:
    """The events with every vote; one query."""
    cast: dict[int, list[dict[str, str]]] = {event.pk: [] for event in events}
    rows = Vote.objects.filter(event__in=events).order_by("event", "organization__name")
    for event, code, name, option in rows.values_list("event", "organization__code", "organization__name", "option"):
        cast[event].append({"voter_id": code or "", "voter": name, "option": option})
    return [{**vote_event(event, site), "votes": cast[event.pk]} for event in events]


def state(row: Organization, site: Site) -> dict[str, Any]:
    return {
        "id": row.code,
        "url": site.page("state-detail", row.code),
        "name": row.name,
        "official_name": row.official_name or None,
    }


def there(named: Mapping[str, str]) -> set[str]:
    """Of things by their kind and name ("state": "USA"), the kinds of those that readers find; one query."""
    shown = Outlet.objects.filter(
        Exists(Article.objects.published().filter(outlet=OuterRef("pk")))
        | Exists(Topic.objects.filter(name=Concat(Value("outlet:"), OuterRef("slug"))))
    )
    places: dict[str, tuple[QuerySet[Any], str]] = {
        "state": (Organization.objects.states(), "code"),
        "body": (Organization.objects.bodies(), "code"),
        "motion": (Motion.objects.all(), "key"),
        "article": (Article.objects.published(), "slug"),
        "outlet": (shown, "slug"),
    }
    found = []
    for kind, name in named.items():
        rows, key = places[kind]
        found.append(rows.filter(**{key: name}).order_by().values_list(Value(kind)))
    return {kind for (kind,) in found[0].union(*found[1:])}


def agreement(first: str, second: str, method: Method, votes: Sequence[agreements.Shared]) -> dict[str, Any]:
    """In all and by year, from the votes of both."""
    years = sorted(agreements.by_year(votes).items())
    return {
        "first": first,
        "second": second,
        "method": method,
        "all": estimate(agreements.share(((vote.first, vote.second) for vote in votes), method)),
        "years": [{"year": year, **estimate(agreements.share(of, method))} for year, of in years],
    }


def estimate(found: Estimate) -> dict[str, Any]:
    return {"value": found.value, "n": found.n, "low": found.low, "high": found.high}
