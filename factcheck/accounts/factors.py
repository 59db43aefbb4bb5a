"""Second factors: who needs one, who has one, and until when somebody may go without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists
from django.utils import timezone

from factcheck.accounts.models import SignInRule, User

COUNTING = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone are none: they are for when a factor is lost."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A second factor is asked of the person, and they have none. `until` says how long the desk lets them in."""

    until: datetime

    @property
    def is_overdue(self) -> bool:
        return self.until <= timezone.now()


def missing(person: User) -> Missing | None:
    """None where nothing is asked of the person, or they have what is asked; one query."""
    own = Authenticator.objects.filter(user=person, type__in=COUNTING)
    rule = SignInRule.objects.annotate(is_met=Exists(own)).order_by("-pk").first()
    if rule is None or rule.is_met or not rule.applies_to(person):
        return None
    return Missing(rule.deadline(person))
