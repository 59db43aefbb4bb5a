"""Where else a text appeared, on the pages of the desk."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.articles.models import Copy
from tests.articles.test_copies import EDITED, TEXT
from tests.factories import articles, intakes
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client: Client) -> Client:
    client.force_login(user("reviewer"))
    return client


def test_article_says_where_its_text_appeared_and_a_person_takes_them_apart(reviewer: Client) -> None:
    articles.article(slug="first", text=TEXT, title="First", outlet=articles.outlet("The Other Times"))
    articles.article(slug="second", text=EDITED, title="Second")
    pages = [reverse("desk:article-detail", args=[slug]) for slug in ("first", "second")]
    assert "Second" in reviewer.get(pages[0]).content.decode()
    shown = reviewer.get(pages[1]).content.decode()
    for said in ("The same text appeared at", "First", "The Other Times", "of their runs of five words are the same"):
        assert said in shown
    copy = Copy.objects.get()
    answer = reviewer.post(reverse("desk:copy-unlink", args=[copy.pk]), {"from": "second"})
    assert answer.headers["Location"] == pages[1]
    assert "Taken apart by a person" in reviewer.get(pages[0]).content.decode()
    reviewer.post(reverse("desk:copy-link", args=[copy.pk]), {"from": "nowhere"})
    assert Copy.objects.get().unlinked_at is None


def test_article_without_copies_says_nothing_of_them(reviewer: Client) -> None:
    articles.article(slug="first", text=TEXT)
    assert "The same text" not in reviewer.get(reverse("desk:article-detail", args=["first"])).content.decode()


def test_preview_says_where_the_text_is_stored_already(reviewer: Client) -> None:
    articles.article(slug="first", text=TEXT, title="First")
    intake = intakes.ready(text=EDITED)
    page = reviewer.get(reverse("desk:intake-detail", args=[intake.pk])).content.decode()
    assert "The same text is stored already" in page
    assert reverse("desk:article-detail", args=["first"]) in page
    assert not Copy.objects.exists()
