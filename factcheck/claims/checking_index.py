"""The prepared record, kept in the process under the name of its snapshot."""

from __future__ import annotations

import gc
from threading import Lock

from factcheck.engine import prepare
from factcheck.engine.index import Index
from factcheck.engine.record import snapshot_hash
from factcheck.record.source import load_record

_lock = Lock()
_kept: Index | None = None


def current_index() -> Index:
    """The index of the record as the database has it now. The record is read on every call, for another process may
    have loaded facts; it is prepared again only when its snapshot is another one."""
    global _kept
    record = load_record()
    snapshot = snapshot_hash(record)
    with _lock:
        if _kept is None or _kept.snapshot != snapshot:
            gc.unfreeze()  # so that the index before can go
            _kept = prepare(record)
            _leave_alone()
        return _kept


def _leave_alone() -> None:
    """The index lives as long as the process and holds no garbage: a search for cycles in it, every few articles, is a
    tenth of the time that checking takes."""
    gc.collect()
    gc.freeze()
