"""What stands where, for search engines, with the time of the last change where it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.policies.models import Policy
from factcheck.record.models import Motion, Organization, Source
from factcheck.verdicts.models import Verdict

PAGES = (
    "home",
    "verdict-list",
    "article-list",
    "vote-list",
    "state-list",
    "correction-list",
    "article-correction-list",
    "agreement-form",
    "search",
    "record-overview",
    "record-discrepancies",
    "record-unreconciled",
    "audit-heads",
    "about",
    "status",
    "data",
    "api",
)


class Pages(Sitemap):
    """With the newsroom's policies, which are there from the first day."""

    def items(self) -> list[tuple[str, str]]:
        return [*((name, "") for name in PAGES), *(("policy-detail", slug) for slug in Policy.values)]

    def location(self, item: tuple[str, str]) -> str:
        name, slug = item
        return reverse(f"public:{name}", args=[slug] if slug else [])


class Verdicts(Sitemap):
    """Those that are not withdrawn, in the order in which they were published, so that news of one moves no other."""

    limit = 2_000

    def items(self) -> QuerySet[Verdict]:
        return Verdict.objects.listed().only("slug", "told_at")

    def location(self, item: Verdict) -> str:
        return reverse("public:verdict-detail", args=[item.slug])

    def lastmod(self, item: Verdict) -> datetime | None:
        return item.told_at

    def get_latest_lastmod(self) -> datetime | None:
        return Verdict.objects.aggregate(last=Max("told_at"))["last"]


class Articles(Sitemap):
    limit = 2_000

    def items(self) -> QuerySet[Article]:
        return Article.objects.published().order_by("-published_at", "-pk")

    def location(self, item: Article) -> str:
        return reverse("public:article-detail", args=[item.slug])

    def lastmod(self, item: Article) -> datetime | None:
        return item.published_at

    def get_latest_lastmod(self) -> datetime | None:
        return Article.objects.published().aggregate(last=Max("published_at"))["last"]


class Votes(Sitemap):
    """The day on which a text's source was read is the last one on which it can have changed here."""

    limit = 2_000

    def items(self) -> QuerySet[Motion]:
        return Motion.objects.select_related("source").order_by("pk")

    def location(self, item: Motion) -> str:
        return reverse("public:vote-detail", args=[item.key])

    def lastmod(self, item: Motion) -> date | None:
        return item.source.retrieved_on

    def get_latest_lastmod(self) -> datetime | None:
        read = Source.objects.filter(Exists(Motion.objects.filter(source=OuterRef("pk"))))
        last = read.aggregate(last=Max("retrieved_on"))["last"]
        return datetime.combine(last, time(), UTC) if last else None


class States(Sitemap):
    def items(self) -> QuerySet[Organization]:
        return Organization.objects.states().order_by("code")

    def location(self, item: Organization) -> str:
        return reverse("public:state-detail", args=[item.code])


SECTIONS: dict[str, type[Sitemap]] = {
    "pages": Pages,
    "verdicts": Verdicts,
    "articles": Articles,
    "votes": Votes,
    "states": States,
}


def name_of(section: str, number: int) -> str:
    """How a page of a section is called in its address: "votes" for the first one, then "votes-2"."""
    return section if number == 1 else f"{section}-{number}"


def named(name: str) -> tuple[Sitemap, int] | None:
    """The section and the number of its page; None for a name that is none."""
    section, _, number = name.partition("-")
    if section not in SECTIONS or (number and not _NUMBER.fullmatch(number)):
        return None
    return SECTIONS[section](), int(number or 1)


def pages() -> Iterator[tuple[str, datetime | None]]:
    """The name of every page, and when something in its section changed last."""
    for name, about in SECTIONS.items():
        section = about()
        last = section.get_latest_lastmod()
        for number in section.paginator.page_range:
            yield name_of(name, number), last


_NUMBER = re.compile(r"[2-9]|[1-9][0-9]{1,5}", re.ASCII)
