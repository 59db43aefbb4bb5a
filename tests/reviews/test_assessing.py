"""What an assessment needs, and what follows when both are in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from factcheck.audit.models import Event
from factcheck.reviews.actions import assessing, notes, places
from factcheck.reviews.actions.assessing import Given, NoPlace, Stale
from factcheck.reviews.models import Assessment, Review, Standing, Status
from factcheck.reviews.origins import RECORD, origins
from tests.factories import record, reviews
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("about", "field", "says"),
    [
        ({"accuracy": None}, "accuracy", "There is no rating yet"),
        ({"accuracy": 9}, "accuracy", "none of the ratings"),
        ({"framing": "nonsense"}, "framing", "none of the findings"),
        ({"rationale": "x" * 20_001}, "rationale", "20,000 characters"),
        ({"rationale": "a\x00b"}, "rationale", "characters of text"),
        ({"evidence": [("", "https://example.org/", "")]}, "evidence-0-side", "for or against"),
        ({"evidence": [("for", "", "only a note")]}, "evidence-0-target", "name the vote"),
        ({"evidence": [("for", "A/RES/none", "")]}, "evidence-0-target", "is no vote of the record and no web address"),
        ({"evidence": [("for", "javascript://x/%0aalert(1)", "")]}, "evidence-0-target", "no web address"),
        ({"answers": {}}, None, "Accept this flag or dismiss it"),
        ({"answers": "dismiss without reason"}, None, "Say why you dismiss it"),
    ],
)
def test_assess_refuses_with_field_and_reason(about: dict[str, object], field: str | None, says: str) -> None:
    review, reviewer = reviews.review(flags=1), user()
    flag = review.mention.flags[0]
    if about.get("answers") == "dismiss without reason":
        about = {"answers": {flag.pk: ("dismissed", " ")}}
    reviews.assignment(review, reviewer)
    with pytest.raises(ValidationError) as refused:
        assessing.assess(review=review.pk, by=reviewer, given=reviews.given(review, **about))
    assert says in str(refused.value.message_dict[field or f"flag-{flag.pk}"])
    assert not Assessment.objects.exists()


def test_assess_keeps_everything_and_the_finding_it_was_about() -> None:
    review, reviewer = reviews.review(flags=2), user()
    motion = record.motion(key="A/RES/1/1", symbol="A/RES/1/1")
    first, second = review.mention.flags
    evidence = [("against", "A/RES/1/1", "The roll call."), ("for", "https://www.example.org/a", ""), ("", "", "")]
    stored = reviews.assessed(
        review,
        reviewer,
        framing="missing_context",
        rationale=" The record says otherwise. ",
        answers={first.pk: ("accepted", ""), second.pk: ("dismissed", "Said in paragraph 2.")},
        evidence=evidence,
    )
    assert (stored.rating, stored.rationale) == (("False", "Missing context"), "The record says otherwise.")
    assert stored.finding == review.mention.finding
    assert [(e.side, e.target) for e in stored.evidence.all()] == [
        ("against", motion.key),
        ("for", "https://www.example.org/a"),
    ]
    assert sorted(a.answer for a in stored.flag_answers.all()) == ["accepted", "dismissed"]
    assert origins(list(stored.evidence.all())) == {RECORD, "example.org"}


def test_assess_without_a_place_is_refused() -> None:
    review = reviews.review()
    reviews.assignment(review, user())
    for wanted in (review.pk, review.pk + 1):
        with pytest.raises(NoPlace, match="You hold no place"):
            assessing.assess(review=wanted, by=user(), given=reviews.given(review))


def test_assess_after_expiry_is_refused_in_words() -> None:
    review, reviewer = reviews.review(), user()
    held = reviews.assignment(review, reviewer)
    places.withdraw(assignment=held, by=user("editor"))
    with pytest.raises(ValidationError, match="Copy your text and take the claim again"):
        assessing.assess(review=review.pk, by=reviewer, given=reviews.given(review))


@pytest.mark.parametrize(("second", "status"), [({}, Status.AGREED), ({"accuracy": 2}, Status.DISPUTED)])
def test_assess_second_decides_whether_they_agree(second: dict[str, object], status: Status) -> None:
    review = reviews.review()
    reviews.assessed(review, user())
    review.refresh_from_db()
    assert review.status == Status.OPEN
    reviews.assessed(review, user(), **second)
    review.refresh_from_db()
    assert review.status == status


def test_assess_again_until_the_other_is_in() -> None:
    review, first = reviews.review(), user()
    stored = reviews.assessed(review, first)
    changed = assessing.assess(review=review.pk, by=first, given=reviews.given(review, accuracy=3, revision=1))
    assert (changed.pk, changed.accuracy, changed.revision) == (stored.pk, 3, 2)
    reviews.assessed(review, user())
    with pytest.raises(ValidationError, match="cannot be changed any more"):
        assessing.assess(review=review.pk, by=first, given=reviews.given(review, revision=2))


def test_assess_over_an_unseen_revision_is_stale_and_writes_nothing() -> None:
    review, first = reviews.review(), user()
    reviews.assessed(review, first, rationale="stored")
    with pytest.raises(Stale) as stale:
        assessing.assess(review=review.pk, by=first, given=reviews.given(review, rationale="mine"))
    assert stale.value.stored.rationale == "stored"
    assert Assessment.objects.get().rationale == "stored"


def test_open_verdict_is_noted_once_and_with_the_assessment() -> None:
    review, reviewer = reviews.review(), user()
    held = reviews.assignment(review, reviewer)
    opened = assessing.open_verdict(assignment=held, by=reviewer).verdict_opened_at
    assert opened is not None
    assert assessing.open_verdict(assignment=held, by=reviewer).verdict_opened_at == opened
    assert reviews.assessed(review, reviewer).verdict_was_open
    assert not reviews.assessed(review, user()).verdict_was_open


def at_once(work: Callable[[int], None]) -> None:
    """The work with 0 to 19, each in a thread with a connection of its own, all beginning at the same moment."""
    start = Barrier(20)

    def run(number: int) -> None:
        try:
            start.wait(20)
            work(number)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


@pytest.mark.django_db(transaction=True)
def test_assess_twenty_writers_at_once_lose_no_update() -> None:
    """All have seen revision 1: one is taken, nineteen are told, and what is stored is whole."""
    review, reviewer = reviews.review(flags=1), user()
    reviews.assessed(review, reviewer)
    given = [reviews.given(review, accuracy=1 + n % 5, rationale=f"writer {n}", revision=1) for n in range(20)]
    outcomes: list[int | None] = []

    def write(number: int) -> None:
        try:
            assessing.assess(review=review.pk, by=reviewer, given=given[number])
            outcomes.append(number)
        except Stale:
            outcomes.append(None)

    at_once(write)
    won = [number for number in outcomes if number is not None]
    assert len(outcomes) == 20 and len(won) == 1
    left = Assessment.objects.get()
    assert (left.rationale, left.accuracy, left.revision) == (f"writer {won[0]}", 1 + won[0] % 5, 2)
    assert left.flag_answers.count() == 1
    events = Event.objects.filter(table__in=("reviews_assessment", "reviews_flaganswer")).exclude(row="").order_by("pk")
    assert [(one.table.removeprefix("reviews_"), one.action) for one in events] == [
        ("assessment", "insert"), ("flaganswer", "insert"),
        ("assessment", "update"), ("flaganswer", "delete"), ("flaganswer", "insert"),
    ]  # fmt: skip
    assert events[2].after == {**events[2].after, "rationale": left.rationale, "revision": 2}


@pytest.mark.django_db(transaction=True)
def test_take_twenty_at_once_gives_two_places() -> None:
    review, people = reviews.review(), [user() for _ in range(20)]
    taken: list[int] = []

    def want(number: int) -> None:
        with suppress(ValidationError):
            taken.append(places.take(review=review, by=people[number]).place)

    at_once(want)
    assert sorted(taken) == [1, 2]
    assert Review.objects.get().free_places == 0


def test_comment_needs_words() -> None:
    review, reviewer = reviews.review(), user()
    for text in ("", "  ", "x" * 5_001, "a\x00"):
        with pytest.raises(ValidationError):
            notes.comment(review=review, by=reviewer, text=text)
    assert notes.comment(review=review, by=reviewer, text=" Look at paragraph 3. ").text == "Look at paragraph 3."


def test_given_is_empty_by_default() -> None:
    assert Given().accuracy is None and Given().framing == ""


def test_next_goes_on_in_the_same_text_then_by_urgency() -> None:
    reviewer = user()
    first = reviews.review()
    second = reviews.review(version=first.mention.version, place=1)
    other = reviews.review()
    for review in (first, second, other):
        reviews.assignment(review, reviewer)
    assert reviews.assessed(first, reviewer).following == second.pk
    assert reviews.assessed(second, reviewer).following == other.pk
    assert reviews.assessed(other, reviewer).following is None
    assert other.assignments.get().standing == Standing.DONE
