"""Which of the votes that fit a claim are meant."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.engine.candidates import Candidate, is_long_after
from factcheck.engine.citing import own_symbols
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims import tally
from factcheck.engine.draft import Draft
from factcheck.engine.fitting import fit
from factcheck.engine.index import Index
from factcheck.engine.linking.clauses import place_and_time
from factcheck.engine.linking.counted import Counted
from factcheck.engine.linking.good_faith import in_good_faith
from factcheck.engine.model import OPTIONS, VoteEvent
from factcheck.engine.series import fold_title, series_key
from factcheck.engine.text.document import content_words
from factcheck.engine.text.masking import rx

MARGIN = 1.0
"""Candidates whose score is within this of the best stay as alternatives."""
_TOLD_TOO = 5.0
"""How far behind the best another vote of the day may be that the article tells of and that alone the words are true of."""
_MATTER = 3
"""Words from which on a claim says what a text is about."""
_OF_ANY_VOTE = content_words(
    "passed adopted approved annual yearly Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)
NEARLY = 0.15
"""How much less like a quoted title that of a text spoken of may be than that of a text that is not."""
_NUMBERED = rx(
    r"\bresolutions? (?:no\.? ?|number )?<N>(?![-\w])(?! (?:votes?|countries|states|to|in favou?r|against|-))(?!,? <N>)"
)
BY_SCORE = ("whole", "focus")
"""What a draft is about where the words around it choose the vote; anything else is told by itself or not at all."""


def choose(
    draft: Draft,
    local: list[Candidate],
    pool: list[VoteEvent],
    focus: VoteEvent | None,
    candidates: list[Candidate],
    index: Index,
    told: set[str],
    counted: Counted,
    published: date | None,
) -> tuple[Candidate, ...]:
    """The events that one draft may mean, best first; none where the record has no such vote. `told` are the keys of the
    votes that claims of earlier sentences are about, `counted` the counts that were told right."""
    if draft.about == "none":
        return ()
    if draft.about == "rule":
        return (Candidate(focus, 1.0, ("spoken of",)),) if focus is not None and focus.body == "GA" else ()
    if draft.about == "symbol":
        event = index.by_symbol(draft.reference)
        named = (Candidate(event, 8.0, ("symbol",)),) if event else ()
        return (*named, *_meant_instead(draft, event, focus, index))
    if draft.about == "committee":
        return ()
    if draft.about in ("amendment", "procedural"):
        return _part(draft, pool, focus, index)
    symbols = own_symbols(draft.sentence)
    if symbols and not any(index.by_symbol(symbol) for symbol in symbols):
        return ()  # the sentence names a text that the record lacks
    if (
        draft.kind in ("outcome", "tally")
        and not draft.sentence.symbols
        and _NUMBERED.search(draft.sentence.masked.text)
    ):
        return ()  # the same: the number is of no text in the record
    if draft.kind == "title":
        return _titled(draft, local, index, published)
    if draft.kind == "comparison":
        local = [c for c in local if c.event.key not in draft.asserted.get("baseline", ())]
    if not local or local[0].score <= -2.5:
        return ()
    best = [c for c in local if c.score >= local[0].score - MARGIN]
    if len(best) > 1 and (
        best[0].score > best[1].score + MARGIN / 2 or (focus is not None and best[0].event.key == focus.key)
    ):
        best = best[:1]
    if draft.kind == "outcome" and not best[0].reasons and _of_another_year(draft, best[0].event):
        return ()
    if len(best) > 1 and not any(c.reasons for c in best) and _is_of_another_matter(draft, best, index):
        return ()
    best = in_good_faith(draft, best, local, _told_of(draft, best[0].event, candidates), index)
    if not best:
        return ()
    if len(best) == 1 and draft.sentence.symbols and "named" in best[0].reasons:
        best += _meant_instead(draft, best[0].event, focus, index)
    if len(best) == 1 and not best[0].reasons:
        best += _other_that_fits(draft, best[0], local, candidates, told)
    if (
        draft.kind == tally.KIND
        and not best[0].reasons
        and _far_off(draft, best[0].event)
        and not _is_of_another_way(draft, best[0].event)
        and not (told == {best[0].event.key} and _ALL_IT_SAYS.match(draft.sentence.masked.text))
        and not counted.completes(draft, best[0].event, told)
    ):
        return ()
    prior = {c.event.key: c.score for c in candidates}
    base = candidates[0].score if candidates else 0.0
    return tuple(
        Candidate(
            c.event,
            max(prior.get(c.event.key, 0.0), base + c.score / 2, 1.0),
            c.reasons,
        )
        for c in best
    )


def _is_of_another_matter(draft: Draft, best: list[Candidate], index: Index) -> bool:
    """Whether the claim says what the text is about, and none of these votes, which nothing tells apart, is on that."""
    if draft.kind not in ("outcome", "provision"):
        return False
    words = content_words(draft.sentence.text[draft.start - draft.sentence.start : draft.end - draft.sentence.start])
    words -= _OF_ANY_VOTE
    return len(words) >= _MATTER and not any(index.topic_overlap(c.event, words) for c in best)


def _told_of(draft: Draft, best: VoteEvent, candidates: list[Candidate]) -> set[str]:
    """Keys of the votes that the article tells of. One count by itself is that of many votes: only those of the best one's
    day count, and those that the article names, counts or dates."""
    is_one_count = draft.kind == tally.KIND and len(tally.asserted_counts(draft)) == 1
    return {
        c.event.key
        for c in candidates
        if not is_one_count
        or c.event.day == best.day
        or any(reason == "day" or "named" in reason or "counts" in reason for reason in c.reasons)
    }


_OF_THEN = rx(
    r"\b(?:earlier|previous|last|ago|before|since|former|past|prior|similar|follow\w*|unlike|recall\w*|repeat\w*|reaffirm\w*|pursuant|implement\w*|of \d{4}|then|replac\w*|renew\w*|build\w*|old|first|compar\w*|than)\b|(?:^|, |much |just )like\b|\bunder (?:the )?(?:terms|<Y>|resolution)"
)


def _meant_instead(draft: Draft, named: VoteEvent | None, focus: VoteEvent | None, index: Index) -> list[Candidate]:
    """The vote spoken of, where the symbol is that of an earlier text of its series and no word of the sentence tells of an
    earlier time: the symbol may be a slip for the one spoken of."""
    sentence = draft.sentence
    if named is None or focus is None or named.key == focus.key or named.day is None or focus.day is None:
        return []
    if (
        named.day >= focus.day
        or series_key(index.motion_of(named)) != series_key(index.motion_of(focus))
        or not series_key(index.motion_of(focus))
    ):
        return []  # fmt: skip
    if any(focus.day not in day.days for day in sentence.days) or _OF_THEN.search(sentence.masked.text):
        return []
    return [Candidate(focus, 4.0, ("spoken of",))]


def _other_that_fits(
    draft: Draft, best: Candidate, local: list[Candidate], candidates: list[Candidate], told: set[str]
) -> list[Candidate]:
    """Another vote of that day for which what is said of a state holds while it does not for the best: where nothing in
    the words tells the two apart, both are meant. One that the article tells of may stand further behind the best."""
    right, wrong = fit(draft, best.event)
    if not wrong or right:
        return []
    is_told_how = draft.kind == "vote_alignment" and "option" in draft.asserted
    rivals: set[str] | None = None
    for other in local:
        key = other.event.key
        if other.event.day != best.event.day or key == best.event.key:
            continue
        if other.score < best.score - (3.5 if is_told_how else _TOLD_TOO if key in told else 2):
            continue
        if key not in told:
            rivals = _rivals(best, local, candidates) if rivals is None else rivals
            if key not in rivals:
                continue
        right, wrong = fit(draft, other.event)
        if right and not wrong:
            return [other]
    return []


def _rivals(best: Candidate, local: list[Candidate], candidates: list[Candidate]) -> set[str]:
    """Keys of the votes that may be meant where another seems to be. Beside a vote that is named only those are that the
    article ties to itself as firmly, not one that its day and subject alone point to."""
    reasons = {c.event.key: " ".join(c.reasons) for c in candidates}
    if "named" not in reasons.get(best.event.key, ""):
        return {c.event.key for c in local}
    return {key for key, said in reasons.items() if "named" in said or "3 of 3 counts" in said}


_YEAR = timedelta(days=366)


def _of_another_year(draft: Draft, event: VoteEvent) -> bool:
    """Whether the days that the words give for an end are all of other years than the event's."""
    _, groups = place_and_time(draft.sentence, [], draft)
    day = event.day
    return day is not None and bool(groups) and all(abs(day - one) > _YEAR for group in groups for one in group)


