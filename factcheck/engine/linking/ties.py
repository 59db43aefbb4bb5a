"""How firmly the words of a claim are tied to the vote that they are linked to, and what the whole article says of which
vote is meant where."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from datetime import date, timedelta
from enum import IntEnum
from functools import cached_property

from factcheck.engine.candidates import NEWS
from factcheck.engine.claims import dates, tally
from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft
from factcheck.engine.fitting import fit
from factcheck.engine.index import Index
from factcheck.engine.linking import Links, vetoes
from factcheck.engine.linking.around import INDEFINITE, REACH, Around, comes_back_to_now
from factcheck.engine.linking.clauses import THIS_TIME
from factcheck.engine.linking.ends import said_to_pass
from factcheck.engine.linking.given import TELLING
from factcheck.engine.linking.names import names_of
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

_FRESH = frozenset({"days before publication", "votes of states"})
"""A vote of the last days in which states voted as the article says of several of them."""


class Tie(IntEnum):
    """How firmly words are tied to a vote, from what many votes share up to what no other has."""

    LOOSE = 0
    """Subject, body and a rough time: circumstances that other votes share."""
    DATED = 1
    """The article names the day of the vote, or gives a count of it that few votes have, beside its body and subject."""
    REPORTED = 2
    """The article names the vote, or gives two of its counts or more, in whatever sentence."""
    SPOKEN_OF = 3
    """The sentence before names it so, or the one behind a lead, and this one goes on about the same text; or the article
    tells of no other vote, or of none other in the body that the sentence names."""
    NAMED = 4
    """The claim's own sentence names it: by its symbol, by its title, or by two of its counts or more."""


_AROUND = timedelta(days=31)
"""A text that is brought up anew: it may be another one."""
_UNTOLD = rx(
    rf"\b(?:adopt|pass|approv|reject|vot|endors|back|block|kill)\w*(?: \w+ly| to \w+| on| <T>| <V>){{0,3}} (?:an?|another|one|some) (?:[\w'-]+ |<J> |<B> |<L>(?:'s|-\w+)? ){{0,4}}?{g.ONE_TEXT} (?:on|about|to|for|against|that|which|\w+ing)\b"
)
"""A text that is told what it is about, as none that was spoken of before would be: "rejected a text on hunger"."""
_DECIDES = rx(
    r"<B>(?: \([^()]{1,20}\))?,?(?: on <T>| <T>| late| has| had| also| then| again| \w+ly|,)* (?:vot(?:ed|es)|adopt(?:ed|s)|approv(?:ed|es)|pass(?:ed|es)|reject(?:ed|s)|endors(?:ed|es)|back(?:ed|s)|condemn(?:ed|s)|demand(?:ed|s)|call(?:ed|s)|urg(?:ed|es)|agree(?:d|s)|decid(?:ed|es)|fail(?:ed|s)|extend(?:ed|s)|renew(?:ed|s)|authori[sz](?:ed|es)|impos(?:ed|es))\b"
)
"""A body decides something: a vote that is brought up anew, where no text is spoken of as one known."""
_DEFINITE = rx(
    r"\b(?:the|this|that|its|their|said|same)(?: [\w'-]+| <J>| <B>| <L>(?:'s|-\w+)?){0,3}? (?:resolution|text|draft|measure|motion|proposal|document|declaration|vote|ballot)\b|\b(?:it|which)\b"
)
_APART = rx(
    r"\bseparately\b|\b(?:on )?the same day,? (?:<L>|<B>|the |it |they )|\bin (?:a|another) (?:separate |further |different )?(?:vote|move|decision)\b|\b(?:a|another) (?:separate|different|further) (?:[\w-]+ ){0,2}(?:resolution|text|draft|vote|measure)\b"
)
_OF_AN_EARLIER_TIME = rx(
    r"\b(?:last (?:year|month|week)(?:'s|’s)? (?:\w+ )?(?:vote|ballot|tally|result|resolution|text|count)|(?:the (?:previous|preceding|prior) (?:year|month|vote|ballot)|(?:a|one) year (?:ago|earlier|before)))\b"
)
"""A vote that is told as one of before."""
_OPENS_IN_YEAR = rx(
    r"(?:But |And |Yet )?(?:Back |Already |Early |Late )?[Ii]n (?:[A-Z][a-z]{2,8} )?(?P<year>(?:19|20)\d\d)\b"
)
_DAYS_OFF, _NEAR_IT = timedelta(days=3), timedelta(days=1100)
"""How far from a vote's day a time lies under which another vote may be told: some days to about three years."""
_MANY_TIMES = 3
_LEAD = 2
"""Index of the last sentence that may still be a lead: what an article is about is named there."""


