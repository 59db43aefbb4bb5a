"""Votes that an article as a whole points to, with the reasons in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from factcheck.engine.claims import dates, tally
from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft
from factcheck.engine.index import Index, fold_title
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.document import Document, Sentence

RECENT = 4
"""Days before publication within which an article that names no day may mean a vote."""


@dataclass(frozen=True, slots=True)
class Candidate:
    event: VoteEvent
    score: float
    reasons: tuple[str, ...]


def article_candidates(document: Document, drafts: list[Draft], index: Index) -> list[Candidate]:
    """Votes that the article as a whole points to, best first."""
    published = document.published
    tallies = [tally.asserted_counts(d) for d in drafts if d.kind == tally.KIND and d.about == "whole"]
    vote_days = [d.meta["day"].days for d in drafts if d.kind == dates.KIND and not d.meta["day"].is_span]
    other_days = [
        day.days for s in document.sentences for day in s.days if not day.is_span and g.VOTE_WORD.search(s.masked.text)
    ]
    bodies = {body for s in document.sentences for body in s.bodies}
    if any(d.kind == "outcome" and d.asserted["outcome"] == "vetoed" for d in drafts):
        bodies.add("SC")
    states = _spoken_of(document, drafts)
    named = set().union(*(named_in(s, index) for s in document.sentences)) if document.sentences else set()
    found: list[Candidate] = []
    retrieved = sorted(_retrieve(document, tallies, vote_days + other_days, named, index))
    unexplained = [said for said in tallies if not any(_is_tally_of(said, index.events[key]) for key in retrieved)]
    for key in retrieved:
        event = index.events[key]
        score, reasons, strong, circumstantial = 0.0, [], False, 0
        if key in named:
            score, strong = score + 6, True
            reasons.append("named by its symbol or title")
        matched, given = _best_tally(tallies, event)
        contradicted = _best_tally(unexplained, event)
        if matched >= 2:
            score += 2 * matched if matched == given else matched
            strong = strong or matched == given or matched == 3
            reasons.append(f"{matched} of {given} counts")
        elif matched == given == 1:
            score += 1
        if contradicted[0] == 0 and contradicted[1] >= 2 and not strong:
            score -= 4
        if event.day is not None:
            fit, reason = _day_fit(event.day, vote_days, other_days, published)
            score += fit
            circumstantial += fit >= 1.5
            reasons += [reason] if reason else []
            if published and event.day > published + timedelta(days=1):
                score -= 6
        if event.body in bodies:
            score += 1
            circumstantial += 1
            reasons.append("body")
        elif bodies:
            score -= 2
        overlap = index.topic_overlap(event, document.words)
        topic = 2 * overlap if overlap >= 0.25 else 1.5 if index.topic_states(event) & states else 0.0
        if topic:
            score += max(topic, 1.5 if index.topic_states(event) & states else 0.0)
            circumstantial += 1
            reasons.append("subject")
        if (strong and score >= 4) or (circumstantial == 3 and score >= 4):
            found.append(Candidate(event, round(score, 3), tuple(reasons)))
    return sorted(found, key=lambda c: (-c.score, c.event.key))[:12]


def _retrieve(
    document: Document, tallies: list[dict[str, int]], days: list[frozenset[date]], named: set[str], index: Index
) -> set[str]:
    keys = set(named)
    for said in tallies:
        if {"yes", "no", "abstain"} <= set(said):
            keys.update(
                e.key for e in index.with_tally(said["yes"], said["no"], said["abstain"]) if index.is_whole_text(e)
            )
    near: set[date] = set()
    for group in days:
        for day in group:
            near |= {day - timedelta(days=1), day, day + timedelta(days=1)}
    if document.published:
        near |= {document.published - timedelta(days=n) for n in range(RECENT + 4)}
    for day in near:
        keys.update(e.key for e in index.on_day(day) if index.is_whole_text(e))
    return keys


def named_in(sentence: Sentence, index: Index) -> set[str]:
    """Keys of the votes that a sentence names by symbol or title."""
    keys = {event.key for symbol in sentence.symbols if (event := index.by_symbol(symbol))}
    for _place, entity in sentence.masked.within(0, len(sentence.masked.text), "Q"):
        best = index.closest_titles(fold_title(entity.value), 0.75)
        top = [key for score, key in best if score >= best[0][0] - 0.05]
        if len(top) <= 3:
            keys.update(e.key for key in top for e in index.by_motion(key))
    return keys


def _spoken_of(document: Document, drafts: list[Draft]) -> frozenset[str]:
    """States that the article speaks of other than as voters or sponsors: they may be what a text is about."""
    voters: dict[int, list[tuple[int, int]]] = {}
    for d in drafts:
        if d.subjects:
            voters.setdefault(d.sentence.index, []).append((d.start, d.end))
    return frozenset(
        state.code
        for sentence in document.sentences
        for entity in sentence.masked.entities.values()
        if entity.tag in "LJ"
        for state in entity.value
        if not any(first <= state.start < last for first, last in voters.get(sentence.index, ()))
    )


def _is_tally_of(said: dict[str, int], event: VoteEvent) -> bool:
    return len(said) >= 2 and all(event.counts.get(option) == value for option, value in said.items())


def _best_tally(tallies: Iterable[dict[str, int]], event: VoteEvent) -> tuple[int, int]:
    best = (0, 0)
    for said in tallies:
        matched = sum(event.counts.get(option) == value for option, value in said.items())
        best = max(best, (matched, -len(said)), key=lambda pair: (pair[0], pair[1]))
    if best[0] == 0:
        return 0, max((len(said) for said in tallies), default=0)
    return best[0], -best[1]


def _day_fit(
    day: date, vote_days: list[frozenset[date]], other_days: list[frozenset[date]], published: date | None
) -> tuple[float, str]:
    if any(day in group for group in vote_days):
        return 2.5, "day"
    if any(day in group for group in other_days):
        return 2.0, "day"
    if any(abs((day - d).days) == 1 for group in vote_days for d in group):
        return 1.5, "a day off"
    if vote_days:
        return -1.0, ""
    if published is not None and 0 <= (published - day).days <= RECENT:
        return 1.5, "days before publication"
    return (0.0, "") if published is not None and 0 <= (published - day).days <= 14 else (-1.0, "")
