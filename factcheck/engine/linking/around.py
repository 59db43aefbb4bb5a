"""What stands beside a claim: texts, days, authors, counts and items of the sentences around that its words may be about
instead of the vote they are linked to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property

from factcheck.engine.claims import dates, tally
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.bodies import PERMANENT
from factcheck.engine.claims.tally_words import OF_A_REGION
from factcheck.engine.draft import Draft
from factcheck.engine.fitting import fit
from factcheck.engine.index import Index
from factcheck.engine.linking import Links
from factcheck.engine.linking.assertion import ITEM
from factcheck.engine.linking.clauses import NOW, clause
from factcheck.engine.linking.doubts import ANOTHER, COUNTED_THERE, OF_GROUPS, REGION
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

REACH = 2
"""Sentences over which "the text" reaches back to the sentence that names it."""
INDEFINITE = rx(
    r"\b(?:a|an|another|any|some|one of (?:the|several)|several|two|three|<N>)(?: (?!the\b)[\w'\"-]+| <J>| <B>| <L>(?:'s|-\w+)?| <G>){0,4}? (?:resolutions?|texts?|drafts?|measures?|motions?|proposals?|documents?|declarations?|votes?(?! (?:of|to|for|against|in)\b)|ballots?)\b"
)
_THE_TEXT = rx(
    rf"\b(?:the|this) {g.ONE_TEXT}\b(?! (?:on|about|titled|entitled|concerning|by|from|for|to|that|which|calling|condemning|<Q>|<Y>))"
)
"""The text spoken of, with nothing that tells it from another of the day."""
_TEXT_BY = rx(rf"\b{g.ONE_TEXT} (?:by|from) (?:the )?(?P<l><L>)(?!'s)")
_OWN_TEXT = rx(
    r"\b(?:its|their|his|her) own (?:[\w-]+ )?(?:text|draft|resolution|proposal|version)\b|\b(?:rival|competing|counter|alternative) (?:text|draft|resolution|proposal|version)|\bthe other (?:chamber|body|forum|hall|house|organ)\b"
)
"""A text that somebody sets against the one voted on."""
_ON_A_PART = rx(r"\b(?:operative|preambular|separate|<N>|[a-z]+th|first|second|third) paragraphs?\b|\bparagraphs? <N>")
HAD_VETOED = rx(r"\b(?:because|since|after|as|where|whereas|while)\b[^.;]{0,60}\bhad (?:\w+ ){0,2}(?:vetoed|blocked)\b")
_CAST = frozenset({"vote_position", "group_position", "count", "vote_alignment"})
"""Kinds that tell who cast the votes counted beside them."""
_ENTRY = 12
"""Sentences of a paragraph that may stand under its date."""
_GOES_BACK = rx(r"\b(?:it|they|them|both)\b|^(?:and )?(?:so|neither) did\b")
_NEAR = 3
"""Sentences of a paragraph over which counts go on being those of a group."""
_CHAIN = 5
"""Sentences with "it" or "they" that may go back to one before them all."""
_HAD = rx(r"\bhad (?:(?:been|already|also|[a-z]+ly) )*(?:[a-z]+ed|begun|been)\b|\b(?:earlier|previously)\b")
_LONG_AGO = timedelta(days=270)
"""Behind a vote: texts with its title may have been voted on anew, for many come back each session."""
_BRIEF = 20
"""Characters of a sentence that may stand between others that go together: "Six months."."""


class Around:
    """The sentences around the claims of an article. Built when first asked for."""

    def __init__(self, document: Document, drafts: list[Draft], links: Links, index: Index) -> None:
        self._document, self._links, self._index = document, links, index
        self._owners: dict[int, list[set[str]]] = defaultdict(list)
        for draft in drafts:
            if (
                draft.kind == "sponsorship"
                and draft.subjects
                and draft.about == "whole"
                and "group" not in draft.asserted
            ):
                self._owners[draft.sentence.index].append(set(draft.subjects))
        self._counts: dict[int, list[dict[str, int]]] = defaultdict(list)
        for draft in drafts:
            if draft.kind == tally.KIND:
                self._counts[draft.sentence.index].append(tally.asserted_counts(draft))

    def is_of_the_group_before(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether "only A and B" may be meant of the group that the sentence before speaks of, or a lone count of the one
        that a sentence of the paragraph before it counts: "28 African states voted yes. Eight did not vote"."""
        if draft.kind == tally.KIND:
            return len(draft.meta.get("all", ())) == 1 and self._counts_a_group_before(draft)
        before = self._before(draft)
        return "exclusive" in draft.asserted and "within" not in draft.asserted and REGION.search(before) is not None

    def _counts_a_group_before(self, draft: Draft) -> bool:
        own = draft.sentence
        near = self._document.sentences[max(0, own.index - _NEAR) : own.index]
        return any(
            s.paragraph == own.paragraph
            and (
                COUNTED_THERE.search(s.masked.text)
                or OF_A_REGION.search(s.masked.text)
                or OF_GROUPS.search(s.masked.text)
            )
            for s in near
        )

    def is_of_the_text_before(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the claim speaks of "it", and the sentence before of a text that is told from the vote's; or of no text,
        where the sentence before, or the one that its "it" goes back to, is about an amendment or a paragraph."""
        own = draft.sentence.masked.text
        if g.TEXT_WORD.search(own) is not None:
            return False
        if g.PRONOUN.search(own, *clause(draft)) is not None and ANOTHER.search(self._before(draft)) is not None:
            return True
        for sentence in reversed(
            self._document.sentences[max(0, draft.sentence.index - _CHAIN) : draft.sentence.index]
        ):
            words = sentence.masked.text
            if "amendment" in words or ("paragraph" in words and _ON_A_PART.search(words)) or _OWN_TEXT.search(words):
                return True
            if len(sentence.text) > _BRIEF and (
                g.TEXT_WORD.search(words) is not None or _GOES_BACK.search(words) is None
            ):
                break
        return False

    def is_of_an_item(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the sentence before opens an item of a list: this one goes on with it."""
        return ITEM.match(self._before(draft)) is not None

    def is_of_another_that_day(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the body held another vote that day that the words are true of, where the sentence tells of the day and not
        of "the text", or neither a name nor counts tell which of them the article is about."""
        of_its_day = any(event.day in day.days for day in draft.sentence.days)
        if self._is_proven(event) and (not of_its_day or _THE_TEXT.search(draft.sentence.masked.text)):
            return False
        others = (*self._index.siblings(event), *(c.event for c in self._links.candidates))
        fits = (fit(draft, other) for other in others if (other.day, other.body) == (event.day, event.body))
        return any(right and not wrong for right, wrong in fits)

    def _is_proven(self, event: VoteEvent) -> bool:
        reasons = next((c.reasons for c in self._links.candidates if c.event.key == event.key), ())
        return any("named" in reason or "counts" in reason for reason in reasons)

    def is_of_the_vote_left(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the sentence was taken to come back from a vote of before, and may be about that one still: its words
        are true of it, or nothing tells."""
        left = self._links.left.get(draft.sentence.index)
        if left is None or left.key == event.key:
            return False
        right, wrong = fit(draft, left)
        said = tally.asserted_counts(draft) if draft.kind == tally.KIND else {}
        if said:
            return all(left.counts.get(option) in (number, None) for option, number in said.items())
        return not wrong or right > wrong

    def is_before_it_is_told(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether a sentence behind this one is the first to tell of the vote, and as of one of before: "had adopted"."""
        for sentence in self._document.sentences:
            counts = self._counts.get(sentence.index, ())
            if not sentence.is_headline and (
                any(event.day in day.days for day in sentence.days)
                or any(event.key in name.keys for name in self._links.names.get(sentence.index, ()))
                or any(len(said) > 1 and all(event.counts.get(o) == n for o, n in said.items()) for said in counts)
            ):
                own = draft.sentence
                return (
                    not own.is_headline and own.index < sentence.index and _HAD.search(sentence.masked.text) is not None
                )
        return False

    def is_of_the_day_before(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the sentence before tells of a text of another day, and this one says nothing of when."""
        at = draft.sentence.index
        if at == 0 or draft.sentence.days:
            return False
        before = self._document.sentences[at - 1]
        if before.is_headline or any(event.day in day.days for day in before.days):
            return False
        return any(day.is_exact and not day.is_span for day in before.days) and INDEFINITE.search(before.masked.text) is not None  # fmt: skip

    def is_under_another_date(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the paragraph opens with the date of another day, as an entry of a table does. A claim of that date by
        itself is not under it."""
        own = draft.sentence
        first = own
        for sentence in reversed(self._document.sentences[max(0, own.index - _ENTRY) : own.index]):
            if sentence.paragraph != own.paragraph or sentence.is_headline:
                break
            first = sentence
        if draft.kind == dates.KIND and first is own:
            return False
        days = [day for day in first.days if day.start - first.start < _BRIEF and not day.is_span and day.is_exact]
        dated = any(event.day in day.days for day in (*first.days, *own.days))
        return bool(days) and not dated

    def is_of_other_authors(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the states that the sentence, or the one before, gives for authors are none of the vote's: it may be
        about a rival text."""
        authors = self._index.authors(event)
        if not authors or draft.kind == "sponsorship":
            return False
        at = draft.sentence.index
        near = self._document.sentences[max(0, at - 1) : at + 1]
        makers = [
            set(g.codes_of(s.masked.entity(m.start("l")))) for s in near for m in _TEXT_BY.finditer(s.masked.text)
        ]
        makers += [codes for s in near for codes in self._owners.get(s.index, ())]
        return any(codes and not codes & authors for codes in makers)

    def is_counted_twice(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the sentence gives one count for an option, this one, and another: "141 condemned A, five backed it"."""
        mine = tally.asserted_counts(draft) if draft.kind == tally.KIND else {}
        return len(mine) == 1 and any(
            said.get(option, number) != number
            for option, number in mine.items()
            for said in self._counts[draft.sentence.index]
        )

    def is_beside_other_counts(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the counts of the sentence are none of the vote's, or those of the one before where this one gives none
        and speaks of no text: who cast votes then belongs to that other vote, on a paragraph, or one that the record lacks."""
        own = draft.sentence
        if draft.kind not in _CAST:
            return False
        told = self._counts.get(own.index, [])
        if not told and own.index and not own.days and g.TEXT_WORD.search(own.masked.text) is None:
            before = self._document.sentences[own.index - 1]
            told = self._counts.get(before.index, []) if before.paragraph == own.paragraph else []
        return any(len(said) > 1 for said in told) and all(
            event.counts.get(option) not in (number, None) for said in told for option, number in said.items()
        )

    def is_beside_an_earlier_veto(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the sentence tells of the veto in a clause of its own, as of one of before: "A abstained because B had
        vetoed a longer renewal". Who voted otherwise did so on another text."""
        return (
            draft.kind in _CAST
            and event.result == "vetoed"
            and HAD_VETOED.search(draft.sentence.masked.text) is not None
        )

    def is_of_no_state_told(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the article speaks of a state that has no seat in the body, and of none of those that the vote was about,
        apart from those behind its text: it may be about a vote on that other state, which the record lacks."""
        topic = self._index.topic_states(event) - self._index.authors(event)
        if not topic or not topic.isdisjoint(self._told_states):
            return False
        return not self._told_states <= (event.roll.keys() if event.roll is not None else PERMANENT)

    @cached_property
    def _told_states(self) -> frozenset[str]:
        return frozenset().union(*(s.states for s in self._document.sentences))

    def _before(self, draft: Draft) -> str:
        at = draft.sentence.index
        return self._document.sentences[at - 1].masked.text if at else ""

    @cached_property
    def _names(self) -> frozenset[frozenset[str]]:
        """The keys that the words for a text name together."""
        return frozenset(name.keys for found in self._links.names.values() for name in found)

    def _others_named(self, event: VoteEvent) -> list[VoteEvent]:
        """The body's other votes that the article names, apart from those named by the same words."""
        together = frozenset().union(*(keys for keys in self._names if event.key in keys))
        named = (c.event for c in self._links.candidates if _BY_NAME in c.reasons)
        return [e for e in named if e.key != event.key and e.key not in together and e.body == event.body]

    def is_true_of_a_named_one(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the words are true of another vote that the article names."""
        said = tally.asserted_counts(draft) if draft.kind == tally.KIND else {}
        for other in self._others_named(event):
            right, wrong = fit(draft, other)
            if right and not wrong:
                return True
            if said and all(other.counts.get(option) == number for option, number in said.items()):
                return True
        return False

    def has_the_end_of_a_named_one(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the vote ended otherwise than is said, and one that the article names ended so: a false count may have
        brought the words to this one."""
        said = draft.asserted.get("outcome") if draft.kind == "outcome" else None
        if said is None or said == event.result:
            return False
        return any(other.result == said for other in self._others_named(event))

    def is_of_long_ago(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether nothing but a title or a matter points to the vote, which was most of a year or more before the article: a
        newer text of that title may be meant, and the record may lack it."""
        published = self._document.published
        if published is None or event.day is None or published - event.day < _LONG_AGO:
            return False
        if event.motion in self._by_symbol or any(event.day in days for days in self._told_days):
            return False
        return not any(
            number == event.counts.get(option) for told in self._counts.values() for said in told for option, number in said.items()
        )  # fmt: skip

    @cached_property
    def _by_symbol(self) -> frozenset[str]:
        """The motions that the text names by a symbol."""
        symbols = {symbol for s in self._document.sentences for symbol in s.symbols}
        return frozenset(e.motion for symbol in symbols if (e := self._index.by_symbol(symbol)) is not None)

    @cached_property
    def _told_days(self) -> frozenset[frozenset[date]]:
        """The days, months and years of the text."""
        return frozenset(told.days for s in self._document.sentences for told in s.days)


def comes_back_to_now(document: Document, own: Sentence, after: int, day: date) -> bool:
    """Whether a sentence, or one close before it that stands behind the last that tells of another time, speaks of "this
    year", the vote's, and of no other time."""
    if document.published is None or document.published.year != day.year:
        return False
    near = document.sentences[max(0, own.index - REACH, after + 1) : own.index + 1]
    return any(NOW.search(s.text) and (s is not own or all(day in told.days for told in s.days)) for s in near)


_BY_NAME = "named by its symbol or title"
Doubt = Callable[[Around, Draft, VoteEvent], bool]
OF_ANY: tuple[tuple[Doubt, str], ...] = (
    (Around.is_counted_twice, "the sentence gives two counts of that kind, and this one may be of something else"),
    (
        Around.has_the_end_of_a_named_one,
        "another vote that the text names ended so, and these words may be about that one",
    ),
    (
        Around.is_beside_an_earlier_veto,
        "the sentence tells of that veto as of one of before, and these words may be about another vote",
    ),
    (Around.is_of_long_ago, "the vote was long before this text, which may be about a newer one on the matter"),
    (Around.is_of_the_group_before, "what is said may hold for the group alone of which the sentence before speaks"),
)
"""Doubts about every claim, as the end of a sentence."""
OF_UNNAMED: tuple[tuple[Doubt, str], ...] = (
    (Around.is_before_it_is_told, "the text comes to that vote later, as to one of before"),
    (Around.is_of_the_day_before, "the sentence before tells of a text of another day, and these words may be about that one"),
    (Around.is_under_another_date, "the paragraph opens with another day, and these words may be about a vote of that day"),
    (Around.is_of_other_authors, "the states that the text names as authors are not those of this vote, and these words may be about another"),
    (Around.is_of_the_text_before, "the sentence before speaks of another text, and these words may be about that one"),
    (Around.is_of_an_item, "the sentence goes on with an item of a list, which may be about a vote of its own"),
    (Around.is_of_another_that_day, "the words are true of another vote of that day"),
    (Around.is_of_no_state_told, "the vote was about a state that the text does not speak of, and these words may be about another"),
    (Around.is_beside_other_counts, "the counts told beside these words are none of the vote's, and they may be about another"),
    (Around.is_true_of_a_named_one, "the words are true of another vote that the text names"),
    (Around.is_of_the_vote_left, "the words may be about the vote of before that the text spoke of last"),
)  # fmt: skip
"""Doubts about claims whose sentence does not name the vote."""
