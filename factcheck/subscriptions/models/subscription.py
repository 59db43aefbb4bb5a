"""What one reader wants to be told of."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.articles.models import Outlet
from factcheck.record.models import Organization
from factcheck.verdicts.models import Verdict

FAILURES = 3
"""Letters that could not be delivered, after which it is paused."""


class Topic(models.TextChoices):
    VERDICT = "verdict", "A verdict"
    STATE = "state", "Verdicts about a state"
    OUTLET = "outlet", "Verdicts on an outlet"
    CORRECTIONS = "corrections", "All corrections"


def new_nonce() -> str:
    """What makes the links of a subscription its own, and those of one that was left useless."""
    return secrets.token_hex(16)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def active(self) -> SubscriptionQuerySet:
        """Confirmed by the owner of the address, and letters arrive."""
        return self.filter(confirmed_at__isnull=False, paused_at__isnull=True)


class Subscription(models.Model):
    """It begins when somebody types an address in, and counts when the owner of the address has confirmed it. Leaving
    deletes the row, and what is not confirmed in time is deleted too: nothing else holds the address."""

    topic = models.CharField(max_length=12, choices=Topic)
    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, null=True, blank=True, related_name="subscriptions")
    state = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, blank=True, related_name="subscriptions"
    )
    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, null=True, blank=True, related_name="subscriptions")
    email = models.EmailField(max_length=254)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0, help_text="Letters that could not be delivered.")
    paused_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Subscription]] = models.Manager.from_queryset(SubscriptionQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["topic", "id"], name="subscription_by_topic"),
            models.Index(fields=["email"], name="subscription_by_email"),
            models.Index(
                fields=["asked_at"], name="subscription_unconfirmed", condition=models.Q(confirmed_at__isnull=True)
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["email", "topic", "verdict", "state", "outlet"],
                nulls_distinct=False,
                name="subscription_of_an_address_is_one",
            ),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="subscription_email_is_lower_case"),
            models.CheckConstraint(
                condition=models.Q(topic="verdict", verdict__isnull=False, state=None, outlet=None)
                | models.Q(topic="state", verdict=None, state__isnull=False, outlet=None)
                | models.Q(topic="outlet", verdict=None, state=None, outlet__isnull=False)
                | models.Q(topic="corrections", verdict=None, state=None, outlet=None),
                name="subscription_has_what_its_topic_needs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"

    @property
    def is_active(self) -> bool:
        return self.confirmed_at is not None and self.paused_at is None

    @property
    def subject(self) -> str:
        """What it is about, in words that may stand on a page."""
        if self.verdict is not None:
            wording = self.verdict.versions.filter(published_at__isnull=False).order_by("-number").first()
            return _("the verdict on “%(claim)s”") % {"claim": wording.claim_text if wording else self.verdict.slug}
        if self.state is not None:
            return _("verdicts about %(state)s") % {"state": self.state.local_name}
        if self.outlet is not None:
            return _("verdicts on claims of %(outlet)s") % {"outlet": self.outlet.name}
        return _("all corrections")
