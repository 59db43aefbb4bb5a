"""Which vote is meant. Candidates come from the whole article, the choice for a claim from the words around it.

An event is a candidate when the article names it (symbol, title, two counts of its tally), or when day, body and
subject all point to it. One false detail does not unlink it, and nothing less than that links: a vote that the record
lacks is answered `not_in_record`, never by the nearest vote.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from factcheck.engine.candidates import Candidate, article_candidates, named_in
from factcheck.engine.claims import dates, tally
from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft
from factcheck.engine.fitting import fit
from factcheck.engine.index import Index, fold_title, series_key
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

MARGIN = 1.0
"""Candidates whose score is within this of the best stay as alternatives."""
_RIVAL = rx(
    r"\b(?:rival|competing|alternative|counter-?\w*|second|another|separate|other|different|later)\b[^.;]{0,30}?\b(?:resolution|text|draft|measure|proposal|motion|vote|one)\b"
)
_PLAIN_WORDS = r"(?: (?:own|rival|competing|draft|short|original|brief|amended|toned-down))*"
_OWNED = rx(
    rf"(?P<o><L>(?='s |-\w)|<J>|<L>(?={_PLAIN_WORDS} {g.ONE_TEXT}\b))(?:'s)?(?:-\w+)?(?: [\w-]+){{0,2}}? {g.ONE_TEXT}\b"
)
_ITS_OWN = rx(rf"\b(?:its|their) own(?: [\w-]+){{0,3}} {g.ONE_TEXT}\b")
_ELSEWHERE = rx(r"\b(?:unlike|as opposed to|in contrast to|not the) (?:the )?(?:un |u\.n\. )?<B>")
_CLAUSE_END = rx(r"[;()]|, | but | after (?!<T>)| before (?!<T>)| following | while | whereas | although | though |: ")
_RELATIVE = rx(r", (?:which|who|where|whose|having)\b[^,;]*| (?:after|before|following|despite) (?!<T>)[^,;]*")
_NOT_THE_TIME = rx(r"\b(?:since|after|before|until|till|from|than|by|of|following)(?: the| early| late)? ?$")
_AMENDED = rx(r"\bamend(?:ed|ments?)\b")


@dataclass(frozen=True, slots=True)
class Links:
    """What linking found: the article's candidates, best first; for each draft the events it may mean; and the keys of
    all events that the article mentions in any way."""

    candidates: tuple[Candidate, ...]
    of_draft: tuple[tuple[Candidate, ...], ...]
    mentioned: frozenset[str]


def certainty(score: float) -> float:
    """A score as a number between 0 and 1, for display; the order is what matters."""
    return round(1 - math.exp(-max(score, 0.0) / 4), 2)


def link(document: Document, drafts: list[Draft], index: Index) -> Links:
    """Link every draft. The focus, the vote spoken of last, passes from sentence to sentence."""
    candidates = article_candidates(document, drafts, index)
    pool = _pool(candidates, drafts, document, index)
    focus = _first_focus(candidates)
    by_sentence: dict[int, list[tuple[int, Draft]]] = {}
    for place, draft in enumerate(drafts):
        by_sentence.setdefault(draft.sentence.index, []).append((place, draft))
    chosen: dict[int, tuple[Candidate, ...]] = {}
    mentioned = {candidates[0].event.key} if candidates else set()
    for sentence in document.sentences:
        own = by_sentence.get(sentence.index, [])
        cues = named_in(sentence, index)
        mentioned |= cues
        local = _local(sentence, [draft for _, draft in own], pool, focus, candidates, index, cues)
        for place, draft in own:
            chosen[place] = _choose(
                draft,
                _local(sentence, [d for _, d in own], pool, focus, candidates, index, cues, draft),
                pool,
                focus,
                candidates,
                index,
            )
        for place, draft in own:
            if draft.about == "focus":
                beside = [(p, d) for p, d in own if d.end <= draft.start or draft.end <= d.start]
                meant = _settled(sentence, beside, chosen) or focus
                if meant is not None:
                    chosen[place] = (Candidate(meant, 4.0, ("spoken of",)),)
        cued = [c for c in local if c.reasons]
        settled = _settled(sentence, own, chosen)
        if settled is not None and not sentence.is_headline:
            focus = settled
        elif cued and not sentence.is_headline and (own or cues or "body" in cued[0].reasons):
            focus = cued[0].event
        if cued and (g.UN_CUE.search(sentence.masked.text) or own):
            mentioned.add(cued[0].event.key)
    return Links(
        tuple(candidates),
        tuple(chosen[place] for place in range(len(drafts))),
        frozenset(mentioned | _bodies_mentioned(document, pool, index)),
    )


def _settled(
    sentence: Sentence, own: list[tuple[int, Draft]], chosen: dict[int, tuple[Candidate, ...]]
) -> VoteEvent | None:
    """The vote that the sentence's last claim outside a relative clause is about, when it is one vote on a whole text."""
    asides = [m.span() for m in _RELATIVE.finditer(sentence.masked.text)]
    for place, draft in reversed(own):
        is_aside = any(first <= draft.place < last for first, last in asides)
        if draft.about == "whole" and draft.place >= 0 and not is_aside and len(chosen[place]) == 1:
            return chosen[place][0].event
    return None


