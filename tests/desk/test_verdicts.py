"""The desk's pages of verdicts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from factcheck.accounts.models import User
from factcheck.articles.actions import articles as article_actions
from factcheck.verdicts.actions import correcting, deciding, publishing
from factcheck.verdicts.models import Verdict
from tests.factories import reviews, verdicts
from tests.factories.accounts import user
from tests.verdicts.test_steps import proposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> User:
    person = user("editor")
    client.force_login(person)
    return person


def test_what_is_judged_waits_on_the_board_and_what_is_not_does_not(client: Client, editor: User) -> None:
    reviews.assessed(reviews.review(), user())
    assert "Nothing waits for a decision." in client.get(reverse("desk:verdict-list")).text
    verdicts.judged()
    page = client.get(reverse("desk:verdict-list")).text
    assert "Brazil voted against the resolution" in page
    assert client.get(reverse("desk:verdict-list") + "?tab=nonsense").status_code == 400
    assert client.get(reverse("desk:verdict-list") + "?after=-1").status_code == 400


def test_a_state_of_the_board_asks_as_much_for_many_as_for_one(
    client: Client, editor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("desk:verdict-list") + "?tab=draft"
    first = verdicts.draft()
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    second = verdicts.draft()
    with django_assert_num_queries(len(one)):
        page = client.get(address).text
    addresses = [reverse("desk:verdict-detail", args=[verdict.pk]) for verdict in (second, first)]
    assert page.index(addresses[0]) < page.index(addresses[1])


def test_the_board_says_of_each_verdict_what_it_waits_for_and_who_did_what(client: Client, editor: User) -> None:
    address, notice = reverse("desk:verdict-list"), "The first text said that Brazil abstained."
    verdict = verdicts.draft(by=user("editor", name="Dora Decider"))
    assert "Decided by Dora Decider" in client.get(f"{address}?tab=draft").text
    verdicts.answered(verdict)
    deciding.approve(verdict=verdict, by=user("editor", name="Arno Approver"))
    assert "approved by Arno Approver" in client.get(f"{address}?tab=approved").text
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    at = timezone.now() + timedelta(hours=5)
    publishing.schedule(verdict=verdict, by=editor, at=at)
    assert (
        f'To be published <time datetime="{timezone.localtime(at):%Y-%m-%d}'
        in client.get(f"{address}?tab=scheduled").text
    )
    publishing.publish(verdict=verdict, by=editor)
    correction = proposed(verdict, user("reviewer", name="Pia Proposer"), notice=notice)
    page = client.get(f"{address}?tab=in_correction").text
    assert "<b>Substantial</b> correction, proposed by Pia Proposer" in page
    assert "“Mostly false” in place of “False”" in page and notice in page
    correcting.reject(correction=correction, by=editor, why="It is right as it is.")
    publishing.withdraw(verdict=Verdict.objects.get(), by=editor, why="It was wrong from the start.")
    assert "It was wrong from the start." in client.get(f"{address}?tab=withdrawn").text


def test_the_board_of_corrections_asks_as_much_for_many_as_for_one(
    client: Client, editor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("desk:verdict-list") + "?tab=in_correction"
    proposed(verdicts.published(), user("editor"))
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    proposed(verdicts.published(), user("editor"))
    with django_assert_num_queries(len(one)):
        assert client.get(address).text.count("<b>Substantial</b> correction") == 2


def test_a_decision_keeps_what_was_typed(client: Client, editor: User) -> None:
    review = verdicts.judged(accuracies=(1, 5))
    address = reverse("desk:verdict-decide", args=[review.pk])
    sent = {"claim_text": "A claim", "summary": "A summary of my own", "accuracy": "1", "framing": ""}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "A summary of my own" in answer.text
    assert "say why you decide as you do" in answer.text
    assert client.post(address, {**sent, "accuracy": "9"}).status_code == 422
    assert client.post(address, {**sent, "summary": "x\x00"}).status_code == 422
    assert not Verdict.objects.exists()
    assert client.post(address, {**sent, "reason": "The roll call decides.", "waiver": "x"}).status_code == 302


def test_the_page_of_a_decision_shows_no_assessment_while_one_is_missing(client: Client, editor: User) -> None:
    review = reviews.review()
    reviews.assessed(review, user(), rationale="A reason nobody else may read")
    page = client.get(reverse("desk:verdict-decide", args=[review.pk]))
    assert "A reason nobody else may read" not in page.text
    assert "Two reviewers have to judge the claim first." in page.text


def test_a_step_that_is_refused_says_why(client: Client, editor: User) -> None:
    verdict = verdicts.draft(by=editor)
    page = client.get(reverse("desk:verdict-detail", args=[verdict.pk])).text
    assert 'title="You decided it yourself. Another editor approves."' in page
    answer = client.post(reverse("desk:verdict-approve", args=[verdict.pk]), {"revision": "1"})
    assert answer.status_code == 422
    assert "You decided it yourself." in answer.text


def test_what_was_typed_for_a_step_is_kept(client: Client, editor: User) -> None:
    verdict = verdicts.published()
    sent = {"revision": str(verdict.revision + 5), "why": "A reason of mine"}
    answer = client.post(reverse("desk:verdict-withdraw", args=[verdict.pk]), sent)
    assert answer.status_code == 409
    assert "In the meantime" in answer.text
    assert "A reason of mine" in answer.text


def test_a_step_that_lacks_its_reason_says_so_at_its_field_where_the_focus_lands(client: Client, editor: User) -> None:
    verdict = verdicts.published()
    page = client.post(
        reverse("desk:verdict-withdraw", args=[verdict.pk]), {"why": "", "revision": verdict.revision}
    ).text
    field = page.split('id="why-withdraw"')[1].split("</form>")[0]
    assert "autofocus" in field.split("</textarea>")[0] and 'aria-invalid="true"' in field
    assert 'id="wrong-withdraw"' in field and "readers see it" in field
    assert page.count("autofocus") == 1


def test_a_withdrawn_verdict_is_marked_at_the_desk_too(client: Client, editor: User) -> None:
    verdict = verdicts.published()
    address = reverse("desk:verdict-detail", args=[verdict.pk])
    page = client.get(address).text
    assert "There is no way back" in page and "suggest other words" in page and "Withdrawn;" not in page
    publishing.withdraw(verdict=verdict, by=editor, why="It was wrong.")
    page = client.get(address).text
    assert "<b>Withdrawn.</b> It was wrong." in page and "Withdrawn; it was rated" in page and "data-past" in page
    assert "suggest other words" not in page


def test_the_preview_is_what_readers_get(client: Client, editor: User) -> None:
    verdict = verdicts.approved()
    preview = client.get(reverse("desk:verdict-preview", args=[verdict.pk])).text
    assert f"<title>Preview: {verdict.versions.get().claim_text} ·" in preview
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    client.post(reverse("desk:verdict-publish", args=[verdict.pk]), {"revision": str(verdict.revision)})
    page = client.get(reverse("public:verdict-detail", args=[verdict.slug])).text
    for words in (verdicts.GIVEN.summary, verdicts.GIVEN.claim_text, "Two assessments"):
        assert words in preview
        assert words in page


def test_the_preview_of_a_correction_is_what_readers_get(client: Client, editor: User) -> None:
    verdict = verdicts.published()
    correction = proposed(verdict, user("reviewer"))
    verdict.refresh_from_db()
    address = reverse("desk:verdict-preview", args=[verdict.pk])
    assert f'href="{address}"' in client.get(reverse("desk:verdict-detail", args=[verdict.pk])).text
    preview = client.get(address).text
    approving = reverse("desk:correction-approve", args=[verdict.pk])
    assert client.post(approving, {"revision": str(verdict.revision)}).status_code == 302
    page = client.get(reverse("public:verdict-detail", args=[verdict.slug])).text
    for words in (correction.summary, correction.notice, "Mostly false", "<del>", "Two assessments"):
        assert words in preview and words in page, words
    assert verdict.versions.count() == 2


def test_a_time_that_is_none_is_refused(client: Client, editor: User) -> None:
    verdict = verdicts.approved()
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    address = reverse("desk:verdict-schedule", args=[verdict.pk])
    for at in ("", "tomorrow", "2001-01-01T09:00"):
        assert client.post(address, {"at": at}).status_code == 422
    assert client.post(address, {"at": "2190-01-01T09:00"}).status_code == 302
    verdict.refresh_from_db()
    assert verdict.status == "scheduled"


def test_verdict_that_something_keeps_at_its_time_says_so(client: Client, editor: User) -> None:
    verdict = verdicts.approved()
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    publishing.schedule(verdict=verdict, by=editor, at=timezone.now() + timedelta(hours=1))
    address = reverse("desk:verdict-detail", args=[verdict.pk])
    assert "something keeps it" not in client.get(address).text
    Verdict.objects.update(publish_at=timezone.now() - timedelta(minutes=4))
    assert "something keeps it" in client.get(address).text


def test_claim_stands_in_its_sentence_where_it_is_decided_and_approved(client: Client, editor: User) -> None:
    review = verdicts.judged()
    version, mention = review.mention.version, review.mention
    assert mention.exact != version.text
    for address in (
        reverse("desk:verdict-decide", args=[review.pk]),
        reverse("desk:verdict-detail", args=[verdicts.draft(review=review).pk]),
    ):
        assert f'<mark class="mark">{mention.exact}</mark>' in client.get(address).text
