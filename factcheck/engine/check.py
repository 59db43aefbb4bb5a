"""The algorithm: read, detect, link, judge, flag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from factcheck.engine.candidates import Candidate
from factcheck.engine.claims import BY_NAME, KINDS, dates, tally
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.named_body import in_named_body
from factcheck.engine.committee import in_committee
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.explain import explain
from factcheck.engine.flags import raise_flags
from factcheck.engine.index import Index
from factcheck.engine.judged import Judged, context, verdict_of
from factcheck.engine.linking import certainty, link
from factcheck.engine.linking.assertion import is_question
from factcheck.engine.linking.certain import Gate
from factcheck.engine.linking.ties import Ties
from factcheck.engine.model import Article, Claim, EventScore, Evidence, Reading, Result, VoteEvent
from factcheck.engine.naming import titled
from factcheck.engine.proposals import Proposal, admitted
from factcheck.engine.rules import ENGINE_VERSION, rules_hash
from factcheck.engine.scope import about_the_un, tells_of_a_committee
from factcheck.engine.text.document import Document, read
from factcheck.engine.text.masking import rx


def check(article: Article, index: Index, proposals: Sequence[Proposal] = ()) -> Result:
    """Find the claims of an article, judge each against the record, raise flags. Same input, same bytes out.

    `proposals` are claims that somebody else thinks are in the text. Those it bears out are judged too and stand behind the
    engine's own, marked as drafted. They change nothing else: no link, verdict or flag of the engine's own.
    """
    document = read(article, index.gazetteer, index.titles.find)
    drafts = detect(document)
    links = link(document, drafts, index)
    pairs = [
        (part, candidates, text)
        for draft, candidates, text in zip(drafts, links.of_draft, links.texts, strict=True)
        if is_claim(draft, candidates, index)
        for part in (
            tally.split_mixed(draft, candidates[0].event)
            if draft.kind == tally.KIND and len(candidates) == 1
            else [draft]
        )
    ]
    gate = Gate(Ties(document, drafts, links, index))
    judged = tuple(
        judge(f"c{number}", draft, candidates, index, document, gate, text)
        for number, (draft, candidates, text) in enumerate(pairs, start=1)
    )
    flags = raise_flags(context(index, document, judged, links, gate))
    proposed = admitted(proposals, document, [j.draft for j in judged]) if proposals else []
    drafted = _drafted(proposed, drafts, index, document)
    return Result(
        article, index.snapshot, index.vote_events, rules_hash(), ENGINE_VERSION,
        (*(j.claim for j in judged), *drafted), flags, notes(document),
    )  # fmt: skip


def _drafted(proposed: list[Draft], own: list[Draft], index: Index, document: Document) -> tuple[Claim, ...]:
    """The claims of admitted proposals, linked beside the engine's own."""
    if not proposed:
        return ()
    settled = [_settled(draft, document) for draft in proposed]
    links = link(document, [*own, *settled], index)
    gate = Gate(Ties(document, [*own, *settled], links, index))
    kept = [pair for pair in zip(settled, links.of_draft[len(own) :], strict=True) if is_claim(*pair, index)]
    judged = (judge(f"d{number}", *pair, index, document, gate) for number, pair in enumerate(kept, start=1))
    return tuple(replace(j.claim, drafted=True) for j in judged)


def is_claim(draft: Draft, candidates: tuple[Candidate, ...], index: Index) -> bool:
    """Whether the words claim anything that the record could bear on."""
    kind = BY_NAME[draft.kind]
    return (bool(candidates) or not kind.needs_vote or draft.meta.get("stands_alone", False)) and (
        kind.is_known is None or kind.is_known(draft, index)
    )


def detect(document: Document) -> list[Draft]:
    """Claims of every kind in the sentences that are about the United Nations, in the order of the text."""
    found: dict[tuple[object, ...], Draft] = {}
    sentences = about_the_un(document)
    asked = {sentence.index for sentence in sentences if is_question(sentence)}
    of_votes = [sentence for sentence in sentences if g.speaks_of_votes(sentence.masked.text)]
    # The patterns of one kind after those of another: a processor has no room for all of them at once.
    for kind in KINDS:
        for sentence in sentences if kind.everywhere else of_votes:
            for draft in kind.detect(sentence, document):
                if draft.end > draft.start and (sentence.index not in asked or draft.kind in _IN_A_QUESTION):
                    draft = _settled(draft, document)
                    found.setdefault((draft.kind, draft.start, draft.end, _as_key(draft.asserted)), draft)
    drafts = sorted(found.values(), key=lambda d: (d.start, d.end, d.kind))
    return in_committee(_beside_their_counts(drafts), document)


