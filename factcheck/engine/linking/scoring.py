"""How well each vote in the pool fits the words around a claim."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from factcheck.engine.candidates import Candidate
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims import tally
from factcheck.engine.draft import Draft
from factcheck.engine.fitting import OF_VOTES, fit
from factcheck.engine.index import Index
from factcheck.engine.linking.clauses import clause, place_and_time
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.document import Sentence, content_words
from factcheck.engine.text.masking import rx

RIVAL = rx(
    r"\b(?:rival|competing|alternative|counter-?\w*|second|another(?! <N>)|separate|other(?! (?:than\b|<G>|(?:[\w-]+ |<J> |<L>-\w+ ){0,3}?(?:states|countries|nations|members|governments|delegations)\b))|different|later)\b[^.;]{0,30}?\b(?:resolution|text|draft|measure|proposal|motion|vote|one)\b"
)
_A_TEXT = rf"(?:{g.ONE_TEXT}|one)"
_PLAIN_WORDS = r"(?: (?:own|rival|competing|draft|short|original|brief|amended|toned-down))*"
OWNED = rx(
    rf"(?P<o><L>(?='s |-\w)|<J>|<L>(?={_PLAIN_WORDS} {g.ONE_TEXT}\b))(?:'s)?(?:-\w+)?(?: [\w-]+){{0,2}}? {_A_TEXT}\b"
)
_ON_A_STATE = rx(
    rf"\b{g.ONE_TEXT} (?:on|about|concerning) (?:the )?(?:(?:situation (?:of human rights )?in|(?:human )?rights(?: abuses| violations)? in) )?(?P<o><L>)(?!'s|-)(?=[ ,.;:)])"
    rf"|\b{g.ONE_TEXT} (?:on|about|concerning|titled|entitled|called|named) (?:the |an? )?\"[^\"<L>]{{0,80}}(?P<q><L>)[^\"<L>]{{0,60}}\""
)
"""A text by its subject: "the resolution on North Korea", a resolution on "human rights in Belarus"."""
_BACKED = rx(
    rf"\b{g.ONE_TEXT}(?: on [\w ]{{1,30}})?,? (?:[\w-]+ )?(?:backed|supported|sponsored|initiated|championed) by (?:the )?(?:<G> and )?(?P<o><L>)"
)
"""A text by those behind it: "a resolution, backed by the EU and Ukraine"."""
ITS_OWN = rx(rf"\b(?:its|their) own(?: [\w-]+){{0,3}} {g.ONE_TEXT}\b")
_ITS_TEXT = rx(rf"\b(?:its|their)(?: [\w-]+){{0,2}} {g.ONE_TEXT}\b")
_THAT_TEXT = rx(rf"\b(?:the|this) (?:[\w-]+ )?{g.ONE_TEXT}\b|\bit\b|\bcast (?:a|its|their) veto")
_ANOTHER_TIME = rx(
    r"\b(?:had|earlier|previous(?:ly)?|similar|another|last|past|before|then|already|once|ago|repeatedly|again|first|second|third)\b"
)
_AUTHORED = 3
_LONG = timedelta(days=200)
_SEVERAL_FIT = 1.6
"""What it speaks for a vote that three states or more voted in it just as said."""
_AMENDED = rx(r"\bamend(?:ed|ments?)\b")


class _Cues(NamedTuple):
    """What the words around a claim say of the vote that is meant. Claims of one clause mostly share it."""

    named: frozenset[str]
    tallies: tuple[tuple[tuple[str, int], ...], ...]
    bodies: frozenset[str]
    days: tuple[frozenset[date], ...]
    owners: frozenset[str]
    about: frozenset[str]
    is_rival: bool
    sure: str


class Scorer:
    """Scores the votes of an article's pool for its sentences and claims. `whole` are those on whole texts."""

    def __init__(self, pool: list[VoteEvent], candidates: list[Candidate], index: Index) -> None:
        self.pool, self.candidates, self.index = pool, candidates, index
        self.whole = [event for event in pool if index.is_whole_text(event)]
        self._prior = {c.event.key: c.score for c in candidates}
        self._asides = {c.event.key for c in candidates if c.is_aside}
        self._sentence: Sentence | None = None
        self._focus: VoteEvent | None = None
        self._clauses: dict[tuple[int, int], tuple[frozenset[str], frozenset[str], bool]] = {}
        self._shared: dict[_Cues, list[tuple[VoteEvent, float, tuple[str, ...]]]] = {}

    def scores(
        self,
        sentence: Sentence,
        drafts: list[Draft],
        focus: VoteEvent | None,
        named: frozenset[str],
        draft: Draft | None = None,
    ) -> list[Candidate]:
        """Score of each vote for a sentence, or for one draft in it, best first.

        For a draft the body and the day of its own clause count, else those of the sentence outside relative clauses. `named`
        are the keys of the votes that the sentence names. `reasons` are the cues that the words themselves give.
        """
        if sentence is not self._sentence or focus is not self._focus:
            self._clauses = self._clauses if sentence is self._sentence else {}
            self._sentence, self._focus, self._shared = sentence, focus, {}
        text = sentence.masked.text
        begin, stop = clause(draft) if draft is not None else (0, len(text))
        cues = self._cues(sentence, drafts, named, draft, begin, stop)
        shared = self._shared.get(cues)
        if shared is None:
            shared = self._shared[cues] = [(event, *self._score(event, cues, sentence, focus)) for event in self.whole]
        beside = [d for d in drafts if begin <= d.place < stop] if draft is not None else []
        is_veto = any(
            d.kind == "outcome" and d.asserted["outcome"] == "vetoed" for d in (draft, *beside) if d is not None
        )
        amended = "amend" in text and _AMENDED.search(text) is not None
        of_votes = draft is not None and draft.kind in OF_VOTES
        scored = []
        for event, score, reasons in shared:
            if draft is not None:
                if of_votes:
                    score += _votes_fit(draft, event)
                if of_votes or is_veto:
                    score += _possible(draft, event, is_veto)
                if is_veto and event.result == "vetoed" and self._is_of_another_day(event, cues, text[begin:stop]):
                    score -= 4
            if amended and self.index.amendments(event):
                score, reasons = score + 1.5, (*reasons, "amended")
            scored.append(Candidate(event, round(score, 3), reasons))
        return sorted(scored, key=_best_first) if len(scored) > 1 else scored

    def _is_of_another_day(self, event: VoteEvent, cues: _Cues, words: str) -> bool:
        """Whether a veto is one of another time than the vote spoken of, and the words, which speak of "the text", do not
        say so."""
        focus = self._focus
        return (
            focus is not None
            and focus.body == event.body
            and focus.day != event.day
            and not any(event.day in group for group in cues.days)
            and _THAT_TEXT.search(words) is not None
            and _ANOTHER_TIME.search(words) is None
        )

    def _cues(
        self,
        sentence: Sentence,
        drafts: list[Draft],
        named: frozenset[str],
        draft: Draft | None,
        begin: int,
        stop: int,
    ) -> _Cues:
        text = sentence.masked.text
        bodies, days = place_and_time(sentence, drafts, draft)
        owners, about, is_rival = self._words(sentence, begin, stop)
        owners |= {
            code
            for d in drafts
            if d.kind == "sponsorship" and "of" not in d.asserted and begin <= d.place < stop
            for code in d.subjects
        }
        if draft is not None:
            owners |= set(draft.meta.get("of", ()))
        if draft is not None and ITS_OWN.search(text, begin, stop):
            owners |= set(draft.subjects)
        elif draft is not None and draft.kind in ("outcome", "tally") and "'s" not in text[begin:stop]:
            owners |= _whose(sentence, begin, stop)
        return _Cues(
            named,
            tuple(tuple(said.items()) for said in _tallies(drafts, draft, begin, stop)),
            frozenset(bodies),
            tuple(days),
            frozenset(owners),
            about,
            is_rival,
            _sure(self.candidates, self.pool, bodies),
        )

    def _words(self, sentence: Sentence, begin: int, stop: int) -> tuple[set[str], frozenset[str], bool]:
        """States said to own a text, states that one is said to be on, and whether another text is spoken of, in a clause.
        Claims of one clause ask alike."""
        found = self._clauses.get((begin, stop))
        if found is None:
            text, masked = sentence.masked.text, sentence.masked
            owned = (m for pattern in (OWNED, _BACKED) for m in pattern.finditer(text, begin, stop))
            owners = frozenset(s.code for m in owned for s in masked.entity(m.start("o")).value)
            about = frozenset(
                s.code
                for m in _ON_A_STATE.finditer(text, begin, stop)
                for s in masked.entity(m.start("o" if m["o"] else "q")).value
            )
            found = self._clauses[begin, stop] = owners, about, RIVAL.search(text, begin, stop) is not None
        return set(found[0]), found[1], found[2]

    def _is_far_from(self, event: VoteEvent, given: _Cues) -> bool:
        """Whether a vote is of another age than the one spoken of, and no day or name in the words speaks for it."""
        focus = self._focus
        return (
            focus is not None
            and event.key not in given.named
            and not any(event.day in group for group in given.days)
            and _is_of_years(event, focus)
        )

    def _score(
        self, event: VoteEvent, given: _Cues, sentence: Sentence, focus: VoteEvent | None
    ) -> tuple[float, tuple[str, ...]]:
        cues: list[str] = []
        prior, top = self._prior.get(event.key), self.candidates[0].score if self.candidates else 0.0
        score = max(min(prior - top, 0.0) / 4, -1.0) if prior is not None else -1.5
        if event.key in given.named:
            score += 8
            cues.append("named")
        for said in given.tallies:
            matched = 0
            for option, value in said:
                matched += getattr(event.counts, option) == value
            if matched == len(said):
                score += 2 * matched + (1 if matched > 1 else 0)
                cues.append("tally")
            elif matched >= 2:
                score += matched
                cues.append("tally")
        if given.bodies:
            score += 1.5 if event.body in given.bodies else -1 if event.key == given.sure else -8
            if event.body in given.bodies and focus is not None and event.body != focus.body:
                cues.append("body")
        if event.key in self._asides and not (focus is not None and event.key == focus.key):
            score -= 0 if any(event.day in group for group in given.days) or event.key in given.named else 12
        for group in given.days:
            fits = event.day in group
            near = not fits and event.day is not None and any(abs((event.day - d).days) <= 1 for d in group)
            score += 1.5 if fits else -0.5 if near else -12 if len(group) > 7 else -2
        if given.about and (topic := self.index.topic_states(event)):
            score += 3 if given.about & topic else -1.5
            cues += ["subject named"] if given.about & topic else []
        authors = self.index.authors(event)
        if given.owners and authors:
            is_theirs = bool(given.owners & authors)
            for_theirs = 1 if is_theirs and self._is_far_from(event, given) else _AUTHORED
            score += for_theirs if is_theirs else -2
            cues += ["sponsor"] if is_theirs else []
        if focus is not None and event.key == focus.key:
            score += -3 if given.is_rival else 2
        elif given.is_rival and focus is not None and event.key in {e.key for e in self.index.siblings(focus)}:
            score += 3 if event.body == focus.body else 2
            score += 2 * self.index.topic_overlap(event, content_words(sentence.text))
            cues.append("rival text")
        if not given.bodies and focus is not None and event.body != focus.body:
            score -= 1
        return score, tuple(cues)


