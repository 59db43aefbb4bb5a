"""Which vote is meant. Candidates come from the whole article, the choice for a claim from the words around it.

An event is a candidate when the article names it (symbol, title, two counts of its tally), or when day, body and
subject all point to it. One false detail does not unlink it, and nothing less than that links: a vote that the record
lacks is answered `not_in_record`, never by the nearest vote.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from factcheck.engine.candidates import NEWS, Candidate, Named, article_candidates, named_in
from factcheck.engine.claims import dates, tally
from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft
from factcheck.engine.fitting import article_fit, fit
from factcheck.engine.index import Index
from factcheck.engine.linking.anew import Told, Turned
from factcheck.engine.linking.choosing import BY_SCORE, MARGIN, choose
from factcheck.engine.linking.clauses import SET_AGAINST, asides
from factcheck.engine.linking.counted import Counted
from factcheck.engine.linking.given import TELLING
from factcheck.engine.linking.names import names_of
from factcheck.engine.linking.ordinals import by_order, one_of, tell
from factcheck.engine.linking.parts import end_of_committee, vote_to_come, whole_text_of
from factcheck.engine.linking.pool import bodies_mentioned, votes_in_reach
from factcheck.engine.linking.scoring import Scorer
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx


@dataclass(frozen=True, slots=True)
class Links:
    """What linking found: the article's candidates, best first; for each draft the events it may mean; the text that an
    unknown vote on an amendment, on procedure or in a committee belongs to; the keys of all events that the article
    mentions in any way; and what each sentence names."""

    candidates: tuple[Candidate, ...]
    of_draft: tuple[tuple[Candidate, ...], ...]
    texts: tuple[VoteEvent | None, ...]
    mentioned: frozenset[str]
    names: Mapping[int, tuple[Named, ...]]
    left: Mapping[int, VoteEvent] = field(default_factory=dict)
    """For sentences that come back to the vote of the day: the one of before that was spoken of last."""


def certainty(score: float) -> float:
    """A score as a number between 0 and 1, for display; the order is what matters."""
    return round(1 - math.exp(-max(score, 0.0) / 4), 2)


def link(document: Document, drafts: list[Draft], index: Index) -> Links:
    """Link every draft. The focus, the vote spoken of last, passes from sentence to sentence; headlines come last."""
    names_in = {sentence.index: named_in(sentence, index, document.published) for sentence in document.sentences}
    candidates = article_candidates(document, drafts, index, [name for names in names_in.values() for name in names])
    pool = votes_in_reach(candidates, drafts, document, index)
    scorer = Scorer(pool, candidates, index)
    focus = _first_focus(candidates, document, drafts)
    by_sentence: dict[int, list[tuple[int, Draft]]] = {}
    for place, draft in enumerate(drafts):
        by_sentence.setdefault(draft.sentence.index, []).append((place, draft))
    chosen: dict[int, tuple[Candidate, ...]] = {}
    texts: dict[int, VoteEvent | None] = {}
    coming, stop = vote_to_come(document, drafts, index), end_of_committee(document)
    mentioned = {candidates[0].event.key} if candidates else set()
    first = focus  # what a headline speaks of: the vote of the first claim behind it
    is_settled = False
    told: set[str] = set()
    counted = Counted()
    words = Told(index)
    turned = Turned(words)
    spoken: list[tuple[Candidate, ...]] = []  # votes in the order in which the article comes to them
    left: dict[int, VoteEvent] = {}
    old: VoteEvent | None = None
    paragraph = -1  # where the focus was settled
    for sentence in sorted(document.sentences, key=lambda s: s.is_headline):
        if sentence.is_headline:
            focus, old = first, None
        own = by_sentence.get(sentence.index, [])
        if sentence.paragraph != paragraph and _comes_back(sentence, [d for _, d in own], focus, first, document):
            focus, old = first, focus
        names = names_in[sentence.index]
        cues = frozenset().union(*(name.keys for name in names))
        mentioned |= cues
        old = None if cues else old
        if old is not None:
            left[sentence.index] = old
        if not (own or cues or sentence.bodies or g.speaks_of_the_un(sentence.masked.text)):
            continue  # speaks of no vote
        present = [draft for _, draft in own if not draft.meta.get("then")]
        local = scorer.scores(sentence, present, focus, cues)
        for place, draft in own:
            scored = (
                scorer.scores(sentence, [d for _, d in own], focus, names_of(draft, names), draft)
                if draft.about in BY_SCORE
                else []
            )
            chosen[place] = choose(draft, scored, pool, focus, candidates, index, told, counted, document.published)
            counted.add(draft, chosen[place])
            if draft.about == "whole":
                chosen[place] = (
                    by_order(draft, spoken, index) or one_of(draft, focus, candidates, index) or chosen[place]
                )
        for place in _of_other_counts(own, chosen, names):
            chosen[place] = ()
        for place in turned.apart(own, chosen):
            chosen[place] = ()
        chosen.update(_as_beside(own, chosen))
        chosen.update(_as_counted(own, chosen))
        chosen.update(_in_brackets(own, chosen))
        for place, draft in own:
            texts[place] = whole_text_of(draft, focus, coming, stop) if not chosen[place] else None
        for place, draft in own:
            if draft.about == "focus":
                beside = [(p, d) for p, d in own if d.end <= draft.start or draft.end <= d.start]
                meant = _settled(sentence, beside, chosen) or focus
                if meant is not None:
                    chosen[place] = (Candidate(meant, 4.0, ("spoken of",)),)
        told.update(c.event.key for place, _ in own for c in chosen[place])
        for event in {c.event.key: c.event for place, _ in own for c in chosen[place]}.values():
            words.add(event, sentence)
        if not sentence.is_headline:
            tell(spoken, _meant(sentence, own, chosen))
        cued = [c for c in local if c.reasons]
        settled = _settled(sentence, own, chosen)
        if settled is not None and not sentence.is_headline:
            if not is_settled:
                first = next(c[0].event for c in _meant(sentence, own, chosen) if len(c) == 1)
            is_settled = True
            focus, paragraph = settled, sentence.paragraph
        elif (
            cued
            and not sentence.is_headline
            and (own or cues or "body" in cued[0].reasons)
            and not SET_AGAINST.search(sentence.masked.text)
            and _is_among(cued[0].event, own, chosen)
        ):
            focus, paragraph = cued[0].event, sentence.paragraph
        if cued and (g.speaks_of_the_un(sentence.masked.text) or own):
            mentioned.add(cued[0].event.key)
    return Links(
        tuple(candidates),
        tuple(chosen[place] for place in range(len(drafts))),
        tuple(texts[place] for place in range(len(drafts))),
        frozenset(mentioned | bodies_mentioned(document, pool, index)),
        names_in,
        left,
    )


_STAYS = rx(
    r"^(?:\"?|but |and |yet )(?:it|they|this|these|those)\b|\b(?:then|at the time|that (?:<B> )?(?:vote|year|time|day|month|resolution|text|ballot|session|occasion)|the (?:same|previous|earlier|first|former|old)|<N> years|those|previous(?:ly)?|earlier|had)\b"
)


def _comes_back(
    sentence: Sentence, own: list[Draft], focus: VoteEvent | None, first: VoteEvent | None, document: Document
) -> bool:
    """Whether a new paragraph, which says nothing of time, comes back from a vote of before to the one that is the news.
    What its words say of states must fit that one no worse."""
    if focus is None or first is None or focus.day is None or first.day is None or document.published is None:
        return False
    is_news = timedelta(0) <= document.published - first.day <= NEWS
    if not is_news or first.day - focus.day <= NEWS or focus.body != first.body:
        return False
    if sentence.is_headline or sentence.days or sentence.symbols or _STAYS.search(sentence.masked.text):
        return False
    return article_fit(own, first)[1] <= article_fit(own, focus)[1]


def _of_other_counts(
    own: list[tuple[int, Draft]], chosen: dict[int, tuple[Candidate, ...]], names: tuple[Named, ...]
) -> list[int]:
    """Places of the claims beside counts that are those of no vote that may be meant: "adopted with 33 votes in favour, 11
    abstentions (Belgium, Brazil) and 3 against (Australia)" is then about a vote that the record lacks."""
    if not any(
        d.kind == tally.KIND and d.about == "whole" and not chosen[place] and len(tally.asserted_counts(d)) >= 2
        for place, d in own
    ):
        return []
    return [
        place
        for place, d in own
        if d.about == "whole"
        and d.kind in _OF_THE_SAME_VOTE
        and not names_of(d, names)
        and not d.meta.get("then")
        and not _is_exact(d, chosen[place])
    ]


