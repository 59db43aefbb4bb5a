"""Votes that a claim is true of are sooner meant than votes that it is false of."""

from __future__ import annotations

from factcheck.engine.candidates import Candidate
from factcheck.engine.claims import tally, tally_words
from factcheck.engine.claims.bodies import SEATS
from factcheck.engine.draft import Draft
from factcheck.engine.fitting import fit
from factcheck.engine.index import Index
from factcheck.engine.linking.clauses import clause
from factcheck.engine.linking.scoring import RIVAL
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.masking import rx

BACK_THEN = rx(
    r"\b(?:at the time|back then|at that time|in those days|in the (?:fall|autumn|spring|summer|winter)|last (?:fall|autumn|spring|summer|winter|year|month|time|week)|the year before|a year (?:earlier|ago|before)|earlier (?:that|this) year|previously|the previous (?:year|time|vote))\b"
)
_SIMILAR = rx(
    r"\b(?:similar|analogous|comparable|related|parallel) (?:\w+ )?(?:resolution|text|draft|measure|proposal|motion)\b"
)
"""Of an end that is not that of the vote linked: it was another text's."""
_OF_OTHERS = rx(
    r"\b(?:since|over the years|throughout)\b[^.;]{0,90}\b(?:has|have)\b|\b(?:has|have)\b[^.;]{0,60}\b(?:over the years|throughout|many times)\b|\b(?:previous|previously|earlier|before|since|already|repeatedly|always|often|throughout|over the years|so far|in the past|two|three|four|five|several|many|<N>) ?(?:(?:\w+ ){0,2}(?:times|drafts?|resolutions|texts|attempts|proposals))?\b[^.;]{0,60}\bveto|\bvetoed (?:two|three|four|five|several|many|<N>|all|every)(?!\w)|(?:\b(?:two|three|four|five|several|many|all)|<N>) (?:[\w-]+ |<J> |<L>(?:'s)? ){0,2}(?:proposals|amendments|drafts|resolutions|texts|bids|requests)\b|\b(?:proposals?|bids?|attempts?|efforts?) to amend\b"
    r"|\bhad (?:\w+ ){0,2}(?:vetoed|been vetoed|blocked|rejected|been rejected|failed|imposed|adopted|passed|approved)\b|\bmembers of (?:the )?(?:un |u\.n\. )?<B>|\ball other\b|\bthe other (?:\w+ )?(?:members|states|countries)"
)
"""The same: ends of earlier texts, of several, or what single members did."""
_OF_THIS_TEXT = rx(
    r"\bveto(?:ed|es|ing)? (?:it|the|this|that|its|their)\b|\bveto(?:ed|es|ing)? (?:<Q>|<Y>|\")|\b(?:the |this |it |which |that |its |<Y>|<Q>)[^.;]{0,80} (?:was|were|been|got|is) (?:\w+ly )?vetoed\b|\bused (?:its|their|his) veto\b"
    r"|\b(?:block|kill|sank|stopp|defeat|torpedo)\w* (?:it|the|this|that|its)\b[^.;]{0,30}\bveto\b|\bveto (?:by|from|of) [^.;]{1,30} (?:kill|block|sank|stopp|defeat|torpedo)\w* (?:it|the|this|that)\b"
    r"|\b(?:the |this |that |it )[^.;]{0,40}(?:fell to|(?:blocked|killed|stopped|sunk|defeated) by) (?:a|the|its|an?) (?:\w+ )?veto\b|^<L> (?:cast|exercised|used|wielded) (?:a|its) (?:\w+ )?veto(?: power)? ?\.?$"
)
"""A veto told of the text at hand: only then does another end of the vote make it false."""
GOOD_FAITH = 6.0
"""How far behind the best a vote may be of which alone the words are true."""


CLOSE = 5
"""How far a number may be from a count for the two to be taken for the same, where a tenth of it is less."""


