"""What the doubts about a claim are asked with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from factcheck.engine.draft import Draft
from factcheck.engine.model import VoteEvent


@dataclass(frozen=True, slots=True)
class Given:
    """`span` is the claim's clause in the masked sentence. `is_named` where the sentence names the vote by itself,
    `is_rival` where it was linked by the words that tell it from another text."""

    span: tuple[int, int]
    is_named: bool
    is_rival: bool
    silent: frozenset[str] = frozenset()
    """Bodies that voted on nothing around the day of the vote, which the sentence names."""


Doubt = Callable[[Draft, VoteEvent, Given], bool]

OF_A_RULE = frozenset({"binding", "provision", "title", "symbol", "body", "statistic", "quote", "coincidence"})
"""Kinds that say nothing of how a vote went: another time or body beside them is no sign of another vote."""
OF_MANY = frozenset({"comparison"})
"""Kinds that set a vote beside others, whose times and texts stand in the sentence by right."""
TELLING = 20
"""A count from which on it says something which vote it is: a great many had one against or two abstentions."""
FAR = 80
"""Masked characters from the verb or figure of a claim within which another time bears on it."""


def is_of_many(draft: Draft) -> bool:
    """A claim about a habit, or about other votes beside this one."""
    return draft.kind in OF_MANY or "when" in draft.asserted or draft.asserted.get("frame") == "habit"


def span_of(draft: Draft) -> tuple[int, int]:
    """Where the claim stands in the masked sentence."""
    masked = draft.sentence.masked
    first = bisect_left(masked.starts, draft.start) % (len(masked.starts) or 1)  # the first place where none is behind
    return first, masked.behind(draft.end)
