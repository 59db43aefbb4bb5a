"""Reading what an assessment is saved over, and writing it, in one statement each.

Saving is what the desk does most, by many at a time. Asked one by one through the ORM, the same ten questions took
three times as much of the processor, nearly all of it to put the statements together. What is read stands in a
function of the database (migration 0007), which locks the row of the review first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from factcheck.reviews.models import Assessment, EvidenceItem, Status


@dataclass(frozen=True, slots=True)
class Before:
    """What is stored. `assessment` and `revision` are 0 before the first saving; `flags` are the keys of the current
    flags of the mention; `others` the ratings (accuracy, framing) of those who have judged."""

    status: str
    standing: str
    verdict_opened_at: datetime | None
    assessment: int
    revision: int
    finding: int | None
    flags: tuple[int, ...]
    others: tuple[tuple[int | None, str], ...]


_READ = "SELECT * FROM reviews_before_saving(%s)"
_NAMED = "SELECT key, symbol FROM record_motion WHERE key = ANY(%s) OR symbol = ANY(%s)"
_STATES = """
    SELECT o.id, lower(n.called)
      FROM record_organization o
      LEFT JOIN record_name r ON r.organization_id = o.id AND r.kind = 'name'
     CROSS JOIN LATERAL (VALUES (o.name), (o.code), (r.text)) AS n (called)
     WHERE o.classification = 'state' AND o.code IS NOT NULL AND lower(n.called) = ANY(%s)
     GROUP BY 1, 2
"""
_WRITE = """
    WITH kept AS (
        INSERT INTO reviews_assessment (assignment_id, finding_id, accuracy, framing, rationale, verdict_was_open,
               revision, submitted_at, changed_at)
        VALUES (%(assignment)s, %(finding)s, %(accuracy)s, %(framing)s, %(rationale)s, %(was_open)s, 1, %(now)s,
               %(now)s)
        ON CONFLICT (assignment_id) DO UPDATE
           SET finding_id = EXCLUDED.finding_id, accuracy = EXCLUDED.accuracy, framing = EXCLUDED.framing,
               rationale = EXCLUDED.rationale, revision = reviews_assessment.revision + 1,
               changed_at = EXCLUDED.changed_at
        RETURNING id, revision, submitted_at, verdict_was_open),
    answered AS (
        INSERT INTO reviews_flaganswer (assessment_id, flag_id, answer, reason)
        SELECT kept.id, a.flag, a.answer, a.reason
          FROM kept, unnest(%(flags)s::bigint[], %(answers)s::text[], %(reasons)s::text[]) AS a (flag, answer, reason)),
    shown AS (
        INSERT INTO reviews_evidenceitem (assessment_id, side, motion_key, url, words, language, translation, speaker,
               role, state_id, said_on, symbol, told, note, ordinal)
        SELECT kept.id, e.side, e.motion_key, e.url, e.words, e.language, e.translation, e.speaker,
               e.role, e.state_id, e.said_on, e.symbol, e.told, e.note, e.ordinal - 1
          FROM kept, unnest(%(side)s::text[], %(motion_key)s::text[], %(url)s::text[], %(words)s::text[],
                            %(language)s::text[], %(translation)s::text[], %(speaker)s::text[], %(role)s::text[],
                            %(state_id)s::bigint[], %(said_on)s::date[], %(symbol)s::text[], %(told)s::text[],
                            %(note)s::text[])
               WITH ORDINALITY AS e (side, motion_key, url, words, language, translation, speaker,
                                     role, state_id, said_on, symbol, told, note, ordinal)),
    held AS (
        UPDATE reviews_assignment SET standing = 'done', ended_at = %(now)s
         WHERE id = %(assignment)s AND standing = 'open'),
    settled AS (
        UPDATE reviews_review SET status = %(status)s
         WHERE id = %(review)s AND status <> %(status)s)
    SELECT id, revision, submitted_at, verdict_was_open FROM kept
"""


_OF_EVIDENCE = (
    "side", "motion_key", "url", "words", "language", "translation", "speaker", "role", "state_id", "said_on", "symbol",
    "told", "note",
)  # fmt: skip


def before(assignment: int) -> Before:
    """Lock the review that an assignment belongs to, and read what is stored. One statement, in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [assignment])
        status, standing, opened, assessment, revision, finding, flags, accuracies, framings = cursor.fetchone()
    others = tuple(zip(accuracies, framings, strict=True))
    return Before(status, standing, opened, assessment, revision, finding, tuple(flags), others)


def votes_named(names: list[str]) -> dict[str, str]:
    """Key of the vote by each of these names that is its key or symbol."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, [names, names])
        return {name: key for key, symbol in cursor.fetchall() for name in (symbol, key) if name}


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
    stored of an earlier saving is replaced. One statement, three where there was an earlier saving."""
    with connection.cursor() as cursor:
        if assessment.pk:
            cursor.execute("DELETE FROM reviews_flaganswer WHERE assessment_id = %s", [assessment.pk])
            cursor.execute("DELETE FROM reviews_evidenceitem WHERE assessment_id = %s", [assessment.pk])
        cursor.execute(
            _WRITE,
            {
                "assignment": assessment.assignment_id,
                "finding": assessment.finding_id,
                "accuracy": assessment.accuracy,
                "framing": assessment.framing,
                "rationale": assessment.rationale,
                "was_open": assessment.verdict_was_open,
                "now": assessment.changed_at,
                "flags": list(answers),
                "answers": [answer for answer, _ in answers.values()],
                "reasons": [reason for _, reason in answers.values()],
                **{name: [getattr(item, name) for item in evidence] for name in _OF_EVIDENCE},
                "review": review,
                "status": str(status),
            },
        )
        row = cursor.fetchone()
    assessment.pk, assessment.revision, assessment.submitted_at, assessment.verdict_was_open = row
    assessment._state.adding, assessment.settled = False, status
    return assessment