_SIDES = ("vote_position", "group_position", "count")


def _beside_their_counts(drafts: list[Draft]) -> list[Draft]:
    """States named within counts of a vote on amendments or on procedure voted in that one: "rejected by 4 votes (A, B, C
    and D) to 2 (E and F)"."""
    parts: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.kind == tally.KIND:
            parts.setdefault(draft.sentence.index, []).append(draft)
    parts = {at: told for at, told in parts.items() if all(d.about in ("amendment", "procedural") for d in told)}
    if not parts:
        return drafts
    settled = []
    for draft in drafts:
        beside = parts.get(draft.sentence.index, []) if draft.about == "whole" and draft.kind in _SIDES else []
        within = next((d for d in beside if d.start <= draft.start <= d.end), None)
        settled.append(draft if within is None else replace(draft, about=within.about))
    return settled


_IN_A_QUESTION = frozenset({"title", "symbol"})
"""What a question may still name. All else it asks for, and does not say."""


def _as_key(asserted: Mapping[str, object]) -> str:
    return repr(sorted(asserted.items(), key=repr) if len(asserted) > 1 else list(asserted.items()))


def _settled(draft: Draft, document: Document) -> Draft:
    """A draft on a whole text is one on an amendment, or on a vote in committee, where the sentences say so."""
    if _means_amendment(draft, document):
        return replace(draft, about="amendment")
    if draft.kind == dates.KIND and draft.about == "whole" and _OF_PROCEDURE.search(draft.sentence.masked.text):
        return replace(draft, about="procedural")
    if draft.about == "whole" and tells_of_a_committee(draft.sentence.masked.text):
        return replace(draft, about="committee")
    return draft


_OF_PROCEDURE = rx(
    r"secret ballot|procedural (?:vote|motion|resolution)|motion for division|\b(?:request|call|bid) (?:to|for) (?:hold|a vote|an? (?:emergency|special|urgent))"
)
"""A day told with these is that of a vote on procedure."""
_THEIR_PROPOSAL = rx(
    r"\b(?:proposals?|initiatives?|ideas?|suggestions?|changes|demands?) (?:of|by|from) (?:the )?(?:<L>|<J>)|(?:<J>|<L>(?:'s)?|these|those|its|their) (?:proposals?|initiatives?|ideas?|suggestions?|changes)\b"
)

_THE_PROPOSAL = rx(
    r"\b(?:the|its|this|that|his|her|their|<J>|<L>'s) (?:[\w-]+ )?(?:proposals?|requests?|motions?|bids?|moves?|attempts?|changes?|suggestions?|demands?|wording)\b"
)
_WANTED_CHANGED = rx(
    r"\b(?:ask(?:ed|s|ing)|want(?:ed|s)|sought|seeks|propos(?:ed|es|ing)|suggest(?:ed|s)|tried|tries|call(?:ed|s)|mov(?:ed|es)|request(?:ed|s)|urg(?:ed|es))\b[^.;]{0,90}\b(?:dropp?(?:ed)?|delet\w+|remov\w+|add(?:ed|ing)?|insert\w*|replac\w+|soften\w*|reword\w*|strik\w+|struck|taken? out|left out)\b"
)
"""The sentence before asks for other words, and "the proposal" is that."""


def _means_amendment(draft: Draft, document: Document) -> bool:
    """ "They were rejected", after a sentence about amendments, is about those."""
    sentence = draft.sentence
    if draft.about != "whole" or draft.kind not in ("outcome", "tally", "framing") or sentence.index == 0:
        return False
    before = document.sentences[sentence.index - 1].masked.text
    text = sentence.masked.text
    if _THEIR_PROPOSAL.search(text) and "amend" in before:
        return True
    if _THE_PROPOSAL.search(text) and _WANTED_CHANGED.search(before):
        return True
    return g.PRONOUN.search(text) is not None and g.TEXT_WORD.search(text) is None and "amendment" in before


