"""Cut an article into headline and sentences. Offsets are code points into the text as given; nothing is rewritten."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from factcheck.engine.text.prefilter import from_beginnings

MAX_SENTENCE = 1500
"""Code points; a longer run without an end is cut at white space, so that every later step works on bounded text."""

_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|U\.[SNK]|U\.A\.E|D\.C|[ap]\.m|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Dem|Gov|Amb|St|No|Nos|Art|vs|etc|e\.g|i\.e|approx|res|para|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sept?|Oct|Nov|Dec|Res|Doc|Inc|Ltd|Lt|Col))\.$"
)
_STOP = re.compile(r"[.!?…\n]")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n+")
_SENTENCE_START = re.compile(r"\s*[\"'“‘(\[]*(?:[A-Z0-9À-ÖØ-Þ]|\W)")


class Segment(NamedTuple):
    """One sentence: [start, end) in the text, without surrounding white space."""

    start: int
    end: int
    section: Literal["headline", "body"]
    paragraph: int


def looks_like_headline(line: str, rest: str) -> bool:
    """A first line is taken for a headline when more text follows and it is short and does not end like a sentence."""
    line = line.strip()
    return bool(line) and bool(rest.strip()) and len(line) <= 160 and line[-1] not in ".!:;,…"


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for match in from_beginnings(_STOP.search, _END.match, text, start, end):
        stop = match.end()
        if not match.group().startswith("\n"):
            head = text[max(begin, stop - 14) : stop]
            if head.endswith(".") and _ABBREVIATION.search(head):
                follows = text[stop : stop + 40].lstrip()
                if not re.match(
                    r"(?:The|It|He|She|They|This|That|In|On|But|And|A|An|China|India|Russia)\b", follows
                ) or re.search(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Dem|St|No|Art|(?<!\.)[A-Z])\.$", head):
                    continue
            if not _SENTENCE_START.match(text, stop):
                continue
        spans.append((begin, stop))
        begin = stop
    spans.append((begin, end))
    return spans


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = cut if cut > 0 else start + MAX_SENTENCE
        pieces.append((start, cut))
        start = cut
    pieces.append((start, end))
    return pieces


def segment(text: str, title: str | None) -> list[Segment]:
    """Sentences of `text` in order. `text` already holds the title as its first line when `title` is given."""
    begins = len(text) - len(text.lstrip())
    newline = text.find("\n", begins)
    if title is not None:
        headline_end = len(title)
    elif newline > 0 and looks_like_headline(text[begins:newline], text[newline:]):
        headline_end = newline
    else:
        headline_end = 0
    found: list[Segment] = []
    paragraph = 0
    for first, last, section in ((0, headline_end, "headline"), (headline_end, len(text), "body")):
        for begin, stop in _sentences(text, first, last):
            paragraph += text.count("\n", begin, stop)
            for start, end in _bounded(text, begin, stop):
                piece = text[start:end]
                stripped = piece.strip()
                if stripped:
                    start += len(piece) - len(piece.lstrip())
                    found.append(Segment(start, start + len(stripped), section, paragraph))  # type: ignore[arg-type]
    return found
