"""Times that stand right before a claim and say when it was: another vote is meant than the one that is the news."""

from __future__ import annotations

from factcheck.engine.draft import Draft
from factcheck.engine.linking.given import span_of
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.masking import rx

_ITS_TIME = rx(
    r"(?:^|, |\band |\bbut |; ?)(?:(?:in |on )?(?P<t><T>)|in (?P<month>january|february|march|april|may|june|july|august|september|october|november|december)),? (?:it was )?$"
)


def has_its_own_time(draft: Draft, event: VoteEvent) -> bool:
    """Whether another time stands right before a count: "In February it was 137 to 12, and in August 133 to 12"."""
    if draft.kind != "tally" or event.day is None:
        return False
    masked, (first, _) = draft.sentence.masked, span_of(draft)
    match = _ITS_TIME.search(masked.text, max(0, first - 28), first)
    if match is None:
        return False
    if match["month"]:
        return match["month"] != f"{event.day:%B}".lower()
    return event.day not in masked.entity(match.start("t")).value.days


_WHEN = rx(
    r"(?:(?P<t><T>)(?: (?!(?:than|from|before|earlier|ago|last|the)\b)[a-z]+){0,3},? ?|, |; | - |\(|\b(?:before|earlier|ago|previously|last|years?|times?|sessions?|votes?|occasions?|months?|weeks?|past) )(?:back )?when (?!asked\b|it comes\b)"
)
"""Before a clause that tells of the time just named."""
_CLOSED = rx(r"[;:,()]")


def is_of_then(draft: Draft, event: VoteEvent) -> bool:
    """Whether a claim stands in a clause with "when", and the time before that is not known to be the vote's: "two more than
    the year before, when A and B abstained"."""
    text = draft.sentence.masked.text
    if "when " not in text:
        return False
    first = min(span_of(draft)[0], draft.at)
    match = None
    for match in _WHEN.finditer(text, 0, first):  # noqa: B007  the last one
        pass
    if match is None or _CLOSED.search(text, match.end(), first):
        return False
    return match["t"] is None or event.day not in draft.sentence.masked.entity(match.start("t")).value.days
