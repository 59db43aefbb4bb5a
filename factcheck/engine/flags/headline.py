"""Flags about a headline and the text behind it."""

from __future__ import annotations

from factcheck.engine.claims import alignment, binding, framing, outcome, positions, tally
from factcheck.engine.claims.tally import spelled
from factcheck.engine.flags.binding import OBLIGES
from factcheck.engine.flags.rule import FlagRule, Found
from factcheck.engine.judged import Context, Judged


def headline_body(context: Context) -> Found:
    """29 H: the headline's claim is stronger than the body's, or is not entailed by it.

    Test: an alignment in the headline without a vote in its scope that fails in some reading, while the body has only
    alignment on a single vote; a claim of the headline that the record refutes while the body has the same kind right; a
    headline that says unanimous where the body counts votes against or abstentions; a duty in the headline ("orders") of a
    text that the body calls non-binding; a word of size or isolation that the body's own counts do not bear out.
    Known misses: headlines that overstate by other adjectives.
    """
    told: set[str] = set()
    for judged in context.judged:
        if judged.claim.section == "headline" and judged.event is not None:
            said = (
                _at_large(judged, context)
                or _against_the_record(judged, context)
                or _unanimous(judged, context)
                or _duty(judged, context)
                or _out_of_measure(judged, context)
            )
            if said and said not in told:
                told.add(said)
                yield judged, said, judged.claim.evidence[:4]


def _body(judged: Judged, context: Context, *kinds: str) -> list[Judged]:
    """Claims of these kinds in the text behind a headline, about the same vote."""
    key = judged.event.key if judged.event is not None else ""
    return [
        j for j in context.of_kind(*kinds) if j.claim.section == "body" and j.event is not None and j.event.key == key
    ]


def _at_large(judged: Judged, context: Context) -> str:
    event = judged.event
    if (
        judged.draft.kind != alignment.KIND
        or judged.draft.asserted["scope"] != "bare"
        or judged.claim.verdict != "depends"
    ):
        return ""
    pair = set(judged.draft.subjects)
    votes = {
        j.event.key for j in context.of_kind(alignment.KIND, positions.KIND)
        if j.claim.section == "body" and pair & set(j.draft.subjects) and j.event is not None
    }  # fmt: skip
    if len(votes) > 1 or event is None:
        return ""
    return f"The headline states an alignment at large; the text behind it speaks of one vote, {event.key}, and the record of that day is mixed."


def _against_the_record(judged: Judged, context: Context) -> str:
    if judged.claim.verdict != "refuted":
        return ""
    states = set(judged.draft.subjects)
    right = [
        j for j in _body(judged, context, judged.draft.kind)
        if j.claim.verdict == "supported" and (not states or states & set(j.draft.subjects)) and _counts_alike(judged, j)
    ]  # fmt: skip
    return (
        "The headline says something else than the text behind it, and the record agrees with the text."
        if right
        else ""
    )


def _counts_alike(headline: Judged, body: Judged) -> bool:
    """Whether both count the votes of one way, where they count votes."""
    if headline.draft.kind != tally.KIND:
        return True
    return bool(tally.asserted_counts(headline.draft).keys() & tally.asserted_counts(body.draft).keys())


def _unanimous(judged: Judged, context: Context) -> str:
    if judged.draft.kind != outcome.KIND or judged.draft.asserted.get("method") not in ("unanimous", "consensus"):
        return ""
    counts = [j.draft.meta["all"] for j in _body(judged, context, tally.KIND)]
    if not any(said.get("no") or said.get("abstain") for said in counts) or judged.event is None:
        return ""
    return f"The headline says {judged.draft.asserted['method']}; the text behind it counts votes otherwise. The vote on {judged.event.key} was {spelled(judged.event)}."


def _duty(judged: Judged, context: Context) -> str:
    asserted = judged.draft.asserted
    obliges = judged.draft.kind == outcome.KIND and OBLIGES.search(str(asserted.get("by_verb", ""))) is not None
    if not (obliges or (judged.draft.kind == binding.KIND and asserted.get("binding") is True)) or judged.event is None:
        return ""
    denied = any(
        j.draft.asserted.get("binding") is False for j in context.of_kind(binding.KIND) if j.claim.section == "body"
    )
    return (
        f"The headline speaks of a duty; the text behind it says that {judged.event.key} does not bind."
        if denied
        else ""
    )


def _out_of_measure(judged: Judged, context: Context) -> str:
    if judged.draft.kind != framing.KIND or judged.claim.verdict != "refuted" or judged.event is None:
        return ""
    if not _body(judged, context, tally.KIND):
        return ""
    return f"The counts in the text do not bear out the headline: the vote on {judged.event.key} was {spelled(judged.event)}."


RULES = (
    FlagRule(29, "headline-body", "high", "Headline stronger than the text", "The headline claims more than the text behind it.", headline_body),
)  # fmt: skip
