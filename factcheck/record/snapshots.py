"""Keeping states of the record apart, and saying what changed between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from factcheck.engine.record import content_hash, snapshot_hash
from factcheck.record.models import Organization, RowVersion, Snapshot, Vote, VoteEvent
from factcheck.record.source import load_record

DIGITS = slice(7, 23)
FIELDS = {
    str(field.column): field.name
    for field in VoteEvent._meta.concrete_fields
    if field.name not in ("id", "is_reconciled", "unreconciled_reason", "source", "motion", "body")
}


class NoSuchSnapshot(LookupError):
    """No snapshot, or several, whose hash begins so."""


@dataclass(frozen=True, slots=True)
class Diff:
    """Keys of votes and motions that are only in the later one, only in the earlier one, or different."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


def stamp() -> tuple[int, int] | None:
    """A name of the state of the record that costs one small query: another one as soon as a transaction that wrote to
    it is visible, in whichever process. None where this very transaction wrote, for it may write again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(max(txid), 0), "
            "coalesce(bool_or(txid = pg_current_xact_id_if_assigned()::text::bigint), false) FROM record_recordchange"
        )
        number, newest, is_own = cursor.fetchone()
    return None if is_own else (number, newest)


def take() -> Snapshot:
    """The snapshot of the record as it is now; a new one only where none has its hash."""
    record = load_record()
    found = {
        "events": {row.key: content_hash(row)[DIGITS] for row in record.events},
        "motions": {row.key: content_hash(row)[DIGITS] for row in record.motions},
    }
    return Snapshot.objects.get_or_create(hash=snapshot_hash(record), defaults=found)[0]


def find(start: str) -> Snapshot:
    """The one snapshot whose hash begins so, with or without "sha256:". Raises NoSuchSnapshot."""
    start = start if start.startswith("sha256:") else f"sha256:{start}"
    found = list(Snapshot.objects.filter(hash__startswith=start)[:2])
    if len(found) != 1:
        raise NoSuchSnapshot(f"{'Several snapshots begin' if found else 'No snapshot begins'} with {start}")
    return found[0]


def diff(earlier: Snapshot, later: Snapshot) -> dict[str, Diff]:
    """What differs, under "votes" and "motions"."""
    return {
        "votes": _diff(earlier.events, later.events),
        "motions": _diff(earlier.motions, later.motions),
    }


def _diff(earlier: Mapping[str, str], later: Mapping[str, str]) -> Diff:
    return Diff(
        added=tuple(sorted(later.keys() - earlier.keys())),
        removed=tuple(sorted(earlier.keys() - later.keys())),
        changed=tuple(sorted(key for key in earlier.keys() & later.keys() if earlier[key] != later[key])),
    )


def details(key: str, earlier: Snapshot, later: Snapshot) -> list[str]:
    """How a vote changed between two snapshots, value by value, as sentences, from the versions that the database kept.
    Empty where only something beside the vote's own values changed."""
    event = VoteEvent.objects.filter(key=key).first()
    if event is None:
        return []
    found = []
    was = _first_after("record_voteevent", earlier.made_at, later.made_at, pk=event.pk).get(event.pk)
    if was is not None:
        then = _first_after("record_voteevent", later.made_at, None, pk=event.pk).get(event.pk)
        now = then or {column: getattr(event, column) for column in FIELDS}
        for column, name in FIELDS.items():
            if str(was.get(column)) != str(now[column]):
                found.append(f"{name}: {was.get(column)}, then {now[column]}")
    return found + _votes(event, earlier.made_at, later.made_at)


def _votes(event: VoteEvent, since: datetime, until: datetime) -> list[str]:
    """States whose vote was changed or taken away, with the vote before and after."""
    before = _first_after("record_vote", since, until, event=event.pk)
    after = _first_after("record_vote", until, None, event=event.pk)
    now = dict(Vote.objects.filter(event=event).values_list("pk", "option"))
    codes = dict(Organization.objects.values_list("pk", "code"))
    found = []
    for pk, was in before.items():
        option = after[pk]["option"] if pk in after else now.get(pk, "not listed")
        if option != was["option"]:
            found.append(f"{codes.get(was['organization_id'])}: {was['option']}, then {option}")
    return sorted(found)


def _first_after(
    table: str, since: datetime, until: datetime | None, *, pk: int | None = None, event: int | None = None
) -> dict[int, dict[str, Any]]:
    """Each row as it was before its first change after `since`: by primary key."""
    rows = RowVersion.objects.filter(table=table, replaced_at__gt=since)
    rows = rows.filter(row=pk) if pk is not None else rows.filter(was__event_id=event)
    if until is not None:
        rows = rows.filter(replaced_at__lte=until)
    found: dict[int, dict[str, Any]] = {}
    for row, was in rows.order_by("replaced_at", "pk").values_list("row", "was"):
        found.setdefault(row, was)
    return found
