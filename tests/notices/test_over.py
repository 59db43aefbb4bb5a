"""Notices whose matter is over: unread no more, mailed to nobody, and marked as what they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from factcheck.articles.actions import articles as article_actions
from factcheck.mailing.actions import letters
from factcheck.mailing.models import Letter
from factcheck.notices.actions import mailing, notices
from factcheck.notices.models import Kind, Notice
from factcheck.policies.actions import policies
from factcheck.policies.models import Policy, PolicyReview
from factcheck.reviews.actions import notes, places
from factcheck.reviews.models import Review
from factcheck.verdicts.actions import (
    article_corrections,
    correcting,
    deciding,
    publishing,
    rechecking,
    requests,
    steps,
)
from factcheck.verdicts.models import ArticleCorrection, CorrectionRequest, Verdict
from tests.factories import reviews, verdicts
from tests.factories.accounts import user
from tests.verdicts.test_steps import proposed

pytestmark = pytest.mark.django_db
Ended = Callable[[], object]


def claim_given() -> Ended:
    nia = user()
    review = reviews.review()
    held = places.assign(review=review, reviewer=nia, by=user("editor"))
    return lambda: places.recuse(assignment=held, by=nia, reason="My sister wrote it.")


def claim_given_and_judged() -> Ended:
    nia = user()
    review = reviews.review()
    places.assign(review=review, reviewer=nia, by=user("editor"))
    return lambda: reviews.assessed(review, nia)


def named_in_a_comment() -> Ended:
    nia, review = user(name="Nia New"), reviews.review()
    notes.comment(review=review, by=user(), text="What do you say, @Nia New?")
    Review.objects.filter(pk=review.pk).update(status="agreed")
    return lambda: notes.see(review=review, by=nia)


def correction_rejected() -> Ended:
    correction = proposed(verdicts.published(), user())
    return lambda: correcting.reject(correction=correction, by=user("editor"), why="It is right as it is.")


def correction_approved() -> Ended:
    correction = proposed(verdicts.published(), user())
    return lambda: correcting.approve(correction=correction, by=user("editor"))


def doubted() -> Verdict:
    verdict = verdicts.published()
    verdict.doubts = ["A vote changed."]
    return steps.take(verdict, "doubt", "needs_recheck", by="system", why="A vote changed.")


def doubt_reaffirmed() -> Ended:
    verdict = doubted()
    return lambda: rechecking.reaffirm(verdict=verdict, by=user("editor"), why="It was another vote.")


def doubt_withdrawn() -> Ended:
    verdict = doubted()
    return lambda: publishing.withdraw(verdict=verdict, by=user("editor"), why="It was wrong.")


def sent_back() -> Ended:
    verdict = deciding.send_back(verdict=verdicts.approved(), by=user("editor"), why="The summary is too long.")
    return lambda: deciding.decide(
        review=verdict.versions.get().review, by=user("editor"), given=verdicts.GIVEN, revision=verdict.revision
    )


def late() -> Ended:
    verdict = verdicts.approved()
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    now = timezone.now()
    publishing.schedule(verdict=verdict, by=user("editor"), at=now + timedelta(hours=1))
    Verdict.objects.filter(pk=verdict.pk).update(publish_at=now - timedelta(hours=1))
    return lambda: publishing.publish(verdict=verdict, by=user("editor"))


def request_overdue() -> Ended:
    request, editor = verdicts.request(), user("editor")
    CorrectionRequest.objects.filter(pk=request.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    return lambda: requests.answer(request=request, by=editor, result="unchanged", text="The number is right.")


def request_came_in() -> Ended:
    request, editor = verdicts.request(), user("editor")
    return lambda: requests.answer(request=request, by=editor, result="unchanged", text="The number is right.")


def other_words_proposed() -> Ended:
    correction = verdicts.article_correction()
    return lambda: article_corrections.reject(correction=correction, by=user("editor"), why="They are no better.")


def outlet_overdue() -> Ended:
    editor = user("editor")
    sent = article_corrections.send(correction=verdicts.article_correction(), by=editor, letter="Please.")
    ArticleCorrection.objects.filter(pk=sent.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    return lambda: article_corrections.settle(correction=sent, by=editor, outcome="no_answer", note="Nothing came.")


def policy_due() -> Ended:
    editor = user("editor")
    looked = policies.still_holds(policy=Policy.METHODOLOGY, by=editor)
    PolicyReview.objects.filter(pk=looked.pk).update(at=timezone.now() - timedelta(days=366))
    return lambda: policies.still_holds(policy=Policy.METHODOLOGY, by=editor)


MATTERS = [
    (claim_given, Kind.ASSIGNED),
    (claim_given_and_judged, Kind.ASSIGNED),
    (named_in_a_comment, Kind.ASKED),
    (correction_rejected, Kind.CORRECTION),
    (correction_approved, Kind.CORRECTION),
    (doubt_reaffirmed, Kind.DOUBTED),
    (doubt_withdrawn, Kind.DOUBTED),
    (sent_back, Kind.SETTLED),
    (late, Kind.LATE),
    (request_came_in, Kind.REPORTED),
    (request_overdue, Kind.OVERDUE),
    (other_words_proposed, Kind.CORRECTION),
    (outlet_overdue, Kind.OVERDUE),
    (policy_due, Kind.POLICY),
]


@pytest.mark.parametrize(("begin", "kind"), MATTERS, ids=[begin.__name__ for begin, _ in MATTERS])
def test_notice_is_unread_until_its_matter_is_over_and_no_longer(begin: Callable[[], Ended], kind: Kind) -> None:
    end = begin()
    notices.collect()
    notices.collect()
    told = list(Notice.objects.filter(kind=kind))
    assert told and not any(one.read_at or one.is_over for one in told), "it waits"
    end()
    notices.collect()
    for one in told:
        one.refresh_from_db()
        assert one.is_over and one.read_at is not None
    assert Notice.objects.filter(kind=Kind.PUBLISHED, is_over=True).count() == 0, "what is only told is never over"


def test_what_began_and_ended_between_two_mails_is_not_mailed() -> None:
    """It ends before notices are collected at all."""
    correction_rejected()()
    notices.collect()
    now = timezone.now()
    mailing.send(now=now.replace(hour=23, minute=59))
    letters.send_waiting(now=now + timedelta(days=9_999))
    assert Letter.objects.exists() and mail.outbox
    assert not any("A correction is proposed" in one.body for one in mail.outbox)
    assert any("The correction is not taken up" in one.body for one in mail.outbox)


def test_doubt_that_another_follows_leaves_the_newer_one_unread() -> None:
    verdict = doubted()
    notices.collect()
    verdict.doubts = ["Another vote changed."]
    steps.take(verdict, "doubt", "needs_recheck", by="system", why="Another vote changed.")
    notices.collect()
    one = Notice.objects.filter(kind=Kind.DOUBTED).order_by("pk").values_list("person", flat=True)[0]
    mine = Notice.objects.filter(kind=Kind.DOUBTED, person=one).order_by("pk")
    assert list(mine.values_list("is_over", flat=True)) == [True, False]


def test_rejected_correction_of_a_doubted_verdict_leaves_the_doubt_unread() -> None:
    verdict = doubted()
    correction = proposed(verdict, user())
    notices.collect()
    correcting.reject(correction=correction, by=user("editor"), why="It is right as it is.")
    notices.collect()
    assert not Notice.objects.filter(kind=Kind.DOUBTED, is_over=True).exists()
    assert not Notice.objects.filter(kind=Kind.CORRECTION, is_over=False).exists()


def test_page_says_that_it_is_over(client: Client) -> None:
    end = correction_rejected()
    notices.collect()
    client.force_login(Notice.objects.filter(kind=Kind.CORRECTION)[0].person)
    assert "Over, nothing is left to do" not in client.get(reverse("desk:notice-list")).text
    end()
    notices.collect()
    assert client.get(reverse("desk:notice-list")).text.count("Over, nothing is left to do&nbsp;· A correction") == 1


def test_database_knows_no_notice_that_is_over_and_unread() -> None:
    row = Notice.objects.create(person=user(), kind="asked", text="x", path="/", key="1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=row.pk).update(is_over=True)


def test_collecting_asks_as_much_whether_one_or_many_wait(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for begin, _ in MATTERS:
        begin()
    notices.collect()
    with CaptureQueriesContext(connection) as once:
        notices.collect()
    for begin, _ in MATTERS:
        if begin is not named_in_a_comment:
            begin()
    notices.collect()
    with django_assert_num_queries(len(once)):
        notices.collect()
