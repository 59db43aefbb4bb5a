"""Writing letters down, and handing each over once."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from factcheck.accounts import mail
from factcheck.mailing.models import Kind, Letter

log = logging.getLogger(__name__)

BATCH = 200
"""Letters that go through one connection to the mail server."""
WAITS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
"""Between tries, where the mail server says that it cannot take it now. After the last one it has failed."""
TO_READERS = (Kind.SUBSCRIBING, Kind.TOLD, Kind.ANSWER)
"""Kinds of letters in the language of the public pages; colleagues are written to in English."""
KEPT = timedelta(days=30)
"""After this a letter is forgotten, its key too: whoever makes letters looks back less far."""


class ServerAway(Exception):
    """The mail server of EMAIL_URL does not answer; nothing was handed over."""


def letter(
    kind: Kind, owner: int, key: str, to: str, template: str, context: Mapping[str, Any], *, is_rich: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Letter:  # fmt: skip
    """A letter of `templates/mail/<template>.txt`, with the same in HTML where `is_rich`; not stored yet."""
    with translation.override(settings.LANGUAGE_CODE if kind in TO_READERS else "en"):
        subject, text = mail.rendered(template, context)
        html = render_to_string(f"mail/{template}.html", dict(context)).strip() if is_rich else ""
    return Letter(
        kind=kind, owner=owner, key=key, to=to, subject=subject[:300], text=text, html=html, headers=dict(headers or {})
    )


def keep(letters: Sequence[Letter]) -> int:
    """Have letters sent. Those whose key is there already are left out; how many were new."""
    keys = [one.key for one in letters]
    known = set(Letter.objects.filter(key__in=keys).values_list("key", flat=True))
    Letter.objects.bulk_create(letters, ignore_conflicts=True, batch_size=500)
    return len(set(keys) - known)


def send_waiting(*, most: int = BATCH, now: datetime | None = None) -> int:
    """Hand over what waits, the oldest first, through one connection; how many were taken. Several workers may do it at
    a time, and be killed anywhere: no letter is handed over twice."""
    now = now or timezone.now()
    if not Letter.objects.waiting().filter(due_at__lte=now).exists():
        return 0
    connection = get_connection()
    try:
        connection.open()
    except OSError:
        log.exception("No mail was sent: the mail server of EMAIL_URL does not answer")
        return 0
    taken = 0
    try:
        while taken < most and (found := _take(now)) is not None:
            taken += 1
            _hand_over(found, connection, now)
    except ServerAway:
        log.warning("The mail server of EMAIL_URL went away; the rest waits")
    finally:
        connection.close()
    return taken


@transaction.atomic
def _take(now: datetime) -> Letter | None:
    rows = Letter.objects.waiting().filter(due_at__lte=now).order_by("due_at", "pk")
    found = rows.select_for_update(skip_locked=True).first()
    if found is not None:
        found.taken_at, found.tries = now, found.tries + 1
        found.save(update_fields=["taken_at", "tries"])
    return found


def _hand_over(one: Letter, connection: Any, now: datetime) -> None:
    message = EmailMultiAlternatives(one.subject, one.text, to=[one.to], headers=one.headers, connection=connection)
    if one.html:
        message.attach_alternative(one.html, "text/html")
    try:
        message.send()
    except smtplib.SMTPServerDisconnected:  # before or after it was taken, nobody can say: it stays taken
        raise ServerAway from None
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        code, said = _refusal(error)
        _refused(one, code, said, now)
    except ValueError as error:  # an address that is none, or a line break in a header
        _failed(one, str(error), now)
    else:
        one.sent_at = now
        _forget(one)


def _refusal(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> tuple[int, str]:
    code: int
    said: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    else:
        code, said = error.smtp_code, error.smtp_error
    return code, said.decode(errors="replace") if isinstance(said, bytes) else said


def _refused(one: Letter, code: int, said: str, now: datetime) -> None:
    """4xx is for now, 5xx for good (RFC 5321, 4.2.1)."""
    if code >= 500 or one.tries > len(WAITS):
        _failed(one, f"{code} {said}", now)
        return
    one.taken_at, one.due_at, one.problem = None, now + WAITS[one.tries - 1], f"{code} {said}"[:300]
    one.save(update_fields=["taken_at", "due_at", "problem"])


def _failed(one: Letter, problem: str, now: datetime) -> None:
    one.failed_at, one.problem = now, problem[:300].replace(one.to, "the address")
    _forget(one)


def _forget(one: Letter) -> None:
    one.to, one.subject, one.text, one.html, one.headers = "", "", "", "", {}
    one.save()


@transaction.atomic
def take_back(kind: Kind, owner: int) -> int:
    """What was not handed over yet is not sent any more, and nothing of it is kept."""
    return Letter.objects.filter(kind=kind, owner=owner, sent_at__isnull=True, failed_at__isnull=True).delete()[0]


@transaction.atomic
def again(one: Letter) -> Letter:
    """Send a letter of which nobody knows whether it arrived, because a person says so."""
    found = Letter.objects.select_for_update().get(pk=one.pk)
    if found.fate == "taken":
        found.taken_at, found.due_at = None, timezone.now()
        found.save(update_fields=["taken_at", "due_at"])
    return found


def forget_old(*, now: datetime | None = None) -> int:
    """Letters that are older than `KEPT`, whatever became of them."""
    return Letter.objects.filter(created_at__lt=(now or timezone.now()) - KEPT).delete()[0]
