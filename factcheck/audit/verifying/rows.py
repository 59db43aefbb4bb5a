"""Whether the rows of a table are what their history made of them.

The events of a table and its rows are read side by side, both in the order of the key, so that one row and its events
are in memory at a time. This finds what was changed while the triggers were switched off.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from factcheck.audit.models import Event
from factcheck.audit.reading import stream
from factcheck.audit.tables import Table
from factcheck.audit.verifying.report import Problem, Report

State = dict[str, Any]
"""Value, or what stands for it, by column."""

# Written out instead of calling audit_view: what is to be proved must not compute the proof.
_DIGEST_OF = "jsonb_build_object('sha256', encode(sha256(convert_to({}value::text, 'UTF8')), 'hex'))"
_DIGEST = _DIGEST_OF.format("")
_SALTED = _DIGEST_OF.format("{salt}")
_EVENTS = f"""
    SELECT e."row", e.id, e.action,
           CASE WHEN octet_length(e.before::text) <= 4096 THEN e.before::text ELSE
             (SELECT jsonb_object_agg(key, CASE WHEN octet_length(value::text) > 4096 THEN {_DIGEST} ELSE value END)
                FROM jsonb_each(e.before))::text END,
           e.after::text
      FROM audit_event e WHERE e."table" = %(table)s AND e."row" <> ''
"""
_TOUCHED = """
    SELECT t."row" FROM audit_event t JOIN audit_link l ON l.event = t.id
     WHERE l.number > %(after)s AND t."table" = %(table)s AND t."row" <> ''
"""
_ROWS = f"""
    SELECT t."{{key}}"::text COLLATE "C" AS key_of_row,
           (SELECT jsonb_object_agg(key, CASE
              WHEN value <> 'null' AND key = ANY (%(hidden)s) THEN {_SALTED}
              WHEN value <> 'null' AND (value ? 'sha256' OR octet_length(value::text) > 4096) THEN {_DIGEST}
              ELSE value END)
              FROM jsonb_each(to_jsonb(t)))::text
      FROM "{{name}}" t WHERE ({{only}})
"""


@dataclass(frozen=True, slots=True)
class Columns:
    """An event about the table as a whole: from it on, these are the columns; those in `values` are new, with the
    value that every row got."""

    event: int
    names: frozenset[str]
    values: State


class Contradiction(Exception):
    """An event that cannot have followed those before it."""


def problems(report: Report, table: Table, after: int | None) -> Iterator[Problem]:
    """What differs, row by row. With the number of a link only rows that were changed behind it are looked at."""
    columns = _columns(table)
    if not columns:
        yield Problem("it is to be audited and has no history; manage.py migrate begins it", table=table.name)
        return
    about: dict[str, Any] = {"table": table.name, "hidden": list(table.hide), "after": after}
    salt = "t.salt || " if "salt" in table.hide else ""
    only = table.only.format(row="t") or "true"
    events, rows = _EVENTS, _ROWS.format(key=table.key, name=table.name, only=only, salt=salt)
    if after is not None:
        events += f' AND e."row" IN ({_TOUCHED})'
        rows += f' AND t."{table.key}"::text IN ({_TOUCHED})'
    histories = groupby(stream(events + ' ORDER BY e."row", e.id', about), key=lambda row: row[0])
    present = stream(rows + " ORDER BY key_of_row", about)
    for key, history, row in _side_by_side(histories, present):
        report.rows += row is not None
        if what := _difference(history, row, columns):
            yield Problem(what, table=table.name, row=key)


def _columns(table: Table) -> list[Columns]:
    events = Event.objects.filter(table=table.name, row="", action="columns").order_by("pk")
    found: list[tuple[int, Any]] = list(events.values_list("pk", "after"))
    return [Columns(key, frozenset(after["columns"]), after["values"]) for key, after in found]


def _side_by_side(histories: Iterator[Any], present: Iterator[Any]) -> Iterator[tuple[str, list[Any], str | None]]:
    """Key, events and row, whichever of the two there is."""
    history: Any = next(histories, None)
    row: Any = next(present, None)
    while history is not None or row is not None:
        if history is not None and (row is None or history[0] <= row[0]):
            key, events = history[0], list(history[1])
            history = next(histories, None)
        else:
            key, events = row[0], []
        if row is not None and row[0] == key:
            yield key, events, row[1]
            row = next(present, None)
        else:
            yield key, events, None


def _difference(history: list[Any], row: str | None, columns: list[Columns]) -> str:
    """What is wrong with a row in one sentence; empty where nothing is."""
    if not history:
        return "it is there, and its history knows nothing of it"
    try:
        state, last = _made_by(history, columns)
    except Contradiction as error:
        return str(error)
    if row is None:
        return "" if state is None else f"it is gone, and event {last} left it there"
    if state is None:
        return f"it is there, and event {last} removed it"
    now = _read(row)
    differing = [name for name in sorted(now.keys() | state.keys()) if now.get(name) != state.get(name)]
    return "; ".join(
        f"{name} is {_shown(now, name)}, and its history (event {last} last) says {_shown(state, name)}"
        for name in differing
    )


def _made_by(history: list[Any], columns: list[Columns]) -> tuple[State | None, int]:
    """What the events make of a row, and the last one's number. Raises Contradiction."""
    state: State | None = None
    waiting = list(columns)
    event = 0
    for _, event, action, was, became in history:
        while waiting and waiting[0].event < event:
            state = _under(waiting.pop(0), state)
        before, after = _read(was), _read(became)
        if action in ("insert", "baseline"):
            if state is not None:
                raise Contradiction(f"event {event} adds it, though it was there already")
            state = after
            continue
        if state is None:
            raise Contradiction(f"event {event} ({action}) is about a row that was not there")
        if action == "delete":
            _compare(before, state, event)
            state = None
        else:
            _compare(before, {name: state[name] for name in before if name in state}, event)
            state |= after
    for later in waiting:
        state = _under(later, state)
    return state, event


def _under(columns: Columns, state: State | None) -> State | None:
    if state is None:
        return None
    return {name: value for name, value in state.items() if name in columns.names} | columns.values


def _compare(before: State, state: State, event: int) -> None:
    """Raises Contradiction where an event found another row than the events before it had left."""
    for name, value in state.items():
        if before.get(name) != value:
            found, left = _shown(before, name), _shown(state, name)
            raise Contradiction(f"event {event} found {name} to be {found}, and the events before it had left {left}")


def _read(text: str | None) -> State:
    """JSON whose broken numbers keep their digits: 1.10 is not 1.1."""
    return json.loads(text, parse_float=lambda digits: ("number", digits)) if text else {}


def _shown(state: State, name: str) -> str:
    if name not in state:
        return "not there"
    text = json.dumps(state[name], ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"
