"""Bulk writing: rows go by COPY into temporary tables and from there, set by set, into the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import connection

from factcheck.record.syncing import Tally


def merge_votes(rolls: Mapping[int, Mapping[int, str]], tally: Tally) -> None:
    """Makes the roll calls of these events what `rolls` says: key of the event to key of the state to option.

    Those of events that have none yet go straight into the table, the others are compared with what is there. Triggers
    pack the roll calls, keep what was there before and take back `is_reconciled`.
    """
    if not rolls:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT event_id FROM record_rollcall WHERE event_id = ANY(%s)", [list(rolls)])
        known = {event for (event,) in cursor.fetchall()}
        new = {event: roll for event, roll in rolls.items() if event not in known}
        with cursor.copy("COPY record_vote (event_id, organization_id, option) FROM STDIN") as copy:
            for row in _entries(new):
                copy.write_row(row)
        tally.added += sum(map(len, new.values()))
        if known:
            _merge_changed(cursor, {event: rolls[event] for event in known}, tally)
        cursor.execute("ANALYZE record_vote")


def _entries(rolls: Mapping[int, Mapping[int, str]]) -> Iterator[tuple[int, int, str]]:
    return ((event, state, option) for event, roll in rolls.items() for state, option in roll.items())


def _merge_changed(cursor: Any, rolls: Mapping[int, Mapping[int, str]], tally: Tally) -> None:
    _copy(cursor, "staged_event (event_id bigint PRIMARY KEY)", ((event,) for event in rolls))
    _copy(cursor, "staged_vote (event_id bigint, organization_id bigint, option text)", _entries(rolls))
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


def refresh_statistics() -> None:
    """Tells the planner how large the record is now: else a search after a load compares each vote with each text."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE record_motion, record_voteevent, record_sponsorship")


def _copy(cursor: Any, definition: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """A temporary table of this definition with these rows."""
    cursor.execute(f"CREATE TEMPORARY TABLE {definition} ON COMMIT DROP")
    name = definition.split()[0]
    with cursor.copy(f"COPY {name} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def staged_paragraphs(cursor: Any) -> None:
    """The temporary table that texts are copied into while they are read: `number` tells texts apart."""
    cursor.execute(
        "CREATE TEMPORARY TABLE staged_paragraph (text_number int, position int, number text, section text, verb text,"
        " text text) ON COMMIT DROP"
    )


def merge_texts(rows: Iterable[tuple[Any, ...]], texts: Tally, paragraphs: Tally, *, pattern: str) -> None:
    """Makes the imported paragraphs of motions what was staged, and drops the table.

    `rows` are (number of the staged text, key of the motion, key of the source, hash of the document, hash of the
    words); staged texts that they do not name are left out. `pattern` matches slugs of imported sources.
    """
    with connection.cursor() as cursor:
        definition = (
            "staged_text (text_number int PRIMARY KEY, motion_id bigint, source_id bigint, document text, words text)"
        )
        _copy(cursor, definition, rows)
        cursor.execute("CREATE INDEX ON staged_paragraph (text_number, position)")
        cursor.execute("ANALYZE staged_text, staged_paragraph")
        cursor.execute(
            """DELETE FROM record_paragraph p USING staged_text t, record_source s
                WHERE p.motion_id = t.motion_id AND s.id = p.source_id AND s.slug LIKE %s AND NOT EXISTS (
                  SELECT FROM staged_paragraph n WHERE n.text_number = t.text_number AND n.position = p.position)""",
            [pattern],
        )
        paragraphs.removed += cursor.rowcount
        cursor.execute(
            """UPDATE record_paragraph p SET number = n.number, section = n.section, verb = n.verb, text = n.text,
                      is_verbatim = TRUE, source_id = t.source_id
                 FROM staged_text t JOIN staged_paragraph n USING (text_number), record_source s
                WHERE p.motion_id = t.motion_id AND p.position = n.position AND s.id = p.source_id AND s.slug LIKE %s
                  AND (p.number, p.section, p.verb, p.text, p.source_id)
                      IS DISTINCT FROM (n.number, n.section, n.verb, n.text, t.source_id)""",
            [pattern],
        )
        paragraphs.changed += cursor.rowcount
        cursor.execute(
            """INSERT INTO record_paragraph (motion_id, position, number, section, verb, text, is_verbatim, source_id)
               SELECT t.motion_id, n.position, n.number, n.section, n.verb, n.text, TRUE, t.source_id
                 FROM staged_text t JOIN staged_paragraph n USING (text_number)
                WHERE NOT EXISTS (SELECT FROM record_paragraph p WHERE p.motion_id = t.motion_id
                                     AND p.position = n.position AND p.source_id = t.source_id)
                ORDER BY t.motion_id, n.position"""
        )
        paragraphs.added += cursor.rowcount
        cursor.execute(
            """INSERT INTO record_text (motion_id, source_id, document, words)
               SELECT motion_id, source_id, document, words FROM staged_text ORDER BY motion_id
                   ON CONFLICT (motion_id) DO UPDATE SET source_id = EXCLUDED.source_id,
                      document = EXCLUDED.document, words = EXCLUDED.words
               RETURNING xmax = 0"""
        )
        is_new = [row[0] for row in cursor.fetchall()]
        texts.added += sum(is_new)
        texts.changed += len(is_new) - sum(is_new)
        cursor.execute("DROP TABLE staged_text, staged_paragraph")
        if is_new:
            cursor.execute("ANALYZE record_paragraph, record_text")
