"""Votes in committee told over several sentences: "The Third Committee adopted a draft. 122 states voted in favour"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from factcheck.engine.draft import Draft
from factcheck.engine.text.document import Document, Sentence

_OF_VOTES = ("outcome", "tally", "vote_position", "group_position", "count", "vote_alignment", "date", "framing")
_RECENT = timedelta(days=14)
"""A time named that lies further before publication is that of another vote."""


def in_committee(drafts: list[Draft], document: Document) -> list[Draft]:
    """Drafts behind a vote in committee are about it too, where that is the first vote of the article, until a sentence
    names a body or a text by its symbol; a sentence that names an earlier time speaks of that time."""
    if not any(draft.about == "committee" for draft in drafts):
        return drafts
    state = "before"
    kept: list[Draft] = []
    said: dict[int, list[Draft]] = {}
    for draft in drafts:
        said.setdefault(draft.sentence.index, []).append(draft)
    for own in said.values():
        sentence = own[0].sentence
        here = [d for d in own if d.kind in _OF_VOTES]
        if state == "before" and here and not sentence.is_headline:
            state = "committee" if any(d.about == "committee" for d in here) else "over"
        elif state == "committee" and _names_another(sentence) and not any(d.about == "committee" for d in here):
            state = "over"
        carry = state == "committee" and not _is_of_then(sentence, document)
        kept += [
            replace(d, about="committee") if carry and d.about == "whole" and d.kind in _OF_VOTES else d for d in own
        ]
    return kept


def _names_another(sentence: Sentence) -> bool:
    return bool(sentence.bodies or sentence.symbols) and not _is_of_time(sentence)


def _is_of_time(sentence: Sentence) -> bool:
    return any(day.is_span for day in sentence.days)


def _is_of_then(sentence: Sentence, document: Document) -> bool:
    """Whether a sentence names a time well before publication."""
    published = document.published
    return published is not None and any(max(day.days) < published - _RECENT for day in sentence.days)
