"""The record in the database as the engine's record: a fixed number of queries, plain rows, one order.

It is suited to a million votes: the database keeps each roll call packed in one text (`RollCall`), and neither a row
nor an object is read for a vote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from factcheck.engine import model
from factcheck.engine.record import Record
from factcheck.record.models import Membership, Motion, Name, Organization, Paragraph, RollCall, Sponsorship, VoteEvent
from factcheck.record.rows import engine_names, engine_sponsors, engine_terms

CHUNK = 2_000


def load_record() -> Record:
    """Everything the engine asks of the record, from one consistent state of the database."""
    with transaction.atomic():
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
        )


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by their first column, without it."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for first, *rest in rows:
        found[first].append(tuple(rest))
    return found


def _texts(rows: Iterable[tuple[Any, ...]]) -> tuple[str, ...]:
    return tuple(sorted(row[0] for row in rows))


def _motions(codes: dict[int, str]) -> Iterator[model.Motion]:
    sponsors = _grouped(Sponsorship.objects.values_list("motion", "organization", "role"))
    paragraphs = _grouped(Paragraph.objects.order_by("motion", "position").values_list("motion", "text"))
    for row in sorted(Motion.objects.select_related("source", "parent"), key=lambda motion: motion.key):
        yield model.Motion(
            key=row.key,
            body=codes[row.body_id],
            title=row.title,
            description=row.description,
            symbol=row.symbol,
            draft=row.draft_symbol,
            kind=row.kind,
            parent=row.parent.key if row.parent else None,
            item=row.item,
            sponsors=engine_sponsors((codes[state], role) for state, role in sponsors.get(row.pk, ())),
            sponsors_complete=row.sponsors_complete,
            sponsors_note=row.sponsors_note,
            legal_effect=row.legal_effect,
            yes_means=row.yes_means,
            no_means=row.no_means,
            paragraphs=tuple(text for (text,) in paragraphs.get(row.pk, ())),
            source=row.source.slug,
        )


def _events(codes: dict[int, str]) -> Iterator[model.VoteEvent]:
    rolls = dict(_rolls())
    vetoes = _grouped(VoteEvent.vetoed_by.through.objects.values_list("voteevent", "organization"))
    others = _grouped(VoteEvent.other_sources.through.objects.values_list("voteevent", "source__slug"))
    rows = VoteEvent.objects.select_related("motion", "source")
    for row in sorted(rows, key=lambda event: (event.motion.key, event.sequence)):
        yield model.VoteEvent(
            key=row.key,
            motion=row.motion.key,
            body=codes[row.body_id],
            day=row.held_on,
            counts=model.Counts(**row.counts),
            members=row.members_count,
            roll=rolls.get(row.pk),
            roll_complete=row.has_full_roll,
            reconciled=row.is_reconciled,
            result=row.result,
            method=row.method,
            vetoed_by=tuple(sorted(codes[state] for (state,) in vetoes.get(row.pk, ()))),
            meeting=row.meeting,
            sequence=row.sequence,
            sources=(row.source.slug, *sorted(slug for (slug,) in others.get(row.pk, ()))),
        )


def _rolls() -> Iterator[tuple[int, model.RollCall]]:
    """Key of each event with a roll call, and the roll call, as the database keeps it packed."""
    for event, packed in RollCall.objects.values_list("event_id", "packed").iterator(chunk_size=CHUNK):
        yield event, model.RollCall.unpack(packed)