def _first_focus(candidates: list[Candidate]) -> VoteEvent | None:
    """The vote that the article is about as a whole, where one stands out."""
    if (
        not candidates
        or candidates[0].is_aside
        or (len(candidates) > 1 and candidates[0].score < candidates[1].score + MARGIN / 2)
    ):
        return None
    return candidates[0].event


def _pool(candidates: list[Candidate], drafts: list[Draft], document: Document, index: Index) -> list[VoteEvent]:
    """The candidates, what was voted with the best of them (siblings of the day and amendments), and votes on the same
    matter in the months and years that the article names."""
    events = {c.event.key: c.event for c in candidates}
    near_top = [c for c in candidates[:3] if c.score >= candidates[0].score - 3 and not c.is_aside]
    times = {day.days for sentence in document.sentences for day in sentence.days}
    for candidate in near_top:
        for event in index.series(candidate.event):
            if event.day is not None and any(event.day in days for days in times):
                events.setdefault(event.key, event)
    by = {
        code
        for d in drafts
        if d.kind == "outcome" and d.asserted["outcome"] == "vetoed"
        for code in d.asserted.get("vetoed_by", ())
    }
    for candidate in near_top[:1] if by else ():
        events.update((e.key, e) for e in _vetoes_before(candidate.event, by, index))
    for candidate in near_top:
        texts = [candidate.event, *index.siblings(candidate.event)]
        for event in (*texts, *(amendment for text in texts for amendment in index.amendments(text))):
            events.setdefault(event.key, event)
    return list(events.values())


def _vetoes_before(event: VoteEvent, by: set[str], index: Index) -> list[VoteEvent]:
    """Vetoes by one of the states on the matter of a vote in the three months before it and the week after: "after the
    United States had vetoed a similar text"."""
    item = index.motion_of(event).item
    if event.day is None or not item:
        return []
    first, last = event.day - timedelta(days=92), event.day + timedelta(days=7)
    near = [e for e in index.on_item(item) if e.day is not None and first <= e.day <= last]
    return [e for e in near if e.result == "vetoed" and by & set(e.vetoed_by)]


def _local(
    sentence: Sentence, drafts: list[Draft], pool: list[VoteEvent], focus: VoteEvent | None, candidates: list[Candidate], index: Index,
    named: set[str], draft: Draft | None = None,
) -> list[Candidate]:  # fmt: skip
    """Score of each whole text in the pool for a sentence, or for one draft in it, best first.

    For a draft the body and the day of its own clause count, else those of the sentence outside relative clauses. `named` are the keys of the votes that the sentence names.
    `reasons` are the cues that the words themselves give.
    """
    prior = {c.event.key: c.score for c in candidates}
    top = candidates[0].score if candidates else 0.0
    text = sentence.masked.text
    bodies, days = _place_and_time(sentence, drafts, draft)
    tallies = [tally.asserted_counts(d) for d in drafts if d.kind == tally.KIND and d.about == "whole"]
    begin, stop = _clause(draft) if draft is not None else (0, len(text))
    owners = {s.code for m in _OWNED.finditer(text, begin, stop) for s in sentence.masked.entity(m.start("o")).value}
    owners |= {
        code
        for d in drafts
        if d.kind == "sponsorship" and "of" not in d.asserted and begin <= d.place < stop
        for code in d.subjects
    }
    if draft is not None and _ITS_OWN.search(text, begin, stop):
        owners |= set(draft.subjects)
    rival = _RIVAL.search(text, begin, stop) is not None
    siblings = {e.key for e in index.siblings(focus)} if focus is not None else set()
    sure = _sure(candidates, pool, bodies)
    asides = {c.event.key for c in candidates if c.is_aside}
    scored = []
    for event in pool:
        if not index.is_whole_text(event):
            continue
        cues: list[str] = []
        score = max(min(prior[event.key] - top, 0.0) / 4, -1.0) if event.key in prior else -1.5
        if event.key in named:
            score += 8
            cues.append("named")
        for said in tallies:
            matched = sum(event.counts.get(option) == value for option, value in said.items())
            if matched == len(said):
                score += 2 * matched + (1 if matched > 1 else 0)
                cues.append("tally")
            elif matched >= 2:
                score += matched
                cues.append("tally")
        if bodies:
            score += 1.5 if event.body in bodies else -1 if event.key == sure else -8
            if event.body in bodies and focus is not None and event.body != focus.body:
                cues.append("body")
        if event.key in asides and not (focus is not None and event.key == focus.key):
            score -= 0 if any(event.day in group for group in days) or event.key in named else 12
        for group in days:
            fits = event.day in group
            near = event.day is not None and any(abs((event.day - d).days) <= 1 for d in group)
            score += 1.5 if fits else -0.5 if near else -12 if len(group) > 7 else -2
        authors = {s.code for s in index.motion_of(event).sponsors if s.role == "author"}
        if owners and authors:
            score += 3 if owners & authors else -2
            cues += ["sponsor"] if owners & authors else []
        if draft is not None:
            right, wrong = fit(draft, event)
            score += 0.8 if right > wrong else 0.0
        if focus is not None and event.key == focus.key:
            score += -3 if rival else 2
        elif rival and event.key in siblings:
            score += 3 if focus is not None and event.body == focus.body else 2
            cues.append("rival text")
        if not bodies and focus is not None and event.body != focus.body:
            score -= 1
        if draft is not None:
            score += _possible(draft, event, [d for d in drafts if begin <= d.place < stop])
        if _AMENDED.search(text) and index.amendments(event):
            score += 1.5
            cues.append("amended")
        scored.append(Candidate(event, round(score, 3), tuple(cues)))
    return sorted(scored, key=lambda c: (-c.score, c.event.key))


