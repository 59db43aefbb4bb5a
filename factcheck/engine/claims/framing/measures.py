"""What each word is measured by. Bands that depend on the body are read off the record: percentiles of the final votes of
the same body in the twenty years up to the vote, computed when they are asked for and told in the explanation."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.engine.analysis import Standing
from factcheck.engine.claims.alignment import MINIMUM_VOTES, agreement, agreement_in_words, relation_on
from factcheck.engine.claims.charter import RECOMMENDS, RIGHTS_COUNCIL, effect_of
from factcheck.engine.claims.positions import PHRASE
from factcheck.engine.claims.tally import spelled
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Reading, VoteEvent

MINIMUM = 20
"""Votes of the body needed before a percentile says anything."""
OVERWHELMING = 2 / 3
"""A side with this share of the votes cast may be called overwhelming even where most of the body's votes are larger."""
ONE_SIDED = 0.9
"""A side with this share of the votes for or against may be called overwhelming by the measure of those votes alone."""
NARROW = 0.2
"""Largest margin between yes and no, as a share of the votes cast, that may be called narrow."""
NEAR = 0.05
"""How near yes may come to half of the votes cast, or to half or two thirds of yes and no, to be called narrow by that measure."""
COUNCIL_NEEDS = 9
"""Votes in favour that a text of the Council needs (UN Charter, Article 27)."""
LASTING = 0.2
"""Weighted kappa over twelve months above which voting alike is more than chance."""
SMALL = 0.1
"""Share of the votes cast up to which a side may be called isolated by the measure of that one vote."""
_MANY = {"alone": 0.5, "isolated": 0.75}
"""Share of the body's votes whose no side is smaller than or as large as a side that may still be called so."""
_FEW = {"alone": 1, "isolated": 3}
"""A side of so few states is never held against the word, whatever the body's other votes look like."""


def cast(event: VoteEvent) -> int | None:
    """Votes cast: yes, no and abstentions; None where one of the counts is not known."""
    c = event.counts
    return None if c.yes is None or c.no is None or c.abstain is None else c.yes + c.no + c.abstain


def standing_sentence(event: VoteEvent, index: Index, standing: Standing, what: str) -> str:
    """Where a figure stands among the body's votes, with the number of votes behind it."""
    if standing.n < MINIMUM:
        return ""
    body = index.body_names.get(event.body, event.body)
    share = f"{100 * standing.below / standing.n:.0f} per cent"
    return f"of the {standing.n:,} final votes of the {body} in the twenty years up to then, {share} had {what}"


