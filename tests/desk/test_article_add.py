"""Adding an article: stored and checked, or refused in one sentence with everything kept."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.articles.limits import TEXT_LENGTH
from factcheck.articles.models import Article
from factcheck.claims.models import Checking
from tests.factories import articles
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db

ADD = reverse("desk:article-add")
TEXT = "The General Assembly on Monday adopted resolution ES-11/7 by 93 votes to 18, with 65 abstentions."
FRENCH = (
    "L'Assemblée générale a adopté lundi le texte par 93 voix contre 18, et les délégations des petits pays ont "
    "regardé le tableau avec inquiétude, car les règles qui les protègent ne sont plus sûres."
)


@pytest.fixture
def reviewer(client: Client) -> Client:
    client.force_login(user("reviewer"))
    return client


def given(**changes: str) -> dict[str, str]:
    return {"title": "A headline", "text": TEXT, "published_on": "2025-02-25", "outlet": "Outlet"} | changes


def test_add_good_article_is_stored_checked_and_not_published(reviewer: Client) -> None:
    answer = reviewer.post(ADD, given(text="One line.\r\nAnother."), follow=True)
    stored = Article.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("desk:article-detail", args=[stored.slug])
    assert "has been checked" in answer.content.decode()
    assert stored.versions.get().text == "One line.\nAnother."
    assert stored.versions.get().added_by is not None
    assert Checking.objects.count() == 1
    assert not stored.is_published


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "before\x00after"}, "NUL character"),
        ({"title": "be\x00fore"}, "NUL character"),
        ({"text": "   \n "}, "There is no text"),
        ({"text": "a" * (TEXT_LENGTH + 1)}, "the limit is 2,000,000"),
        ({"published_on": "yesterday"}, "no day of the calendar"),
        ({"canonical_url": "nowhere"}, "Write it as https://news.example/story."),
    ],
)
def test_add_bad_article_is_refused_and_kept_on_the_page(
    reviewer: Client, changes: dict[str, str], sentence: str
) -> None:
    answer = reviewer.post(ADD, given(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Outlet"' in page
    assert "The article was not stored" in page
    assert not Article.objects.exists()


def test_add_names_its_three_sources_as_a_choice_also_when_it_is_refused(reviewer: Client) -> None:
    for page in (reviewer.get(ADD).text, reviewer.post(ADD, given(text="")).text):
        group = page.split("<fieldset")[1].split("</fieldset>")[0]
        assert "Give one of these three" in group and "(optional)" not in group
        assert all(f'name="{name}"' in group for name in ("canonical_url", "file", "text"))
        assert "Without file and text it is fetched from there." in group
        assert "(optional)" in page.split("</fieldset>")[1]
    assert page.count('aria-invalid="true"') == 1


def test_add_known_address_is_refused_beside_its_field(reviewer: Client) -> None:
    articles.article(canonical_url="https://example.org/a")
    answer = reviewer.post(ADD, given(canonical_url="https://example.org/a"))
    assert answer.status_code == 422
    assert "is stored already" in answer.content.decode()
    assert TEXT in answer.content.decode()
    assert Article.objects.count() == 1


def test_add_without_a_date_is_stored(reviewer: Client) -> None:
    assert reviewer.post(ADD, given(published_on="")).status_code == 302
    assert Article.objects.get().versions.get().published_on is None


def test_add_another_language_is_stored_and_says_so(reviewer: Client) -> None:
    page = reviewer.post(ADD, given(title="Vote", text=FRENCH), follow=True).content.decode()
    assert Article.objects.get().versions.get().language != "en"
    assert 'data-level="warning"' in page


def test_add_five_megabytes_get_a_sentence_not_a_bare_400(reviewer: Client) -> None:
    answer = reviewer.post(ADD, given(text="word " * 2**20))
    assert answer.status_code == 422
    assert "the limit is 2,000,000" in answer.content.decode()
