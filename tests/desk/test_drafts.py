"""The drafting helper on the desk: asked where a person ticks the box, marked there, and never shown to readers."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.claims import checking_index
from factcheck.claims.models import Mention
from tests.claims.drafting.conftest import TEXT
from tests.factories import claims, helper
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
ADD = reverse("desk:article-add")
LABEL = "Ask the drafting helper too"
MARK = "Proposed by the drafting helper"
GIVEN = {"title": claims.TITLE, "text": TEXT, "published_on": date(2025, 2, 25).isoformat()}


@pytest.fixture(autouse=True)
def small_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking_index, "_kept", None)
    monkeypatch.setattr(checking_index, "load_record", claims.record)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(user("editor"))
    return client


@pytest.fixture
def draft() -> dict[str, Any]:
    full = f"{claims.TITLE}\n{TEXT}"
    return helper.draft(full, "Ukraine saw red", "vote_position", subjects=["UKR"], option="no")


@pytest.mark.parametrize("make", [lambda: None, lambda: helper.at(9)], ids=["no helper", "not on the desk"])
def test_add_without_the_setting_offers_and_asks_nothing(
    editor: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, make: Callable[[], Any]
) -> None:
    settings.DRAFTING = make()
    monkeypatch.setattr("factcheck.claims.drafting.asking.post", lambda *args: pytest.fail("asked"))
    assert LABEL not in editor.get(ADD).content.decode()
    assert editor.post(ADD, {**GIVEN, "ask_helper": "on"}).status_code == 302
    assert Mention.objects.filter(origin="helper").count() == 0


def test_add_with_the_box_unticked_asks_nothing(editor: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DRAFTING = helper.at(9, on_desk="true")
    monkeypatch.setattr("factcheck.claims.drafting.asking.post", lambda *args: pytest.fail("asked"))
    page = editor.get(ADD).content.decode()
    assert LABEL in page and "The text is sent to 127.0.0.1" in page and "checked" not in page.split(LABEL)[1][:600]
    assert editor.post(ADD, GIVEN).status_code == 302


def test_add_with_the_box_ticked_marks_drafts_on_the_desk_and_hides_them_from_readers(
    editor: Client, settings: Any, draft: dict[str, Any]
) -> None:
    with helper.serving(helper.drafting(draft)) as server:
        settings.DRAFTING = helper.at(server.port, on_desk="true")
        page = editor.post(ADD, {**GIVEN, "ask_helper": "on"}, follow=True).content.decode()
        assert len(server.asked) == 1
    assert page.count(MARK) == 1
    assert "1 more was proposed by the drafting helper. Readers do not see it." in page
    claims_found = Mention.objects.filter(origin="engine").count()
    assert f"{claims_found} claims about the record" in page
    slug = Article.objects.get().slug
    editor.post(reverse("desk:article-publish", args=[slug]))
    public = Client()
    article = public.get(reverse("public:article-detail", args=[slug])).content.decode()
    assert "Brazil voted against" in article
    for address in (
        reverse("public:article-detail", args=[slug]),
        reverse("public:home"),
        reverse("public:article-list"),
    ):
        shown = public.get(address).content.decode()
        assert MARK not in shown and "Ukraine saw red" not in shown
    assert editor.get(reverse("desk:article-detail", args=[slug])).content.decode().count(MARK) == 1


def test_add_with_a_helper_that_fails_stores_the_article_and_says_so_once(editor: Client, settings: Any) -> None:
    with helper.serving(helper.http("boom", "500 Oops")) as server:
        settings.DRAFTING = helper.at(server.port, on_desk="true")
        page = editor.post(ADD, {**GIVEN, "ask_helper": "on"}, follow=True).content.decode()
    assert "The drafting helper could not be used (it answered with the error 500)" in page
    version = Article.objects.get().versions.get()
    assert version.checkings.get().notes == []
    assert (
        "could not be used"
        not in editor.get(reverse("desk:article-detail", args=[version.article.slug])).content.decode()
    )


def test_public_pages_never_ask(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DRAFTING = helper.at(9, on_desk="true")
    version = claims.checked_version(is_published=True)
    monkeypatch.setattr("factcheck.claims.drafting.asking.post", lambda *args: pytest.fail("asked"))
    monkeypatch.setattr(socket, "create_connection", lambda *args, **kwargs: pytest.fail("connected"))
    for address in (reverse("public:home"), reverse("public:article-detail", args=[version.article.slug])):
        assert Client().get(address).status_code == 200
