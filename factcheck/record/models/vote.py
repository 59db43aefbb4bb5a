"""How a state voted, and how it later said it had meant to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from factcheck.record.models.base import choices, known, source_field
from factcheck.record.models.organization import Organization
from factcheck.record.vocabulary import OPTIONS


class VoteQuerySet(models.QuerySet["Vote"]):
    def of(self, organization: Organization) -> VoteQuerySet:
        return self.filter(organization=organization)


class Vote(models.Model):
    """One state in one vote. There may be a million: nothing stands here that the event knows already. `source` is
    null where it is the event's own. The database holds `event` and `organization` by statement, as foreign keys hold
    rows (docs/adr/0009-votes-checked-in-sets.md)."""

    event = models.ForeignKey(
        "record.VoteEvent", on_delete=models.PROTECT, related_name="votes", db_index=False, db_constraint=False
    )
    organization = models.ForeignKey(
        "record.Organization", on_delete=models.PROTECT, related_name="votes", db_constraint=False
    )
    option = models.CharField(max_length=7, choices=choices(OPTIONS))
    source = models.ForeignKey(
        "record.Source", on_delete=models.PROTECT, related_name="votes", null=True, blank=True, db_index=False
    )

    objects: ClassVar[models.Manager[Vote]] = VoteQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            known("option", OPTIONS, model="vote"),
            models.UniqueConstraint(fields=["event", "organization"], name="vote_is_cast_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.get_option_display()}"


class IntendedVote(models.Model):
    """What a state told the Secretariat it had meant to vote. It stands beside the vote and never replaces it."""

    event = models.ForeignKey("record.VoteEvent", on_delete=models.PROTECT, related_name="intended_votes")
    organization = models.ForeignKey("record.Organization", on_delete=models.PROTECT, related_name="intended_votes")
    option = models.CharField(max_length=7, choices=choices(OPTIONS))
    stated_on = models.DateField(null=True, blank=True)
    source = source_field("intended_votes")

    class Meta:
        ordering: ClassVar[list[str]] = ["event", "organization"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            known("option", OPTIONS, model="intended_vote"),
            models.UniqueConstraint(fields=["event", "organization"], name="intended_vote_is_stated_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} meant {self.get_option_display()}"
