"""Notices by mail: at once, once a day by the person's own clock, or never; nothing that breaks blindness."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from factcheck.accounts.actions import members
from factcheck.accounts.models import User
from factcheck.mailing.actions import letters
from factcheck.mailing.models import Letter
from factcheck.notices.actions import mailing, notices
from factcheck.notices.models import Kind, MailSettings, Notice
from factcheck.reviews.actions import notes, places
from factcheck.verdicts.actions import article_corrections
from factcheck.verdicts.models import ArticleCorrection
from tests.factories import reviews, verdicts
from tests.factories.accounts import user
from tests.verdicts.test_killed import at_every_point

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOLD = {"rationale": "zebra-rationale", "evidence": [("for", "https://zebra.example/", "zebra-note")]}


def notice(person: User, kind: str = "assigned", at: datetime = NOON, **about: Any) -> Notice:
    key = f"{Notice.objects.count()}"
    values = {"text": f"Notice {key} of {kind}", "path": "/desk/queue/", "key": key, "created_at": at}
    return Notice.objects.create(person=person, kind=kind, **{**values, **about})


def chosen(person: User, way: str = "daily", *, hour: int = 8, zone: str = "UTC", **ways: str) -> MailSettings:
    return mailing.choose(by=person, ways=dict.fromkeys(Kind.values, way) | ways, hour=hour, zone=zone)


def sent(now: datetime) -> list[str]:
    """What goes out at a time."""
    mailing.send(now=now)
    letters.send_waiting(now=now + timedelta(days=9_999))
    found = [message.body for message in mail.outbox]
    mail.outbox.clear()
    return found


def test_daily_mail_names_what_is_unread_once_at_the_hour() -> None:
    nia = user()
    chosen(nia, hour=14)
    first, second = notice(nia), notice(nia, "asked")
    notice(nia, read_at=NOON)
    assert sent(NOON) == [] and sent(NOON + timedelta(hours=1, minutes=59)) == []
    (text,) = sent(NOON + timedelta(hours=2))
    assert first.text in text and second.text in text and text.index(first.text) < text.index(second.text)
    assert "Notice 2" not in text, "it was read"
    assert "http://localhost:8000/desk/queue/" in text and "/account/mail/" in text
    notice(nia, at=NOON + timedelta(hours=3))
    assert sent(NOON + timedelta(hours=4)) == [], "one a day"
    (text,) = sent(NOON + timedelta(hours=26))
    assert "Notice 3" in text and first.text not in text


@pytest.mark.parametrize(
    ("zone", "hour", "due"),
    [
        ("UTC", 12, True),
        ("Asia/Tokyo", 21, True),
        ("Asia/Tokyo", 22, False),
        ("America/New_York", 7, True),
        ("America/New_York", 8, False),
        ("Pacific/Kiritimati", 2, True),
        ("Pacific/Kiritimati", 3, False),
    ],
)
def test_hour_is_that_of_the_persons_own_clock(zone: str, hour: int, due: bool) -> None:
    nia = user()
    chosen(nia, hour=hour, zone=zone)
    notice(nia)
    assert bool(sent(NOON)) is due


def test_hour_follows_the_clock_when_summer_begins() -> None:
    nia = user()
    chosen(nia, hour=8, zone="Europe/Zurich")
    for day, utc_hour in ((28, 7), (29, 6)):  # the clocks go forward on 29 March 2026
        at = datetime(2026, 3, day, utc_hour, tzinfo=UTC)
        notice(nia, at=at - timedelta(hours=2))
        assert sent(at - timedelta(minutes=1)) == []
        assert len(sent(at)) == 1


def test_kinds_come_as_they_were_chosen() -> None:
    nia, other = user(), user()
    chosen(nia, "never", assigned="at_once", asked="daily")
    for kind in ("assigned", "asked", "published"):
        notice(nia, kind)
    notice(other, "assigned")
    bodies = sent(NOON.replace(hour=7))
    assert len(bodies) == 1 and "of assigned" in bodies[0]
    bodies = sent(NOON)
    assert sorted("asked" in body for body in bodies) == [False, True], "without a choice it is the daily mail"
    assert not any("of published" in body for body in bodies)


def test_nobody_who_left_and_nothing_old_is_mailed() -> None:
    nia, gone = user(), user()
    notice(nia, at=NOON - timedelta(days=4))
    notice(gone)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert sent(NOON) == []


@pytest.mark.parametrize("leave", [members.deactivate, members.erase])
def test_who_leaves_gets_no_letter_any_more_and_is_kept_in_none(leave: Callable[..., User]) -> None:
    user("administrator")
    gone, nia = user(email="gone@example.org"), user()
    for person in (gone, nia):
        chosen(person, asked="at_once")
        notice(person)
        notice(person, "asked")
    mailing.send(now=NOON)
    Letter.objects.filter(to=gone.email, kind="notice").update(taken_at=NOON)  # handed to nobody knows where
    assert Letter.objects.filter(to=gone.email).count() == 2
    leave(member=gone, by="system")
    letters.send_waiting(now=NOON + timedelta(days=9_999))
    assert [message.to for message in mail.outbox] == [[nia.email]] * 2
    assert not any("gone@example.org" in str(row) for row in Letter.objects.values())


def test_long_list_is_cut_and_says_so() -> None:
    nia = user()
    for _ in range(mailing.MOST + 5):
        notice(nia)
    (text,) = sent(NOON)
    assert text.count("\n- ") == mailing.MOST and "And 5 more" in text


def test_no_mail_tells_what_the_other_reviewer_did() -> None:
    """Everything that can become a notice happens around a review of which one assessment is in."""
    editor, first, second = user("editor", name="Edda Editor"), user(name="Fay First"), user(name="Sam Second")
    for person in (editor, first, second):
        chosen(person, "at_once", published="daily")
    review = reviews.review(flags=1)
    places.assign(review=review, reviewer=second, by=editor)
    reviews.assessed(review, first, **TOLD)
    notes.comment(review=review, by=first, text="zebra-comment for @Sam Second and @Edda Editor")
    notes.ask(review=review, by=first, asked="zebra-outlet", how="zebra-way", asked_on=NOON.date(), due_on=None)
    now = timezone.now()
    notices.collect(now=now)
    bodies = sent(now.replace(hour=23, minute=59))
    assert any("asks you to judge" in body for body in bodies)
    assert not any("zebra" in body or "Fay First" in body for body in bodies)
    reviews.assessed(review, second)
    notices.collect()
    bodies = sent(now.replace(hour=23, minute=59))
    assert any("Fay First names you" in body for body in bodies), "now both are in"
    assert not any("zebra" in body for body in bodies), "what was said stands on the page alone"


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_point_no_notice_is_mailed_twice() -> None:
    nia, other = user(), user()
    chosen(nia, "at_once")
    for person in (nia, nia, other, other):
        notice(person)

    def look() -> None:
        mailed = Notice.objects.filter(mailed_at__isnull=False, person=nia).count()
        assert Letter.objects.filter(kind="notice").count() == mailed
        assert (
            Letter.objects.filter(kind="digest").exists()
            == Notice.objects.filter(person=other, mailed_at__isnull=False).exists()
        )

    assert at_every_point(lambda: mailing.send(now=NOON), look) > 5
    assert Letter.objects.count() == 3


def test_page_keeps_the_choice_and_says_what_is_wrong(client: Client) -> None:
    nia, address = user(), reverse("account:mail")
    client.force_login(nia)
    assert nia.email in client.get(address).text
    given = {**dict.fromkeys(Kind.values, "never"), "assigned": "at_once", "hour": "17", "zone": "Africa/Nairobi"}
    assert client.post(address, given).status_code == 302
    stored = MailSettings.objects.get()
    assert (stored.person, stored.hour, stored.zone, stored.way("assigned"), stored.way("asked")) == (
        nia, 17, "Africa/Nairobi", "at_once", "never",
    )  # fmt: skip
    for wrong in ({"hour": "24"}, {"zone": "Mars/Base"}, {"assigned": "sometimes"}, {"zone": "x\x00"}):
        assert client.post(address, {**given, **wrong}).status_code == 422
    assert MailSettings.objects.get().hour == 17
    with pytest.raises(ValidationError):
        mailing.choose(by=nia, ways={"nonsense": "daily"}, hour=99, zone="")


def test_masthead_counts_what_is_unread_in_one_query(client: Client) -> None:
    nia = user()
    client.force_login(nia)
    home = reverse("desk:home")
    client.get(home)
    assert " unread</span>" not in client.get(home).text
    with CaptureQueriesContext(connection) as none:
        client.get(home)
    for _ in range(3):
        notice(nia)
    notice(user())
    with CaptureQueriesContext(connection) as some:
        assert '<b>3<span class="visually-hidden"> unread</span></b>' in client.get(home).text
    assert len(some) == len(none)
    assert sum("notices_notice" in query["sql"] for query in some.captured_queries) == 1
    Notice.objects.bulk_create(
        Notice(person=nia, kind="asked", text="x", path="/", key=f"more-{n}") for n in range(120)
    )
    assert "<b>99+<span" in client.get(home).text
    with CaptureQueriesContext(connection) as explained, connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan TO off")
        cursor.execute("EXPLAIN SELECT id FROM notices_notice WHERE person_id = 1 AND read_at IS NULL LIMIT 100")
        assert "notice_unread" in str(cursor.fetchall()) and explained


def test_corrections_of_articles_are_told_to_those_whom_they_concern() -> None:
    proposer, editor = user(), user("editor")
    one = verdicts.article_correction(by=proposer)
    version = one.version

    def told(person: User) -> list[str]:
        with translation.override("fr"):  # whatever the public pages speak, colleagues are told in English
            notices.collect()
        return [found.text for found in Notice.objects.filter(person=person, path__contains="article-corrections")]

    assert [text.split(":")[0] for text in told(version.decided_by)] == ["Other words are proposed"]
    assert told(proposer) == []
    article_corrections.send(correction=one, by=editor, letter="Please.")
    ArticleCorrection.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert any("has not answered" in text for text in told(editor)) and told(proposer) == []
    article_corrections.settle(correction=one, by=editor, outcome="no_answer", note="Nothing came.")
    assert [text.split(",")[0] for text in told(proposer)] == ["No answer in time"]
    assert not any("No answer" in text for text in told(editor)), "of their own step nobody is told"
