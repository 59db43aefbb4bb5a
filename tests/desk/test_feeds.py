"""The desk's pages of feeds."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from factcheck.articles.models import Feed, FeedEntry
from tests.factories import intakes
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db

LIST, ADD = reverse("desk:feed-list"), reverse("desk:feed-add")


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(user("editor"))
    return client


def test_list_says_how_each_feed_is_doing(editor: Client) -> None:
    feed = intakes.feed(title="World news", failures=3, last_error="The website has a fault of its own.")
    intake = intakes.ready(state="proposed", by=None)
    FeedEntry.objects.create(feed=feed, key="1", url=intakes.URL, intake=intake)
    intakes.feed(is_active=False, title="<b>Markup</b>")
    page = editor.get(LIST).content.decode()
    for said in ("World news", "Failed 3 times in a row.", "a fault of its own.", "1 proposed", "Paused."):
        assert said in page
    assert "<b>Markup" not in page


def test_list_without_feeds_says_so_and_a_reviewer_sees_no_buttons(client: Client) -> None:
    client.force_login(user("reviewer"))
    assert "No feed is asked yet." in client.get(LIST).content.decode()
    intakes.feed()
    page = client.get(LIST).content.decode()
    assert "needs an editor" in page and "Remove" not in page


def test_add_stores_and_says_so(editor: Client) -> None:
    answer = editor.post(ADD, {"url": "https://news.example.org/feed", "outlet": "Times", "is_automatic": "on"})
    assert answer.status_code == 302
    feed = Feed.objects.get()
    assert (feed.url, feed.is_automatic, feed.outlet.name) == ("https://news.example.org/feed", True, "Times")


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "There is no address"),
        ("no address", "Write it as https://news.example/story."),
        ("https://a.example/f", "asked already"),
    ],
)
def test_add_of_what_cannot_be_is_422_and_keeps_what_was_typed(editor: Client, url: str, says: str) -> None:
    intakes.feed(url="https://a.example/f")
    answer = editor.post(ADD, {"url": url, "outlet": "The Example Times"})
    assert answer.status_code == 422
    assert says in answer.content.decode() and 'value="The Example Times"' in answer.content.decode()


@pytest.mark.parametrize(("step", "active"), [("pause", False), ("ask", True)])
def test_step_is_taken(editor: Client, step: str, active: bool) -> None:
    feed = intakes.feed(is_active=not active)
    assert editor.post(reverse(f"desk:feed-{step}", args=[feed.pk])).status_code == 302
    assert Feed.objects.get().is_active is active


def test_remove_takes_it_from_the_list(editor: Client) -> None:
    feed = intakes.feed()
    editor.post(reverse("desk:feed-remove", args=[feed.pk]))
    assert not Feed.objects.exists()
    assert editor.post(reverse("desk:feed-remove", args=[feed.pk])).status_code == 404


def test_queries_stay_the_same_at_1_and_30(
    editor: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    intakes.feed()
    with django_assert_max_num_queries(8) as first:
        editor.get(LIST)
    for _ in range(28):
        intakes.feed()
    with django_assert_num_queries(len(first.captured_queries)):
        editor.get(LIST)
