"""Who holds the two places of a review."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.reviews.actions import places
from factcheck.reviews.models import Assignment, Review, Standing
from tests.factories import articles, reviews
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


def test_open_reviews_takes_every_claim_once_with_its_gravest_flag() -> None:
    reviewer = user()
    first = reviews.review(flags=1)
    version = first.mention.version
    first.delete()
    assert places.open_reviews(version=version, by=reviewer) == 1
    assert places.open_reviews(version=version, by=reviewer) == 0
    assert Review.objects.values_list("severity", "opened_by", "free_places").get() == (3, reviewer.pk, 2)


def test_open_reviews_of_a_text_without_claims_opens_none() -> None:
    assert places.open_reviews(version=articles.version(), by=user()) == 0


def test_take_fills_two_places_and_no_third() -> None:
    review = reviews.review()
    first, second, third = user(), user(), user()
    assert places.take(review=review, by=first).place == 1
    assert places.take(review=review, by=second).place == 2
    with pytest.raises(ValidationError, match="Two colleagues hold this claim already"):
        places.take(review=review, by=third)
    review.refresh_from_db()
    assert review.free_places == 0


def test_take_twice_is_the_same_place() -> None:
    review, reviewer = reviews.review(), user()
    assert places.take(review=review, by=reviewer) == places.take(review=review, by=reviewer)


def test_recuse_frees_the_place_and_keeps_the_reason() -> None:
    review, reviewer = reviews.review(), user()
    held = places.take(review=review, by=reviewer)
    with pytest.raises(ValidationError, match="Say why"):
        places.recuse(assignment=held, by=reviewer, reason="  ")
    assert places.recuse(assignment=held, by=reviewer, reason="My sister wrote it.").reason == "My sister wrote it."
    review.refresh_from_db()
    assert review.free_places == 2
    with pytest.raises(ValidationError, match="You recused yourself"):
        places.take(review=review, by=reviewer)
    assert places.take(review=review, by=user()).place == 1


def test_recuse_of_another_is_refused() -> None:
    review = reviews.review()
    held = places.take(review=review, by=user())
    with pytest.raises(ValidationError, match="Only the person who holds a place"):
        places.recuse(assignment=held, by=user(), reason="x")


def test_assign_is_for_editors_and_gives_a_due_day() -> None:
    review, editor, reviewer = reviews.review(), user("editor"), user()
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(PermissionDenied):
        places.assign(review=review, reviewer=reviewer, by=reviewer)
    given = places.assign(review=review, reviewer=reviewer, by=editor, due_on=tomorrow)
    assert (given.place, given.due_on, given.assigned_by) == (1, tomorrow, editor)
    assert places.assign(review=review, reviewer=reviewer, by=editor).due_on is None
    with pytest.raises(ValidationError, match="This day has passed"):
        places.assign(review=review, reviewer=reviewer, by=editor, due_on=date(2020, 1, 1))


def test_assign_gives_it_again_to_who_recused_themselves() -> None:
    review, editor, reviewer = reviews.review(), user("editor"), user()
    held = places.take(review=review, by=reviewer)
    places.recuse(assignment=held, by=reviewer, reason="Travelling.")
    again = places.assign(review=review, reviewer=reviewer, by=editor)
    assert (again.pk, again.standing, again.reason) == (held.pk, Standing.OPEN, "")


def test_withdraw_frees_the_place() -> None:
    review, editor = reviews.review(), user("editor")
    held = places.take(review=review, by=user())
    assert places.withdraw(assignment=held, by=editor).standing == Standing.WITHDRAWN
    with pytest.raises(ValidationError, match="not open any more"):
        places.withdraw(assignment=held, by=editor)


def test_expire_frees_what_is_late_and_nothing_else() -> None:
    editor, today = user("editor"), timezone.localdate()
    late, due, judged = reviews.review(), reviews.review(), reviews.review()
    for review in (late, due, judged):
        places.assign(review=review, reviewer=editor, by=editor, due_on=today)
    reviews.assessed(judged, editor)
    Assignment.objects.filter(review=due).update(due_on=today + timedelta(days=2))
    assert places.expire(today=today) == 0
    assert places.expire(today=today + timedelta(days=1)) == 1
    assert places.expire(today=today + timedelta(days=1)) == 0
    standings = {a.review_id: a.standing for a in Assignment.objects.all()}
    assert standings == {late.pk: "expired", due.pk: "open", judged.pk: "done"}
    late.refresh_from_db()
    assert late.free_places == 2


def test_database_refuses_two_holders_of_one_place() -> None:
    review = reviews.review()
    places.take(review=review, by=user())
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(review=review, reviewer=user(), place=1)
