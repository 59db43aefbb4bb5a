"""Second factors: who needs one, who has one, and until when somebody may go without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from factcheck.accounts.models import SignInRule, User

COUNTING = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone are none: they are for when a factor is lost."""
_RULE = """
    SELECT r.*, EXISTS (SELECT FROM mfa_authenticator WHERE user_id = %s AND type = ANY(%s)) AS is_met
      FROM accounts_signinrule r ORDER BY r.id DESC LIMIT 1
"""
"""Asked with every page of the desk, so without the ORM, which takes six times as long to put it together."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A second factor is asked of the person, and they have none. `until` says how long the desk lets them in."""

    until: datetime

    @property
    def is_overdue(self) -> bool:
        return self.until <= timezone.now()


def missing(person: User) -> Missing | None:
    """None where nothing is asked of the person, or they have what is asked; one query."""
    rule: Any = next(iter(SignInRule.objects.raw(_RULE, [person.pk, list(COUNTING)])), None)
    if rule is None or rule.is_met or not rule.applies_to(person):
        return None
    return Missing(rule.deadline(person))
