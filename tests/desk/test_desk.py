"""The desk's pages: what is on them, and that they cost the same however much is stored."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from factcheck.articles.models import Article
from tests.factories import articles, claims
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(user("editor", name="Edda Editor"))
    return client


def test_home_shows_who_is_signed_in_and_unpublished_articles(editor: Client) -> None:
    articles.article(title="Only at the desk")
    page = editor.get(reverse("desk:home")).content.decode()
    assert "Edda Editor" in page
    assert "Editor" in page
    assert "Only at the desk" in page
    assert "Not published" in page
    assert reverse("account_logout") in page


def test_home_queries_stay_the_same_at_1_and_30(
    editor: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    articles.article()
    with django_assert_max_num_queries(15) as first:
        editor.get(reverse("desk:home"))
    for _ in range(29):
        articles.article()
    with django_assert_num_queries(len(first.captured_queries)):
        editor.get(reverse("desk:home"))


def test_article_publish_shows_it_to_readers_and_back(editor: Client, client: Client) -> None:
    article = articles.article(slug="shown")
    public = reverse("public:article-detail", args=["shown"])
    assert Client().get(public).status_code == 404
    editor.post(reverse("desk:article-publish", args=["shown"]))
    assert Client().get(public).status_code == 200
    editor.post(reverse("desk:article-unpublish", args=["shown"]))
    assert Client().get(public).status_code == 410
    article.refresh_from_db()
    assert Article.objects.get().versions.count() == 1


def test_article_button_of_a_reviewer_is_disabled_with_its_reason(client: Client) -> None:
    client.force_login(user("reviewer"))
    articles.article(slug="waiting")
    page = client.get(reverse("desk:article-detail", args=["waiting"])).content.decode()
    assert "disabled" in page
    assert "Publishing needs an editor." in page


def test_styleguide_shows_every_option_verdict_and_severity(editor: Client) -> None:
    page = editor.get(reverse("desk:styleguide")).content.decode()
    for word in ("Yes", "No", "Abstained", "Did not vote", "Supported", "Refuted", "Depends", "High", "Medium", "Low"):
        assert f"{word}<" in page or f"{word} " in page, word


def test_desk_pages_are_kept_by_no_cache(editor: Client) -> None:
    assert "no-store" in editor.get(reverse("desk:home")).headers["Cache-Control"]


def test_article_page_shows_claims_before_publication(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.claims.checking_index.load_record", claims.record)
    version = claims.checked_version()
    page = editor.get(reverse("desk:article-detail", args=[version.article.slug])).content.decode()
    assert 'id="claim-1"' in page
    assert 'id="mark-1"' in page


@pytest.mark.parametrize(
    ("address", "status"), [("/desk/reviews/99999/", 404), ("/desk/members/", 403), ("/desk/queue/?tab=nonsense", 400)]
)
def test_error_at_the_desk_stays_among_its_pages(client: Client, address: str, status: int) -> None:
    client.force_login(user())
    page = client.get(address)
    assert page.status_code == status
    assert 'aria-label="Desk"' in page.text and "To the queue" in page.text and "Sign out" in page.text


def test_form_that_was_open_too_long_says_that_what_was_typed_is_kept() -> None:
    answer = Client(enforce_csrf_checks=True).post("/desk/reviews/1/", {"rationale": "Typed"})
    assert answer.status_code == 403
    assert (
        "kept in this browser" in answer.text
        and "To the queue" in answer.text
        and 'aria-label="Desk"' not in answer.text
    )


def test_error_for_readers_shows_nothing_of_the_desk(client: Client) -> None:
    client.force_login(user())
    page = client.get("/nothing/")
    assert page.status_code == 404
    assert (
        "To the home page" in page.text
        and 'aria-label="Desk"' not in page.text
        and "Cookie" not in page.headers.get("Vary", "")
    )
