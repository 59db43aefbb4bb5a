"""Provisions against the operative paragraphs in the record, its title and its description."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.engine.claims.charter import ADMISSION
from factcheck.engine.claims.provision.verbs import DEMAND, LOOSE, STEMS, SURE_TO_SAY
from factcheck.engine.claims.provision.words import proper_names, terms
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import Evidence, Motion, Reading, VoteEvent
from factcheck.engine.text.document import Document

ENOUGH = 0.6
"""Share of the object's telling words that one paragraph must have."""
WINDOW = 40
"""Words of a paragraph that are compared at a time."""
BEGINNING = 60
"""Code points at the head of a paragraph in which its verb stands."""
IN_RECITALS = frozenset({"condemn", "affirm", "support", "name"})
"""Families that a text may say in its preamble too ("Condemning in the strongest terms ...")."""
SHOWN = 300
"""Code points of a paragraph that an explanation quotes."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A stretch of a paragraph, and the verb at the paragraph's head where it is another stretch."""

    words: str
    head: str
    share: float
    common: int


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when a paragraph, or the record's description, of the same family of verbs has the object's telling words.

    A missing word proves nothing, so nothing is false for want of one. "Does not name" is false where the text names it,
    and true where the record holds the whole text and it does not. A strict demand of which the text only has a call
    depends on the strength meant.
    """
    motion = index.motion_of(event)
    row = (Evidence("motion", motion.key, motion.source),)
    if "amendments" in draft.asserted:
        return _amended(draft, event, index)
    family = draft.meta["family"]
    special = _of_membership(draft, motion, event)
    if special is not None:
        return special
    if draft.asserted.get("negated"):
        return _left_out(draft, motion, event, index)
    wanted = terms(draft.asserted["object"], index.gazetteer)
    found = _best(wanted, family, motion, index) if wanted and "of" not in draft.asserted else None
    record = {"motion": motion.key, "verb": draft.asserted["verb"], "text_is_whole": motion.text_is_whole}
    if found is None:
        passages = (*motion.paragraphs, *motion.recitals)
        has_family = any(STEMS[family].search(p) for p in passages) if family in STEMS else None
        if (
            motion.text_is_whole
            and family in SURE_TO_SAY
            and has_family is False
            and not draft.asserted["verb"].startswith(LOOSE)
        ):
            record["no_paragraph_of_the_kind"] = True
        fact = (
            f"no operative paragraph of {motion.key} in the record could be matched with these words"
            if motion.paragraphs
            else f"the record does not hold the text of {motion.key}"
        )
        return Judgement((Reading("the operative text", None, record),), row, (fact,), event)
    readings = [Reading("the operative text", True, record)]
    strict = draft.asserted["verb"].startswith("demand") and motion.text_is_whole
    if strict and not DEMAND.search(f"{found.head} {found.words}"):
        readings = [
            Reading("a demand in the text's own words", False, record),
            Reading("demand as a loose word for a call", True, record),
        ]
    words = f"{found.head} {found.words}".lstrip()
    shown = words.rstrip(" .;,") if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(' ', 1)[0]} …"
    return Judgement(tuple(readings), row, (f"of {motion.key} the record has: “{shown}”",), event)


def _best(wanted: frozenset[str], family: str, motion: Motion, index: Index) -> _Match | None:
    """The paragraph, description or title that says it, if any does."""
    sources = [*motion.paragraphs, *((motion.description,) if motion.description else ()), *((motion.title,) if motion.title else ())]  # fmt: skip
    if family in IN_RECITALS:
        sources += motion.recitals
    best: _Match | None = None
    about = terms(f"{motion.title} {motion.description}", index.gazetteer)
    for words in sources:
        if family in STEMS and not STEMS[family].search(words):
            continue
        for window in _windows(words):
            if family in STEMS and not (STEMS[family].search(window) or STEMS[family].search(words[:BEGINNING])):
                continue
            head = words.split(None, 1)[0] if window.startswith("…") else ""
            match = _compare(wanted, window, head, about, index)
            if match is not None and (best is None or (match.share, match.common) > (best.share, best.common)):
                best = match
    return best


def _windows(words: str) -> list[str]:
    """A paragraph in stretches that overlap, so that words from its far ends are not taken together."""
    parts = words.split()
    if len(parts) <= WINDOW:
        return [words]
    return [
        ("… " if at else "") + " ".join(parts[at : at + WINDOW]) + (" …" if at + WINDOW < len(parts) else "")
        for at in range(0, len(parts) - WINDOW // 2, WINDOW // 2)
    ]


def _compare(wanted: frozenset[str], words: str, head: str, about: frozenset[str], index: Index) -> _Match | None:
    """How many telling words a stretch has; None where too few. The place or the war may stand in the title only."""
    given = terms(words, index.gazetteer)
    common = wanted & given
    share = 1 - len(wanted - given - about) / len(wanted)
    if share < ENOUGH or len(common) < min(2, len(wanted)):
        return None
    return _Match(words, head, share, len(common))


def _left_out(draft: Draft, motion: Motion, event: VoteEvent, index: Index) -> Judgement:
    """That a text does not name, mention or condemn something."""
    row = (Evidence("motion", motion.key, motion.source),)
    object_, family = draft.asserted["object"], draft.meta["family"]
    names = proper_names(object_) or frozenset(w for w in object_.lower().split() if len(w) > 3)
    codes = frozenset(c for f in index.gazetteer.find(object_, 0, len(object_)) if f.type == "state" for c in f.codes)
    passages = [*motion.paragraphs, *motion.recitals, motion.title]
    record = {"motion": motion.key, "text_is_whole": motion.text_is_whole, "looked_for": sorted(names)}
    hits = [p for p in passages if p and (names & proper_names(p) or codes & terms(p, index.gazetteer))]
    if family == "name" and not codes and hits and " " not in object_.strip():
        fact = f"of {motion.key} the record has: “{hits[0][:SHOWN]}”"
        return Judgement((Reading("the words of the text", False, record),), row, (fact,), event)
    of_family = [p for p in hits if family not in STEMS or family == "name" or STEMS[family].search(p)]
    whole = motion.text_is_whole and bool(motion.recitals)
    holds = True if whole and not (hits if family == "name" and not codes else of_family) else None
    fact = (
        f"the record holds the whole text of {motion.key}, and these words are not in it"
        if holds
        else f"the record does not hold the whole text of {motion.key}"
        if not whole
        else f"whether {motion.key} says so cannot be told from single words"
    )
    return Judgement((Reading("the words of the text", holds, record),), row, (fact,), event)


def _amended(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """ "With three amendments": true when the record shows as many carried; else left open, since some go without a vote."""
    carried = [e for e in index.amendments(event) if e.result == "adopted" and index.motion_of(e).kind == "amendment"]
    holds = True if len(carried) == draft.asserted["amendments"] else None
    fact = f"the record shows {len(carried)} {'amendment' if len(carried) == 1 else 'amendments'} carried to {event.motion}"
    rows = tuple(Evidence("count", e.key, ", ".join(e.sources)) for e in carried)
    return Judgement(
        (Reading("amendments carried", holds, {"carried": [e.key for e in carried]}),), rows, (fact,), event
    )


def _of_membership(draft: Draft, motion: Motion, event: VoteEvent) -> Judgement | None:
    """ "To grant full membership" of a Council text: the Council recommends, the Assembly decides."""
    said = str(draft.asserted.get("object", "")).lower()
    if motion.body != "SC" or "membership" not in said or draft.meta["family"] not in ("grant", "extend") or draft.asserted.get("negated"):  # fmt: skip
        return None
    readings = (
        Reading("membership by the Council's own vote", False, {"motion": motion.key}),
        Reading("a recommendation to the Assembly", True, {"motion": motion.key}),
    )
    return Judgement(readings, (Evidence("motion", motion.key, motion.source),), (ADMISSION.fact,), event)
