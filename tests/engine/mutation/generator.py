"""Cases of a record, slot by slot. What is right is read off the roll call here; nothing is asked of the engine.

Every choice is drawn from a generator seeded by the key of the vote and the name of the slot, so the same record always
gives the same cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from factcheck.engine.model import Motion, VoteEvent
from tests.engine.mutation import measures, numbers, shared, sides, texts, votes
from tests.engine.mutation.article import Scene, scene
from tests.engine.mutation.cases import Case
from tests.engine.mutation.known import Known

Slot = Callable[[Known, Scene, Random], Iterator[Case]]
SLOTS: tuple[Slot, ...] = (
    votes.position, votes.state, votes.headline, votes.silent, numbers.tally, numbers.one_count, numbers.with_members, numbers.other_tally, numbers.part,
    sides.group, sides.direction, sides.alignment, texts.day, texts.sponsor, texts.body, texts.kind, texts.veto, texts.title, texts.symbol, texts.unanimous,
    votes.more_positions, votes.denied, shared.two, shared.only, shared.long_list, shared.except_some, shared.headline_list, numbers.bound, texts.headline_end,
    texts.no_veto, texts.size, measures.majority_word, measures.compared, measures.coincidence,
)  # fmt: skip
"""Every slot, as a function from one vote to its cases. Each is seeded for itself, so the order says nothing."""


def cases(known: Known, slots: tuple[Slot, ...] | None = None) -> Iterator[Case]:
    """All cases of the votes that can be named beyond doubt, one or a few for each slot of each vote."""
    for event, motion in known.reported():
        yield from cases_of(known, event, motion, slots or SLOTS)


def cases_of(known: Known, event: VoteEvent, motion: Motion, slots: tuple[Slot, ...]) -> Iterator[Case]:
    for slot in slots:
        random = Random(f"{event.key} {slot.__name__}")
        yield from slot(known, scene(event, motion, random), random)
