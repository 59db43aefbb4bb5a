"""Lines as they are printed on pages, joined to paragraphs. No Django.

A paragraph begins where the page shows it: behind a gap, with other letters, with an indent, or behind a line that
stops before the next word has to be on another. Words of a line alone would not do: lines within a paragraph end with
a sentence as well, and last lines are as long as others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

FULL = 0.86
"""A line that, with the first word of the next one, is shorter than this share of the longest was ended on purpose."""
GAP, CLEAR_GAP = 1.15, 1.35
"""Distances between lines, as multiples of the usual one: behind a sentence, and behind anything."""
OTHER_SIZE = 1.1
INDENT = 0.6, 8.0
"""The least and the most of an indent, in sizes of the letters."""
REPRESENTATIVE, FEW = 5, 3
"""A column with fewer lines does not say how long its lines may be, and neither do fewer lines with the same indent."""

_SENTENCE_END = re.compile(r"[.!?:…][”\"'’)]*$")
_DIVIDED = re.compile(r"[^\W\d_]-$")
_BULLET = re.compile(r"[•▪■◦○●‣]\s?\S")
_LISTED = re.compile(r"[•▪■◦○●‣·–—*-]\s|\(?\d{1,3}[.)]\s")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """`x` and `y` are where it begins, `y` growing upwards, and `size` is that of its letters, all in points; a size
    of 0 says that the place is not known."""

    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0

    @property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))


@dataclass(frozen=True, slots=True)
class Usual:
    """What lines of an article look like: `pitch` is their distance in sizes of the letters, 0 where there is none;
    `length` the characters of the longest."""

    pitch: float
    length: int


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of all pages, without numbers of pages; words that were divided at a line's end are whole again,
    and so are paragraphs that go on in the next column or on the next page."""
    columns = [column for page in _without_numbers(pages) for column in _columns(page)]
    usual = _usual(columns)
    paragraphs: list[list[str]] = []
    before: Line | None = None
    for column in columns:
        lengths = _lengths(column, usual.length)
        left = _left(column)
        for place, line in enumerate(column):
            two_before = column[place - 2] if place > 1 else None
            after = column[place + 1] if place + 1 < len(column) else None
            if place and before is not None:
                begins = _begins(before, line, left, Usual(usual.pitch, lengths[place - 1]), two_before, after)
            else:
                begins = before is None or _begins_elsewhere(before, line, lengths[0])
            if before is None or begins:
                paragraphs.append([line.text])
            elif _DIVIDED.search(before.text) and line.text[0].islower():
                paragraphs[-1][-1] = paragraphs[-1][-1][:-1]
                paragraphs[-1].append(line.text)
            else:
                paragraphs[-1] += [" ", line.text]
            before = line
    return ["".join(parts) for parts in paragraphs]


def _without_numbers(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Several pages without lines at their beginning and end that hold a number and nothing else."""
    found = [[line for line in page if line.text] for page in pages]
    if len(found) > 1:
        for page in found:
            for place in (0, -1):
                if page and _PAGE_NUMBER.fullmatch(page[place].text):
                    del page[place]
    return found


def _columns(page: Sequence[Line]) -> list[list[Line]]:
    """A page's lines, a new list where the text goes on further up."""
    columns: list[list[Line]] = []
    for line in page:
        if not columns or line.y > columns[-1][-1].y + line.size:
            columns.append([])
        columns[-1].append(line)
    return columns


def _usual(columns: Sequence[Sequence[Line]]) -> Usual:
    distances = sorted(
        (before.y - line.y) / line.size
        for column in columns
        for before, line in pairwise(column)
        if line.size and _same_size(before, line)
    )
    pitch = distances[len(distances) // 4] if distances else 0.0
    return Usual(pitch, max((len(line.text) for column in columns for line in column), default=0))


def _lengths(column: Sequence[Line], usual: int) -> list[int]:
    """For each line how long it might be: as the longest of those around it that begin at the same place, or, where
    these are few, of its column."""
    longest = max(len(line.text) for line in column) if len(column) >= REPRESENTATIVE else usual
    lengths: list[int] = []
    for _, found in groupby(column, key=lambda line: round(line.x)):
        same = [len(line.text) for line in found]
        lengths += [max(same) if len(same) >= FEW else longest] * len(same)
    return lengths


def _left(column: Sequence[Line]) -> float:
    """Where lines without an indent begin."""
    places = Counter(round(line.x) for line in column)
    return min((place for place, number in places.items() if number > 1), default=min(places))


def _same_size(one: Line, other: Line) -> bool:
    return max(one.size, other.size) <= OTHER_SIZE * min(one.size, other.size)


def _is_ended(before: Line, line: Line, length: int) -> bool:
    """Whether the line before has room for the first word of this one."""
    return len(before.text) + 1 + len(line.text.split(maxsplit=1)[0]) < FULL * length


def _is_indented(line: Line, left: float) -> bool:
    least, most = INDENT
    return bool(line.size) and least * line.size <= line.x - left <= most * line.size


def _begins(before: Line, line: Line, left: float, usual: Usual, two_before: Line | None, after: Line | None) -> bool:
    """Whether a paragraph begins with this line, below another one of its column."""
    is_ended = _is_ended(before, line, usual.length)
    if (before.ends_sentence and is_ended) or _BULLET.match(line.text):
        return True
    if not line.size or not before.size or len(before.text) == 1:  # a single letter is an initial
        return False
    if not _same_size(before, line):
        return True
    distance = (before.y - line.y) / line.size
    if usual.pitch and distance > usual.pitch * (GAP if before.ends_sentence else CLEAR_GAP):
        return True
    was_indented = _is_indented(before, left)
    if _is_indented(line, left):
        is_first = not was_indented or after is None or not _is_indented(after, left)
        return is_first and (before.ends_sentence or is_ended) and not _LISTED.match(before.text)
    behind_quotation = was_indented and two_before is not None and abs(two_before.x - before.x) < 1
    return behind_quotation and before.ends_sentence


def _begins_elsewhere(before: Line, line: Line, length: int) -> bool:
    """The same at the head of a column or page, where no distance says anything."""
    if line.size and before.size and not _same_size(before, line):
        return True
    if before.ends_sentence:
        return True
    return not line.text[0].islower() and _is_ended(before, line, length)
