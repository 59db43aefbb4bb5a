"""Votes that are none on a whole text by the full body: on amendments, on procedure, in a committee. Where the record lacks
such a vote, the text it belongs to is told."""

from __future__ import annotations

from datetime import timedelta

from factcheck.engine.candidates import LIKELY
from factcheck.engine.draft import Draft
from factcheck.engine.index import Index
from factcheck.engine.model import VoteEvent
from factcheck.engine.scope import tells_of_a_committee
from factcheck.engine.text.document import Document, content_words

SOON = timedelta(days=80)
"""A text that a committee of the Assembly votes on comes to the full Assembly within this time."""
_APART = 0.08
"""By how much the words must fit one text better than the next for it to be the one meant."""


def end_of_committee(document: Document) -> int:
    """Index of the first sentence behind the last mention of a committee that names a body: what is told from there on is
    another vote."""
    said = [s.index for s in document.sentences if tells_of_a_committee(s.masked.text)]
    last = max(said, default=-1)
    return next((s.index for s in document.sentences if s.index > last and s.bodies), len(document.sentences))


def whole_text_of(draft: Draft, focus: VoteEvent | None, coming: VoteEvent | None, stop: int) -> VoteEvent | None:
    """The text that an unknown vote belongs to: the one spoken of, or the one that a committee sends to the Assembly."""
    if draft.about in ("amendment", "procedural"):
        return focus
    if draft.about == "committee":
        return coming or focus
    return coming if draft.about == "whole" and draft.sentence.index < stop else None


def vote_to_come(document: Document, drafts: list[Draft], index: Index) -> VoteEvent | None:
    """The Assembly's later vote on the text that a committee has voted on: the one whose title the article's words fit
    best. None where the article speaks of no committee, or where no text stands out."""
    said = any(tells_of_a_committee(s.masked.text) for s in document.sentences)
    if document.published is None or not said:
        return None
    words = content_words(document.text)
    owners = {code for d in drafts if d.kind == "sponsorship" and "of" not in d.asserted for code in d.subjects}
    ranked = sorted(
        (
            (index.topic_overlap(event, words) + (0.2 if owners & index.authors(event) else 0.0), event)
            for event in index.between("GA", document.published - timedelta(days=2), document.published + SOON)
        ),
        key=lambda row: (-row[0], row[1].key),
    )
    if not ranked or ranked[0][0] < LIKELY or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _APART):
        return None
    return ranked[0][1]
