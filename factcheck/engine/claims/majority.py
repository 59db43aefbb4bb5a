"""The majority that a text needs ("takes two-thirds of the members"): an `outcome` claim about the rule, not about a vote."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.engine.claims.charter import TWO_THIRDS, effect_of
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import Motion, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "outcome"

_SHARE = r"(?P<s>(?:two[- ]thirds?|2/3s?)|(?:a )?(?:simple|absolute|bare|plain) majority|more than half)"
_NEED = r"(?:needs?|needed|requires?|required|requiring|takes?|taken|must be (?:approved|adopted|passed|backed|supported) by|must (?:have|get|win|receive|secure)|has to (?:have|get|win|be approved by)|necessary|was enough|is enough|suffices?|sufficient)"
_BEFORE = rx(rf"\b{_NEED}\b[^.;<V>]{{0,60}}?\b{_SHARE}")
_AFTER = rx(
    rf"\b{_SHARE}(?P<mid>[^.;<V>]{{0,70}}?)\b(?:is|was|are|were|being|that is|it) (?:needed|required|necessary)\b"
)
_THE_REQUIRED = rx(rf"\b(?:the )?(?:required|necessary|needed|requisite) {_SHARE}")
_OF_ALL = rx(
    r"^(?: majority)?(?: vote)? (?:of|from|by|among) (?:all |the (?:whole |entire |full )?|its |<N> |un |u\.n\. |united nations )*(?:<B>(?:'s|')?|membership|<N> |members(?:hip)?|member states|countries|states|nations|world body|organi[sz]ation)(?: (?:members(?:hip)?|member states|countries|states))?"
)
_THEIR_VOTES = rx(r"(?:'s?)? (?:members'? )?votes?\b")
_OF_VOTING = rx(
    r"present|voting|voted|votes cast|take part|taking part|participat|cast (?:a )?(?:vote|ballot)|in the (?:hall|room)"
)
_WITHOUT_ABSTENTIONS = rx(
    r"\b(?:not count\w*|without (?:counting )?|excluding|disregard\w*|ignor\w*|leav\w+ (?:out|aside)|abstentions (?:do not|don't|are not)|with abstentions not)\b ?(?:the )?(?:abst\w+|count\w*)?"
)
"""Behind a share: how it is counted, said after it ("two-thirds of the Assembly, not counting abstentions")."""
_ASKED_FOR = rx(
    r"\b(?:ask|request|urg|want|propos|seek|push|lobb|mov)\w*\b[^.;,]{0,60}\bto $|\bsought[^.;,]{0,60}\bto $"
)
"""Before "require a two-thirds majority": it is what somebody asks for, and no rule."""
_GENERAL = rx(
    r"\b(?:an? (?:\w+ )?(?:resolution|decision|text|draft|motion)|(?:\w+ )?(?:resolutions|decisions|texts)|adoption|passage|approval|membership|questions|matters|(?<!this resolution )(?<!the resolution )(?<!the text )(?<!the draft )(?<!the motion )to (?:pass|be adopted))\b"
)
_FOREIGN = rx(r"\b(?:constitution|senate|congress|parliament|deputies|lawmakers|treaty|states parties|ratif\w+)\b")


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """ "Such a decision needs two-thirds of the members", "the required two-thirds majority".

    Known misses: a threshold told by its number of votes ("129 were needed").
    """
    text = sentence.masked.text
    if not ("third" in text or "2/3" in text or "majority" in text or "half" in text) or _FOREIGN.search(text):
        return
    spans: list[tuple[int, int]] = []
    for pattern in (_BEFORE, _AFTER, _THE_REQUIRED):
        for match in pattern.finditer(text):
            if any(match.start() < last and first < match.end() for first, last in spans):
                continue
            spans.append(match.span())
            if _ASKED_FOR.search(text, max(0, match.start() - 90), match.start()):
                continue
            share = "two-thirds" if "third" in match["s"] or "2/3" in match["s"] else "majority"
            tail = text[match.end("s") : match.end("s") + 70]
            of_all = _OF_ALL.match(tail)
            of_all = None if of_all and _THEIR_VOTES.match(tail, of_all.end()) else of_all
            counts_voters = _OF_VOTING.search(tail[:60]) or _WITHOUT_ABSTENTIONS.search(text, match.end("s"))
            base = "voting" if counts_voters else "members" if of_all else ""
            if {e.value for _, e in sentence.masked.within(0, len(text), "B")} - {"GA"}:
                continue
            stop = match.end("s") + (of_all.end() if of_all else 0)
            start, end = sentence.masked.span(_subject(text, match.start()), max(match.end(), stop))
            asserted = {"outcome": "adopted", "needs": share} | ({"of": base} if base else {})
            is_rule = _GENERAL.search(text, max(0, match.start() - 60), match.start()) is not None
            meta = {"rule": True, "general": is_rule and not rx(r"\bsuch (?:a|an)\b").search(text)}
            yield Draft(
                KIND, sentence, start, end, asserted, "rule" if is_rule else "whole", place=match.start(), meta=meta
            )


def _subject(text: str, place: int) -> int:
    return max(text.rfind(mark, 0, place) + len(mark) if mark in text[:place] else 0 for mark in (", ", "; ", " and "))


def is_important(motion: Motion, event: VoteEvent) -> bool | None:
    """Whether a text is an important question under Article 18(2): as far as its title and session tell."""
    about = f"{motion.title} {motion.description}".lower()
    if motion.body != "GA":
        return None
    if "/ES-" in motion.key or "suspension of the rights" in about or "admission of" in about or "budget" in about:
        return True
    return True if effect_of(motion) == "decision" else None


def judge(draft: Draft, event: VoteEvent | None, index: Index, document: Document) -> Judgement:
    """By Article 18: two-thirds of the members present and voting on important questions, else a majority of them.

    One reading for each sort of question, unless the vote meant is known to be of one sort. A share of all members is
    false under both.
    """
    motion = index.motion_of(event) if event is not None else None
    of_members = draft.asserted.get("of") == "members"
    two_thirds = draft.asserted["needs"] == "two-thirds"
    important = Reading("important questions", two_thirds and not of_members, {"rule": TWO_THIRDS.name})
    other = Reading("other questions", not two_thirds and not of_members, {"rule": TWO_THIRDS.name})
    general = draft.meta["general"]
    known = is_important(motion, event) if motion is not None and event is not None and not general else None
    required = "required" in document.text[draft.start : draft.end].lower()
    readings = (important,) if known or (required and two_thirds) else (important, other)
    return Judgement(readings, (), (TWO_THIRDS.fact,), event)


def judge_alone(draft: Draft, index: Index, document: Document) -> Judgement:
    """The rule where no vote is meant."""
    return judge(draft, None, index, document)
