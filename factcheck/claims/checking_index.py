"""The prepared record, kept in the process under the name of its snapshot."""

from __future__ import annotations

import gc
from threading import Lock
from time import monotonic
from typing import Any

from factcheck.engine import prepare
from factcheck.engine.index import Index
from factcheck.engine.record import snapshot_hash
from factcheck.record import snapshots
from factcheck.record.source import load_record

_lock = Lock()
_kept: Index | None = None
_kept_of: tuple[Any, tuple[int, int] | None] = (None, None)
"""What read the record of the index that is kept, and the stamp of the database then."""
_read_at = 0.0
FRESH = 300.0
"""Seconds for which a person who edits is served with the index as it was: reading the whole record takes a second."""


def current_index() -> Index:
    """The index of the record as the database has it now. Another process may have changed the record: its stamp in the
    database is asked for on every call, and the record is read again only where it is another one. So it is in a
    transaction that changes the record itself. It is prepared again only when its snapshot is another one."""
    global _kept, _kept_of, _read_at
    read_at, stamp = monotonic(), snapshots.stamp()  # before the record: what is read then may be newer, never older
    with _lock:
        if _kept is not None and stamp is not None and _kept_of == (load_record, stamp):
            _read_at = read_at
            return _kept
    record = load_record()
    snapshot = snapshot_hash(record)
    with _lock:
        if _kept is None or _kept.snapshot != snapshot:
            gc.unfreeze()  # so that the index before can go
            _kept = prepare(record)
            _leave_alone()
        _kept_of, _read_at = (load_record, stamp), read_at
        return _kept


def recent_index() -> Index:
    """The index that the process has, where the record was read less than `FRESH` ago; else `current_index()`. What is
    found with it names its snapshot, as always."""
    kept = _kept
    return kept if kept is not None and monotonic() - _read_at < FRESH else current_index()


def _leave_alone() -> None:
    """The index lives as long as the process and holds no garbage: a search for cycles in it, every few articles, is a
    tenth of the time that checking takes."""
    gc.collect()
    gc.freeze()
