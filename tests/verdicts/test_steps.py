"""From two assessments to a published verdict, and on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.articles.actions import articles as article_actions
from factcheck.claims.models import FlagRaised
from factcheck.record.models import VoteEvent
from factcheck.reviews.actions import places
from factcheck.reviews.actions.statements import Statement
from factcheck.reviews.models import Assignment, EvidenceItem, Status
from factcheck.verdicts import checklist
from factcheck.verdicts.actions import correcting, deciding, publishing, steps
from factcheck.verdicts.actions.deciding import Decided
from factcheck.verdicts.models import Correction, Happening, Verdict
from tests.factories import record, reviews, verdicts
from tests.factories.accounts import user
from tests.factories.verdicts import GIVEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return user("editor")


def test_decide_needs_two_assessments(editor: User) -> None:
    review = reviews.review()
    with pytest.raises(ValidationError, match="Two reviewers have to judge"):
        deciding.decide(review=review, by=editor, given=GIVEN)
    reviews.assessed(review, user())
    with pytest.raises(ValidationError, match="Two reviewers have to judge"):
        deciding.decide(review=review, by=editor, given=GIVEN)


def test_decide_is_for_editors_who_did_not_judge_and_have_no_conflict(editor: User) -> None:
    review, judge = reviews.review(), user("editor")
    held = places.take(review=review, by=editor)
    places.recuse(assignment=held, by=editor, reason="My sister wrote it.")
    reviews.assessed(review, judge)
    reviews.assessed(review, user())
    with pytest.raises(PermissionDenied):
        deciding.decide(review=review, by=user("reviewer"), given=GIVEN)
    with pytest.raises(ValidationError, match="You judged this claim yourself"):
        deciding.decide(review=review, by=judge, given=GIVEN)
    with pytest.raises(ValidationError, match="You recused yourself"):
        deciding.decide(review=review, by=editor, given=GIVEN)
    assert not Verdict.objects.exists()


def test_decide_between_two_that_differ_needs_a_reason(editor: User) -> None:
    review = verdicts.judged(accuracies=(1, 4))
    assert review.status == Status.DISPUTED
    with pytest.raises(ValidationError) as refused:
        deciding.decide(review=review, by=editor, given=GIVEN)
    assert set(refused.value.message_dict) == {"reason"}
    verdict = deciding.decide(
        review=review, by=editor, given=Decided(GIVEN.claim_text, GIVEN.summary, 1, reason="The roll call decides.")
    )
    assert verdict.versions.get().reason == "The roll call decides."


def test_decide_names_every_field_that_is_wrong(editor: User) -> None:
    with pytest.raises(ValidationError) as refused:
        deciding.decide(review=verdicts.judged(), by=editor, given=Decided("x" * 75, " ", framing="nonsense"))
    assert set(refused.value.message_dict) == {"claim_text", "summary", "framing"}
    with pytest.raises(ValidationError) as refused:
        deciding.decide(review=verdicts.judged(), by=editor, given=Decided("False: Brazil voted no", "x", 1))
    assert "is a rating" in str(refused.value)


def test_nobody_approves_their_own_decision(editor: User) -> None:
    review, judge = reviews.review(), user("editor")
    reviews.assessed(review, judge)
    reviews.assessed(review, user())
    review.refresh_from_db()
    verdict = verdicts.draft(by=editor, review=review)
    with pytest.raises(ValidationError, match="You decided it yourself"):
        deciding.approve(verdict=verdict, by=editor)
    with pytest.raises(ValidationError, match="You judged this claim yourself"):
        deciding.approve(verdict=verdict, by=judge)
    assert deciding.approve(verdict=verdict, by=user("editor")).status == "approved"


def test_one_origin_needs_a_waiver() -> None:
    given = Decided(GIVEN.claim_text, GIVEN.summary, 1)
    verdict = verdicts.draft(given=given)
    with pytest.raises(ValidationError, match="rests on one origin"):
        deciding.approve(verdict=verdict, by=user("editor"))


def test_statements_of_two_states_suffice_beside_a_page_or_a_row_only() -> None:
    given = Decided(GIVEN.claim_text, GIVEN.summary, 1)
    review = reviews.review()
    for code in ("FRA", "IND"):
        record.state(code)
        said = Statement("for", "We saw it.", speaker="A", state=code, said_on="2025-02-24", place="S/PV.9866")
        reviews.assessed(review, user(), statements=[said])
    verdict = verdicts.draft(given=given, review=review)
    with pytest.raises(ValidationError, match="rests on statements alone"):
        deciding.approve(verdict=verdict, by=user("editor"))
    case = steps.case_of(verdict, user("editor"))
    assert [one.text for one in checklist.answers(case) if one.question.code in ("origins", "primary")] == ["", ""]
    item = EvidenceItem.objects.order_by("pk")[0]
    EvidenceItem.objects.create(assessment=item.assessment, side="for", url="https://a.example/", ordinal=1)
    assert deciding.approve(verdict=verdict, by=user("editor")).status == "approved"


def test_a_flag_that_was_raised_since_is_answered_before() -> None:
    review = verdicts.judged(flags=1)
    verdict = verdicts.draft(review=review)
    flag = FlagRaised.objects.get()
    late = FlagRaised.objects.create(
        version=flag.version, checking=flag.checking, code="headline-body", severity="low", start=0, end=5, ordinal=50,
        explanation="x",
    )  # fmt: skip
    late.mentions.add(review.mention)
    with pytest.raises(ValidationError, match="answered by nobody: 1 flag"):
        deciding.approve(verdict=verdict, by=user("editor"))


@pytest.mark.parametrize("place", ["first", "compared with"])
def test_no_verdict_on_a_vote_that_is_not_reconciled(editor: User, place: str) -> None:
    from tests.factories import record

    event = record.vote_event()
    VoteEvent.objects.filter(pk=event.pk).update(is_reconciled=False)
    review = verdicts.judged()
    finding = review.mention.findings.get()
    if place == "first":
        finding.events = [{"motion": event.motion.key, "score": 1.0}]
    else:
        finding.evidence = [*finding.evidence, {"type": "vote", "ref": f"{event.motion.key}#BRA", "source": ""}]
    finding.save()
    with pytest.raises(ValidationError, match="do not agree in the record"):
        deciding.decide(review=review, by=editor, given=GIVEN)


def test_a_draft_can_be_decided_again_and_approved_ones_sent_back(editor: User) -> None:
    verdict = verdicts.approved()
    with pytest.raises(ValidationError, match="not open here any more"):
        deciding.decide(review=verdict.versions.get().review, by=editor, given=GIVEN)
    with pytest.raises(ValidationError, match="Say what has to be decided"):
        deciding.send_back(verdict=verdict, by=editor, why=" ")
    deciding.send_back(verdict=verdict, by=editor, why="The summary names the wrong day.")
    verdict = deciding.decide(
        review=verdict.versions.get().review, by=editor, given=Decided(GIVEN.claim_text, "Better.", 2, waiver="x")
    )
    version = verdict.versions.get()
    assert (version.number, version.summary, version.approved_by, verdict.status) == (1, "Better.", None, "draft")


def test_publish_asks_for_the_article_and_keeps_what_it_stands_on(editor: User) -> None:
    verdict = verdicts.approved()
    with pytest.raises(ValidationError, match="article is not published"):
        publishing.publish(verdict=verdict, by=editor)
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    verdict = publishing.publish(verdict=verdict, by=editor)
    version = verdict.versions.get()
    assert (verdict.status, verdict.published_at) == ("published", version.published_at)
    assert verdict.stands_on == version.basis
    assert version.basis["finding"]["verdict"] == "refuted"


def test_an_embargo_holds_until_it_is_over(editor: User) -> None:
    verdict = verdicts.approved()
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    verdict = publishing.set_embargo(verdict=verdict, by=editor, until=timezone.now() + timedelta(hours=1))
    with pytest.raises(ValidationError, match="There is an embargo until"):
        publishing.publish(verdict=verdict, by=editor)
    with pytest.raises(ValidationError, match="before the end of the embargo"):
        publishing.schedule(verdict=verdict, by=editor, at=timezone.now() + timedelta(minutes=5))
    publishing.set_embargo(verdict=verdict, by=editor, until=None)
    assert [one.why for one in verdict.happenings.filter(step="embargo", by=editor)][1] == "there is none any more"
    assert publishing.publish(verdict=verdict, by=editor).status == "published"


def test_a_scheduled_verdict_is_published_by_itself_at_its_time(editor: User) -> None:
    verdict = verdicts.approved()
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    at = timezone.now() + timedelta(hours=1)
    verdict = publishing.schedule(verdict=verdict, by=editor, at=at)
    assert publishing.due(timezone.now()) == []
    assert publishing.due(at) == [verdict]
    verdict = publishing.publish(verdict=verdict, by="system")
    assert verdict.status == "published"
    assert Happening.objects.filter(step="publish", by=None).count() == 1


def test_a_form_of_an_earlier_step_is_refused(editor: User) -> None:
    verdict = verdicts.draft()
    deciding.approve(verdict=verdict, by=user("editor"), revision=1)
    with pytest.raises(ValidationError, match="in the meantime"):
        deciding.send_back(verdict=verdict, by=editor, why="x", revision=1)


def proposed(verdict: Verdict, by: User, **about: object) -> Correction:
    values: dict[str, object] = {
        "given": Decided(GIVEN.claim_text, "The roll call shows that Brazil did not vote.", 2, waiver="x"),
        "change": "substantial",
        "notice": "The first text said that Brazil abstained.",
        **about,
    }
    return correcting.propose(verdict=verdict, by=by, **values)  # type: ignore[arg-type]


def test_a_correction_is_proposed_by_one_and_approved_by_another(editor: User) -> None:
    verdict = verdicts.published()
    correction = proposed(verdict, editor)
    verdict.refresh_from_db()
    assert verdict.status == "in_correction"
    with pytest.raises(ValidationError, match="You proposed it yourself"):
        correcting.approve(correction=correction, by=editor)
    with pytest.raises(PermissionDenied):
        correcting.approve(correction=correction, by=user("reviewer"))
    version = correcting.approve(correction=correction, by=user("editor"))
    verdict.refresh_from_db()
    assert (version.number, version.change, version.accuracy, verdict.status) == (2, "substantial", 2, "published")
    assert verdict.versions.get(number=1).summary == GIVEN.summary
    assert verdict.stands_on == version.basis
    for change in (lambda rows: rows.update(notice="Otherwise."), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError, match="settled"), transaction.atomic():
            change(verdict.corrections.all())


def test_a_correction_says_what_it_is(editor: User) -> None:
    verdict = verdicts.published()
    with pytest.raises(ValidationError) as refused:
        proposed(verdict, editor, change="minor", notice="")
    assert set(refused.value.message_dict) == {"change", "notice"}
    with pytest.raises(ValidationError, match="Nothing differs"):
        proposed(verdict, editor, given=GIVEN)
    verdict.refresh_from_db()
    assert verdict.status == "published"


def test_a_rejected_correction_leaves_all_as_it_was(editor: User) -> None:
    verdict = verdicts.published()
    correction = proposed(verdict, user("reviewer"))
    with pytest.raises(ValidationError, match="Say why"):
        correcting.reject(correction=correction, by=editor, why="")
    correcting.reject(correction=correction, by=editor, why="The first text is right.")
    verdict.refresh_from_db()
    assert (verdict.status, verdict.versions.count()) == ("published", 1)
    with pytest.raises(ValidationError, match="is settled: rejected"):
        correcting.approve(correction=correction, by=editor)


def test_withdrawing_keeps_the_text_and_says_why(editor: User) -> None:
    verdict = verdicts.published()
    with pytest.raises(ValidationError, match="Say why it is withdrawn"):
        publishing.withdraw(verdict=verdict, by=editor, why="")
    verdict = publishing.withdraw(verdict=verdict, by=editor, why="It was about another vote.")
    assert (verdict.status, verdict.versions.count()) == ("withdrawn", 1)
    assert steps.offers(verdict, steps.case_of(verdict, editor)) == []


def test_offers_name_the_reason_against_each_step(editor: User) -> None:
    verdict = verdicts.draft(by=editor)
    offers = {offer.step.code: offer.refusal for offer in steps.offers(verdict, steps.case_of(verdict, editor))}
    assert offers["approve"] == "You decided it yourself. Another editor approves."
    assert offers["decide"] == ""
    reviewer = {
        offer.step.code: offer.refusal for offer in steps.offers(verdict, steps.case_of(verdict, user("reviewer")))
    }
    assert reviewer["approve"] == "This needs the role editor."
    assert set(offers) == set(reviewer) == {"decide", "approve"}


def test_nothing_is_lost_to_a_person_who_left(editor: User) -> None:
    """A scheduled verdict whose editor lost the role is not published by itself."""
    verdict = verdicts.approved()
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    verdict = publishing.schedule(verdict=verdict, by=editor, at=timezone.now() + timedelta(hours=1))
    User.objects.filter(pk=editor.pk).update(is_active=False)
    with pytest.raises(PermissionDenied):
        publishing.publish(verdict=verdict, by="system")
    assert Assignment.objects.count() == 2


def test_an_embargo_beyond_the_time_it_is_scheduled_for_moves_the_time(editor: User) -> None:
    verdict = verdicts.approved()
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    now = timezone.now()
    publishing.schedule(verdict=verdict, by=editor, at=now + timedelta(hours=1))
    for hours, expected in ((3, 3), (2, 3)):
        verdict = publishing.set_embargo(verdict=verdict, by=editor, until=now + timedelta(hours=hours))
        assert (verdict.status, verdict.publish_at) == ("scheduled", now + timedelta(hours=expected))
    assert "when it is published by itself" in verdict.happenings.filter(step="embargo").order_by("pk")[0].why


def test_a_correction_does_not_take_the_waiver_away_from_one_origin(editor: User) -> None:
    verdict = verdicts.published()
    without = Decided(GIVEN.claim_text, "The roll call shows that Brazil did not vote.", 2)
    with pytest.raises(ValidationError) as refused:
        proposed(verdict, editor, given=without)
    assert refused.value.message_dict == {
        "waiver": ["It rests on one origin. Name a second, or say in the decision why one suffices."]
    }
    correction = proposed(verdict, editor)
    Correction.objects.filter(pk=correction.pk).update(waiver="")  # as it may stand there from before
    with pytest.raises(ValidationError, match="It rests on one origin"):
        correcting.approve(correction=correction, by=user("editor"))


def test_an_embargo_waits_for_nothing_that_publishing_asks_for(editor: User) -> None:
    verdict, until = verdicts.approved(checked=False), timezone.now() + timedelta(hours=1)
    assert not verdict.versions.get().mention.version.article.is_published
    with pytest.raises(PermissionDenied):
        publishing.set_embargo(verdict=verdict, by=user("reviewer"), until=until)
    judge = verdict.versions.get().review.assignments.all()[0].reviewer
    User.objects.filter(pk=judge.pk).update(role="editor")
    judge.refresh_from_db()
    for by, hours in ((editor, 1), (judge, 2)):
        verdict = publishing.set_embargo(verdict=verdict, by=by, until=until + timedelta(hours=hours))
        assert (verdict.status, verdict.embargo_until) == ("approved", until + timedelta(hours=hours))
    Assignment.objects.filter(reviewer=judge).update(standing="recused", reason="My sister wrote it.")
    with pytest.raises(ValidationError, match="You recused yourself"):
        publishing.set_embargo(verdict=verdict, by=judge, until=None)
