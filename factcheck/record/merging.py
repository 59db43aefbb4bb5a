"""Bulk writing: rows go by COPY into temporary tables and from there, set by set, into the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from factcheck.record.syncing import Tally


def merge_votes(rolls: Mapping[int, Mapping[int, str]], tally: Tally) -> None:
    """Makes the roll calls of these events what `rolls` says: key of the event to key of the state to option.

    Triggers pack the roll calls, keep what was there before and take back `is_reconciled`.
    """
    if not rolls:
        return
    with connection.cursor() as cursor:
        _copy(cursor, "staged_event (event_id bigint PRIMARY KEY)", ((event,) for event in rolls))
        _copy(
            cursor,
            "staged_vote (event_id bigint, organization_id bigint, option text)",
            ((event, state, option) for event, roll in rolls.items() for state, option in roll.items()),
        )
        cursor.execute("ANALYZE staged_event, staged_vote")
        cursor.execute(
            """DELETE FROM record_vote v USING staged_event e WHERE v.event_id = e.event_id AND NOT EXISTS (
                 SELECT FROM staged_vote s WHERE s.event_id = v.event_id AND s.organization_id = v.organization_id)"""
        )
        tally.removed += cursor.rowcount
        cursor.execute(
            """UPDATE record_vote v SET option = s.option FROM staged_vote s WHERE s.event_id = v.event_id
                  AND s.organization_id = v.organization_id AND s.option <> v.option"""
        )
        tally.changed += cursor.rowcount
        cursor.execute(
            """INSERT INTO record_vote (event_id, organization_id, option)
               SELECT s.event_id, s.organization_id, s.option FROM staged_vote s WHERE NOT EXISTS (
                 SELECT FROM record_vote v WHERE v.event_id = s.event_id AND v.organization_id = s.organization_id)
                ORDER BY s.event_id, s.organization_id"""
        )
        tally.added += cursor.rowcount
        cursor.execute("DROP TABLE staged_event, staged_vote")
        cursor.execute("ANALYZE record_vote")


def merge_answers(answers: Mapping[int, list[str]]) -> None:
    """Stores whether each event is reconciled: key of the event to the reasons against it."""
    with connection.cursor() as cursor:
        _copy(
            cursor,
            "staged_answer (event_id bigint, reason text)",
            ((event, "; ".join(reasons)) for event, reasons in answers.items()),
        )
        cursor.execute(
            """UPDATE record_voteevent e SET is_reconciled = (s.reason = ''), unreconciled_reason = s.reason
                 FROM staged_answer s WHERE s.event_id = e.id
                  AND (e.is_reconciled, e.unreconciled_reason) IS DISTINCT FROM (s.reason = '', s.reason)"""
        )
        cursor.execute("DROP TABLE staged_answer")


def _copy(cursor: Any, definition: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """A temporary table of this definition with these rows."""
    cursor.execute(f"CREATE TEMPORARY TABLE {definition} ON COMMIT DROP")
    name = definition.split()[0]
    with cursor.copy(f"COPY {name} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