def _sure(candidates: list[Candidate], pool: list[VoteEvent], bodies: set[str]) -> str:
    """Key of the one vote that the article's counts or names prove, where nothing was voted in the body that is named: then
    a wrong body does not unlink it."""
    proven = [c for c in candidates if "named by its symbol or title" in c.reasons or "3 of 3 counts" in c.reasons]
    if len(proven) != 1 or proven[0] is not candidates[0] or any(e.body in bodies for e in pool):
        return ""
    return proven[0].event.key


def _possible(draft: Draft, event: VoteEvent, beside: list[Draft]) -> float:
    """States vote only in bodies they belong to; only a Council text can be vetoed."""
    if any(d.kind == "outcome" and d.asserted["outcome"] == "vetoed" for d in (draft, *beside)):
        return 4.0 if event.result == "vetoed" else 0.0 if event.body == "SC" else -20.0
    if draft.kind in ("vote_position", "vote_alignment") and event.roll_complete and event.roll is not None:
        return -5.0 if any(code not in event.roll for code in draft.subjects) else 0.0
    return 0.0


def _place_and_time(
    sentence: Sentence, drafts: list[Draft], draft: Draft | None
) -> tuple[set[str], list[frozenset[date]]]:
    """Bodies and days that bear on a draft (on the sentence as a whole, without one)."""
    masked = sentence.masked
    skip = {place for m in _ELSEWHERE.finditer(masked.text) for place in range(m.start(), m.end())}
    bodies = [(place, e.value) for place, e in masked.within(0, len(masked.text), "B") if place not in skip]
    if draft is None:
        return {body for _, body in bodies}, [d.meta["day"].days for d in drafts if d.kind == dates.KIND]
    begin, stop = _clause(draft)
    asides = [m.span() for m in _RELATIVE.finditer(masked.text) if not m.start() <= draft.at < m.end()]
    inside = {body for place, body in bodies if begin <= place < stop}
    outside = {body for place, body in bodies if not any(first <= place < last for first, last in asides)}
    times = [
        (place, e.value.days)
        for place, e in masked.within(0, len(masked.text), "T")
        if not _NOT_THE_TIME.search(masked.text, max(0, place - 14), place)
        and not (draft.kind == "provision" and draft.start <= e.start < draft.end)
    ]
    close = [group for place, group in times if begin <= place < stop]
    own = [
        d.meta["day"].days
        for d in drafts
        if d.kind == dates.KIND and not any(first <= d.place < last for first, last in asides)
    ]
    return inside or outside, close or own


def _clause(draft: Draft) -> tuple[int, int]:
    """The clause of the masked sentence in which the draft's verb or figure stands."""
    text, place = draft.sentence.masked.text, draft.at
    begin = max((m.end() for m in _CLAUSE_END.finditer(text, 0, place)), default=0)
    stop = _CLAUSE_END.search(text, place)
    return begin, stop.start() if stop else len(text)


