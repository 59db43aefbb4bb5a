"""One vote: when, where, how it ended, and whether its numbers add up."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce

from factcheck.record.models.base import choices, filled, known, known_or_empty, source_field
from factcheck.record.models.motion import WHOLE_TEXTS
from factcheck.record.vocabulary import METHODS, OPTIONS, RESULTS

_CODES = r"\m[A-Z]{3}\M(?:, [A-Z]{3}\M)*"
COUNTS = tuple(f"{option}_count" for option in OPTIONS)


class VoteEventQuerySet(models.QuerySet["VoteEvent"]):
    def reconciled(self) -> VoteEventQuerySet:
        """Votes on which a verdict may rest."""
        return self.filter(is_reconciled=True)

    def on_whole_texts(self) -> VoteEventQuerySet:
        return self.filter(motion__kind__in=WHOLE_TEXTS)

    def in_body(self, code: str) -> VoteEventQuerySet:
        return self.filter(body__code=code)

    def with_motion(self) -> VoteEventQuerySet:
        """Everything that a line of a list shows, without a query for each line."""
        return self.select_related("motion", "body", "source")

    def with_doubt(self) -> models.QuerySet[Any]:
        """Annotates `doubt`: the reason against it without its own numbers and states, so that alike reasons are one
        ("N yes votes declared, N listed"); "" where there is none."""
        codes = Func(F("unreconciled_reason"), Value(_CODES), Value("..."), Value("g"), function="regexp_replace")
        doubt = Func(codes, Value(r"\d+"), Value("N"), Value("g"), function="regexp_replace")
        return self.annotate(doubt=Cast(doubt, models.TextField()))

    def newest_first(self) -> VoteEventQuerySet:
        return self.order_by(F("held_on").desc(nulls_last=True), "body__code", "key")


class VoteEvent(models.Model):
    """An event's identity is body, meeting, motion and sequence. Counts are as declared, null where not known.

    `is_reconciled` is true only where counts, roll call and the body's members on that day agree; the database refuses
    it on rows that do not add up, and takes it back when a row of the roll call changes (migration 0002).
    """

    key = models.CharField(max_length=220, unique=True)
    motion = models.ForeignKey("record.Motion", on_delete=models.PROTECT, related_name="vote_events")
    body = models.ForeignKey("record.Organization", on_delete=models.PROTECT, related_name="vote_events")
    held_on = models.DateField(null=True, blank=True)
    held_in = models.CharField(
        max_length=7, blank=True, help_text="The month, such as 1971-10, where no source is relied on for the day."
    )
    meeting = models.CharField(max_length=50, blank=True)
    sequence = models.PositiveSmallIntegerField(default=1, help_text="Of the votes on this motion, beginning with 1.")
    method = models.CharField(max_length=13, choices=choices(METHODS), default="recorded")
    result = models.CharField(max_length=11, choices=choices(RESULTS), blank=True)
    yes_count = models.PositiveSmallIntegerField(null=True, blank=True)
    no_count = models.PositiveSmallIntegerField(null=True, blank=True)
    abstain_count = models.PositiveSmallIntegerField(null=True, blank=True)
    absent_count = models.PositiveSmallIntegerField(null=True, blank=True)
    members_count = models.PositiveSmallIntegerField(null=True, blank=True)
    has_full_roll = models.BooleanField(default=False, help_text="The roll call names every member.")
    is_reconciled = models.BooleanField(default=False)
    unreconciled_reason = models.TextField(blank=True)
    vetoed_by = models.ManyToManyField("record.Organization", related_name="vetoes", blank=True)
    note = models.TextField(blank=True)
    source = source_field("vote_events")
    other_sources = models.ManyToManyField("record.Source", related_name="confirmed_vote_events", blank=True)

    objects: ClassVar[models.Manager[VoteEvent]] = VoteEventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["held_on", "key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            known("method", METHODS, model="vote_event"),
            known_or_empty("result", RESULTS, model="vote_event"),
            filled("key", model="vote_event"),
            models.UniqueConstraint(
                fields=["body", "meeting", "motion", "sequence"], name="vote_event_identity_stands_once"
            ),
            models.UniqueConstraint(fields=["motion", "sequence"], name="vote_event_sequence_stands_once"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="vote_event_sequence_begins_with_one"),
            models.CheckConstraint(
                condition=Q(members_count__isnull=True)
                | Q(members_count__gte=sum((Coalesce(F(count), 0) for count in COUNTS[1:]), Coalesce(F(COUNTS[0]), 0))),
                name="vote_event_counts_fit_the_members",
            ),
            models.CheckConstraint(
                condition=~Q(method="consensus") | (Q(result__in=["", "adopted"]) & Q(no_count__isnull=True)),
                name="vote_event_consensus_is_adopted_without_counts",
            ),
            models.CheckConstraint(
                condition=Q(method="recorded") | Q(has_full_roll=False), name="vote_event_roll_is_of_a_recorded_vote"
            ),
            models.CheckConstraint(
                condition=Q(is_reconciled=False)
                | ~Q(method="recorded")
                | (Q(yes_count__isnull=False) & Q(no_count__isnull=False) & Q(abstain_count__isnull=False)),
                name="vote_event_reconciled_has_counts",
            ),
            models.CheckConstraint(
                condition=Q(is_reconciled=False) | Q(unreconciled_reason=""),
                name="vote_event_reconciled_has_no_reason_against",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["held_on"], name="vote_event_held_on"),
            models.Index(F("held_on").desc(nulls_last=True), name="vote_event_newest"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def counts(self) -> dict[str, int | None]:
        """Declared counts by option: yes, no, abstain, absent; None where not known."""
        return {option: getattr(self, f"{option}_count") for option in OPTIONS}


class Disagreement(models.Model):
    """A value that other sources give differently: what the record has, and what stands elsewhere."""

    event = models.ForeignKey(VoteEvent, on_delete=models.CASCADE, related_name="disagreements")
    what = models.CharField(max_length=200)
    here = models.CharField(max_length=300)
    elsewhere = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar[list[str]] = ["event", "what"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            filled("what", model="disagreement"),
            models.UniqueConstraint(fields=["event", "what"], name="disagreement_stands_once"),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.here}; elsewhere: {self.elsewhere}"
