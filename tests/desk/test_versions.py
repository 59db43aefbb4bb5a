"""The desk's pages of an article's texts."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.articles.actions import articles as actions
from factcheck.articles.models import Article
from factcheck.claims.models import Anchor, Decision
from factcheck.reviews.models import Review, Status
from tests.factories import articles, reviews
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
OLD = (
    "It rained. Brazil voted against the resolution. The hall was full. Nobody left. It was late. Chad spoke. It ended."
)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(user())
    return client


@pytest.fixture
def article() -> Article:
    return articles.article(slug="vote", title="A vote", text=OLD)


def test_the_form_holds_the_text_that_is_stored(desk: Client, article: Article) -> None:
    page = desk.get(reverse("desk:version-add", args=["vote"])).text
    assert "Brazil voted against the resolution." in page
    assert 'value="A vote"' in page


def test_a_changed_text_is_stored_checked_and_compared(desk: Client, article: Article) -> None:
    given = {"title": "A vote", "text": OLD.replace("Brazil voted", "Brazil never voted"), "published_on": ""}
    answer = desk.post(reverse("desk:version-add", args=["vote"]), given)
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("desk:version-detail", args=["vote", 2])
    page = desk.get(answer.headers["Location"]).text
    assert "<ins> never</ins>" in page or "<ins>never </ins>" in page
    assert "sentences</span>" in page
    assert article.versions.count() == 2
    assert article.versions.get(number=2).checkings.exists()


def test_the_same_text_is_not_stored_again(desk: Client, article: Article) -> None:
    given = {"title": "A vote", "text": OLD, "published_on": ""}
    answer = desk.post(reverse("desk:version-add", args=["vote"]), given, follow=True)
    assert "This is the text of version 1: nothing was stored." in answer.text
    assert article.versions.count() == 1


def test_what_was_typed_is_kept_with_the_reason(desk: Client, article: Article) -> None:
    answer = desk.post(reverse("desk:version-add", args=["vote"]), {"title": "Typed title", "text": "  "})
    assert answer.status_code == 422
    assert "There is no text." in answer.text
    assert "Typed title" in answer.text
    assert article.versions.count() == 1


def test_versions_are_compared_with_any_other(desk: Client, article: Article) -> None:
    for number in (2, 3):
        actions.add_version(article=article, text=f"{OLD} Again {number}.", title="A vote", by="system")
    address = reverse("desk:version-detail", args=["vote", 3])
    assert "Compared with version 2" in desk.get(address).text
    assert "Compared with version 1" in desk.get(f"{address}?with=1").text
    assert desk.get(f"{address}?with=9").status_code == 404
    assert desk.get(f"{address}?with=-1").status_code == 400
    assert desk.get(f"{address}?with={'9' * 40}").status_code == 400
    assert desk.get(reverse("desk:version-detail", args=["vote", 9])).status_code == 404


def test_the_text_is_escaped(desk: Client) -> None:
    article = articles.article(slug="bad", title="<i>x</i>", text="<script>alert(1)</script> one. It was late.")
    actions.add_version(
        article=article, text="<script>alert(2)</script> one. It was late.", title="<i>y</i>", by="system"
    )
    page = desk.get(reverse("desk:version-detail", args=["bad", 2])).text
    assert "<script>alert" not in page
    assert "<i>" not in page


def test_both_texts_stand_beside_each_other_and_the_claim_can_be_given_up(desk: Client) -> None:
    review = reviews.review()
    anchor = reviews.anchor(review=review)
    address = reverse("desk:anchor-detail", args=[anchor.pk])
    page = desk.get(address).text
    assert "Brazil voted against the resolution</mark>" in page
    assert "No words that merely look like it were taken for it." in page
    assert desk.post(address, {}).status_code == 422
    assert desk.post(address, {"decision": "same"}).status_code == 422
    assert desk.post(address, {"decision": "other"}).status_code == 422
    assert desk.post(address, {"decision": "other", "target": "999999"}).status_code == 422
    assert Anchor.objects.get().is_waiting
    assert desk.post(address, {"decision": "gone"}).status_code == 302
    assert Anchor.objects.get().decision == Decision.GONE
    assert Review.objects.get().status == Status.CLOSED
    again = desk.post(address, {"decision": "gone"})
    assert again.status_code == 409
    assert "Not in the text any more" in again.text


def test_a_claim_that_waits_is_named_on_the_page_of_the_text(desk: Client) -> None:
    anchor = reviews.anchor(review=reviews.review())
    article = anchor.version.article
    page = desk.get(reverse("desk:version-detail", args=[article.slug, 2])).text
    assert "waits for a person" in page
    assert reverse("desk:anchor-detail", args=[anchor.pk]) in page


def test_a_day_that_is_given_later_leaves_standfirst_and_author_as_they_were(desk: Client) -> None:
    article = articles.article(slug="told", title="Told", text=OLD, standfirst="In short.", author="Ann")
    given = {"title": "Told", "text": OLD, "published_on": "2025-02-25"}
    assert desk.post(reverse("desk:version-add", args=["told"]), given).status_code == 302
    newest = article.versions.get(number=2)
    assert (newest.standfirst, newest.author) == ("In short.", "Ann")
