"""Second factors: who needs one, who has one, and until when somebody may go without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.utils import timezone

from factcheck.accounts.models import SignInRule, User
from factcheck.operations.database import one_row

COUNTING = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone are none: they are for when a factor is lost."""
_PERSON = """
    SELECT {person}, EXISTS (SELECT FROM mfa_authenticator a WHERE a.user_id = u.id AND a.type = ANY(%s)), {rule}
      FROM accounts_user u LEFT JOIN (SELECT * FROM accounts_signinrule ORDER BY id DESC LIMIT 1) r ON true
     WHERE u.id = %s
"""


@dataclass(frozen=True, slots=True)
class Missing:
    """A second factor is asked of the person, and they have none. `until` says how long the desk lets them in."""

    until: datetime

    @property
    def is_overdue(self) -> bool:
        return self.until <= timezone.now()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the newsroom asks of somebody, and whether they have it."""

    rule: SignInRule | None
    is_met: bool


def person(key: int) -> User | None:
    """Somebody with `asked`, what is asked of them; one query, for every page of the desk."""
    statement = _PERSON.format(person=one_row.columns(User, "u"), rule=one_row.columns(SignInRule, "r"))
    row = one_row.first(statement, [list(COUNTING), key])
    if row is None:
        return None
    end = len(User._meta.concrete_fields)
    found, rule = one_row.made(User, row[:end]), row[end + 1 :]
    found.asked = Asked(one_row.made(SignInRule, rule) if rule[0] is not None else None, row[end])
    return found


def missing(who: User) -> Missing | None:
    """None where nothing is asked of the person, or they have what is asked. Of whoever is signed in it is known."""
    known = who if who.asked else person(who.pk)
    if known is None or known.asked is None or known.asked.rule is None or known.asked.is_met:
        return None
    rule = known.asked.rule
    return Missing(rule.deadline(who)) if rule.applies_to(who) else None
