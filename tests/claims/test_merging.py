"""Free claims in similar words: proposed, merged by a person, parted again."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from factcheck.accounts.models import User
from factcheck.claims.actions import merging
from factcheck.claims.alike import alike, merges_of
from factcheck.claims.models import Anchor, Claim, ClaimMerge, Decision, Fate, Mention
from factcheck.claims.models.mention import Origin
from tests.factories import articles
from tests.factories.accounts import user
from tests.factories.claims import free_claim

pytestmark = pytest.mark.django_db
WORDS = "Nobody in the hall believed the promise of a quick withdrawal"
NEARLY = "Nobody in the hall believed the promise of quick withdrawal"
OTHER = "The ambassador of Malta wore a green tie"


@pytest.fixture
def reviewer() -> User:
    return user()


def test_alike_proposes_what_is_said_in_similar_words_most_alike_first() -> None:
    claim = free_claim(WORDS).claim
    same, near = free_claim(WORDS), free_claim(NEARLY)
    free_claim(OTHER)
    Claim.objects.create(kind="vote_position", text=WORDS)
    found = alike(claim, 5)
    assert [one.claim for one in found] == [same.claim_id, near.claim_id]
    assert (found[1].words, found[1].slug) == (NEARLY, near.version.article.slug)
    assert found[0].percent == 100 > found[1].percent >= 40


def test_alike_leaves_out_what_nobody_makes_any_more_and_asks_nothing_of_typed_claims() -> None:
    claim = free_claim(WORDS).claim
    Mention.objects.filter(pk=free_claim(WORDS).pk).update(removed_at="2026-01-01T00:00Z")
    assert alike(claim, 5) == []
    typed = Claim.objects.create(kind="vote_position", text=WORDS)
    with CaptureQueriesContext(connection) as asked:
        assert (alike(typed, 5), merges_of(typed)) == ([], [])
    assert len(asked) == 0


def test_alike_asks_the_same_at_1_and_30() -> None:
    claim = free_claim(WORDS).claim
    counts = []
    for _ in range(2):
        for _ in range(15):
            free_claim(NEARLY)
        with CaptureQueriesContext(connection) as asked:
            assert len(alike(claim, 30)) >= 15
        counts.append(len(asked))
    assert counts == [1, 1]


def test_kept_apart_is_not_proposed_again_in_either_direction(reviewer: User) -> None:
    one, two = free_claim(WORDS).claim, free_claim(NEARLY).claim
    merging.keep_apart(claim=two, other=one, by=reviewer)
    merging.keep_apart(claim=one, other=two, by=reviewer)
    assert (alike(one, 5), alike(two, 5)) == ([], [])
    with pytest.raises(ValidationError, match="one claim"):
        merging.keep_apart(claim=one, other=one, by=reviewer)


def test_merge_makes_one_claim_with_many_mentions_and_undo_two_again(reviewer: User) -> None:
    into, away = free_claim(WORDS), free_claim(NEARLY)
    merge = merging.merge(into=into.claim, away=away.claim, by=reviewer)
    assert set(into.claim.mentions.all()) == {into, away}
    assert merge.moved == [away.pk] and 0.4 < merge.similarity < 1
    assert (alike(into.claim, 5), merges_of(into.claim)) == ([], [merge])
    assert merging.undo(merge=merge, by=reviewer) == [away.pk]
    assert set(into.claim.mentions.all()) == {into}
    assert set(away.claim.mentions.all()) == {away}
    assert merges_of(into.claim) == []
    stored = ClaimMerge.objects.get()
    assert stored.undone_by == reviewer and stored.undone_at is not None
    with pytest.raises(ValidationError, match="undone already"):
        merging.undo(merge=merge, by=reviewer)


def test_undo_takes_along_what_a_mention_was_followed_to_and_leaves_what_is_new(reviewer: User) -> None:
    into, away = free_claim(WORDS), free_claim(NEARLY)
    merge = merging.merge(into=into.claim, away=away.claim, by=reviewer)
    later = free_claim(NEARLY, claim=into.claim)
    new = free_claim(WORDS, claim=into.claim)
    Anchor.objects.create(
        mention=away, version=later.version, fate=Fate.EXACT, why="It stands.", target=later, decision=Decision.SAME
    )
    assert merging.undo(merge=merge, by=reviewer) == sorted([away.pk, later.pk])
    assert set(into.claim.mentions.all()) == {into, new}


def test_undo_of_a_claim_that_was_merged_on_is_refused_until_that_is_undone(reviewer: User) -> None:
    one, two, three = (free_claim(WORDS) for _ in range(3))
    first = merging.merge(into=two.claim, away=three.claim, by=reviewer)
    second = merging.merge(into=one.claim, away=two.claim, by=reviewer)
    assert set(second.moved) == {two.pk, three.pk}
    with pytest.raises(ValidationError, match="Undo that first"):
        merging.undo(merge=first, by=reviewer)
    merging.undo(merge=second, by=reviewer)
    merging.undo(merge=first, by=reviewer)
    assert [m.claim.mentions.count() for m in (one, two, three)] == [1, 1, 1]


def test_merge_refuses_with_its_reason(reviewer: User) -> None:
    mention = free_claim(WORDS)
    typed = Claim.objects.create(kind="vote_position", text=WORDS)
    gone = Claim.objects.create(kind="free", text=WORDS)
    twice = Mention.objects.create(
        claim=Claim.objects.create(kind="free", text=WORDS),
        version=mention.version,
        start=mention.start,
        end=mention.end,
        exact=mention.exact,
        origin=Origin.PERSON,
    )
    for other, says in (
        (mention.claim, "one claim already"),
        (typed, "Only free claims"),
        (gone, "Nobody makes this claim"),
        (twice.claim, "the very same words"),
    ):
        with pytest.raises(ValidationError, match=says):
            merging.merge(into=mention.claim, away=other, by=reviewer)
    assert not ClaimMerge.objects.exists()


def test_database_refuses_a_merge_of_a_claim_with_itself(reviewer: User) -> None:
    claim = free_claim(WORDS).claim
    with pytest.raises(IntegrityError, match="merge_is_of_two_claims"), transaction.atomic():
        ClaimMerge.objects.create(into=claim, away=claim, moved=[1], similarity=1.0, by=reviewer)


def test_free_claim_of_an_article_stands_in_its_text() -> None:
    mention = free_claim(WORDS, version=articles.version(text=f"It rained. {WORDS}."))
    assert mention.version.checked_text[mention.start : mention.end] == WORDS
