"""Reading what an assessment is saved over, and writing it, in one statement each.

Saving is what the desk does most, by many at a time. Asked one by one through the ORM, the same ten questions took
three times as much of the processor, nearly all of it to put the statements together. Both stand in functions of the
database: `reviews_before_saving` (migration 0013), which locks the row of the review first, and `reviews_save` (0012).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from factcheck.operations.database import one_row
from factcheck.reviews.models import Assessment, EvidenceItem, Status


@dataclass(frozen=True, slots=True)
class Before:
    """What is stored. `assessment` and `revision` are 0 before the first saving; `flags` are the keys of the current
    flags of the mention; `others` the ratings (accuracy, framing) of those who have judged; `votes` the key of each
    vote by those of the names asked for that are its key or symbol."""

    assignment: int
    status: str
    standing: str
    verdict_opened_at: datetime | None
    assessment: int
    revision: int
    finding: int | None
    flags: tuple[int, ...]
    others: tuple[tuple[int | None, str], ...]
    votes: Mapping[str, str]


_READ = "SELECT * FROM reviews_before_saving(%s, %s, %s::text[])"
_STATES = """
    SELECT o.id, lower(n.called)
      FROM record_organization o
      LEFT JOIN record_name r ON r.organization_id = o.id AND r.kind = 'name'
     CROSS JOIN LATERAL (VALUES (o.name), (o.code), (r.text)) AS n (called)
     WHERE o.classification = 'state' AND o.code IS NOT NULL AND lower(n.called) = ANY(%s)
     GROUP BY 1, 2
"""
_WRITE = "SELECT * FROM reviews_save(%s, %s, %s, %s, %s::smallint, %s, %s, %s, %s, %s, %s)"


_OF_EVIDENCE = (
    "side", "motion_key", "url", "words", "language", "translation", "speaker", "role", "state_id", "said_on", "symbol",
    "told", "note",
)  # fmt: skip


def before(*, review: int, person: int, named: list[str]) -> Before | None:
    """Lock the review, and read what is stored of this person, and the votes of these names; None where they have no
    place in it. One statement, in a transaction."""
    row = one_row.first(_READ, [review, person, named])
    if row is None:
        return None
    assignment, status, standing, opened, assessment, revision, finding, flags, *lists = row
    accuracies, framings, keys, symbols = lists
    others = tuple(zip(accuracies, framings, strict=True))
    motions = zip(keys or (), symbols or (), strict=True)
    votes = {name: key for key, symbol in motions for name in (symbol, key) if name}
    return Before(assignment, status, standing, opened, assessment, revision, finding, tuple(flags), others, votes)


def states_named(names: list[str]) -> dict[str, list[int]]:
    """Keys of the states by each of these names, in small letters, that is a name or code of theirs."""
    found: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STATES, [names])
        for key, name in cursor.fetchall():
            found.setdefault(name, []).append(key)
    return found


def store(
    assessment: Assessment,
    *,
    review: int,
    status: Status,
    answers: Mapping[int, tuple[str, str]],
    evidence: Sequence[EvidenceItem],
) -> Assessment:
    """Write an assessment with its answers and evidence, the place it fills and the status of the review. What was
    stored of an earlier saving is replaced. One statement."""
    answered = [{"flag": flag, "answer": answer, "reason": reason} for flag, (answer, reason) in answers.items()]
    shown = [
        {**{name: getattr(item, name) for name in _OF_EVIDENCE}, "ordinal": ordinal}
        for ordinal, item in enumerate(evidence)
    ]
    values: list[Any] = [
        assessment.assignment_id,
        review,
        str(status),
        assessment.finding_id,
        assessment.accuracy,
        assessment.framing,
        assessment.rationale,
        assessment.verdict_was_open,
        assessment.changed_at,
        Jsonb(answered),
        Jsonb(shown, _as_json),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, values)
        row = cursor.fetchone()
    assessment.pk, assessment.revision, assessment.submitted_at, assessment.verdict_was_open, assessment.following = row
    assessment._state.adding, assessment.settled = False, status
    return assessment


def _as_json(value: object) -> str:
    """Days as text."""
    return json.dumps(value, default=str)
