"""Counts of one vote told in several sentences: "116 countries voted in favour, six against. There were 63 abstentions"."""

from __future__ import annotations

from factcheck.engine.candidates import Candidate
from factcheck.engine.claims import tally
from factcheck.engine.draft import Draft
from factcheck.engine.linking.given import TELLING
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.masking import rx

_REACH = 2
"""Sentences within which a count may go with those told before it."""
_WORDS = (
    "a total of|a|about|absent|abstain|abstained|abstaining|abstention|abstentions|additional|against|also|among them|among those|and|another|around|"
    "as well|but|cast|countries|did|didn't|do|failed|favor|favour|for|further|had|have|in|including|it|member|members|"
    "more|nations|no|none|not|opposed|opposing|other|others|over|present|remaining|rest|roughly|said|sat out|several|show up|skipped|some|"
    "states|stayed away|take part|that|the|them|there|to|total|turn up|un|up|voted|voting|votes?|was|were|while|who|with|yes|"
    "on (?:it|the (?:vote|resolution|text|measure|draft))|the meeting"
)
"""No two of them make up a third, so that a sentence is read in one way only."""
_LONGEST = 300
_BARE = rx(rf"(?:(?:<N>|<L>(?:'s)?|<J>|<B>|\b(?:{_WORDS})\b)[ ,;:.()\"-]*)+")
"""A sentence of nothing but counts and states: no place, no subject, no group, no time."""


class Counted:
    """The counts that an article has told right so far, by the vote: its ways of voting, and the last sentence of them."""

    def __init__(self) -> None:
        self._right: dict[str, tuple[int, set[str]]] = {}

    def add(self, draft: Draft, chosen: tuple[Candidate, ...]) -> None:
        if draft.kind != tally.KIND or draft.about != "whole" or len(chosen) != 1:
            return
        event = chosen[0].event
        said = tally.asserted_counts(draft)
        right = {option for option, n in said.items() if event.counts.get(option) == n}
        known = self._right.get(event.key, (0, set()))[1] | right
        if len(right) == len(said) and any((event.counts.get(option) or 0) >= TELLING for option in known):
            self._right[event.key] = (draft.sentence.index, known)

    def completes(self, draft: Draft, event: VoteEvent, told: set[str]) -> bool:
        """Whether a claim gives what is left of the counts of the one vote that the article has told of: another way of
        voting, close behind the others, in a sentence of nothing but counts and states."""
        sentence = draft.sentence
        last, right = self._right.get(event.key, (-1, set()))
        if not right or not last <= sentence.index <= last + _REACH or not told <= {event.key}:
            return False
        if not right.isdisjoint(tally.asserted_counts(draft)) or not set(sentence.bodies) <= {event.body}:
            return False
        if any(event.day not in day.days for day in sentence.days) or sentence.symbols:
            return False
        text = sentence.masked.text
        return len(text) <= _LONGEST and _BARE.fullmatch(text) is not None
