"""Alignment with a group: "parted ways with the EU", "opposed its European allies", "voted with the Arab League"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factcheck.engine.claims import attribution, membership
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.positions import PHRASE
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import OPTIONS, Option, Reading, VoteEvent
from factcheck.engine.text.document import Sentence
from factcheck.engine.text.masking import rx

_GROUP = (
    rf"(?:(?:most of |nearly all of |all of |the rest of |other |most )?(?:the |its |their |our |his |<J> |<L>'s? |us ){{0,2}}(?:\w+ ){{0,2}}?"
    rf"(?P<g>(?:<G>(?:'s?)?|{membership.REGION})(?: {membership.NOUN})?|west|{membership.NOUN})(?=[\s,.;]|$))"
)
_SAME = rx(
    rf"\b(?:(?:sid|align|st(?:ood|and)|vot)\w*(?: itself| themselves| firmly| squarely)? (?:with|alongside|behind)|join\w*(?: with)?) {_GROUP}"
)
_OPPOSED = rx(
    rf"\b(?:(?:broke|breaks|breaking|split|splits|splitting|parted|parts|parting|diverged|differed|dissented)(?: ranks| ways| company| sharply| openly)? (?:with|from)|(?:sided|sides|siding|vot(?:ed|es|ing)) against|"
    rf"opposed|opposes|opposing|defied|defies|defying|bucked|(?:was|were|is|are) at odds with|st(?:ood|ands?) (?:apart from|against)|in defiance of) {_GROUP}"
)
_A_GROUP = rx(
    r"<G>|\ballies\b|\bpartners\b|\b(?:nations|countries|states|members|bloc)\b|\bwest\b",
    holds="<G>|allies|partners|nations|countries|states|members|bloc|west",
)
_WE = rx(r"\b(?:we|our (?:own )?(?:country|government))\b")
_VOTE = rx(r"resolution|\bvot(?:e|ed|ing|es)\b|\bun\b|u\.n\.|<B>|text\b|motion|<Q>|<Y>")


def detect(sentence: Sentence) -> Iterator[Draft]:
    """Statements that a state voted as a group did, or otherwise. With "we" nothing says which state is meant.

    Known misses: groups that no list of the record names.
    """
    masked = sentence.masked
    text = masked.text
    if not _A_GROUP.search(text) or not _VOTE.search(text):
        return
    for pattern, relation in ((_OPPOSED, "opposed"), (_SAME, "same")):
        for match in pattern.finditer(text):
            phrase = match["g"]
            if not _A_GROUP.search(phrase):
                continue
            at = g.subject_before(sentence, match.start())
            subjects = g.codes_of(masked.entity(at)) if at is not None else []
            we = _WE.search(text, max(0, match.start() - 40), match.start()) if at is None else None
            if not subjects and we is None:
                continue
            codes = tuple(e.value for _, e in masked.within(match.start("g"), match.end("g"), "G"))
            first = at if at is not None else we.start() if we else match.start()
            start, end = masked.span(min(first, match.start()), match.end())
            asserted: dict[str, Any] = {
                "subjects": subjects, "group": codes[0] if codes else phrase.strip(), "relation": relation, "scope": "event",
            }  # fmt: skip
            if (who := attribution.of(sentence, (first, match.end()))) is not None:
                asserted["attributed"] = who
            meta = {"wording": "group", "subject": subjects, "targets": [], "phrase": phrase, "codes": codes}
            yield Draft("vote_alignment", sentence, start, end, asserted, "whole", place=match.start(), meta=meta)


def judge(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """The votes of the subjects against the vote that most members of the group cast, one reading for each way of
    drawing the group. Nothing is decided where no option has more than half of the members that voted, or where a loose
    group speaks against the claim."""
    subjects = list(draft.meta["subject"])
    ways, exact = membership.definitions(draft.meta["phrase"], draft.meta["codes"], tuple(subjects), event, index)
    if not ways or not subjects or event.roll is None or not event.roll_complete:
        fact = "which state or which group the words mean is not said" if not ways or not subjects else ""
        return Judgement((Reading("linked event", None, {"event": event.key}),), (), (fact,) if fact else (), event)
    readings, facts, evidence = (
        [],
        [],
        [event.evidence(c) for c in subjects],
    )
    votes = {code: event.roll.get(code) for code in subjects}
    for way in ways:
        members = sorted(way.members - set(subjects))
        counted: dict[Option, int] = {option: sum(event.roll[c] == option for c in members) for option in OPTIONS}
        largest = max(OPTIONS, key=lambda option: counted[option])
        clear = 2 * counted[largest] > sum(counted.values()) - counted["absent"]
        same = (
            None
            if not clear or None in votes.values() or "absent" in votes.values()
            else all(v == largest for v in votes.values())
        )
        holds = None if same is None else same == (draft.asserted["relation"] == "same")
        if holds is False and not exact:
            holds = None
        readings.append(
            Reading(
                "linked event" if exact else way.name,
                holds,
                {"event": event.key, "votes": votes, "group": dict(counted)},
            )
        )
        facts.append(
            f"of {len(members)} other {way.name} on {event.key} {joined(f'{n} {PHRASE[o]}' for o, n in counted.items() if n)}"
        )
    for code, vote in votes.items():
        if vote:
            facts.append(f"{index.state_name(code, article=True)} {PHRASE[vote]}")
    readings.sort(key=lambda r: r.holds is None)
    return Judgement(tuple(readings), tuple(evidence), tuple(facts), event)
