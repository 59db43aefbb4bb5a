"""Correcting what is known about an article, where verdicts may speak of it already."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from factcheck.accounts.permissions import Actor
from factcheck.articles.actions import articles
from factcheck.articles.models import Article
from factcheck.reviews.actions import places
from factcheck.reviews.models import Interest
from factcheck.verdicts.models import ArticleCorrection, ArticleCorrectionStatus

DECIDED = [
    status
    for status in ArticleCorrectionStatus
    if status not in (ArticleCorrectionStatus.PROPOSED, ArticleCorrectionStatus.REJECTED)
]


def against_another_outlet(article: Article) -> str:
    """The reason why the article cannot be given to another outlet, or ""."""
    if (
        article.outlet
        and ArticleCorrection.objects.filter(mention__version__article=article, status__in=DECIDED).exists()
    ):
        return f"A correction of this article was decided on as one of {article.outlet.name}, and its log says so."
    return ""


@transaction.atomic
def describe(
    *, article: Article, by: Actor, outlet: str, canonical_url: str, stood: Mapping[str, str] | None = None
) -> Article:
    """As `articles.describe`; an outlet whose articles were corrected, or that was asked to, keeps this one. Whoever
    declared an interest in the new one gives back the claims that wait for them."""
    before = Article.objects.select_for_update(of=["self"]).select_related("outlet").get(pk=article.pk)
    after = articles.describe(article=before, by=by, outlet=outlet, canonical_url=canonical_url, stood=stood)
    if after.outlet_id != before.outlet_id and (reason := against_another_outlet(before)):
        raise ValidationError({"outlet": reason})
    if after.outlet_id != before.outlet_id:
        places.give_up_conflicting(Interest.objects.filter(outlet=after.outlet_id))
    return after
