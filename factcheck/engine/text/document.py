"""An article read once: its sentences, each masked, with the names, numbers, days, symbols and titles in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from factcheck.engine.model import Article
from factcheck.engine.text.dates import YEARS, Day, find_days
from factcheck.engine.text.gazetteer import Found, Gazetteer
from factcheck.engine.text.masking import Entity, Masked, StateMention, mask
from factcheck.engine.text.numbers import find_numbers, find_tallies
from factcheck.engine.text.segment import Segment, segment
from factcheck.engine.text.symbols import find_symbols

TitleFinder = Callable[[str, int, int], list[tuple[int, int, str]]]


@dataclass(frozen=True, slots=True)
class Sentence:
    index: int
    start: int
    end: int
    section: str
    paragraph: int
    text: str
    masked: Masked
    days: tuple[Day, ...]
    symbols: tuple[str, ...]
    bodies: tuple[str, ...]
    states: frozenset[str]

    @property
    def is_headline(self) -> bool:
        return self.section == "headline"


@dataclass(frozen=True, slots=True)
class Document:
    article: Article
    text: str
    published: date | None
    sentences: tuple[Sentence, ...]

    def near(self, sentence: Sentence, before: int = 1, after: int = 1) -> tuple[Sentence, ...]:
        """The sentence with its neighbours, a headline's neighbours being the first two sentences of the body."""
        if sentence.is_headline:
            after = max(after, 2)
        first = max(0, sentence.index - before)
        return self.sentences[first : sentence.index + after + 1]


_DIGIT = re.compile(r"\d")
_STOP = frozenset(
    [
        "the",
        "and",
        "of",
        "in",
        "on",
        "to",
        "for",
        "a",
        "an",
        "by",
        "with",
        "resolution",
        "resolutions",
        "general",
        "assembly",
        "security",
        "council",
        "united",
        "nations",
        "draft",
        "vote",
        "votes",
        "voted",
        "its",
        "it",
        "that",
        "this",
        "as",
        "at",
        "from",
        "be",
        "was",
        "were",
        "is",
        "are",
        "has",
        "have",
        "been",
    ]
)


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """Words that may tell one subject from another, in lower case, plural endings off."""
    return frozenset(
        word.removesuffix("s") if len(word) > 4 else word
        for word in re.findall(r"[^\W\d_]{3,}", text.lower())
        if word not in _STOP
    )


def read(article: Article, gazetteer: Gazetteer, find_titles: TitleFinder) -> Document:
    """Read an article. Linear in its length: one pass a sentence. A day of publication that is a mere placeholder
    ("0001-01-01") counts as not given."""
    text = article.full_text
    published = article.published if article.published is not None and article.published.year in YEARS else None
    parts = segment(text, article.title)
    written, dateline = _written(parts, text, published)
    spans = [(part.start, part.end) for part in parts]
    figures = [span if _DIGIT.search(text, *span) is not None else None for span in spans]
    # One step for all sentences after the other: a processor has no room for all patterns at once.
    steps = (
        [find_titles(text, *span) for span in spans],
        [find_symbols(text, *span) if span else [] for span in figures],
        [find_days(text, max(start, min(dateline, end)), end, written) for start, end in spans],
        [gazetteer.find(text, *span, written) for span in spans],
        [find_tallies(text, *span) if span else [] for span in figures],
        [find_numbers(text, *span) for span in spans],
    )
    council: list[str] = []
    sentences = tuple(
        _sentence(number, part, text, council, *found)
        for number, (part, *found) in enumerate(zip(parts, *steps, strict=True))
    )
    return Document(article, text, published, sentences)


_DATELINE = re.compile(
    r"\s*(?!(?:On|In|By|Since|After|Before|Until|As|From|Last|This|Late|Early|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b)"
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(?:,? \([A-Za-z .]+\))?,? +(?=[A-Z0-9])"
)
_LINE_ENDS = re.compile(r"\s*(?:\([A-Za-z ]+\)\s*)?[-–—:]")
_WRITTEN = timedelta(days=3)
"""Time before publication in which a report is written."""


