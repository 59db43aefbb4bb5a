"""`comparison`: a vote beside other votes. Comparison(e1, e2), and superlatives: First, Only, Never, Most, the nth."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.engine.claims.comparison import against, firsts, ranks, shifts
from factcheck.engine.claims.comparison.against import KIND
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.document import Document, Sentence

_SORTS = {"against": against, "first": firsts, "rank": ranks, "shift": shifts}


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Comparisons of every sort; `meta["sort"]` says which one judges."""
    spans: list[tuple[int, int]] = []
    for sort in (firsts, ranks, shifts, against):
        for draft in sort.detect(sentence, document):
            if not any(draft.start < last and first < draft.end for first, last in spans):
                spans.append((draft.start, draft.end))
                yield draft


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """By the sort of comparison."""
    judged: Judgement = _SORTS[draft.meta["sort"]].judge(draft, event, index, document)
    return judged


__all__ = ["KIND", "detect", "judge"]