def _as_beside(
    own: list[tuple[int, Draft]], chosen: dict[int, tuple[Candidate, ...]]
) -> dict[int, tuple[Candidate, ...]]:
    """What is said of states and may be meant of several votes is meant of the one that the rest of the sentence tells of,
    where it is true of that one."""
    settled = {c[0].event.key for place, _ in own if len(c := chosen[place]) == 1}
    found: dict[int, tuple[Candidate, ...]] = {}
    for place, d in own:
        if d.kind == "vote_position" and len(chosen[place]) > 1:
            beside = [c for c in chosen[place] if c.event.key in settled]
            if len(beside) == 1 and fit(d, beside[0].event) == (len(d.subjects), 0):
                found[place] = (beside[0],)
    return found


def _as_counted(
    own: list[tuple[int, Draft]], chosen: dict[int, tuple[Candidate, ...]]
) -> dict[int, tuple[Candidate, ...]]:
    """A day told in the words of a count is that of the vote with this count: "On Thursday 128 members were in favour"."""
    counted = [
        (d, chosen[place])
        for place, d in own
        if d.kind == tally.KIND and len(chosen[place]) == 1 and chosen[place][0].event.day is not None
    ]
    return {
        place: c
        for place, d in own
        if d.kind == dates.KIND and d.about == "whole"
        for t, c in counted
        if t.start < d.end and d.start < t.end
        and d.meta["day"].apart(c[0].event.day) <= _SLIP
        and any(n >= TELLING and c[0].event.counts.get(o) == n for o, n in tally.asserted_counts(t).items())
    }  # fmt: skip