def _choose(
    draft: Draft,
    local: list[Candidate],
    pool: list[VoteEvent],
    focus: VoteEvent | None,
    candidates: list[Candidate],
    index: Index,
) -> tuple[Candidate, ...]:
    """The events that one draft may mean, best first; none where the record has no such vote."""
    if draft.about == "none":
        return ()
    if draft.about == "symbol":
        event = index.by_symbol(draft.reference)
        return (Candidate(event, 8.0, ("symbol",)),) if event else ()
    if draft.about == "committee":
        return ()
    if draft.about in ("amendment", "procedural"):
        return _part(draft, pool, focus, index)
    if draft.sentence.symbols and not any(index.by_symbol(symbol) for symbol in draft.sentence.symbols):
        return ()  # the sentence names a text that the record lacks
    if draft.kind == "title":
        return _titled(draft, local, index)
    if draft.kind == "comparison":
        local = [c for c in local if c.event.key not in draft.asserted.get("baseline", ())]
    if not local or local[0].score <= -2.5:
        return ()
    best = [c for c in local if c.score >= local[0].score - MARGIN]
    if len(best) > 1 and (
        best[0].score > best[1].score + MARGIN / 2 or (focus is not None and best[0].event.key == focus.key)
    ):
        best = best[:1]
    if len(best) == 1 and not best[0].reasons:
        best += _other_that_fits(draft, best[0], local)
    if draft.kind == tally.KIND and not best[0].reasons and _far_off(draft, best[0].event):
        return ()
    prior = {c.event.key: c.score for c in candidates}
    base = candidates[0].score if candidates else 0.0
    return tuple(Candidate(c.event, max(prior.get(c.event.key, 0.0), base + c.score / 2, 1.0), c.reasons) for c in best)


def _other_that_fits(draft: Draft, best: Candidate, local: list[Candidate]) -> list[Candidate]:
    """Another vote of that day for which what is said of a state holds while it does not for the best: where nothing in
    the words tells the two apart, both are meant."""
    right, wrong = fit(draft, best.event)
    if not wrong or right:
        return []
    return [
        c for c in local if c.event.day == best.event.day and c.event.key != best.event.key and c.score >= best.score - 2
        and fit(draft, c.event)[0] and not fit(draft, c.event)[1]
    ][:1]  # fmt: skip


def _far_off(draft: Draft, event: VoteEvent) -> bool:
    """Counts of which none is the event's and one is nowhere near, with nothing else to tie them to it, are those of
    another vote."""
    pairs = [(said, event.counts.get(option)) for option, said in tally.asserted_counts(draft).items()]
    known = [(said, real) for said, real in pairs if real is not None]
    return (
        bool(known)
        and all(said != real for said, real in known)
        and any(abs(said - real) > max(5, real / 10) for said, real in known)
    )


def _titled(draft: Draft, local: list[Candidate], index: Index) -> tuple[Candidate, ...]:
    """A title means the text whose title it is or nearly is; else the vote the sentence is about, if its cues are strong."""
    best = index.closest_titles(fold_title(draft.asserted["title"]), 0.5)
    near = [key for score, key in best if score >= best[0][0] - 0.01]
    kin = {series_key(index.motions[key]) for key in near} - {()}
    events = [c for c in local if c.event.motion in near] or [
        c for c in local if series_key(index.motion_of(c.event)) in kin
    ]
    if not events:
        events = [Candidate(e, 6.0, ("title",)) for key in near[:3] for e in index.by_motion(key)]
    return tuple(events[:1]) if events and (local or best[0][0] > 0.9) else ()


def _part(draft: Draft, pool: list[VoteEvent], focus: VoteEvent | None, index: Index) -> tuple[Candidate, ...]:
    """Amendments and motions of procedure are linked by their own tally, or, where only their end is told, all of those
    that stand beside the vote spoken of: a vote on an amendment is never taken for one on the text."""
    parts = [e for e in pool if not index.is_whole_text(e)]
    if draft.kind == tally.KIND:
        said = tally.asserted_counts(draft)
        hits = [e for e in parts if all(e.counts.get(o) == n for o, n in said.items())]
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


def _bodies_mentioned(document: Document, pool: list[VoteEvent], index: Index) -> set[str]:
    """Votes of the pool that the article mentions without naming: a vote in the other body, a rival text, the sponsor's own."""
    mentioned: set[str] = set()
    text = " ".join(s.masked.text for s in document.sentences if not s.is_headline)
    if not pool:
        return mentioned
    main = pool[0]
    rivals = (_RIVAL.search(text) or _ITS_OWN.search(text)) is not None
    owners = {
        s.code
        for sentence in document.sentences
        for m in _OWNED.finditer(sentence.masked.text)
        for s in sentence.masked.entity(m.start("o")).value
    }
    for event in pool[1:]:
        authors = {s.code for s in index.motion_of(event).sponsors if s.role == "author"}
        others = {s.code for s in index.motion_of(main).sponsors if s.role == "author"}
        own = bool(authors & owners - others)
        if event.body != main.body:
            said = any(event.body in s.bodies and g.VOTE_WORD.search(s.masked.text) for s in document.sentences)
            if said or (own and rivals):
                mentioned.add(event.key)
        elif rivals or own:
            mentioned.add(event.key)
    return mentioned
