"""Drafts on the server, flags that wait for a rating, and the record beside an assessment."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import User
from factcheck.reviews.models import Assessment, Draft, Review
from tests.factories import record, reviews

pytestmark = pytest.mark.django_db
FLAG = "Another vote of the day is left out."


@pytest.fixture
def review(desk: Client) -> Review:
    made = reviews.review(flags=1)
    desk.post(address(made, "take"))
    return made


def address(review: Review, what: str = "detail") -> str:
    return reverse(f"desk:review-{what}", args=[review.pk])


def page(desk: Client, review: Review) -> str:
    return desk.get(address(review)).content.decode()


def test_flags_come_with_a_rating_and_the_first_rating_is_kept(desk: Client, review: Review) -> None:
    assert FLAG not in page(desk, review) and "1 flag to answer" in page(desk, review)
    answer = desk.post(address(review, "draft"), {"revision": "0", "rationale": "x"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and FLAG not in answer.content.decode()
    sent = {"revision": "0", "accuracy": "2", "framing": "missing_context"}
    answer = desk.post(address(review, "draft"), sent, headers={"HX-Request": "true"})
    assert FLAG in answer.content.decode()
    desk.post(address(review, "draft"), {"revision": "0", "accuracy": "5"})
    assert review.assignments.get().first_choice == "2 missing_context"
    assert FLAG in page(desk, review)


def test_flags_are_shown_with_the_verdict_and_after_saving(desk: Client, review: Review) -> None:
    desk.post(address(review, "verdict"))
    assert FLAG in page(desk, review)
    other = reviews.review(flags=1)
    key = other.mention.flags[0].pk
    desk.post(address(other), {"revision": "0", "accuracy": "2", f"flag-{key}": "accepted"})
    assert FLAG in page(desk, other)


def test_button_for_the_flags_asks_for_a_rating_first(desk: Client, review: Review) -> None:
    answer = desk.post(address(review, "draft"), {"revision": "0", "rationale": "typed", "go": "flags"}, follow=True)
    assert "Choose a rating first" in answer.content.decode() and ">typed</textarea>" in answer.content.decode()


def test_draft_is_filled_in_on_any_device_until_something_is_stored(
    desk: Client, review: Review, reviewer: User
) -> None:
    key = review.mention.flags[0].pk
    sent = {"revision": "0", "accuracy": "3", "rationale": "so far", f"flag-{key}": "dismissed", "csrf": "no field"}
    desk.post(address(review, "draft"), sent)
    other = Client()
    other.force_login(reviewer)
    shown = page(other, review)
    assert "so far" in shown and 'value="3" checked' in shown and "is filled in. It is not saved yet." in shown
    assert "csrf" not in Draft.objects.get().values
    desk.post(address(review), {"revision": "0", "accuracy": "1", f"flag-{key}": "accepted", "rationale": "stored"})
    assert Assessment.objects.get().rationale == "stored"
    shown = page(other, review)
    assert "so far" not in shown and "not saved yet" not in shown


def test_refused_saving_is_kept_as_a_draft(desk: Client, review: Review) -> None:
    desk.post(address(review), {"revision": "0", "rationale": "refused words"})
    assert "refused words" in page(desk, review)


def test_draft_without_a_place_or_too_long_is_refused(desk: Client, review: Review) -> None:
    other = reviews.review()
    answer = desk.post(address(other, "draft"), {"revision": "0", "rationale": "x"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "text/plain; charset=utf-8")
    many = {"revision": "0", **{f"evidence-{n}-note": "x" * 10_000 for n in range(27)}}
    assert desk.post(address(review, "draft"), many, headers={"HX-Request": "true"}).status_code == 422
    desk.post(address(review, "draft"), {"revision": "0", "rationale": "a\x00b"})
    assert Draft.objects.get().values == {"rationale": "ab"}


def test_vote_is_found_and_attached_with_the_draft_intact(desk: Client, review: Review) -> None:
    event = record.vote_event(record.motion("A/RES/ES-11/7", title="A lasting peace"))
    record.vote(event, record.state("BRA", "Brazil"), "no")
    sent = {
        "revision": "0",
        "rationale": "kept",
        "evidence-0-side": "for",
        "evidence-0-target": "https://a.example/",
        "go": "record",
    }
    answer = desk.post(address(review, "draft"), sent)
    assert answer.headers["Location"] == address(review, "record")
    found = desk.get(address(review, "record"), {"q": "lasting peace", "state": "BRA", "option": "no"}).content.decode()
    assert "A lasting peace" in found and "Evidence for" in found and "Brazil" in found
    vote = desk.get(reverse("desk:review-record-vote", args=[review.pk, "A/RES/ES-11/7"])).content.decode()
    assert "The roll call" in vote and "Brazil" in vote
    for _ in range(2):
        answer = desk.post(address(review, "attach"), {"key": "A/RES/ES-11/7", "side": "against"}, follow=True)
    shown = answer.content.decode()
    assert ">kept</textarea>" in shown and 'value="https://a.example/"' in shown
    assert shown.count('value="A/RES/ES-11/7"') == 1


def test_attaching_what_cannot_be_is_refused(desk: Client, review: Review) -> None:
    record.motion("A/RES/1")
    for sent in ({"key": "A/RES/2", "side": "for"}, {"key": "A/RES/1", "side": "beside"}):
        assert "Choose a vote of the record" in desk.post(address(review, "attach"), sent, follow=True).content.decode()
    other = reviews.review()
    sent = {"key": "A/RES/1", "side": "for"}
    assert "Take the claim first" in desk.post(address(other, "attach"), sent, follow=True).content.decode()
    assert not Draft.objects.exists()


def test_search_that_cannot_be_is_marked(desk: Client, review: Review) -> None:
    answer = desk.get(address(review, "record"), {"option": "no"})
    assert answer.status_code == 422 and "Choose the state that voted so." in answer.content.decode()
    assert desk.get(address(review, "record"), {"nonsense": "1"}).status_code == 400


def test_vote_for_a_claim_is_carried_to_its_form(desk: Client, review: Review) -> None:
    record.vote_event(record.motion("A/RES/ES-11/7", title="A lasting peace"))
    found = desk.get(reverse("desk:claim-record", args=[review.mention.pk])).content.decode()
    assert "Use this vote" in found
    answer = desk.get(reverse("desk:claim-detail", args=[review.mention.pk]), {"motion": "A/RES/ES-11/7"})
    assert 'value="A/RES/ES-11/7"' in answer.content.decode()
