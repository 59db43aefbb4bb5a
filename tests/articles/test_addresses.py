"""Which addresses are of one page."""

from __future__ import annotations

import pytest

from factcheck.articles.addresses import key_of, plain
from factcheck.articles.models import Article
from tests.factories import articles

SAME = [
    "https://example.org/news/a-story",
    "http://www.example.org/news/a-story/",
    "https://EXAMPLE.org:443/news//a-story#comments",
    "https://example.org/news/a-story?utm_source=feed&utm_medium=rss&fbclid=abc",
    "https://example.org/news/a-story/amp/",
    "https://example.org/news/a-story?amp",
    "https://example.org/news/a-story?amp=1",
    "https://example.org/news/a-story?outputType=amp",
    "https://amp.example.org/news/a-story",
    "https://example.org/amp/news/a-story",
    "https://m.example.org/news/a-story.amp",
    "https://example-org.cdn.ampproject.org/c/s/example.org/news/a-story",
    "https://www.google.com/amp/s/www.example.org/news/a-story.amp",
]
OTHERS = [
    "https://example.org/news/a-story?id=2",
    "https://example.org/news/a-story?id=2&page=3",
    "https://example.org/news/a-story-2",
    "https://example.org/news/lamp",
    "https://example.org/news/",
    "https://news.example.org/a-story",
    "https://example.com/news/a-story",
    "https://example.org/amp",
]


@pytest.mark.parametrize("url", SAME)
def test_forms_of_one_address_are_the_same(url: str) -> None:
    assert plain(url) == "example.org/news/a-story"


def test_addresses_of_other_pages_are_not() -> None:
    assert len({plain(url) for url in (SAME[0], *OTHERS)}) == len(OTHERS) + 1
    assert plain("https://example.org/x.amp.html?id=3&amp=1") == plain("http://example.org/x.html?id=3")


@pytest.mark.parametrize("url", ["", "no address", "http://[broken", "https://example.org:port/a", "http://m.museum/x"])
def test_what_is_no_usual_address_has_a_key_too(url: str) -> None:
    assert (key_of(url) == "") == (not url)


@pytest.mark.django_db
def test_articles_at_an_address_are_found_the_same_letters_first() -> None:
    first, second = (articles.article(text=url, canonical_url=url) for url in (SAME[1], SAME[0]))
    articles.article(text="without an address")
    assert list(Article.objects.at(SAME[0])) == [second, first]
    assert list(Article.objects.at(SAME[3])) == [first, second]
    assert list(Article.objects.at("")) == []
