"""What changed between two texts of an article, by sentence.

Sentences are those the engine sees. Two are the same when their words are, whatever the white space between them. Where
some were taken out and others put in, those that share most of their words are shown as one that was changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from factcheck.articles.models.version import checked_text
from factcheck.engine.text.segment import Segment, segment

ALIKE = 0.5
"""Share of common words from which a sentence counts as another one changed (Sorensen-Dice over words)."""
REACH = 20
"""Sentences of the new text among which the counterpart of an old one is looked for."""
_WORD = re.compile(r"\w+|[^\w\s]")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")

Fate = Literal["same", "changed", "removed", "added"]
Piece = tuple[Literal["same", "removed", "added"], str]


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is compared: the checked one, and its sentences in order."""

    text: str
    sentences: tuple[Segment, ...]

    @classmethod
    def of(cls, title: str, text: str) -> Text:
        whole = checked_text(title, text)
        return cls(whole, tuple(segment(whole, title or None)))

    def words(self, place: int) -> str:
        """The sentence with single spaces."""
        sentence = self.sentences[place]
        return " ".join(self.text[sentence.start : sentence.end].split())

    def covering(self, start: int, end: int) -> list[int]:
        """Numbers of the sentences that text[start:end] touches."""
        return [n for n, s in enumerate(self.sentences) if s.start < end and start < s.end]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence by its number in the old text (`old`) and in the new one (`new`), None where it does not stand.
    `likeness` is 1 for the same and 0 for one that stands in one text only."""

    fate: Fate
    old: int | None
    new: int | None
    likeness: float = 0.0


def compare(old: Text, new: Text) -> list[Line]:
    """The sentences of both texts, in the order of the new one, each removed one where it stood.

    Nearly linear where texts are nearly the same; sentences that stand everywhere (more than one in a hundred) are not
    what the alignment begins at, so that a text of one sentence a thousand times does no harm.
    """
    olds = [old.words(n) for n in range(len(old.sentences))]
    news = [new.words(n) for n in range(len(new.sentences))]
    lines: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, olds, news).get_opcodes():
        if tag == "equal":
            lines += [Line("same", a + n, c + n, 1.0) for n in range(b - a)]
        else:
            lines += _replaced(olds, news, range(a, b), range(c, d))
    return lines


def _replaced(olds: Sequence[str], news: Sequence[str], gone: range, come: range) -> Iterator[Line]:
    """Sentences that were taken out beside those that were put in at the same place, in pairs where they are alike."""
    bags = {n: Counter(_WORD.findall(news[n].lower())) for n in come}
    at = come.start
    for place in gone:
        bag = Counter(_WORD.findall(olds[place].lower()))
        near = [(_likeness(bag, bags[n]), -n) for n in range(at, min(come.stop, at + REACH))]
        likeness, where = max(near, default=(0.0, 0))
        if likeness < ALIKE:
            yield Line("removed", place, None)
            continue
        yield from (Line("added", None, n) for n in range(at, -where))
        yield Line("changed", place, -where, likeness)
        at = -where + 1
    yield from (Line("added", None, n) for n in range(at, come.stop))


def _likeness(first: Counter[str], second: Counter[str]) -> float:
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if size else 0.0


def words_changed(old: str, new: str) -> list[Piece]:
    """Both sentences in one row of pieces, word by word.

    >>> words_changed("Russia voted no.", "Russia voted yes.")
    [('same', 'Russia voted '), ('removed', 'no'), ('added', 'yes'), ('same', '.')]
    >>> words_changed("It had stood with it.", "It and both voted no on it.")
    [('same', 'It '), ('removed', 'had stood with'), ('added', 'and both voted no on'), ('same', ' it.')]
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[Piece] = []
    removed = added = ""
    operations = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for tag, a, b, c, d in operations:
        # A space between two changed words belongs to the change: "had stood with" goes as one piece, not as three.
        if tag == "equal" and (b == len(before) or not (removed or added) or not "".join(before[a:b]).isspace()):
            pieces += _both(removed, added)
            pieces.append(("same", "".join(before[a:b])))
            removed = added = ""
        else:
            removed += "".join(before[a:b])
            added += "".join(after[c:d])
    return pieces + _both(removed, added)


def _both(removed: str, added: str) -> list[Piece]:
    return [piece for piece in (("removed", removed), ("added", added)) if piece[1]]
