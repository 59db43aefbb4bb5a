"""Notices by mail: at once, or what is new once a day at an hour of the person's own clock.

A mail says what the notice says, and a notice is made only of what its person may know: nothing of another's assessment
gets into a mail.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.mailing.actions import letters
from factcheck.mailing.models import Kind as LetterKind
from factcheck.mailing.models import Letter
from factcheck.notices.models import Kind, MailSettings, Notice, Way

WINDOW = timedelta(days=3)
"""Older notices are not mailed any more. Less than letters are kept."""
MOST = 50
"""Notices that one daily mail names; how many more there are is said."""


@transaction.atomic
def choose(*, by: User, ways: Mapping[str, str], hour: int, zone: str) -> MailSettings:
    """Say how one wants to be told by mail. Raises ValidationError naming the field."""
    problems = {}
    for kind, way in ways.items():
        if kind not in Kind.values or way not in Way.values:
            problems[kind if kind in Kind.values else "ways"] = "Choose one of the ways."
    if not 0 <= hour <= 23:
        problems["hour"] = "Choose an hour of the day."
    if zone not in available_timezones():
        problems["zone"] = "There is no such time zone. Choose one of the list."
    if problems:
        raise ValidationError(problems)
    values = {"ways": dict(ways), "hour": hour, "zone": zone}
    return MailSettings.objects.update_or_create(person=by, defaults=values)[0]


def send(*, now: datetime | None = None) -> int:
    """Write the letters that are due; how many. Doing it twice writes none twice, and it can be killed anywhere."""
    now = now or timezone.now()
    rows = Notice.objects.filter(read_at__isnull=True, mailed_at__isnull=True, created_at__gte=now - WINDOW)
    people = User.objects.filter(pk__in=rows.values("person"), is_active=True).order_by("pk")
    known = {one.person_id: one for one in MailSettings.objects.filter(person__in=people)}
    return sum(_send_to(person, known.get(person.pk) or MailSettings(person=person), now) for person in people)


@transaction.atomic
def _send_to(person: User, chosen: MailSettings, now: datetime) -> int:
    rows = Notice.objects.select_for_update(of=("self",)).filter(
        person=person, read_at__isnull=True, mailed_at__isnull=True, created_at__gte=now - WINDOW
    )
    unsent = list(rows.select_related("by").order_by("created_at", "pk"))
    made = [
        _letter(person, LetterKind.NOTICE, one.pk, f"notice-{one.pk}", [one])
        for one in unsent
        if chosen.way(one.kind) == Way.AT_ONCE
    ]
    mailed = [one.pk for one in unsent if chosen.way(one.kind) == Way.AT_ONCE]
    daily = [one for one in unsent if chosen.way(one.kind) == Way.DAILY]
    local = now.astimezone(chosen.clock)
    key = f"digest-{person.pk}-{local:%Y-%m-%d}"
    if daily and local.hour >= chosen.hour and not Letter.objects.filter(key=key).exists():
        made.append(_letter(person, LetterKind.DIGEST, person.pk, key, daily))
        mailed += [one.pk for one in daily]
    Notice.objects.filter(pk__in=mailed).update(mailed_at=now)
    return letters.keep(made)


def take_back(person: User) -> int:
    """Nothing more is sent to a person who leaves, and their address is kept in no letter; how many those were."""
    return Letter.objects.filter(kind__in=(LetterKind.NOTICE, LetterKind.DIGEST), to__iexact=person.email).delete()[0]


def _letter(person: User, kind: LetterKind, owner: int, key: str, notices: list[Notice]) -> Letter:
    root = settings.SITE_URL
    context = {
        "person": person,
        "lines": [(one.words, root + one.path) for one in notices[:MOST]],
        "more": max(0, len(notices) - MOST),
        "all": root + reverse("desk:notice-list"),
        "choices": root + reverse("account:mail"),
    }
    return letters.letter(kind, owner, key, person.email, kind.value, context)
