"""Flags about how a state is said to have voted."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.engine.claims import alignment, counts, groups, positions
from factcheck.engine.claims.stances import SATISFIED_BY
from factcheck.engine.flags.alignment import Found
from factcheck.engine.flags.rule import FlagRule
from factcheck.engine.index import joined
from factcheck.engine.judged import Context, Judged
from factcheck.engine.model import Evidence, VoteEvent


def _votes(judged: Judged, event: VoteEvent) -> dict[str, str]:
    return {code: vote for code in judged.draft.subjects if (vote := event.cast(code))}


def _sides(context: Context, *verdicts: str) -> Iterator[tuple[Judged, VoteEvent, str]]:
    """Claims that say how states voted, with the option: positions, and alignments that say which way they voted together,
    where no claim about the position of one of those states stands in the sentence."""
    for judged in context.of_kind(positions.KIND, alignment.KIND):
        event, option = judged.event, judged.draft.asserted.get("option")
        if event is None or option is None or judged.claim.verdict not in verdicts or "when" in judged.draft.asserted:
            continue  # a habit is one of other votes
        if judged.draft.kind == alignment.KIND:
            beside = context.by_sentence.get(judged.draft.sentence.index, ())
            told = {c for other in beside if other.draft.kind == positions.KIND for c in other.draft.subjects}
            if judged.draft.asserted["relation"] != "same" or told & set(judged.draft.subjects):
                continue
        yield judged, event, option


def position_wrong(context: Context) -> Found:
    """5 H: the asserted vote of a state differs from the record.

    Test: the option said against the roll call, state by state. A side asserted for a state that abstained or was absent
    is the flag `abstention-as-side` instead. Known misses: states whose vote is not in the record.
    """
    for judged, event, option in _sides(context, "refuted"):
        wrong = {
            code: vote for code, vote in _votes(judged, event).items()
            if vote not in SATISFIED_BY[option] and not (option in ("yes", "no") and vote in ("abstain", "absent"))
        }  # fmt: skip
        if wrong:
            yield judged, _told(wrong, event, context), _rows(wrong, event)


def abstention_as_side(context: Context) -> Found:
    """6 H: for, against, "refused to back" or "supported" is said of a state that abstained or did not vote.

    Known misses: sides told by other verbs ("snubbed").
    """
    for judged, event, option in _sides(context, "supported", "refuted", "depends"):
        quote = judged.claim.quote.lower()
        if option not in ("yes", "no") and not (
            option == "not_yes" and any(map(quote.__contains__, ("refus", "declin")))
        ):
            continue
        aside = {code: vote for code, vote in _votes(judged, event).items() if vote in ("abstain", "absent")}
        if aside:
            what = "An abstention" if "abstain" in aside.values() else "Not voting"
            yield (
                judged,
                f"{_told(aside, event, context)} {what} is neither a yes nor a no.",
                _rows(aside, event),
            )


def group_overgeneralised(context: Context) -> Found:
    """20 M: what is said of a group is not so by the share of its members that voted that way.

    Test: the quantifier ("all", "most", a number, a bare plural for more than half) against the group's members on that
    day. A loosely named group is flagged where every way of drawing it speaks against the words, a bare plural only where
    there are several; and a bare plural of a
    definite group where a member that voted goes the other way only if most of them did not vote as said.
    A group said to have voted as one is the flag `unanimity-overstated` instead. Known misses: shares in per cent.
    """
    for judged in context.of_kind(groups.KIND, counts.KIND):
        event = judged.event
        if event is None or not event.reconciled or judged.draft.meta.get("united"):
            continue
        if judged.draft.kind == counts.KIND and "group" not in judged.draft.asserted:
            continue
        if _counts_too_few(judged, event):
            continue
        loose = (
            judged.draft.asserted.get("quantifier") in ("all", "none", "bare")
            and judged.claim.readings
            and all(r.record.get("against") for r in judged.claim.readings)
            and (judged.draft.asserted["quantifier"] != "bare" or len(judged.claim.readings) > 1)
        )
        if judged.claim.verdict == "refuted" or (judged.claim.verdict == "not_in_record" and loose):
            yield judged, _facts(judged), judged.claim.evidence[:6]


def _counts_too_few(judged: Judged, event: VoteEvent) -> bool:
    """Fewer members than voted so: wrong, but no more than is true is said of the group."""
    asserted = judged.draft.asserted
    votes = [r.record["votes"] for r in judged.claim.readings if "votes" in r.record]
    return asserted.get("quantifier") == "count" and any(v.get(asserted["option"], 0) > asserted["n"] for v in votes)


def unanimity_of_group(context: Context) -> Found:
    """14 M, for groups: a group said to have voted as one, when not all of its members cast that vote."""
    for judged in context.of_kind(groups.KIND):
        if judged.draft.meta.get("united") and judged.event is not None and judged.claim.verdict == "refuted":
            yield judged, _facts(judged), judged.claim.evidence[:6]


def _facts(judged: Judged) -> str:
    return " ".join(f"{fact[:1].upper()}{fact[1:]}." for j in judged.judgements for fact in j.facts)


def _told(votes: dict[str, str], event: VoteEvent, context: Context) -> str:
    parts = []
    for vote in ("yes", "no", "abstain", "absent"):
        names = [context.index.state_name(code, article=True) for code, value in votes.items() if value == vote]
        if names:
            parts.append(f"{joined(names)} {positions.PHRASE[vote]}")
    return f"On {event.key} {joined(parts)}."


def _rows(votes: dict[str, str], event: VoteEvent) -> tuple[Evidence, ...]:
    return tuple(event.evidence(code) for code in votes)


RULES = (
    FlagRule(5, "position-wrong", "high", "Wrong vote reported", "Reports a vote that differs from the roll call.", position_wrong),
    FlagRule(6, "abstention-as-side", "high", "Abstention told as a side", "Puts a state that abstained or did not vote on one side.", abstention_as_side),
    FlagRule(20, "group-overgeneralised", "medium", "Group said to be of one mind", "Says of a group, or a share of it, what its members' votes do not bear out.", group_overgeneralised),
)  # fmt: skip
