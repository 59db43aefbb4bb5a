"""Where else an article's text appeared, as the desk shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from factcheck.articles.models import Article, ArticleVersion, Copy
from factcheck.web.articles import excerpt_title


@dataclass(frozen=True, slots=True)
class Place:
    """`number` is that of the link; `percent` of the runs of five words are the same."""

    number: int
    title: str
    url: str
    outlet: str
    published_on: date | None
    percent: int
    is_linked: bool = True


def places(article: Article) -> list[Place]:
    """Other articles with the same text, linked ones first; three queries."""
    links = list(Copy.objects.filter(Q(article=article) | Q(other=article)))
    others = {copy.pk: copy.other_id if copy.article_id == article.pk else copy.article_id for copy in links}
    rows = Article.objects.with_latest_version().filter(pk__in=others.values())
    by_key = {row.pk: row for row in rows}
    found = []
    for copy in links:
        other = by_key[others[copy.pk]]
        found.append(_place(copy.pk, other, other.latest_version, copy.percent, copy.unlinked_at is None))
    return sorted(found, key=lambda place: not place.is_linked)


def _place(number: int, article: Article, version: ArticleVersion | None, percent: int, is_linked: bool) -> Place:
    return Place(
        number,
        (version.title or excerpt_title(version.text)) if version else article.slug,
        reverse("desk:article-detail", args=[article.slug]),
        article.outlet.name if article.outlet else "",
        version.published_on if version else None,
        percent,
        is_linked,
    )
