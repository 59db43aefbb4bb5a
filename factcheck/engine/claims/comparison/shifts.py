"""Changes of a state's position, and always or never: a state's vote beside its votes before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.comparison import history
from factcheck.engine.claims.positions import PHRASE
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "comparison"
NEARLY_ALWAYS = 0.9
"""Share of the votes of twelve months from which "always" is true in a loose sense."""

LATELY = 8
"""The last votes on the matter in which a state voted otherwise that are named beside a change."""

_PAST = r"(?:(?:its|their|the|his|her|previous|earlier|past|former|prior|long-?standing|long-?held|traditional|usual|customary|decades of|years of|decades-old|years-long) ?)+"
_SHIFT = rx(
    rf"\b(?:(?:a|an|the|in a|in an|marking a|marked a)? ?(?:\w+ )?(?P<v>shift|change|departure|reversal|u-turn|about-face|about-turn|turnaround|break|turn) (?:from|of|in|with) {_PAST}(?:position|stance|polic(?:y|ies)|vote|votes|voting|line|practice|support|opposition|tradition|abstentions?)s?\b"
    rf"|(?P<w>depart(?:ed|ing)|revers(?:ed|ing)|abandon(?:ed|ing)|chang(?:ed|ing)|switch(?:ed|ing)|break(?:ing)?|broke) (?:from |with )?{_PAST}(?:position|stance|polic(?:y|ies)|votes?|line|practice|tradition)s?\b)"
)
_SHIFT_OF = rx(
    r"\b(?:shift|change|departure|reversal|u-turn|about-face|turnaround|break|turn) (?:of|in|from) (?P<l><L>)'s (?:own )?(?:(?:previous|earlier|past|former|prior|long-?standing|traditional|usual) )+(?:position|stance|polic(?:y|ies)|votes?|line|practice)s?\b"
)
_ALWAYS = rx(
    r"\b(?P<a>always|invariably|consistently|routinely|without exception|every time|regularly) (?:sid(?:e|es|ed)|vot(?:e|es|ed)|align(?:s|ed)?|stand(?:s)?|stood)(?: itself| themselves| together)? (?:with|alongside|behind) (?P<l><L>)"
)


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """ "A shift from its earlier positions", "which always side with Washington".

    Known misses: a change told by its two ends in two sentences.
    """
    masked, text = sentence.masked, sentence.masked.text
    if "always" in text or "consistently" in text or "invariably" in text or "routinely" in text or "every time" in text or "regularly" in text:  # fmt: skip
        for match in _ALWAYS.finditer(text):
            before = [at for at, _ in sorted(masked.within(0, match.start(), "L"))]
            subjects = g.codes_of(masked.entity(before[-1])) if before else []
            targets = g.codes_of(masked.entity(match.start("l")))
            which = rx(r"\b(?:which|who|that) $").search(text, 0, match.start())
            if subjects and targets:
                subjects = subjects[-1:] if which else subjects  # of a list, the one that "which" stands behind
                start, end = masked.span(which.start() if which else before[-1], match.end())
                asserted: dict[str, Any] = {"subjects": [*subjects, *targets], "with": targets, "how_often": "always"}
                yield Draft(KIND, sentence, start, end, asserted, "focus", meta={"sort": "shift", "subjects": subjects})
    if not any(word in text for word in ("shift", "change", "chang", "depart", "revers", "turn", "break", "broke", "abandon", "about-face", "switch")):  # fmt: skip
        return
    for match in _SHIFT_OF.finditer(text):
        codes = g.codes_of(masked.entity(match.start("l")))
        start, end = masked.span(match.start(), match.end())
        if codes:
            asserted = {"subjects": codes, "change": True}
            yield Draft(KIND, sentence, start, end, asserted, "focus", meta={"sort": "shift", "subjects": codes})
    for match in _SHIFT.finditer(text):
        before = [at for at, _ in sorted(masked.within(0, match.start(), "L")) if g.is_subject(masked, at)]
        after = rx(r",?(?: by)? (?P<l><L>)").match(text, match.end())
        at = before[0] if before else after.start("l") if after else None
        codes = g.codes_of(masked.entity(at)) if at is not None else []
        if codes:
            start, end = masked.span(match.start(), match.end())
            asserted = {"subjects": codes, "change": True}
            yield Draft(KIND, sentence, start, end, asserted, "focus", meta={"sort": "shift", "subjects": codes})


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """A change is true when the state's last known vote on the matter was another one; it is never called false, since a
    stance is more than votes. "Always" is searched over the twelve months before."""
    if "how_often" in draft.asserted:
        return _always(draft, event, index)
    codes = list(draft.meta["subjects"])
    before = history.earlier(event, index)
    facts: list[str] = []
    values: list[bool | None] = []
    rows: list[Evidence] = []
    beside: list[VoteEvent] = []
    for code in codes:
        here = event.roll.get(code) if event.roll else None
        past = [(e, vote) for e in before if e.roll and (vote := e.roll.get(code)) not in (None, "absent")]
        if here is None or not past:
            values.append(None)
            continue
        differing = [(e, vote) for e, vote in past if vote != here]
        values.append(True if differing and past[-1][1] != here else None)
        name = index.state_name(code, article=True)
        facts.append(f"{name} {PHRASE[here]} on {event.key}")
        if differing:
            beside += [e for e, _ in (*reversed(differing[-LATELY:]), differing[0])]
            facts.append(f"before, {name} {PHRASE[differing[-1][1]]} on {history.name(differing[-1][0])}")
        rows += [Evidence("vote", f"{e.key}#{code}", ", ".join(e.sources)) for e in [event, past[-1][0]]]
    holds = True if values and all(values) else None
    return Judgement(
        (Reading("votes on the same matter", holds, {"event": event.key, "earlier": len(before)}),),
        tuple(rows), tuple(facts or [f"the record holds no earlier votes to compare {event.key} with"]), event, tuple(beside),
    )  # fmt: skip


def _always(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    subjects, targets = list(draft.meta["subjects"]), list(draft.asserted["with"])
    if event.day is None:
        return Judgement((Reading("every vote of twelve months", None, {}),), (), (), event)
    votes = index.between(event.body, event.day - timedelta(days=365), event.day)
    same = other = 0
    cases: list[VoteEvent] = []
    for past in votes:
        cast = [past.roll.get(c) for c in (*subjects, *targets)] if past.roll else []
        if not cast or None in cast or "absent" in cast:
            continue
        if len(set(cast)) == 1:
            same += 1
        else:
            other += 1
            cases.append(past)
    n = same + other
    if n < 20:
        fact = f"the record holds {n} votes of the twelve months before in which all of them voted, too few to tell"
        return Judgement((Reading("every vote of twelve months", None, {"n": n}),), (), (fact,), event)
    named = joined(index.state_name(c, article=True) for c in (*subjects, *targets))
    facts = [f"in the twelve months before, {named} cast the same vote on {same} of {n} texts"]
    if cases:
        facts.append(f"they differed on {joined(history.name(e) for e in cases[-3:])}")
    readings = [Reading("every vote of twelve months", not cases, {"same": same, "n": n})]
    if cases and same >= NEARLY_ALWAYS * n:
        readings.append(Reading("nearly every vote of twelve months", True, {"same": same, "n": n}))
    rows = tuple(
        Evidence("vote", f"{e.key}#{c}", ", ".join(e.sources)) for e in cases[-3:] for c in (*subjects, *targets)
    )
    return Judgement(tuple(readings), rows, tuple(facts), event, tuple(reversed(cases[-LATELY:])))
