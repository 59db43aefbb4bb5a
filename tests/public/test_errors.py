"""What readers and machines are told where there is nothing to show."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from factcheck.articles.actions import articles as actions
from factcheck.articles.models import Article
from factcheck.web import failures
from tests.factories import articles
from tests.public import rows

pytestmark = pytest.mark.django_db
MACHINE = "application/problem+json"


def problem(client: Client, path: str, status: int) -> Any:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, MACHINE), path
    found = answer.json()
    assert found.keys() == {"status", "title", "detail"}
    assert found["status"] == status
    assert not answer.cookies
    return found


def taken_off() -> Article:
    outlet = articles.outlet("The Ledger")
    article = articles.article(slug="was-here", outlet=outlet, is_published=True)
    return actions.unpublish(article=article, by="system")


def test_article_that_readers_lost_is_gone_until_it_is_shown_again(client: Client) -> None:
    article = taken_off()
    title = article.versions.get().title
    page = reverse("public:article-detail", args=[article.slug])
    answer = client.get(page)
    assert answer.status_code == 410
    assert "What was here is no longer published" in answer.text
    assert title not in answer.text
    for name, slug in (("article-annotations", article.slug), ("outlet-feed", "the-ledger")):
        found = problem(client, reverse(f"public:{name}", args=[slug]), 410)
        assert found["detail"] == "What was here is no longer published"
    assert page not in client.get("/sitemap-articles.xml").text
    actions.publish(article=article, by="system")
    assert client.get(page).status_code == 200
    assert client.get(reverse("public:outlet-feed", args=["the-ledger"])).status_code == 200


def test_article_that_readers_never_saw_is_not_found(client: Client) -> None:
    articles.article(slug="never", outlet=articles.outlet("Hidden"))
    for path in ("/articles/never/", "/articles/never/annotations.json", "/outlets/hidden/feed/", "/articles/none/"):
        assert client.get(path).status_code == 404, path


@pytest.mark.parametrize(
    "path",
    [
        "/votes/A/RES/0/0/popolo.json",
        "/votes/A/RES/0/0/roll-call.csv",
        "/votes/A/RES/0/0/share.png",
        "/verdicts/none/1/bundle.json",
        "/states/XXX/feed/",
        "/sitemap-nothing.xml",
        "/oembed/?url=https://a.example/",
        "/nothing.json",
        "/audit/line%0Abreak.csv",
    ],
)
def test_machine_is_told_not_found_in_its_own_words(client: Client, path: str) -> None:
    found = problem(client, path, 404)
    assert (found["title"], found["detail"]) == ("Not Found", "There is nothing at this address")


@pytest.mark.parametrize("path", ["/votes.csv?surprise=1", "/verdicts/feed/?surprise=1", "/robots.txt?surprise=1"])
def test_machine_is_told_what_was_wrong_with_its_question(client: Client, path: str) -> None:
    assert "does not know the parameter “surprise”" in problem(client, path, 400)["detail"]


def test_page_of_the_same_words_is_a_page(client: Client) -> None:
    for path in ("/nothing/here/", "/votes/A/RES/0/0/", "/verdicts/feed/full/of/"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8"), path


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [(OperationalError("secretly"), 503, "The database does not answer"), (KeyError("secretly"), 500, "on our side")],
)
def test_machine_is_told_of_our_failures_and_when_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    rows.vote()
    monkeypatch.setattr("factcheck.public.views.data._motion", fail)
    client.raise_request_exception = False
    path = reverse("public:vote-popolo", args=[rows.KEY])
    found = problem(client, path, status)
    assert said in found["detail"]
    answer = client.get(path)
    assert answer.headers.get("Retry-After", "") == (str(failures.AGAIN_IN) if status == 503 else "")
    assert "no-store" in answer.headers["Cache-Control"]


def test_machine_is_told_in_the_language_of_the_newsroom(client: Client, settings: Any) -> None:
    settings.LANGUAGE_CODE = "fr"
    assert problem(client, "/nothing.json", 404)["detail"] == "Il n’y a rien à cette adresse"
