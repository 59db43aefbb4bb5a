"""Merging free claims where they are in review or have a verdict."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import User
from factcheck.audit.models import Event
from factcheck.claims.models import Claim, ClaimMerge
from factcheck.reviews.actions import places
from factcheck.reviews.models import Review
from factcheck.verdicts.actions import merging
from tests.factories import articles, reviews, verdicts
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer() -> User:
    return user(name="Rita")


def free_review(title: str) -> Review:
    """A free claim in review, in an article of its own."""
    made = reviews.review(version=articles.version(text=f"{reviews.WORDS}.", title=title))
    Claim.objects.filter(pk=made.mention.claim_id).update(kind="free")
    made.mention.claim.refresh_from_db()
    return made


@pytest.fixture
def both() -> tuple[Review, Review]:
    return free_review("Told first"), free_review("Told again")


def merge(both: tuple[Review, Review], by: User) -> ClaimMerge:
    return merging.merge(claim=both[1].mention.claim, other=both[0].mention.claim, by=by)


def test_merge_keeps_the_earlier_claim_and_counts_articles_and_undo_counts_back(
    both: tuple[Review, Review], reviewer: User
) -> None:
    made = merge(both, reviewer)
    assert made.into == both[0].mention.claim
    assert list(Review.objects.order_by("pk").values_list("reach", flat=True)) == [2, 2]
    merging.undo(merge=made, by=reviewer)
    assert list(Review.objects.order_by("pk").values_list("reach", flat=True)) == [1, 1]


def test_claims_both_being_judged_are_not_merged_until_one_is_not(both: tuple[Review, Review], reviewer: User) -> None:
    places.take(review=both[0], by=reviewer)
    other = places.take(review=both[1], by=user())
    with pytest.raises(ValidationError, match="Both claims are being judged right now"):
        merge(both, reviewer)
    places.recuse(assignment=other, by=other.reviewer, reason="I know the author.")
    assert merge(both, reviewer).into == both[0].mention.claim


def test_claim_that_is_being_judged_stays_though_it_is_the_later_one(
    both: tuple[Review, Review], reviewer: User
) -> None:
    places.take(review=both[1], by=reviewer)
    assert merge(both, reviewer).into == both[1].mention.claim


def test_claim_with_a_verdict_stays_and_two_verdicts_stay_two_claims(
    both: tuple[Review, Review], reviewer: User
) -> None:
    verdicts.draft(review=verdicts.judged(review=both[1]))
    made = merge(both, reviewer)
    assert made.into == both[1].mention.claim
    merging.undo(merge=made, by=reviewer)
    verdicts.draft(review=verdicts.judged(review=both[0]))
    with pytest.raises(ValidationError, match="Both claims have a verdict"):
        merge(both, reviewer)


def test_undo_is_refused_where_the_verdict_rests_on_what_would_go(both: tuple[Review, Review], reviewer: User) -> None:
    made = merge(both, reviewer)
    verdicts.draft(review=verdicts.judged(review=both[1]))
    with pytest.raises(ValidationError, match="rests on words that would go"):
        merging.undo(merge=made, by=reviewer)
    assert both[0].mention.claim.mentions.count() == 2


def test_merge_that_cannot_be_written_down_is_not_made(
    both: tuple[Review, Review], reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("factcheck.reviews.actions.places.count_reach", fail)
    with pytest.raises(RuntimeError):
        merge(both, reviewer)
    assert not ClaimMerge.objects.exists()
    assert both[0].mention.claim.mentions.count() == 1


def test_merge_by_form_from_the_workbench_and_back(both: tuple[Review, Review], reviewer: User) -> None:
    desk = Client()
    desk.force_login(reviewer)
    bench = reverse("desk:review-detail", args=[both[0].pk])
    page = desk.get(bench).content.decode()
    assert "Perhaps the same claim" in page and "Told again" in page
    address = reverse("desk:claim-same", args=[both[0].mention_id])
    answer = desk.post(address, {"other": both[1].mention.claim_id}, follow=True)
    page = answer.content.decode()
    assert "They are one claim now." in page and "One claim of several" in page and "Rita merged" in page
    assert Event.objects.filter(table="claims_claimmerge", action="insert", person=reviewer.pk).count() == 1
    answer = desk.post(reverse("desk:merge-undo", args=[ClaimMerge.objects.get().pk]), follow=True)
    assert "They are two claims again." in answer.content.decode()
    desk.post(reverse("desk:claim-apart", args=[both[0].mention_id]), {"other": both[1].mention.claim_id})
    assert "Perhaps the same claim" not in desk.get(bench).content.decode()


@pytest.mark.parametrize("other", ["", "x", "999999", "1" * 40])
@pytest.mark.parametrize("name", ["desk:claim-same", "desk:claim-apart"])
def test_form_that_names_no_claim_is_told_so(
    both: tuple[Review, Review], reviewer: User, name: str, other: str
) -> None:
    desk = Client()
    desk.force_login(reviewer)
    answer = desk.post(reverse(name, args=[both[0].mention_id]), {"other": other}, follow=True)
    assert "Choose the claim that is" in answer.content.decode()
    assert not ClaimMerge.objects.exists()
