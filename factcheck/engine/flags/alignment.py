"""Flags about who voted with whom."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.engine.claims import alignment, positions
from factcheck.engine.claims.alignment_words import stated_direction
from factcheck.engine.flags import rule
from factcheck.engine.flags.rule import FlagRule
from factcheck.engine.index import Index, joined
from factcheck.engine.judged import Context, Judged
from factcheck.engine.model import Evidence, VoteEvent
from factcheck.engine.text.masking import rx

_PRONOUN = rx(r"(?:but |and |in the end )?(?:both|they|the two|each|all (?:three|of them))\b")
_DIRECTION_TOLD = rx(
    r"\bvot(?:e|ed|es|ing)(?: \w+)? \"?(?:no|yes|against|for|in favou?r|down)\b|\"(?:no|yes|against)\b|\b(?:oppos|reject)(?:e|ed|es|ing)\b|\babst(?:ain|ention)"
)
_ALSO = rx(r"\b(?:also|too|as well|likewise|(?:nobody|no one|none) else)\b")
"""In the sentence behind: others did as these did, and it says what."""
NOT_ALLIANCES = frozenset({"P5", "G20", "NONALIGN", "AFRGROUP", "APG", "EEG", "GRULAC", "WEOG"})
"""Groups that say nothing about how states stand to each other: seats, regions for elections, and very wide ones."""
Found = rule.Found


def _pairs(context: Context) -> Iterator[tuple[Judged, VoteEvent, list[str], list[str]]]:
    """Alignment claims about one known vote, without those about groups of supporters."""
    for judged in context.of_kind(alignment.KIND):
        event = judged.event
        if (
            event is not None
            and event.reconciled
            and judged.draft.meta["wording"] not in ("supporters", "group")
            and judged.draft.meta["subject"]
        ):
            yield judged, event, list(judged.draft.meta["subject"]), list(judged.draft.meta["targets"])


def direction_ambiguous(context: Context) -> Found:
    """1 H: same-vote alignment holds on the vote, and neither the sentence, its neighbours nor, for a headline, the
    standfirst say which way they voted.

    Test: an option in words in the sentence or its neighbours, or a position claim there about one of the states.
    Known misses: a direction said further off than a sentence.
    """
    for judged, event, subjects, targets in _pairs(context):
        if (
            judged.reading("linked event") is not True
            or judged.draft.asserted["relation"] != "same"
            or "option" in judged.draft.asserted
        ):
            continue
        states = {*subjects, *targets}
        told = any(
            states & set(other.draft.subjects) and "option" in other.draft.asserted for other in context.near(judged)
        ) or any(
            (stated_direction(sentence.masked.text) or _DIRECTION_TOLD.search(sentence.masked.text))
            and (
                states & sentence.states
                or _PRONOUN.match(sentence.masked.text)
                or (sentence.index > judged.draft.sentence.index and _ALSO.search(sentence.masked.text))
            )
            for sentence in context.document.near(judged.draft.sentence)
        )
        if told:
            continue
        vote = event.cast(subjects[0]) or "absent"
        names = joined(context.index.state_name(c, article=True) for c in (*subjects, *targets))
        yield (
            judged,
            f"The words say that they voted alike, not which way. On {event.key} {names} {positions.PHRASE[vote]}.",
            judged.claim.evidence[:2],
        )


_TOLD_APART = rx(
    r"\ba (?:second|third) time\b|\b(?:twice|both times|once more|once again)\b|\b(?:first|second|another|one|other|separate|both) (?:of the )?(?:votes?|texts?|resolutions?|ballots?|drafts?)\b|\bwhen (?:it|they|<L>)\b"
)
"""Words that tell one vote from another: the alignment has a vote in its scope, though none is named."""


def alignment_scope(context: Context) -> Found:
    """2 H: alignment without a vote in its scope (bare "sided with") while on some other vote of that day on the item the
    relation was different.

    Test: relation on each sibling with a known roll call. Known misses: siblings whose roll call is not in the record.
    """
    for judged, event, subjects, targets in _pairs(context):
        if judged.draft.asserted["scope"] != "bare" or _TOLD_APART.search(judged.draft.sentence.masked.text):
            continue
        here = alignment.relation_on(event, subjects, targets)
        other = [
            e for e in context.index.siblings(event) if alignment.relation_on(e, subjects, targets) not in (None, here)
        ]
        if here is not None and other:
            told = "; ".join(_positions(e, subjects, targets, context.index) for e in other)
            yield (
                judged,
                f"The words name no single vote, and the day's votes differ: {told}.",
                tuple(_rows(other, subjects, targets)),
            )


def same_day_omitted(context: Context) -> Found:
    """4 H: a vote of the same day on the item goes unmentioned, both states voted in it, and the relation between them or
    the first one's own vote was different there.

    Test: every sibling with both votes known and not absent. Known misses: a mention in words the linker does not know.
    """
    for judged, event, subjects, targets in _pairs(context):
        here = alignment.relation_on(event, subjects, targets)
        if here is None or event.roll is None:
            continue
        omitted = []
        for other in context.index.siblings(event):
            if other.key in context.links.mentioned or other.roll is None:
                continue
            votes = [other.roll.get(code) for code in (*subjects, *targets)]
            if None in votes or "absent" in votes:
                continue
            if alignment.relation_on(other, subjects, targets) != here or other.roll[subjects[0]] != event.roll.get(
                subjects[0]
            ):
                omitted.append(other)
        if omitted:
            told = "; ".join(_positions(e, subjects, targets, context.index) for e in omitted)
            yield judged, f"Left out of the text, the same day: {told}.", tuple(_rows(omitted, subjects, targets))


def bloc_by_vote(context: Context) -> Found:
    """21 M: states that cast the same vote once are called supporters of one of them, without agreement over time (weighted
    kappa of at least 0.4 over twelve months, n >= 20), a common group, or co-sponsorship.

    Test: each named state against the one it is said to support; one without any of the three is enough.
    Known misses: supporters named without a list.
    """
    for judged in context.of_kind(alignment.KIND):
        event = judged.event
        if event is None or judged.draft.meta["wording"] != "supporters":
            continue
        target = judged.draft.meta["targets"][0]
        lacking = [code for code in judged.draft.meta["subject"] if not _tied(code, target, event, context.index)]
        if lacking:
            names = joined(context.index.state_name(c, article=True) for c in lacking)
            count = (
                f"{event.counts.get(event.roll[target])} states cast that vote"
                if event.roll and target in event.roll
                else "one vote is all that is named"
            )
            yield judged, (
                f"Called supporters of {context.index.state_name(target, article=True)} for the same vote on {event.key}; {count}. "
                f"For {names} the loaded record shows no lasting agreement, common group or co-sponsorship behind it."
            ), judged.claim.evidence  # fmt: skip


def _tied(code: str, target: str, event: VoteEvent, index: Index) -> bool:
    kappa, n = alignment.agreement(index, code, target, event)
    if n >= alignment.MINIMUM_VOTES and (kappa is None or kappa >= 0.4):
        return True
    sponsors = {s.code for s in index.motion_of(event).sponsors}
    if {code, target} <= sponsors:
        return True
    return event.day is not None and any(
        {code, target} <= group.members_on(event.day)
        for group in index.groups.values()
        if group.code not in NOT_ALLIANCES
    )


def _positions(event: VoteEvent, subjects: list[str], targets: list[str], index: Index) -> str:
    where = f"{event.key} ({index.body_names.get(event.body, event.body)})"
    return alignment.positions_sentence(event, (*subjects, *targets), index, where)


def _rows(events: list[VoteEvent], subjects: list[str], targets: list[str]) -> Iterator[Evidence]:
    for event in events:
        for code in (*subjects, *targets):
            yield event.evidence(code)


RULES = (
    FlagRule(1, "direction-ambiguous", "high", "Direction not stated", "Says that states voted alike, but not whether they voted yes or no.", direction_ambiguous),
    FlagRule(2, "alignment-scope", "high", "No vote named", "Says that states sided with each other without naming a vote, while the day's votes differ.", alignment_scope),
    FlagRule(4, "same-day-omitted", "high", "Same-day votes left out", "Leaves out another vote of the same day on which the picture was different.", same_day_omitted),
    FlagRule(21, "bloc-by-vote", "medium", "A bloc made of one vote", "Calls states supporters or allies of another because they cast the same vote once.", bloc_by_vote),
)  # fmt: skip
