"""A published verdict as a ClaimReview of schema.org, from the very wording that its page shows.

Numbers are for the ordinal axis alone; a finding without one has its words alone. Nothing is marked up while a verdict
is in doubt or withdrawn: `Verdict.stands` says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import timezone

from factcheck.claims.models import Mention
from factcheck.formats.site import Site, is_web_address
from factcheck.reviews.models import Accuracy
from factcheck.verdicts.models import VerdictVersion

CONTEXT = "https://schema.org"
BEST, WORST = max(Accuracy.values), min(Accuracy.values)


def claim_review(version: VerdictVersion, appearances: Iterable[Mention], site: Site) -> dict[str, Any] | None:
    """None where the verdict does not stand. `version` is its newest published wording, `appearances` where published
    articles make the claim (`queries.appearances`)."""
    verdict = version.verdict
    if not verdict.stands or verdict.published_at is None or version.published_at is None:
        return None
    url = site.page("verdict-detail", verdict.slug)
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "@id": url,
        "url": url,
        "claimReviewed": version.claim_text,
        "reviewRating": rating(version),
        "author": publisher(site),
        "datePublished": verdict.published_at.isoformat(timespec="seconds"),
        "dateModified": version.published_at.isoformat(timespec="seconds"),
        "inLanguage": settings.LANGUAGE_CODE,
        "itemReviewed": _claim(version, appearances, site),
    }
    if version.notice:
        found["correction"] = {
            "@type": "CorrectionComment",
            "text": version.notice,
            "datePublished": version.published_at.isoformat(timespec="seconds"),
        }
    return found


def rating(version: VerdictVersion) -> dict[str, Any]:
    """The words that the page shows; with numbers where the rating has a place on the ordinal axis."""
    found: dict[str, Any] = {"@type": "Rating", "alternateName": version.rating_label}
    if version.accuracy is not None:
        found |= {"ratingValue": version.accuracy, "bestRating": BEST, "worstRating": WORST}
    return found | {"ratingExplanation": version.summary}


def publisher(site: Site) -> dict[str, Any]:
    return {"@type": "Organization", "name": site.name, "url": f"{site.root}/"}


def _claim(version: VerdictVersion, appearances: Iterable[Mention], site: Site) -> dict[str, Any]:
    text = version.mention.version
    outlet = text.article.outlet
    found: dict[str, Any] = {"@type": "Claim", "name": version.claim_text}
    if outlet is not None:
        found["author"] = {"@type": "Organization", "name": outlet.name}
        if is_web_address(outlet.homepage):
            found["author"]["sameAs"] = outlet.homepage
    published = version.verdict.published_at
    if text.published_on and published and text.published_on <= timezone.localdate(published):
        found["datePublished"] = text.published_on.isoformat()
    shown = _appearances(version, appearances, site)
    if shown:
        found["appearance"] = shown
    return found


def _appearances(version: VerdictVersion, mentions: Iterable[Mention], site: Site) -> list[dict[str, Any]]:
    """Articles at their publishers' addresses, each once, the one that was checked first."""
    found: dict[str, dict[str, Any]] = {}
    own = [version.mention] if version.mention.version.article.is_published else []
    for mention in (*own, *mentions):
        text = mention.version
        url = text.article.canonical_url
        if not is_web_address(url) or site.holds(url) or url in found:
            continue
        found[url] = {"@type": "NewsArticle", "url": url}
        if text.title:
            found[url]["headline"] = text.title
        if text.article.outlet is not None:
            found[url]["publisher"] = {"@type": "Organization", "name": text.article.outlet.name}
    return list(found.values())
