"""`framing`: words that weigh a vote ("overwhelmingly", "isolated", "half of the members"). Framing(event, measure).

Such words are measured: each has a band in the record, and the claim holds inside it. What a word is measured against
(votes cast, the membership, the body's other votes) makes the readings. The flags of `flags.framing` rest on them.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.engine.claims.framing import measures, phrases
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.document import Document, Sentence

KIND = "framing"

STAND_ALONE = frozenset({"without-support", "other-body"})
"""Frames that are claims even where the record has no vote that fits."""


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Words of size, isolation, share, effect and habit that are said of a vote.

    Known misses: sizes told by metaphor ("a trickle of support"), words about several votes at once.
    """
    for finder in phrases.FINDERS:
        for found in finder(sentence):
            start, end = sentence.masked.span(found.first, found.last)
            asserted = {"frame": found.frame, **found.asserted}
            about = (
                "amendment"
                if "amendment" in sentence.masked.text[max(0, found.first - 80) : found.last + 40]
                else "whole"
            )
            meta = {"stands_alone": found.frame in STAND_ALONE}
            yield Draft(KIND, sentence, start, end, asserted, about, place=found.first, meta=meta)


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True inside the band of the word, reading by reading; unknown where the record lacks the counts or the states."""
    return measures.MEASURES[draft.asserted["frame"]](draft, event, index)
