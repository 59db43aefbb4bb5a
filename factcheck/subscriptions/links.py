"""Links that stand in mails: signed, so that nobody can make one, and of one subscription alone."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from factcheck.subscriptions.models import Subscription

HOURS = 48
"""How long a link to confirm works."""
CONFIRM, LEAVE = "subscriptions.confirm", "subscriptions.leave"


def confirming(subscription: Subscription) -> str:
    """The path of the page on which it is confirmed."""
    return reverse("public:subscription-confirm", args=[_token(subscription, CONFIRM)])


def leaving(subscription: Subscription) -> str:
    """The path of the page on which it is left; it does not expire."""
    return reverse("public:subscription-leave", args=[_token(subscription, LEAVE)])


def _token(subscription: Subscription, salt: str) -> str:
    return signing.dumps([subscription.pk, subscription.nonce], salt=salt)


def to_confirm(token: str) -> Subscription | None:
    """The subscription of a link that works still."""
    return _found(_read(token, CONFIRM, HOURS * 3600))


def to_leave(token: str) -> Subscription | None:
    """The subscription of a link; None where it was left before, or the link is none: see `is_one_of_ours`."""
    return _found(_read(token, LEAVE, None))


def is_one_of_ours(token: str) -> bool:
    """Whether a link to leave was made here, whatever became of its subscription."""
    return _read(token, LEAVE, None) is not None


def _read(token: str, salt: str, seconds: int | None) -> tuple[int, str] | None:
    try:
        key, nonce = signing.loads(token, salt=salt, max_age=seconds)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(key), str(nonce)


def _found(read: tuple[int, str] | None) -> Subscription | None:
    if read is None:
        return None
    rows = Subscription.objects.select_related("verdict", "state", "outlet")
    return rows.filter(pk=read[0], nonce=read[1]).first()
