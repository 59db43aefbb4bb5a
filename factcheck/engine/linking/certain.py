"""The one gate before anything is called false.

A verdict of `refuted` says two things: which vote the words are about, and that they are not true of it. The judges know the
second; this module weighs the first. Each claim has a tie to each vote it may mean (`linking.ties`), and doubts: words in
its sentence that may make it one about another vote, about several, about a part of a text, or about another body. A claim
is refuted only where its tie is as strong as its kind needs (`NEEDED`) and nothing raises a doubt; else nothing is decided.
Nothing of this is looked at for a claim that the record bears out, unless a flag would rest on it.
"""

from __future__ import annotations

from factcheck.engine.candidates import Candidate
from factcheck.engine.claims import stances
from factcheck.engine.draft import Draft
from factcheck.engine.linking.around import OF_ANY, OF_UNNAMED
from factcheck.engine.linking.doubts import doubt_about
from factcheck.engine.linking.ends import has_none_of_its_counts, may_be_of_one_that_passed, tells_the_other_end_too
from factcheck.engine.linking.given import OF_A_RULE
from factcheck.engine.linking.ties import Tie, Ties
from factcheck.engine.model import VoteEvent

NEEDED = {"outcome": Tie.SPOKEN_OF, "date": Tie.SPOKEN_OF, "exclusive": Tie.SPOKEN_OF}
"""What a kind needs for a refutation; any other needs `DATED`. How a vote ended, when it was and who was alone in it tell it
from others, so words that are wrong there are mostly about another one."""
_ANOTHERS = frozenset({"rival text", "sponsor"})
"""Cues by which a rival text is the one that is linked."""


class Gate:
    """What is not certain about the claims of one article. Verdicts and flags ask of the same claims, so what was found of a
    claim is kept."""

    def __init__(self, ties: Ties) -> None:
        self._ties = ties
        self._firmest: dict[int, tuple[Draft, Tie, Candidate]] = {}
        self._doubts: dict[int, str] = {}

    def why_unsure(self, draft: Draft, candidates: tuple[Candidate, ...], needed: Tie | None = None) -> str:
        """Why nothing false may be said of a claim, as the end of a sentence; "" where it may. `needed` is the tie it takes,
        by its kind where none is given. `candidates` are always the same for one draft.

        A claim about a rule of procedure rests on no vote. Of several votes that may be meant, the most firmly tied counts.
        """
        if draft.about == "rule" or "rule" in draft.meta or not candidates:
            return ""
        if len(candidates) == 1 and candidates[0].event.day in draft.meta.get("beside", ()):
            return ""
        known = self._firmest.get(id(draft))
        if known is None:
            tie, place = max((self._ties.of(draft, c.event), -place) for place, c in enumerate(candidates))
            known = self._firmest[id(draft)] = draft, tie, candidates[-place]
        _, tie, meant = known
        if tie < (_needed(draft, meant.event) if needed is None else needed):
            return "nothing in the text ties these words to one vote for certain"
        if id(draft) not in self._doubts:
            self._doubts[id(draft)] = _doubt(draft, meant, tie, self._ties)
        return self._doubts[id(draft)]


def _needed(draft: Draft, event: VoteEvent) -> Tie:
    is_of_others = _is_only_not_whole(draft, event) or draft.asserted.get("frame") == "alone"
    return NEEDED.get("exclusive" if is_of_others else draft.kind, Tie.DATED)


def _is_only_not_whole(draft: Draft, event: VoteEvent) -> bool:
    """Whether all states of "only A and B" did vote so, and others with them."""
    said = stances.SATISFIED_BY.get(str(draft.asserted.get("option")), frozenset())
    roll = event.roll
    return "exclusive" in draft.asserted and roll is not None and all(roll.get(code) in said for code in draft.subjects)


def _doubt(draft: Draft, meant: Candidate, tie: Tie, ties: Ties) -> str:
    """What may make the words be about something else than the vote that they are most firmly tied to."""
    event = meant.event
    if tie < Tie.NAMED and ties.tells_of_an_unknown_vote:
        return "the text gives counts of a vote that is not in the record, and these words may be about that one"
    if tie < Tie.NAMED and may_be_of_one_that_passed(draft, event, ties.passed):
        return "the text says that a text passed, this one did not, and these words may be about another one"
    if tells_the_other_end_too(draft, event):
        return "the sentence tells of a text that passed and of one that did not, and these words may be about the other one"
    if tie < Tie.NAMED and has_none_of_its_counts(draft, event):
        return "none of these counts is one of the vote's, and they may be those of another one"
    if tie < Tie.NAMED and draft.kind not in OF_A_RULE and ties.is_in_passing(draft, event):
        return "the text tells of votes on several days, and these words may be about another one"
    if tie < Tie.NAMED and draft.kind not in OF_A_RULE and ties.is_of_the_time_before(draft, event):
        return "the text tells of this vote as one of an earlier time, and these words may be about another one"
    if tie < Tie.NAMED and draft.kind not in OF_A_RULE and ties.is_told_of_later(draft, event):
        return "the text comes to this vote later, as to another one than it told of before"
    if tie < Tie.NAMED and ties.is_rather_another(draft, event):
        return "the text names this vote later, and the words are true of another vote of that day"
    if tie < Tie.NAMED and draft.kind == "body" and ties.is_told_in_its_body(draft, event):
        return "the text tells of the vote in its own body too, and these words may be about another one"
    doubts = OF_ANY if tie >= Tie.NAMED or draft.kind in OF_A_RULE else (*OF_ANY, *OF_UNNAMED)
    for holds, words in doubts:
        if holds(ties.around, draft, event):
            return words
    is_rival = not _ANOTHERS.isdisjoint(meant.reasons)
    if doubt := doubt_about(draft, event, tie >= Tie.NAMED, is_rival, ties.silent_beside(draft, event)):
        return doubt
    if tie < Tie.NAMED and draft.kind not in OF_A_RULE and ties.turns_to_another_time(draft, event):
        return "the text turns to another time, and these words may be about a vote of then"
    return ""
