"""Requests for corrections from outside: taken in without a login, answered within seven working days."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.accounts.models.user import new_salt
from factcheck.accounts.permissions import require
from factcheck.mailing.actions import letters
from factcheck.mailing.models import Kind, Letter
from factcheck.verdicts import workflow
from factcheck.verdicts.clock import due_day
from factcheck.verdicts.models import CorrectionRequest, Result, Verdict
from factcheck.verdicts.models.request import LONGEST_REPORT
from factcheck.verdicts.models.verdict import LONGEST_REASON

FROM_ONE, FROM_ALL = 5, 200
"""Reports taken in an hour: from one address, and from all together."""


class TooMany(Exception):
    """More reports than are taken in an hour. The message is for who sent it; nothing was stored."""


def sender_of(address: str, day: date) -> str:
    """A keyed hash of an address, another one each day: it tells floods apart and nobody from anybody."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{day} {address}".encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def report(*, text: str, about: str = "", name: str = "", email: str = "", address: str = "") -> CorrectionRequest:
    """Take in a report of an error; it needs no login. Raises ValidationError naming the field, and TooMany."""
    text, name, email = text.strip(), name.strip(), email.strip()
    problems = {}
    if not text:
        problems["text"] = _("Write what is wrong, and how you know.")
    elif len(text) > LONGEST_REPORT:
        problems["text"] = _("This has %(length)s characters and the limit is %(most)s. Shorten it.") % {
            "length": number_format(len(text), force_grouping=True),
            "most": number_format(LONGEST_REPORT, force_grouping=True),
        }
    if len(name) > 200:
        problems["name"] = _("The name is longer than 200 characters.")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            problems["email"] = _("This is no mail address. Correct it, or leave it out.")
        if len(email) > 254:
            problems["email"] = _("The mail address is longer than 254 characters.")
    for field, value in (("text", text), ("name", name), ("email", email), ("about", about)):
        if "\x00" in value:
            problems[field] = _("This holds a NUL character, which is not text. Remove it.")
    if problems:
        raise ValidationError(problems)
    now = timezone.now()
    sender = sender_of(address, now.date()) if address else ""
    _slow_down(sender, now)
    about = about if about.startswith("/") and not about.startswith("//") else ""
    return CorrectionRequest.objects.create(
        about=about[:500],
        verdict=_verdict_at(about),
        text=text,
        name=name,
        email=email,
        sender=sender,
        due_on=due_day(timezone.localdate(now)),
    )


def _verdict_at(about: str) -> Verdict | None:
    """The published verdict whose page a path is."""
    parts = about.strip("/").split("/")
    if len(parts) < 2 or parts[0] != "verdicts":
        return None
    return Verdict.objects.filter(slug=parts[1], status__in=workflow.PUBLIC).first()


def _slow_down(sender: str, now: datetime) -> None:
    """Counted one after the other, so that a flood at once passes no more than one by one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('verdicts.report'))")
    recent = CorrectionRequest.objects.filter(received_at__gt=now - timedelta(hours=1))
    if sender and recent.filter(sender=sender).count() >= FROM_ONE:
        said = _("%(count)s reports from this address were taken in the last hour. Please send it later.")
        raise TooMany(said % {"count": FROM_ONE})
    if recent.count() >= FROM_ALL:
        raise TooMany(_("Very many reports came in the last hour. Please send it later."))


@transaction.atomic
def answer(*, request: CorrectionRequest, by: User, result: str, text: str) -> CorrectionRequest:
    """Say what came of a report; whoever left a mail address is told, once. Raises ValidationError naming the field,
    and where a colleague answered before."""
    require(by, "verdicts.answer")
    found = CorrectionRequest.objects.select_for_update().get(pk=request.pk)
    _take_answer(found, result, text)
    found.answered_by, found.answered_at, found.sender = by, timezone.now(), ""
    found.save()
    if found.email:
        letters.keep([_letter(found)])
    return found


def preview(*, request: CorrectionRequest, result: str, text: str) -> Letter:
    """The letter as it would go out; nothing is stored. Raises ValidationError as `answer` does."""
    found = CorrectionRequest.objects.get(pk=request.pk)
    _take_answer(found, result, text)
    return _letter(found)


def letter_of(request: CorrectionRequest) -> Letter | None:
    """The letter with the answer, in the words it went out in; None where nobody was told."""
    return _letter(request) if request.result and request.email else None


def _take_answer(found: CorrectionRequest, result: str, text: str) -> None:
    if found.result:
        raise ValidationError(f"A colleague answered it: {found.get_result_display().lower()}.")
    problems = {}
    if result not in (Result.CORRECTED, Result.UNCHANGED, Result.NOT_OURS):
        problems["result"] = "Say what came of it."
    text = text.strip()
    if not text:
        problems["answer"] = "Write the answer: it is kept, and is what the sender is told."
    elif len(text) > LONGEST_REASON or "\x00" in text:
        problems["answer"] = f"The answer may have {LONGEST_REASON:,} characters of text. Shorten it."
    newest = None
    if result == Result.CORRECTED and found.verdict is not None:
        newest = found.verdict.versions.filter(published_at__gt=found.received_at).order_by("-number").first()
        if newest is None:
            problems["result"] = "The verdict has not been corrected since it came in. Propose the correction first."
    if problems:
        raise ValidationError(problems)
    found.result, found.answer, found.correction = result, text, newest


def _letter(request: CorrectionRequest, after: Letter | None = None) -> Letter:
    """`after` is one that was refused, in whose place this one is sent."""
    root = settings.SITE_URL
    context = {
        "request": request,
        "page": f"{root}{request.about}" if request.about else "",
        "corrections": f"{root}{reverse('public:correction-list')}",
        "policy": f"{root}{reverse('public:corrections-policy')}",
    }
    key = f"report-answered-{request.pk}{f'-after-{after.pk}' if after else ''}"
    return letters.letter(Kind.ANSWER, request.pk, key, request.email, "report_answered", context)


@transaction.atomic
def send_again(*, request: CorrectionRequest, by: User) -> CorrectionRequest:
    """Send the answer again of which nobody knows whether it arrived, or that the mail server refused. Raises
    ValidationError where it was sent, waits to be, or cannot be sent."""
    require(by, "verdicts.answer")
    found = CorrectionRequest.objects.select_for_update().get(pk=request.pk)
    sent = found.mail
    if not found.email or sent is None:
        raise ValidationError("There is no letter that could be sent again.")
    if sent.fate not in ("taken", "failed"):
        raise ValidationError("The letter was sent, or waits to be.")
    if sent.fate == "taken":
        letters.again(sent)
    else:
        letters.keep([_letter(found, sent)])
    return found


@transaction.atomic
def erase(*, request: CorrectionRequest, by: User) -> int:
    """Take who wrote it out for good, here and in every other report from the same mail address; how many it were. What
    they reported, and what came of it, stays."""
    require(by, "accounts.manage")
    found = CorrectionRequest.objects.select_for_update().get(pk=request.pk)
    rows = CorrectionRequest.objects.select_for_update().filter(erased_at__isnull=True)
    same = rows.filter(email__iexact=found.email) if found.email else rows.filter(pk=found.pk)
    erased = list(same.order_by("pk"))
    for one in erased:
        one.name, one.email, one.sender, one.salt, one.erased_at = "", "", "", new_salt(), timezone.now()
        one.save(update_fields=["name", "email", "sender", "salt", "erased_at"])
        letters.take_back(Kind.ANSWER, one.pk)
    return len(erased)
