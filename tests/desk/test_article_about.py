"""Correcting what is known about an article, after it was stored."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import User
from factcheck.articles.actions import articles as actions
from factcheck.articles.models import Article, Outlet
from factcheck.audit.models import Event
from factcheck.reviews.actions import notes, places
from factcheck.verdicts.actions import article_corrections
from factcheck.verdicts.models import Topic
from tests.factories import articles, reviews, verdicts
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
URL = "https://gazette.example/story"


@pytest.fixture
def editor(client: Client) -> User:
    person = user("editor")
    client.force_login(person)
    return person


def address(article: Article) -> str:
    return reverse("desk:article-about", args=[article.slug])


def test_outlet_that_was_not_given_is_named_afterwards_and_written_into_the_history(
    client: Client, editor: User
) -> None:
    article = articles.article(is_published=True)
    page = client.get(reverse("desk:article-detail", args=[article.slug])).text
    assert "Name its outlet" in page and address(article) in page
    answer = client.post(address(article), {"outlet": " The Gazette ", "canonical_url": URL}, follow=True)
    assert "is corrected" in answer.text and "Correct its outlet" in answer.text and "The Gazette" in answer.text
    article.refresh_from_db()
    assert article.outlet == Outlet.objects.get(name="The Gazette") and article.canonical_url == URL
    assert Article.objects.at(f"{URL}?utm_source=x").get() == article
    event = Event.objects.filter(table="articles_article", row=str(article.pk)).latest("pk")
    assert event.after is not None
    assert (event.person, event.after["canonical_url"], event.why) == (editor.pk, URL, "desk:article-about")
    assert "The Gazette" in client.get(reverse("public:article-detail", args=[article.slug])).text


def test_outlet_known_by_name_is_taken_whatever_its_case_and_may_be_taken_away(client: Client, editor: User) -> None:
    known, article = articles.outlet("The Gazette"), articles.article()
    client.post(address(article), {"outlet": "the gazette", "canonical_url": ""})
    article.refresh_from_db()
    assert article.outlet == known and Outlet.objects.count() == 1
    client.post(address(article), {"outlet": "", "canonical_url": ""})
    article.refresh_from_db()
    assert article.outlet is None


def test_new_outlet_takes_claims_from_those_who_declared_an_interest_in_it(client: Client, editor: User) -> None:
    rita, known, review = user("reviewer"), articles.outlet("The Gazette"), reviews.review()
    places.take(review=review, by=rita)
    notes.declare(outlet=known, by=rita, reason="I wrote for it.")
    assert rita.assignments.get().standing == "open"
    client.post(address(review.mention.version.article), {"outlet": known.name, "canonical_url": ""})
    assert rita.assignments.get().standing == "recused"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"outlet": "x" * 201, "canonical_url": ""}, "at most 200"),
        ({"outlet": "a\x00b", "canonical_url": ""}, "NUL"),
        ({"outlet": "", "canonical_url": "not an address"}, "Write it as https://news.example/story."),
        ({"outlet": "", "canonical_url": URL}, "stored already"),
    ],
)
def test_what_cannot_be_stored_is_refused_and_kept_on_the_page(
    client: Client, editor: User, sent: dict[str, str], said: str
) -> None:
    articles.article(canonical_url=URL)
    article = articles.article(outlet=articles.outlet("The Gazette"))
    answer = client.post(address(article), sent)
    assert answer.status_code == 422 and said in answer.text and "Nothing was stored." in answer.text
    article.refresh_from_db()
    assert actions.described(article) == {"outlet": "The Gazette", "canonical_url": ""}


def test_second_of_two_is_shown_both(client: Client, editor: User) -> None:
    article = articles.article(outlet=articles.outlet("The Ledger"))
    actions.describe(article=article, by="system", outlet="The Gazette", canonical_url="")
    sent = {"outlet": "The Courier", "canonical_url": "", "stood-outlet": "The Ledger", "stood-canonical_url": ""}
    answer = client.post(address(article), sent)
    assert answer.status_code == 409 and "The Gazette" in answer.text and "The Courier" in answer.text
    assert client.post(address(article), {**sent, "stood-outlet": "The Gazette"}).status_code == 302
    article.refresh_from_db()
    assert article.outlet is not None and article.outlet.name == "The Courier"


def test_verdicts_go_over_to_the_feed_of_the_other_outlet(client: Client, editor: User) -> None:
    verdict = verdicts.published()
    article = verdict.versions.get().mention.version.article
    client.post(address(article), {"outlet": "The Gazette", "canonical_url": ""})
    assert list(Topic.objects.filter(verdict=verdict, name__startswith="outlet:").values_list("name", flat=True)) == [
        "outlet:the-gazette"
    ]


def test_outlet_that_was_asked_for_a_correction_keeps_the_article(client: Client, editor: User) -> None:
    correction = verdicts.article_correction()
    article, before = correction.mention.version.article, correction.mention.version.article.outlet
    assert before is not None
    article_corrections.send(correction=correction, by=editor, letter="Would you correct it, please?")
    answer = client.post(address(article), {"outlet": "The Gazette", "canonical_url": ""})
    assert answer.status_code == 422 and f"one of {before.name}" in answer.text
    assert client.post(address(article), {"outlet": before.name, "canonical_url": URL}).status_code == 302
    article.refresh_from_db()
    assert (article.outlet, article.canonical_url) == (before, URL)
    assert not Outlet.objects.filter(name="The Gazette").exists()


def test_reviewer_may_not_correct_it_and_is_not_offered_to(client: Client) -> None:
    article = articles.article()
    client.force_login(user())
    assert client.get(address(article)).status_code == 403
    assert address(article) not in client.get(reverse("desk:article-detail", args=[article.slug])).text
