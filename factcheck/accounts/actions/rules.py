"""What is asked of everybody who signs in."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import Role, SignInRule
from factcheck.accounts.models.rule import MOST_DAYS
from factcheck.accounts.permissions import Actor, person, require


@transaction.atomic
def ask_for_second_factor(*, role: str, grace_days: int, by: Actor) -> SignInRule:
    """From `role` on ("" for nobody) a second factor is needed, so many days from now. Where other roles
    are asked than before, the days begin anew."""
    require(by, "accounts.manage")
    problems = {}
    if role not in ("", *Role.values):
        problems["second_factor_from"] = "There is no such role."
    if not 0 <= grace_days <= MOST_DAYS:
        problems["grace_days"] = f"Between 0 and {MOST_DAYS} days."
    if problems:
        raise ValidationError(problems)
    now = SignInRule.current()
    since = now.since if now.second_factor_from == role else timezone.now()
    return SignInRule.objects.create(second_factor_from=role, grace_days=grace_days, since=since, changed_by=person(by))
