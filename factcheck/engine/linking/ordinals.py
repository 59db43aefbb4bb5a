"""Votes told apart by their order, or as one and another: "in the first vote ... in the second", "backing one and
opposing the other"."""

from __future__ import annotations

import re
from datetime import timedelta

from factcheck.engine.candidates import Candidate
from factcheck.engine.draft import Draft
from factcheck.engine.fitting import fit
from factcheck.engine.index import Index
from factcheck.engine.linking.clauses import clause
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.masking import rx

TOGETHER = timedelta(days=4)
"""Votes so near to each other are counted as first and second; those of other years are not."""
_VOTE = r"(?: (?:(?:vote|ballot|one|resolution|text|draft|measure|motion|instance|case)(?: on <T>)?|of (?:the|these|those)(?: two| three)?(?: (?:votes|ballots|resolutions|texts|drafts|measures|motions))?|of them))"
_NTH = rx(
    rf"\b(?:in|on|at|for|against|opposed|opposing|backed|backing|supported|supporting|rejected) the (?P<n>first|second|third|former|latter)\b(?:{_VOTE}(?=[ ,;.]|$)|(?=,| (?:and\b|but\b|while\b|<L>|<G>|we\b|it\b|they\b|our\b|its\b|their\b|both\b|european\b)|[;.]|$))(?! (?:of its|since|ever|in (?:\w+ )?(?:years|decades)))"
    r"|\bthe (?P<m>former|latter)\b"
)
_AND = rx(r" (?:and|but|while|whereas) |;")
_ORDER = {"first": 0, "second": 1, "third": 2, "former": -2, "latter": -1}


def tell(spoken: list[tuple[Candidate, ...]], meant: list[tuple[Candidate, ...]]) -> None:
    """Put the votes that a sentence's claims mean behind those told before. Of several that were told together, the one that
    is spoken of first comes first."""
    for candidates in meant:
        keys = {c.event.key for c in candidates}
        place = next((n for n, told in enumerate(spoken) if keys & {c.event.key for c in told}), None)
        if place is None:
            spoken.append(candidates)
        elif len(candidates) == 1 and len(spoken[place]) > 1:
            rest = tuple(c for c in spoken[place] if c.event.key not in keys)
            spoken[place : place + 1] = [candidates, rest]


def by_order(draft: Draft, spoken: list[tuple[Candidate, ...]], index: Index) -> tuple[Candidate, ...]:
    """What "in the first vote" means: the vote that was told first, of those told that lie near in time. Where only one was
    told, any of the day's; empty where the draft names no order."""
    text = draft.sentence.masked.text
    if not ("first" in text or "second" in text or "third" in text or "former" in text or "latter" in text):
        return ()
    match = _nearest(text, draft)
    if match is None or not spoken:
        return ()
    day = spoken[-1][0].event.day
    near = [
        c for c in spoken if c[0].event.day is not None and day is not None and abs(c[0].event.day - day) <= TOGETHER
    ]
    place = _ORDER[match["n"] or match["m"]]
    if len(near) < 2 and near:
        only = near[0][0]
        others = [e for e in index.siblings(only.event) if e.day == day]
        return (*near[0], *(Candidate(e, only.score - 1, ("in an order",)) for e in others))[:4] if others else ()
    return near[place] if -len(near) <= place < len(near) else ()


def _nearest(text: str, draft: Draft) -> re.Match[str] | None:
    """The words for an order that stand nearest to the verb in its clause, or in an opening before it."""
    begin, stop = clause(draft)
    at = draft.at
    behind = _NTH.search(text, at, stop)
    if behind and not _AND.search(text, at, behind.start()):
        return behind
    before = [m for m in _NTH.finditer(text, max(0, begin - 60), at) if m.end() >= begin - 2]
    return before[-1] if before and not _AND.search(text, before[-1].end(), at) else None


def one_of(draft: Draft, focus: VoteEvent | None, candidates: list[Candidate], index: Index) -> tuple[Candidate, ...]:
    """What "one" and "another" mean: the votes of the day on which the states did what is said of them; all of the day's
    where they did so on none."""
    if not draft.meta.get("one"):
        return ()
    tops = [e for e in (focus, candidates[0].event if candidates else None) if e is not None]
    texts = next(([top, *index.siblings(top)] for top in tops if index.siblings(top)), [])
    fitting = [e for e in texts if fit(draft, e)[0] and not fit(draft, e)[1]]
    return tuple(Candidate(e, 2.0, ("one of the day's",)) for e in (fitting or texts)[:4])
