"""Which pages are kept: everything about verdicts and checked articles, and what they rest on.

Other votes are made on request: there are thousands, and most are never asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
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


def _single(since: datetime | None) -> Iterator[str]:
    yield from (address(name) for name in SINGLE)


def _verdicts(since: datetime | None) -> Iterator[str]:
    versions = queries.published_versions().order_by("pk")
    if since is not None:
        versions = versions.filter(verdict__told_at__gte=since)
    for slug, number in versions.values_list("verdict__slug", "number").iterator():
        yield address("verdict-detail", slug)
        yield address("verdict-card", slug)
        yield address("verdict-version", slug, number)
        yield address("verdict-image", slug, number)
    bundles = VerdictBundle.objects.filter(version__in=versions).exclude(document=b"")
    for slug, number in bundles.values_list("version__verdict__slug", "version__number").iterator():
        yield address("verdict-bundle", slug, number)


def _articles(since: datetime | None) -> Iterator[str]:
    articles = Article.objects.published()
    if since is not None:
        articles = articles.filter(published_at__gte=since)
    for slug in articles.order_by("pk").values_list("slug", flat=True).iterator():
        yield address("article-detail", slug)
        yield address("article-annotations", slug)
    for slug in Outlet.objects.filter(articles__in=articles).distinct().values_list("slug", flat=True):
        yield address("outlet-feed", slug)


def _policies(since: datetime | None) -> Iterator[str]:
    for policy in Policy:
        yield address("policy-detail", policy.value)
        yield address("policy-version", policy.value, 1)
    for slug, number in PolicyVersion.objects.values_list("policy", "number"):
        yield address("policy-version", slug, number)


def _states(since: datetime | None) -> Iterator[str]:
    for code in Organization.objects.states().exclude(code=None).order_by("code").values_list("code", flat=True):
        yield address("state-detail", code)
        yield address("state-feed", code)


def _votes(since: datetime | None) -> Iterator[str]:
    """Votes on which a finding about a published article rests."""
    shown = Finding.objects.current().filter(mention__version__article__is_published=True).exclude(motion_key="")
    times = ("checking__created_at", "mention__version__article__published_at")
    for some in [shown.filter(**{f"{time}__gte": since}) for time in times] if since else [shown]:
        rows = Motion.objects.filter(key__in=some.values("motion_key")).order_by("pk")
        for key in rows.values_list("key", flat=True):
            yield address("vote-detail", key)
            yield address("vote-popolo", key)
            yield address("vote-image", key)


KINDS: dict[Callable[[datetime | None], Iterator[str]], tuple[str, ...]] = {
    _single: (),
    _verdicts: ("verdicts_verdict", "verdicts_verdictversion", "verdicts_verdictbundle"),
    _articles: ("articles_article", "articles_outlet"),
    _policies: ("policies_policyversion",),
    _states: ("record_organization",),
    _votes: ("articles_article", "articles_articleversion", "claims_finding", "record_motion"),
}
"""Each kind of page with the tables in which it shows that there is a new one."""


def addresses(changed: Collection[str] | None = None, since: datetime | None = None) -> Iterator[str]:
    """Paths of all pages that are to be kept; with names of tables those of the kinds that a change in them can add.
    With a time only of what was published, told of or found since: one verdict more costs no walk through all."""
    for kind, tables in KINDS.items():
        if changed is None or not set(tables).isdisjoint(changed):
            yield from kind(since)
