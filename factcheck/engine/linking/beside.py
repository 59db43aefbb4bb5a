"""Whether states belong to another verb of the sentence than the one they were taken with."""

from __future__ import annotations

from factcheck.engine.claims import grammar as g
from factcheck.engine.claims import stances
from factcheck.engine.draft import Draft
from factcheck.engine.linking.given import FAR, Given
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.masking import rx

_BEGINS = rx(
    r"(?:^|[;:] ?|, | and | but |,? (?:while|whereas|as|where|with|then) )(?:(?:the|both|but|and|while|whereas|yesterday|on|<T>|,) ?)*$"
)
"""In front of states that begin a clause."""
_ITS_VERB = rx(r",?(?: (?:also|both|all|then|too|again|instead|had|has|have|\w+ly))* $")
"""Between them and their verb."""
_HALF_A_VERB = rx(r" (?:against|for|in favou?r|opposed|abstain)")
"""Behind them where the verb is that of the states before: "A voted for it and B against it"."""
_COUNT_AND_LIST = rx(
    r"(?:<N>|one|an?|in favou?r|against|for|no|yes|abstentions?|abstaining|abstained)(?: votes?)? ?(?:\(|: ?|- )(?:the )?$"
)
"""In front of a list that stands behind its count: "1 against (United States)"."""


def is_answered_beside(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """Every state of the claim voted as another verb of the sentence says. In a sentence of some windings the states may
    belong to that verb: "24 voted against and 58 abstained, including the UAE"; "voted against, as did Iran"."""
    said = stances.SATISFIED_BY.get(str(draft.asserted.get("option")))
    if draft.kind != "vote_position" or said is None or event.roll is None:
        return False
    cast = {event.roll.get(code) for code in draft.asserted["subjects"]}
    if len(cast) != 1 or cast & said:
        return False
    masked = draft.sentence.masked
    text = masked.text
    if not any(cast <= stances.SATISFIED_BY[s.option] for s in stances.stances(text) if s.start != draft.at):
        return False
    aside = g.WHICH_DID.search(text, max(0, draft.at - 2 * FAR), draft.at)
    if aside and any(aside.start() < s.start < aside.end() for s in stances.stances(text)):
        return False  # "A, which once abstained, this time voted for it": the other verb has its own clause
    return not any(
        _begins_with_its_verb(text, place, draft.at) or _COUNT_AND_LIST.search(text, max(0, place - FAR), place)
        for place, e in masked.within(0, len(text), "L")
        if draft.start <= e.start < draft.end
    )


def _begins_with_its_verb(text: str, place: int, at: int) -> bool:
    """Whether a clause begins with the list at `place`, and its verb at `at`, or what is left of one, follows."""
    verb = _ITS_VERB.match(text, place + 1, at) if at > place else _HALF_A_VERB.match(text, place + 1)
    return verb is not None and _BEGINS.search(text, max(0, place - FAR), place) is not None
