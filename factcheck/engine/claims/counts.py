"""`count`: how many others did as a named state did. Count(filter): "joined 16 others", "one of 18 countries to vote no"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factcheck.engine.claims import attribution, membership
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.positions import PHRASE
from factcheck.engine.claims.stances import stances
from factcheck.engine.claims.tally_words import agrees
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Option, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "count"

_OTHER = r"(?: (?:other|others|more|further|fellow|like-minded|states' delegations))"
_GROUP = rf"(?: (?P<g><G>(?:'s?)?|{membership.REGION}))?(?: (?:{membership.NOUN}))?"
_ABOUT = r"(?P<about>more than |over |at least |nearly |almost |about |around |some |just |only )?"
_AND_OF_GROUP = rx(
    rf"(?P<l><L>),? (?:and|along with|together with|as well as|plus) {_ABOUT}(?P<n><N>){_OTHER}? (?P<g><G>(?:'s?)?|{membership.REGION}) {membership.NOUN}(?: (?:also|all|had|have|[a-z]+ly)){{0,3}} ?$"
)
_JOINED = rx(
    rf"(?P<l><L>),? (?:which |who |also )*join(?:ed|s|ing) {_ABOUT}(?P<n><N>){_OTHER}{_GROUP},? (?:in|to|and) ?$"
)
_SIDED = rx(
    rf"(?P<l><L>),? (?:(?:also|[a-z]+ly) )?(?:sided|voted|stood|aligned(?: itself)?|joined) (?:with )?(?P<l2><L>),? and {_ABOUT}(?P<n><N>){_OTHER}{_GROUP},? (?:in|to|and|by) ?$"
)
_SIDED_AGAINST = rx(
    rf"(?P<l><L>),? (?:(?:also|[a-z]+ly) )?(?:sided|voted|stood|aligned(?: itself)?|joined) (?:with |alongside )?(?P<l2><L>),? and {_ABOUT}(?P<n><N>){_OTHER}(?: [\w-]+){{0,2}}{_GROUP} (?P<against>against|in favou?r of)(?={g.OBJECT})"
)
_ONE_OF = rx(
    rf"(?P<l><L>)(?:,[^,;<L>]{{1,60}},)? (?:was|were|is|are|being)(?: also)? (?:among|<N> of)(?: the)? ?(?:only |just )?(?P<n><N>)(?: other| un| member)?{_GROUP},? (?:to|in)(?: have)? ?$"
)


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Statements that a named state and a number of others did the same, where the words make no plain tally.

    Known misses: numbers of others without a verb for their vote.
    """
    text = sentence.masked.text
    if not rx(r"<N>").search(text) or not rx(r"<L>").search(text):
        return
    for beside in _SIDED_AGAINST.finditer(text):
        yield from _draft(sentence, beside, 0, beside.end(), "no" if beside["against"] == "against" else "yes", True)
    for stance in stances(text):
        if stance.option not in PHRASE:
            continue
        left = text[max(0, stance.start - 200) : stance.start]
        offset = max(0, stance.start - 200)
        for pattern in (_AND_OF_GROUP, _SIDED, _JOINED, _ONE_OF):
            match = pattern.search(left)
            if match:
                yield from _draft(sentence, match, offset, stance.end, stance.option, pattern is not _ONE_OF)
                break


def _draft(
    sentence: Sentence, match: re.Match[str], offset: int, end_at: int, option: str, others: bool
) -> Iterator[Draft]:
    masked = sentence.masked
    places = [offset + match.start("l")]
    if "l2" in match.re.groupindex:
        places.append(offset + match.start("l2"))
    if not g.is_subject(masked, places[0]):
        return
    codes = list(dict.fromkeys(code for place in places for code in g.codes_of(masked.entity(place))))
    named = sum(len(masked.entity(place).value) for place in places)
    if not codes:
        return
    n = masked.entity(offset + match.start("n")).value + (named if others else 0)
    span = (places[0], end_at)
    start, end = masked.span(*span)
    asserted: dict[str, Any] = {"subjects": codes, "option": option, "n": n}
    word = (match.groupdict().get("about") or "").strip()
    if word and word not in ("just", "only"):
        asserted["approximate"] = word
    phrase = match["g"] or ""
    groups = [e.value for place, e in masked.within(offset + match.start(), end_at, "G")] if phrase else []
    if phrase:
        asserted["group"] = groups[0] if groups else phrase
    if (who := attribution.of(sentence, span)) is not None:
        asserted["attributed"] = who
    yield Draft(
        KIND, sentence, start, end, asserted, "whole", place=end_at - 1, meta={"phrase": phrase, "codes": tuple(groups)}
    )


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when the named states did so and the number is that of the record, within the group named.

    Without a group the declared count decides; within a group a complete roll call does. A group that may be drawn in
    several ways is not counted.
    """
    option: Option = draft.asserted["option"]
    word = draft.asserted.get("approximate", "")
    votes = {code: event.cast(code) for code in draft.subjects}
    named = False if any(v not in (None, option) for v in votes.values()) else None if None in votes.values() else True
    real: int | None
    what = "states"
    if "group" in draft.asserted:
        ways, exact = membership.definitions(draft.meta["phrase"], draft.meta["codes"], (), event, index)
        if not exact or len(ways) != 1 or not event.roll_complete or event.roll is None:
            real = None
        else:
            members = [code for code in sorted(ways[0].members) if event.roll[code] == option]
            real, what = len(members), ways[0].name
    else:
        real = event.counts.get(option)
    right = None if real is None else agrees(draft.asserted["n"], real, word)
    holds = False if False in (named, right) else None if None in (named, right) else True
    facts = [] if real is None else [f"{real} {what} {PHRASE[option]} on {event.key}"]
    wrong = [index.state_name(code, article=True) for code, vote in votes.items() if vote not in (None, option)]
    if wrong:
        facts.append(f"{joined(wrong)} did not")
    evidence = tuple(event.evidence(code) for code, vote in votes.items() if vote)
    reading = Reading("linked event", holds, {"votes": votes, "count": real})
    return Judgement(
        (reading,), (*evidence, Evidence("count", event.key, ", ".join(event.sources))), tuple(facts), event
    )
