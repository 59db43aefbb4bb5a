"""The roll calls of a body as one matrix, states by events, a byte a vote.

Rows are states, columns are events. Absent, not a member and not known are three different things, none of them a vote:
whatever is computed from the matrix leaves them out and never counts them as abstentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.engine.model import Group, Motion, State, VoteEvent

NO, ABSTAIN, YES = 0, 1, 2
"""Cells that are votes, in their order: no, abstain, yes. The distance of two cells is the distance of two votes."""
ABSENT, NOT_MEMBER, UNKNOWN = -1, -2, -3
"""Cells that are no votes. UNKNOWN: the record does not say how (or whether) the state voted."""

LETTERS = {"n": NO, "a": ABSTAIN, "y": YES, "x": ABSENT}
"""Cells by the letters of a packed roll call."""
WHOLE_TEXTS = ("resolution", "draft")
"""Kinds of motion that are votes on a whole text; amendments, paragraphs and procedure are not."""

Cells = NDArray[np.int8]
Days = NDArray[np.datetime64]
Mask = NDArray[np.bool_]


def final_texts(events: Iterable[VoteEvent], motions: Mapping[str, Motion]) -> tuple[VoteEvent, ...]:
    """The events that are votes on whole texts: no amendment, paragraph or procedural vote, in the order given.

    `motions` maps keys to motions. Raises KeyError where the motion of an event is not among them.
    """
    return tuple(event for event in events if motions[event.motion].kind in WHOLE_TEXTS)


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """`cells`[i, j] is what `states`[i] did on `events`[j]: int8, shape (states, events), read-only.

    `states` are sorted codes, `events` keys in the order of (day, key), undated ones last. `bodies` and `days` have the
    shape (events,); a day that is not known is NaT. `left_out` names the events that were given and are not in the
    matrix, because they have no roll call or do not add up.
    """

    states: tuple[str, ...]
    events: tuple[str, ...]
    bodies: NDArray[np.str_]
    days: Days
    cells: Cells
    left_out: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for array in (self.bodies, self.days, self.cells):
            array.setflags(write=False)

    @classmethod
    def of(cls, events: Iterable[VoteEvent], states: Sequence[State] = (), *, unreconciled: bool = False) -> Matrix:
        """The matrix of `events`, whatever order they come in.

        A state that a complete roll call does not list was not a member; one that a partial roll call does not list is
        UNKNOWN, unless its dates in `states` show that it was no member of the United Nations that day. A vote that is
        listed always counts. Events without a roll call (or an empty one), and those that do not add up unless `unreconciled`, go to
        `left_out`. States are those with a place in some roll call.

        Raises ValueError where two events have the same key.
        """
        given = sorted(events, key=lambda event: (event.day or date.max, event.key))
        keys = [event.key for event in given]
        if len(set(keys)) < len(keys):
            raise ValueError(f"the same event twice: {next(key for key in keys if keys.count(key) > 1)}")
        kept = [(e, e.roll) for e in given if e.roll and (e.reconciled or unreconciled)]
        rolls = [roll for _, roll in kept]
        entries = " ".join(roll.packed for roll in rolls).split()  # "DEU=n", a few hundred different ones
        codes = tuple(sorted({entry[:-2] for entry in set(entries)}))
        complete = np.array([event.roll_complete for event, _ in kept], dtype=np.bool_)
        days = np.array([event.day for event, _ in kept], dtype="datetime64[D]")
        missing = np.where(complete | _outside(codes, states, days), NOT_MEMBER, UNKNOWN).astype(np.int8)
        cells = _filled(missing, codes, entries, [len(roll) for roll in rolls])
        bodies = np.array([event.body for event, _ in kept], dtype=np.str_)
        inside = {event.key for event, _ in kept}
        return cls(codes, tuple(e.key for e, _ in kept), bodies, days, cells, tuple(k for k in keys if k not in inside))

    @property
    def voted(self) -> Mask:
        """Where a state cast a vote (yes, no or abstain): bool, shape (states, events)."""
        return np.asarray(self.cells >= 0)

    def place(self, code: str) -> int:
        """Row of a state. Raises KeyError where the matrix has no such state."""
        try:
            return self.states.index(code)
        except ValueError:
            raise KeyError(f"no roll call lists {code}") from None

    def row(self, code: str) -> Cells:
        """What a state did on each event: int8, shape (events,). Raises KeyError for a state without a row."""
        return np.asarray(self.cells[self.place(code)])

    def count(self, cell: int) -> NDArray[np.int64]:
        """How many states have this cell (YES, NO, ABSTAIN, ABSENT, ...) on each event: int64, shape (events,)."""
        return np.asarray(np.count_nonzero(self.cells == cell, axis=0), dtype=np.int64)

    def where(self, mask: Mask) -> Matrix:
        """The matrix of the events at which `mask`, bool of the shape (events,), is true; all states stay."""
        if mask.shape != (len(self.events),):
            raise ValueError(f"a mask of the shape {mask.shape} for {len(self.events)} events")
        return self._part(np.flatnonzero(mask))

    def _part(self, places: slice | NDArray[np.intp]) -> Matrix:
        keys = self.events[places] if isinstance(places, slice) else tuple(self.events[place] for place in places)
        return Matrix(self.states, keys, self.bodies[places], self.days[places], self.cells[:, places], self.left_out)

    def between(self, first: date, last: date) -> Matrix:
        """Events from `first` to `last`, both included. Undated events are in no period."""
        dated = self.days[: np.count_nonzero(~np.isnat(self.days))]
        start = int(np.searchsorted(dated, np.datetime64(first), "left"))
        return self._part(slice(start, int(np.searchsorted(dated, np.datetime64(last), "right"))))

    def of_body(self, body: str) -> Matrix:
        """Events of one body, by its code."""
        return self.where(np.asarray(self.bodies == body))

    def of_states(self, codes: Iterable[str]) -> Matrix:
        """The rows of `codes`, sorted; all events stay. Raises KeyError for a state without a row."""
        return self._rows(sorted(self.place(code) for code in set(codes)))

    def of_voters(self) -> Matrix:
        """Without the states that cast no vote on any event."""
        return self._rows(np.flatnonzero(self.voted.any(axis=1)).tolist())

    def _rows(self, places: Sequence[int]) -> Matrix:
        codes = tuple(self.states[place] for place in places)
        return Matrix(codes, self.events, self.bodies, self.days, self.cells[list(places)], self.left_out)

    def by_year(self) -> Iterator[tuple[int, Matrix]]:
        """(calendar year, its events) in the order of time. Undated events are in no year."""
        years = self.days[~np.isnat(self.days)].astype("datetime64[Y]")
        names, starts = np.unique(years, return_index=True)
        bounds = pairwise([*starts.tolist(), len(years)])
        for year, (start, stop) in zip(names, bounds, strict=True):
            yield int(str(year)), self._part(slice(start, stop))

    def members(self, group: Group) -> Mask:
        """Which cells belong to members of a dated group: bool, shape (states, events). None on an undated event."""
        mask = np.zeros(self.cells.shape, dtype=np.bool_)
        places = {code: place for place, code in enumerate(self.states)}
        for membership in group.members:
            if membership.code in places:
                mask[places[membership.code]] |= _within(self.days, membership.start, membership.end)
        return mask


def _filled(cells: Cells, codes: Sequence[str], entries: Sequence[str], lengths: Sequence[int]) -> Cells:
    """`cells` with the votes of all roll calls, whose packed `entries` follow each other, `lengths` of them a roll."""
    places = {code: place for place, code in enumerate(codes)}
    kinds = {entry: number for number, entry in enumerate(set(entries))}
    rows = np.array([places[entry[:-2]] for entry in kinds], dtype=np.intp)
    votes = np.array([LETTERS[entry[-1]] for entry in kinds], dtype=np.int8)
    found = np.fromiter(map(kinds.__getitem__, entries), dtype=np.intp, count=len(entries))
    columns = np.repeat(np.arange(len(lengths)), np.array(lengths, dtype=np.intp))
    cells[rows[found], columns] = votes[found]
    return cells


def _outside(codes: Sequence[str], states: Sequence[State], days: Days) -> Mask:
    """Where a state is known to have been no member of the United Nations: bool, shape (states, events)."""
    mask = np.zeros((len(codes), len(days)), dtype=np.bool_)
    known = {state.code: state for state in states}
    for place, code in enumerate(codes):
        state = known.get(code)
        if state and (state.member_from or state.member_until):
            mask[place] = ~np.isnat(days) & ~_within(days, state.member_from, state.member_until)
    return mask


def _within(days: Days, first: date | None, last: date | None) -> Mask:
    mask: Any = ~np.isnat(days)
    if first is not None:
        mask = mask & (days >= np.datetime64(first))
    if last is not None:
        mask = mask & (days <= np.datetime64(last))
    return np.asarray(mask)
