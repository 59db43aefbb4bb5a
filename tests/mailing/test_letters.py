"""Letters are handed over once, whatever the mail server or the worker does, and forgotten afterwards."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings

from factcheck.mailing.actions import letters
from factcheck.mailing.models import Kind, Letter
from tests.factories.mail import REFUSING, letter
from tests.verdicts.test_killed import at_every_point


@pytest.mark.django_db
def test_letter_is_sent_once_and_nothing_of_it_is_kept() -> None:
    one = letter(html="<p>Something changed.</p>", headers={"List-Unsubscribe": "<https://news.example/x>"})
    assert letters.send_waiting() == 1
    assert letters.send_waiting() == 0
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([one.to], "Factcheck: News")
    assert message.extra_headers["List-Unsubscribe"] == "<https://news.example/x>"
    assert message.alternatives[0].mimetype == "text/html"
    one.refresh_from_db()
    assert (one.fate, one.to, one.text, one.html, one.headers) == ("sent", "", "", "", {})


@pytest.mark.django_db
def test_letter_of_a_key_is_made_once() -> None:
    made = [Letter(kind=Kind.TOLD, owner=1, key=key, to="a@example.org", text="x") for key in ("a", "b")]
    assert letters.keep(made) == 2
    again = [Letter(kind=Kind.TOLD, owner=1, key=key, to="a@example.org", text="x") for key in ("a", "b", "c")]
    assert letters.keep(again) == 1
    letters.send_waiting()
    assert letters.keep(again[:1]) == 0, "also when it was sent"
    assert len(mail.outbox) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nobody", "unwelcome"])
def test_letter_refused_for_good_has_failed(settings: Settings, name: str) -> None:
    settings.EMAIL_BACKEND = REFUSING
    one, other = letter(to=f"{name}@example.org"), letter()
    assert letters.send_waiting() == 2
    one.refresh_from_db()
    assert (one.fate, one.to, one.text) == ("failed", "", "")
    assert one.problem.startswith("55") and "@" not in one.problem
    assert [message.to for message in mail.outbox] == [[other.to]]


@pytest.mark.django_db
def test_letter_refused_for_now_is_tried_again_and_fails_in_the_end(settings: Settings) -> None:
    settings.EMAIL_BACKEND = REFUSING
    one, now = letter(to="full@example.org"), timezone.now()
    for wait in letters.WAITS:
        assert letters.send_waiting(now=now) == 1
        assert letters.send_waiting(now=now) == 0
        now += wait
        one.refresh_from_db()
        assert one.fate == "waiting" and one.to
    letters.send_waiting(now=now)
    one.refresh_from_db()
    assert (one.fate, one.tries) == ("failed", len(letters.WAITS) + 1)


@pytest.mark.django_db
def test_letter_during_which_the_server_went_away_is_not_sent_again_by_itself(settings: Settings) -> None:
    settings.EMAIL_BACKEND = REFUSING
    one, later = letter(to="gone@example.org"), letter()
    assert letters.send_waiting() == 1, "the rest waits"
    one.refresh_from_db()
    assert one.fate == "taken"
    assert letters.send_waiting() == 1
    assert [message.to for message in mail.outbox] == [[later.to]]
    Letter.objects.filter(pk=one.pk).update(to="back@example.org")
    letters.again(one)
    assert letters.send_waiting() == 1
    assert letters.again(one).fate == "sent", "what was sent is not sent again"
    assert len(mail.outbox) == 2


@pytest.mark.django_db
def test_nothing_is_taken_while_the_server_is_away(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.factories.mail.Away"
    one = letter()
    assert letters.send_waiting() == 0
    one.refresh_from_db()
    assert (one.fate, one.tries) == ("waiting", 0)


@pytest.mark.django_db
def test_letter_that_is_taken_back_is_not_sent() -> None:
    one, other = letter(owner=7), letter(owner=8)
    assert letters.take_back(Kind.TOLD, 7) == 1
    assert letters.send_waiting() == 1
    assert letters.take_back(Kind.TOLD, 8) == 0
    assert [message.to for message in mail.outbox] == [[other.to]]
    assert not Letter.objects.filter(pk=one.pk).exists()


@pytest.mark.django_db
def test_old_letters_are_forgotten() -> None:
    letter(created_at=timezone.now() - letters.KEPT - timedelta(days=1))
    kept = letter()
    assert letters.forget_old() == 1
    assert Letter.objects.get() == kept


@pytest.mark.django_db
def test_database_refuses_a_sent_letter_with_its_address() -> None:
    one = letter()
    with pytest.raises(IntegrityError, match="letter_is_forgotten_with_its_fate"), transaction.atomic():
        Letter.objects.filter(pk=one.pk).update(taken_at=timezone.now(), sent_at=timezone.now())
    with pytest.raises(IntegrityError, match="letter_waits_whole"), transaction.atomic():
        Letter.objects.filter(pk=one.pk).update(to="")


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_point_no_letter_is_sent_twice(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    made = [letter() for _ in range(12)]

    def arrived() -> list[str]:
        found = []
        for path in tmp_path.iterdir():
            parts = path.read_bytes().split(b"-" * 79)
            found += [str(message_from_bytes(part.strip())["To"]) for part in parts if part.strip()]
        return found

    def look() -> None:
        assert len(arrived()) == len(set(arrived()))

    at_every_point(letters.send_waiting, look)
    assert not Letter.objects.waiting().exists()
    unknown = Letter.objects.filter(sent_at__isnull=True).count()
    assert 0 < unknown < len(made)
    assert len(made) - unknown <= len(arrived()) <= len(made)