def _far_off(draft: Draft, event: VoteEvent) -> bool:
    """Counts of which none is the event's and one is nowhere near, with nothing else to tie them to it, are those of
    another vote."""
    counts = tally.asserted_counts(draft)
    if tally.is_of_a_matter(draft) and counts.get("yes") == event.counts.no:
        return False
    pairs = [(said, event.counts.get(option)) for option, said in counts.items()]
    known = [(said, real) for said, real in pairs if real is not None]
    return (
        bool(known)
        and all(said != real for said, real in known)
        and any(abs(said - real) > max(5, real / 10) for said, real in known)
    )


_ALL_IT_SAYS = rx(
    rf"^(?:against|in favou?r|for|abstained|abstentions?|absent|not voting) ?[:-] ?<N>\.?$|^<N>(?: {g.STATES})? (?:abstained|voted against|voted in favou?r|were absent|did not vote)\.?$"
)
"""A count by itself, behind what told of one vote alone: "Twelve countries abstained."."""
_TELLING = 10


def _is_of_another_way(draft: Draft, event: VoteEvent) -> bool:
    """Whether a count is the vote's, of another way of voting: "32 voted against", where 32 abstained."""
    return any(
        said >= _TELLING and said == event.counts.get(other)
        for option, said in tally.asserted_counts(draft).items()
        for other in OPTIONS
        if other != option
    )


