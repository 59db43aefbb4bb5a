"""What each source says of a vote, where two of them differ, and what stood here before."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models.fields.json import KT

from factcheck.record.models.base import filled, source_field


class Reading(models.Model):
    """One vote as one imported source has it. `roll_call` is packed ("AFG=y AGO=n"), empty where it lists none, and may
    name states that the record does not know; `content` has the other values."""

    event = models.ForeignKey("record.VoteEvent", on_delete=models.PROTECT, related_name="readings")
    source = source_field("readings")
    content = models.JSONField()
    roll_call = models.TextField(blank=True)
    agreed = models.PositiveIntegerField(default=0, help_text="Values in which it agrees with what the record has.")
    differed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["event", "source"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "source"], name="reading_of_a_source_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.event} in {self.source}"


class DiscrepancyQuerySet(models.QuerySet["Discrepancy"]):
    def with_kind(self) -> models.QuerySet[Any]:
        """Annotates `kind`: the name of the field that differs, "votes" where it is the vote of a state."""
        is_state = models.When(what__regex="^[A-Z]{3}$", then=models.Value("votes"))
        return self.annotate(kind=models.Case(is_state, default=models.F("what"), output_field=models.TextField()))


class Discrepancy(models.Model):
    """A value that two sources give differently: what the record has and from where, what the other has, and the rule
    that chose. `what` is a state's code for its vote, else the name of a field of the vote."""

    event = models.ForeignKey("record.VoteEvent", on_delete=models.PROTECT, related_name="discrepancies")
    what = models.CharField(max_length=40)
    here = models.CharField(max_length=100, blank=True)
    here_source = source_field("discrepancies_won")
    elsewhere = models.CharField(max_length=100, blank=True)
    elsewhere_source = source_field("discrepancies_lost")
    rule = models.CharField(max_length=200)

    objects: ClassVar[models.Manager[Discrepancy]] = DiscrepancyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["event", "what"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            filled("what", model="discrepancy"),
            filled("rule", model="discrepancy"),
            models.UniqueConstraint(
                fields=["event", "what", "elsewhere_source"], name="discrepancy_with_a_source_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}, {self.what}: {self.here}; {self.elsewhere_source}: {self.elsewhere}"


class RollCall(models.Model):
    """The votes of an event in one text, "AFG=y AGO=n" in the order of codes (y, n, a, x for absent).

    The database keeps it equal to the rows of `Vote` by triggers (migration 0004), so that the engine's record can be
    read without touching a million rows. Nothing else writes it.
    """

    event = models.OneToOneField(
        "record.VoteEvent", on_delete=models.CASCADE, primary_key=True, related_name="packed_roll_call"
    )
    packed = models.TextField()

    def __str__(self) -> str:
        return f"Roll call of {self.event}"


class RowVersion(models.Model):
    """A row of the record as it was before it was changed or removed. Triggers write it (migration 0004), whoever made
    the change. `table` and `row` are the table and its primary key, `was` the row in full, its source included."""

    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    was = models.JSONField()
    replaced_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-replaced_at", "table", "row"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["table", "row"], name="row_version_of_a_row"),
            models.Index(
                KT("was__event_id"),
                name="row_version_of_an_event",
                condition=models.Q(table__in=["record_vote", "record_reading"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row} until {self.replaced_at:%Y-%m-%d %H:%M}"
