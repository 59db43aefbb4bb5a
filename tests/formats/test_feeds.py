"""Atom feeds and the DataFeed: what they hold, what they keep inside, and their validators."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.articles.actions import articles as article_actions
from factcheck.verdicts.actions import correcting, publishing, steps
from factcheck.verdicts.actions.deciding import Decided
from factcheck.verdicts.models import Happening
from tests.factories import articles, verdicts
from tests.factories.accounts import user
from tests.factories.verdicts import GIVEN
from tests.formats import valid
from tests.formats.valid import ATOM
from tests.public import rows

pytestmark = pytest.mark.django_db
FEEDS = ("verdict-feed", "verdict-feed-full", "correction-feed")


@pytest.fixture(autouse=True)
def brazil() -> None:
    rows.organization("BRA", "Brazil")
    rows.organization("FRA", "France")


def entries(client: Client, name: str, *arguments: object) -> list[ET.Element]:
    answer = client.get(reverse(f"public:{name}", args=arguments))
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert list(valid.atom(answer.content)) == []
    feed = ET.fromstring(answer.content)  # noqa: S314 - our own answer
    (own,) = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == "http://testserver" + reverse(f"public:{name}", args=arguments)
    return feed.findall(f"{ATOM}entry")


def test_published_verdict_stands_in_all_its_feeds(client: Client) -> None:
    verdict = verdicts.published()
    for arguments in (["verdict-feed"], ["verdict-feed-full"], ["state-feed", "BRA"]):
        (entry,) = entries(client, *arguments)
        assert entry.findtext(f"{ATOM}title") == f"False: {GIVEN.claim_text}"
        assert entry.findtext(f"{ATOM}summary") == GIVEN.summary
        address = reverse("public:verdict-detail", args=[verdict.slug])
        assert entry.findtext(f"{ATOM}id") == f"http://testserver{address}"
    assert entries(client, "state-feed", "FRA") == []


def test_outlet_feed_has_the_verdicts_on_its_claims_alone(client: Client) -> None:
    mine, _ = verdicts.published(), verdicts.published()
    article = mine.versions.get().mention.version.article
    article.outlet = articles.outlet("Mine")
    article.save(update_fields=["outlet"])
    (entry,) = entries(client, "outlet-feed", "mine")
    assert str(entry.findtext(f"{ATOM}id")).endswith(f"/{mine.slug}/")


def test_outlet_without_anything_published_is_not_found(client: Client) -> None:
    article = verdicts.approved().versions.get().mention.version.article
    article.outlet = articles.outlet("Hidden")
    article.save(update_fields=["outlet"])
    assert client.get(reverse("public:outlet-feed", args=["hidden"])).status_code == 404
    assert client.get(reverse("public:outlet-feed", args=["nobody"])).status_code == 404


def test_whole_text_is_escaped_html(client: Client) -> None:
    verdicts.published()
    (entry,) = entries(client, "verdict-feed-full")
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"
    assert GIVEN.summary in str(content.text)
    (short,) = entries(client, "verdict-feed")
    assert short.find(f"{ATOM}content") is None


def test_what_became_of_a_verdict_is_told_under_the_same_id(client: Client) -> None:
    verdict = verdicts.published()
    (first,) = entries(client, "verdict-feed")
    verdict.doubts = ["The record changed."]
    verdict = steps.take(verdict, "doubt", "needs_recheck", by="system")
    (doubted,) = entries(client, "verdict-feed")
    publishing.withdraw(verdict=verdict, by=user("editor"), why="It was about <another> vote.")
    (withdrawn,) = entries(client, "verdict-feed")
    ids = {one.findtext(f"{ATOM}id") for one in (first, doubted, withdrawn)}
    assert len(ids) == 1
    assert doubted.findtext(f"{ATOM}title") == f"Being rechecked: {GIVEN.claim_text}"
    assert withdrawn.findtext(f"{ATOM}title") == f"Withdrawn: {GIVEN.claim_text}"
    assert withdrawn.findtext(f"{ATOM}summary") == "It was about <another> vote."
    updated = [str(one.findtext(f"{ATOM}updated")) for one in (first, doubted, withdrawn)]
    assert updated == sorted(updated)


def test_recheck_that_changes_nothing_is_no_news(client: Client) -> None:
    first, second = verdicts.published(), verdicts.published()
    before = [one.findtext(f"{ATOM}updated") for one in entries(client, "verdict-feed")]
    Happening.objects.create(verdict=first, step="same", before="published", after="published", why="x")
    found = entries(client, "verdict-feed")
    assert [one.findtext(f"{ATOM}updated") for one in found] == before
    assert str(found[0].findtext(f"{ATOM}id")).endswith(f"/{second.slug}/")
    first.refresh_from_db()
    first.doubts = ["The record changed."]
    steps.take(first, "doubt", "needs_recheck", by="system")
    assert str(entries(client, "verdict-feed")[0].findtext(f"{ATOM}id")).endswith(f"/{first.slug}/")


def test_what_is_not_published_and_steps_inside_leave_no_trace(client: Client) -> None:
    hidden = verdicts.approved()
    article_actions.publish(article=hidden.versions.get().mention.version.article, by="system")
    shown = verdicts.published(review=None)
    names = (*FEEDS, "verdict-feed-json")
    before = {name: client.get(reverse(f"public:{name}")).getvalue() for name in names}
    assert hidden.slug.encode() + b"/" not in b"".join(before.values())
    given = Decided(GIVEN.claim_text, "SECRET words.", 2, waiver="x")
    correcting.propose(verdict=shown, by=user("editor"), given=given, change="update", notice="SECRET notice.")
    after = {name: client.get(reverse(f"public:{name}")).getvalue() for name in names}
    assert after == before


@pytest.mark.parametrize("name", FEEDS)
def test_feed_unchanged_is_304_by_either_validator(client: Client, name: str) -> None:
    verdicts.published()
    path = reverse(f"public:{name}")
    answer = client.get(path)
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    if modified := answer.headers.get("Last-Modified"):
        assert client.get(path, headers={"If-Modified-Since": modified}).status_code == 304
    assert bool(modified) == (b"<entry>" in answer.content)
    assert client.get(path + "?x=1").status_code == 400


def test_data_feed_is_told_unchanged_until_something_changes(client: Client) -> None:
    verdict = verdicts.published()
    path = reverse("public:verdict-feed-json")
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    publishing.withdraw(verdict=verdict, by=user("editor"), why="Wrong.")
    answer = client.get(path, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    (element,) = json.loads(answer.getvalue())["dataFeedElement"]
    assert element["item"] == []
    assert element["dateDeleted"] == element["dateModified"]


def test_empty_feeds_are_whole_and_do_not_move(client: Client) -> None:
    for name in FEEDS:
        path = reverse(f"public:{name}")
        assert client.get(path).content == client.get(path).content
        assert entries(client, name) == []
    assert json.loads(client.get(reverse("public:verdict-feed-json")).getvalue())["dataFeedElement"] == []


def test_number_of_queries_does_not_grow_with_verdicts(client: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        verdicts.published()
    for name in (*FEEDS, "verdict-feed-json"):
        with django_assert_max_num_queries(4):
            client.get(reverse(f"public:{name}")).getvalue()


def test_page_names_its_feeds(client: Client) -> None:
    verdict = verdicts.published()
    page = client.get(reverse("public:verdict-list")).text
    assert all(f'href="{reverse(f"public:{name}")}"' in page for name in ("verdict-feed", "verdict-feed-full"))
    assert reverse("public:verdict-feed") in client.get(reverse("public:verdict-detail", args=[verdict.slug])).text


def test_verdict_does_not_take_an_address_of_the_feeds() -> None:
    given = Decided("Feed", "x", 2, waiver="x")
    assert verdicts.draft(given=given).slug != "feed"
