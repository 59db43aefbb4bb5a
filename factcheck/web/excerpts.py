"""Excerpts around claims: only so much of an article as a claim needs to be understood, never the whole of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.web.shapes import Fragment

BEFORE = AFTER = 110
"""Code points of the article shown on either side of a claim at most."""

_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+|\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A claim in the text: code points, its number on the page, and the section it stands in."""

    start: int
    end: int
    number: int
    section: str = "body"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the text with the claims in it. `is_cut_*` where it begins or ends within a sentence."""

    start: int
    end: int
    section: str
    spans: tuple[Span, ...]
    is_cut_before: bool
    is_cut_after: bool


def windows(text: str, spans: Iterable[Span]) -> list[Window]:
    """One window for each run of claims whose surroundings touch, in the order of the text."""
    found: list[Window] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end, s.number)):
        start, cut_before = _backwards(text, span.start)
        end, cut_after = _forwards(text, span.end)
        last = found[-1] if found else None
        if last and last.section == span.section and (start <= last.end or text[last.end : start] == " "):
            reach = (end, cut_after) if end > last.end else (last.end, last.is_cut_after)
            found[-1] = Window(last.start, reach[0], last.section, (*last.spans, span), last.is_cut_before, reach[1])
        else:
            start = max(start, last.end) if last else start
            found.append(Window(start, end, span.section, (span,), cut_before, cut_after))
    return found


def _backwards(text: str, place: int) -> tuple[int, bool]:
    """Where the sentence begins, or the last word within reach of it."""
    floor = max(0, place - BEFORE)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, floor, place)]
    if ends:
        return ends[-1], False
    if floor == 0:
        return 0, False
    gap = text.find(" ", floor, place)
    return (gap + 1 if gap >= 0 else place), True


def _forwards(text: str, place: int) -> tuple[int, bool]:
    """Where the sentence ends, or the last word within reach of it."""
    if place and text[place - 1] == "\n":
        return place, False
    ceiling = min(len(text), place + AFTER)
    if match := _SENTENCE_END.search(text, max(0, place - 1), ceiling):
        return max(place, match.start() + len(match.group().rstrip())), False
    if ceiling == len(text):
        return len(text), False
    gap = text.rfind(" ", place, ceiling)
    return (gap if gap >= 0 else place), True


def fragments(text: str, window: Window) -> Sequence[Fragment]:
    """The window's text in pieces. Where claims overlap, a piece links to the shortest claim that covers it, and every
    claim keeps its own number at its end, so that each can be reached. White space alone is no link: it would have no
    name."""
    borders = {window.start, window.end}
    for span in window.spans:
        borders |= {max(span.start, window.start), min(span.end, window.end)}
    places = sorted(borders)
    pieces = []
    for start, end in itertools.pairwise(places):
        covering = [span for span in window.spans if span.start <= start and end <= span.end]
        claim = min(covering, key=lambda s: (s.end - s.start, s.number)).number if covering else None
        ends = tuple(span.number for span in window.spans if min(span.end, window.end) == end)
        words = text[start:end]
        pieces.append(Fragment(words, claim if words.strip() else None, ends))
    return tuple(pieces)