def _best_first(candidate: Candidate) -> tuple[float, str]:
    return -candidate.score, candidate.event.key


def _is_of_years(event: VoteEvent, focus: VoteEvent) -> bool:
    return event.day is None or focus.day is None or abs(event.day - focus.day) > _LONG


def _whose(sentence: Sentence, begin: int, stop: int) -> set[str]:
    """States that "its resolution" speaks of: those that act last before it in the sentence."""
    masked = sentence.masked
    match = _ITS_TEXT.search(masked.text, begin, stop)
    if match is None:
        return set()
    actors = [at for at, _ in sorted(masked.within(0, match.start(), "L")) if g.is_subject(masked, at)]
    return set(g.codes_of(masked.entity(actors[-1]))) if actors else set()


def _tallies(drafts: list[Draft], draft: Draft | None, begin: int, stop: int) -> list[dict[str, int]]:
    """The counts of the sentence that bear on a draft: where it tells two votes, those of the draft's own clause; for a
    tally, its own and those that say other counts."""
    counted = [d for d in drafts if d.kind == tally.KIND and d.about == "whole"]
    said = [tally.asserted_counts(d) for d in counted]
    if draft is None or len({option for counts in said for option in counts}) == sum(map(len, said)):
        return said
    if draft.kind == tally.KIND:
        mine = tally.asserted_counts(draft)
        return [mine, *(counts for counts in said if not counts.keys() & mine.keys())]
    near = [counts for d, counts in zip(counted, said, strict=True) if begin <= d.place < stop]
    return near or said


