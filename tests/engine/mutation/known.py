"""The record as the generator sees it: look-ups over the plain rows, made anew here and not taken from the engine's index."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from factcheck.engine.model import Motion, VoteEvent
from factcheck.engine.record import RecordSource
from tests.engine.mutation.words import UNCLEAR, named

_SESSION = re.compile(r"A/RES/(?:(\d{1,2})/\d|\d+\(([IVXL]+)\))")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
WHOLE = ("resolution", "draft")
OPTIONS = ("yes", "no", "abstain", "absent")


def session_of(symbol: str) -> int:
    """The session of the General Assembly in the symbol of a resolution; 0 where none is in it.

    >>> session_of("A/RES/33/72B"), session_of("A/RES/2758(XXVI)"), session_of("S/RES/242")
    (33, 26, 0)
    """
    match = _SESSION.match(symbol)
    if match is None:
        return 0
    if match[1]:
        return int(match[1])
    values = [_ROMAN[letter] for letter in match[2]]
    return sum(-v if any(v < w for w in values[n + 1 :]) else v for n, v in enumerate(values))


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
        self._tallies = {(e.body, e.counts.yes, e.counts.no, e.counts.abstain) for e in self.events}
        self._titled: dict[str, list[VoteEvent]] = defaultdict(list)
        self.titles = {m.title.casefold() for m in record.motions if m.title}
        for event in self.events:
            motion = self.motions[event.motion]
            self.votes_of[event.motion].append(event)
            if event.day is not None:
                self._on_day[event.day].append(event)
            if motion.item:
                self._of_item[motion.item].append(event)
            if motion.title:
                self._titled[motion.title.casefold()].append(event)
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
        self._other_names = {
            s.code: [
                n for n in s.names if n.kind == "name" and len(spelled[n.text.casefold()]) == 1 and "(" not in n.text
            ]
            for s in record.states
        }

    def called(self, code: str, day: date | None, random: Random) -> str:
        """A state by its name in the record, or by another that was in use on the day."""
        others = [
            n.text
            for n in self._other_names[code]
            if day is not None and (n.start is None or n.start <= day) and (n.end is None or day <= n.end)
        ]
        return named(random.choice(others)) if others and random.random() < 0.4 else self.names[code]

    def reported(self) -> Iterator[tuple[VoteEvent, Motion]]:
        """Votes on whole texts that can be named beyond doubt: with a symbol, a day or at least a session, and no second vote
        on the same text."""
        for event in self.events:
            motion = self.motions[event.motion]
            symbol = motion.symbol or motion.draft
            when = event.day is not None or session_of(symbol)
            if motion.kind in WHOLE and symbol and when and len(self.votes_of[motion.key]) == 1:
                yield event, motion

    def on_days(self, day: date, within: int) -> list[VoteEvent]:
        days = (day + timedelta(days=n) for n in range(-within, within + 1))
        return [e for d in days for e in self._on_day.get(d, ())]

    def is_tally(self, body: str, yes: int, no: int, abstain: int) -> bool:
        return (body, yes, no, abstain) in self._tallies

    def of_item(self, motion: Motion) -> list[VoteEvent]:
        return self._of_item.get(motion.item, []) if motion.item else []

    def of_title(self, motion: Motion) -> list[VoteEvent]:
        """Votes on texts of the same title: an article that gives the title may mean one of them."""
        return self._titled.get(motion.title.casefold(), []) if motion.title else []

    def parts(self, motion: Motion) -> list[VoteEvent]:
        """Votes on amendments to the text, on its paragraphs and on procedure about it."""
        return self._parts.get(motion.key, [])

    def was_amended(self, motion: Motion) -> bool:
        return any(e.result == "adopted" and self.motions[e.motion].kind == "amendment" for e in self.parts(motion))
