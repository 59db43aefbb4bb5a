"""Vetoes told by a list of times ("had vetoed four drafts before, in October 2023, December 2023 and February 2024")."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from typing import Any

from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, content_words
from factcheck.engine.text.masking import rx

TOLD_AS = "date"
DAY = timedelta(days=1)
WHOLE = 200
"""Vetoed drafts from which on a record is taken to hold them all: the list of the Council's vetoes has more, and no list
of single facts so many."""
_TIMES = rx(
    r"(?:(?:,|:| -) ?)?(?: ?(?:in|on|again in|first in|twice in|namely in))?(?P<list> ?<T>(?:(?:,| and|, and|, then| then)(?: (?:in|on|again in|again on|then in))? (?:<T>|<N>))+)(?!'s|-| <Y>)"
)
_NO_LIST = rx(r"\b(?:between|from|since|until) ?$")
_UP_TO_IT = rx(r"[^.;:,<T><V>]{0,60}(?:, before,?)?")


def told_in(draft: Draft) -> Draft | None:
    """The draft with the times of the vetoes behind it, where there are two or more; it names no vote of its own then."""
    masked, text = draft.sentence.masked, draft.sentence.masked.text
    behind = max(bisect_right(masked.ends, draft.end), draft.at)
    object_of = _UP_TO_IT.match(text, behind)
    found = _TIMES.match(text, object_of.end() if object_of else behind)
    if found is None or _NO_LIST.search(text, max(0, found.start("list") - 9), found.start("list")):
        return None
    times = []
    for at in range(*found.span("list")):
        entity = masked.entities.get(at)
        if entity is None:
            continue
        days = _year(entity.value) if entity.tag == "N" else entity.value.days
        if not days:
            return None
        times.append((min(days), max(days)))
    if len(times) < 2:
        return None
    asserted: dict[str, Any] = {
        "subjects": list(draft.subjects),
        "outcome": "vetoed",
        "vetoed_by": list(draft.asserted["vetoed_by"]),
        "dates": [_short(*time) for time in times],
    }
    _, end = masked.span(draft.at, found.end())
    return Draft(
        draft.kind,
        draft.sentence,
        draft.start,
        end,
        asserted,
        "none",
        place=draft.at,
        meta={"vetoes": tuple(times)},
        told_as=TOLD_AS,
    )


def _year(number: object) -> frozenset[date]:
    if not isinstance(number, int) or not 1946 <= number <= 2100:
        return frozenset()
    return frozenset({date(number, 1, 1), date(number, 12, 31)})


def _short(first: date, last: date) -> str:
    """A day, a month or a year in the form of ISO 8601; other spans by their first and last day."""
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first:%Y}"
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else f"{first}/{last}"


def _in_words(first: date, last: date) -> str:
    said = _short(first, last)
    return {4: said, 7: f"{first:%B %Y}", 10: f"{first.day} {first:%B %Y}"}.get(len(said), said.replace("/", " to "))


def judge(draft: Draft, index: Index, document: Document) -> Judgement:
    """True when in each of the times these states vetoed a text, and at least half of these by their titles on the matter
    spoken of; false when in one of them, a day more or less, they vetoed none at all and the record holds the list of
    vetoes; else open."""
    by = set(draft.asserted["vetoed_by"])
    vetoes = [e for e in index.events.values() if e.body == "SC" and e.result == "vetoed" and e.day]
    theirs = [e for e in vetoes if by <= set(e.vetoed_by)]
    words = frozenset().union(*(content_words(s.text) for s in document.near(draft.sentence, before=3, after=1)))
    meant: list[VoteEvent] = []
    empty, fitting, is_near = [], 0, False
    for first, last in draft.meta["vetoes"]:
        here = [e for e in theirs if e.day and first <= e.day <= last]
        fits = [e for e in here if index.topic_overlap(e, words) > 0]
        meant += sorted(fits or here, key=lambda e: (e.day or date.min, e.key))
        fitting += bool(fits)
        if not here and not any(e.day and first - DAY <= e.day <= last + DAY for e in theirs):
            empty.append(_in_words(first, last))
        is_near |= not here
    newest = max((e.day for e in vetoes if e.day), default=date.min)
    is_whole = len(vetoes) >= WHOLE and all(last <= newest for _, last in draft.meta["vetoes"])
    is_told = not is_near and 2 * fitting >= len(draft.meta["vetoes"])
    holds = (False if is_whole else None) if empty else (True if is_told else None)
    names = joined(index.state_name(code, article=True) for code in draft.asserted["vetoed_by"])
    when = joined(f"{e.key} on {e.day.day} {e.day:%B %Y}" for e in meant if e.day)
    facts = [f"{names} vetoed {when}"] if meant else []
    facts += [f"the record holds no veto by {names} in {joined(empty)}"] if empty else []
    rows = tuple(Evidence("count", e.key, ", ".join(e.sources)) for e in meant)
    reading = Reading("each time named", holds, {"vetoes": [e.key for e in meant], "without": empty})
    return Judgement((reading,), rows, tuple(facts), None, tuple(meant))
