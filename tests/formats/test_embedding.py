"""Cards and oEmbed: what others may frame, what they are told, and that nothing else may be framed."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from factcheck.verdicts.actions import publishing, steps
from tests.factories import articles, verdicts
from tests.factories.accounts import user
from tests.factories.verdicts import GIVEN
from tests.formats import valid
from tests.formats.generated import HOSTILE
from tests.public import rows

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


def ask(client: Client, url: str, more: str = "", status: int = 200) -> Any:
    answer = client.get(f"/oembed/?url={quote(url, safe='')}{more}")
    assert answer.status_code == status
    if status != 200:
        return None
    assert list(valid.oembed(answer.content)) == []
    return answer.json()


def test_verdict_is_told_as_a_sandboxed_frame_of_its_card(client: Client) -> None:
    verdict = verdicts.published()
    page = reverse("public:verdict-detail", args=[verdict.slug])
    found = ask(client, HOST + page)
    assert found["title"] == GIVEN.claim_text
    (frame,) = html.fromstring(f"<div>{found['html']}</div>").xpath("//iframe")
    assert frame.get("src") == HOST + reverse("public:verdict-card", args=[verdict.slug])
    assert frame.get("sandbox") == "allow-popups allow-popups-to-escape-sandbox"
    link = html.fromstring(client.get(page).content).xpath('//link[@type="application/json+oembed"]/@href')
    assert client.get(link[0].removeprefix(HOST)).json() == found
    assert ask(client, f"{HOST}{page}?state=USA#roll-call") == found


def test_size_is_kept_to_what_was_asked_for(client: Client) -> None:
    url = HOST + reverse("public:verdict-detail", args=[verdicts.published().slug])
    assert ask(client, url, "&maxwidth=300")["width"] == 300
    assert ask(client, url, "&maxwidth=9000")["width"] == 560
    for small in ("&maxwidth=200", "&maxheight=100"):
        told = ask(client, url, small)
        assert told["type"] == "link"
        assert told.keys().isdisjoint({"html", "width", "height"})
    for wrong in ("0", "-1", "x", "1.5", "99999999999999999999", "²"):
        ask(client, url, f"&maxwidth={quote(wrong)}", 400)
    assert client.get(f"/oembed/?url={quote(url)}&format=xml").status_code == 501
    assert client.get("/oembed/").status_code == 400


def test_what_is_no_published_verdict_of_ours_is_not_found(client: Client) -> None:
    hidden = verdicts.approved()
    rows.vote()
    for url in (
        f"{HOST}/verdicts/{hidden.slug}/",
        f"{HOST}/votes/{rows.KEY}/",
        f"{HOST}/nothing/",
        f"{HOST}.evil.example/verdicts/{hidden.slug}/",
        "https://other.example/verdicts/x/",
        "javascript:alert(1)",
    ):
        ask(client, url, status=404)
    assert client.get(reverse("public:verdict-card", args=[hidden.slug])).status_code == 404


def test_card_says_what_became_of_the_verdict(client: Client) -> None:
    verdict = verdicts.published()
    path = reverse("public:verdict-card", args=[verdict.slug])
    assert GIVEN.summary in client.get(path).text
    verdict.doubts = ["The record changed."]
    verdict = steps.take(verdict, "doubt", "needs_recheck", by="system")
    doubted = client.get(path).text
    assert "Being rechecked" in doubted
    assert ">False<" not in doubted
    publishing.withdraw(verdict=verdict, by=user("editor"), why=f"Wrong {HOSTILE[0]}")
    withdrawn = client.get(path).text
    assert "Withdrawn" in withdrawn
    assert ">False<" not in withdrawn
    assert "<script" not in withdrawn


def test_the_card_alone_may_be_framed(client: Client) -> None:
    verdict = verdicts.published()
    card = client.get(reverse("public:verdict-card", args=[verdict.slug]))
    assert "X-Frame-Options" not in card.headers
    policy = card.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'self'" in policy
    assert not card.cookies
    rows.vote()
    articles.article(slug="shown", is_published=True)
    for path in ("/", "/verdicts/", f"/verdicts/{verdict.slug}/", "/articles/shown/", "/report/", "/data/", "/api/"):
        answer = client.get(path)
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert client.get("/desk/", follow=True).headers["X-Frame-Options"] == "DENY"
