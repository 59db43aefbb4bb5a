"""Texts that are the same: found when one is stored, linked, and taken apart by people."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from factcheck.accounts.permissions import Actor, person, require
from factcheck.articles.models import Article, ArticleVersion, Copy, TextSketch
from factcheck.articles.sameness import SAME, bands_of, runs_of, share_in_common

COMPARED = 20
"""Texts that are compared word by word: those that share most bands."""
CANDIDATES = """
    SELECT s.version_id,
           (SELECT count(*) FROM unnest(s.bands) AS band WHERE band = ANY(%(bands)s)) AS shared
      FROM articles_textsketch s
     WHERE s.bands && %(bands)s::bigint[]
     ORDER BY shared DESC, s.version_id
     LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """An article with the same text; `similarity` is the share of runs of five words in common."""

    article: Article
    version: ArticleVersion
    similarity: float

    @property
    def percent(self) -> int:
        return round(100 * self.similarity)


def find(text: str, *, apart_from: Article | None = None) -> list[Found]:
    """Stored articles with the same text, most alike first, each once."""
    runs = runs_of(text)
    bands = bands_of(runs)
    if not bands:
        return []
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, {"bands": bands, "most": COMPARED})
        numbers = [number for number, _ in cursor.fetchall()]
    versions = ArticleVersion.objects.filter(pk__in=numbers).select_related("article__outlet")
    if apart_from is not None:
        versions = versions.exclude(article=apart_from)
    found: dict[int, Found] = {}
    for version in versions:
        share = share_in_common(runs, runs_of(version.text))
        known = found.get(version.article_id)
        if share >= SAME and (known is None or share > known.similarity):
            found[version.article_id] = Found(version.article, version, share)
    return sorted(found.values(), key=lambda one: (-one.similarity, one.article.pk))


@transaction.atomic
def keep(*, version: ArticleVersion) -> None:
    """Of a version that was just stored: its sketch, and links to the articles with the same text. What a person took
    apart stays so."""
    TextSketch.objects.update_or_create(version=version, defaults={"bands": bands_of(runs_of(version.text))})
    for found in find(version.text, apart_from=version.article):
        first, second = sorted((found.article, version.article), key=lambda article: article.pk)
        Copy.objects.update_or_create(article=first, other=second, defaults={"similarity": found.similarity})


@transaction.atomic
def unlink(*, copy: Copy, by: Actor) -> None:
    """A person says that it is not the same article."""
    require(by, "articles.link")
    Copy.objects.filter(pk=copy.pk, unlinked_at=None).update(unlinked_at=timezone.now(), unlinked_by=person(by))


@transaction.atomic
def link_again(*, copy: Copy, by: Actor) -> None:
    require(by, "articles.link")
    Copy.objects.filter(pk=copy.pk).update(unlinked_at=None, unlinked_by=None)
