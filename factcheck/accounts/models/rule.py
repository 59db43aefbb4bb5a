"""What the newsroom asks of everybody who signs in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from factcheck.accounts.models.user import Role, User

MOST_DAYS = 90


class SignInRule(models.Model):
    """The newest row counts; without one nothing is asked. From `second_factor_from` on, each role needs a second
    factor; who has none yet gets `grace_days` from when the rule or they in their role began, whichever is later."""

    second_factor_from = models.CharField(max_length=20, choices=Role, blank=True)
    grace_days = models.PositiveSmallIntegerField(default=14)
    since = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="sign_in_rules"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(second_factor_from__in=["", *Role.values]), name="sign_in_rule_role_is_known"
            ),
            models.CheckConstraint(condition=models.Q(grace_days__lte=MOST_DAYS), name="sign_in_rule_grace_has_an_end"),
        ]

    def __str__(self) -> str:
        return f"second factor from {self.second_factor_from or 'nobody'}"

    @classmethod
    def current(cls) -> SignInRule:
        """The rule, or one that asks nothing."""
        return cls.objects.order_by("-pk").first() or cls()

    def applies_to(self, person: User) -> bool:
        return bool(self.second_factor_from) and Role(person.role).rank >= Role(self.second_factor_from).rank

    def deadline(self, person: User) -> datetime:
        """Until when somebody to whom it applies may go without."""
        return max(self.since, person.role_since) + timedelta(days=self.grace_days)
