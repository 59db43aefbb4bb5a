"""The kinds of claim: for each, how it is found in a sentence and how it is judged against one vote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from factcheck.engine.claims import (
    alignment,
    binding_body,
    comparison,
    dates,
    outcome,
    positions,
    sponsorship,
    tally,
    titles,
)
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.document import Document, Sentence

Detect = Callable[[Sentence, Document], Iterator[Draft]]
Judge = Callable[[Draft, VoteEvent, Index, Document], Judgement]
JudgeWithout = Callable[[Draft, Index, Document], Judgement]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim. `judge_alone` judges a claim that needs no vote ("the 193-member Assembly")."""

    name: str
    detect: Detect
    judge: Judge
    judge_alone: JudgeWithout | None = None


KINDS: tuple[Kind, ...] = (
    Kind(titles.TITLE, titles.detect_titles, titles.judge_title),
    Kind(titles.SYMBOL, titles.detect_symbols, titles.judge_symbol),
    Kind(tally.KIND, tally.detect, tally.judge),
    Kind(positions.KIND, positions.detect, positions.judge),
    Kind(alignment.KIND, alignment.detect, alignment.judge),
    Kind(outcome.KIND, outcome.detect, outcome.judge),
    Kind(sponsorship.KIND, sponsorship.detect, sponsorship.judge),
    Kind(dates.KIND, dates.detect, dates.judge),
    Kind(binding_body.BODY, binding_body.detect_bodies, binding_body.judge_body, binding_body.judge_alone),
    Kind(binding_body.BINDING, binding_body.detect_binding, binding_body.judge_binding, binding_body.judge_alone),
    Kind(comparison.KIND, comparison.detect, comparison.judge),
)
BY_NAME = {kind.name: kind for kind in KINDS}
