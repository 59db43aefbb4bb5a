"""Votes that failed where the text says that a text passed: its counts may be those of another vote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from factcheck.engine.candidates import Candidate
from factcheck.engine.claims import outcome, tally
from factcheck.engine.draft import Draft
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.masking import rx

_WITHOUT_NAMES = frozenset({tally.KIND, "group_position", "count", "framing"})
"""Kinds of claim that may name no state by which one vote is told from another."""


def said_to_pass(drafts: Sequence[Draft], of_draft: Sequence[tuple[Candidate, ...]]) -> frozenset[str]:
    """Keys of the votes that failed and of which the text says that they were won, and nowhere that they were lost:
    "adopted a resolution on Sudan", on the day of a veto about Sudan."""
    said: dict[str, set[bool]] = defaultdict(set)
    for draft, candidates in zip(drafts, of_draft, strict=True):
        if draft.kind == outcome.KIND and draft.about == "whole":
            for candidate in candidates:
                if candidate.event.result not in ("", "adopted"):
                    said[candidate.event.key].add(draft.asserted["outcome"] == "adopted")
    return frozenset(key for key, won in said.items() if won == {True})


def may_be_of_one_that_passed(draft: Draft, event: VoteEvent, passed: frozenset[str]) -> bool:
    """Whether a claim without states, in a text that says so of this vote, has other numbers than it."""
    if event.key not in passed or draft.kind not in _WITHOUT_NAMES or draft.asserted.get("subjects"):
        return False
    counts = tally.asserted_counts(draft) if draft.kind == tally.KIND else {}
    return not counts or any(event.counts.get(option) != number for option, number in counts.items())


_FAILED = rx(
    r"\b(?:reject(?:ed|s|ing)|vot(?:ed|es|ing) down|turn(?:ed|s|ing) down|fail(?:ed|s|ing)|defeat(?:ed|s)|veto(?:ed|es|ing))\b"
)
_PASSED = rx(r"\b(?:adopt(?:ed|s|ing)|pass(?:ed|es|ing)|approv(?:ed|es|ing)|endors(?:ed|es|ing))\b")


def tells_the_other_end_too(draft: Draft, event: VoteEvent) -> bool:
    """Whether the sentence tells of an end that was the vote's, and the claim is of another end: "adopted a text just after it
    rejected a draft" tells of two votes."""
    if draft.kind not in (outcome.KIND, "framing") or draft.about != "whole" or not event.result:
        return False
    has_passed = event.result == "adopted"
    if draft.kind == outcome.KIND and (draft.asserted["outcome"] == "adopted") == has_passed:
        return False
    text = draft.sentence.masked.text
    if draft.kind == "framing":
        return _PASSED.search(text) is not None and _FAILED.search(text) is not None
    own = draft.sentence.masked.behind(draft.end - 1)
    ends = _PASSED if has_passed else _FAILED
    return any(not draft.at <= m.start() < own for m in ends.finditer(text))


def has_none_of_its_counts(draft: Draft, event: VoteEvent) -> bool:
    said = tally.asserted_counts(draft) if draft.kind == tally.KIND else {}
    return len(said) >= 2 and all(event.counts.get(option) != number for option, number in said.items())
