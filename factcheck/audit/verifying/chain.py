"""Whether the chain holds: every link follows the one before it, and is the hash of its event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from factcheck.audit import canonical
from factcheck.audit.models import Link
from factcheck.audit.reading import stream
from factcheck.audit.verifying.report import Problem, Report

BEGINNING = canonical.BEGINNING
ROLE = "database role "
"""What the history has for who changed something where nobody says so (sql/functions.sql)."""

_LINKS = """
    SELECT l.number, l.at, l.event, l.previous, l.hash, e.id, e.at, e.txid, e.person, e.who, e.why, e."table", e."row",
           e.action, e.before::text, e.after::text
      FROM audit_link l LEFT JOIN audit_event e ON e.id = l.event
     WHERE l.number > %s ORDER BY l.number
"""
_UNLINKED = """
    SELECT e.id, e."table", e."row", e.action FROM audit_event e
     WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.event = e.id) ORDER BY e.id LIMIT 1
"""
_HEADS = """
    SELECT h.day, h.number, h.hash, encode(l.hash, 'hex'), l.at AT TIME ZONE 'UTC', later.at AT TIME ZONE 'UTC'
      FROM audit_head h LEFT JOIN audit_link l ON l.number = h.number
      LEFT JOIN audit_link later ON later.number = h.number + 1
     ORDER BY h.day
"""


def hash_of(number: int) -> bytes | None:
    """The stored hash of a link; None where there is none of this number."""
    if number == 0:
        return BEGINNING
    found = Link.objects.filter(number=number).values_list("hash", flat=True).first()
    return None if found is None else bytes(found)


def problems(report: Report, number: int, previous: bytes) -> Iterator[Problem]:
    """The first broken link behind the one given, and the first event that has none. Counts into the report."""
    report.number, report.hash = number, previous.hex()
    for row in stream(_LINKS, [number]):
        if problem := _problem(row, report.number, previous):
            yield problem
            break
        if change := _by_another(row):
            report.changed_by_another(change)
        report.links += 1
        report.number, previous = row[0], bytes(row[4])
        report.hash = previous.hex()
    for event, table, key, action in stream(_UNLINKED):
        yield Problem(f"event {event} ({action}) has no link in the chain", table=table, row=key)


def _by_another(row: tuple[Any, ...]) -> Problem | None:
    """A change under the name of a database role and without a reason: no step of this program makes such a one."""
    number, *_, at, _, _, who, why, table, key, action = row[:14]
    if not (who or "").startswith(ROLE) or why or action in ("baseline", "columns"):
        return None
    return Problem(f"{action} on {at:%Y-%m-%d at %H:%M:%S} UTC as {who}", number, table, key)


def _problem(row: tuple[Any, ...], last: int, previous: bytes) -> Problem | None:
    number, at, event, follows, digest, *content = row
    table, key, action = content[6] or "", content[7] or "", content[8]
    if number != last + 1:
        return Problem(f"it is missing; link {number:,} comes behind link {last:,}", number=last + 1)
    if content[0] is None:
        return Problem(f"its event {event} is missing", number)
    if bytes(follows) != previous:
        return Problem(
            f"it follows {bytes(follows).hex()}, but the link before it is {previous.hex()}", number, table, key
        )
    computed = canonical.digest(previous, number, at, *content)
    if computed != bytes(digest):
        what = f"its event {event} ({action}) or its own row was altered: the hash of what is there now is"
        return Problem(f"{what} {computed.hex()}, and {bytes(digest).hex()} was stored", number, table, key)
    return None


def head_problems(cursor: Any, heads: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    """Published heads that are not those of the chain, then heads known from outside that are not."""
    cursor.execute(_HEADS)
    for day, number, said, stored, at, later in cursor.fetchall():
        if stored is None and number == 0:
            stored = BEGINNING.hex()
        what = f"the head published for {day} is {said}"
        end = day + timedelta(days=1)
        if stored != said:
            yield Problem(f"{what}, but the chain has {stored or 'no such link'}", number)
        elif (at and at.date() > day) or (later and later.date() < end):
            yield Problem(f"{what}, which was not the last link of that day", number)
    for number, said in heads:
        found = hash_of(number)
        if found is None or found.hex() != said:
            has = "no such link" if found is None else found.hex()
            yield Problem(f"the head that was given is {said}, but the chain has {has}", number)
