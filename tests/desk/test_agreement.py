"""The page of agreement: numbers that can be reckoned by hand, and nothing of reviews that are still blind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html
from pytest_django import DjangoAssertNumQueries

from factcheck.reviews import agreement
from factcheck.reviews.models import Review
from tests.factories import reviews
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
TABLE = [(1, 1), (1, 1), (2, 2), (5, 5), (5, 4), (3, 1)]


def test_measures_of_six_claims() -> None:
    """Four of six alike. Kappa by hand: chance 2/6*3/6 + 1/6*1/6 + 2/6*1/6 = 1/4, (4/6 - 1/4) / (3/4) = 5/9."""
    first, second = user(name="Ann"), user(name="Ben")
    for ratings in TABLE:
        review = reviews.review()
        for person, accuracy in zip((first, second), ratings, strict=True):
            reviews.assessed(review, person, accuracy=accuracy)
    line = agreement.measure("All", agreement.pairs())
    assert (line.raw.value, line.raw.n) == (pytest.approx(4 / 6), 6)
    assert line.kappa.value == pytest.approx(5 / 9)
    assert line.alpha.n == line.ordinal.n == 6
    assert line.ordinal.value is not None and 0 < line.ordinal.value < 1
    assert [line.name for line in agreement.by(agreement.pairs(), lambda pair: " and ".join(pair.people))] == [
        "Ann and Ben"
    ]
    assert [(v, s.n, s.value) for v, s in agreement.with_engine()] == [("refuted", 12, pytest.approx(7 / 12))]


def test_open_reviews_are_in_no_number_and_no_reason_of_theirs_is_shown(client: Client) -> None:
    review = reviews.review(flags=1)
    flag = review.mention.flags[0]
    reviews.assessed(review, user(), answers={flag.pk: ("dismissed", "zebra-reason")})
    client.force_login(user("editor"))
    page = client.get(reverse("desk:agreement")).content.decode()
    assert "No claim has both assessments yet." in page and "zebra-reason" not in page
    reviews.assessed(review, user())
    page = client.get(reverse("desk:agreement")).content.decode()
    assert "zebra-reason" in page and "Same rating" in page
    tree = html.fromstring(page)
    assert {tree.get_element_by_id(table.get("aria-labelledby")).tag for table in tree.xpath("//table")} == {"h2"}
    assert f"{timezone.localdate():%B %Y}" in page and "all since today" not in page
    reviews.review()
    assert "1 claim in review, all since today." in client.get(reverse("desk:agreement")).text


def test_queries_stay_the_same(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(user())
    people = [user(), user()]

    def judged() -> None:
        review = reviews.review(flags=1)
        for person in people:
            reviews.assessed(review, person)

    judged()
    with django_assert_max_num_queries(12) as first:
        client.get(reverse("desk:agreement"))
    for _ in range(6):
        judged()
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(reverse("desk:agreement"))


def test_weeks_and_ages_count_every_claim_once(client: Client) -> None:
    now = timezone.now()
    for days in (0, 2, 5, 10, 40, 400):
        Review.objects.filter(pk=reviews.review().pk).update(opened_at=now - timedelta(days=days))
    assert [number for _, number in agreement.ages(now)] == [1, 1, 1, 1, 2]
    made = reviews.assessed(reviews.review(), user())
    [(week, number)] = agreement.throughput()
    assert (week.weekday(), number) == (0, 1)
    assert timedelta(0) <= made.submitted_at.date() - week < timedelta(days=7)
    client.force_login(user("editor"))
    page = client.get(reverse("desk:agreement")).content.decode()
    assert "Assessments by week" in page and "A month or more" in page
