"""How well what an article says of states fits a vote: evidence of which vote is meant, never a verdict."""

from __future__ import annotations

from factcheck.engine.draft import Draft
from factcheck.engine.model import VoteEvent

OF_VOTES = frozenset({"vote_position", "vote_alignment"})
"""Kinds of claims that say how single states voted."""
_OPTIONS = frozenset({"yes", "no", "abstain", "absent"})


def fit(draft: Draft, event: VoteEvent) -> tuple[int, int]:
    """(right, wrong): how many of the states that the draft names voted as it says, and how many otherwise. States whose
    vote is not known count for neither; neither does a draft that says nothing of single votes."""
    if event.roll is None or draft.kind not in OF_VOTES:
        return 0, 0
    option = draft.asserted.get("option")
    votes = [event.roll.get(code) for code in draft.subjects]
    if draft.kind == "vote_alignment" and "others" not in draft.asserted:
        known = {vote for vote in votes if vote is not None}
        if len(votes) < 2 or None in votes or "absent" in known:
            return 0, 0
        targets = draft.asserted.get("with", ())
        if (
            len(votes) > 2
            and draft.asserted.get("relation") == "same"
            and len(targets) == 1
            and targets[0] in event.roll
        ):
            theirs = event.roll[targets[0]]
            alike = sum(event.roll[code] == theirs for code in draft.subjects if code != targets[0])
            if option in (None, theirs):
                return alike, len(votes) - 1 - alike
        if option is not None and draft.asserted.get("relation") == "same" and len(votes) > 2:
            right = sum(vote == option for vote in votes)
            return right, len(votes) - right
        if option is None and draft.asserted.get("relation") == "same" and len(votes) > 3:
            right = max(votes.count(vote) for vote in known)
            return right, len(votes) - right
        same = len(known) == 1
        holds = same == (draft.asserted.get("relation") == "same") and (option is None or not same or option in known)
        return (1, 0) if holds else (0, 1)
    if option not in _OPTIONS:
        return 0, 0
    right = votes.count(option)
    return right, len(votes) - votes.count(None) - right


def article_fit(drafts: list[Draft], event: VoteEvent) -> tuple[int, int]:
    """The sum of `fit` over the drafts."""
    all_right = all_wrong = 0
    for draft in drafts:
        if draft.kind in OF_VOTES:
            right, wrong = fit(draft, event)
            all_right += right
            all_wrong += wrong
    return all_right, all_wrong
