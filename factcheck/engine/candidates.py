"""Votes that an article as a whole points to, with the reasons in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

from factcheck.engine.citing import own_symbols
from factcheck.engine.claims import dates, tally
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.bodies import LARGEST_COUNCIL
from factcheck.engine.draft import Draft
from factcheck.engine.fitting import article_fit
from factcheck.engine.index import Index
from factcheck.engine.model import Counts, VoteEvent
from factcheck.engine.scope import in_scope
from factcheck.engine.series import fold_title
from factcheck.engine.text.dates import Day
from factcheck.engine.text.document import Document, Sentence, content_words
from factcheck.engine.text.masking import rx

RECENT = 4
"""Days before publication within which an article that names no day may mean a vote."""
NEWS = timedelta(days=7)
"""Time after a vote in which an article is taken to be about it."""
LIKELY = 0.25
"""Share of the words of a title, by rarity, from which the article is taken to speak of that subject."""
SURE = 0.5
"""The same where nothing but a month or a year tells when."""
THE_TIME = "the time named"
_TWO = 2
"""Counts that fit where a third is wrong: with the subject they point to a vote."""
FEW = 3
"""Votes that may share three counts for the counts alone to point to them."""
_KEPT = 12
_COUNTS_KEPT = 12
_TALLIES_KEPT = 64
_VOTES_KEPT = 256
"""Tallies that differ, and claims about votes of states, that are held against each vote of the record: more than any
article gives, and few enough that the cost of a list of thousands stays in proportion to its length."""
_MANY = 5
"""States that voted as said, and none otherwise, from which they stand for a subject, and outweigh counts that differ."""
_OLD = timedelta(days=60)
_OF_A_ROLL_CALL = frozenset({"tally", "vote_position", "group_position", "count", "vote_alignment"})
_OF_COUNTS = frozenset({"overwhelming", "narrow", "most", "isolated", "alone"})
"""Claims, and frames of them, that no text adopted without a vote could bear out."""
_FAR_BACK = timedelta(days=400)
_SAME_TITLE = 0.95
_SOON = timedelta(days=60)
"""From a committee's vote on a text to the Assembly's, under the same title."""


class Candidate(NamedTuple):
    """`is_aside` where only a month or a year ties the vote to an article that names other days: it is meant in the
    sentences that name that time, and nowhere else."""

    event: VoteEvent
    score: float
    reasons: tuple[str, ...]
    is_aside: bool = False


_RIVAL_TEXT = rx(
    r"\b(?:rival|competing|alternative|counter-?\w*|second|separate|different|another|other|shorter|own)\b|\balso (?:propos|tabl|introduc|submit|draft|offer|circulat|present)\w*"
)
"""Beside states that tabled a text: it is set against the one that the article is about, whose authors are others."""
_GIVEN_UP = rx(r"\b(?:originally|original|initially|initial|at first|withdr[ae]wn?|withdrawing|shelved)\b")
"""Beside states that tabled a text: it may have been others' when it was voted on."""


@dataclass(frozen=True, slots=True)
class _Cues:
    """What the article says that may point to a vote, gathered once."""

    published: date | None
    tallies: tuple[dict[str, int], ...]
    counts: dict[str, frozenset[int]]
    vote_days: frozenset[date]
    other_days: frozenset[date]
    spans: frozenset[date]
    bodies: frozenset[str]
    states: frozenset[str]
    owners: frozenset[str]
    rivals: frozenset[str]
    words: frozenset[str]
    named: frozenset[str]
    vetoers: frozenset[frozenset[str]]
    is_voted: bool


def article_candidates(
    document: Document, drafts: list[Draft], index: Index, named: Iterable[Named] | None = None
) -> list[Candidate]:
    """Votes that the article as a whole points to, best first. `named` is what its sentences name, where that is known."""
    if named is None:
        named = [name for s in document.sentences for name in named_in(s, index, document.published)]
    cues = _gather(document, drafts, named)
    retrieved = sorted(_retrieve(cues, index))
    counted = [index.events[key].counts for key in retrieved]
    unexplained = [said for said in cues.tallies if not any(_is_tally_of(said, counts) for counts in counted)]
    votes = [d for d in drafts if d.kind in ("vote_position", "vote_alignment")][:_VOTES_KEPT]
    # "one" and "another" are told apart later
    votes = [d for d in votes if d.about == "whole" and not d.meta.get("one")]
    scored = (_score(index.events[key], cues, unexplained, votes, index) for key in retrieved)
    found = [candidate for candidate in scored if candidate is not None]
    return sorted(found, key=lambda c: (c.is_aside, -c.score, c.event.key))[:_KEPT]


