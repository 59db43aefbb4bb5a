"""Which sentences speak of votes in the United Nations."""

from __future__ import annotations

import re

from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.bodies import PERMANENT
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

_COMMITTEE = rx(
    r"(?:\b(?:first|second|third|fourth|fifth|sixth|main|human rights|disarmament|legal|budget|budgetary|economic and financial|cultural|humanitarian|international security|decoloni[sz]ation)|<B>(?:'s)?) committee(?:'s)?\b(?![^.;]{0,40}(?:earlier|before|last month|last week|\bhad (?:\w+ )?(?:passed|approved|adopted|voted|backed|recommended|forwarded)))|\bcommittee (?:vote|stage)\b|\bin committee\b|^(?:on <T>,? |<T>,? )?the committee (?:(?:on <T>|<T>|also|then) )?(?:approved|adopted|rejected|voted|passed)\b|\bwould have (?:the )?(?:un |u\.n\. )?<B> [a-z]+\b(?<!ed)"
)
_SENT_BY = rx(
    r"\b(?:recommend(?:ations?|ed)|reports?|advice|forwarded|transmitted|submitted|referred|sent|proposed|put forward|prepared)(?: to it| before it| contained)? (?:of|by|from|in|made by) (?:its |the |their )?(?:(?:report|recommendations?) of )?(?:its |the |their )?(?:un |u\.n\. )?$"
    rf"|<B>(?: \w+ly| on <T>| <T>)* (?:vot|adopt|approv|pass|endors)(?:ed|es|s)\b[^.;]{{0,80}}\b{g.ONE_TEXT}\b[^.;,]{{0,60}}(?<!\bwas)(?<!\bwere)(?<!\bbeen) (?:passed|approved|adopted|backed|endorsed)(?: (?:(?:in |on |late |earlier )*<T>|earlier\b[^.;,]{{0,24}}))? by (?:its |the |their )?(?:un |u\.n\. )?$"
)
"""Before a committee: what it sent to the body that votes now ("on the recommendation of its Third Committee", "adopted the
text passed last month by the Third Committee")."""

_ITS_NAME = re.compile(
    r"(?:the )?(?:un\b|u\.n\.|united nations|unga|unsc|unhrc|security council|human rights council)", re.IGNORECASE
)
_VOTES_ELSEWHERE = rx(
    r"^(?:[^<B>]{0,60}\b)?(?:house of (?:representatives|commons|lords)|(?<!white )house|senate|congress|parliament|bundestag|knesset|duma|lawmakers|legislators|mps|meps|senators|fifa|uefa|ioc)\b(?:'s)?(?: (?:has|have|had|\w+ly|on <T>|<T>|overwhelmingly|also|then|unanimously|narrowly|late|on|yesterday|today|members|congress|committee|council|rules|foreign affairs))* (?:voted|votes|passed|passes|approved|approves|adopted|adopts|rejected|rejects|rebuked|agreed|backed|backs|condemned|endorsed)\b"
)
"""Another body that votes at the head of the sentence, whatever it votes about: "The House voted to rebuke the UN"."""
_AGENCY_FIRST = rx(rf"^[^<B>]{{0,60}}?(?:{g.AGENCY_VOTES})")
_BY_ITS_SIZE = rx(r"<N>-(?:member|nation|state)(?: un| u\.n\.)? <B>")
_PLEBISCITE = re.compile(r"\breferendum\b")


def tells_of_a_committee(text: str) -> bool:
    """Whether a masked sentence tells of a vote in a committee of the Assembly, which is not the Assembly's: the record
    holds plenary votes."""
    return ("committee" in text or "would have " in text) and any(
        _SENT_BY.search(text, max(0, m.start() - 220), m.start()) is None for m in _COMMITTEE.finditer(text)
    )


def _names_the_un(sentence: Sentence, document: Document) -> bool:
    """Whether the United Nations are named beyond doubt, or a referendum is no more than what a text is about."""
    text = sentence.masked.text
    if (
        g.UN_NAME.search(text)
        or _BY_ITS_SIZE.search(text)
        or any(_ITS_NAME.match(document.text, e.start) for _, e in sentence.masked.within(0, len(text), "B"))
    ):
        return True
    return "resolution" in text and g.FOREIGN_BODY.search(_PLEBISCITE.sub("", text)) is None


_COUNTED = {
    option: rx(
        rf"(?P<n><N>)(?: (?:other|more|{g.STATES}|of them|votes?|voted|were|was|had|have|that|who|which|came out))* {word}"
    )
    for option, word in {
        "yes": r"(?:(?:voted for|in favou?r|for|backed|supported|approved|said yes|yes)\b|(?<=voted )to (?!<N>))",
        "no": r"(?:against|voted no|opposed|no)\b",
        "abstain": r"(?:abstain(?:ed|ing)|abstentions?)\b",
    }.items()
}
_OF_THE_WORLD = 60
"""Votes from which on they are those of most states: no other body of states that is often written about has so many."""
_STATES = 3


def _counts_the_world(document: Document) -> bool:
    """Whether a text that names no body counts the votes of more states than any other body has, in two ways or more, and
    names some of them: "122 countries voted for it, 41 abstained, among them ..."."""
    states = {code for s in document.sentences for code in s.states}
    if len(states) < _STATES:
        return False
    said = {
        option: [
            s.masked.entity(m.start("n")).value for s in document.sentences for m in pattern.finditer(s.masked.text)
        ]
        for option, pattern in _COUNTED.items()
    }
    numbers = [n for found in said.values() for n in found]
    return sum(bool(found) for found in said.values()) >= 2 and max(numbers) >= _OF_THE_WORLD


_VETO = rx(
    rf"(?P<l><L>)(?: \w+ly| (?:on |late )?<T>| has| had| again| also| then| together| both|,){{0,4}} vetoed (?:an?|the|<J>|<L>'s) [^.;]{{0,60}}?\b{g.ONE_TEXT}\b"
)


def _tells_of_a_veto(document: Document) -> bool:
    """Whether a text that names no body says that a permanent member of the Council vetoed a text: "Russia on Wednesday
    vetoed a resolution condemning ..."."""
    return any(
        frozenset() < set(g.codes_of(s.masked.entity(m.start("l")))) <= PERMANENT
        for s in document.sentences
        for m in _VETO.finditer(s.masked.text)
    )


def in_scope(document: Document) -> list[Sentence]:
    """Sentences that speak of the United Nations and have a word for a vote."""
    return [s for s in about_the_un(document) if g.speaks_of_votes(s.masked.text)]


def about_the_un(document: Document) -> list[Sentence]:
    """Sentences that speak of the United Nations. A parliament or a court takes the scope away until it is named again. A
    text that names no body at all is about them where it counts the votes of the world."""
    cues = [
        False
        if g.names_a_foreign_body(s.masked.text)
        and (
            _VOTES_ELSEWHERE.search(s.masked.text)
            or _AGENCY_FIRST.search(s.masked.text)
            or not _names_the_un(s, document)
        )
        else True
        if g.speaks_of_the_un(s.masked.text)
        else None
        for s in document.sentences
    ]
    if all(cue is None for cue in cues):
        return list(document.sentences) if _counts_the_world(document) or _tells_of_a_veto(document) else []
    current = next((cue for cue in cues if cue is not None), False)
    kept = []
    for sentence, cue in zip(document.sentences, cues, strict=True):
        current = current if cue is None else cue
        if current:
            kept.append(sentence)
    return kept
