"""The pages of articles and the first page: what is published is shown, nothing else."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from factcheck.claims import checking_index
from tests.factories import articles, claims
from tests.public import rows

pytestmark = pytest.mark.django_db
SECRET = "Sentence that nobody may see before it is published"


@pytest.fixture(autouse=True)
def record(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine checks against the small record of the factories; the states are in the database too."""
    monkeypatch.setattr(checking_index, "_kept", None)
    monkeypatch.setattr(checking_index, "load_record", claims.record)
    rows.states()
    rows.organization("BRA", "Brazil")


def test_article_page_shows_claims_with_words_verdict_and_way_back(client: Client) -> None:
    rows.vote()
    version = claims.checked_version(is_published=True)
    text = client.get(reverse("public:article-detail", args=[version.article.slug])).content.decode()
    marks, cards = (set(re.findall(rf'id="{name}-(\d+)"', text)) for name in ("mark", "claim"))
    assert marks == cards != set()
    for number in cards:
        assert f'href="#claim-{number}"' in text
        assert f'href="#mark-{number}"' in text
    assert "Refuted" in text
    assert "Brazil voted against" in text
    assert "/votes/A/RES/ES-11/7/?state=BRA#roll-call" in text


def test_article_page_flag_leads_to_the_roll_call_of_its_states(client: Client) -> None:
    version = claims.checked_version(is_published=True)
    text = client.get(reverse("public:article-detail", args=[version.article.slug])).content.decode()
    assert re.search(r'class="flag" id="flag-\d+" data-severity="high"', re.sub(r"\s+", " ", text))
    assert re.search(r"/votes/A/RES/ES-11/\d/\?state=(USA&amp;state=RUS|RUS&amp;state=USA)#roll-call", text)


def test_article_page_shows_words_around_claims_only(client: Client) -> None:
    far = "A paragraph far from every claim that must not be reprinted. " * 10
    version = claims.checked_version(is_published=True, text=claims.TEXT + "\n\n" + far)
    text = client.get(reverse("public:article-detail", args=[version.article.slug])).content.decode()
    assert "India abstained" in text
    assert "must not be reprinted" not in text


def test_article_page_without_claims_says_so(client: Client) -> None:
    version = claims.checked_version(
        is_published=True, title="Weather", text="It rained in the morning and in the evening."
    )
    text = client.get(reverse("public:article-detail", args=[version.article.slug])).content.decode()
    assert "No claim about a vote was found in this article." in text


def test_article_page_not_checked_says_so(client: Client) -> None:
    article = articles.article(is_published=True)
    text = client.get(reverse("public:article-detail", args=[article.slug])).content.decode()
    assert "This article has not been checked yet." in text


def test_article_text_is_escaped(client: Client) -> None:
    title = "<script>alert(1)</script> Washington votes with Russia at the UN"
    version = claims.checked_version(is_published=True, title=title, slug="escaped")
    text = client.get(reverse("public:article-detail", args=[version.article.slug])).content.decode()
    assert "<script>alert" not in text


def test_unpublished_article_leaks_nowhere(client: Client) -> None:
    rows.vote()
    version = claims.checked_version(title=SECRET, slug="hidden")
    assert client.get("/articles/hidden/").status_code == 404
    for path in ("/", "/articles/", "/votes/", f"/votes/{rows.KEY}/", "/states/", "/states/IND/"):
        assert SECRET not in client.get(path).content.decode(), path
    assert version.article.is_published is False


def test_article_that_was_taken_back_is_gone(client: Client) -> None:
    from factcheck.articles.actions import articles as actions

    version = claims.checked_version(is_published=True, title=SECRET)
    actions.unpublish(article=version.article, by="system")
    for path in ("/", "/articles/"):
        assert SECRET not in client.get(path).content.decode()


def test_vote_page_names_the_published_articles_that_rest_on_it(client: Client) -> None:
    rows.vote()
    claims.checked_version(is_published=True, title="An article about it")
    assert "An article about it" in client.get(f"/votes/{rows.KEY}/").content.decode()


def test_vote_page_names_so_many_articles_and_leads_to_all(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.web.vote_page.CHECKED_UP_TO", 2)
    rows.vote()
    for number in range(2):
        claims.checked_version(is_published=True, title=f"Article number {number}")
    every = "All claims about this vote"
    page = client.get(f"/votes/{rows.KEY}/").text
    assert every not in page
    claims.checked_version(is_published=True, title="Article number 2")
    page = client.get(f"/votes/{rows.KEY}/").text
    assert [f"Article number {number}" in page for number in range(3)] == [False, True, True]
    found = client.get(html.unescape(page.partition(f">{every}")[0].rpartition('href="')[2].rstrip('"')))
    assert found.status_code == 200
    assert "Article number 0" in found.text


def test_home_without_anything_says_so(client: Client) -> None:
    assert "Nothing has been published yet." in client.get("/").content.decode()


def test_home_shows_the_newest_articles_with_what_was_found(client: Client) -> None:
    rows.vote(title="The path to peace")
    claims.checked_version(is_published=True, title="Washington votes with Russia")
    text = client.get("/").content.decode()
    assert "Washington votes with Russia" in text
    assert "supported" in text
    assert "The path to peace" in text


@pytest.mark.parametrize("path", ["/", "/articles/"])
def test_list_queries_stay_the_same_at_1_and_30(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
) -> None:
    claims.checked_version(is_published=True)
    with django_assert_max_num_queries(7) as first:
        client.get(path)
    for _ in range(29):
        articles.article(is_published=True)
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(path)


def test_article_page_queries_stay_the_same_with_many_claims(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    few = claims.checked_version(is_published=True)
    with django_assert_max_num_queries(12) as first:
        client.get(reverse("public:article-detail", args=[few.article.slug]))
    many = claims.checked_version(
        is_published=True,
        text=claims.TEXT + "\n\nIn the vote of the day India abstained, as it had said that it would." * 30,
    )
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(reverse("public:article-detail", args=[many.article.slug]))
