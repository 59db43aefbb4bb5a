"""Feeds: asked when they are due, politely, and never two times for the same; what is new becomes intakes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from factcheck.articles import robots, tasks
from factcheck.articles.actions import feeds, intakes
from factcheck.articles.fetching import Fetcher
from factcheck.articles.models import Feed, FeedEntry, Intake, RobotsFile
from tests.factories import articles
from tests.factories import intakes as rows
from tests.factories.accounts import user
from tests.factories.helper import raw, silent
from tests.factories.website import Website, fetcher, page, website

pytestmark = pytest.mark.django_db

STORIES = [("https://news.example.org/1", "One &amp; &lt;b&gt;two&lt;/b&gt;"), ("https://news.example.org/2", "Two")]
XML = "application/rss+xml"


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intakes, "fetcher", lambda: fetcher(seconds=1.0))


@pytest.fixture
def site() -> Iterator[Website]:
    with website(feed=page(rows.rss(*STORIES), XML, 'ETag: "1"\r\nLast-Modified: yesterday\r\n')) as site:
        yield site


def polled(feed: Feed) -> Feed:
    """The feed, due again and asked."""
    Feed.objects.filter(pk=feed.pk).update(next_poll_at=timezone.now())
    feeds.poll(feed=feed, by="system")
    return Feed.objects.get(pk=feed.pk)


def asked_for(site: Website, path: str) -> list[str]:
    return [head for head in site.asked if head.startswith(f"GET {path} ")]


def queued() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE queue_name = 'articles' ORDER BY id")
        return [name.rsplit(".", 1)[1] for (name,) in cursor.fetchall()]


def test_add_stores_the_feed_with_its_outlet_and_asks_it() -> None:
    editor = user("editor")
    feed = feeds.add(url=" https://news.example.org/feed ", outlet="The Example Times", is_automatic=True, by=editor)
    assert (feed.url, feed.outlet.name, feed.added_by) == ("https://news.example.org/feed", "The Example Times", editor)
    assert queued() == ["poll_feed"]


@pytest.mark.parametrize(
    ("url", "says"),
    [("ftp://a.example/", "no web address"), ("javascript:x", "no web address"), ("https://a.example/f", "already")],
)
def test_add_what_is_no_feed_is_refused_in_words(url: str, says: str) -> None:
    rows.feed(url="https://a.example/f")
    with pytest.raises(ValidationError) as caught:
        feeds.add(url=url, by=user("editor"))
    assert says in caught.value.message_dict["url"][0]


@pytest.mark.parametrize("step", ["pause", "ask_now", "remove"])
def test_managing_needs_an_editor(step: str) -> None:
    feed = rows.feed()
    with pytest.raises(PermissionDenied):
        getattr(feeds, step)(feed=feed, by=user("reviewer"))
    with pytest.raises(PermissionDenied):
        feeds.add(url="https://a.example/f", by=user("reviewer"))


def test_new_entries_are_proposed_with_plain_headlines(site: Website) -> None:
    feed = polled(rows.feed(url=site.url("/feed"), outlet=articles.outlet("The Example Times")))
    found = list(Intake.objects.order_by("pk"))
    assert [(intake.state, intake.url, intake.title) for intake in found] == [
        ("proposed", STORIES[0][0], "One & two"),
        ("proposed", STORIES[1][0], "Two"),
    ]
    assert found[0].typed == {"outlet": "The Example Times"} and found[0].by is None
    assert str(found[0].published_on) == "2025-02-24"
    assert (feed.title, feed.etag, feed.last_modified, feed.failures) == ("World news", '"1"', "yesterday", 0)
    assert "fetch_intake" not in queued()


def test_automatic_feed_fetches_at_once(site: Website) -> None:
    polled(rows.feed(url=site.url("/feed"), is_automatic=True))
    assert {intake.state for intake in Intake.objects.all()} == {"waiting"}
    assert queued() == ["fetch_intake", "fetch_intake"]


def test_second_question_sends_validators_and_brings_nothing_twice(site: Website) -> None:
    feed = polled(rows.feed(url=site.url("/feed")))
    polled(feed)
    assert 'If-None-Match: "1"' in asked_for(site, "/feed")[1]
    assert "If-Modified-Since: yesterday" in asked_for(site, "/feed")[1]
    assert Intake.objects.count() == FeedEntry.objects.count() == 2
    site.pages["/feed"] = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    assert polled(feed).failures == 0


def test_feed_that_is_not_due_or_paused_is_not_asked(site: Website) -> None:
    feed = rows.feed(url=site.url("/feed"))
    for _ in range(2):  # as two workers do
        feeds.poll(feed=feed, by="system")
    assert len(asked_for(site, "/feed")) == 1
    feeds.pause(feed=feed, by=user("editor"))
    polled(feed)
    assert len(asked_for(site, "/feed")) == 1
    feeds.ask_now(feed=feed, by=user("editor"))
    feeds.poll(feed=feed, by="system")
    assert len(asked_for(site, "/feed")) == 2


def test_known_articles_and_known_intakes_are_noted_only(site: Website) -> None:
    articles.article(canonical_url=STORIES[0][0])
    rows.ready(url=STORIES[1][0])
    polled(rows.feed(url=site.url("/feed")))
    assert Intake.objects.count() == 1
    assert [entry.intake for entry in FeedEntry.objects.all()] == [None, None]


def test_known_articles_and_intakes_are_known_by_any_form_of_their_address(site: Website) -> None:
    articles.article(canonical_url=f"{STORIES[0][0]}?utm_source=feed")
    rows.ready(url=STORIES[1][0].replace("https://", "http://www.") + "/amp/")
    polled(rows.feed(url=site.url("/feed")))
    assert Intake.objects.count() == 1
    assert [entry.intake for entry in FeedEntry.objects.all()] == [None, None]


def test_entries_beyond_the_limit_are_noted_and_left(site: Website) -> None:
    many = [(f"https://news.example.org/{number}", f"Story {number}") for number in range(feeds.AT_ONCE + 9)]
    site.pages["/feed"] = page(rows.rss(*many), XML)
    polled(rows.feed(url=site.url("/feed")))
    assert Intake.objects.count() == feeds.AT_ONCE
    assert FeedEntry.objects.count() == feeds.AT_ONCE + 9


ODD = [("javascript:alert(1)", "Script"), ("", "Nothing"), ("ftp://a.example/", "Other"), ("/4", "Relative")]


def test_entries_that_lead_nowhere_on_the_web_are_left_out(site: Website) -> None:
    site.pages["/feed"] = page(rows.rss(*ODD), XML)
    polled(rows.feed(url=site.url("/feed")))
    assert [entry.title for entry in FeedEntry.objects.all()] == ["Relative"]
    assert FeedEntry.objects.get().url == site.url("/4")


BOMB = (
    "<!DOCTYPE x [" + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12)) + ' <!ENTITY e0 "bomb">]>'
)
FAILING: dict[str, tuple[Any, str]] = {
    "page that is no feed": (page("<!doctype html><p>Hello"), "There is no feed"),
    "feed that breaks off": (page("<?xml version='1.0'?><rss version='2.0'><chan", XML), "There is no feed"),
    "picture": (page("x", "image/png"), "leads to a file"),
    "fault": (raw(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"), "fault of its own"),
    "silence": (silent, "within 1 seconds"),
    "too large": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"), "larger than"),
}


@pytest.mark.parametrize(("behaviour", "says"), FAILING.values(), ids=FAILING)
def test_failure_is_shown_and_the_next_question_waits_longer(site: Website, behaviour: Any, says: str) -> None:
    site.pages["/feed"] = behaviour
    feed = polled(rows.feed(url=site.url("/feed")))
    assert says in feed.last_error and feed.failures == 1 and feed.is_active
    first = feed.next_poll_at - timezone.now()
    feed = polled(feed)
    assert feed.next_poll_at - timezone.now() > first * 1.5
    Feed.objects.update(failures=400)
    assert polled(feed).next_poll_at - timezone.now() <= feeds.LONGEST


def test_feed_with_entities_within_entities_names_no_bomb(site: Website) -> None:
    site.pages["/feed"] = page(rows.rss(("https://news.example.org/1", "&e11;"), more=BOMB), XML)
    polled(rows.feed(url=site.url("/feed")))
    assert all(len(entry.title) < 400 and "bombbomb" not in entry.title for entry in FeedEntry.objects.all())


def test_success_after_failures_forgets_them(site: Website) -> None:
    feed = polled(rows.feed(url=site.url("/feed"), failures=3, last_error="Gone wrong."))
    assert (feed.failures, feed.last_error) == (0, "")


def test_wish_to_wait_is_heeded_and_a_feed_that_is_gone_is_paused(site: Website) -> None:
    site.pages["/feed"] = raw(b"HTTP/1.1 429 Slow\r\nRetry-After: 180000\r\nContent-Length: 0\r\n\r\n")
    feed = polled(rows.feed(url=site.url("/feed")))
    assert feed.next_poll_at - timezone.now() > timedelta(days=2)
    site.pages["/feed"] = raw(b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n")
    assert not polled(feed).is_active


ROBOTS = "User-agent: *\nDisallow: /\n\nUser-agent: Factcheck\nDisallow: {path}\n"


def test_robots_file_is_heeded_and_read_once_a_day(site: Website) -> None:
    site.pages["/robots.txt"] = page(ROBOTS.format(path="/feed"), "text/plain")
    feed = polled(rows.feed(url=site.url("/feed")))
    assert "asks programs not to read" in feed.last_error
    assert asked_for(site, "/feed") == []
    site.pages["/robots.txt"] = page(ROBOTS.format(path="/private"), "text/plain")
    assert polled(feed).failures == 2
    RobotsFile.objects.update(read_at=timezone.now() - robots.KEPT)
    assert polled(feed).failures == 0
    assert len(asked_for(site, "/robots.txt")) == 2


@pytest.mark.parametrize(
    ("answer", "may"),
    [
        (raw(b"HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n"), True),
        (raw(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"), True),
        (page("", "text/plain"), True),
        (page("<!doctype html><p>Not found"), True),
        (raw(b"HTTP/1.1 500 Fault\r\nContent-Length: 0\r\n\r\n"), False),
        (silent, False),
    ],
    ids=["none", "forbidden", "empty", "a page", "fault", "silence"],
)
def test_robots_file_that_is_missing_allows_and_one_that_is_unknown_does_not(
    site: Website, answer: Any, may: bool
) -> None:
    site.pages["/robots.txt"] = answer
    feed = polled(rows.feed(url=site.url("/feed")))
    assert (feed.last_error == "") is may
    assert bool(asked_for(site, "/feed")) is may


def test_feed_within_the_own_network_is_refused_for_that_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intakes, "fetcher", Fetcher)
    feed = polled(rows.feed(url="http://127.0.0.1/feed"))
    assert "only public websites are fetched" in feed.last_error


def test_article_of_an_automatic_feed_is_not_fetched_against_robots(site: Website) -> None:
    site.pages["/robots.txt"] = page(ROBOTS.format(path="/feed"), "text/plain")
    by_feed = intakes.ask(by="system", url=site.url("/feed"))
    by_person = intakes.ask(by=user("reviewer"), url=site.url("/feed"))
    intakes.run_fetch(intake=by_feed, by="system")
    assert "asks programs not to read" in Intake.objects.get(pk=by_feed.pk).message
    assert asked_for(site, "/feed") == []
    intakes.run_fetch(intake=by_person, by="system")
    assert len(asked_for(site, "/feed")) == 1


def test_remove_forgets_the_feed_and_its_proposals_and_keeps_what_was_fetched(site: Website) -> None:
    feed = polled(rows.feed(url=site.url("/feed")))
    kept = intakes.accept(intake=Intake.objects.order_by("pk")[0], by=user("reviewer"))
    feeds.remove(feed=feed, by=user("editor"))
    assert not Feed.objects.exists() and not FeedEntry.objects.exists()
    assert [intake.state for intake in Intake.objects.order_by("pk")] == ["waiting", "discarded"]
    assert Intake.objects.filter(pk=kept.pk).exists()


def test_due_feeds_are_queued_once_each() -> None:
    rows.feed()
    rows.feed(is_active=False)
    rows.feed(next_poll_at=timezone.now() + timedelta(minutes=5))
    for _ in range(2):
        with transaction.atomic():
            tasks.poll_due_feeds(timestamp=0)
    assert queued() == ["poll_feed"]


def test_bug_is_told_without_secrets_and_the_feed_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, site: Website
) -> None:
    def read_of(original: object) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(feeds, "read_feed", read_of)
    feed = rows.feed(url=site.url("/feed"))
    with pytest.raises(RuntimeError):
        feeds.poll(feed=feed, by="system")
    assert Feed.objects.get().last_error.startswith("It broke off: RuntimeError.")


@pytest.mark.parametrize("fields", [{"url": ""}, {"failures": 1}, {"last_error": "Why?"}])
def test_database_refuses_a_feed_that_cannot_be(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.feed(**fields)
