"""The day's votes beside an article: which it reports, which it leaves out, how the states it names voted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.claims.models import FlagRaised, Mention
from factcheck.engine.index import WHOLE_TEXTS
from factcheck.record.models import VoteEvent
from factcheck.web import votes
from factcheck.web.shapes import DayTable

CODE = "same-day-omitted"
STATES_UP_TO = 4


def tables(mentions: Sequence[Mention], raised: Sequence[FlagRaised]) -> list[DayTable]:
    """One table for each vote and set of states that a flag is about; three queries, none without such a flag.

    `mentions` come from `article_findings`, `raised` from `flags_of`. A vote is left out where the flag names it.
    """
    by_pk = {mention.pk: mention for mention in mentions}
    wanted: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for flag in raised:
        if flag.code != CODE:
            continue
        omitted = {str(row.get("ref", "")).partition("#")[0] for row in flag.evidence}
        for mention in flag.mentions.all():
            finding = by_pk[mention.pk].finding if mention.pk in by_pk else None
            if finding is not None and finding.motion_key:
                group = tuple(finding.asserted.get("subjects", ()))[:STATES_UP_TO]
                wanted.setdefault((finding.motion_key, group), set()).update(omitted)
    if not wanted:
        return []
    events = _of_the_days({key for key, _ in wanted})
    names = votes.state_names()
    codes = list(dict.fromkeys(code for _, group in wanted for code in group))
    held = votes.positions(events, codes, names)
    shown = []
    for (key, group), omitted in wanted.items():
        linked = next((event for event in events if event.motion.key == key), None)
        if linked is None:
            continue
        lines = []
        for event in _same_day(linked, events):
            positions = [vote for vote in held[event.pk] if vote.code in group]
            line = votes.line(event, positions, relation=votes.relation(positions))
            lines.append(replace(line, is_reported=event.key not in omitted))
        shown.append(DayTable(lines, [names.get(code, code) for code in group], linked.held_on))
    return shown


def _of_the_days(keys: set[str]) -> list[VoteEvent]:
    """The votes on whole texts of the days and matters of the motions with these keys; one query."""
    about = VoteEvent.objects.filter(motion__key__in=keys, held_on__isnull=False).exclude(motion__item="")
    days = about.values("held_on")
    items = about.values("motion__item")
    found = VoteEvent.objects.with_motion().filter(
        motion__kind__in=WHOLE_TEXTS, held_on__in=days, motion__item__in=items
    )
    return list(found.order_by("body__code", "key"))


def _same_day(linked: VoteEvent, events: Sequence[VoteEvent]) -> list[VoteEvent]:
    """The linked vote first, then the others of its day and matter."""
    same = [e for e in events if e.held_on == linked.held_on and e.motion.item == linked.motion.item]
    return sorted(same, key=lambda event: event.pk != linked.pk)
