"""Claims proposed from outside, and which of them the text bears out. A proposal is a place and a typed query, no more.

Whoever proposes is not believed: the words must stand at the place given, and every state, group, number, day, symbol and
title of the query must be read in their own sentence by the engine's own readers. What is left is a draft like any other;
which vote is meant, what the record says and the verdict are the engine's. See docs/drafting.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from factcheck.engine.claims import (  # fmt: skip
    alignment,
    attribution,
    binding,
    dates,
    groups,
    outcome,
    positions,
    sponsorship,
    tally,
    titles,
)
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.stances import SATISFIED_BY
from factcheck.engine.draft import Draft
from factcheck.engine.scope import about_the_un
from factcheck.engine.text.dates import Day
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import TAGS, Masked, rx

LIMIT = 200
"""Proposals looked at for one text."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """`quote` must be text[start:end], code points as in `Article.full_text`; `asserted` by kind as in `PROPOSABLE`."""

    start: int
    end: int
    quote: str
    kind: str
    asserted: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A proposal's words: their sentence, and where they stand in the masked sentence. `is_believed` where a person says
    how the words are to be read: states, groups, numbers and days need then not stand in the sentence as such."""

    sentence: Sentence
    start: int
    end: int
    first: int
    last: int
    is_believed: bool = False

    @property
    def masked(self) -> Masked:
        return self.sentence.masked

    @property
    def words(self) -> str:
        """The masked words, with what stands just before them: a "would" there makes a plan of them."""
        return self.masked.text[max(0, self.first - 24) : self.last]

    @property
    def is_negated(self) -> bool:
        """Whether a "not" stands in the sentence up to the end of the words: how far it reaches only a reader can tell."""
        return _NEGATED.search(self.masked.text, 0, self.last) is not None

    def draft(self, kind: str, asserted: Mapping[str, Any], place: int = -1, **meta: Any) -> Draft:
        place = self.first if place < 0 else place
        about = "amendment" if "amend" in self.masked.text[self.first : self.last] else "whole"
        return Draft(kind, self.sentence, self.start, self.end, asserted, about, place=place, meta=meta)


Build = Callable[[Place, Mapping[str, Any]], Draft | None]
"""A draft from slots that are all in the sentence and of the kind's own shape; None otherwise."""

_UNREAL = rx(
    r"\b(?:would|will|could|might|may|should|shall|must|can|cannot|expected|likely|unlikely|plan(?:s|ned|ning)?|threaten\w*|intend\w*|pledg\w*|promis\w*|vow\w*|urg\w+|hop(?:e|es|ed|ing)|want\w*|ask\w*|call(?:s|ed|ing)? (?:on|for)|accus\w+)\b"
)
"""Plans, wishes and accusations are no claims about the record. What a text demands is often in these words too, so they are
looked for only in the claim's own words and just before them."""
_DENIED = rx(r"\b(?:if|unless|whether|deni\w+|deny\w*|rumou?r\w*|falsely|untrue|not true)\b|\?")
"""Denials, conditions and questions reach over their whole sentence, however the words of a claim are cut out of it."""
_NEGATED = rx(
    r"\b(?:not|never|no one|nobody|none|neither|nor|without|refus\w+|declin\w+|fail\w*|instead of|rather than)\b|n't\b|\bfalse\b"
)


def admitted(proposals: Sequence[Proposal], document: Document, own: Sequence[Draft]) -> list[Draft]:
    """The proposals that the text bears out, as drafts in its order. `own` are the engine's claims: a proposal that
    overlaps one of its kind, or speaks of the same states in the same sentence, is dropped. So are proposals that speak
    against each other: nothing tells which of them is meant."""
    scope = about_the_un(document)
    found: dict[tuple[object, ...], Draft] = {}
    for proposal in proposals[:LIMIT]:
        draft = _draft(proposal, document, scope)
        if draft is not None and not any(_meets(draft, other) for other in own):
            key = (draft.start, draft.end, draft.kind, repr(sorted(draft.asserted.items())))
            found.setdefault(key, draft)
    drafts = [found[key] for key in sorted(found, key=repr)]
    kept = [d for d in drafts if not any(_meets(d, other) for other in drafts if other is not d)]
    return sorted(kept, key=lambda d: (d.start, d.end, d.kind, repr(sorted(d.asserted.items()))))


def _meets(draft: Draft, other: Draft) -> bool:
    if draft.kind != other.kind or draft.sentence.index != other.sentence.index:
        return False
    if draft.subjects and other.subjects:
        return bool(set(draft.subjects) & set(other.subjects))
    return draft.start < other.end and other.start < draft.end