def _votes_fit(draft: Draft, event: VoteEvent) -> float:
    """What the votes of the states that a claim names say for an event: the more of them fit, the more; misfits among
    several that are said to have voted together speak against it."""
    right, wrong = fit(draft, event)
    if draft.kind == "vote_alignment" and right + wrong > 3 and wrong:
        return -0.8 * min(wrong, 2)
    if right <= wrong:
        return 0.0
    return _SEVERAL_FIT if draft.kind == "vote_alignment" and right >= 3 else 0.8


def _sure(candidates: list[Candidate], pool: list[VoteEvent], bodies: set[str]) -> str:
    """Key of the one vote that the article's counts or names prove, where nothing was voted in the body that is named: then
    a wrong body does not unlink it."""
    proven = [c for c in candidates if "named by its symbol or title" in c.reasons or "3 of 3 counts" in c.reasons]
    if len(proven) != 1 or proven[0] is not candidates[0] or any(e.body in bodies for e in pool):
        return ""
    return proven[0].event.key


def _possible(draft: Draft, event: VoteEvent, is_veto: bool) -> float:
    """States vote only in bodies they belong to; only a Council text can be vetoed."""
    if is_veto:
        return 4.0 if event.result == "vetoed" else 0.0 if event.body == "SC" else -20.0
    if draft.kind in OF_VOTES and event.roll_complete and event.roll is not None:
        return -5.0 if any(code not in event.roll for code in draft.subjects) else 0.0
    return 0.0