def _gather(document: Document, drafts: list[Draft], named: Iterable[Named]) -> _Cues:
    told = [tally.asserted_counts(d) for d in drafts if d.kind == tally.KIND and d.about == "whole"]
    tallies = tuple({tuple(said.items()): said for said in told}.values())[:_TALLIES_KEPT]
    counts: dict[str, set[int]] = defaultdict(set)
    for said in told:
        for option, value in said.items():
            counts[option].add(value)
    scope = in_scope(document)
    about_votes = [s for s in document.sentences if g.speaks_of_votes(s.masked.text)]
    bodies = {body for s in document.sentences for body in s.bodies}
    vetoes = [d for d in drafts if d.kind == "outcome" and d.asserted["outcome"] == "vetoed"]
    if vetoes:
        bodies.add("SC")
    if max((n for said in told for n in said.values()), default=0) > LARGEST_COUNCIL:
        bodies.add("GA")
    tabled = [
        d
        for d in drafts
        if d.kind == "sponsorship" and "of" not in d.asserted and not _GIVEN_UP.search(d.sentence.masked.text)
    ]
    return _Cues(
        published=document.published,
        tallies=tallies,
        counts={option: frozenset(sorted(values)[:_COUNTS_KEPT]) for option, values in counts.items()},
        vote_days=_all_of(
            d.meta["day"] for d in drafts if d.kind == dates.KIND and d.about != "symbol" and not d.meta["day"].is_span
        ),
        other_days=_all_of(day for s in about_votes for day in s.days if not day.is_span),
        spans=_all_of(day for s in about_votes for day in s.days if day.is_span),
        bodies=frozenset(bodies),
        states=_spoken_of(document, drafts),
        owners=frozenset(code for d in tabled for code in d.subjects),
        rivals=frozenset(code for d in tabled if _RIVAL_TEXT.search(d.sentence.masked.text) for code in d.subjects),
        words=frozenset().union(*(content_words(s.text) for s in scope)),
        named=frozenset().union(*(name.keys for name in named)),
        vetoers=frozenset(frozenset(d.asserted["vetoed_by"]) for d in vetoes if d.asserted.get("vetoed_by")),
        is_voted=any(d.kind in _OF_A_ROLL_CALL or d.asserted.get("frame") in _OF_COUNTS for d in drafts),
    )


def _all_of(days: Iterable[Day]) -> frozenset[date]:
    return frozenset().union(*{day.days for day in days})


def _retrieve(cues: _Cues, index: Index) -> set[str]:
    """Keys of the events that are worth a score."""
    keys = set(cues.named)
    whole = [
        e
        for said in product(*(sorted(cues.counts.get(o, ())) for o in ("yes", "no", "abstain")))
        for e in index.with_tally(*said)
    ]
    pairs = [
        e
        for said in product(sorted(cues.counts.get("yes", ())), sorted(cues.counts.get("no", ())))
        for e in index.with_pair(*said)
    ]
    keys.update(e.key for e in whole if index.is_whole_text(e))
    keys.update(e.key for e in pairs if index.is_whole_text(e) and _is_past(e, cues))
    named = cues.vote_days | cues.other_days
    near = named | {day + step for day in named for step in (timedelta(days=-1), timedelta(days=1))}
    if cues.published:
        near |= {cues.published - timedelta(days=n) for n in range(RECENT + 4)}
    for day in near:
        keys.update(e.key for e in index.on_day(day) if index.is_whole_text(e))
    last = cues.published or date.min
    first = last - _FAR_BACK if cues.published else last
    keys.update(e.key for e in index.about(cues.words, first, last, cues.spans))
    return keys


def _is_past(event: VoteEvent, cues: _Cues) -> bool:
    return cues.published is None or event.day is None or event.day <= cues.published + timedelta(days=1)


def _is_old(event: VoteEvent, cues: _Cues) -> bool:
    """Held long before publication: an article that tells of it says when it was."""
    return cues.published is not None and event.day is not None and cues.published - event.day > _OLD


