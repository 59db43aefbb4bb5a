"""`title` and `symbol`: what a text is called. Title(motion)."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, fold_title
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence

TITLE, SYMBOL = "title", "symbol"


def detect_titles(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Titles quoted or written out. Known misses: a title cut short or run into the sentence without quotation marks."""
    for _place, entity in sentence.masked.within(0, len(sentence.masked.text), "Q"):
        yield Draft(TITLE, sentence, entity.start, entity.end, {"title": entity.value})


def detect_symbols(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Symbols in any form people write: "resolution ES-11/7", "S/RES/2774 (2025)", "Resolution 2774"."""
    for _place, entity in sentence.masked.within(0, len(sentence.masked.text), "Y"):
        yield Draft(SYMBOL, sentence, entity.start, entity.end, {"symbol": entity.value}, "symbol", entity.value)


def judge_title(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when the words are the record's title after folding case, accents and punctuation, or a run of them."""
    motion = index.motion_of(event)
    said, real = fold_title(draft.asserted["title"]), fold_title(motion.title)
    same = bool(real) and (said == real or (len(said) >= 5 and _within(said, real)))
    readings = [
        Reading("the words of the title", same if real else None, {"motion": motion.key, "title": motion.title})
    ]
    if real and not same and len(set(said) & set(real)) >= len(set(real)) / 2:
        readings.append(Reading("the title in other words", True, {"motion": motion.key}))
    fact = f"{motion.key} has the title “{motion.title}”" if real else f"the record has no title for {motion.key}"
    return Judgement(tuple(readings), (Evidence("motion", motion.key, motion.source),), (fact,), event)


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[place : place + len(part)] == part for place in range(len(whole) - len(part) + 1))


def judge_symbol(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when the symbol is a text in the record."""
    motion = index.motion_of(event)
    label = f" (“{motion.title}”)" if motion.title else ""
    return Judgement(
        (Reading("linked event", True, {"motion": motion.key}),),
        (Evidence("motion", motion.key, motion.source),),
        (f"{motion.key}{label} is in the record",),
        event,
    )
