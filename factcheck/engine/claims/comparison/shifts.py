"""Changes of a state's position, and always or never: a state's vote beside its votes before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.comparison import history
from factcheck.engine.claims.positions import PHRASE
from factcheck.engine.claims.stances import stances
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import TAGS, rx

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
    yield from _two_ends(sentence)
    if not any(map(text.__contains__, ("shift", "change", "chang", "depart", "revers", "turn", "break", "broke", "abandon", "about-face", "switch"))):  # fmt: skip
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


_THEN = rx(
    r"<T>|\b(?:earlier|previous|previously|similar|last|past|prior|before|ago|first|initially|originally|traditionally|long|years|decades|then|once)\b"
)
_BUT = rx(r"\b(?:but|yet|then|now|before|this time|instead|however|switch\w*|chang\w*|after|having|while)\b|;")


def _two_ends(sentence: Sentence) -> Iterator[Draft]:
    """ "X had abstained in a similar vote in March but on Wednesday voted to condemn Moscow": one state, two votes, two
    ways, told in one clause each."""
    masked, text = sentence.masked, sentence.masked.text
    if not ("abst" in text or "vot" in text or "oppos" in text or "back" in text) or not _BUT.search(text) or not _THEN.search(text):  # fmt: skip
        return
    said = [s for s in stances(text) if s.option in ("yes", "no", "abstain")]
    for first, second in pairwise(said):
        between = text[first.end : second.start]
        if first.option == second.option or len(between) > 110 or TAGS["L"] in between or "." in between:
            continue
        at = g.subject_before(sentence, first.start, elided=False)
        codes = g.codes_of(masked.entity(at)) if at is not None else []
        earlier = "before" if rx(r"\bbefore\b").search(between) else "but" if _BUT.search(between) else ""
        told_first = _THEN.search(text, at or 0, second.start)
        if not codes or at is None or not earlier or told_first is None or "one" in between.split():
            continue
        if (" another" in text or " the other" in text) and TAGS["T"] not in between:
            continue
        start, end = masked.span(at, second.end)
        times = [e.value for _, e in masked.within(at, _stop(between, first.end), "T")]
        days = sorted(times[0].days) if times else []
        asserted = {"subjects": codes, "change": True, "from": first.option, "to": second.option}
        meta = {"sort": "shift", "subjects": codes, "days": (days[0], days[-1]) if days else None}
        yield Draft(KIND, sentence, start, end, asserted, "focus", meta=meta)


def _stop(between: str, first: int) -> int:
    """Where the clause of the earlier vote ends."""
    match = _BUT.search(between)
    return first + (match.start() if match else len(between))


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """A change is true when the state's last known vote on the matter was another one; it is never called false, since a
    stance is more than votes. "Always" is searched over the twelve months before."""
    if "how_often" in draft.asserted:
        return _always(draft, event, index)
    if "from" in draft.asserted:
        return _from_to(draft, event, index)
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
        rows += [e.evidence(code) for e in [event, past[-1][0]]]
    holds = True if values and all(values) else None
    return Judgement(
        (Reading("votes on the same matter", holds, {"event": event.key, "earlier": len(before)}),),
        tuple(rows), tuple(facts or [f"the record holds no earlier votes to compare {event.key} with"]), event, tuple(beside),
    )  # fmt: skip


def _from_to(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """True when all the states voted the second way now and the first way before, at the time said; else left open: the
    claims about the two votes decide."""
    codes, was, now = list(draft.subjects), draft.asserted["from"], draft.asserted["to"]
    days = draft.meta["days"]
    before = [e for e in history.earlier(event, index) if e.roll is not None]
    if days is not None:
        before = [e for e in before if e.day is not None and days[0] <= e.day <= days[1]]
    fitting = [e for e in before if e.roll and all(e.roll.get(code) == was for code in codes)]
    here = event.roll is not None and all(event.roll.get(code) == now for code in codes)
    shown = fitting[-1:] or before[-1:]
    named = joined(index.state_name(code, article=True) for code in codes)
    facts = [f"on {event.key} {named} {PHRASE[now]}"] if here else []
    facts += [f"before, {named} {PHRASE[was]} on {history.name(e)}" for e in fitting[-1:]]
    rows = tuple(e.evidence(code) for e in (event, *shown) for code in codes)
    reading = Reading("votes on the same matter", True if here and fitting else None, {"event": event.key, "earlier": len(before)})  # fmt: skip
    other = (f"the record holds no earlier vote to compare {event.key} with",)
    return Judgement((reading,), rows, tuple(facts) or other, event, tuple(shown))


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
    rows = tuple(e.evidence(c) for e in cases[-3:] for c in (*subjects, *targets))
    return Judgement(tuple(readings), rows, tuple(facts), event, tuple(reversed(cases[-LATELY:])))