def _written(parts: Sequence[Segment], text: str, published: date | None) -> tuple[date | None, int]:
    """The day that "today" is, and where the date line ends that says so ("GENEVA, Oct. 3 -", 0 for none). It is the day
    of writing, no claim about the vote. Without such a line it is the day of publication."""
    first = next((part for part in parts if part.section != "headline"), None)
    place = _DATELINE.match(text, first.start, first.end) if first is not None and published is not None else None
    if first is None or published is None or place is None:
        return published, 0
    for day in find_days(text, place.end(), min(first.end, place.end() + 24), published):
        written = max(day.days)
        is_line = day.start == place.end() and _LINE_ENDS.match(text, day.end) is not None and len(day.days) == 1
        if is_line and timedelta(0) <= published - written <= _WRITTEN:
            return written, day.end
    return published, 0


def _council(words: str, code: str, council: list[str]) -> str:
    """The body that a name with "Council" means: "the Council" is the one whose whole name was said last."""
    if words.lower().removeprefix("the ") == "council":
        return council[-1] if council else code
    council[:] = [code]
    return code


_OF_A_LONGER_NAME = re.compile(
    r"\b(?:Declaration|Convention|Treaty|Conference|Summit|Committee|Commission|Pact|Agreement|Programme|Program) (?:on|for|of) (?:the |an? )?$"
)
"""Before words that are a title, and here the end of another name: "the New York Declaration on the Peaceful Settlement ..."."""
_IN_BRACKETS = re.compile(r" \((?P<short>[A-Z][A-Za-z.]{1,7})\)")
_SMALL = frozenset(["of", "the", "and", "on", "for", "de"])


def _with_initials(text: str, start: int, end: int) -> int:
    """Where a name ends with its own initials in brackets behind it: "Federated States of Micronesia (FSM)", "General
    Assembly (UNGA)"."""
    match = _IN_BRACKETS.match(text, end)
    if match is None:
        return end
    words = [w if w.isupper() else w[0] for w in re.findall(r"[^\W\d_]+", text[start:end]) if w.lower() not in _SMALL]
    every = "".join(w[0] for w in re.findall(r"[^\W\d_]+", text[start:end])).lower()
    own = "".join(words).lower().removeprefix("un")
    short = match["short"].replace(".", "").lower()
    return match.end() if len(own) > 1 and short.removeprefix("un") in (own, every) else end


def _sentence(
    number: int, part: Segment, text: str, council: list[str], titles: list[tuple[int, int, str]], symbols: list[tuple[int, int, str]],
    days: list[Day], names: list[Found], tallies: list[tuple[int, int, tuple[int, ...]]], numbers: list[tuple[int, int, int]],
) -> Sentence:  # fmt: skip
    """`council` holds the council named last by its whole name: "the Council". The rest is what stands in the sentence."""
    entities: list[Entity] = []
    taken: list[tuple[int, int]] = []

    def add(tag: str, start: int, end: int, value: object) -> None:
        for first, last in taken:
            if start < last and first < end:
                return
        entities.append(Entity(tag, start, end, value))
        taken.append((start, end))

    for start, end, words in titles:
        if _OF_A_LONGER_NAME.search(text, max(part.start, start - 40), start):
            continue
        add("Q", start, end, words)
    for start, end, symbol in symbols:
        add("Y", start, end, symbol)
    for day in days:
        add("T", day.start, day.end, day)
    states: set[str] = set()
    bodies: list[str] = []
    for found in names:
        last = _with_initials(text, found.start, found.end)
        if found.type == "state":
            each = [(code,) for code in found.codes] if found.kind == "all" else [found.codes]
            mentions = tuple(StateMention(codes[0], found.start, found.end, found.kind, codes) for codes in each)
            add("J" if found.kind == "adjective" else "L", found.start, last, mentions)
            states.update(codes[0] for codes in each if len(codes) == 1)
        else:
            code = found.codes[0]
            if found.type == "body" and code in ("SC", "HRC"):
                code = _council(text[found.start : found.end], code, council)
            add("B" if found.type == "body" else "G", found.start, last, code)
            if found.type == "body":
                bodies.append(code)
    for start, end, figures in tallies:
        add("V", start, end, figures)
    for start, end, value in numbers:
        add("N", start, end, value)
    return Sentence(
        number,
        part.start,
        part.end,
        part.section,
        part.paragraph,
        text[part.start : part.end],
        mask(text, part.start, part.end, entities),
        tuple(days),
        tuple(symbol for _, _, symbol in symbols),
        tuple(dict.fromkeys(bodies)),
        frozenset(states),
    )
