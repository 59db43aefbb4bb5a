"""The queue's orders, kept filters and waiting words; who is there; the same claim elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.reviews.actions import places, presence
from factcheck.reviews.models import Presence, Review
from factcheck.verdicts.actions import steps
from tests.factories import articles, reviews, verdicts
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
QUEUE = reverse("desk:queue")


@pytest.fixture
def rita() -> User:
    return user(name="Rita")


@pytest.fixture
def desk(client: Client, rita: User) -> Client:
    client.force_login(rita)
    return client


def seen(desk: Client, **query: str) -> list[int]:
    """Keys of the reviews on all pages, in order."""
    found: list[int] = []
    after = ""
    for _ in range(9):
        page = desk.get(QUEUE, {"tab": "take", **query, **({"after": after} if after else {})})
        found += [int(row["url"].split("/")[-2]) for row in page.context["rows"]]
        after = page.context["following"]
        if not after:
            break
    return found


def test_every_order_goes_through_every_row_once(desk: Client) -> None:
    made = [reviews.review(flags=n % 2) for n in range(30)]
    for n, one in enumerate(made):
        Review.objects.filter(pk=one.pk).update(reach=1 + n % 4)
    rows = list(Review.objects.all())
    orders = {
        "severity": sorted(rows, key=lambda r: (-r.severity, r.pk)),
        "reach": sorted(rows, key=lambda r: (-r.reach, r.pk)),
        "age": sorted(rows, key=lambda r: r.pk),
    }
    for sort, expected in orders.items():
        assert seen(desk, sort=sort) == [r.pk for r in expected]
        high = [r.pk for r in expected if r.severity == 3]
        assert seen(desk, sort=sort, severity="high") == high
    assert desk.get(QUEUE, {"sort": "name"}).status_code == 400


def test_reach_counts_the_articles_of_a_claim(rita: User) -> None:
    first, second = reviews.review(), reviews.review()
    second.mention.claim = first.mention.claim
    second.mention.save()
    places.count_reach(type(first.mention).objects.filter(pk=second.mention.pk))
    assert set(Review.objects.values_list("reach", flat=True)) == {2}


def test_filters_are_kept_by_name_for_one_person(desk: Client) -> None:
    keep = reverse("desk:queue-filter")
    desk.post(keep, {"name": " Grave  ones ", "query": "tab=take&severity=high&sort=reach&nonsense=1"})
    page = desk.get(QUEUE).content.decode()
    assert "?tab=take&amp;severity=high&amp;sort=reach" in page and "Grave ones" in page
    assert desk.get(QUEUE, {"tab": "take", "severity": "high", "sort": "reach"}).status_code == 200
    desk.post(keep, {"name": "", "query": "tab=take"})
    other = Client()
    other.force_login(user())
    assert "Grave ones" not in other.get(QUEUE).content.decode()
    desk.post(keep, {"drop": "Grave ones"})
    assert "Grave ones" not in desk.get(QUEUE).content.decode()


def test_words_that_wait_are_listed(desk: Client) -> None:
    anchor = reviews.anchor(review=reviews.review())
    page = desk.get(QUEUE, {"tab": "anchors"}).content.decode()
    assert reverse("desk:anchor-detail", args=[anchor.pk]) in page


def test_verdicts_in_doubt_are_counted_listed_newest_first_and_paged(desk: Client) -> None:
    assert "No verdict is in doubt." in desk.get(QUEUE, {"tab": "recheck"}).content.decode()
    made = [verdicts.published(review=verdicts.judged(flags=n % 2)) for n in range(3)]
    for number, verdict in enumerate(made):
        doubt = f"The record says something else now ({number})."
        steps.take(verdict, "doubt", "needs_recheck", by="system", why=doubt)
        type(verdict).objects.filter(pk=verdict.pk).update(doubts=[doubt])
    with patch("factcheck.desk.views.queue.SIZE", 2):
        page = desk.get(QUEUE, {"tab": "recheck"})
        urls = [row["url"] for row in page.context["rows"]]
        following = page.context["following"]
        urls += [row["url"] for row in desk.get(QUEUE, {"tab": "recheck", "after": following}).context["rows"]]
    assert urls == [reverse("desk:verdict-detail", args=[verdict.pk]) for verdict in reversed(made)]
    shown = page.content.decode()
    assert "To recheck <b>3</b>" in shown and "The record says something else now (2)." in shown
    high = desk.get(QUEUE, {"tab": "recheck", "severity": "high"}).context["rows"]
    assert [row["url"] for row in high] == [reverse("desk:verdict-detail", args=[made[1].pk])]
    assert desk.get(QUEUE, {"tab": "recheck", "after": "x"}).status_code == 400


def test_list_of_doubts_asks_the_same_at_1_and_20(
    desk: Client, django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    def doubted(number: int) -> None:
        for _ in range(number):
            steps.take(verdicts.published(), "doubt", "needs_recheck", by="system", why="It changed.")

    doubted(1)
    with CaptureQueriesContext(connection) as asked:
        desk.get(QUEUE, {"tab": "recheck"})
    doubted(4)
    with django_assert_num_queries(len(asked)):
        desk.get(QUEUE, {"tab": "recheck"})


def test_presence_tells_who_is_there_and_no_more(desk: Client, rita: User) -> None:
    review, otto = reviews.review(), user(name="Otto")
    assert presence.here(review=review, by=otto) == []
    address = reverse("desk:review-here", args=[review.pk])
    page = desk.post(address).content.decode()
    assert "Also here: Otto." in page and len(page) < 200
    assert presence.here(review=review, by=otto) == ["Rita"]
    Presence.objects.filter(person=otto).update(seen_at=timezone.now() - timedelta(minutes=1))
    assert "Otto" not in desk.post(address).content.decode()
    Presence.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    assert presence.sweep() == 2


def test_same_claim_elsewhere_is_listed(desk: Client) -> None:
    first = reviews.review()
    other = reviews.review(version=articles.version(text=f"{reviews.WORDS}.", title="Told again"))
    assert "Told again" not in desk.get(reverse("desk:review-detail", args=[first.pk])).content.decode()
    other.mention.claim = first.mention.claim
    other.mention.save()
    assert "Told again" in desk.get(reverse("desk:review-detail", args=[first.pk])).content.decode()