def _score(
    event: VoteEvent, cues: _Cues, unexplained: list[dict[str, int]], votes: list[Draft], index: Index
) -> Candidate | None:
    """None where too little points to the vote: it takes a name, counts, or day, body and subject together.

    Where the day is named, votes of states that fit, or a count, may stand for the subject.
    """
    score, reasons, strong = 0.0, [], False
    if event.key in cues.named:
        score, strong = score + 6, True
        reasons.append("named by its symbol or title")
    matched, given = _best_tally(cues.tallies, event)
    pooled = sum(event.counts.get(o) in values for o, values in cues.counts.items() if o != "absent")
    if matched >= 2:
        score += 2 * matched if matched == given else matched
        strong = strong or matched == given or matched == 3
        reasons.append(f"{matched} of {given} counts")
    elif pooled == 3:
        score, strong = score + 4, True
        reasons.append("3 counts")
    elif matched == given == 1 or pooled:
        score += 1
    right, wrong = article_fit(votes, event)
    borne_out = right >= _MANY and not wrong
    contradicted = _best_tally(unexplained, event)
    if not (strong or borne_out) and (
        contradicted[0] == 0 if contradicted[1] == 2 else contradicted[0] <= 1 and contradicted[1] > 2
    ):
        score -= 4
    when, reason = _day_fit(event.day, cues) if event.day is not None else (0.0, "")
    if not strong and (when < 0 or event.body not in cues.bodies):
        return None  # circumstances count only together: the body named, and no other day
    if cues.is_voted and event.method == "consensus":
        score -= 3
    score += when
    reasons += [reason] if reason else []
    if not _is_past(event, cues):
        if event.key not in cues.named:
            return None  # it was still to come
        score -= 6
    here = event.body in cues.bodies
    if here:
        score += 1
        reasons.append("body")
    elif cues.bodies:
        score -= 2
    overlap = index.topic_overlap(event, cues.words)
    about_state = 1.5 if index.topic_states(event) & cues.states else 0.0
    overlap = max(overlap, LIKELY) if index.names_subject(event, cues.words) else overlap
    topic = max(2 * overlap, about_state) if overlap >= LIKELY else about_state
    if topic:
        score += topic
        reasons.append("subject")
    score += max(-1.5, min(1.5, 0.3 * (right - wrong)))
    fits = right >= 2 and right >= 4 * wrong
    if fits:
        reasons.append("votes of states")
    authors = index.authors(event)
    if authors & cues.owners:
        score += 1
        reasons.append("sponsor")
    # a tally of two counts is many votes': something else has to speak for this one
    if strong and event.key not in cues.named and not (topic or when > 0):
        strong = (matched == 3 or pooled == 3) and not (cues.vote_days and when < 0) and not _is_common(event, index)
    if strong and event.key not in cues.named and when < 0 and _is_old(event, cues):
        strong = not _is_common(event, index, 1 if event.body == "SC" and overlap < LIKELY else FEW)
    if strong and event.key not in cues.named and matched < 3 and pooled < 3 and when < 0 and _is_old(event, cues):
        strong = False
    vetoed = frozenset(event.vetoed_by) in cues.vetoers
    if vetoed:
        score += 1.5
        reasons.append("who vetoed")
    plain = cues.owners - cues.rivals
    fits_else = when >= 2.0 and bool(pooled and topic) and right > 0 and not wrong
    anothers = bool(authors and plain) and not authors & plain and not fits_else
    dated, counted = when >= 2.0, bool(pooled) and (not contradicted[0] or contradicted[1] == 1)
    circumstantial = (
        here
        and not anothers
        and (
            (topic > 0 and when >= 1.5)
            or (overlap >= SURE and when > 0)
            or (vetoed and when >= 1.5 and not wrong)
            or (overlap >= LIKELY and counted and when >= 0)
            or (overlap >= LIKELY and _TWO <= matched < given and when >= 0)
            or (dated and ((fits and right >= 3) or (counted and (fits or right > 0) and not wrong)))
            or (borne_out and counted and when >= 1.5)
        )
    )
    of_its_day = here and vetoed and dated and not wrong  # vetoes are few, and each is one of the states told
    if (strong or circumstantial or of_its_day) and score >= 4:
        is_aside = not (strong or vetoed) and reason == THE_TIME and bool(cues.vote_days or cues.other_days)
        return Candidate(event, round(score, 3), tuple(reasons), is_aside)
    return None


