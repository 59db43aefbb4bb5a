"""Where a claim's words stand in another text of the article.

Four answers. *Exact*: the sentence is the same and stands where it stood. *Moved*: the very sentence stands elsewhere,
once in either text, or went from the headline into the body. *Changed*: the sentence was rewritten, or nothing tells
which of several alike is meant. *Lost*: it is gone. Only the first two are followed without a person: words that merely
look alike may say the opposite, and a quotation found again beside other words may be about another vote.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from factcheck.articles.differences import Line, Text

Fate = Literal["exact", "moved", "changed", "lost"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """`start` and `end` are code points into the new text: where the words stand, or, of a changed one, what stands in
    their place; None where nothing does. `why` is a sentence for the person who decides."""

    fate: Fate
    start: int | None
    end: int | None
    why: str


class Anchoring:
    """Finds claims of one text in another one."""

    def __init__(self, old: Text, new: Text, lines: list[Line]) -> None:
        self.old, self.new = old, new
        self._line = {line.old: line for line in lines if line.old is not None}
        self._olds = [old.words(n) for n in range(len(old.sentences))]
        self._news = [new.words(n) for n in range(len(new.sentences))]
        self._places: dict[str, list[int]] = {}
        for place, words in enumerate(self._news):
            self._places.setdefault(words, []).append(place)
        self._often: dict[str, int] = {}
        for words in self._olds:
            self._often[words] = self._often.get(words, 0) + 1

    def find(self, start: int, end: int) -> Anchor:
        """Where old.text[start:end] stands in the new text."""
        places = self.old.covering(start, end)
        if not places:
            return Anchor("lost", None, None, "The words stood in no sentence.")
        lines = [self._line[place] for place in places]
        if all(line.fate == "same" for line in lines) and self._follow_each_other([line.new for line in lines]):
            target = [line.new for line in lines if line.new is not None]
            if self._is_certain(places, target):
                is_there = self.old.sentences[places[0]].section == self.new.sentences[target[0]].section
                return self._placed("exact" if is_there else "moved", start, end, places, target)
            return self._unsure(start, end, places, target)
        if moved := self._elsewhere(places):
            return self._placed("moved", start, end, places, moved)
        if any(line.new is not None for line in lines):
            return self._rewritten(start, end, lines)
        if known := self._places.get(self._olds[places[0]], []):
            return self._unsure(start, end, places, known[:1])
        return Anchor("lost", None, None, "The sentence is not in the new text.")

    def _follow_each_other(self, places: list[int | None]) -> bool:
        return all(a is not None and b == a + 1 for a, b in pairwise(places))

    def _is_certain(self, places: list[int], target: list[int]) -> bool:
        """Whether the sentences stand once in either text, or between the same neighbours."""
        if all(self._is_single(self._olds[place]) for place in places):
            return True
        before = (self._at(self._olds, places[0] - 1), self._at(self._news, target[0] - 1))
        after = (self._at(self._olds, places[-1] + 1), self._at(self._news, target[-1] + 1))
        return before[0] == before[1] and after[0] == after[1]

    def _is_single(self, words: str) -> bool:
        return self._often.get(words) == 1 and len(self._places.get(words, [])) == 1

    @staticmethod
    def _at(sentences: list[str], place: int) -> str | None:
        return sentences[place] if 0 <= place < len(sentences) else None

    def _elsewhere(self, places: list[int]) -> list[int]:
        """Where the very sentences stand, in their order and once in either text; none otherwise."""
        if not all(self._is_single(self._olds[place]) for place in places):
            return []
        found = [self._places[self._olds[place]][0] for place in places]
        return found if self._follow_each_other([*found]) else []

    def _placed(
        self, fate: Literal["exact", "moved"], start: int, end: int, places: list[int], target: list[int]
    ) -> Anchor:
        first, last = self.old.sentences[places[0]], self.old.sentences[places[-1]]
        begin = self._shifted(start - first.start, places[0], target[0])
        stop = self._shifted(end - last.start, places[-1], target[-1])
        if self.new.text[begin:stop].split() != self.old.text[start:end].split():  # a border within white space
            return Anchor("changed", begin, max(begin + 1, stop), "The white space around the words changed.")
        why = "The sentence stands where it stood." if fate == "exact" else "The same sentence stands elsewhere now."
        return Anchor(fate, begin, stop, why)

    def _shifted(self, offset: int, place: int, target: int) -> int:
        """The place in the new sentence that `offset` code points into the old one are; white space may differ."""
        old, new = self.old.sentences[place], self.new.sentences[target]
        before, after = self.old.text[old.start : old.end], self.new.text[new.start : new.end]
        if before == after:
            return new.start + offset
        letters = sum(not char.isspace() for char in before[:offset])
        at = 0
        while letters and at < len(after):
            letters -= not after[at].isspace()
            at += 1
        while at < len(after) and offset < len(before) and not before[offset].isspace() and after[at].isspace():
            at += 1
        return new.start + at

    def _unsure(self, start: int, end: int, places: list[int], target: list[int]) -> Anchor:
        placed = self._placed("exact", start, end, places[:1], target[:1]) if len(places) == 1 else None
        proposal = (placed.start, placed.end) if placed else self._span(target)
        return Anchor(
            "changed", *proposal, "The same words stand in several places, and what stands around them changed."
        )

    def _rewritten(self, start: int, end: int, lines: list[Line]) -> Anchor:
        """The quoted words where they stand once in the rewritten sentence, else the whole of it."""
        target = [line.new for line in lines if line.new is not None]
        begin, stop = self._span(target)
        quote, text = self.old.text[start:end], self.new.text[begin:stop]
        if text.count(quote) == 1:
            begin += text.index(quote)
            return Anchor(
                "changed", begin, begin + len(quote), "The words are the same; the sentence around them was rewritten."
            )
        return Anchor("changed", begin, stop, "The sentence was rewritten.")

    def _span(self, places: list[int]) -> tuple[int, int]:
        return self.new.sentences[min(places)].start, self.new.sentences[max(places)].end