def _draft(proposal: Proposal, document: Document, scope: Sequence[Sentence]) -> Draft | None:
    kind = PROPOSABLE.get(proposal.kind) if isinstance(proposal.kind, str) else None
    place = _place(proposal, document, scope)
    slots = proposal.asserted
    if kind is None or place is None or not isinstance(slots, Mapping):
        return None
    if _UNREAL.search(place.words) or _DENIED.search(place.masked.text):
        return None
    if not kind.required <= set(slots) <= kind.slots or (place.is_negated and not kind.is_denial(slots)):
        return None
    return kind.build(place, slots)


def _place(proposal: Proposal, document: Document, scope: Sequence[Sentence]) -> Place | None:
    start, end = proposal.start, proposal.end
    if not (_is_number(start) and _is_number(end) and 0 <= start < end <= len(document.text)):
        return None
    if document.text[start:end] != proposal.quote or proposal.quote != proposal.quote.strip():
        return None
    sentence = next((s for s in scope if s.start <= start and end <= s.end), None)
    return None if sentence is None else place_in(sentence, start, end)


def place_in(sentence: Sentence, start: int, end: int, *, is_believed: bool = False) -> Place | None:
    """Where [start, end) of the text stands in the masked sentence; None where no part of it does."""
    masked = sentence.masked
    inside = [n for n, (a, z) in enumerate(zip(masked.starts, masked.ends, strict=True)) if a < end and start < z]
    return Place(sentence, start, end, inside[0], inside[-1] + 1, is_believed) if inside else None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _states(place: Place, value: object) -> list[str] | None:
    """Codes of states, each named in the sentence and told from others of its name."""
    if not isinstance(value, list | tuple) or not value or not all(isinstance(code, str) for code in value):
        return None
    is_said = len(set(value)) == len(value) and (place.is_believed or set(value) <= place.sentence.states)
    return list(value) if is_said else None


def _at(place: Place, codes: Sequence[str]) -> int:
    """Where in the masked sentence the first of the states stands that is within the words, else the words begin."""
    for at, entity in sorted(place.masked.entities.items()):
        if place.first <= at < place.last and entity.tag in "LJ" and any(s.code in codes for s in entity.value):
            return at
    return place.first


def _one_of(value: object, allowed: Sequence[str] | Mapping[str, object]) -> bool:
    return isinstance(value, str) and value in allowed


# ------------------------------------------------------------------------------------------------------------ the kinds


def _position(place: Place, slots: Mapping[str, Any]) -> Draft | None:
    codes = _states(place, slots["subjects"])
    if codes is None or not _one_of(slots["option"], SATISFIED_BY):
        return None
    asserted: dict[str, Any] = {"subjects": codes, "option": slots["option"]}
    if (who := attribution.of(place.sentence, (place.first, place.last))) is not None:
        asserted["attributed"] = who
    of_matter = positions.of_matter(place.masked.text, (place.first, place.last))
    return place.draft(positions.KIND, asserted, _at(place, codes), of_matter=of_matter)


def _alignment(place: Place, slots: Mapping[str, Any]) -> Draft | None:
    codes, targets = _states(place, slots["subjects"]), _states(place, slots["with"])
    if codes is None or targets is None or not set(targets) < set(codes):
        return None
    if not _one_of(slots["relation"], ("same", "opposed")):
        return None
    subjects = [code for code in codes if code not in targets]
    asserted = {"subjects": [*subjects, *targets], "with": targets, "relation": slots["relation"], "scope": "bare"}
    return place.draft(
        alignment.KIND, asserted, _at(place, targets), wording="sided", subject=subjects, targets=targets
    )


_QUANTIFIERS = ("all", "most", "half", "some", "none", "count", "bare")


def _group(place: Place, slots: Mapping[str, Any]) -> Draft | None:
    code, quantifier = slots["group"], slots["quantifier"]
    at = next((at for at, e in place.masked.within(place.first, place.last, "G") if e.value == code), None)
    at = place.first if at is None and place.is_believed and isinstance(code, str) else at
    if at is None or not _one_of(slots["option"], SATISFIED_BY) or not _one_of(quantifier, _QUANTIFIERS):
        return None
    asserted = {"group": code, "option": slots["option"], "quantifier": quantifier}
    if ("n" in slots) != (quantifier == "count") or ("approximate" in slots and quantifier != "count"):
        return None
    if quantifier == "count":
        said = _numbers(place, {"n": slots["n"]})
        if said is None or ("approximate" in slots and slots["approximate"] != said.words.get("n")):
            return None
        asserted["n"] = slots["n"]
        if said.words:
            asserted["approximate"] = said.words["n"]
    if "except" in slots:
        codes = _states(place, slots["except"])
        if codes is None:
            return None
        asserted["except"] = codes
    if (who := attribution.of(place.sentence, (place.first, place.last))) is not None:
        asserted["attributed"] = who
    return place.draft(
        groups.KIND, asserted, at, phrase=TAGS["G"], codes=(code,), owner=(), united=False, rest=False
    )  # fmt: skip


