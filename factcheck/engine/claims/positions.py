"""`vote_position`: how named states voted. Wu et al. 2014: Position(states, event, option)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import Entity, rx

KIND = "vote_position"

_VERB = rx(
    rf"(?P<absent>{g.ABSENT})|(?P<notyes>{g.NOT_YES})|(?P<no>{g.NO})|(?P<yes>{g.YES})|(?P<abstain>\b{g.ABSTAIN})"
    rf"|(?P<looseyes>\b{g.LOOSE_YES})(?={g.OBJECT})|(?P<looseno>\b{g.LOOSE_NO})(?={g.OBJECT})"
    rf"|(?:was|were|is|are|stood|came out|remained)(?: also)? (?:(?P<beno>against|opposed\b)|(?P<beyes>in favou?r|for (?:it|the|a|an|\w+ing)\b|in support))"
    rf"|(?:among|amongst) (?:those|the <N>|the)(?: {g.STATES})?(?: who were| that were)? (?:(?P<amongno>against|opposed|opposing|voting no|voting against)|(?P<amongyes>in favou?r|in support|supporting|voting yes|voting in favou?r))"
)
_OPTION = {
    "absent": "absent", "notyes": "not_yes", "no": "no", "yes": "yes", "abstain": "abstain", "looseyes": "yes", "looseno": "no",
    "beno": "no", "beyes": "yes", "amongno": "no", "amongyes": "yes",
}  # fmt: skip

_KEYS = {
    "no": r"against\b|opposed\b|opposing\b|(?:no|negative) votes?|voted no\b|voting no\b|voted \"no\"|opposition|\"no\" votes?",
    "yes": r"in favou?r\b|voted yes\b|voted for\b|voting for\b|yes votes?|in support\b|voted \"yes\"|supporting (?:it|the)",
    "abstain": r"abstentions?|abstained|abstaining|abstain",
}
_ANY_KEY = "|".join(_KEYS.values())
_GAP = rf"(?:(?!{_ANY_KEY}|<N>)[^.;()<L>])"
_KEY = "|".join(rf"(?P<{option}>{pattern})" for option, pattern in _KEYS.items())
_LIST_AFTER = rx(
    rf"(?:<N>|those|{g.STATES}|others|among|the|came|were|with|voted|who|that|votes){_GAP}{{0,40}}?(?:{_KEY}){_GAP}{{0,30}}"
    r"(?: ?\((?:including |among them |namely )?| ?- | ?: ?| (?:were|was|included|include|includes|are|came from|from|cast by)(?: also)?:? |,? (?:including|among them|such as|notably|namely)(?: from)? )"
    r"(?P<l><L>)(?! (?:was|were|had|has)\b|'s)"
)
_AMONG_THEM = rx(
    rf"(?:<N>|those|{g.STATES}){_GAP}{{0,60}}?(?:{_KEY}){_GAP}{{0,30}}, (?P<l><L>),? (?:among them|included|among others|for example)"
)
_HEADED = rx(
    r"(?:^|[.;:-] )(?:those )?(?:voting |voted )?(?:(?P<no>against|\"?no\"?|opposed)|(?P<yes>in favou?r|\"?yes\"?|for)|(?P<abstain>abstentions?|abstain(?:ed|ing)))(?: \(<N>\))? ?[:-] ?(?P<l><L>)"
)
_IN_BRACKETS = rx(
    rf"<N>(?: {g.STATES}| country| state| nation| member)?,? (?:\(|- )(?:just |only )?(?P<l><L>)(?:\)| -),? (?:was |were |voted )?(?:{_KEY})"
)
_AS_DID = rx(r"(?:, as did|, as were|, as was|; so did|, and so did|, followed by) (?P<l><L>)")


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Every statement of the sentence that a state voted yes or no, abstained or did not vote.

    Known misses: groups ("the EU voted in favour"), pronouns for states, votes told in the future or conditional.
    """
    masked = sentence.masked
    claimed: set[tuple[int, str]] = set()
    for match in _VERB.finditer(masked.text):
        group = match.lastgroup or ""
        if group in ("a", "b"):
            group = "notyes"
        option = _OPTION[group]
        if group in ("yes", "no") and rx(
            r"(?:for|against) (?:the )?<L>(?!'s|-|,? in )(?! (?:resolution|text|draft|proposal))"
        ).match(masked.text, match.end() - len(match.group().split()[-1])):
            continue  # "voted against Russia": about the other state's vote, not about a text
        if match.group().startswith("vote ") and not rx(
            r"(?:did|all|both|members|countries|states|nations|to) $"
        ).search(masked.text[: match.start()]):
            continue
        at = g.subject_before(sentence, match.start())
        if at is None:
            continue
        claimed.add((at, option))
        about = _about(masked.text, match)
        yield from _draft(sentence, masked.entity(at), at, match, option, about)
        follow = _AS_DID.search(masked.text, match.end(), match.end() + 120)
        if follow:
            yield from _draft(sentence, masked.entity(follow.start("l")), follow.start("l"), follow, option, about)
    for pattern in (_LIST_AFTER, _AMONG_THEM, _IN_BRACKETS, _HEADED):
        for match in pattern.finditer(masked.text):
            option = next(name for name in _KEYS if match[name])
            at = match.start("l")
            if any(place == at for place, _ in claimed) or _conditional(masked.text, match.start()):
                continue
            claimed.add((at, option))
            yield from _draft(sentence, masked.entity(at), at, match, option, _about(masked.text, match))


