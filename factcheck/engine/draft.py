"""A claim as found in the text, before it is linked to a vote and judged."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Sentence


@dataclass(frozen=True, slots=True)
class Draft:
    """`asserted` goes into the output as it is. `about` steers linking: `whole` a whole text, `amendment` an amendment,
    `symbol` the event named by `reference`, `rule` a rule that bears on the vote spoken of, `none` no event at all. `place` is where the verb or figure stands in the
    masked sentence: the clause around it gives the nearest cues. `kind` chooses the rule; `told_as` is put out in its place
    where the words are of another kind than the rule that judges them. `meta` is for rules and is not put out."""

    kind: str
    sentence: Sentence
    start: int
    end: int
    asserted: Mapping[str, Any]
    about: str = "whole"
    reference: str = ""
    place: int = -1
    meta: Mapping[str, Any] = field(default_factory=dict)
    told_as: str = ""

    @property
    def told_kind(self) -> str:
        return self.told_as or self.kind

    @property
    def at(self) -> int:
        """`place`, or where the claim begins in the masked sentence where no verb or figure is named."""
        return self.place if self.place >= 0 else bisect_left(self.sentence.masked.starts, self.start)

    @property
    def subjects(self) -> tuple[str, ...]:
        return tuple(self.asserted.get("subjects", ()))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the record says about one claim under one event: readings, the rows they rest on, and what to say.

    `facts` are sentences, each true of the record by itself. `beside` are votes that the claim compares the linked one with.
    """

    readings: tuple[Reading, ...]
    evidence: tuple[Evidence, ...] = ()
    facts: tuple[str, ...] = ()
    event: VoteEvent | None = None
    beside: tuple[VoteEvent, ...] = ()
