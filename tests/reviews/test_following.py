"""Reviews when the text of their article changes."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from factcheck.claims.actions.checking import check_version
from factcheck.claims.models import Anchor, Claim, Decision, Fate, Mention
from factcheck.claims.models.mention import Origin
from factcheck.claims.queries import waiting_anchors
from factcheck.engine import prepare
from factcheck.engine.index import Index
from factcheck.reviews import queries
from factcheck.reviews.actions import assessing, following, places
from factcheck.reviews.actions.assessing import Given
from factcheck.reviews.models import Review, Standing, Status
from tests.factories import articles
from tests.factories import engine as records
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
BODY = (
    "The General Assembly adopted resolution A/RES/ES-11/7 on 24 February 2025. It was a long day. "
    "The United States voted against resolution A/RES/ES-11/7. India abstained from the vote on it. The hall was full."
)
AGAINST = "The United States voted against"
TITLE = "A vote in New York"


@pytest.fixture
def index() -> Index:
    return prepare(records.record())


@pytest.fixture
def review(index: Index) -> Review:
    """The review of the claim that the United States voted against."""
    version = articles.version(title=TITLE, text=BODY)
    check_version(version=version, by="system", index=index)
    places.open_reviews(version=version, by="system")
    return Review.objects.get(mention__exact__startswith=AGAINST)


def renewed(review: Review, text: str, index: Index, title: str = TITLE) -> Anchor:
    """The article's text as it reads now, and what became of the claim in it."""
    version = following.add_version(
        article=review.mention.version.article, text=text, title=title, by=user(), index=index
    )
    return Anchor.objects.get(mention=review.mention, version=version)


def test_a_claim_whose_sentence_stands_is_followed_with_what_was_assessed(review: Review, index: Index) -> None:
    reviewer = user()
    answers = {flag.pk: ("accepted", "") for flag in review.mention.flags}
    places.take(review=review, by=reviewer)
    assessing.assess(review=review.pk, by=reviewer, given=Given(accuracy=5, answers=answers))
    anchor = renewed(review, BODY.replace("It was a long day.", "It was a very long day indeed."), index)
    assert (anchor.fate, anchor.decision) == (Fate.EXACT, Decision.BY_ITSELF)
    moved = Review.objects.get(pk=review.pk)
    assert moved.mention.version.number == 2
    assert moved.mention.exact == review.mention.exact
    assert moved.mention.origin == Origin.ENGINE
    assert [one.accuracy for one in queries.assessments_for(moved, reviewer)] == [5]


def test_a_sentence_that_went_elsewhere_is_followed(review: Review, index: Index) -> None:
    sentence = "The United States voted against resolution A/RES/ES-11/7. "
    anchor = renewed(review, BODY.replace(sentence, "") + " " + sentence.strip(), index)
    assert (anchor.fate, anchor.decision) == (Fate.MOVED, Decision.BY_ITSELF)


def test_a_rewritten_sentence_waits_and_the_review_stays(review: Review, index: Index) -> None:
    anchor = renewed(review, BODY.replace("States voted against", "States did not vote against"), index)
    assert (anchor.fate, anchor.decision, anchor.target) == (Fate.CHANGED, "", None)
    assert Review.objects.get(pk=review.pk).mention_id == review.mention_id
    assert anchor in waiting_anchors()


def test_the_same_words_about_another_vote_wait_for_a_person(review: Review, index: Index) -> None:
    """The sentence is untouched; the engine ties it to another vote than before."""
    other = Claim.objects.create(kind=review.mention.claim.kind, canonical_key="vote_position|A/RES/1|USA|no", text="x")
    Mention.objects.filter(pk=review.mention_id).update(claim=other)
    review.refresh_from_db()
    anchor = renewed(review, BODY + " The end.", index)
    assert (anchor.fate, anchor.decision) == (Fate.CHANGED, "")
    assert "another claim" in anchor.why


def test_a_sentence_taken_out_is_lost_and_can_be_given_up(review: Review, index: Index) -> None:
    reviewer = user()
    held = places.take(review=review, by=reviewer)
    anchor = renewed(review, BODY.replace("The United States voted against resolution A/RES/ES-11/7. ", ""), index)
    assert anchor.fate == Fate.LOST
    following.give_up(anchor=anchor, by=reviewer)
    review.refresh_from_db()
    held.refresh_from_db()
    assert (review.status, review.free_places, held.standing) == (Status.CLOSED, 0, Standing.WITHDRAWN)
    with pytest.raises(ValidationError, match="does not say it any more"):
        places.take(review=review, by=user())


