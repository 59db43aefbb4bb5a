"""The record in the database as the engine's record: a fixed number of queries, plain rows, one order.

It is suited to a million votes: the database keeps each roll call packed in one text (`RollCall`), and neither a row
nor an object is read for a vote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from factcheck.engine import model
from factcheck.engine.record import Record
from factcheck.record.collecting import without_collection
from factcheck.record.importers.akn import is_part
from factcheck.record.models import (
    IntendedVote,
    Membership,
    Motion,
    Name,
    Organization,
    Paragraph,
    RollCall,
    Sponsorship,
    Statement,
    Statistic,
    VoteEvent,
)
from factcheck.record.rows import engine_intended, engine_names, engine_number, engine_sponsors, engine_terms
from factcheck.record.vocabulary import OPTIONS

MOTION_FIELDS = (
    "title",
    "description",
    "symbol",
    "draft_symbol",
    "kind",
    "item",
    "sponsors_complete",
    "sponsors_note",
    "legal_effect",
    "yes_means",
    "no_means",
)
EVENT_FIELDS = (
    "key",
    "held_on",
    "members_count",
    "has_full_roll",
    "is_reconciled",
    "result",
    "method",
    "meeting",
    "sequence",
)

PIECE = 2_000
"""Rows."""


def load_record() -> Record:
    """Everything the engine asks of the record, from one consistent state of the database."""
    with without_collection(), transaction.atomic():
        organizations = list(Organization.objects.order_by("code").values_list("pk", "code", "name", "classification"))
        codes = {pk: code or "" for pk, code, _, _ in organizations}
        by_class: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for pk, code, name, classification in organizations:
            if code:
                by_class[classification].append((pk, code, name))
        names = _grouped(Name.objects.values_list("organization", "text", "kind", "start_on", "end_on"))
        terms = _grouped(Membership.objects.values_list("organization", "member", "start_on", "end_on"))
        admitted = {
            member: (start, end)
            for pk, code, _ in by_class["body"]
            if code == "GA"
            for member, start, end in sorted(terms.get(pk, ()), key=lambda row: str(row[1]))
        }
        return Record(
            states=tuple(
                model.State(code, name, engine_names(names.get(pk, ())), *admitted.get(pk, (None, None)))
                for pk, code, name in by_class["state"]
            ),
            bodies=tuple(model.Body(code, name, _texts(names.get(pk, ()))) for pk, code, name in by_class["body"]),
            groups=tuple(
                model.Group(
                    code,
                    name,
                    _texts(names.get(pk, ())),
                    engine_terms((codes[member], start, end) for member, start, end in terms.get(pk, ())),
                )
                for pk, code, name in by_class["group"]
            ),
            motions=tuple(_motions(codes)),
            events=tuple(_events(codes)),
            statements=tuple(_statements(codes)),
            statistics=tuple(_statistics()),
        )


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by their first column, without it."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for first, *rest in rows:
        found[first].append(tuple(rest))
    return found


def _streamed(rows: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows as the database sends them, in pieces that it does not have to be asked for: the rows of `iterator` are
    asked for piece by piece and take half as long again, and all at once they would double the memory."""
    statement, given = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        yield from cursor.cursor.stream(statement, given, size=PIECE)


def _texts(rows: Iterable[tuple[Any, ...]]) -> tuple[str, ...]:
    return tuple(sorted(row[0] for row in rows))


def _motions(codes: dict[int, str]) -> Iterator[model.Motion]:
    sponsors = _grouped(Sponsorship.objects.values_list("motion", "organization", "role"))
    texts = dict(_paragraphs())
    fields = ("pk", "key", "body_id", *MOTION_FIELDS, "parent__key", "source__slug")
    for pk, key, body, *values, parent, source in sorted(Motion.objects.values_list(*fields), key=itemgetter(1)):
        yield model.Motion(
            key=key,
            body=codes[body],
            parent=parent,
            sponsors=engine_sponsors((codes[state], role) for state, role in sponsors.get(pk, ())),
            paragraphs=texts[pk].operative if pk in texts else (),
            recitals=texts[pk].recitals if pk in texts else (),
            text_is_whole=pk in texts and texts[pk].is_imported,
            source=source,
            **{name.replace("draft_symbol", "draft"): value for name, value in zip(MOTION_FIELDS, values, strict=True)},
        )