_HEDGE = rx(
    r"\b(?P<word>more than|over|at least|fewer than|less than|under|nearly|almost|close to|about|around|roughly)(?: (?:a|the|a total of))? $"
)
_VAGUE = rx(r"\b(?:up to|no more than|as many as|not more than|between|from|another|other|first|last) $|\d$")


@dataclass(frozen=True, slots=True)
class _Said:
    """Numbers found in the words: where the first stands, whether they stand in a row, and what is said before each."""

    first: int
    is_row: bool
    words: dict[str, str]


def _numbers(place: Place, wanted: Mapping[str, object]) -> _Said | None:
    """Each number wanted, read in the words of its own; None where one is not there or is said in a way not followed."""
    if not wanted or not all(_is_number(value) for value in wanted.values()):
        return None
    figures = [(at, e) for at, e in place.masked.entities.items() if place.first <= at < place.last and e.tag in "NV"]
    read = sorted((at, value) for at, e in figures for value in (e.value if e.tag == "V" else (e.value,)))
    if Counter(wanted.values()) - Counter(value for _, value in read):
        return _Said(place.first, False, {}) if place.is_believed else None
    places = {name: next(at for at, value in read if value == said) for name, said in wanted.items()}
    words = {}
    for name, at in places.items():
        before = place.masked.text[max(0, at - 24) : at]
        if _VAGUE.search(before):
            return None
        if hedge := _HEDGE.search(before):
            words[name] = hedge["word"]
    is_row = len(wanted) > 1 and all(place.masked.text[at] == TAGS["V"] for at in places.values())
    return _Said(min(places.values()), is_row, dict(sorted(words.items())))


def _tally(place: Place, slots: Mapping[str, Any]) -> Draft | None:
    counts = {option: slots[option] for option in ("yes", "no", "abstain", "absent") if option in slots}
    said = _numbers(place, counts)
    if said is None or ("approximate" in slots and slots["approximate"] != said.words):
        return None
    asserted: dict[str, Any] = {**counts, **({"approximate": said.words} if said.words else {})}
    parts = (tally.Part(said.first, place.last, counts, is_row=said.is_row),)
    return place.draft(tally.KIND, asserted, said.first, parts=parts, all=dict(counts))


_PART_OF = rx(r"amend|procedur|secret ballot|adjourn|postpone|no[- ]action|division|paragraph")


def _outcome(place: Place, slots: Mapping[str, Any]) -> Draft | None:
    by = _states(place, slots["vetoed_by"]) if "vetoed_by" in slots else []
    if by is None or not _one_of(slots["outcome"], ("adopted", "rejected", "vetoed")):
        return None
    if (_PART_OF.search(place.masked.text) and not place.is_believed) or (by and slots["outcome"] != "vetoed"):
        return None  # which part of a text or which motion was meant is not for a proposal to say
    if "subjects" in slots and slots["subjects"] != by:
        return None
    asserted = {"subjects": by, "outcome": "vetoed", "vetoed_by": by} if by else {"outcome": slots["outcome"]}
    return place.draft(outcome.KIND, asserted, owners=())


def _sponsorship(place: Place, slots: Mapping[str, Any]) -> Draft | None:
    codes = _states(place, slots["subjects"])
    if codes is None or not _one_of(slots["role"], ("author", "sponsor")):
        return None
    if "amend" in place.masked.text and not place.is_believed:
        return None
    asserted = {"subjects": codes, "role": slots["role"]}
    return place.draft(sponsorship.KIND, asserted, _at(place, codes), loose_group=False)


def _date(place: Place, slots: Mapping[str, Any]) -> Draft | None:
    for day in place.sentence.days:
        asserted = dates.asserted(day)
        if place.start <= day.start and day.end <= place.end and len(day.days) <= dates.MOST_DAYS:
            days = [d.isoformat() for d in day.days]
            if slots["date"] == asserted["date"] or (_one_of(slots["date"], days) and len(days) == 1):
                return place.draft(dates.KIND, asserted, day=day, held=False)
    if place.is_believed and (told := _day(slots["date"])) is not None:
        day = Day(place.start, place.end, frozenset({told}), True)
        return place.draft(dates.KIND, dates.asserted(day), day=day, held=True)
    return None


