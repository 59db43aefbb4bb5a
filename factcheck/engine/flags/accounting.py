"""Flags about how votes are counted up: who was absent, and which count is left out."""

from __future__ import annotations

from factcheck.engine.claims import positions, tally
from factcheck.engine.claims.framing.measures import cast
from factcheck.engine.flags.rule import FlagRule, Found
from factcheck.engine.index import joined
from factcheck.engine.judged import Context, Judged
from factcheck.engine.model import Evidence, VoteEvent
from factcheck.engine.text.masking import rx


def absent_as_abstain(context: Context) -> Found:
    """7 M: an absence is reported as an abstention, or the claim's own numbers do not add up to the membership.

    Test: states said to have abstained that the roll call has as not voting; a number of abstentions that is the record's
    abstentions and absences together; yes, no, abstentions and absences that are all given and sum to another number than
    the members, or three of them that sum to more. Known misses: states whose vote is not in the record.
    """
    for judged in context.of_kind(positions.KIND):
        event = judged.event
        if event is None or not event.reconciled or judged.draft.asserted["option"] != "abstain" or event.roll is None:
            continue
        absent = [code for code in judged.draft.subjects if event.roll.get(code) == "absent"]
        if absent:
            names = joined(context.index.state_name(code, article=True) for code in absent)
            rows = tuple(event.evidence(code) for code in absent)
            yield judged, f"On {event.key} {names} did not vote. An absence is not an abstention.", rows
    for judged in context.of_kind(tally.KIND):
        event, said = judged.event, judged.draft.meta["all"]
        if event is None or not event.reconciled or not said:
            continue
        own = judged.draft.asserted
        text = _sum_of_both(said, event) if "abstain" in own else ""
        text = text or (_does_not_add_up(judged, event) if said and next(iter(said)) in own else "")
        if text:
            yield judged, text, (Evidence("count", event.key, ", ".join(event.sources)),)


def _sum_of_both(said: dict[str, int], event: VoteEvent) -> str:
    c, value = event.counts, said.get("abstain")
    if value is None or c.abstain is None or not c.absent or value != c.abstain + c.absent or "absent" in said:
        return ""
    states = "state that did not vote" if c.absent == 1 else "states that did not vote"
    return f"{value} is the sum of {c.abstain} {'abstention' if c.abstain == 1 else 'abstentions'} and {c.absent} {states} on {event.key}. An absence is not an abstention."


def _does_not_add_up(judged: Judged, event: VoteEvent) -> str:
    said = judged.draft.meta["all"]
    if not event.members or len(said) < 3 or judged.draft.asserted.get("approximate"):
        return ""
    total = sum(said.values())
    if total > event.members and judged.claim.verdict == "not_in_record":
        return ""  # perhaps a vote of another body
    if total > event.members or (len(said) == 4 and total != event.members):
        return f"The numbers given add up to {total}; the body had {event.members} members at the vote on {event.key}."
    return ""


