"""Notices: made once of what happened, for those whom it is about, and read by them alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from factcheck.accounts.actions import members
from factcheck.accounts.models import User
from factcheck.articles.actions import articles as article_actions
from factcheck.notices.actions import notices
from factcheck.notices.models import Notice
from factcheck.policies.actions import policies
from factcheck.policies.models import Policy, PolicyReview
from factcheck.reviews.actions import notes, places
from factcheck.reviews.models import Review
from factcheck.verdicts.actions import correcting, publishing
from factcheck.verdicts.models import CorrectionRequest, Happening
from tests.factories import reviews, verdicts
from tests.factories.accounts import user
from tests.verdicts.test_steps import proposed

pytestmark = pytest.mark.django_db


def told(person: User) -> list[str]:
    return list(Notice.objects.filter(person=person).values_list("kind", flat=True))


def test_claim_given_to_a_person_is_told_once() -> None:
    editor, nia, other = user("editor", name="Edda Editor"), user(), user()
    review = reviews.review()
    places.assign(review=review, reviewer=nia, by=editor)
    places.take(review=review, by=other)
    assert notices.collect() == 1
    assert notices.collect() == 0
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (nia, "assigned")
    assert notice.words.startswith("Edda Editor asks you to judge “")
    assert notice.path == reverse("desk:review-detail", args=[review.pk])


def test_colleague_named_in_a_comment_is_told_when_both_have_judged() -> None:
    author, nia = user(), user(name="Nia New")
    review = reviews.review()
    notes.comment(review=review, by=author, text="What do you say, @Nia New?")
    notices.collect()
    assert told(nia) == [], "while the review is blind it would tell what they may not know"
    Review.objects.filter(pk=review.pk).update(status="agreed")
    notices.collect()
    assert told(nia) == ["asked"]


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        ("publish", "published"),
        ("doubt", "doubted"),
        ("propose_correction", "correction"),
        *(
            (step, "settled")
            for step in ("send_back", "reaffirm", "approve_correction", "reject_correction", "withdraw")
        ),
    ],
)
def test_what_becomes_of_a_verdict_is_told_to_who_worked_on_it_and_not_to_who_did_it(step: str, kind: str) -> None:
    verdict = verdicts.draft()
    decider, by, stranger = verdict.versions.get().decided_by, user("editor"), user("editor")
    Happening.objects.create(verdict=verdict, step=step, before="approved", after="published", by=by)
    notices.collect()
    assert told(decider) == [kind]
    assert (told(by), told(stranger)) == ([], [])
    Notice.objects.all().delete()
    Happening.objects.create(verdict=verdict, step=step, before="approved", after="published", by=decider)
    notices.collect()
    assert Notice.objects.filter(person=decider).count() == 1, "of their own step nobody is told"


def test_who_proposed_a_correction_is_told_what_became_of_it() -> None:
    verdict, proposer, editor = verdicts.published(), user(), user("editor")
    correction = proposed(verdict, proposer)
    notices.collect()
    assert told(proposer) == []
    correcting.reject(correction=correction, by=editor, why="It is right as it is.")
    notices.collect()
    assert Notice.objects.get(person=proposer).text.startswith("The correction is not taken up: ")
    assert "settled" not in told(editor)


def test_verdict_that_is_not_published_at_its_time_is_told_once_to_those_who_answer_for_it() -> None:
    verdict, scheduler, stranger = verdicts.approved(), user("editor"), user("editor")
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    at = timezone.now() + timedelta(hours=1)
    publishing.schedule(verdict=verdict, by=scheduler, at=at)
    notices.collect(now=at)
    assert told(scheduler) == []
    for minutes in (5, 6):
        notices.collect(now=at + timedelta(minutes=minutes))
    version = verdict.versions.get()
    assert version.approved_by is not None
    assert [told(one) for one in (scheduler, version.decided_by, version.approved_by)] == [["late"]] * 3
    assert told(stranger) == []


def test_request_is_told_when_it_comes_in_and_when_it_is_overdue_to_those_who_may_answer() -> None:
    editor, reviewer = user("editor"), user()
    request = verdicts.request(name="Rita Reader", email="rita@example.org")
    notices.collect()
    assert told(editor) == ["reported"]
    (row,) = Notice.objects.values()
    assert f"answered by {request.due_on:%-d %B %Y}: The number is wrong." in row["text"] and "ita" not in row["text"]
    CorrectionRequest.objects.filter(pk=request.pk).update(due_on=timezone.now().date() - timedelta(days=1))
    notices.collect()
    notices.collect(now=timezone.now() + timedelta(days=1))
    assert (sorted(told(editor)), told(reviewer)) == (["overdue", "reported"], [])


def test_policy_page_not_looked_over_for_a_year_is_told_once_to_those_who_write_them() -> None:
    editor, reviewer, gone = user("editor"), user(), user("editor")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    now = timezone.now()
    looked = policies.still_holds(policy=Policy.FUNDING, by=editor)
    notices.collect()
    assert not Notice.objects.exists(), "nor of pages that are as Factcheck comes: the first page names them"
    PolicyReview.objects.filter(pk=looked.pk).update(at=now - timedelta(days=365, minutes=1))
    for days in (0, 1, 30):
        notices.collect(now=now + timedelta(days=days))
    assert (told(editor), told(reviewer), told(gone)) == (["policy"], [], [])
    assert "Who pays for this" in Notice.objects.get().text and Notice.objects.get().path == reverse("desk:policy-list")


def test_who_is_erased_is_named_in_no_notice(client: Client) -> None:
    user("administrator")
    editor, nia = user("editor", name="Edda Editor"), user()
    places.assign(review=reviews.review(), reviewer=nia, by=editor)
    notices.collect()
    client.force_login(nia)
    assert "Edda Editor asks you to judge" in client.get(reverse("desk:notice-list")).text
    members.erase(member=editor, by="system")
    page = client.get(reverse("desk:notice-list")).text
    assert f"Former member {editor.pk} asks you to judge" in page and "Edda" not in page
    assert not any("Edda" in str(row) for row in Notice.objects.values())


def made(person: User, number: int) -> Notice:
    return Notice.objects.create(person=person, kind="asked", text=f"Notice {number}", path="/desk/", key=str(number))


def test_person_sees_and_reads_their_own_alone(client: Client) -> None:
    nia, other = user(), user()
    mine, theirs = made(nia, 1), made(other, 2)
    made(nia, 3)
    client.force_login(nia)
    page = client.get(reverse("desk:notice-list")).content.decode()
    assert "2 unread" in page
    assert "Notice 2" not in page
    for one in (mine, theirs):
        client.post(reverse("desk:notice-read", args=[one.pk]))
    theirs.refresh_from_db()
    assert theirs.read_at is None
    assert "1 unread" in client.get(reverse("desk:notice-list")).content.decode()
    client.post(reverse("desk:notice-read-all"))
    assert not Notice.objects.filter(person=nia, read_at__isnull=True).exists()


def test_read_notices_are_forgotten_and_unread_ones_kept() -> None:
    nia, long_ago = user(), timezone.now() - timedelta(days=91)
    made(nia, 1)
    made(nia, 2)
    Notice.objects.filter(key="1").update(read_at=long_ago)
    notices.collect()
    assert list(Notice.objects.values_list("key", flat=True)) == ["2"]


def test_list_costs_the_same_at_1_and_30(
    client: Client, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    nia = user()
    client.force_login(nia)
    made(nia, 0)
    with django_assert_max_num_queries(8) as first:
        client.get(reverse("desk:notice-list"))
    for number in range(1, 30):
        made(nia, number)
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(reverse("desk:notice-list"))


def test_collecting_asks_as_much_for_many_verdicts_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    verdicts.published()
    with CaptureQueriesContext(connection) as one:
        assert notices.collect() > 0
    for _ in range(3):
        verdicts.published()
    with django_assert_num_queries(len(one)):
        assert notices.collect() > 0
    assert notices.collect() == 0
