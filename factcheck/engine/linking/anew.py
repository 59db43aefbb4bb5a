"""Texts that a sentence brings up anew behind a vote that was told before: after an article on one matter, "Gabon voted
against a text on fishing" is about another vote."""

from __future__ import annotations

from collections import defaultdict

from factcheck.engine.candidates import Candidate
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims import tally
from factcheck.engine.draft import Draft
from factcheck.engine.index import Index
from factcheck.engine.linking.clauses import clause
from factcheck.engine.linking.good_faith import is_true
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.document import Sentence, content_words
from factcheck.engine.text.masking import rx

_KINDS = frozenset(
    {"vote_position", "group_position", "vote_alignment", "count", "outcome", "framing", "sponsorship", "tally", "binding"}
)  # fmt: skip
_A_TEXT = rx(
    r"\b(?:an?|another) (?:(?!the\b|same\b)(?:[\w'\"-]+|<J>|<L>(?:'s|-\w+)|<[BG]>(?:'s)?(?:-\w+)?|<N>(?:-\w+)?) ){0,4}?".replace("<[BG]>", "[<B><G>]")
    + rf"(?:{g.ONE_TEXT}|call|appeal|request|bid)\b(?P<by> (?:by|from|of) (?:the )?(?:<L>|<J>|<G>)[^.;,]{{0,12}})?(?P<what> (?:on|about|concerning|regarding|for|to|calling|demanding|urging|condemning|asking|seeking|aimed|against|that|which) [^.;,]{{3,110}})?"
)  # fmt: skip
_END = rx(r" (?:(?:was|were|is|has been|had been|got|won|passed|failed|fell)\b|and|but|while|after|before) ?")
"""Behind what a text is about: how it fared, or another clause."""
_SAYS_LITTLE = frozenset(
    [
        *("about", "calling", "concerning", "regarding", "demanding", "urging", "condemning", "asking", "seeking"),
        *("aimed", "against", "which", "would", "call", "demand", "condemn"),
        *("issue", "matter", "question", "situation", "same"),
    ]
)
_STEM = 4
"""Letters that two forms of a word share: "Cuba" and "Cuban"."""


class Told:
    """The words in which an article has told of its votes so far."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words: dict[str, set[str]] = defaultdict(set)

    def __contains__(self, event: VoteEvent) -> bool:
        return event.key in self._words

    def add(self, event: VoteEvent, sentence: Sentence) -> None:
        if event.key not in self._words:
            motion = self._index.motion_of(event)
            self._words[event.key] |= _stems(content_words(f"{motion.title} {motion.description}"))
        self._words[event.key] |= _stems(content_words(sentence.text))

    def speak_of(self, event: VoteEvent, words: frozenset[str]) -> bool:
        """Whether one of the words stands where the vote was told, or in the title of its text."""
        return not _stems(words).isdisjoint(self._words[event.key])


def _stems(words: frozenset[str]) -> set[str]:
    return {word[:_STEM] for word in words}


_THE_TEXT = rx(rf"\b(?:the|this|that) (?:[\w-]+ |<J> |<T> |<B> |<L>(?:'s|-\w+) ){{0,3}}{g.ONE_TEXT}\b|<Q>|<Y>")


class Turned:
    """Where an article has turned to a text brought up anew: what follows in the paragraph may be about that one, until a
    sentence names the vote told of before by more than "it"."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._paragraph, self._keys = -1, frozenset[str]()

    def apart(self, own: list[tuple[int, Draft]], chosen: dict[int, tuple[Candidate, ...]]) -> list[int]:
        """Places of the claims of a sentence that are linked to a vote told of before, and about another text."""
        gone: list[int] = []
        for place, draft in sorted(own, key=lambda pair: pair[1].at):
            linked = chosen[place]
            if not linked or draft.about != "whole":
                continue
            if any(not c.reasons and is_of_another_text(draft, c.event, self._told) for c in linked):
                self._paragraph, self._keys = draft.sentence.paragraph, frozenset(c.event.key for c in linked)
                gone.append(place)
            elif self._is_over(draft, linked):
                self._keys = frozenset()
            elif draft.kind in _KINDS and not self._keys.isdisjoint(c.event.key for c in linked):
                gone.append(place)
        return gone

    def _is_over(self, draft: Draft, linked: tuple[Candidate, ...]) -> bool:
        sentence = draft.sentence
        if sentence.paragraph != self._paragraph or sentence.is_headline:
            return True
        return any(c.reasons for c in linked) or _THE_TEXT.search(sentence.masked.text, *clause(draft)) is not None


def is_of_another_text(draft: Draft, event: VoteEvent, told: Told) -> bool:
    """Whether the clause of a claim, linked to a vote told of before, speaks of "a text" on something that was not: or of
    a text with another end, of which no more is said."""
    if draft.kind not in _KINDS or draft.about != "whole" or event not in told or draft.sentence.is_headline:
        return False
    if draft.kind == tally.KIND and len(tally.asserted_counts(draft)) > 1:
        return False
    masked = draft.sentence.masked
    match = _A_TEXT.search(masked.text, *clause(draft))
    if match is None:
        return False
    if draft.kind == "outcome" and match.start() <= draft.at and is_true(draft, event) is False:
        return True
    if match.start() <= draft.at and masked.text.startswith("another", match.start()):
        return True
    if match["what"] is None:
        return False
    first, last = match.span("what")
    end = _END.search(masked.text, first + 4, last)
    start, stop = (place - draft.sentence.start for place in masked.span(first, end.start() if end else last))
    words = content_words(draft.sentence.text[start:stop]) - _SAYS_LITTLE
    return bool(words) and not told.speak_of(event, words)
