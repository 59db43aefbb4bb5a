"""Flags about numbers and what is made of them."""

from __future__ import annotations

from factcheck.engine.claims import comparison, outcome, tally
from factcheck.engine.flags import positions
from factcheck.engine.flags.alignment import Found
from factcheck.engine.flags.rule import FlagRule
from factcheck.engine.index import Index, joined
from factcheck.engine.judged import Context, Judged
from factcheck.engine.linking.ties import Tie
from factcheck.engine.model import Evidence, VoteEvent


def _other_events(judged: Judged, event: VoteEvent, index: Index) -> list[VoteEvent]:
    """Votes other than the linked one whose counts are exactly those said: of the day for one count, of the item for more."""
    said = judged.draft.meta["all"]
    near = [*index.siblings(event), *index.amendments(event)]
    if len(said) > 1:
        near += index.on_item(index.motion_of(event).item)
    return list(
        {e.key: e for e in near if e.key != event.key and all(e.counts.get(o) == n for o, n in said.items())}.values()
    )


def _wrong(context: Context) -> list[tuple[Judged, VoteEvent, list[VoteEvent]]]:
    return [
        (judged, event, _other_events(judged, event, context.index))
        for judged in context.of_kind(tally.KIND)
        if judged.claim.verdict == "refuted" and (event := judged.event) is not None
    ]


def tally_wrong(context: Context) -> Found:
    """10 H: a count differs from the record and is the count of no other vote of the day and item.

    Known misses: counts told as shares.
    """
    for judged, event, others in _wrong(context):
        if not others:
            yield judged, f"The vote on {event.key} was {tally.spelled(event)}.", judged.claim.evidence


def tally_other_event(context: Context) -> Found:
    """11 M: the counts are those of another vote: a draft, an amendment, an earlier or a sister vote.

    Known misses: counts of votes that are not in the record.
    """
    for judged, event, others in _wrong(context):
        if others:
            told = joined(f"{e.key} ({tally.spelled(e)})" for e in others)
            yield (
                judged,
                f"These are the counts of {told}; the vote on {event.key} was {tally.spelled(event)}.",
                tuple(Evidence("count", e.key, ", ".join(e.sources)) for e in [event, *others]),
            )


def unanimity_overstated(context: Context) -> Found:
    """14 M: "unanimous" with any no or abstention, "without opposition" or "by consensus" with votes against; a
    group said to have voted as one when not all of its members cast that vote.

    Known misses: unanimity told by a figure of speech.
    """
    yield from positions.unanimity_of_group(context)
    for judged in context.of_kind(outcome.KIND):
        event, method = judged.event, judged.draft.asserted.get("method")
        if event is None or method is None or event.counts.no is None or judged.claim.verdict == "not_in_record":
            continue
        is_overstated = event.counts.no > 0 or (method == "unanimous" and (event.counts.abstain or 0) > 0)
        if is_overstated and context.is_sure(judged, Tie.SPOKEN_OF):
            yield (
                judged,
                f"The vote on {event.key} was {tally.spelled(event)}.",
                (Evidence("count", event.key, ", ".join(event.sources)),),
            )


def trend_no_baseline(context: Context) -> Found:
    """18 M: a comparison that does not name the earlier vote, and that is true against some comparable votes and false
    against others, or false against all; they are named.

    Known misses: comparisons over several sentences.
    """
    for judged in context.of_kind(comparison.KIND):
        unnamed = judged.draft.asserted.get("baseline") == "unnamed"
        if judged.event is not None and unnamed and judged.claim.verdict in ("depends", "refuted"):
            facts = " ".join(f"{fact[:1].upper()}{fact[1:]}." for j in judged.judgements for fact in j.facts)
            yield (
                judged,
                f"The comparison names no earlier vote, and its answer depends on which is meant. {facts}",
                judged.claim.evidence,
            )


RULES = (
    FlagRule(10, "tally-wrong", "high", "Wrong count", "Gives a count that differs from the record.", tally_wrong),
    FlagRule(11, "tally-other-event", "medium", "Count of another vote", "Gives the counts of a different vote.", tally_other_event),
    FlagRule(14, "unanimity-overstated", "medium", "Unanimity overstated", "Says unanimous or unopposed of a vote that was not.", unanimity_overstated),
    FlagRule(18, "trend-no-baseline", "medium", "Comparison without a baseline", "Compares with earlier votes without saying which, and the answer depends on it.", trend_no_baseline),
)  # fmt: skip
