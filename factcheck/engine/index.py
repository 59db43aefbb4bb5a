"""The record prepared for look-ups: by key, symbol, day, title and tally. Built once, read-only afterwards."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from operator import itemgetter

from factcheck.engine.analysis import Tallies, final_texts, with_counts
from factcheck.engine.model import Group, Motion, State, VoteEvent
from factcheck.engine.record import RecordSource, snapshot_hash
from factcheck.engine.series import series_key
from factcheck.engine.text.document import content_words
from factcheck.engine.text.gazetteer import Gazetteer
from factcheck.engine.text.symbols import fold, other_forms
from factcheck.engine.title_index import Titles

WHOLE_TEXTS = ("resolution", "draft")
"""Kinds of motion that are votes on a whole text. Amendments, paragraphs and procedure are never taken for them."""

TWENTY_YEARS = timedelta(days=7305)
FOLLOWED, FOLLOWED_AROUND = 8, timedelta(days=60)
"""Votes of a body in this time before and behind a day from which on the record is taken to have nearly all of them: the
Council takes twelve and more."""
SIZE_HOLDS, SIZE_IS_KNOWN = 31, 800
"""Days from a vote in which the body has as many members as it had then, and in which it is taken to have had so many where
the votes before and behind agree."""
WINDOWS_KEPT = 64
"""Periods of tallies kept ready, one a body and day: an archive asks for the same days again and again."""


class Index:
    """Everything the engine asks of the record."""

    def __init__(self, record: RecordSource) -> None:
        self.record = record
        self.snapshot = snapshot_hash(record)
        self.states: dict[str, State] = {state.code: state for state in record.states}
        self.groups: dict[str, Group] = {group.code: group for group in record.groups}
        self.body_names: dict[str, str] = {body.code: body.name for body in record.bodies}
        self.motions: dict[str, Motion] = {motion.key: motion for motion in record.motions}
        self.events: dict[str, VoteEvent] = {event.key: event for event in sorted(record.events, key=lambda e: e.key)}
        self.statements = tuple(record.statements)
        self.statistics = tuple(record.statistics)
        self.gazetteer = Gazetteer(record.states, record.bodies, record.groups)
        self._by_motion: dict[str, list[VoteEvent]] = defaultdict(list)
        self._by_day: dict[date, list[VoteEvent]] = defaultdict(list)
        self._by_item: dict[str, list[VoteEvent]] = defaultdict(list)
        self._by_tally: dict[tuple[int, int, int], list[VoteEvent]] = defaultdict(list)
        self._by_pair: dict[tuple[int, int], list[VoteEvent]] = defaultdict(list)
        self._children: dict[str, list[Motion]] = defaultdict(list)
        self._symbols: dict[str, str] = {}
        self._of_a_session: dict[str, str] = {}  # "A/RES/2758" for A/RES/2758(XXVI), as people write it
        self.titles = Titles()
        self._by_series: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._topic: dict[str, tuple[frozenset[str], ...]] = {}
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._topic_states: dict[str, frozenset[str]] = {}
        self._by_body: dict[str, list[VoteEvent]] = defaultdict(list)
        self._matter: dict[str, frozenset[str]] = {}
        self._histories: dict[tuple[str, str], list[str | None]] = {}
        self._weights: dict[str, float] = {}
        self._years: dict[int, dict[str, list[VoteEvent]]] = {}
        self._sizes: dict[str, list[tuple[date, str, int]]] = {}
        self._tallies: Tallies | None = None
        self._windows: dict[tuple[str, date], Tallies] = {}
        self._authors: dict[str, frozenset[str]] = {}
        for motion in sorted(record.motions, key=lambda m: m.key):
            self._add_motion(motion)
        for event in self.events.values():
            self._add_event(event)
        self.vote_events = len(self.events)

    def _add_motion(self, motion: Motion) -> None:
        for symbol in filter(None, (motion.symbol, motion.draft, motion.key)):
            self._symbols.setdefault(fold(symbol), motion.key)
            for other in other_forms(symbol) if symbol[-1].isalpha() or "and" in symbol or "(" in symbol else ():
                self._symbols.setdefault(other, motion.key)
            if symbol.startswith("A/RES/") and symbol.endswith(")"):
                self._of_a_session.setdefault(fold(symbol).partition("(")[0], motion.key)
        if motion.parent:
            self._children[motion.parent].append(motion)
        self.titles.add(motion.key, motion.title)
        if motion.kind in WHOLE_TEXTS and (series := series_key(motion)):
            self._by_series[series].append(motion.key)
        facets = (motion.title, f"{motion.description} {motion.item.replace('-', ' ')}", motion.yes_means)
        topics = tuple(topic for facet in facets if (topic := content_words(facet)))
        self._topic[motion.key] = topics
        for word in frozenset().union(*topics):
            self._by_word[word].append(motion.key)

    def _add_event(self, event: VoteEvent) -> None:
        self._by_motion[event.motion].append(event)
        if event.day is not None:
            self._by_day[event.day].append(event)
        motion = self.motions[event.motion]
        if motion.item:
            self._by_item[motion.item].append(event)
        c = event.counts
        if c.yes is not None and c.no is not None and c.abstain is not None:
            self._by_tally[(c.yes, c.no, c.abstain)].append(event)
        if c.yes is not None and c.no is not None:
            self._by_pair[(c.yes, c.no)].append(event)

    # ------------------------------------------------------------------------------------------------------- look-ups

    def motion_of(self, event: VoteEvent) -> Motion:
        return self.motions[event.motion]

    def authors(self, event: VoteEvent) -> frozenset[str]:
        """States that tabled or drafted the text."""
        found = self._authors.get(event.motion)
        if found is None:
            found = self._authors[event.motion] = frozenset(
                s.code for s in self.motion_of(event).sponsors if s.role == "author"
            )
        return found

    def is_whole_text(self, event: VoteEvent) -> bool:
        return self.motions[event.motion].kind in WHOLE_TEXTS

    def by_symbol(self, symbol: str) -> VoteEvent | None:
        key = self._symbols.get(fold(symbol)) or self._of_a_session.get(fold(symbol))
        events = self._by_motion.get(key, []) if key else []
        return events[-1] if events else None

    def by_motion(self, key: str) -> list[VoteEvent]:
        return self._by_motion.get(key, [])

    def on_day(self, day: date) -> list[VoteEvent]:
        return self._by_day.get(day, [])

    def on_item(self, item: str) -> list[VoteEvent]:
        return self._by_item.get(item, [])

    def with_pair(self, yes: int, no: int) -> list[VoteEvent]:
        return self._by_pair.get((yes, no), [])

    def with_tally(self, yes: int, no: int, abstain: int) -> list[VoteEvent]:
        return self._by_tally.get((yes, no, abstain), [])

    def amendments(self, event: VoteEvent) -> list[VoteEvent]:
        return [e for motion in self._children.get(event.motion, []) for e in self._by_motion.get(motion.key, [])]

    def was_amended(self, event: VoteEvent) -> bool:
        return any(self.motion_of(e).kind == "amendment" and e.result == "adopted" for e in self.amendments(event))

    def siblings(self, event: VoteEvent) -> list[VoteEvent]:
        """D(e) without e: the other votes on whole texts of the same day and item, sister bodies included."""
        item = self.motion_of(event).item
        if event.day is None or not item:
            return []
        return [
            other
            for other in self._by_day[event.day]
            if other.key != event.key and self.is_whole_text(other) and self.motion_of(other).item == item
        ]

    def topic_states(self, event: VoteEvent) -> frozenset[str]:
        """States that the title, the description or the matter of the text name."""
        found = self._topic_states.get(event.motion)
        if found is None:
            motion = self.motions[event.motion]
            about = f"{motion.title}. {motion.description}. {motion.item.title()}"
            named = self.gazetteer.find(about, 0, len(about))
            found = frozenset(f.codes[0] for f in named if f.type == "state" and len(f.codes) == 1)
            self._topic_states[event.motion] = found
        return found

    def topic_overlap(self, event: VoteEvent, words: frozenset[str]) -> float:
        """Share, by rarity, of the words of the event's title that stand among `words`: 0 to 1. What a yes would mean and
        the description count like a title; the best of them is taken."""
        best = 0.0
        for topic in self._topic[event.motion]:
            shared = topic & words
            if shared and (len(shared) > 1 or len(topic) == 1 or self._weight(next(iter(shared))) >= self._rare):
                best = max(best, sum(map(self._weight, shared)) / sum(map(self._weight, topic)))
        return best

    def names_subject(self, event: VoteEvent, words: frozenset[str]) -> bool:
        """Whether a word that hardly any other text has, and that is no state's name, stands among `words`."""
        return any(
            len(self._by_word[word]) <= 5 and len(word) >= 6 and not self.gazetteer.is_name_word(word)
            for topic in self._topic[event.motion]
            for word in topic & words
        )

    def series(self, event: VoteEvent) -> list[VoteEvent]:
        """Votes on the same matter, or on texts of the same title, the event included, in the order of time."""
        motion = self.motion_of(event)
        events = {e.key: e for e in (self._by_item.get(motion.item, []) if motion.item else [])}
        same = self._by_series.get(series_key(motion), [])
        is_yearly = len(same) <= 1.3 * len({key.rpartition("/")[0] for key in same})
        for key in same if is_yearly else []:
            events.update((e.key, e) for e in self._by_motion.get(key, []))
        return sorted((e for e in events.values() if self.is_whole_text(e)), key=lambda e: (e.day or date.min, e.key))

    def _weight(self, word: str) -> float:
        """Inverse document frequency over the motions' titles and descriptions (Sparck Jones 1972)."""
        found = self._weights.get(word)
        if found is None:
            found = math.log(1 + len(self.motions) / (1 + len(self._by_word.get(word, ()))))
            if word in self._by_word:
                self._weights[word] = found
        return found

    @cached_property
    def _rare(self) -> float:
        return math.log(1 + len(self.motions) / 12)

    def about(
        self, words: frozenset[str], first: date, last: date, days: frozenset[date], most: int = 60
    ) -> list[VoteEvent]:
        """Votes on whole texts, from `first` to `last` or on one of `days`, whose title or description shares a telling word
        with `words`: one that stands in at most `most` motions, or two of which the second stands in at most ten times as
        many."""
        counts = {word: len(self._by_word[word]) for word in words if word in self._by_word}
        telling = sorted((word for word, n in counts.items() if n <= 10 * most), key=lambda w: (counts[w], w))[:40]
        shared: dict[str, int] = defaultdict(int)
        found: dict[str, VoteEvent] = {}
        for word in telling:
            worth = 2 if counts[word] <= most else 1
            for year in range(first.year, last.year + 1):
                for event in self._in_year(year).get(word, ()):
                    shared[event.key] += worth
                    if shared[event.key] >= 2 and event.day is not None and first <= event.day <= last:
                        found[event.key] = event
        for event in (e for day in days for e in self._by_day.get(day, ())):
            worth = sum(
                2 if counts[word] <= most else 1 for word in self._matter_of(event.motion).intersection(telling)
            )
            if worth >= 2 and self.is_whole_text(event):
                found[event.key] = event
        return list(found.values())

    def _in_year(self, year: int) -> dict[str, list[VoteEvent]]:
        """For each word of what they are about the votes of a year on whole texts."""
        if year not in self._years:
            events: dict[str, list[VoteEvent]] = defaultdict(list)
            dated = self._dated("")
            low, high = (bisect_left(dated, y, key=lambda e: e.day.year if e.day else 0) for y in (year, year + 1))
            for event in filter(self.is_whole_text, dated[low:high]):
                for word in self._matter_of(event.motion):
                    events[word].append(event)
            self._years[year] = dict(events)
        return self._years[year]

    def _matter_of(self, motion: str) -> frozenset[str]:
        """The words of all that the record says a text is about."""
        if motion not in self._matter:
            self._matter[motion] = frozenset().union(*self._topic[motion])
        return self._matter[motion]

    def sizes_of(self, body: str, day: date | None) -> tuple[int, ...]:
        """Members that a body may have had on a day (today's number without one), read off the vote events before and behind
        that day, nearest first; nothing where one of them is years away."""
        if body not in self._sizes:
            sized = {e.day: (e.key, e.members) for e in reversed(self._dated(body)) if e.day and e.members}
            self._sizes[body] = [(known, *sized[known]) for known in sorted(sized)]
        sizes = self._sizes[body]
        if day is None:
            return (sizes[-1][2],) if sizes else ()
        place = bisect_left(sizes, day, key=itemgetter(0))
        near = [(abs((known - day).days), key, members) for known, key, members in sizes[max(0, place - 1) : place + 1]]
        near.sort()
        if near and near[0][0] <= SIZE_HOLDS:
            return (near[0][2],)
        if not near or near[-1][0] > SIZE_IS_KNOWN:
            return ()
        return tuple(dict.fromkeys(members for _, _, members in near))

    def between(self, body: str, first: date, last: date) -> list[VoteEvent]:
        """Votes on whole texts with a roll call in a body from `first` to `last`, both included, in the order of time."""
        events = self._dated(body)[self._window(body, first, last)]
        return [e for e in events if e.roll is not None and self.is_whole_text(e)]

    def is_followed(self, body: str, day: date) -> bool:
        """Whether the record has so many votes of a body around a day that it can lack few: of the Security Council it has
        each of most years, and of 2022 to 2024 only some."""
        return len(self._dated(body)[self._window(body, day - FOLLOWED_AROUND, day + FOLLOWED_AROUND)]) >= FOLLOWED

    def _window(self, body: str, first: date, last: date) -> slice:
        events = self._dated(body)
        low = bisect_left(events, first, key=lambda e: e.day or first)
        return slice(low, bisect_right(events, last, key=lambda e: e.day or last))

    def shared_votes(self, body: str, codes: tuple[str, str], first: date, last: date) -> Counter[tuple[str, str]]:
        """How often two states chose each pair of options in the votes of `between` that both are in."""
        window = self._window(body, first, last)
        one, other = (self._history(body, code)[window] for code in codes)
        every = Counter(zip(one, other, strict=True))
        return Counter({(a, b): times for (a, b), times in every.items() if a is not None and b is not None})

    def _history(self, body: str, code: str) -> list[str | None]:
        """What a state chose in each dated vote of a body; None where it was no whole text, or the state has no vote."""
        if (body, code) not in self._histories:
            self._histories[body, code] = [
                e.roll.get(code) if e.roll is not None and self.is_whole_text(e) else None for e in self._dated(body)
            ]
        return self._histories[body, code]

    def tallies_up_to(self, event: VoteEvent) -> Tallies:
        """Counts of the final votes of the event's body in the twenty years up to its day, itself included: what a share or
        the size of a side is measured against. Where the record declares no counts, those of its roll call stand in for
        them. Empty for an event without a day."""
        if self._tallies is None:
            self._tallies = Tallies.of(map(with_counts, final_texts(self.events.values(), self.motions)))
        day = event.day or date.min
        first = day - TWENTY_YEARS if day > date.min + TWENTY_YEARS else date.min
        window = self._windows.get((event.body, day))
        if window is None:
            if len(self._windows) >= WINDOWS_KEPT:
                self._windows.clear()
            window = self._windows[event.body, day] = self._tallies.select(event.body, first, day)
        return window

    def _dated(self, body: str) -> list[VoteEvent]:
        """Votes of a body, of all of them for "", that have a day, in the order of time."""
        if not self._by_body:
            for event in sorted((e for e in self.events.values() if e.day), key=lambda e: (e.day, e.key)):
                self._by_body[event.body].append(event)
                self._by_body[""].append(event)
        return self._by_body.get(body, [])

    def state_name(self, code: str, *, article: bool = False) -> str:
        name = self.states[code].name if code in self.states else code
        return f"the {name}" if article and needs_article(name) else name


def needs_article(name: str) -> bool:
    """Whether English puts "the" before the name of a state in running text."""
    return name.startswith(
        ("United ", "Central African", "Dominican Republic", "Democratic Republic", "Republic of")
    ) or name in {
        "Bahamas",
        "Gambia",
        "Netherlands",
        "Philippines",
        "Maldives",
        "Marshall Islands",
        "Solomon Islands",
        "Seychelles",
        "Comoros",
        "Congo",
        "Soviet Union",
        "Czech Republic",
    }


def joined(names: Iterable[str], word: str = "and") -> str:
    """ "A", "A and B", "A, B and C".

    >>> joined(["A", "B", "C"])
    'A, B and C'
    """
    listed = list(names)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {word} {listed[-1]}"
