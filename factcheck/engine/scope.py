"""Which sentences speak of votes in the United Nations."""

from __future__ import annotations

from factcheck.engine.claims import grammar as g
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

COMMITTEE = rx(
    r"\b(?:first|second|third|fourth|fifth|sixth|main|human rights|disarmament|legal|budget) committee(?:'s)?\b(?![^.;]{0,40}(?:earlier|before|last month|last week))|\bcommittee (?:vote|stage)\b|\bin committee\b"
)
"""A vote in a committee of the Assembly is not the Assembly's: the record holds plenary votes."""


def in_scope(document: Document) -> list[Sentence]:
    """Sentences that speak of the United Nations and have a word for a vote."""
    return [s for s in about_the_un(document) if g.VOTE_WORD.search(s.masked.text)]


def about_the_un(document: Document) -> list[Sentence]:
    """Sentences that speak of the United Nations. A parliament or a court takes the scope away until it is named again."""
    cues = [
        False
        if g.FOREIGN_BODY.search(s.masked.text) and not g.UN_NAME.search(s.masked.text)
        else True
        if g.UN_CUE.search(s.masked.text)
        else None
        for s in document.sentences
    ]
    current = next((cue for cue in cues if cue is not None), False)
    kept = []
    for sentence, cue in zip(document.sentences, cues, strict=True):
        current = current if cue is None else cue
        if current:
            kept.append(sentence)
    return kept
