"""The record as the generator sees it: look-ups over the plain rows, made anew here and not taken from the engine's index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from factcheck.engine.model import Motion, VoteEvent
from factcheck.engine.record import RecordSource
from tests.engine.mutation.words import UNCLEAR, named

WHOLE = ("resolution", "draft")
OPTIONS = ("yes", "no", "abstain", "absent")


class Known:
    """Rows of the record by what the generator asks: names, days, matters, groups."""

    def __init__(self, record: RecordSource) -> None:
        self.motions = {m.key: m for m in record.motions}
        self.events = tuple(sorted(record.events, key=lambda e: e.key))
        self.bodies = {b.code for b in record.bodies}
        self.groups = {g.code: g for g in record.groups}
        self.votes_of: dict[str, list[VoteEvent]] = defaultdict(list)
        self._on_day: dict[date, list[VoteEvent]] = defaultdict(list)
        self._of_item: dict[str, list[VoteEvent]] = defaultdict(list)
        self._parts: dict[str, list[VoteEvent]] = defaultdict(list)
        self.titles = {m.title.casefold() for m in record.motions if m.title}
        for event in self.events:
            motion = self.motions[event.motion]
            self.votes_of[event.motion].append(event)
            if event.day is not None:
                self._on_day[event.day].append(event)
            if motion.item:
                self._of_item[motion.item].append(event)
            if motion.parent:
                self._parts[motion.parent].append(event)
        spelled: dict[str, set[str]] = defaultdict(set)
        for state in record.states:
            for text in (state.name, *(n.text for n in state.names)):
                spelled[text.casefold()].add(state.code)
        self.names = {
            s.code: named(s.name)
            for s in record.states
            if len(spelled[s.name.casefold()]) == 1 and s.code not in UNCLEAR and "(" not in s.name
        }

    def reported(self) -> Iterator[tuple[VoteEvent, Motion]]:
        """Votes on whole texts that can be named beyond doubt: with a symbol, a day, and no second vote on the same text."""
        for event in self.events:
            motion = self.motions[event.motion]
            symbol = motion.symbol or motion.draft
            if motion.kind in WHOLE and symbol and event.day is not None and len(self.votes_of[motion.key]) == 1:
                yield event, motion

    def on_days(self, day: date, within: int) -> list[VoteEvent]:
        days = (day + timedelta(days=n) for n in range(-within, within + 1))
        return [e for d in days for e in self._on_day.get(d, ())]

    def of_item(self, motion: Motion) -> list[VoteEvent]:
        return self._of_item.get(motion.item, []) if motion.item else []

    def parts(self, motion: Motion) -> list[VoteEvent]:
        """Votes on amendments to the text, on its paragraphs and on procedure about it."""
        return self._parts.get(motion.key, [])

    def was_amended(self, motion: Motion) -> bool:
        return any(e.result == "adopted" and self.motions[e.motion].kind == "amendment" for e in self.parts(motion))
