"""How many independent origins there are among evidence: one publisher is one, and so is one text."""

from __future__ import annotations

import pytest
from django.utils import timezone

from factcheck.articles.models import Article, Copy
from factcheck.reviews.models import EvidenceItem
from factcheck.reviews.origins import RECORD, origins, publisher
from tests.factories import articles

A, B, C = ("https://a.example/story", "https://b.example/story", "https://c.example/other")


def evidence(*urls: str) -> list[EvidenceItem]:
    return [EvidenceItem(url=url) for url in urls]


def stored(url: str) -> Article:
    return articles.article(text=url, canonical_url=url)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.bbc.co.uk/news/1", "bbc.co.uk"),
        ("http://m.bbc.co.uk:80/news/1", "bbc.co.uk"),
        ("https://EDITION.CNN.com./x", "cnn.com"),
        ("https://press.un.org/en/1", "un.org"),
        ("https://one.blogspot.com/1", "one.blogspot.com"),
        ("https://two.blogspot.com/1", "two.blogspot.com"),
        ("https://www.a.example/1", "a.example"),
        ("https://127.0.0.1/1", "127.0.0.1"),
        ("https://www-bbc-co-uk.cdn.ampproject.org/c/s/www.bbc.co.uk/news/1", "bbc.co.uk"),
        ("no address", "no address"),
    ],
)
def test_publisher_of_an_address_is_the_registered_name(url: str, name: str) -> None:
    assert publisher(url) == name


@pytest.mark.django_db
def test_hosts_of_one_publisher_are_one_origin_beside_the_record() -> None:
    urls = evidence("https://www.cnn.com/1", "https://m.cnn.com/1", "https://edition.cnn.com/2")
    assert origins([*urls, EvidenceItem(motion_key="A/RES/1/1")]) == {"cnn.com", RECORD}


@pytest.mark.django_db
def test_copies_of_one_article_are_one_origin_until_a_person_takes_them_apart() -> None:
    copy = Copy.objects.create(article=stored(A), other=stored(B), similarity=0.9)
    assert origins(evidence(A, B)) == {"a.example"}
    assert origins(evidence(A, B, C)) == {"a.example", "c.example"}
    Copy.objects.filter(pk=copy.pk).update(unlinked_at=timezone.now())
    assert origins(evidence(A, B)) == {"a.example", "b.example"}


@pytest.mark.django_db
def test_copy_is_found_under_any_form_of_its_address() -> None:
    Copy.objects.create(article=stored(A), other=stored(B), similarity=0.9)
    assert origins(evidence("http://www.a.example/story/amp/?utm_source=x#top", f"{B}/")) == {"a.example"}
    assert origins(evidence(f"{A}?id=2", B)) == {"a.example", "b.example"}


@pytest.mark.django_db
def test_copies_of_a_third_article_that_is_not_named_are_one_origin() -> None:
    agency = articles.article(text="As the agency had it.")
    for url in (A, B):
        Copy.objects.create(article=agency, other=stored(url), similarity=0.9)
    assert origins(evidence(A, B)) == {"a.example"}


@pytest.mark.django_db
def test_another_article_of_the_same_publisher_is_no_copy() -> None:
    Copy.objects.create(article=stored(A), other=stored(B), similarity=0.9)
    assert origins(evidence(A, C)) == {"a.example", "c.example"}
