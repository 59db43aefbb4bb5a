"""What each source says of a vote, where they differ, and what stood here before; a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from factcheck.record import queries
from factcheck.record.importers.rows import unpack
from factcheck.record.models import Discrepancy, Organization, Reading, RowVersion, Source, Vote, VoteEvent
from factcheck.record.vocabulary import OPTIONS
from factcheck.web import record_values, shapes, words
from factcheck.web import votes as vote_shapes

CONTENT = ("held_on", "held_in", "meeting", "method", "result", *OPTIONS, "members", "note")
COLUMNS = {
    name: {"members": "members_count"}.get(name, f"{name}_count" if name in OPTIONS else name) for name in CONTENT
}
"""Name of a value in a reading to the column of the vote's row."""


def context(event: VoteEvent, votes: Sequence[Vote], states: Mapping[str, str]) -> dict[str, Any]:
    """The parts of the page. `votes` is the vote's whole roll call with its states, `states` code to name."""
    readings = list(queries.readings_of(event))
    found = queries.discrepancies_of(event)
    return {
        "readings": [reading_line(reading, event) for reading in readings],
        "discrepancies": [discrepancy(row, states) for row in found],
        "disagreements": list(event.disagreements.all()),
        "versions": versions(event, votes, readings, states),
    }


def reading_line(reading: Reading, event: VoteEvent) -> shapes.SourceReading:
    content = reading.content
    roll = unpack(reading.roll_call)
    return shapes.SourceReading(
        source=vote_shapes.source(reading.source),
        counts=tuple((option, content.get(option)) for option in OPTIONS),
        listed=len(roll),
        day=record_values.value_word("held_on", content["held_on"]) if content.get("held_on") else "",
        agreed=reading.agreed,
        differed=reading.differed,
        is_taken=reading.source_id == event.source_id,
    )


def discrepancy(row: Discrepancy, states: Mapping[str, str]) -> shapes.Difference:
    """A row that comes with both sources."""
    return shapes.Difference(
        what=record_values.field_word(row.what, states),
        here=record_values.value_word(row.what, row.here),
        here_source=row.here_source.title,
        elsewhere=record_values.value_word(row.what, row.elsewhere),
        elsewhere_source=row.elsewhere_source.title,
        rule=record_values.rule_sentence(row.rule),
    )


# ---------------------------------------------------------------------------------------------------- earlier versions


def versions(
    event: VoteEvent, votes: Sequence[Vote], readings: Sequence[Reading], states: Mapping[str, str]
) -> list[shapes.Version]:
    """What changed, the newest first, each time with the source before and after."""
    rows = list(queries.versions_of(event))
    if not rows:
        return []
    names = _Names(rows, event, states)
    now: dict[tuple[str, int], dict[str, Any]] = {("record_voteevent", event.pk): _columns(event)}
    now |= {("record_vote", v.pk): {"organization_id": v.organization_id, "option": v.option} for v in votes}
    now |= {
        ("record_reading", r.pk): {"source_id": r.source_id, "content": r.content, "roll_call": r.roll_call}
        for r in readings
    }
    found: list[tuple[datetime, int | None, int | None, list[shapes.Change]]] = []
    source = event.source_id
    for version in rows:  # from the newest to the oldest: what came after a row is in `now`
        after, before = now.get((version.table, version.row)), version.was
        now[version.table, version.row] = before
        earlier = before["source_id"] if version.table == "record_voteevent" else source
        changes = _changes(version.table, before, after, names)
        if changes or earlier != source:
            found.append((version.replaced_at, earlier, source, changes))
        source = earlier
    return [_version(list(of), names) for _, of in groupby(found, key=lambda entry: f"{entry[0]:%Y-%m-%d %H:%M}")]


class _Names:
    """Titles of the sources and codes of the states that versions name; one query each."""

    def __init__(self, rows: Iterable[RowVersion], event: VoteEvent, states: Mapping[str, str]) -> None:
        sources = {row.was["source_id"] for row in rows if row.was.get("source_id")} | {event.source_id}
        organizations = {row.was["organization_id"] for row in rows if row.table == "record_vote"}
        self.sources = dict(Source.objects.filter(pk__in=sources).values_list("pk", "title"))
        self.codes = dict(Organization.objects.filter(pk__in=organizations).values_list("pk", "code"))
        self.states = states


def _version(
    entries: Sequence[tuple[datetime, int | None, int | None, list[shapes.Change]]], names: _Names
) -> shapes.Version:
    at, _, after, _ = entries[0]
    before = entries[-1][1]
    changes = sorted(
        (change for entry in entries for change in entry[3]), key=lambda change: (change.note, change.what)
    )
    title = names.sources.get
    return shapes.Version(
        at,
        title(before or 0, ""),
        title(after or 0, ""),
        tuple(c for c in changes if not c.note),
        tuple(c for c in changes if c.note),
    )


def _columns(event: VoteEvent) -> dict[str, Any]:
    """The row of a vote as its versions have it: days as text."""
    values = {column: getattr(event, column) for column in COLUMNS.values()}
    return values | {"held_on": event.held_on.isoformat() if event.held_on else None, "source_id": event.source_id}


def _changes(
    table: str, before: Mapping[str, Any], after: Mapping[str, Any] | None, names: _Names
) -> list[shapes.Change]:
    if table == "record_voteevent":
        later = after or {}
        return _differences(
            {name: before.get(column) for name, column in COLUMNS.items()},
            {name: later.get(column) for name, column in COLUMNS.items()},
            names,
        )
    if table == "record_vote":
        code = names.codes.get(before["organization_id"]) or ""
        now = words.OPTIONS[after["option"]].word if after else _("Not in the roll call")
        what = record_values.field_word(code, names.states)
        return [shapes.Change(what, words.OPTIONS[before["option"]].word, now)]
    note = names.sources.get(before["source_id"], "")
    return _differences(_values(before), _values(after), names, note)


def _values(reading: Mapping[str, Any] | None) -> dict[str, Any]:
    """Values of a reading by field and by the code of each state in its roll call."""
    if reading is None:
        return {}
    return {name: reading["content"].get(name) for name in CONTENT} | unpack(reading["roll_call"])


def _differences(
    before: Mapping[str, Any], after: Mapping[str, Any], names: _Names, note: str = ""
) -> list[shapes.Change]:
    word, value = record_values.field_word, record_values.value_word
    return [
        shapes.Change(word(name, names.states), value(name, before.get(name)), value(name, after.get(name)), note)
        for name in dict.fromkeys([*before, *after])
        if value(name, before.get(name)) != value(name, after.get(name))
    ]
