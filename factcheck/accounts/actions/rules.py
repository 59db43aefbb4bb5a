"""What is asked of everybody who signs in."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from factcheck.accounts.models import Role, SignInRule
from factcheck.accounts.models.rule import MOST_DAYS
from factcheck.accounts.permissions import Actor, person, require


class RuleChanged(Exception):
    """Somebody stored another rule in between; nothing was written. `now` is the one that stands."""

    def __init__(self, now: SignInRule) -> None:
        super().__init__("The rule was changed in the meantime.")
        self.now = now


@transaction.atomic
def ask_for_second_factor(*, role: str, grace_days: int, by: Actor, stood: int | None = None) -> SignInRule:
    """From `role` on ("" for nobody) a second factor is needed, so many days from now. Where other roles
    are asked than before, the days begin anew. Raises RuleChanged where another rule counts than the one with the key
    `stood` (0 for none), which did when the form was made."""
    require(by, "accounts.manage")
    problems = {}
    if role not in ("", *Role.values):
        problems["second_factor_from"] = "There is no such role."
    if not 0 <= grace_days <= MOST_DAYS:
        problems["grace_days"] = f"Between 0 and {MOST_DAYS} days."
    if problems:
        raise ValidationError(problems)
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE accounts_signinrule IN SHARE ROW EXCLUSIVE MODE")
    now = SignInRule.current()
    if stood is not None and stood != (now.pk or 0):
        raise RuleChanged(now)
    since = now.since if now.second_factor_from == role else timezone.now()
    return SignInRule.objects.create(second_factor_from=role, grace_days=grace_days, since=since, changed_by=person(by))
