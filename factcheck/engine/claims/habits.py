"""How states voted on one vote and over many: what `positions` asks of the words and of the roll calls."""

from __future__ import annotations

import re

from factcheck.engine.claims import told
from factcheck.engine.claims.bodies import PERMANENT, SEATS
from factcheck.engine.claims.stances import SATISFIED_BY, stances
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Reading, VoteEvent
from factcheck.engine.text.document import Document
from factcheck.engine.text.masking import TAGS, rx

_ALWAYS = rx(
    r"\b(?:always|consistently|traditionally|invariably|routinely|regularly|every year|each year|year after year|for (?:years|decades|many years)|historically)\b"
)
_EARLIER = rx(
    r"\b(?:earlier|previously|in the past|until now|in previous years|in (?:recent|past|earlier|previous) (?:years|votes)|last (?:year|month|time|week)|(?P<many>previous|past|prior|earlier|similar|preceding) (?:<B> |<J> |un |u\.n\. )?(?:votes?|resolutions?|texts?|occasions?|ballots?|years?|rounds?)|a year (?:ago|earlier|before)|the year before|years? ago|before *$|before (?:voting|abstaining|opposing|backing|supporting|rejecting))\b"
)
_OPENS_EARLIER = rx(
    r"(?:^|[.;] |, and |, while )(?:but |and )?(?:last (?:year|month|time|week|session)|a year (?:ago|earlier|before)|the (?:year|session) before|the previous (?:year|time|session|vote)|in (?:previous|past|earlier) (?:years|votes|sessions)|previously|until now|until then|back then|at the time"
    r"|(?:prior to|before|until|up until|up to) (?:<T>|<N>|then|that|this (?:week|month|year))(?:'s (?:vote|ballot|session))?|in (?:all )?the (?:years|sessions|votes) (?:before|prior to|up to|until)(?: (?:<T>|<N>|that|then|it))?|in the (?:<N> |few |several |many )?(?:previous|preceding|prior|earlier) (?:years|votes|sessions)),? (?:only |just |it was |the |both )*$"
)


_BOUNDED = rx(r"\b(?:until|up to|prior to|before|between|from) (?:<T>|<N>)")
"""Beside a habit: it lasted for some years, and which of the record's votes fall in them is not told."""


def held(codes: tuple[str, ...], option: str, event: VoteEvent) -> tuple[bool | None, dict[str, str | None]]:
    """Whether all the states chose the option, None where one vote is not known and none is wrong; and their votes."""
    record: dict[str, str | None] = {code: event.cast(code) for code in codes}
    if event.roll is None and is_by_all(event):
        if "yes" not in SATISFIED_BY[option]:
            return False, record  # nobody did, whoever the states are
        if event.body == "SC" and PERMANENT.issuperset(codes):
            return True, record
    right = [None if vote is None else vote in SATISFIED_BY[option] for vote in record.values()]
    return (False if False in right else None if None in right else True), record


_CAST_NONE = re.compile(
    r"\bdid(?: not|n['’]t) (?:vote|cast)\b|\bcast no\b|\bnot voting\b|\bfailed to vote\b", re.IGNORECASE
)
"""Words for no vote that do not say that somebody was away."""


def may_have_abstained(draft: Draft, record: dict[str, str | None], document: Document) -> bool:
    """Whether "did not vote" may be said of states that abstained, who are "considered as not voting" (rule 86 of the
    General Assembly): unless the sentence tells them from states that abstained."""
    if not all(vote in ("abstain", "absent") for vote in record.values()):
        return False
    if _CAST_NONE.search(document.text, draft.start, draft.end) is None:
        return False
    text = draft.sentence.masked.text
    return not any(s.option == "abstain" and not told.conditional(text, s.start) for s in stances(text))


def is_by_all(event: VoteEvent) -> bool:
    """Whether every member voted yes, as the counts say."""
    members = event.members or (SEATS["SC"] if event.body == "SC" else None)
    return members is not None and event.reconciled and event.counts.yes == members


