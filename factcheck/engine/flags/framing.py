"""Flags about words that weigh a vote; what they weigh is measured by the claims of kind `framing`."""

from __future__ import annotations

from factcheck.engine.claims import framing, outcome, tally
from factcheck.engine.explain import sentences
from factcheck.engine.flags.rule import FlagRule, Found
from factcheck.engine.judged import Context, Judged
from factcheck.engine.model import Evidence


def _facts(judged: Judged) -> str:
    return sentences([fact for judgement in judged.judgements for fact in judgement.facts])


def _measured(context: Context, *frames: str) -> list[Judged]:
    """Claims of these frames that are about one vote."""
    return [j for j in context.of_kind(framing.KIND) if j.draft.asserted["frame"] in frames and j.event is not None]


def single_vote_generalised(context: Context) -> Found:
    """3 M: a lasting stance or a trend ("increasingly sides with", "has become an ally of") is drawn from at most two votes, while
    over twelve months (n >= 20) the agreement of the two states is not above chance (linear-weighted kappa at most 0.2).

    Test: the votes of the article in which both states voted are counted; kappa over the votes on whole texts of the same
    body in the 365 days up to the vote. Known misses: stances told by nouns ("realignment") without both states beside them.
    """
    for judged in _measured(context, "habit"):
        states = set(judged.draft.subjects)
        told = {
            j.event.key for j in context.judged
            if j.event is not None and j.event.roll is not None and states & set(j.draft.subjects) and states <= set(j.event.roll)
        }  # fmt: skip
        if judged.claim.verdict == "refuted" and len(told) <= 2:
            votes = "one vote" if len(told) == 1 else f"{len(told)} votes"
            yield judged, f"The words speak of a lasting stance; the text names {votes}. {_facts(judged)}", judged.claim.evidence  # fmt: skip


def majority_word(context: Context) -> Found:
    """13 M: "overwhelming", "narrow" or "most of the world" outside its measured band.

    Test: overwhelming is two thirds of the votes cast, or the body's tenth percentile of that share where it is lower;
    narrow is a margin of at most a fifth of the votes cast, or a yes vote near two thirds; most of the world, of countries
    or of members is more than half of all members. Known misses: other words of size ("broad", "solid").
    """
    for judged in _measured(context, "overwhelming", "narrow"):
        if judged.claim.verdict == "refuted" or judged.reading("votes cast") is False:
            yield judged, _facts(judged), judged.claim.evidence
    for judged in _measured(context, "most"):
        if judged.reading("all members") is False:
            yield judged, _facts(judged), judged.claim.evidence


def isolation_overstated(context: Context) -> Found:
    """15 M: "isolated" or "alone" is said of a state on whose side more states voted than on the minority side of most votes.

    Test: the size of the state's side among those that voted no or abstained; "alone" allows the median of the body's no
    votes over twenty years, "isolated" their third quartile, and never fewer than one and three states.
    Known misses: isolation told by metaphor, states that voted with the majority.
    """
    for judged in _measured(context, "isolated", "alone"):
        if judged.reading("the size of that side") is False:
            yield judged, _facts(judged), judged.claim.evidence


def abstention_effect(context: Context) -> Found:
    """31 M: abstentions are counted as opposition or as blocking.

    Test: the words say so ("abstentions amount to a no", "sunk by abstentions", "needs two thirds of all members"), or the
    number given as opposed is the record's no votes and abstentions together, with or without the absent. In the Security
    Council a text that fails for want of nine yes votes is left alone. Known misses: "did not support" with the sum of
    both, which is true as it stands.
    """
    for judged in _measured(context, "abstention-effect"):
        if judged.claim.verdict == "refuted":
            yield judged, _facts(judged), judged.claim.evidence
    for judged in context.of_kind(outcome.KIND):
        if judged.draft.asserted.get("of") == "members" and judged.claim.verdict == "refuted":
            yield judged, f"{_facts(judged)} States that abstain are not counted as voting.", judged.claim.evidence
    for judged in context.of_kind(tally.KIND):
        event, said = judged.event, judged.draft.asserted.get("no")
        if event is None or said is None or judged.claim.verdict != "refuted":
            continue
        c = event.counts
        if c.no is None or not c.abstain or said == c.no or "abstain" in judged.draft.meta["all"]:
            continue
        if said in (c.no + c.abstain, c.no + c.abstain + (c.absent or 0)):
            others = f", {c.abstain} abstentions and {c.absent} states that did not vote" if said != c.no + c.abstain else f" and {c.abstain} abstentions"  # fmt: skip
            yield (
                judged,
                f"{said} is the sum of {c.no} no {'vote' if c.no == 1 else 'votes'}{others} on {event.key}. An abstention is not a vote against.",
                (Evidence("count", event.key, ", ".join(event.sources)),),
            )


def rounding(context: Context) -> Found:
    """32 L: a rounded figure ("nearly 100", "about 60") or share ("half") is off by more than 5 per cent.

    Test: a rounded count against the record's count; a share against all members, those present and those voting yes or
    no, and it fires when it is off by every one of them. Known misses: figures rounded without a word that says so.
    """
    for judged in context.of_kind(tally.KIND):
        event, words = judged.event, judged.draft.asserted.get("approximate", {})
        if event is None or judged.claim.verdict != "refuted":
            continue
        off = [
            f"{real} rather than {words[option]} {judged.draft.asserted[option]}"
            for option in words
            if words[option] in _ROUND and (real := event.counts.get(option)) is not None
            and abs(judged.draft.asserted[option] - real) > _ROUNDING * max(real, judged.draft.asserted[option])
        ]  # fmt: skip
        if "share" in judged.draft.asserted:
            yield judged, _facts(judged), judged.claim.evidence
        elif off:
            yield judged, f"On {event.key} the record has {' and '.join(off)}.", (Evidence("count", event.key, ", ".join(event.sources)),)  # fmt: skip


_ROUNDING = 0.05
"""A rounded figure may be this far off, as a share of the larger of the two."""
_ROUND = frozenset({"nearly", "almost", "close to", "about", "around", "some", "roughly"})

RULES = (
    FlagRule(3, "single-vote-generalised", "medium", "One vote told as a habit", "Draws a lasting stance or a trend from one or two votes, while over a year the two states did not vote alike more than chance.", single_vote_generalised),
    FlagRule(13, "majority-word", "medium", "Word of size out of measure", "Calls a vote overwhelming or narrow, or speaks of most of the world, where the counts say otherwise.", majority_word),
    FlagRule(15, "isolation-overstated", "medium", "Isolation overstated", "Calls a state isolated or alone although its side was larger than the minority in most votes.", isolation_overstated),
    FlagRule(31, "abstention-effect", "medium", "Abstentions counted as votes against", "Counts abstentions as opposition, or says that they blocked a text.", abstention_effect),
    FlagRule(32, "rounding", "low", "Rounded too far", "Gives a rounded figure or share that is off by more than 5 per cent.", rounding),
)  # fmt: skip
