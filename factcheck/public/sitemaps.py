"""What stands where, for search engines, with the time of the last change where it is known."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.record.models import Motion, Organization, Source
from factcheck.verdicts import queries
from factcheck.verdicts.models import Happening, VerdictVersion

PAGES = (
    "home",
    "verdict-list",
    "article-list",
    "vote-list",
    "state-list",
    "correction-list",
    "record-overview",
    "record-discrepancies",
    "record-unreconciled",
    "audit-heads",
    "about",
    "data",
    "api",
)


class Pages(Sitemap):
    def items(self) -> list[str]:
        return list(PAGES)

    def location(self, item: str) -> str:
        return reverse(f"public:{item}")


class Verdicts(Sitemap):
    """Those that are not withdrawn."""

    limit = 10_000

    def items(self) -> QuerySet[Any]:
        return queries.with_told_at(queries.newest_published().exclude(verdict__status="withdrawn"))

    def location(self, item: VerdictVersion) -> str:
        return reverse("public:verdict-detail", args=[item.verdict.slug])

    def lastmod(self, item: Any) -> datetime:
        return item.told_at

    def get_latest_lastmod(self) -> datetime | None:
        return Happening.objects.filter(step__in=queries.TOLD).aggregate(last=Max("at"))["last"]


class Articles(Sitemap):
    limit = 10_000

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

    limit = 10_000

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


SECTIONS: dict[str, type[Sitemap] | Sitemap] = {
    "pages": Pages,
    "verdicts": Verdicts,
    "articles": Articles,
    "votes": Votes,
    "states": States,
}
