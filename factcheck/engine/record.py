"""The record as the engine sees it: a protocol, a plain implementation, and the content hash that names a snapshot."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Protocol

from factcheck.engine.model import (
    Body,
    Counts,
    Group,
    Motion,
    RollCall,
    Sponsorship,
    State,
    Statement,
    Statistic,
    VoteEvent,
)


class RecordSource(Protocol):
    """Where the engine gets the record from. Everything is read once; nothing changes while an article is checked."""

    @property
    def states(self) -> Sequence[State]: ...
    @property
    def bodies(self) -> Sequence[Body]: ...
    @property
    def groups(self) -> Sequence[Group]: ...
    @property
    def motions(self) -> Sequence[Motion]: ...
    @property
    def events(self) -> Sequence[VoteEvent]: ...
    @property
    def statements(self) -> Sequence[Statement]: ...
    @property
    def statistics(self) -> Sequence[Statistic]: ...


@dataclass(frozen=True, slots=True)
class Record:
    """A record held in memory."""

    states: tuple[State, ...] = ()
    bodies: tuple[Body, ...] = ()
    groups: tuple[Group, ...] = ()
    motions: tuple[Motion, ...] = ()
    events: tuple[VoteEvent, ...] = ()
    statements: tuple[Statement, ...] = ()
    statistics: tuple[Statistic, ...] = ()


def _plain(value: Any) -> Any:
    if isinstance(value, RollCall):
        return value.packed
    if isinstance(value, Sponsorship):
        return [value.code, value.role]
    if isinstance(value, Counts):
        return [value.yes, value.no, value.abstain, value.absent]
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)
_HASHED = {
    kind: tuple(f.name for f in fields(kind) if f.name not in ("source", "sources"))
    for kind in (VoteEvent, Motion, Statement, Statistic)
}


def content_hash(row: Any) -> str:
    """SHA-256 of a row of the record in canonical JSON (sorted keys, no white space), as "sha256:...".

    `sources` say where a value was read, not what it is, so they are left out: a second source for the same value
    changes no hash.
    """
    if isinstance(row, VoteEvent | Motion | Statement | Statistic):
        body = {name: getattr(row, name) for name in _HASHED[type(row)]}
    else:
        body = asdict(row)
    return "sha256:" + hashlib.sha256(_CANONICAL.encode(body).encode()).hexdigest()


def snapshot_hash(record: RecordSource) -> str:
    """One hash for the whole record, whatever the order its rows came in. Kinds of row that came later than the first
    snapshots count only where there are any, so that a record without them keeps its hash."""
    digest = hashlib.sha256()
    for rows in (record.states, record.bodies, record.groups, record.motions, record.events):
        for line in sorted(content_hash(row) for row in rows):
            digest.update(line.encode())
        digest.update(b"|")
    for later in (record.statements, record.statistics):
        if later:
            digest.update("|".join(sorted(content_hash(row) for row in later)).encode() + b"|")
    return "sha256:" + digest.hexdigest()