_BRACKETS = rx(r"\([^()]{0,300}\)")


def _in_brackets(
    own: list[tuple[int, Draft]], chosen: dict[int, tuple[Candidate, ...]]
) -> dict[int, tuple[Candidate, ...]]:
    """Votes told in brackets behind an outcome are those of that outcome, where its counts do not speak against it or the
    brackets' fit no other: "two weeks after X vetoed a draft (10 in favour, one against), the Assembly adopted ..."."""
    found: dict[int, tuple[Candidate, ...]] = {}
    ends = [(d, chosen[place]) for place, d in own if d.kind == "outcome" and len(chosen[place]) == 1]
    text = own[0][1].sentence.masked.text if ends else ""
    for match in _BRACKETS.finditer(text) if "(" in text else ():
        inside = [
            (place, d) for place, d in own if d.kind in _OF_THE_SAME_VOTE and match.start() < d.place < match.end()
        ]
        before = [
            (d, c) for d, c in ends if d.place < match.start() and _RUNS_ON.fullmatch(text[d.place : match.start()])
        ]
        if not before or any(_fits(d, chosen[place]) for place, d in inside):
            continue
        found |= {place: before[-1][1] for place, _ in inside}
    return found


_RUNS_ON = re.compile(r"[^.,;:()]{0,80}")


def _fits(draft: Draft, chosen: tuple[Candidate, ...]) -> bool:
    """Whether a claim gives counts that are those of the one vote it is about."""
    said = tally.asserted_counts(draft) if draft.kind == tally.KIND else {}
    return bool(said) and len(chosen) == 1 and all(chosen[0].event.counts.get(o) == n for o, n in said.items())


def _is_exact(draft: Draft, chosen: tuple[Candidate, ...]) -> bool:
    """Whether a claim gives three counts that are all those of the one vote it is about."""
    if draft.kind != tally.KIND or len(chosen) != 1:
        return False
    said = tally.asserted_counts(draft)
    return len(said) >= 3 and all(chosen[0].event.counts.get(option) == n for option, n in said.items())


