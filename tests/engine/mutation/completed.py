"""A record whose old roll calls are made whole, so that the suite tries votes of every decade and the states of each.

Of most votes before 2000 the record has the roll call, but neither the counts as declared nor the day, and the engine gives no
verdict on them. Here the counts are summed up from the roll call and a day is set in the autumn of the session: such votes
are nobody's facts, only material for sentences.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from factcheck.engine.model import OPTIONS, Counts, VoteEvent
from factcheck.engine.record import Record, RecordSource
from tests.engine.mutation.known import session_of

_DAYS = 90


def completed(record: RecordSource) -> Record:
    """The record without what has neither day nor session, and with counts and days for what lacks them."""
    motions = {m.key: m for m in record.motions}
    events: list[VoteEvent] = []
    for place, event in enumerate(sorted(record.events, key=lambda e: e.key)):
        session = session_of(motions[event.motion].symbol)
        if event.day is not None:
            events.append(event)
        elif session and event.roll is not None:
            events.append(_whole(event, date(1945 + session, 9, 20) + timedelta(days=place % _DAYS)))
    held = {e.motion for e in events}
    kept = tuple(m for m in record.motions if m.key in held or m.parent in held)
    return Record(
        tuple(record.states), tuple(record.bodies), tuple(record.groups), kept, tuple(events), tuple(record.statements), tuple(record.statistics)
    )  # fmt: skip


def _whole(event: VoteEvent, day: date) -> VoteEvent:
    roll = event.roll
    assert roll is not None
    counts = Counts(**{option: roll.count(option) for option in OPTIONS})
    result = "adopted" if roll.count("yes") > roll.count("no") else "rejected"
    return replace(
        event, day=day, counts=counts, members=len(roll), roll_complete=True, reconciled=True, result=result, intended=()
    )  # fmt: skip