def _titled(
    draft: Draft, local: list[Candidate], index: Index, published: date | None
) -> tuple[Candidate, ...]:  # fmt: skip
    """A title means the text whose title it is or nearly is, of several the last one before publication; else the vote the
    sentence is about, if its cues are strong."""
    best = index.titles.closest(fold_title(draft.asserted["title"]), 0.5)
    if best and best[0][0] < 1:  # nobody's title: that of a text that the article speaks of, if it is nearly as near
        spoken = {c.event.motion for c in local}
        best = [row for row in best if row[1] in spoken and row[0] >= best[0][0] - NEARLY] or best
    near = [key for score, key in best if score >= best[0][0] - 0.01]
    kin = {series_key(index.motions[key]) for key in near} - {()}
    events = [c for c in local if c.event.motion in near] or [
        c for c in local if series_key(index.motion_of(c.event)) in kin
    ]
    if not events:
        titled = [e for key in near for e in index.by_motion(key) if not is_long_after(e, published)]
        titled.sort(key=lambda e: e.day or date.min, reverse=True)
        events = [Candidate(e, 6.0, ("title",)) for e in titled]
    return tuple(events[:1]) if events and (local or best[0][0] > 0.9) else ()


def _part(draft: Draft, pool: list[VoteEvent], focus: VoteEvent | None, index: Index) -> tuple[Candidate, ...]:
    """Amendments and motions of procedure are linked by their own tally, or, where only their end is told, all of those
    that stand beside the vote spoken of: a vote on an amendment is never taken for one on the text."""
    parts = [e for e in pool if not index.is_whole_text(e)]
    if draft.kind == tally.KIND:
        said = tally.asserted_counts(draft)
        turned = said | {"yes": said.get("no"), "no": said.get("yes")}
        hits = [e for e in parts if all(e.counts.get(o) == n for o, n in said.items())] or [
            e for e in parts if e.result == "not_adopted" and all(e.counts.get(o) == n for o, n in turned.items())
        ]
        return (Candidate(hits[0], 5.0, ("tally",)),) if len(hits) == 1 and len(said) > 1 else ()
    if draft.kind != "outcome":
        return ()
    beside = [
        e for e in parts
        if (focus is None or index.motion_of(e).parent == focus.motion)
        and (index.motion_of(e).kind == "procedural") == (draft.about == "procedural")
    ]  # fmt: skip
    owners = set(draft.meta.get("owners", ()))
    authored = [e for e in beside if owners & {s.code for s in index.motion_of(e).sponsors}]
    if not authored:  # whose they were is not known: the words may be about any of them
        ends = {"rejected": ("rejected", "not_adopted", "vetoed")}.get(
            draft.asserted["outcome"], (draft.asserted["outcome"],)
        )
        authored = [e for e in beside if e.result in ends]
    return tuple(Candidate(e, 4.0, ("part of the text",)) for e in authored[:8])
