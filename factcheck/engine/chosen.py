"""Claims at places that a person points to. The person is believed about where a claim stands and, where they say so, how
the words are to be read and which vote is meant; what the record says of it, and the verdict, stay the engine's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from factcheck.engine.candidates import Candidate
from factcheck.engine.check import detect, is_claim, judge
from factcheck.engine.claims import KINDS
from factcheck.engine.draft import Draft
from factcheck.engine.index import Index
from factcheck.engine.linking import link
from factcheck.engine.linking.certain import Gate
from factcheck.engine.linking.ties import Ties
from factcheck.engine.model import Article, Claim
from factcheck.engine.output import plain
from factcheck.engine.proposals import PROPOSABLE, place_in
from factcheck.engine.text.document import Document, Sentence, read

NAMED_SCORE = 1_000.0
"""Of a vote that a person named: nothing the words say outweighs it."""
NAMED = "named by a person"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A place, [start, end) in code points of `Article.full_text`, and how it is read: `kind` and `asserted` as in
    docs/contract.md. `motion` is the key of the vote that a person says is meant; "" leaves that to the rules."""

    start: int
    end: int
    kind: str
    asserted: Mapping[str, Any] = field(default_factory=dict)
    motion: str = ""


class PointedAt:
    """One text, read once for all that is pointed at in it."""

    def __init__(self, article: Article, index: Index) -> None:
        self._index = index
        self._document: Document = read(article, index.gazetteer, index.titles.find)
        self._own = detect(self._document)

    def read_at(self, start: int, end: int) -> tuple[Claim, ...]:
        """What the rules read in the sentences that the place touches, though these may not speak of the United Nations
        by themselves: claims that overlap the place, the one that shares most with it first."""
        drafts = [draft for draft in self._in_sentences(start, end) if draft.start < end and start < draft.end]
        linked, gate = self._linked(drafts)
        found = [
            judge(f"p{number}", draft, candidates, self._index, self._document, gate).claim
            for number, (draft, candidates) in enumerate(zip(drafts, linked, strict=True), start=1)
            if is_claim(draft, candidates, self._index)
        ]
        return tuple(sorted(found, key=lambda claim: _distance(claim, start, end)))

    def judged(self, chosen: Sequence[Chosen]) -> list[Claim | None]:
        """Each as the record has it, with the place as it was chosen; None where the words cannot be read so."""
        drafts = [self._draft(one) for one in chosen]
        linked, gate = self._linked([draft for draft in drafts if draft is not None])
        following = iter(linked)
        found: list[Claim | None] = []
        for number, (one, draft) in enumerate(zip(chosen, drafts, strict=True), start=1):
            if draft is None:
                found.append(None)
                continue
            candidates, is_sure = next(following), bool(one.motion)
            candidates = self._named(one.motion) if is_sure else candidates
            judged = judge(f"p{number}", draft, candidates, self._index, self._document, None if is_sure else gate)
            found.append(judged.claim)
        return found

    def _sentences(self, start: int, end: int) -> list[Sentence]:
        return [s for s in self._document.sentences if s.start < end and start < s.end]

    def _in_sentences(self, start: int, end: int) -> list[Draft]:
        touched = self._sentences(start, end)
        own = [draft for draft in self._own if draft.sentence in touched]
        seen = {(draft.kind, draft.start, draft.end) for draft in own}
        more = [
            draft
            for kind in KINDS
            for sentence in touched
            for draft in kind.detect(sentence, self._document)
            if draft.end > draft.start and (draft.kind, draft.start, draft.end) not in seen
        ]
        return [*own, *more]

    def _draft(self, one: Chosen) -> Draft | None:
        """The rules' own draft where they read the words so, which knows most of them; else one made of the slots."""
        wanted = plain(one.asserted)
        near = [
            draft
            for draft in self._in_sentences(one.start, one.end)
            if draft.told_kind == one.kind and plain(draft.asserted) == wanted
        ]
        if near:
            return min(near, key=lambda draft: _distance(draft, one.start, one.end))
        kind = PROPOSABLE.get(one.kind)
        sentence = next(iter(self._sentences(one.start, one.end)), None)
        place = place_in(sentence, one.start, one.end, is_believed=True) if sentence is not None else None
        if kind is None or place is None or not kind.required <= set(one.asserted) <= kind.slots:
            return None
        return kind.build(place, one.asserted)

    def _linked(self, drafts: Sequence[Draft]) -> tuple[tuple[tuple[Candidate, ...], ...], Gate]:
        """The votes each may mean and how firmly, found beside the claims that the rules find in the text."""
        known = {id(draft) for draft in self._own}
        every = [*self._own, *(draft for draft in drafts if id(draft) not in known)]
        links = link(self._document, every, self._index)
        places = {id(draft): place for place, draft in enumerate(every)}
        of_draft = tuple(links.of_draft[places[id(draft)]] for draft in drafts)
        return of_draft, Gate(Ties(self._document, every, links, self._index))

    def _named(self, motion: str) -> tuple[Candidate, ...]:
        events = self._index.by_motion(motion)
        return (Candidate(events[-1], NAMED_SCORE, (NAMED,)),) if events else ()


def _distance(found: Claim | Draft, start: int, end: int) -> tuple[int, int, int]:
    """Less for what shares more with [start, end), then for what reaches less beyond it."""
    shared = max(0, min(found.end, end) - max(found.start, start))
    return -shared, (found.end - found.start) - shared, found.start