@dataclass(frozen=True, slots=True)
class Named:
    """Votes that one symbol or title names. `place` is where in the masked sentence, -1 where something hides it there."""

    place: int
    keys: frozenset[str]


_UNDER_IT = rx(
    r"\b(?:violat\w+|breach\w*|principles?|spirit|provisions?|articles?|accordance|conformity|compliance|contrary|contravention|enshrined|guaranteed|laid down|set out) (?:[\w-]+ ){0,3}?(?:of|to|with|in|by)\b[^.;\"]{0,60}$"
)
"""Before the title of a text that others rest on, "the principles of the Charter and the Universal Declaration of Human Rights":
no vote on it is told."""


def named_in(sentence: Sentence, index: Index, published: date | None = None) -> tuple[Named, ...]:
    """The votes that a sentence names by symbol or title, in their order. Words that are only nearly a title name no vote
    of long before, and a title none of long after: matters come back under titles alike."""
    masked = sentence.masked
    if not masked.entities:
        return ()
    placed = {entity.value: place for place, entity in masked.within(0, len(masked.text), "Y")}
    found = [
        Named(placed.get(symbol, -1), frozenset({event.key}))
        for symbol in own_symbols(sentence)
        if (event := index.by_symbol(symbol))
    ]
    for place, entity in masked.within(0, len(masked.text), "Q"):
        if _UNDER_IT.search(masked.text, max(0, place - 90), place):
            continue
        best = index.titles.closest(fold_title(entity.value), 0.75)
        top = [key for score, key in best if score >= best[0][0] - 0.05]
        if not top or len(top) > 3:
            continue
        keys = {
            event.key
            for event in (e for key in top for e in index.by_motion(key))
            if not is_long_after(event, published)
            and (
                best[0][0] >= _SAME_TITLE
                or not (published is not None and event.day is not None and published - event.day > _FAR_BACK)
            )
        }
        found += [Named(place, frozenset(keys))] if keys else []
    return tuple(sorted(found, key=lambda name: name.place))


def is_long_after(event: VoteEvent, published: date | None) -> bool:
    """Whether no article of that day can tell of the vote by the title of its text."""
    return published is not None and event.day is not None and event.day - published > _SOON


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


def _is_tally_of(said: dict[str, int], counts: Counts) -> bool:
    for option, value in said.items():
        if getattr(counts, option) != value:
            return False
    return len(said) >= 2


def _is_common(event: VoteEvent, index: Index, few: int = FEW) -> bool:
    """Whether many votes have the counts of this one, as 15-0-0 in the Council: then counts alone name none of them, and
    one of long before is none of the news."""
    c = event.counts
    return c.yes is None or c.no is None or c.abstain is None or len(index.with_tally(c.yes, c.no, c.abstain)) > few


def _best_tally(tallies: tuple[dict[str, int], ...] | list[dict[str, int]], event: VoteEvent) -> tuple[int, int]:
    """Of the tallies said, the most counts that are the event's, and how many that tally gives."""
    best = given = most = 0
    counts = event.counts
    for said in tallies:
        size, matched = len(said), 0
        for option, value in said.items():
            matched += getattr(counts, option) == value
        if matched > best or (matched == best and size < given):
            best, given = matched, size
        most = max(most, size)
    return (best, given) if best else (0, most)


def _day_fit(day: date, cues: _Cues) -> tuple[float, str]:
    """How well a vote's day fits the days of the article, and the reason in words."""
    if day in cues.vote_days:
        return 2.5, "day"
    if day in cues.other_days:
        return 2.0, "day"
    if not cues.vote_days.isdisjoint((day - timedelta(days=1), day + timedelta(days=1))):
        return 1.5, "a day off"
    published = cues.published
    if published is not None and 0 <= (published - day).days <= RECENT:
        return (0.75 if cues.vote_days else 1.5), "days before publication"
    if day in cues.spans:
        return 0.5, THE_TIME
    if cues.vote_days:
        return -1.0, ""
    return (0.0, "") if published is not None and 0 <= (published - day).days <= 14 else (-1.0, "")