def overwhelming(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """Holds when the side has two thirds of the votes cast, or stands at or above the body's tenth percentile."""
    option, whole = draft.asserted["option"], cast(event)
    size = event.counts.get(option)
    if not whole or size is None:
        return _unknown(event, "votes cast")
    window = index.tallies_up_to(event)
    if event.body == "SC" and option == "no" and event.counts.yes is not None:
        size = whole - event.counts.yes  # what a text of the Council fails by is want of votes for it
    share = size / whole
    standing = window.standing("yes_share", share)
    low = window.quantile("yes_share", 0.1) if standing.n >= MINIMUM else None
    band = min(OVERWHELMING, low) if low is not None else OVERWHELMING
    record = {"event": event.key, "share": round(share, 4), "band": round(band, 4), "votes": standing.n}
    facts: tuple[str, ...] = (
        f"the vote on {event.key} was {spelled(event)}: {_percent(share)} of the votes cast were {option}",
        standing_sentence(event, index, standing, "a smaller share of yes") if option == "yes" else "",
    )
    readings = [Reading("votes cast", share >= band, record)]
    other = event.counts.no if option == "yes" else event.counts.yes
    if share < band and other is not None and size >= ONE_SIDED * (size + other):
        readings.append(Reading("votes for or against", True, {"for or against": size + other, "band": ONE_SIDED}))
        facts = (*facts, f"of the {size + other} votes for or against, {_percent(size / (size + other))} were {option}")
    return _judgement(readings, event, facts)


def narrow(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """Two readings: yes and no are at most a fifth of the votes cast apart, or yes is near what decides, which is half of
    the votes cast, half or two thirds of yes and no, or nine votes in the Council (UN Charter, Article 27)."""
    whole, yes, no = cast(event), event.counts.yes, event.counts.no
    if not whole or yes is None or no is None:
        return _unknown(event, "yes against no")
    margin = abs(yes - no) / whole
    near = abs(yes / whole - 0.5) <= NEAR or (yes + no > 0 and _is_near(yes / (yes + no)))
    near = near or (event.body == "SC" and abs(yes - COUNCIL_NEEDS) <= 1)
    facts = (f"the vote on {event.key} was {spelled(event)}: the two sides are {abs(yes - no)} votes apart, {_percent(margin)} of the votes cast",)  # fmt: skip
    readings = [Reading("yes against no", margin <= NARROW, {"event": event.key, "margin": round(margin, 4), "band": NARROW})]  # fmt: skip
    if near or margin <= NARROW:
        readings.append(
            Reading("yes against the share that decides", near, {"event": event.key, "yes": yes, "cast": whole})
        )
    return _judgement(readings, event, facts)


def _is_near(share: float) -> bool:
    return min(abs(share - 1 / 2), abs(share - 2 / 3)) <= NEAR


def most(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """Two readings: of all members, and of the votes cast. Most is more than half."""
    option = draft.asserted["option"]
    size, whole, members = event.counts.get(option), cast(event), event.members
    if size is None or not members:
        return _unknown(event, "all members")
    readings = [Reading("all members", 2 * size > members, {"event": event.key, "count": size, "members": members})]
    told = f"{_percent(size / members)} of the {members} members"
    if whole:
        readings.append(Reading("votes cast", 2 * size > whole, {"event": event.key, "count": size, "cast": whole}))
        told += f" and {_percent(size / whole)} of the {whole} votes cast"
    return _judgement(
        readings, event, (f"on {event.key} {size} {'state' if size == 1 else 'states'} {PHRASE[option]}: {told}",)
    )


def small_side(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """Holds when the side of the states named is small: at most the body's median count of no votes for "alone", at most
    its third quartile for "isolated". States that voted with the majority, or differently from each other, are left open."""
    frame = draft.asserted["frame"]
    votes = {event.cast(code) for code in draft.subjects}
    option = next(iter(votes)) if len(votes) == 1 else None
    size = event.counts.get(option) if option else None
    if option not in ("no", "abstain") or size is None:
        return _unknown(event, "the size of that side")
    window = index.tallies_up_to(event)
    standing = window.standing("no", size)
    band = window.quantile("no", _MANY[frame]) if standing.n >= MINIMUM else None
    few = size <= max(_FEW[frame], len(draft.subjects))
    holds = True if few else None if band is None else size <= band
    whole = cast(event)
    small = bool(whole) and frame == "isolated" and size <= SMALL * (whole or 0)
    names = joined(index.state_name(code, article=True) for code in draft.subjects)
    facts: tuple[str, ...] = (
        f"on {event.key} {names} {PHRASE[option]}, as did {size - len(draft.subjects)} other {'state' if size - len(draft.subjects) == 1 else 'states'}"
        if size > len(draft.subjects)
        else f"on {event.key} {names} {PHRASE[option]} and no other state did",
        standing_sentence(event, index, standing, f"fewer than {size} votes against"),
    )
    record = {"event": event.key, "side": size, "band": band, "votes": standing.n}
    rows = tuple(event.evidence(code) for code in draft.subjects)
    readings = [Reading("the size of that side", holds, record)]
    if small and holds is False:
        share = size / (whole or 1)
        readings.append(Reading("its share of the votes cast", True, {"share": round(share, 4), "band": SMALL}))
        facts = (*facts, f"that side was {_percent(share)} of the {whole} votes cast")
    return _judgement(readings, event, facts, rows)


def effect(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """Never holds for the Assembly and the Human Rights Council, where an abstention is no vote cast. In the Security
    Council a text fails without nine yes votes, so there abstentions can keep it from them."""
    short = event.body == "SC" and event.result != "adopted" and (event.counts.yes or 0) < COUNCIL_NEEDS
    holds: bool | None = True if short else None if event.body == "SC" else False
    rule = (
        f"{event.key} had {event.counts.yes} yes votes and a Security Council text needs nine, so abstentions counted there"
        if short
        else "in the Security Council a text needs nine yes votes and no veto; an abstention counts as neither"
        if event.body == "SC"
        else f"in the {index.body_names.get(event.body, event.body)} a majority is counted of those present and voting, and states that abstain are not counted as voting"
    )
    return _judgement([Reading("rule of procedure", holds, {"event": event.key, "body": event.body})], event, (rule, f"the vote on {event.key} was {spelled(event)}"))  # fmt: skip


def habit(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """Holds when the weighted kappa of the two over the twelve months up to the vote (n >= 20) is above 0.2."""
    first = next(code for code in draft.subjects if code not in draft.asserted["with"])
    second = draft.asserted["with"][0]
    kappa, n = agreement(index, first, second, event)
    names = joined(index.state_name(code, article=True) for code in (first, second))
    alike = relation_on(event, [first], [second])
    if n < MINIMUM_VOTES or kappa is None or alike is None:
        return _unknown(event, "agreement above chance over twelve months")
    record = {"event": event.key, "kappa": round(kappa, 3), "n": n, "band": LASTING}
    facts = (
        f"on {event.key} {names} {'voted alike' if alike else 'voted differently'}",
        f"over the twelve months up to then, {agreement_in_words(kappa, n)}",
    )
    rows = tuple(event.evidence(code) for code in (first, second))
    return _judgement(
        [Reading("agreement above chance over twelve months", kappa > LASTING, record)], event, facts, rows
    )


def law(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """Two readings: by its legal effect a recommendation makes no law; as a loose word it says what the text asks for."""
    effect = effect_of(index.motion_of(event))
    record = {"motion": event.motion, "effect": effect}
    if effect != "recommendation":
        return _judgement([Reading("the legal effect of the text", True if effect in ("binding", "decision") else None, record)], event, ())  # fmt: skip
    readings = [
        Reading("the legal effect of the text", False, record),
        Reading("the verb as a loose word for a demand", True if event.result == "adopted" else None, record),
    ]
    rule = RIGHTS_COUNCIL if event.body == "HRC" else RECOMMENDS
    return _judgement(readings, event, (f"{event.key} is a recommendation", rule.fact))


def consensus(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """Two readings: adopted without a vote, or by a broad majority."""
    no, whole = event.counts.no, cast(event)
    record = {"event": event.key, "method": event.method}
    divided = None if no is None else no > 0 or (event.counts.abstain or 0) > 0
    by_rule = True if event.method == "consensus" or divided is False else None if divided is None else False
    readings = [Reading("adoption without a vote", by_rule, record)]
    if by_rule is False and whole and event.counts.yes is not None:
        readings.append(Reading("a broad majority", event.counts.yes >= OVERWHELMING * whole, record))
    fact = f"{event.key} was put to a vote: {spelled(event)}" if by_rule is False else ""
    return _judgement(readings, event, (fact, "in the United Nations a consensus is a decision without a vote"))


def without_support(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """Two readings: states that voted no, and all that did not vote yes."""
    c, n = event.counts, draft.asserted["n"]
    if c.no is None or c.abstain is None:
        return _unknown(event, "states that voted no")
    rest = {c.no + c.abstain, c.no + c.abstain + (c.absent or 0)}
    readings = [
        Reading("states that voted no", n == c.no, {"event": event.key, "no": c.no}),
        Reading("all that did not vote yes", n in rest, {"event": event.key, "no": c.no, "abstain": c.abstain}),
    ]
    return _judgement(
        readings, event, (f"the vote on {event.key} was {spelled(event)}", "an abstention is no support either")
    )


def other_body(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """False for a text of the body that voted: no body adopts a resolution of the other."""
    wrong = event.body != draft.asserted["of"]
    names = [index.body_names.get(code, code) for code in (event.body, draft.asserted["of"])]
    fact = f"{event.key} is a text of the {names[0]}" + (f", not of the {names[1]}" if wrong else "")
    record = {"event": event.key, "body": event.body}
    return _judgement([Reading("the body whose text it is", False if wrong else None, record)], event, (fact,))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} per cent"


def _unknown(event: VoteEvent, reading: str) -> Judgement:
    fact = f"the record does not give what is needed to measure this for {event.key}"
    return Judgement((Reading(reading, None, {"event": event.key}),), (), (fact,), event)


def _judgement(
    readings: list[Reading], event: VoteEvent, facts: tuple[str, ...], rows: tuple[Evidence, ...] = ()
) -> Judgement:
    own = (Evidence("count", event.key, ", ".join(event.sources)),)
    return Judgement(tuple(readings), (*rows, *own), facts, event)


MEASURES: dict[str, Callable[[Draft, VoteEvent, Index], Judgement]] = {
    "overwhelming": overwhelming,
    "narrow": narrow,
    "most": most,
    "isolated": small_side,
    "alone": small_side,
    "abstention-effect": effect,
    "habit": habit,
    "makes-law": law,
    "consensus": consensus,
    "without-support": without_support,
    "other-body": other_body,
}