def in_good_faith(
    draft: Draft, best: list[Candidate], local: list[Candidate], spoken_of: set[str], index: Index
) -> list[Candidate]:
    """What is false of the vote that seems meant and true of another vote that the article speaks of is about that other
    one. What is false of the vote spoken of last and said of "another draft" is about a draft that the record lacks, and
    what "at the time" was otherwise is about an earlier vote.

    Asked of counts, days and ends only: they name a vote as much as they describe it.
    """
    if draft.kind == "vote_alignment" and len(draft.subjects) > 2:
        whole = [c for c in best if fit(draft, c.event)[0] and not fit(draft, c.event)[1]]
        return whole or best
    if draft.kind not in ("tally", "date", "outcome") or any(is_true(draft, c.event) for c in best):
        fitting = [c for c in best if is_true(draft, c.event)] if draft.kind != "outcome" else []
        return fitting or best
    if any(is_true(draft, c.event) is None for c in best):
        return best
    if draft.kind == "tally" and "named" not in best[0].reasons and _is_too_much(draft, best[0].event):
        return [c for c in local if is_true(draft, c.event)][:1] or best
    first, last = clause(draft)
    text = draft.sentence.masked.text
    of_others = draft.kind == "outcome" and (
        _SIMILAR.search(text) is not None
        or _OF_OTHERS.search(text, min(first, max(draft.place, 0)), max(last, draft.place + 90)) is not None
    )
    if draft.kind == "outcome" and draft.asserted["outcome"] == "vetoed" and best[0].event.result != "vetoed":
        of_others = of_others or _OF_THIS_TEXT.search(text) is None
    if draft.kind == "date" and _day_of_another(draft, best[0].event, text):
        return []
    if "named" in best[0].reasons and not of_others:
        return best
    near = [c for c in local if c.score >= best[0].score - GOOD_FAITH and c.event.key in spoken_of]
    others = [
        c
        for c in near
        if is_true(draft, c.event) and (c.reasons or draft.kind != "outcome") and not _is_loosely_true(draft, c.event)
    ]
    if others:
        return others[:1]
    if of_others:
        return []
    if best[0].reasons:
        return best
    if draft.kind == "tally" and BACK_THEN.search(text):
        earlier = [e for e in index.series(best[0].event) if is_true(draft, e)]
        return [Candidate(e, best[0].score, ("tally",)) for e in earlier[:1]]
    return [] if RIVAL.search(text, first, last) else best


def _is_too_much(draft: Draft, event: VoteEvent) -> bool:
    """Whether a count is greater than the body of the vote: it is of another one."""
    return max(tally.asserted_counts(draft).values(), default=0) > (event.members or SEATS.get(event.body, 0)) > 0


def _day_of_another(draft: Draft, event: VoteEvent, text: str) -> bool:
    """Whether a day that is not the vote's stands in a sentence that tells of a veto, or of another body too."""
    bodies = set(draft.sentence.bodies)
    return ("veto" in text and event.result != "vetoed") or len(bodies | {event.body}) > max(
        1, len(bodies & {event.body})
    )


def _is_loosely_true(draft: Draft, event: VoteEvent) -> bool:
    """Whether the words are true only because they leave so much open: "at least 33" names no vote that had 50."""
    if draft.kind != "tally":
        return False
    pairs = [(said, event.counts.get(option)) for option, said in tally.asserted_counts(draft).items()]
    return any(real is not None and abs(real - said) > max(CLOSE, said / 10) for said, real in pairs)


def is_true(draft: Draft, event: VoteEvent) -> bool | None:
    """Whether counts, day or end are the event's; None where the record does not say."""
    if draft.kind == "date":
        return None if event.day is None else event.day in draft.meta["day"].days
    if draft.kind == "outcome":
        said = draft.asserted["outcome"]
        failed = event.result in ("rejected", "vetoed", "not_adopted")
        return (
            None if not event.result or "rule" in draft.meta else failed if said == "rejected" else event.result == said
        )
    words = draft.asserted.get("approximate", {})
    known = [
        tally_words.agrees(said, real, words.get(option, ""))
        for option, said in tally.asserted_counts(draft).items()
        if (real := event.counts.get(option)) is not None
    ]
    return all(known) if known else None