def tally_cherry_picked(context: Context) -> Found:
    """12 M: the text gives one count of a vote only, and the largest count that it leaves out is at least a third of the votes
    cast, or a majority of the votes cast is none of the membership.

    Test: every count that the text gives of that vote, in whatever sentence, shares and numbers of a group included; an
    option is given too where at least half of its states are named, or where its number, or a number before its word, stands in
    the sentence of the count or beside it. A count that another vote of the article has too is left alone. Known misses: one count in each of
    two articles on the same page.
    """
    given: dict[str, dict[str, Judged]] = {}
    named: dict[tuple[str, str], set[str]] = {}
    for judged in context.judged:
        event = judged.event
        if event is not None and event.reconciled:
            for option in _counted(judged):
                given.setdefault(event.key, {}).setdefault(option, judged)
            if judged.draft.kind == positions.KIND:
                named.setdefault((event.key, judged.draft.asserted["option"]), set()).update(judged.draft.subjects)
    for found in given.values():
        (option, judged), event = next(iter(found.items())), next(iter(found.values())).event
        if len(found) != 1 or event is None or judged.claim.verdict == "refuted" or not judged.draft.meta.get("all"):
            continue
        if judged.draft.meta.get("then"):
            continue  # a vote of another time, told in passing
        if any(
            key != event.key and context.index.events[key].counts.get(option) == event.counts.get(option)
            for key in given
        ):
            continue  # the count may be that of another vote of the article
        whole, size = cast(event), event.counts.get(option)
        if not whole or size is None or not event.members:
            continue
        near = context.document.near(judged.draft.sentence, 2, 2)
        told = {o for o in _NUMBERED if any(_NUMBERED[o].search(s.masked.text) for s in near)}
        numbers = {e.value for s in near for _, e in s.masked.within(0, len(s.masked.text), "N")}
        told |= {o for o in _NUMBERED if (event.counts.get(o) or 0) > 1 and event.counts.get(o) in numbers}
        told |= {o for o in _NUMBERED if 2 * len(named.get((event.key, o), ())) >= (event.counts.get(o) or 1000)}
        if told - {option}:
            continue
        largest, other = max((event.counts.get(o) or 0, o) for o in ("yes", "no", "abstain") if o != option)
        turns = option == "yes" and size > whole / 2 and size <= event.members / 2
        if 3 * largest >= whole or turns:
            left = {"yes": "voted yes", "no": "voted no", "abstain": "abstained"}[other]
            facts = [
                f"The text gives one count only. On {event.key} {largest} {'state' if largest == 1 else 'states'} {left}; the vote was {tally.spelled(event)}."
            ]
            if turns:
                facts.append(f"{size} is a majority of the {whole} votes cast and not of the {event.members} members.")
            yield judged, " ".join(facts), (Evidence("count", event.key, ", ".join(event.sources)),)


_NUMBERED = {
    "yes": rx(
        r"<N>[^.;<N>]{0,50}?\b(?:in favou?r|voted (?:for|yes)|backed|supported|approved|endorsed|yes|votes for)\b|\b(?:backing|support|majority|approval|votes?) (?:of|from|by) (?:only |just |some |over )?<N>|\bby <N> votes|\b(?:backed|supported|approved) by <N>"
    ),
    "no": rx(
        r"<N>[^.;<N>]{0,90}?\b(?:against|voted no|oppos(?:ed|ing)|rejected|\"?no\"? votes?)(?!\w)|(?:joining|joined)(?: by)? <N> other|\b(?:opposed|rejected) by (?:just |only |all of )?<N>|\bagainst by <N>"
    ),
    "abstain": rx(r"<N>[^.;<N>]{0,60}?\babst(?:ain|ention)|abstentions?(?: \w+){0,3} <N>"),
}


def _counted(judged: Judged) -> list[str]:
    """Options of which a claim gives the count, a complete list included."""
    asserted = judged.draft.asserted
    if judged.draft.kind == tally.KIND:
        return list(judged.draft.meta["all"])
    if judged.draft.kind in ("count", "group_position", "framing") and asserted.get("option") in (
        "yes",
        "no",
        "abstain",
        "absent",
    ):
        return [str(asserted["option"])] if judged.draft.kind != "framing" or "share" in asserted else []
    if ("exclusive" in asserted or "others" in asserted) and asserted.get("option") in (
        "yes",
        "no",
        "abstain",
        "absent",
    ):
        return [str(asserted["option"])]
    return []


RULES = (
    FlagRule(7, "absent-as-abstain", "medium", "Absence told as abstention", "Counts states that did not vote as abstaining, or gives numbers that do not add up to the membership.", absent_as_abstain),
    FlagRule(12, "tally-cherry-picked", "medium", "One count only", "Gives one count of the vote and leaves out another that changes the picture.", tally_cherry_picked),
)  # fmt: skip
