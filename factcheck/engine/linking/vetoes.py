"""Vetoes are few: who cast one, and about when, says which it was."""

from __future__ import annotations

from datetime import timedelta

from factcheck.engine.draft import Draft
from factcheck.engine.index import Index
from factcheck.engine.linking.given import Given
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.masking import rx

_TOLD = frozenset({"who vetoed", "subject", "body"})
_WHEN = frozenset({"days before publication", "day"})
_AROUND = 10
"""Days around a veto within which the same states must have cast no other."""


def is_of(draft: Draft, event: VoteEvent) -> bool:
    """A veto told of the very day of a veto."""
    return (
        draft.asserted.get("outcome") == "vetoed" == event.result
        and any(event.day in day.days for day in draft.sentence.days if not day.is_span)
    )  # fmt: skip


def names(draft: Draft, event: VoteEvent, index: Index) -> bool:
    """Whether a claim tells of the veto of that day, by the states that cast it, and they cast no other that day."""
    if not is_of(draft, event) or event.day is None:
        return False
    who = frozenset(draft.asserted.get("vetoed_by", ()))
    return bool(who) and [e.key for e in index.on_day(event.day) if frozenset(e.vetoed_by) == who] == [event.key]


_SEVERAL = rx(
    r"\bveto\w*\b[^.;,]{0,40}? (?:<N>|two|several|many|all|every|most|previous|earlier|past|other)\b|\bveto\w*[^.;,]{0,60}\b(?:resolutions|drafts|texts)\b|\bvetoes\b"
)


def are_several(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """Several vetoes told at once: "China, which vetoed six texts since then"."""
    text = draft.sentence.masked.text
    return (
        draft.asserted.get("outcome") == "vetoed" and _SEVERAL.match(text, text.find("veto", given.span[0])) is not None
    )


def is_fresh(event: VoteEvent, reasons: tuple[str, ...], index: Index) -> bool:
    """Whether an article tells of a veto, within days of one by those very states on its subject, the only one they cast in
    the days around."""
    if event.day is None or not _TOLD.issubset(reasons) or _WHEN.isdisjoint(reasons):
        return False
    near = (event.day + timedelta(days=n) for n in range(-_AROUND, _AROUND + 1))
    return sum(frozenset(e.vetoed_by) == frozenset(event.vetoed_by) for day in near for e in index.on_day(day)) == 1