def test_keep_moves_the_review_to_the_words_that_a_person_names(review: Review, index: Index) -> None:
    anchor = renewed(review, BODY.replace("The United States voted", "It was the United States that voted"), index)
    assert anchor.fate == Fate.CHANGED
    kept = following.keep(anchor=anchor, by=user())
    review.refresh_from_db()
    assert review.mention_id == kept.target_id
    assert review.mention.version == anchor.version
    assert "the United States that voted against" in review.mention.exact or review.mention.start == anchor.start


def test_keep_of_another_claim_is_refused(review: Review, index: Index) -> None:
    anchor = renewed(review, BODY.replace("States voted against", "States voted for"), index)
    there = Mention.objects.get(version=anchor.version, exact__startswith="The United States voted for")
    with pytest.raises(ValidationError, match="another claim"):
        following.keep(anchor=anchor, by=user(), target=there)
    anchor.refresh_from_db()
    assert anchor.is_waiting


def test_replace_closes_the_old_review_and_gives_the_new_one_to_the_same_people(review: Review, index: Index) -> None:
    first, second = user(), user()
    answers = {flag.pk: ("accepted", "") for flag in review.mention.flags}
    places.take(review=review, by=first)
    assessing.assess(review=review.pk, by=first, given=Given(accuracy=1, rationale="Seen.", answers=answers))
    places.take(review=review, by=second)
    anchor = renewed(review, BODY.replace("States voted against", "States voted for"), index)
    there = Mention.objects.get(version=anchor.version, exact__startswith="The United States voted for")
    following.replace(anchor=anchor, by=first, target=there)
    review.refresh_from_db()
    assert review.status == Status.CLOSED
    new = Review.objects.get(mention=there)
    assert set(new.assignments.values_list("reviewer", "standing")) == {(first.pk, "open"), (second.pk, "open")}
    assert new.free_places == 0
    assert queries.assessments_for(review, second) == [], "the second reviewer is to judge the new words unseen"


def test_a_second_decision_is_refused(review: Review, index: Index) -> None:
    anchor = renewed(review, BODY.replace("The United States voted against resolution A/RES/ES-11/7. ", ""), index)
    following.give_up(anchor=anchor, by=user())
    with pytest.raises(ValidationError, match="in the meantime"):
        following.give_up(anchor=anchor, by=user())


def test_a_third_text_asks_anew_and_the_old_question_is_overtaken(review: Review, index: Index) -> None:
    first = renewed(review, BODY.replace("States voted against", "States did not vote against"), index)
    second = renewed(review, BODY + " The end.", index)
    first.refresh_from_db()
    assert (first.decision, second.decision) == (Decision.OVERTAKEN, Decision.BY_ITSELF)
    review.refresh_from_db()
    assert review.mention.version.number == 3


def test_the_same_text_again_makes_no_version(review: Review, index: Index) -> None:
    version = following.add_version(
        article=review.mention.version.article, text=BODY, title=TITLE, by=user(), index=index
    )
    assert version.number == 1
    assert not Anchor.objects.exists()


def test_a_claim_that_a_person_marked_is_followed_too(review: Review, index: Index) -> None:
    version = review.mention.version
    start = version.checked_text.index("The hall was full")
    free = Claim.objects.create(kind="free", text="The hall was full")
    Mention.objects.create(
        claim=free, version=version, start=start, end=start + 17, exact="The hall was full", origin=Origin.PERSON
    )
    following.add_version(article=version.article, text="Rain fell. " + BODY, title=TITLE, by=user(), index=index)
    there = Mention.objects.get(version__number=2, origin=Origin.PERSON)
    assert (there.claim, there.exact) == (free, "The hall was full")


def test_the_database_refuses_to_follow_by_itself_what_changed(review: Review, index: Index) -> None:
    anchor = renewed(review, BODY.replace("States voted against", "States did not vote against"), index)
    with pytest.raises(IntegrityError), transaction.atomic():
        Anchor.objects.filter(pk=anchor.pk).update(decision=Decision.BY_ITSELF, target=review.mention)