def judge(
    name: str, draft: Draft, candidates: tuple[Candidate, ...], index: Index, document: Document, gate: Gate | None, text: VoteEvent | None = None
) -> Judged:  # fmt: skip
    """Judge one draft under every vote it may mean. `text` is what a vote that the record lacks belongs to. What the record
    speaks against is refuted only where its words are tied to the vote firmly enough (`linking.certain`);
    `gate` is None where a person said which vote is meant."""
    kind = BY_NAME[draft.kind]
    judgements: tuple[Judgement, ...]
    if candidates:
        judgements = tuple(_judge_one(draft, candidate, index, document) for candidate in candidates)
    elif draft.about in ("none", "rule") and kind.judge_alone:
        judgements = (kind.judge_alone(draft, index, document),)
    elif text is not None:
        judgements = (_unknown_vote(draft, text),)
    else:
        judgements = ()
    readings = _readings(judgements)
    verdict = verdict_of(readings)
    if verdict == "refuted" and gate is not None and (doubt := gate.why_unsure(draft, candidates)):
        judgements = tuple(replace(j, readings=tuple(replace(r, holds=None) for r in j.readings), facts=(doubt,)) for j in judgements)  # fmt: skip
        readings, verdict = _readings(judgements), "not_in_record"
    evidence: dict[tuple[str, str], Evidence] = {(e.type, e.ref): e for j in judgements for e in j.evidence}
    claim = Claim(
        name, "headline" if draft.sentence.is_headline else "body", draft.start, draft.end, document.text[draft.start : draft.end],
        draft.told_kind, draft.asserted, verdict, titled(explain(draft, verdict, readings, judgements), index),
        _events(candidates, judgements),
        candidates[0].event.motion if candidates else None, readings, tuple(evidence.values()),
    )  # fmt: skip
    return Judged(draft, claim, judgements, candidates)


def _unknown_vote(draft: Draft, text: VoteEvent) -> Judgement:
    """Nothing is decided about a vote that the record lacks; the vote on the text it belongs to is told."""
    what = {"amendment": "amendment", "procedural": "question of procedure"}.get(draft.about)
    fact = (
        f"the loaded record holds no vote on an {what} that fits; the text spoken of is {text.key}"
        if what == "amendment"
        else f"the loaded record holds no vote on a {what} that fits; the text spoken of is {text.key}"
        if what
        else f"the text speaks of a vote in a committee of the Assembly; the record holds votes of the full Assembly only, on this text {text.key}"
    )
    return Judgement((Reading("the vote meant", None, {"text": text.key}),), (), (fact,), None, (text,))


BESIDE = 0.5
"""Score of a vote that is compared with the linked one: meant too, never the first."""


def _events(candidates: tuple[Candidate, ...], judgements: tuple[Judgement, ...]) -> tuple[EventScore, ...]:
    found = {c.event.motion: certainty(c.score) for c in candidates}
    for judgement in judgements:
        for event in judgement.beside:
            found.setdefault(event.motion, BESIDE)
    return tuple(EventScore(motion, score) for motion, score in found.items())


def _judge_one(draft: Draft, candidate: Candidate, index: Index, document: Document) -> Judgement:
    judgement = BY_NAME[draft.kind].judge(draft, candidate.event, index, document)
    if parent := index.motion_of(candidate.event).parent:
        judgement = replace(judgement, beside=(*judgement.beside, *index.by_motion(parent)))
    if draft.kind in ("outcome", "tally"):
        judgement = in_named_body(judgement, draft, candidate.event, index)
    kind = BY_NAME[draft.kind]
    if candidate.event.reconciled or kind.of_text or (kind.of_result and _has_no_numbers(candidate.event)):
        return judgement
    fact = f"the counts, roll call and membership of {candidate.event.key} do not agree in the record, so no verdict rests on it"
    return replace(judgement, readings=tuple(replace(r, holds=None) for r in judgement.readings), facts=(fact,))


def _has_no_numbers(event: VoteEvent) -> bool:
    """A vote of which no number is known has none that could disagree: how and when it ended is what its source says."""
    c = event.counts
    return event.roll is None and (c.yes, c.no, c.abstain, c.absent) == (None, None, None, None)


def _readings(judgements: tuple[Judgement, ...]) -> tuple[Reading, ...]:
    if len(judgements) == 1:
        return judgements[0].readings
    return tuple(
        replace(r, reading=f"{r.reading} ({j.event.key})" if j.event else r.reading)
        for j in judgements
        for r in j.readings
    )


def notes(document: Document) -> tuple[str, ...]:
    if document.published is None:
        return (
            "No day of publication was given: days such as “Monday” are not resolved, and a vote is linked only when the text names it.",
        )
    return ()