_OF_THE_SAME_VOTE = frozenset({"vote_position", "group_position", "count", "tally"})
"""Kinds that tell, beside counts, who cast them."""


def _settled(
    sentence: Sentence, own: list[tuple[int, Draft]], chosen: dict[int, tuple[Candidate, ...]]
) -> VoteEvent | None:
    """The vote that the sentence's last claim outside a relative clause is about, when it is one vote on a whole text."""
    return next((c[0].event for c in reversed(_meant(sentence, own, chosen)) if len(c) == 1), None)


def _is_among(event: VoteEvent, own: list[tuple[int, Draft]], chosen: dict[int, tuple[Candidate, ...]]) -> bool:
    """Whether a vote is one that the sentence's claims on whole texts may mean, where they mean any."""
    meant = {c.event.key for place, draft in own if draft.about == "whole" for c in chosen[place]}
    return not meant or event.key in meant


def _meant(
    sentence: Sentence, own: list[tuple[int, Draft]], chosen: dict[int, tuple[Candidate, ...]]
) -> list[tuple[Candidate, ...]]:
    """The votes that each of the sentence's claims on a whole text may mean, outside relative clauses and without the counts
    that it is set against ("153, up from the 121 of October")."""
    if not own:
        return []
    text = sentence.masked.text
    skipped = [*asides(text), *(m.span() for m in SET_AGAINST.finditer(text))]
    set_against = [(d.start, d.end) for _, d in own if d.kind == "comparison"]
    return [
        chosen[place]
        for place, draft in own
        if draft.about == "whole"
        and draft.place >= 0
        and chosen[place]
        and not draft.meta.get("then")
        and not any(first <= draft.place < last for first, last in skipped)
        and not (draft.kind == tally.KIND and any(first < draft.start < last for first, last in set_against))
    ]


_SLIP = timedelta(days=7)
"""By how much a day told with a count may be wrong."""
_LEAD = 2
"""Sentences behind the headlines in which a report tells its news."""


def _first_focus(candidates: list[Candidate], document: Document, drafts: list[Draft]) -> VoteEvent | None:
    """The vote that the article is about as a whole, where one stands out: the only one of the last days whose counts the
    headline or else the first sentences give, though one of before is told in more detail; else the one that most points to."""
    if not candidates:
        return None
    if (fresh := _news(candidates, document, drafts)) is not None:
        return fresh
    if candidates[0].is_aside or (len(candidates) > 1 and candidates[0].score < candidates[1].score + MARGIN / 2):
        return None
    return candidates[0].event


def _news(candidates: list[Candidate], document: Document, drafts: list[Draft]) -> VoteEvent | None:
    published, top = document.published, candidates[0].event
    if published is None or top.day is None or published - top.day <= NEWS:
        return None
    fresh = [c.event for c in candidates if c.event.day is not None and timedelta(0) <= published - c.event.day <= NEWS]
    heads = [s.index for s in document.sentences if s.is_headline]
    body = [s.index for s in document.sentences if not s.is_headline][:_LEAD]
    told = [d for d in drafts if d.kind == tally.KIND and d.about == "whole"]
    lead = [d for d in told if d.sentence.index in heads] or [d for d in told if d.sentence.index in body]
    said = [pair for d in lead for pair in tally.asserted_counts(d).items()]
    if len(fresh) != 1:
        return None
    fits = bool(said) and all(fresh[0].counts.get(option) == n != top.counts.get(option) for option, n in said)
    return fresh[0] if fits or _is_counted_first(fresh[0], top, told) else None


def _is_counted_first(fresh: VoteEvent, top: VoteEvent, told: list[Draft]) -> bool:
    """Whether a telling count of the one vote stands no later in the text than any of the other."""

    def places(event: VoteEvent, other: VoteEvent) -> list[int]:
        return [
            d.sentence.index
            for d in told
            for option, n in tally.asserted_counts(d).items()
            if n >= TELLING and event.counts.get(option) == n != other.counts.get(option)
        ]

    own, others = places(fresh, top), places(top, fresh)
    return bool(own) and min(own) <= min(others, default=min(own))