def _conditional(text: str, place: int) -> bool:
    return bool(
        rx(r"\b(?:would|will|might|may|could|expected to|likely to|should)\b[^.;]{0,25}$").search(
            text[max(0, place - 40) : place + 12]
        )
    )


def _about(text: str, match: re.Match[str]) -> str:
    """Whether the vote is on an amendment or on procedure: what stands beside the verb says so, not what came before or
    after the vote ("abstained after amendments were carried")."""
    around = text[max(0, match.start() - 70) : match.end() + 70]
    around = (
        re.split(r"\b(?:after|before|following|once|when|despite|because|since)\b", around[min(70, match.start()) :])[0]
        + around[: min(70, match.start())]
    )
    return "amendment" if _AMENDMENT.search(around) else "whole"


_AMENDMENT = re.compile(
    r"\bamendments?\b|\bsub-?amend|\bparagraph (?:vote|\d)|\bsecret ballot|\bprocedural (?:vote|motion)|motion for division"
)


def _draft(
    sentence: Sentence, entity: Entity, at: int, match: re.Match[str], option: str, about: str
) -> Iterator[Draft]:
    codes = g.codes_of(entity)
    if not codes:
        return
    masked = sentence.masked
    first = min(at, match.start())
    last = max(at + 1, match.end())
    start, end = masked.span(first, last)
    asserted: dict[str, Any] = {"subjects": codes, "option": option}
    if rx(r"\b(?:only|just)(?: \w+)? $").search(masked.text[max(0, at - 16) : at]) and option != "not_yes":
        asserted["exclusive"] = True
    yield Draft(KIND, sentence, start, end, asserted, about, place=match.start())


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when every named state voted so; unknown where the roll call lacks one of them."""
    option = draft.asserted["option"]
    roll = event.roll
    holds: bool | None = True
    record: dict[str, str | None] = {}
    evidence, facts = [], []
    for code in draft.subjects:
        vote = roll.get(code) if roll is not None else None
        record[code] = vote
        if vote is None:
            holds = None if holds is not False else False
            continue
        right = vote != "yes" if option == "not_yes" else vote == option
        if not right:
            holds = False
        evidence.append(Evidence("vote", f"{event.key}#{code}", ", ".join(event.sources)))
    for way in ("yes", "no", "abstain", "absent"):
        named = [index.state_name(code, article=True) for code in draft.subjects if record[code] == way]
        if named:
            facts.append(f"on {event.key} {joined(named)} {PHRASE[way]}")
    if draft.asserted.get("exclusive") and holds and roll is not None and event.roll_complete:
        others = [index.state_name(code, article=True) for code in roll.states(option) if code not in draft.subjects]
        if others:
            holds = False
            facts.append(
                f"so did {joined(others[:12])}" + (f" and {len(others) - 12} more" if len(others) > 12 else "")
            )
    unknown = [index.state_name(code, article=True) for code in draft.subjects if record[code] is None]
    if unknown:
        facts.append(f"the record does not say how {joined(unknown)} voted on {event.key}")
    return Judgement((Reading("linked event", holds, {"votes": record}),), tuple(evidence), tuple(facts), event)


PHRASE = {"yes": "voted yes", "no": "voted no", "abstain": "abstained", "absent": "did not vote"}
