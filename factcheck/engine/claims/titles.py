"""`title` and `symbol`: what a text is called. Title(motion)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.naming import plain_title
from factcheck.engine.series import fold_title
from factcheck.engine.text.document import Document, Sentence, content_words
from factcheck.engine.text.masking import rx

TITLE, SYMBOL = "title", "symbol"
RUN = 4
"""Words in a row from which a part of a title is taken for the title cut short; fewer where they are half of it."""

_DEALS_WITH = rx(
    rf"\b(?:{g.ONE_TEXT}|vote|resolution <Y>|<Y>)\b(?: \w+ly)? (?:deals?|dealt|dealing|was concerned|is concerned|concern(?:s|ed)|has to do|had to do|was|is|focus(?:es|ed)|cent(?:re|er)(?:s|ed)) (?:mainly |chiefly |formally |officially )?(?:with|about|on) (?P<what>(?!the (?:issue|matter|subject|question|problem)\b,?)[^.;]{{12,160}})"
    rf"|\b{g.ONE_TEXT} (?:concern(?:s|ed)|concerning) (?P<what2>[^.;]{{12,160}})",
    words=(
        "deal|concern|to do|focus|cent| was about| is about| was on| is on| was with| is with|ly about|ly on|ly with",
        "resolution|text|measure|draft|motion|proposal|document|declaration|vote|<Y>",
    ),
)
_OF_A_REPORT = rx(
    r"\b(?:reports?|items?|agenda|debates?|meeting|session|events?|conference|letters?|statement|articles?|books?|speech|briefing|study|paper|op-ed|campaign|panel|exhibition|program(?:me)?s?|project|initiative|website|film|documentary)(?: (?:on|of|about|titled|entitled|called|named|headed|under the title|under))* ?[\"']*$"
)
"""Before a title: it is that of something else than a text voted on."""
_PART_OF_A_TITLE = frozenset({"on", "of", "the", "a", "an", "and", "in", "for", "to", "by", "its", "their", "namely"})


def detect_titles(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Titles quoted or written out, and what a text is said to deal with.

    Known misses: a title run into the sentence without quotation marks and not word for word.
    """
    masked = sentence.masked
    for place, entity in masked.within(0, len(masked.text), "Q"):
        if _OF_A_REPORT.search(masked.text, max(0, place - 50), place):
            continue
        yield Draft(TITLE, sentence, entity.start, entity.end, {"title": entity.value})
    for match in _DEALS_WITH.finditer(masked.text):
        group = "what" if match["what"] else "what2"
        start, end = masked.span(match.start(group), match.end(group))
        words = document.text[start:end]
        if any(e.start >= start and e.end <= end for _, e in masked.within(match.start(), match.end(), "Q")):
            continue
        yield Draft(TITLE, sentence, start, end, {"title": words, "about": True}, place=match.start())


def detect_symbols(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Symbols in any form people write: "resolution ES-11/7", "S/RES/2774 (2025)", "Resolution 2774"."""
    for _place, entity in sentence.masked.within(0, len(sentence.masked.text), "Y"):
        yield Draft(SYMBOL, sentence, entity.start, entity.end, {"symbol": entity.value}, "symbol", entity.value)


def judge_title(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when the words are the record's title after folding case, accents and punctuation, or a run of them; an
    article at the head may be dropped. The title in other words is the title altered, not false.

    What a text "deals with" is true when all telling words of the title are in it, else left open.
    """
    motion = index.motion_of(event)
    title = motion.title or motion.description
    said, real = _plain(draft.asserted["title"]), _plain(motion.title)
    if not real and len(said) >= RUN and _within(said, _plain(motion.description)):
        fact = f"the record describes {motion.key} as “{motion.description}”"
        reading = Reading("the words of the title", True, {"motion": motion.key, "description": motion.description})
        return Judgement((reading,), (Evidence("motion", motion.key, motion.source),), (fact,), event)
    row = (Evidence("motion", motion.key, motion.source),)
    fact = (
        f"{motion.key} has the title “{plain_title(motion.title)}”"
        if real
        else f"the record has no title for {motion.key}"
    )
    record = {"motion": motion.key, "title": motion.title}
    if draft.asserted.get("about"):
        wanted, given = content_words(title), content_words(draft.asserted["title"])
        covered = bool(wanted) and len(wanted & given) >= 0.8 * len(wanted)
        return Judgement((Reading("what the text is about", True if covered else None, record),), row, (fact,), event)
    same = bool(real) and (said == real or (_within(said, real) and (len(said) >= RUN or 2 * len(said) >= len(real))))
    readings = [Reading("the words of the title", same if real else None, record)]
    if real and not same and _likeness(said, real) >= 0.5:
        readings.append(Reading("the title in other words", True, {"motion": motion.key}))
    elif real and not same and not (set(said) & set(real) - _PART_OF_A_TITLE):
        readings = [Reading("the words of the title", None, record)]  # a nickname, or the title of something else
    return Judgement(tuple(readings), row, (fact,), event)


_AMERICAN = (
    (re.compile(r"(?<=[aeiou])ll(?=(?:ing|ed|ers?)$)"), "l"),
    (re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|able)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})is(?=(?:e[sd]?|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=program)me(?=s?$)"), ""),
    (re.compile(r"(?<=fen)ce(?=s?$)"), "se"),
    (re.compile(r"(?<=[a-z]{3})tre(?=s?$)"), "ter"),
)
"""Endings that are spelt in two ways; each is brought to one."""


_SHORT_NAMES = (
    (re.compile(r"\bU\.S\.(?:A\.)?|\bUSA?\b|\bUnited States(?! of)"), "United States of America"),
    (re.compile(r"\bU\.N\.|\bUN\b"), "United Nations"),
    (re.compile(r"\bU\.K\.|\bUK\b"), "United Kingdom"),
)
"""Names that papers shorten where a title has them whole."""


def _plain(title: str) -> tuple[str, ...]:
    """The words without an article at the head, short names in full, an ampersand as its word, in one of two spellings."""
    for name, whole in _SHORT_NAMES:
        title = name.sub(whole, title)
    words = tuple(map(_one_spelling, fold_title(title.replace("&", " and "))))
    return words[1:] if words[:1] in (("the",), ("a",), ("an",)) else words


def _one_spelling(word: str) -> str:
    for ending, other in _AMERICAN:
        word = ending.sub(other, word)
    return word


def _likeness(said: tuple[str, ...], real: tuple[str, ...]) -> float:
    shared = len({w[:6] for w in said} & {w[:6] for w in real})
    return shared / min(len(set(said)), len(set(real))) if said else 0.0


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[place : place + len(part)] == part for place in range(len(whole) - len(part) + 1))


def judge_symbol(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when the symbol is a text in the record. Where the vote spoken of is on the next text of the series, the symbol
    may be a slip: it is not that text's."""
    motion = index.motion_of(event)
    label = f" (“{motion.title}”)" if motion.title else ""
    row = (Evidence("motion", motion.key, motion.source),)
    if index.by_symbol(draft.reference) != event:
        own = joined(symbol for symbol in dict.fromkeys((motion.key, motion.draft)) if symbol)
        fact = f"the text of the vote spoken of{label} is {own}"
        return Judgement((Reading("the vote spoken of", False, {"motion": motion.key}),), row, (fact,), event)
    reading = Reading("linked event", True, {"motion": motion.key})
    return Judgement((reading,), row, (f"{motion.key}{label} is in the record",), event)
