"""A small newsroom whose pages are kept, for tests."""

from __future__ import annotations

from typing import Any

from factcheck.articles.actions import articles as article_actions
from factcheck.claims.models import Finding
from factcheck.kept.actions import keeping
from factcheck.kept.models import Page
from factcheck.kept.rendering import render
from factcheck.verdicts.models import Verdict
from tests.factories import articles, reviews, verdicts
from tests.public import rows

ADDRESS = "https://news.example"
RATHER = (f"{reviews.WORDS}. It was late.", f"{reviews.WORDS}, they say. It was early.")


def verdict(words: str = RATHER[0], *, key: str = rows.KEY, outlet: str = "The Ledger") -> Verdict:
    """A published verdict on a claim that rests on a vote, in a published article of an outlet."""
    version = articles.version(text=words, outlet=articles.outlet(outlet))
    review = reviews.review(version=version)
    Finding.objects.filter(mention=review.mention).update(motion_key=key)
    return verdicts.published(review=verdicts.judged(review=review))


def draft(words: str = RATHER[1]) -> Verdict:
    """Decided and approved, its article not published."""
    version = articles.version(text=words, outlet=articles.outlet("The Ledger"))
    return verdicts.approved(review=verdicts.judged(review=reviews.review(version=version)))


def show_article_of(one: Verdict) -> None:
    article_actions.publish(article=article_of(one), by="system")


def article_of(one: Verdict) -> Any:
    return one.versions.earliest("number").mention.version.article


def kept() -> dict[str, tuple[int, str]]:
    """Path to status and validator of every kept page."""
    return {page.path: (page.status, page.etag) for page in Page.objects.all()}


def fresh() -> dict[str, tuple[int, str]]:
    """The same, of every page rendered now."""
    return {path: (one.status, one.etag) for path in kept() for one in [render(path)]}


def keep_all() -> None:
    keeping.sweep()
