"""Which pages are kept: everything about verdicts and checked articles, and what they rest on.

Other votes are made on request: there are thousands, and most are never asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from urllib.parse import unquote

from django.urls import reverse

from factcheck.articles.models import Article, Outlet
from factcheck.claims.models import Finding
from factcheck.policies.models import Policy, PolicyVersion
from factcheck.record.models import Motion, Organization
from factcheck.verdicts import queries
from factcheck.verdicts.models import VerdictBundle

SINGLE = (
    "home",
    "verdict-list",
    "verdict-feed",
    "verdict-feed-full",
    "verdict-feed-json",
    "correction-list",
    "correction-feed",
    "article-correction-list",
    "article-list",
    "state-list",
    "vote-list",
    "record-overview",
    "audit-heads",
    "audit-heads-json",
    "about",
    "data",
    "api",
    "robots",
    "trust",
    "report-thanks",
)
"""Pages of which there is one."""


def address(name: str, *arguments: object) -> str:
    """The path of a public page, decoded, as a web server hands it over."""
    return unquote(reverse(f"public:{name}", args=arguments))


def _single() -> Iterator[str]:
    yield from (address(name) for name in SINGLE)


def _verdicts() -> Iterator[str]:
    for slug in queries.newest_published().order_by("pk").values_list("verdict__slug", flat=True).iterator():
        yield address("verdict-detail", slug)
        yield address("verdict-card", slug)
    for slug, number in queries.published_versions().order_by("pk").values_list("verdict__slug", "number").iterator():
        yield address("verdict-version", slug, number)
        yield address("verdict-image", slug, number)
    bundles = VerdictBundle.objects.filter(version__in=queries.published_versions()).exclude(document=b"")
    for slug, number in bundles.values_list("version__verdict__slug", "version__number").iterator():
        yield address("verdict-bundle", slug, number)


def _articles() -> Iterator[str]:
    for slug in Article.objects.published().order_by("pk").values_list("slug", flat=True).iterator():
        yield address("article-detail", slug)
        yield address("article-annotations", slug)
    for slug in Outlet.objects.filter(articles__is_published=True).distinct().values_list("slug", flat=True):
        yield address("outlet-feed", slug)


def _policies() -> Iterator[str]:
    for policy in Policy:
        yield address("policy-detail", policy.value)
        yield address("policy-version", policy.value, 1)
    for slug, number in PolicyVersion.objects.values_list("policy", "number"):
        yield address("policy-version", slug, number)


def _states() -> Iterator[str]:
    for code in Organization.objects.states().exclude(code=None).order_by("code").values_list("code", flat=True):
        yield address("state-detail", code)
        yield address("state-feed", code)


def _votes() -> Iterator[str]:
    """Votes on which a finding about a published article rests."""
    shown = Finding.objects.current().filter(mention__version__article__is_published=True).exclude(motion_key="")
    for key in Motion.objects.filter(key__in=shown.values("motion_key")).order_by("pk").values_list("key", flat=True):
        yield address("vote-detail", key)
        yield address("vote-popolo", key)
        yield address("vote-image", key)


KINDS: dict[Callable[[], Iterator[str]], tuple[str, ...]] = {
    _single: (),
    _verdicts: ("verdicts_verdict", "verdicts_verdictversion", "verdicts_verdictbundle"),
    _articles: ("articles_article", "articles_outlet"),
    _policies: ("policies_policyversion",),
    _states: ("record_organization",),
    _votes: ("articles_article", "articles_articleversion", "claims_finding", "record_motion"),
}
"""Each kind of page with the tables in which it shows that there is a new one."""


def addresses(changed: Collection[str] | None = None) -> Iterator[str]:
    """Paths of all pages that are to be kept; with names of tables those of the kinds that a change in them can add."""
    for kind, tables in KINDS.items():
        if changed is None or not set(tables).isdisjoint(changed):
            yield from kind()
