"""Verdicts go stale by themselves when the record, the rules or the text changes, and never are re-rated."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from factcheck.claims.actions.checking import check_version
from factcheck.claims.checking_index import current_index
from factcheck.record.models import Vote, VoteEvent
from factcheck.reviews.actions import following, places
from factcheck.reviews.models import Review
from factcheck.verdicts import bundles
from factcheck.verdicts.actions import correcting, rechecking, steps
from factcheck.verdicts.actions.deciding import Decided
from factcheck.verdicts.models import Correction, Happening, RecheckRun, Verdict
from tests.factories import articles, record, verdicts
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
TEXT = (
    "The General Assembly adopted resolution A/RES/ES-11/7 on 24 February 2025. "
    "The United States voted against resolution A/RES/ES-11/7. It was a long day in New York for all who were there."
)


@pytest.fixture
def verdict() -> Verdict:
    """A published verdict: true, the United States voted against A/RES/ES-11/7."""
    record.load_bundled()
    version = articles.version(title="A vote in New York", text=TEXT)
    check_version(version=version, by="system")
    places.open_reviews(version=version, by="system")
    review = Review.objects.get(mention__exact__startswith="The United States voted against")
    return verdicts.published(review=verdicts.judged(review=review, accuracies=(5, 5)))


def exchange(one: str, other: str) -> None:
    """Two states change votes with each other, as an import may have it: the counts stay as they were."""
    of_event = Vote.objects.filter(event__motion__key="A/RES/ES-11/7")
    options = dict(of_event.filter(organization__code__in=[one, other]).values_list("organization__code", "option"))
    of_event.filter(organization__code=one).update(option=options[other])
    of_event.filter(organization__code=other).update(option=options[one])
    VoteEvent.objects.filter(motion__key="A/RES/ES-11/7").update(is_reconciled=True, unreconciled_reason="")


def change_the_vote() -> None:
    exchange("USA", "FRA")


def recheck(verdict: Verdict) -> RecheckRun:
    run = rechecking.recheck_everything()
    verdict.refresh_from_db()
    return run


def test_record_that_goes_back_to_an_earlier_state_is_held_against_what_stands_now(verdict: Verdict) -> None:
    assert recheck(verdict).same == 1
    change_the_vote()
    assert recheck(verdict).doubted == 1
    rechecking.reaffirm(verdict=verdict, by=user("editor"), why="The other sentence says so.")
    change_the_vote()  # back again: the state of the first run
    assert recheck(verdict).doubted == 1
    assert verdict.status == "needs_recheck"
    assert recheck(verdict).doubted == 1, "and it is not computed again for the same state"
    assert verdict.happenings.filter(step="doubt").count() == 2


def test_many_verdicts_of_a_text_take_as_many_queries_as_few(django_assert_max_num_queries: Any) -> None:
    record.load_bundled()
    states = ("Brazil", "India", "China", "France", "Ireland", "Norway", "Kenya", "Chile")
    for named in (states[:2], states[2:]):
        text = " ".join(f"{state} voted against resolution A/RES/ES-11/7." for state in named)
        version = articles.version(title="", text=text)
        check_version(version=version, by="system")
        made = [
            verdicts.published(review=verdicts.judged(review=Review.objects.create(mention=mention)))
            for mention in {one.claim_id: one for one in version.mentions.filter(claim__verdict=None)}.values()
        ]
        Verdict.objects.filter(pk__in=[one.pk for one in made]).update(stands_on={**made[0].stands_on, "snapshot": ""})
        index = current_index()
        with django_assert_max_num_queries(25):
            found = rechecking.recheck_texts([version], index)
        assert found.same + found.doubted >= len(made) > 1


def test_nothing_changed_and_nothing_is_done(verdict: Verdict) -> None:
    run = recheck(verdict)
    assert (run.same, run.doubted, verdict.status) == (1, 0, "published")
    assert not Happening.objects.filter(step__in=("same", "doubt")).exists()
    assert rechecking.recheck_everything().pk == run.pk
    assert RecheckRun.objects.count() == 1


def test_a_vote_that_changes_marks_the_verdict_with_the_reason_and_leaves_its_rating(verdict: Verdict) -> None:
    change_the_vote()
    run = recheck(verdict)
    assert (run.doubted, verdict.status) == (1, "needs_recheck")
    assert verdict.doubts == [
        "Computed anew from the record, the claim is “refuted”; it was “supported” when it was decided.",
        "Flagged since: Wrong vote reported.",
    ]
    assert verdict.versions.get().accuracy == verdicts.GIVEN.accuracy
    recheck(verdict)
    assert Happening.objects.filter(step="doubt").count() == 1


def test_a_vote_of_another_state_reaffirms_by_itself_and_is_noted_once(verdict: Verdict) -> None:
    exchange("IND", "FRA")
    run = recheck(verdict)
    assert (run.same, run.doubted, verdict.status) == (1, 0, "published")
    recheck(verdict)
    assert Happening.objects.filter(step="same").count() == 1


def test_reaffirmed_it_is_held_against_what_the_editor_saw(verdict: Verdict) -> None:
    change_the_vote()
    recheck(verdict)
    with pytest.raises(ValidationError, match="You decided it yourself"):
        rechecking.reaffirm(verdict=verdict, by=verdict.versions.get().decided_by, why="I was right all along.")
    with pytest.raises(ValidationError, match="Say why it stands"):
        rechecking.reaffirm(verdict=verdict, by=user("editor"), why="")
    rechecking.reaffirm(verdict=verdict, by=user("editor"), why="The source is wrong; its publisher has been told.")
    articles.version()  # any new text begins another run
    recheck(verdict)
    assert (verdict.status, verdict.doubts) == ("published", [])


def correction_of(verdict: Verdict) -> Correction:
    given = Decided(verdicts.GIVEN.claim_text, "Other words.", 1, waiver="x")
    return correcting.propose(verdict=verdict, by=user("editor"), given=given, change="minor", notice="Other words.")


def test_a_doubt_during_a_correction_waits_for_its_end(verdict: Verdict) -> None:
    correction = correction_of(verdict)
    change_the_vote()
    recheck(verdict)
    assert (verdict.status, len(verdict.doubts)) == ("in_correction", 2)
    correcting.reject(correction=correction, by=user("editor"), why="Not before the vote is looked at.")
    verdict.refresh_from_db()
    assert verdict.status == "needs_recheck"


def test_a_correction_approved_before_the_recheck_rests_on_the_record_of_now_and_has_its_bundle(
    verdict: Verdict,
) -> None:
    correction = correction_of(verdict)
    exchange("IND", "FRA")
    version = correcting.approve(correction=correction, by=user("editor"))
    assert version.basis["snapshot"] == current_index().snapshot != verdict.stands_on["snapshot"]
    assert bundles.verify(json.loads(bytes(version.bundle.document))) == []


def test_a_correction_is_not_approved_on_a_proof_that_nobody_has_seen(verdict: Verdict) -> None:
    correction, editor = correction_of(verdict), user("editor")
    change_the_vote()
    with pytest.raises(ValidationError, match=r"computed anew.*“refuted”; it was “supported”"):
        correcting.approve(correction=correction, by=editor)
    recheck(verdict)
    assert (verdict.status, len(verdict.doubts)) == ("in_correction", 2)
    correcting.approve(correction=correction, by=editor)
    recheck(verdict)
    assert (verdict.status, verdict.doubts) == ("published", [])


def test_an_editor_who_saw_no_doubt_does_not_approve_it_away(verdict: Verdict) -> None:
    correction, editor = correction_of(verdict), user("editor")
    verdict.refresh_from_db()
    on_the_page = verdict.revision
    change_the_vote()
    recheck(verdict)
    with pytest.raises(steps.Stale):
        correcting.approve(correction=correction, by=editor, revision=on_the_page)
    verdict.refresh_from_db()
    assert (verdict.status, len(verdict.doubts)) == ("in_correction", 2)
    told = verdict.happenings.order_by("pk").last()
    assert told is not None and (told.step, told.before, told.after) == ("in_doubt", "in_correction", "in_correction")
    assert told.why == " ".join(verdict.doubts)
    correcting.approve(correction=correction, by=editor, revision=verdict.revision)


def test_a_newer_text_in_which_the_claim_was_not_found_marks_it(verdict: Verdict) -> None:
    article = verdict.versions.get().mention.version.article
    changed = TEXT.replace("voted against", "spoke at length about")
    following.add_version(article=article, text=changed, title="A vote in New York", by=user())
    recheck(verdict)
    assert verdict.status == "needs_recheck"
    assert "newer text, version 2" in verdict.doubts[0]


def test_a_newer_text_with_the_same_sentence_changes_nothing(verdict: Verdict) -> None:
    article = verdict.versions.get().mention.version.article
    following.add_version(article=article, text="Rain fell. " + TEXT, title="A vote in New York", by=user())
    recheck(verdict)
    assert (verdict.status, verdict.doubts) == ("published", [])


def test_stopped_anywhere_it_goes_on_where_it_was(verdict: Verdict, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        verdicts.published()
    monkeypatch.setattr(rechecking, "PIECE", 1)
    monkeypatch.setattr(rechecking.texts_after, "__defaults__", (1,))
    seen: list[int] = []
    whole = rechecking.recheck_texts

    def broken(texts: Any, index: Any = None) -> Any:
        if len(seen) == 1:
            raise KeyboardInterrupt
        seen.extend(text.pk for text in texts)
        return whole(texts, index)

    monkeypatch.setattr(rechecking, "recheck_texts", broken)
    with pytest.raises(KeyboardInterrupt):
        rechecking.recheck_everything(current_index())
    assert RecheckRun.objects.get().last_text == seen[0]
    monkeypatch.setattr(rechecking, "recheck_texts", whole)
    run = rechecking.recheck_everything(current_index())
    assert run.ended_at is not None
    assert run.same + run.doubted == 3
