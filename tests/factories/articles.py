"""Outlets and articles for tests, made by the actions that the newsroom uses."""

from itertools import count
from typing import Any

from factcheck.articles.actions import articles, outlets
from factcheck.articles.models import Article, ArticleVersion, Copy, Outlet

TEXT = (
    "The General Assembly adopted the resolution on Monday. The text received 93 votes in favour and 18 against, "
    "with 65 abstentions. India abstained from the vote."
)
_numbers = count(1)


def outlet(name: str = "") -> Outlet:
    return outlets.find_or_add(name=name or f"Outlet {next(_numbers)}", by="system")


def article(*, is_published: bool = False, **about: Any) -> Article:
    """An article with one version. Everything that `articles.add` takes can be given."""
    number = next(_numbers)
    about = {"text": TEXT, "title": f"Article {number}", "slug": f"article-{number}", "by": "system"} | about
    stored = articles.add(**about)
    return articles.publish(article=stored, by="system") if is_published else stored


def version(**about: Any) -> ArticleVersion:
    """The one version of a new article."""
    return article(**about).versions.get()


def copy(**about: Any) -> Copy:
    """Two articles that are linked as the same text."""
    first, second = article(), article()
    Copy.objects.filter(article=first, other=second).delete()  # the texts of the factory are alike
    return Copy.objects.create(**{"article": first, "other": second, "similarity": 0.9, **about})