@dataclass(frozen=True, slots=True)
class _Words:
    """The paragraphs of one motion as the engine asks of them."""

    operative: tuple[str, ...]
    recitals: tuple[str, ...]
    is_imported: bool


def _paragraphs() -> Iterator[tuple[int, _Words]]:
    """Key of each motion with paragraphs, and these: of an imported text each operative paragraph from its verb on,
    with its lettered parts behind it, and the recitals; without one, what the fact files say."""
    wanted = Q(motion__text=None) | Q(motion__text__source=F("source"), section__in=("operative", "preamble"))
    columns = ("motion", "motion__text", "section", "number", "verb", "text")
    rows = Paragraph.objects.filter(wanted).order_by("motion", "position").values_list(*columns)
    for pk, of_motion in groupby(_streamed(rows), key=itemgetter(0)):
        operative: list[str] = []
        recitals: list[str] = []
        is_imported = False
        for _, imported, section, number, verb, text in of_motion:
            is_imported = bool(imported)
            if imported and section == "preamble":
                recitals.append(text)
            elif imported and operative and is_part(number, verb, text):
                operative[-1] = f"{operative[-1]} {number} {text}" if number else f"{operative[-1]} {text}"
            else:
                operative.append(text)
        yield pk, _Words(tuple(operative), tuple(recitals), is_imported)


def _events(codes: dict[int, str]) -> Iterator[model.VoteEvent]:
    rolls = dict(_rolls())
    vetoes = _grouped(VoteEvent.vetoed_by.through.objects.values_list("voteevent", "organization"))
    intended = _grouped(IntendedVote.objects.values_list("event", "organization", "option"))
    others = _grouped(VoteEvent.other_sources.through.objects.values_list("voteevent", "source__slug"))
    fields = ("pk", "motion__key", "body_id", "source__slug", *(f"{option}_count" for option in OPTIONS), *EVENT_FIELDS)
    rows = VoteEvent.objects.values_list(*fields)
    for pk, motion, body, source, yes, no, abstain, absent, *values in sorted(rows, key=itemgetter(1, -1)):
        key, day, members, is_complete, is_reconciled, result, method, meeting, sequence = values
        yield model.VoteEvent(
            key=key,
            motion=motion,
            body=codes[body],
            day=day,
            counts=model.Counts(yes, no, abstain, absent),
            members=members,
            roll=rolls.get(pk),
            roll_complete=is_complete,
            reconciled=is_reconciled,
            result=result,
            method=method,
            vetoed_by=tuple(sorted(codes[state] for (state,) in vetoes.get(pk, ()))),
            meeting=meeting,
            sequence=sequence,
            sources=(source, *sorted(slug for (slug,) in others.get(pk, ()))),
            intended=engine_intended((codes[state], option) for state, option in intended.get(pk, ())),
        )


def _statements(codes: dict[int, str]) -> Iterator[model.Statement]:
    """What was said, in the order of the fact files."""
    fields = ("speaker", "speaker_organization", "spoken_on", "text", "is_verbatim", "source__slug")
    rows = Statement.objects.values_list(*fields)
    for speaker, organization, *values in sorted(rows, key=lambda row: (row[0], str(row[2]), row[3])):
        yield model.Statement(speaker, codes.get(organization, ""), *values)


def _statistics() -> Iterator[model.Statistic]:
    """Figures, in the order of the fact files."""
    fields = ("measure", "unit", "attributed_to", "wording", "value_low", "value_high", "as_of", "source__slug")
    rows = Statistic.objects.values_list(*fields)
    for measure, unit, whose, wording, low, high, as_of, source in sorted(
        rows, key=lambda r: (r[0], str(r[6]), r[2], r[7])
    ):
        yield model.Statistic(measure, unit, whose, wording, engine_number(low), engine_number(high), as_of, source)


def _rolls() -> Iterator[tuple[int, model.RollCall]]:
    """Key of each event with a roll call, and the roll call, as the database keeps it packed."""
    for event, packed in _streamed(RollCall.objects.values_list("event_id", "packed")):
        yield event, model.RollCall.unpack(packed)
