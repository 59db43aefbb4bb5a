"""Questions to the record that need more than one model."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KT

from factcheck.record.models import (
    Discrepancy,
    Membership,
    Motion,
    Organization,
    Paragraph,
    Reading,
    RowVersion,
    Source,
    Sponsorship,
    Subject,
    Text,
    Vote,
    VoteEvent,
)
from factcheck.record.models.base import on_day
from factcheck.record.vocabulary import ROLES


def day_siblings(event: VoteEvent) -> QuerySet[VoteEvent]:
    """The other votes on whole texts of the same day and matter, in every body, with motion and body.

    Empty where the day or the matter is not known.
    """
    whole = VoteEvent.objects.on_whole_texts().with_motion()
    if event.held_on is None or not event.motion.item:
        return whole.none()
    same = whole.filter(held_on=event.held_on, motion__item=event.motion.item)
    return same.exclude(pk=event.pk).order_by("body__code", "key")


def parts(motions: Collection[int]) -> QuerySet[VoteEvent]:
    """Votes on amendments and paragraphs of these motions and on how to treat them, text by text."""
    found = VoteEvent.objects.with_motion().filter(motion__parent__in=motions)
    return found.order_by("motion__parent__key", "motion__key", "sequence")


def roll_call(
    event: VoteEvent, *, states: Iterable[str] = (), option: str = "", group: str = "", query: str = ""
) -> QuerySet[Vote]:
    """The roll call with its states, by name. Each filter narrows it: codes of states, one option, the members that the
    group of that code had on the day of the vote, a part of a state's name."""
    votes = Vote.objects.filter(event=event).select_related("organization")
    wanted = list(states)
    if wanted:
        votes = votes.filter(organization__code__in=wanted)
    if option:
        votes = votes.filter(option=option)
    if group:
        votes = votes.filter(organization__in=members_of(group, on=event.held_on))
    if query:
        votes = votes.filter(Q(organization__name__unaccent__icontains=query) | Q(organization__code__iexact=query))
    return votes.order_by("organization__name")


def state_votes(organization: Organization) -> QuerySet[Vote]:
    """How a state voted, the newest first, with event, motion and body. The caller pages through it."""
    votes = Vote.objects.filter(organization=organization)
    return votes.select_related("event__motion", "event__body").order_by(
        F("event__held_on").desc(nulls_last=True), "event__key"
    )


def sponsors_by_role(motion: Motion) -> dict[str, list[Organization]]:
    """Sponsors by name under author, sponsor and later; roles that nobody has are left out."""
    rows = Sponsorship.objects.filter(motion=motion).select_related("organization").order_by("organization__name")
    found: dict[str, list[Organization]] = {role: [] for role in ROLES}
    for row in rows:
        found[row.role].append(row.organization)
    return {role: organizations for role, organizations in found.items() if organizations}


def paragraphs_of(motion: Motion) -> tuple[Text | None, list[Paragraph], list[Paragraph]]:
    """The imported text of a motion with its source, the text's paragraphs, and those of fact files; in their order."""
    text = Text.objects.filter(motion=motion).select_related("source").first()
    verbatim: list[Paragraph] = []
    others: list[Paragraph] = []
    for row in Paragraph.objects.filter(motion=motion).order_by("position"):
        (verbatim if text and row.source_id == text.source_id else others).append(row)
    return text, verbatim, others


def subjects_of(motion: Motion) -> list[str]:
    """What the sources call the matter of a motion, each term once, by name."""
    return sorted(set(Subject.objects.filter(motion=motion).values_list("words", flat=True)))


def members_of(code: str, *, on: date | None) -> QuerySet[Organization]:
    """Members of the body or group with this code on a day; of all times where the day is None."""
    held = Membership.objects.filter(organization__code=code)
    if on is not None:
        held = held.filter(on_day(on))
    return Organization.objects.filter(pk__in=held.values("member")).order_by("name")


def readings_of(event: VoteEvent) -> QuerySet[Reading]:
    """What each imported source says of a vote, with how many values agree and differ; the sources by slug."""
    return Reading.objects.filter(event=event).select_related("source").order_by("source__slug")


def discrepancies_of(event: VoteEvent) -> QuerySet[Discrepancy]:
    """Values in which sources differ, with both sources."""
    rows = Discrepancy.objects.filter(event=event).select_related("here_source", "elsewhere_source")
    return rows.order_by("what", "elsewhere_source__slug")


def discrepancies(*, source: str = "", kind: str = "") -> QuerySet[Discrepancy]:
    """All values in which sources differ, with vote and sources, the newest vote first. The caller pages through it.

    `source` is the slug of a source on either side, `kind` the field that differs or "votes" for votes of states.
    """
    rows: Any = Discrepancy.objects.select_related("event__motion", "event__body", "here_source", "elsewhere_source")
    if source:
        rows = rows.filter(Q(here_source__slug=source) | Q(elsewhere_source__slug=source))
    if kind:
        rows = rows.with_kind().filter(kind=kind)
    return rows.order_by(F("event__held_on").desc(nulls_last=True), "event__key", "what", "elsewhere_source__slug")


def unreconciled(*, body: str = "", doubts: Collection[str] = ()) -> QuerySet[VoteEvent]:
    """Votes on which no verdict may rest, with the reason in each, the newest first; `doubts` are those to keep, as
    `with_doubt` words them."""
    rows: Any = VoteEvent.objects.filter(is_reconciled=False).select_related("motion", "body", "source")
    if body:
        rows = rows.filter(body__code=body)
    if doubts:
        rows = rows.with_doubt().filter(doubt__in=doubts)
    return rows.order_by(F("held_on").desc(nulls_last=True), "key")


def versions_of(event: VoteEvent) -> QuerySet[RowVersion]:
    """Earlier states of a vote and of its roll call, the newest first."""
    rows = RowVersion.objects.annotate(event=KT("was__event_id"))
    of_event = Q(table="record_voteevent", row=event.pk)
    of_votes = Q(table__in=["record_vote", "record_reading"], event=str(event.pk))
    return rows.filter(of_event | of_votes).order_by("-replaced_at", "-pk")


def sources_of(event: VoteEvent) -> list[Source]:
    """Everything an event's page rests on, each once: the vote, what confirms it, the motion, sponsors, paragraphs."""
    motion = event.motion
    keys = {event.source_id, motion.source_id}
    keys.update(event.other_sources.values_list("pk", flat=True))
    keys.update(motion.sponsorships.values_list("source", flat=True))
    keys.update(motion.paragraphs.values_list("source", flat=True))
    keys.update(event.votes.exclude(source=None).values_list("source", flat=True).distinct())
    found = Source.objects.in_bulk(keys)
    first = [event.source_id, motion.source_id]
    rest = sorted(found.values(), key=lambda source: (not source.is_official, source.title))
    return [found[pk] for pk in dict.fromkeys([*first, *(source.pk for source in rest)])]