def _day(value: object) -> date | None:
    value = value[0] if isinstance(value, list | tuple) and len(value) == 1 else value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _symbol(place: Place, slots: Mapping[str, Any]) -> Draft | None:
    symbol = slots["symbol"]
    is_said = any(e.value == symbol for _, e in place.masked.within(place.first, place.last, "Y"))
    if not (is_said or (place.is_believed and isinstance(symbol, str))):
        return None
    return replace(place.draft(titles.SYMBOL, {"symbol": symbol}), about="symbol", reference=symbol)


def _title(place: Place, slots: Mapping[str, Any]) -> Draft | None:
    words = slots["title"]
    at = place.sentence.text.find(words) if isinstance(words, str) and len(words.split()) >= titles.RUN else -1
    start = place.sentence.start + at
    if at < 0 or not (place.start <= start and start + len(words) <= place.end):
        return None
    return place.draft(titles.TITLE, {"title": words})


def _binding(place: Place, slots: Mapping[str, Any]) -> Draft | None:
    said = slots["binding"]
    if not (isinstance(said, bool) or said == "symbolic"):
        return None
    if not (place.is_believed or g.TEXT_WORD.search(place.masked.text)):
        return None
    return place.draft(binding.KIND, {"binding": said}, words=place.masked.text[place.first : place.last])


_NEGATIVE = frozenset({"not_yes", "not_no", "absent", "aside", "none", "rejected", "vetoed"})


@dataclass(frozen=True, slots=True)
class Proposable:
    """A kind that may be proposed: the slots it must and may have, and what they are, for whoever proposes."""

    build: Build
    required: frozenset[str]
    optional: frozenset[str]
    about: str

    @property
    def slots(self) -> frozenset[str]:
        return self.required | self.optional

    def is_denial(self, slots: Mapping[str, Any]) -> bool:
        """Whether the query itself says that something was not so: only then may the words have a negation."""
        said = {slots.get(name) for name in ("option", "quantifier", "outcome") if isinstance(slots.get(name), str)}
        return (
            bool(said & _NEGATIVE) or slots.get("relation") == "opposed" or slots.get("binding") in (False, "symbolic")
        )


def _kind(build: Build, required: str, optional: str, about: str) -> Proposable:
    return Proposable(build, frozenset(required.split()), frozenset(optional.split()), about)


PROPOSABLE: Mapping[str, Proposable] = {
    positions.KIND: _kind(
        _position, "subjects option", "attributed",
        "states said to have voted one way. subjects: ISO 3166-1 alpha-3 codes; option: yes, no, abstain, absent, not_yes, not_no, aside, no_or_abstain, no_or_absent, yes_or_abstain, yes_or_absent",
    ),
    groups.KIND: _kind(
        _group, "group option quantifier", "n approximate except attributed",
        "a group said to have voted one way. group: its code, such as EU, NATO, G7; option as in vote_position; quantifier: all, most, half, some, none, count (with n), bare; except: codes of states left out",
    ),
    alignment.KIND: _kind(
        _alignment, "subjects with relation", "scope",
        "states said to have voted as others did. subjects: codes of all of them; with: codes of those they are said to have joined; relation: same or opposed",
    ),
    tally.KIND: _kind(_tally, "", "yes no abstain absent approximate", "counts of votes, as whole numbers: yes, no, abstain, absent"),
    outcome.KIND: _kind(_outcome, "outcome", "vetoed_by subjects", "how a vote ended. outcome: adopted, rejected or vetoed; vetoed_by: codes"),
    sponsorship.KIND: _kind(_sponsorship, "subjects role", "", "who put a text forward. subjects: codes; role: author or sponsor"),
    dates.KIND: _kind(_date, "date", "", "the day of a vote, named by its date. date: YYYY-MM-DD"),
    titles.SYMBOL: _kind(_symbol, "symbol", "", "a text named by its symbol. symbol: in full, such as A/RES/ES-11/7"),
    titles.TITLE: _kind(_title, "title", "", "a text named by its title. title: the words as they stand"),
    binding.KIND: _kind(_binding, "binding", "", "what force a text is said to have. binding: true, false or the word symbolic"),
}  # fmt: skip
"""The kinds whose query is told by its slots alone. The others hang on details of the words that only the rules read."""
