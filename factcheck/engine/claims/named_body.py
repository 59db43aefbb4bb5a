"""Whether the body that a claim names is the one that voted."""

from __future__ import annotations

from dataclasses import replace

from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.masking import rx

_A_SEAT = rx(
    r"\b(?:suspen|expel|expuls|oust|kick|strip|remov|membership|seat|rights|participat|exclu|elect)\w*\b[^.;,]{0,50} (?:in|from|of|at|on|to) (?:the )?(?:un |u\.n\. |united nations )?(?:human rights )?$"
)
"""Before a body: it is where a seat is lost or won, not where the vote was."""


def in_named_body(judgement: Judgement, draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """ "The Council adopted" what the Assembly adopted: false as to the body, whatever the end of the vote."""
    masked = draft.sentence.masked
    bodies = masked.within(0, len(masked.text), "B")
    named = {
        e.value
        for place, e in bodies
        if draft.start <= e.start < draft.end and not _A_SEAT.search(masked.text, max(0, place - 70), place)
    }
    if (
        draft.kind == "tally"
        and not named
        and len(bodies) == 1
        and rx(r"'s|,? (?:resolution|text|draft|vote)").match(masked.text, bodies[0][0] + 1)
    ):
        named = {bodies[0][1].value}
    if not named or event.body in named or not judgement.readings or judgement.readings[0].holds is not True:
        return judgement
    reading = replace(judgement.readings[0], holds=False, record={"event": event.key, "body": event.body})
    fact = f"{event.key} was voted on in the {index.body_names.get(event.body, event.body)}"
    return replace(judgement, readings=(reading, *judgement.readings[1:]), facts=(*judgement.facts, fact))
