"""A claim that has been linked and judged, and what the flag rules may ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.engine.candidates import Candidate
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.linking import Links
from factcheck.engine.linking.certain import Gate
from factcheck.engine.linking.ties import Tie
from factcheck.engine.model import Claim, Reading, Verdict, VoteEvent
from factcheck.engine.text.document import Document


@dataclass(frozen=True, slots=True)
class Judged:
    draft: Draft
    claim: Claim
    judgements: tuple[Judgement, ...]
    candidates: tuple[Candidate, ...] = ()

    @property
    def event(self) -> VoteEvent | None:
        """The vote meant, when there is exactly one."""
        found = None
        for judgement in self.judgements:
            if judgement.event is not None:
                if found is not None and found.key != judgement.event.key:
                    return None
                found = judgement.event
        return found

    def reading(self, name: str) -> bool | None:
        return next((r.holds for r in self.claim.readings if r.reading == name), None)


@dataclass(frozen=True, slots=True)
class Context:
    index: Index
    document: Document
    judged: tuple[Judged, ...]
    links: Links
    by_sentence: Mapping[int, tuple[Judged, ...]]
    gate: Gate

    def is_sure(self, judged: Judged, needed: Tie = Tie.DATED) -> bool:
        """Whether a flag may rest on a claim: on none whose words may be about another vote than the one it is linked to."""
        return not self.gate.why_unsure(judged.draft, judged.candidates, needed)

    def of_kind(self, *kinds: str) -> list[Judged]:
        return [j for j in self.judged if j.draft.kind in kinds]

    def near(self, judged: Judged) -> list[Judged]:
        """Claims in the sentence of a claim and in its neighbours."""
        sentences = self.document.near(judged.draft.sentence)
        return [other for sentence in sentences for other in self.by_sentence.get(sentence.index, ())]


def context(index: Index, document: Document, judged: tuple[Judged, ...], links: Links, gate: Gate) -> Context:
    groups: dict[int, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.draft.sentence.index, []).append(one)
    return Context(index, document, judged, links, {place: tuple(group) for place, group in groups.items()}, gate)


def verdict_of(readings: tuple[Reading, ...]) -> Verdict:
    """The lattice: true in all readings, false in all, or mixed. The first reading decides whether the record speaks at
    all; later ones that it cannot decide are left out."""
    if not readings or (
        readings[0].holds is None
        and not any(r.holds is not None for r in readings[1:] if r.reading.startswith("against"))
    ):
        return "not_in_record"
    values = {reading.holds for reading in readings if reading.holds is not None}
    return "depends" if len(values) > 1 else "supported" if values == {True} else "refuted"
