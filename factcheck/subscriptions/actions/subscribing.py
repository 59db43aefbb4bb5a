"""A reader asks to be told, confirms it from their mailbox, and leaves when they like."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.articles.models import Outlet
from factcheck.mailing.actions import letters
from factcheck.mailing.models import Kind
from factcheck.record.models import Organization
from factcheck.subscriptions import links
from factcheck.subscriptions.models import Asking, Subscription, Topic
from factcheck.subscriptions.models.subscription import new_nonce
from factcheck.verdicts import workflow
from factcheck.verdicts.actions.requests import TooMany, sender_of
from factcheck.verdicts.models import Verdict

FROM_NETWORK, FROM_ALL = 10, 500
"""Times that are taken in an hour: from one network, and from all together."""
TO_ADDRESS = 3
"""Mails to confirm that one address gets in a day."""
UNCONFIRMED = timedelta(days=3)
"""After this what nobody confirmed is deleted."""


def target(topic: str, key: str) -> dict[str, Any]:
    """The columns of a topic: `key` is the slug of a verdict that readers see or of an outlet with published articles,
    or the code of a state. Raises ValidationError where there is no such thing."""
    found: Any = None
    if topic == Topic.VERDICT:
        found = Verdict.objects.filter(slug=key, status__in=workflow.PUBLIC).first()
    elif topic == Topic.STATE:
        found = Organization.objects.states().filter(code=key).first()
    elif topic == Topic.OUTLET:
        found = Outlet.objects.filter(slug=key, articles__is_published=True).first()
    elif topic == Topic.CORRECTIONS:
        return {"topic": topic}
    if found is None:
        raise ValidationError(_("There is nothing of this kind to be told of."))
    return {"topic": topic, topic: found}


@transaction.atomic
def ask(*, topic: str, key: str, email: str, network: str, root: str) -> None:
    """Somebody typed an address in. Its owner is sent a link to confirm with (`root` is scheme and host of the site);
    who is subscribed already is told so. Nothing that whoever asked can see depends on the address.

    Raises ValidationError naming the field, and TooMany, which depends on the network alone.
    """
    email = email.strip().lower()
    about = target(topic, key)
    try:
        validate_email(email)
        if len(email) > 254:
            raise ValidationError("too long")
    except ValidationError:
        raise ValidationError({"email": _("This is no mail address. Write it as name@example.org.")}) from None
    now = timezone.now()
    sender, address = sender_of(network, now.date()), sender_of(email, now.date())
    _slow_down(sender, now)
    is_often = Asking.objects.filter(address=address, at__gt=now - timedelta(days=1)).count() >= TO_ADDRESS
    Asking.objects.create(network=sender, address=address, at=now)
    if is_often:
        return
    subscription, is_new = Subscription.objects.select_for_update().get_or_create(email=email, **about)
    if not is_new and not subscription.is_active:  # asked again: the link before works no more
        subscription.nonce, subscription.asked_at = new_nonce(), now
        subscription.save(update_fields=["nonce", "asked_at"])
    letters.keep([_letter(subscription, root, now)])


def _letter(subscription: Subscription, root: str, now: datetime) -> Any:
    leave = root + links.leaving(subscription)
    context = {
        "subscription": subscription,
        "confirm": root + links.confirming(subscription),
        "leave": leave,
        "hours": links.HOURS,
        "host": root.split("://")[-1],
    }
    template = "subscribed_already" if subscription.is_active else "subscription_confirm"
    key = f"subscribing-{subscription.pk}-{now.timestamp():.6f}"
    return letters.letter(
        Kind.SUBSCRIBING, subscription.pk, key, subscription.email, template, context, headers=headers(leave)
    )  # fmt: skip


def headers(leave: str) -> dict[str, str]:
    """One click is enough to leave (RFC 8058), and no machine answers (RFC 3834)."""
    return {
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def _slow_down(network: str, now: datetime) -> None:
    """Counted one after the other, so that a flood at once passes no more than one by one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('subscriptions.ask'))")
    recent = Asking.objects.filter(at__gt=now - timedelta(hours=1))
    if recent.filter(network=network).count() >= FROM_NETWORK or recent.count() >= FROM_ALL:
        raise TooMany(_("Very many asked to be told in the last hour. Please try it later."))


@transaction.atomic
def confirm(subscription: Subscription) -> Subscription | None:
    """The owner of the address says yes. Doing it twice changes nothing; None where it was left meanwhile."""
    rows = Subscription.objects.select_for_update().filter(pk=subscription.pk, nonce=subscription.nonce)
    found = rows.first()
    if found is not None and not found.is_active:
        found.confirmed_at, found.paused_at, found.failures = timezone.now(), None, 0
        found.save(update_fields=["confirmed_at", "paused_at", "failures"])
    return found


@transaction.atomic
def leave(subscription: Subscription, *, everything: bool = False) -> int:
    """Delete it, or all of its address, with the letters on their way; how many."""
    rows = Subscription.objects.select_for_update()
    rows = rows.filter(email=subscription.email) if everything else rows.filter(pk=subscription.pk)
    found = list(rows)
    for one in found:
        for kind in (Kind.SUBSCRIBING, Kind.TOLD):
            letters.take_back(kind, one.pk)
        one.delete()
    return len(found)


@transaction.atomic
def forget_address(email: str, *, by: User) -> int:
    """Delete all subscriptions of an address, because its owner asks the newsroom for it; how many."""
    require(by, "accounts.manage")
    first = Subscription.objects.filter(email=email.strip().lower()).first()
    return leave(first, everything=True) if first is not None else 0


@transaction.atomic
def forget(*, now: datetime | None = None) -> int:
    """Delete what nobody confirmed in time, and who asked when; how many subscriptions it were."""
    now = now or timezone.now()
    Asking.objects.filter(at__lt=now - timedelta(days=1)).delete()
    return Subscription.objects.filter(confirmed_at__isnull=True, asked_at__lt=now - UNCONFIRMED).delete()[0]
