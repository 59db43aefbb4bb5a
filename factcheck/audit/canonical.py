"""The text of a link and its event of which the chain is made, and the hash over it: the same as the trigger's.

Each value is written as its length in UTF-8, a colon, itself and a comma; a null as "-,". In this order: number and
time of the link; number, time, transaction, person, who, why, table, row, action, before and after of the event. Times
are UTC as 2026-02-25T17:04:05.123456Z; before and after are JSON as PostgreSQL writes jsonb.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

BEGINNING = bytes(32)
"""What the first link follows."""


def text(*values: str | int | datetime | None) -> bytes:
    """The values with their lengths, in UTF-8."""
    return b"".join(_field(value) for value in values)


def _field(value: str | int | datetime | None) -> bytes:
    if value is None:
        return b"-,"
    if isinstance(value, datetime):
        value = value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    content = str(value).encode()
    return b"%d:%b," % (len(content), content)


def digest(previous: bytes, *values: str | int | datetime | None) -> bytes:
    """32 bytes."""
    return hashlib.sha256(previous + text(*values)).digest()