class Ties:
    """The ties of an article's claims. Built when first asked for."""

    def __init__(self, document: Document, drafts: list[Draft], links: Links, index: Index) -> None:
        self._document, self._links, self._index = document, links, index
        self.around = Around(document, drafts, links, index)
        self.passed = said_to_pass(drafts, links.of_draft)
        self._linked = {frozenset(c.event.key for c in candidates) for candidates in links.of_draft if candidates}
        self._in_body: dict[str, set[str]] = defaultdict(set)
        for candidates in links.of_draft:
            for c in candidates:
                self._in_body[c.event.body].add(c.event.key)
        self._is_open = any(
            d.about == "whole" and d.kind in ("outcome", "tally", "date") and not c and not d.sentence.is_headline
            for d, c in zip(drafts, links.of_draft, strict=True)
        )
        self.tells_of_an_unknown_vote = any(
            d.kind == tally.KIND and d.about == "whole" and not c and len(tally.asserted_counts(d)) >= 2
            for d, c in zip(drafts, links.of_draft, strict=True)
        )
        self._then: dict[date, list[int]] = {}
        self._reasons = {c.event.key: c.reasons for c in links.candidates}
        self._said: dict[int, set[str]] = defaultdict(set)
        for draft, candidates in zip(drafts, links.of_draft, strict=True):
            if draft.about == "whole":
                self._said[draft.sentence.index] |= {c.event.key for c in candidates}
        self._marks: dict[int, set[str]] = defaultdict(set)
        counts: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for at, names in links.names.items():
            self._marks[at] |= {key for name in names for key in name.keys}
        for draft, candidates in zip(drafts, links.of_draft, strict=True):
            if draft.kind == tally.KIND and draft.about == "whole":
                said = tally.asserted_counts(draft)
                for c in candidates:
                    right = {option for option, n in said.items() if c.event.counts.get(option) == n}
                    counts[c.event.key][draft.sentence.index] |= right
            elif draft.about == "whole" and len(candidates) == 1 and vetoes.names(draft, candidates[0].event, index):
                self._marks[draft.sentence.index].add(candidates[0].event.key)
        self._reported: set[str] = set()
        self._counted: set[str] = set()
        events = {c.event.key: c.event for candidates in links.of_draft for c in candidates}
        for key, by_sentence in counts.items():
            event, every = events[key], set().union(*by_sentence.values())
            if any((event.counts.get(option) or 0) >= TELLING for option in every):
                self._counted.add(key)
            if len(every) >= 2 and self._is_distinct(event):
                self._reported.add(key)
                for at, right in by_sentence.items():
                    near = right | by_sentence.get(at - 1, set()) | by_sentence.get(at + 1, set())
                    if right and len(near) >= 2:
                        self._marks[at].add(key)

    def _is_distinct(self, event: VoteEvent) -> bool:
        """Whether no other vote of the weeks around has the same yes and no votes."""
        c = event.counts
        if c.yes is None or c.no is None:
            return False
        return not any(
            e.key != event.key and e.counts.abstain == c.abstain and e.day is not None and event.day is not None
            and abs(e.day - event.day) <= _AROUND
            for e in self._index.with_pair(c.yes, c.no)
        )  # fmt: skip

    def of(self, draft: Draft, event: VoteEvent) -> Tie:
        """The tie of a claim to a vote."""
        sentence, key = draft.sentence, event.key
        names = self._links.names.get(sentence.index, ())
        if (
            draft.about == "symbol"
            or key in names_of(draft, names)
            or key in self._marks[sentence.index] - {k for name in names for k in name.keys}
        ):
            return Tie.NAMED
        is_of_then = self._opens_at_another_time(draft, key)
        if is_of_then or self._goes_on(sentence, key):
            return Tie.LOOSE if is_of_then else Tie.SPOKEN_OF
        alone = self._is_alone(key) or (set(sentence.bodies) == {event.body} and self._in_body[event.body] == {key})
        text = sentence.masked.text
        if sentence.index > 1 and ((_is_anew(text) and not alone) or _UNTOLD.search(text)):
            return Tie.DATED if any(event.day in day.days for day in sentence.days) else Tie.LOOSE
        reasons = self._reasons.get(key, ())
        if key in self._reported or any("named" in r or "counts" in r for r in reasons):
            return Tie.SPOKEN_OF if alone or vetoes.is_of(draft, event) else Tie.REPORTED
        if ("day" in reasons and vetoes.is_of(draft, event)) or vetoes.is_fresh(event, reasons, self._index):
            return Tie.SPOKEN_OF
        is_dated = "day" in reasons or key in self._counted or _FRESH.issubset(reasons)
        return Tie.DATED if is_dated else Tie.LOOSE

    def is_in_passing(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the article is about a vote of another day, or was in the sentence before, and neither the claim's own
        sentence nor one that it goes on from says that this one is meant."""
        sentence, events = draft.sentence, self._index.events
        if any(event.day in day.days for day in sentence.days):
            return False
        speaks_of_it = _DEFINITE.search(sentence.masked.text) is not None or set(sentence.bodies) == {event.body}
        if speaks_of_it and (self._goes_on(sentence, event.key) or self._follows_its_day(sentence, event)):
            return False
        main = self._main()
        if main is not None and main.day != event.day:
            return True
        before = {events[key].day for key in self._said.get(sentence.index - 1, ())}
        return bool(before) and event.day not in before and not sentence.bodies

    def turns_to_another_time(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether a time near the vote's, and not its own, stands in the sentence or in one behind the last that names or
        counts the vote: the words may be about a vote of then."""
        if event.day is None or draft.kind in (dates.KIND, "comparison"):
            return False
        own = draft.sentence
        if any(event.day in day.days and not day.is_span for day in own.days):
            return False
        marked = [at for at in self._marked.get(event.key, ()) if at <= own.index]
        first = max(marked, default=own.index)
        of_then = self._told_of_then(event.day)
        place = bisect_left(of_then, min(first + 1, own.index))
        last = max((at for at in of_then if at <= own.index), default=-1)
        if comes_back_to_now(self._document, own, last, event.day):
            return False
        back = THIS_TIME.search(own.masked.text, max(0, draft.at - 40), draft.at) is not None
        return place < len(of_then) and of_then[place] <= own.index - back

    def _told_of_then(self, day: date) -> list[int]:
        """Indexes of the sentences that tell of votes at a time that is not the day, yet near it."""
        if day not in self._then:
            self._then[day] = [
                s.index
                for s in self._document.sentences
                if s.days and not s.is_headline
                and any(
                    _DAYS_OFF < told.value.apart(day) <= _NEAR_IT and not dates.is_of_no_vote(s.masked.text, at)
                    for at, told in s.masked.within(0, len(s.masked.text), "T")
                )
                and g.speaks_of_votes(s.masked.text)
            ]  # fmt: skip
        return self._then[day]

    def silent_beside(self, draft: Draft, event: VoteEvent) -> frozenset[str]:
        """The Security Council, where the record follows it and had no vote of it around a day that the sentence names."""
        day = event.day
        if event.body == "SC" or day is None or not any(day in told.days for told in draft.sentence.days):
            return frozenset()
        around = (e.body for step in (-1, 0, 1) for e in self._index.on_day(day + timedelta(days=step)))
        return frozenset() if "SC" in around or not self._index.is_followed("SC", day) else frozenset({"SC"})

    def _first_named(self, event: VoteEvent) -> int:
        """Index of the first sentence that names the vote; -1 where none does."""
        return min(self._marked.get(event.key, ()), default=-1)

    def is_of_the_time_before(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether all that names or counts the vote is told as of an earlier time ("last year's vote was 184-4"), and this
        sentence is not: it may be about the vote of now."""
        marked = self._marked.get(event.key, frozenset())
        at = draft.sentence.index
        if at - 1 in self._of_a_year and not marked & {at, at - 1} and not draft.sentence.days:
            return True  # it goes on with a sentence of another year
        if not marked or at in marked:
            return False
        if marked <= self._of_then and at not in self._of_then:
            return True
        if marked <= self._of_a_year:
            main = self._main()
            return at < min(marked) or (main is not None and main.key != event.key)
        return marked <= self._of_many_times

    @cached_property
    def _marked(self) -> dict[str, frozenset[int]]:
        """Indexes of the sentences that name or count each vote."""
        found: dict[str, set[int]] = defaultdict(set)
        for at, keys in self._marks.items():
            for key in keys:
                found[key].add(at)
        return {key: frozenset(places) for key, places in found.items()}

    @cached_property
    def _of_then(self) -> frozenset[int]:
        """Indexes of the sentences that tell of an earlier vote."""
        return frozenset(s.index for s in self._document.sentences if _OF_AN_EARLIER_TIME.search(s.text.lower()))

    @cached_property
    def _of_a_year(self) -> frozenset[int]:
        """Indexes of the sentences that open with a year before that of publication."""
        year = self._document.published.year if self._document.published is not None else 0
        opened = ((s.index, _OPENS_IN_YEAR.match(s.text)) for s in self._document.sentences)
        return frozenset(at for at, match in opened if match is not None and int(match["year"]) < year)

    @cached_property
    def _of_many_times(self) -> frozenset[int]:
        """Indexes of the sentences that go through three times or more."""
        return frozenset(s.index for s in self._document.sentences if len({day.days for day in s.days}) >= _MANY_TIMES)

    def is_told_of_later(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the article comes to this vote after the claim, as to one apart from what it told before."""
        first = self._first_named(event)
        return first > draft.sentence.index and _APART.search(self._document.sentences[first].masked.text) is not None

    def is_told_in_its_body(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether another sentence names the body that the vote was taken in."""
        return any(event.body in s.bodies for s in self._document.sentences if s.index != draft.sentence.index)

    def is_rather_another(self, draft: Draft, event: VoteEvent) -> bool:
        """Whether the vote is named only behind the claim and the lead, and the claim is true of another of that day."""
        first = self._first_named(event)
        if first <= max(draft.sentence.index, _LEAD):
            return False
        fits = (
            fit(draft, c.event) for c in self._links.candidates if c.event.day == event.day and c.event.key != event.key
        )
        return any(right and not wrong for right, wrong in fits)

    def _follows_its_day(self, sentence: Sentence, event: VoteEvent) -> bool:
        """Whether the sentence before tells the vote's day and of no other vote, and this one brings none up."""
        if sentence.index == 0 or self._said.get(sentence.index - 1) != {event.key} or _is_anew(sentence.masked.text):
            return False
        return any(
            event.day in day.days for day in self._document.sentences[sentence.index - 1].days if not day.is_span
        )

    def _main(self) -> VoteEvent | None:
        """The vote of the last days before publication that the article is about, else the one that most points to."""
        published = self._document.published
        votes = [c.event for c in self._links.candidates if not c.is_aside]
        fresh = [
            e for e in votes
            if published is not None and e.day is not None and timedelta(0) <= published - e.day <= NEWS
        ]  # fmt: skip
        return next(iter(fresh or votes), None)

    def _is_alone(self, key: str) -> bool:
        """Whether every claim that is linked at all is linked to this vote alone, and none that tells of a vote is left."""
        return not self._is_open and self._linked <= {frozenset([key])}

    def _opens_at_another_time(self, draft: Draft, key: str) -> bool:
        """Whether the article opens with times none of which is the vote's: "in March 2005", before one of 2011."""
        day, text = self._index.events[key].day, self._document.text
        if draft.sentence.index > 1 or day is None or draft.kind == "comparison":
            return False
        opening = [one for s in self._document.sentences[: draft.sentence.index + 1] for one in s.days if one.is_span]
        told = [one for one in opening if text.startswith(("in ", "In "), one.start)]
        return bool(told) and all(one.apart(day) > _NEAR_IT for one in told)

    def _goes_on(self, sentence: Sentence, key: str) -> bool:
        """Whether a sentence goes on about the text that one beside it names."""
        is_lead = sentence.is_headline or sentence.index <= 1
        if is_lead and any(key in self._marks[sentence.index + step] for step in range(1, REACH + 1)):
            return True
        if INDEFINITE.search(sentence.masked.text) or _is_anew(sentence.masked.text):
            return False
        for at in range(sentence.index - 1, max(-1, sentence.index - 1 - REACH), -1):
            if self._marks[at]:
                return self._marks[at] == {key}
            if self._document.sentences[at].is_headline:
                return False
        return False


def _is_anew(text: str) -> bool:
    """Whether a sentence brings a vote up as one that has not been spoken of: "the Council voted 13-2 to allow food aid"."""
    return _DECIDES.search(text) is not None and _DEFINITE.search(text) is None
