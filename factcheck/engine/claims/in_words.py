"""What a state says of a text, and not by its vote: "rejected the resolution as one-sided"."""

from __future__ import annotations

from factcheck.engine.draft import Draft
from factcheck.engine.index import Index
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.masking import rx

_SAYING = r"(?:calling|saying|describing|terming|dubbing|denouncing|dismissing|branding|labell?ing|insisting|arguing|claiming|accusing|stating)"
_WITH_WORDS = rx(
    rf"reject(?:s|ed|ing)?\b(?:[^.;]{{0,90}}?(?:,? as (?!did|do|had|has|was|were|well|it |they |<L>|<G>|usual|expected)|,? {_SAYING}\b|,? on (?:the )?grounds)| (?:the |this |its )?(?:[\w-]+ )?(?:resolution|text|draft|measure|motion|declaration|proposal)'s )"
)
_FIRMLY = rx(
    r"\b(?:ha(?:s|ve|d)|categorically|firmly|strongly|flatly|outright|angrily|utterly|totally|completely|vehemently|immediately|swiftly|publicly|again) (?:\w+ly )?$"
)
_TALK = rx(
    r"\b(?:despite|amid|over|against|in the face of|met with|fac(?:ed|ing)|drew|drawing|spark(?:ed|ing)|prompt(?:ed|ing)) (?:the )?(?:[\w-]+ ){0,3}?(?:opposition|objections?|resistance)\b[^.;]*$"
)
"""Before the states: "despite fierce opposition from Algeria", which may have stayed away."""
_STAYED_AWAY = rx(
    r"\b(?:refus|declin|did not|didn't|chose not|opted not|boycott|walked out|skipp)\w*(?: to)? (?:tak(?:e|ing) part|participat\w+|vot(?:e|ing)\b(?! (?:for|in favou?r|against))|the (?:vote|ballot|session|meeting)|of the)"
)
_BY_VOTE = rx(r"\b(?:vot(?:e|es|ed|ing)|ballot|abst\w+|in favou?r)\b")
_SPEAKERS = rx(
    r"\b(?:junta|ministry|minister|president|spokes\w+|embassy|parliament|leaders?|rulers|regime|military)\b"
)


def way(text: str, span: tuple[int, int], place: int) -> str:
    """How a text is said to be rejected or opposed at a place of the masked sentence: "said" where a statement may be
    meant, "talk" where one may be that goes with no vote at all, "plain" where nothing tells; "" where another verb stands
    there, or the sentence speaks of voting."""
    part = text[text.rfind(";", 0, place) + 1 :].split(";")[0]
    if _TALK.search(text, span[0], place) or (text.startswith("oppos", place) and _opposed_in_words(text, place)):
        return "talk"
    if not text.startswith("reject", place) or _BY_VOTE.search(part):
        return ""
    is_said = (
        _WITH_WORDS.match(text, place)
        or _FIRMLY.search(text, max(0, place - 30), place)
        or _SPEAKERS.search(text, span[0], place)
    )
    return "said" if is_said else "plain"


def _opposed_in_words(text: str, place: int) -> bool:
    return bool(_FIRMLY.search(text, max(0, place - 30), place) or _STAYED_AWAY.search(text, place))


def may_be(draft: Draft, event: VoteEvent, index: Index) -> bool:
    """Whether "rejected" or "opposed" may tell of no vote: it is a statement, or the word of a state that the text is about;
    opposition in words goes with an abstention or an absence, not with a yes."""
    told = draft.meta.get("in_words")
    if told == "talk":
        return event.roll is not None and "yes" not in {event.roll.get(code) for code in draft.subjects}
    return told == "said" or (told == "plain" and bool(index.topic_states(event) & set(draft.subjects)))
