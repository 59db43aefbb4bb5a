"""The kinds of claim: for each, how it is found in a sentence and how it is judged against one vote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from factcheck.engine.claims import (
    alignment,
    binding,
    bodies,
    coincidence,
    comparison,
    counts,
    dates,
    framing,
    groups,
    outcome,
    positions,
    provision,
    quotes,
    sponsorship,
    statistics,
    tally,
    titles,
)
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.document import Document, Sentence

Detect = Callable[[Sentence, Document], Iterator[Draft]]
Judge = Callable[[Draft, VoteEvent, Index, Document], Judgement]
IsKnown = Callable[[Draft, Index], bool]
JudgeWithout = Callable[[Draft, Index, Document], Judgement]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim. `judge_alone` judges a claim that needs no vote ("the 193-member Assembly"). With `of_text` the
    claim is about the text, so that a verdict may rest on it where counts and roll call disagree; with `of_result` it may
    where no number is known at all. With `everywhere` it is looked for in sentences about the United Nations that have no
    word for a vote. With `needs_vote` the words are a claim only where a vote in the record fits them ("overwhelming" says
    nothing by itself). `is_known` says whether the record follows such a thing at all: where it does not, a quotation or a
    figure is no claim about the record."""

    name: str
    detect: Detect
    judge: Judge
    judge_alone: JudgeWithout | None = None
    of_text: bool = False
    of_result: bool = False
    everywhere: bool = False
    needs_vote: bool = False
    is_known: IsKnown | None = None


KINDS: tuple[Kind, ...] = (
    Kind(titles.TITLE, titles.detect_titles, titles.judge_title, of_text=True, everywhere=True),
    Kind(titles.SYMBOL, titles.detect_symbols, titles.judge_symbol, of_text=True),
    Kind(tally.KIND, tally.detect, tally.judge),
    Kind(positions.KIND, positions.detect, positions.judge),
    Kind(groups.KIND, groups.detect, groups.judge),
    Kind(counts.KIND, counts.detect, counts.judge),
    Kind(alignment.KIND, alignment.detect, alignment.judge),
    Kind(outcome.KIND, outcome.detect, outcome.judge, outcome.judge_alone, of_result=True),
    Kind(sponsorship.KIND, sponsorship.detect, sponsorship.judge, of_text=True, everywhere=True),
    Kind(dates.KIND, dates.detect, dates.judge, of_result=True),
    Kind(bodies.KIND, bodies.detect, bodies.judge, bodies.judge_alone, everywhere=True),
    Kind(binding.KIND, binding.detect, binding.judge, binding.judge_alone, of_text=True, everywhere=True),
    Kind(provision.KIND, provision.detect, provision.judge, of_text=True, everywhere=True),
    Kind(comparison.KIND, comparison.detect, comparison.judge, everywhere=True),
    Kind(quotes.KIND, quotes.detect, quotes.judge, quotes.judge_alone, everywhere=True, is_known=quotes.is_known),
    Kind(
        statistics.KIND,
        statistics.detect,
        statistics.judge,
        statistics.judge_alone,
        everywhere=True,
        is_known=statistics.is_known,
    ),
    Kind(coincidence.KIND, coincidence.detect, coincidence.judge, coincidence.judge_alone, everywhere=True),
    Kind(framing.KIND, framing.detect, framing.judge, needs_vote=True),
)
BY_NAME = {kind.name: kind for kind in KINDS}
