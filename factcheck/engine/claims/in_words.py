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
_BY_VOTE = rx(r"\b(?:vot(?:e|es|ed|ing)|ballot|abst\w+|in favou?r)\b")
_SPEAKERS = rx(
    r"\b(?:junta|ministry|minister|president|spokes\w+|embassy|parliament|leaders?|rulers|regime|military)\b"
)


def way(text: str, span: tuple[int, int], place: int) -> str:
    """How a text is said to be rejected at a place of the masked sentence: "said" where a statement may be meant, "plain"
    where nothing tells; "" where another verb stands there, or the sentence speaks of voting."""
    if not text.startswith("reject", place) or _BY_VOTE.search(text):
        return ""
    is_said = (
        _WITH_WORDS.match(text, place)
        or _FIRMLY.search(text, max(0, place - 30), place)
        or _SPEAKERS.search(text, span[0], place)
    )
    return "said" if is_said else "plain"


def may_be(draft: Draft, event: VoteEvent, index: Index) -> bool:
    """Whether "rejected" may tell of no vote: it is a statement, or the word of a state that the text is about."""
    told = draft.meta.get("in_words")
    return told == "said" or (told == "plain" and bool(index.topic_states(event) & set(draft.subjects)))