def over_time(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """A habit, or an earlier vote that is not named, against the votes on the same matter before the one reported.

    "Always" holds when no vote differs and fails when three and a tenth of them do; in between it depends. An earlier
    vote that is not named holds when one such vote is in the record; nothing is decided where there is none.
    """
    option, codes = draft.asserted["option"], draft.subjects
    earlier = [
        e
        for e in index.series(event)
        if e.body == event.body and e.day and event.day and e.day < event.day and e.roll is not None and e.reconciled
    ]
    cast = [(e, held(codes, option, e)[0]) for e in earlier]
    right, wrong = [e for e, value in cast if value], [e for e, value in cast if value is False]
    evidence = tuple(e.evidence(code) for e in (*wrong[-5:], *right[-5:]) for code in codes)
    beside = (*wrong[-6:], *right[-6:])
    record = {"earlier votes": len(cast), "as said": len(right), "otherwise": [e.key for e in wrong]}
    names = joined(index.state_name(code, article=True) for code in codes)
    facts = (
        (
            f"of {len(right) + len(wrong)} earlier votes on the same matter in the record, {names} did so in {len(right)}",
        )
        if cast
        else ()
    )
    if draft.asserted["when"] == "before":
        return Judgement(
            (Reading("an earlier vote on the same matter", True if right else None, record),), evidence, facts, event, beside
        )  # fmt: skip
    if len(right) + len(wrong) < 3:
        return Judgement((Reading("earlier votes on the same matter", None, record),), (), facts, event, beside)
    many = len(wrong) >= 3 and 10 * len(wrong) >= len(cast)
    readings = [Reading("every earlier vote on the same matter", not wrong, record)]
    if wrong and not many:
        readings.append(Reading("nearly every earlier vote on the same matter", True, record))
    return Judgement(tuple(readings), evidence, facts, event, beside)


_OTHER_ACT = rx(
    r"\b(?:vot(?:ed|es|ing)|abstain(?:ed|s|ing)|oppos(?:ed|es|ing)|support(?:ed|s|ing)|back(?:ed|s|ing)|reject(?:ed|s|ing))\b"
)
_OF_ANOTHER_TIME = rx(r"\b(?:when|after|although|though|despite|than|where|which|who|having)\b")


def _is_habit(head: str, tail: str) -> bool:
    """Whether "always" is said of the act itself, and not of an earlier one told beside it: "A, which had always
    abstained, voted yes", "voted yes after it had always abstained"."""
    before, behind = _ALWAYS.search(head), _ALWAYS.search(tail)
    if before is not None and not _OTHER_ACT.search(head, before.end()):
        return True
    return behind is not None and not _OF_ANOTHER_TIME.search(tail, 0, behind.start())


def when(text: str, span: tuple[int, int], place: int) -> str:
    """`always` for a habit ("has always abstained"), `before` for earlier votes that the text does not name, else ""."""
    verb = place + (1 if text[place : place + 1] == TAGS["L"] else 4)  # a list is followed at once by other words
    tail = re.split(r"[.;,]| and | but | while ", text[verb : place + 90])[0]
    head = text[max(0, span[0] - 30, text.rfind(";", 0, span[0])) : place]
    if _is_habit(head, tail):
        return "before" if _BOUNDED.search(text, max(0, span[0] - 44), place) else "always"
    if _OPENS_EARLIER.search(text, max(0, span[0] - 44), span[0]):
        return "before"
    head = rx(r", [^,]*,").sub(
        "", text[span[0] : place]
    )  # "departing from its earlier stance" says nothing of this vote
    said = _EARLIER.search(head)
    if said is None or _OTHER_ACT.search(head, 0, said.start()):  # "that had abstained in previous votes voted yes"
        said = _EARLIER.search(tail)
    if said is None:
        return ""
    named = rx(r"<T>|<Y>|<Q>") if said["many"] and said["many"] != "similar" else rx(r"<T>|<Y>|<Q>|<B>")
    return "" if named.search(tail) or named.search(head) else "before"
