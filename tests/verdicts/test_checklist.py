"""What the codes of principles ask before a verdict is published."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from factcheck.articles.actions import articles as article_actions
from factcheck.reviews.models import EvidenceItem, Reply
from factcheck.verdicts import checklist
from factcheck.verdicts.actions import answering, correcting, deciding, publishing, steps
from factcheck.verdicts.models import ChecklistAnswer, Verdict
from tests.factories import verdicts
from tests.factories.accounts import user
from tests.verdicts.test_steps import proposed

pytestmark = pytest.mark.django_db


def open_questions(verdict: Verdict) -> set[str]:
    case = steps.case_of(verdict, user("editor"))
    return {one.question.code for one in checklist.answers(case) if not one.text}


def test_data_answer_what_they_can_and_leave_the_rest_open() -> None:
    verdict = verdicts.approved(checked=False)
    assert open_questions(verdict) == {"why", "primary", "both_sides", "reply", "wording"}
    review = verdict.versions.get().review
    review.why = "Many shared it."
    review.save()
    Reply.objects.create(review=review, asked="The outlet", how="by mail", asked_on="2025-03-01", by=user())
    assessment = review.assignments.order_by("place")[0].assessment
    for side in ("for", "against"):
        EvidenceItem.objects.create(assessment=assessment, side=side, url=f"https://{side}.example.org/")
    assert open_questions(verdict) == {"primary", "wording"}


def test_nothing_is_published_while_a_question_is_open() -> None:
    verdict, editor = verdicts.approved(checked=False), user("editor")
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    with pytest.raises(ValidationError, match="checklist has 5 open questions"):
        publishing.publish(verdict=verdict, by=editor)
    given = dict.fromkeys(("why", "primary", "both_sides", "reply"), "It is so.")
    assert answering.answer(verdict=verdict, by=editor, given=given) == 4
    with pytest.raises(ValidationError, match="checklist has 1 open question"):
        publishing.publish(verdict=verdict, by=editor)
    answering.answer(verdict=verdict, by=editor, given={"wording": "I did; nothing was changed."})
    assert publishing.publish(verdict=verdict, by=editor).status == "published"
    with pytest.raises(ValidationError, match="published already"):
        answering.answer(verdict=verdict, by=editor, given=given)


def test_like_claims_rated_otherwise_ask_why() -> None:
    verdicts.published()
    verdict = verdicts.approved(checked=False)
    assert "same_rule" not in open_questions(verdict)
    verdict.versions.update(accuracy=5)
    assert "same_rule" in open_questions(verdict)


def test_answers_go_when_the_claim_is_decided_anew() -> None:
    verdict, editor = verdicts.draft(), user("editor")
    answering.answer(verdict=verdict, by=editor, given={"why": "Many shared it."})
    deciding.decide(review=verdict.versions.get().review, by=editor, given=verdicts.GIVEN)
    assert not ChecklistAnswer.objects.exists()


def test_answers_stay_with_a_corrected_wording_as_they_were_given() -> None:
    verdict = verdicts.published()
    given = list(verdict.versions.get().checklist.values_list("question", "text", "by", "at"))
    version = correcting.approve(correction=proposed(verdict, user("reviewer")), by=user("editor"))
    assert given
    assert list(version.checklist.values_list("question", "text", "by", "at")) == given


def test_answers_are_refused_by_name() -> None:
    verdict = verdicts.draft()
    with pytest.raises(ValidationError) as refused:
        answering.answer(verdict=verdict, by=user("editor"), given={"nonsense": "x", "why": "x" * 2001})
    assert set(refused.value.message_dict) == {"nonsense", "why"}
    with pytest.raises(PermissionDenied):
        answering.answer(verdict=verdict, by=user("reviewer"), given={"why": "x"})
    assert not ChecklistAnswer.objects.exists()


def test_the_page_asks_and_keeps(client: Client) -> None:
    verdict = verdicts.draft()
    client.force_login(user("editor"))
    page = client.get(reverse("desk:verdict-detail", args=[verdict.pk])).text
    assert "Why was this claim chosen?" in page
    sent = {"answer-why": "Many shared it.", "answer-nonsense": "x", "revision": "1"}
    assert client.post(reverse("desk:verdict-answer", args=[verdict.pk]), sent).status_code == 302
    assert ChecklistAnswer.objects.get().text == "Many shared it."
    stale = client.post(
        reverse("desk:verdict-answer", args=[verdict.pk]), {"answer-reply": "I asked.", "revision": "9"}
    )
    assert stale.status_code == 409
    assert ">I asked.</textarea>" in stale.text
    client.force_login(user("reviewer"))
    page = client.get(reverse("desk:verdict-detail", args=[verdict.pk])).text
    assert "Many shared it." in page
    assert "answer-why" not in page


def test_an_embargo_is_set_and_lifted_on_the_page(client: Client) -> None:
    verdict = verdicts.draft()
    client.force_login(user("editor"))
    address = reverse("desk:verdict-embargo", args=[verdict.pk])
    assert client.post(address, {"until": "2999-01-01T09:00", "revision": "1"}).status_code == 302
    verdict.refresh_from_db()
    assert verdict.embargo_until is not None
    assert "2999-01-01T09:00" in client.get(reverse("desk:verdict-detail", args=[verdict.pk])).text
    answer = client.post(address, {"until": "soon", "revision": "2"})
    assert answer.status_code == 422
    assert "This is no time." in answer.text
    assert client.post(address, {"until": "", "revision": "2"}).status_code == 302
    verdict.refresh_from_db()
    assert verdict.embargo_until is None
