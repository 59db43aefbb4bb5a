"""Sentences for readers, rendered from the proof. They say what the record shows, never what anyone meant."""

from __future__ import annotations

from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import joined
from factcheck.engine.model import Reading, Verdict


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def sentences(facts: tuple[str, ...] | list[str]) -> str:
    return " ".join(f"{capital(fact)}." for fact in dict.fromkeys(facts) if fact)


def explain(draft: Draft, verdict: Verdict, readings: tuple[Reading, ...], judgements: tuple[Judgement, ...]) -> str:
    """One paragraph: what the record shows, and for a mixed verdict which reading gives which."""
    facts = sentences([fact for judgement in judgements for fact in judgement.facts])
    if not judgements:
        if draft.about == "committee":
            return "This is about a vote in a committee of the Assembly. The loaded record holds votes of the full Assembly only, so nothing is decided here."
        what = "amendment or question of procedure" if draft.about in ("amendment", "procedural") else "vote"
        return f"The loaded record holds no {what} that fits what the text says of it, so nothing is decided here."
    if verdict == "depends" and draft.kind == "comparison":
        which = "vote is meant" if draft.meta.get("sort") == "against" else "votes are counted"
        return f"It depends on which {which}. {facts}"
    events = {j.event.key: j for j in judgements if j.event is not None}
    if verdict == "depends" and len(events) > 1 and all(len(j.readings) == 1 for j in judgements):
        holds = joined(key for key, j in events.items() if j.readings[0].holds is True)
        fails = joined(key for key, j in events.items() if j.readings[0].holds is False)
        return f"It depends on which vote is meant: it holds for {holds}, not for {fails}. {facts}"
    if verdict == "depends":
        holds = joined(in_words(r) for r in readings if r.holds is True)
        fails = joined(in_words(r) for r in readings if r.holds is False)
        return f"It depends on the reading. It holds for {holds}; it does not hold for {fails}. {facts}"
    if verdict == "not_in_record":
        return f"The record does not settle this. {facts}".strip()
    lead = "The record agrees." if verdict == "supported" else "The record differs."
    return f"{lead} {facts}{_left_aside(draft)}".strip()


def _left_aside(draft: Draft) -> str:
    """A sentence on names in the words of the claim that may mean several states ("Congo"): nothing was asked of those."""
    if "subjects" not in draft.asserted:
        return ""
    sentence = draft.sentence
    found = [
        sentence.text[state.start - sentence.start : state.end - sentence.start]
        for _, entity in sentence.masked.within(0, len(sentence.masked.text), "L")
        for state in entity.value
        if state.is_ambiguous and draft.start <= state.start < draft.end
    ]
    names = [f"“{name}”" for name in dict.fromkeys(found)]
    of_it = "it" if len(names) == 1 else "each of them"
    return f" {joined(names)} may mean more than one state, so nothing was asked of {of_it}." if names else ""


_WORDS = {
    "linked event": "the vote that the text reports",
    "all of the day's votes on the item": "all of the day's votes on the matter taken together",
    "sister body that day": "the vote in the other body that day",
    "agreement above chance over twelve months": "agreement above chance over twelve months",
    "co-sponsorship": "sponsorship of the text",
    "votes cast": "the votes cast",
    "votes for or against": "the votes for or against, abstentions left out",
    "all members": "the whole membership",
    "yes against no": "the distance between yes and no",
    "yes against the share that decides": "the distance of yes from the share that decides",
    "the size of that side": "the size of that side beside the body's other votes",
    "its share of the votes cast": "its share of the votes cast",
    "the legal effect of the text": "the legal effect of the text",
    "adoption without a vote": "an adoption without a vote",
    "a broad majority": "a broad majority",
    "states that voted no": "the states that voted no",
    "all that did not vote yes": "all states that did not vote yes",
    "rule of procedure": "the rules of procedure",
    "the words of the title": "the words of the title as they stand",
    "the title in other words": "the title in other words",
    "the verb as a loose word for a demand": "the verb as a loose word for a demand",
}


def in_words(reading: Reading) -> str:
    """A reading as a phrase for readers; readings that name an event ("against A/RES/ES-11/1") do so themselves."""
    name, bracket, event = reading.reading.partition(" (")
    phrase = _WORDS.get(
        name, f"the comparison with {name.removeprefix('against ')}" if name.startswith("against ") else name
    )
    return f"{phrase}{bracket}{event}"
