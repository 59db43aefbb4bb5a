"""An article read once: its sentences, each masked, with the names, numbers, days, symbols and titles in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from factcheck.engine.model import Article
from factcheck.engine.text.dates import YEARS, Day, find_days
from factcheck.engine.text.gazetteer import Gazetteer
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
    words: frozenset[str]

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
    council: list[str] = []
    sentences = tuple(
        _sentence(number, part, text, published, gazetteer, find_titles, council)
        for number, part in enumerate(segment(text, article.title))
    )
    return Document(article, text, published, sentences, content_words(text))


def _council(words: str, code: str, council: list[str]) -> str:
    """The body that a name with "Council" means: "the Council" is the one whose whole name was said last."""
    if words.lower().removeprefix("the ") == "council":
        return council[-1] if council else code
    council[:] = [code]
    return code


def _sentence(
    number: int, part: Segment, text: str, published: date | None, gazetteer: Gazetteer, find_titles: TitleFinder,
    council: list[str],
) -> Sentence:  # fmt: skip
    """`council` holds the council named last by its whole name; "the Council" means it."""
    entities: list[Entity] = []
    taken: list[tuple[int, int]] = []

    def add(tag: str, start: int, end: int, value: object) -> None:
        for first, last in taken:
            if start < last and first < end:
                return
        entities.append(Entity(tag, start, end, value))
        taken.append((start, end))

    has_digit = _DIGIT.search(text, part.start, part.end) is not None
    symbols = find_symbols(text, part.start, part.end) if has_digit else []
    days = find_days(text, part.start, part.end, published)
    for start, end, words in find_titles(text, part.start, part.end):
        add("Q", start, end, words)
    for start, end, symbol in symbols:
        add("Y", start, end, symbol)
    for day in days:
        add("T", day.start, day.end, day)
    states: set[str] = set()
    bodies: list[str] = []
    for found in gazetteer.find(text, part.start, part.end, published):
        if found.type == "state":
            each = [(code,) for code in found.codes] if found.kind == "all" else [found.codes]
            mentions = tuple(StateMention(codes[0], found.start, found.end, found.kind, codes) for codes in each)
            add("J" if found.kind == "adjective" else "L", found.start, found.end, mentions)
            states.update(codes[0] for codes in each if len(codes) == 1)
        else:
            code = found.codes[0]
            if found.type == "body" and code in ("SC", "HRC"):
                code = _council(text[found.start : found.end], code, council)
            add("B" if found.type == "body" else "G", found.start, found.end, code)
            if found.type == "body":
                bodies.append(code)
    for start, end, figures in find_tallies(text, part.start, part.end) if has_digit else ():
        add("V", start, end, figures)
    for start, end, value in find_numbers(text, part.start, part.end):
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
