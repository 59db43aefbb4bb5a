"""`date`: when a vote was taken. Date(event)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.dates import Day
from factcheck.engine.text.document import Document, Sentence, content_words
from factcheck.engine.text.masking import TAGS, rx

KIND = "date"
FAR = 31
"""Days from the vote beyond which "today" or a weekday is one of another time, as in a report that is printed again."""
MOST_DAYS = 7
"""Days that words may mean to be the day of a vote."""

_EVENT_VERB = (
    r"(?:adopted|adopts|passed|approved|rejected|vetoed|voted|(?<!<N> )(?<!more )votes|endorsed|vetoes|condemned|demanded|denounced|deplored|suspended|renewed|extended|stripped|expelled|"
    r"abstained|opposed|backed|(?:was|were) (?:in favou?r|in support|for it|against it|adopted|passed|approved|rejected|vetoed)|fell short|failed to pass|cast (?:its|their|a|the))"
)
_BREAK = r"(?!said|told|says|saying|ahead|before|after|since|following|until|that|which|who|when|over|annex\w*|invas\w*|began|days?|weeks?|months?|years?|and\b|as\b|while)"
_WORDS = (
    rf"(?: (?:to that effect|{_BREAK}[\w'\"-]+|<B>|<J>|<L>(?:'s)?(?:-\w+)?|<Q>|<Y>|<N>|<V>|\([^()]{{1,20}}\))){{0,8}}?"
)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.IGNORECASE)
_OF_DAY = rx(
    r"(?P<t><T>)'s(?: (?:(?!(?:an?|the|follow\w*|c[ao]me|comes|after|before|was|is|mark\w*)\b)[\w-]+|<B>|<J>)){0,3} (?:vote|votes|voting|ballot|resolution)\b"
)
_HELD = rx(
    r"\b(?:vot(?:e|ing)|ballot)(?: on(?: (?!on\b|was\b|that\b|which\b)[\w'-]+| <Y>| <Q>| <J>| <L>(?:-\w+)?){1,6})?(?:,? which)? (?:was|took place|came|followed)(?: held| taken| cast| conducted)?,? (?:on |late |early )*(?P<t><T>)"
    r"|\b(?:vote|ballot),? (?:which was )?(?:held|taken|conducted) (?:on |late |early )*(?P<t2><T>)(?=,)|\bthe vote on (?P<t3><T>)(?= in\b| at\b|,| was\b)"
)
_DAY_BEFORE = rx(rf"(?:^|[,;:\"] |\(|\bon |\blate |\bearly )(?P<t><T>)(?:[,)]| that)?{_WORDS} {_EVENT_VERB}\b")
_DAY_BETWEEN = rx(rf"(?:<B>|<L>)(?:'s)?,? (?:on |late |early )*(?P<t><T>),? (?:\w+ly )?{_EVENT_VERB}\b")
_DAY_BEHIND = rx(rf"\b{_EVENT_VERB}\b{_WORDS.replace('{0,8}', '{0,16}')},? (?:on |late |early )*(?P<t><T>)(?!'s)")
_IN_BRACKETS = rx(rf"<T> \((?P<t><T>)\)(?={_WORDS} {_EVENT_VERB}\b)")

_RECURS = rx(
    r",? (?:annually|every year|each year|of (?:every|each) year|a year\b|yearly|as (?:the|an|a) (?:international|world|global|annual|un)\b)"
)
_POSSESSOR = rx(r"(?:\b(?:the|his|her|its|their)|'s) $")
_ATTRIBUTE = rx(
    r"(?:'s)? (?!morning|afternoon|evening|night|vote|session|meeting|ballot|resolution|text|draft|on\b|in\b|at\b|and\b|to\b|by\b|with\b|for\b|when|after|as\b)[a-z]"
)
"""Behind "the" or a possessor and a day: what the day belongs to ("the Feb. 1 military coup", "Trump's Dec. 6 decision")."""
_NEAR = r"(?:'s)?(?: (?:[\w'-]+|<B>|<J>)){0,2} "
_OF_A_VOTE = rx(
    rf"{_NEAR}(?:votes?|voting|session|meeting|ballot|resolution|text|draft|motion|measure|proposal|veto)\b"
)
_LIKE_A_VOTE = rx(
    rf"{_NEAR}(?:stances?|positions?|abstentions?|opposition|support|no|yes|rejection|endorsement|approval|condemnation|rebuke)\b"
)
"""Behind a day: a vote by another word."""
_ACT = rx(rf"{_NEAR}(?:decisions?|demands?|calls?|appeals?|requests?|suspension|move)\b")
"""The same, unless it is somebody's: "the Assembly's 2 March demand", and not "Trump's Dec. 6 decision"."""
_OF_SOMEBODY = rx(r"[^<B>]'s $")
_OBSERVED = rx(
    r"\b(?:commemorat|mark|observ|celebrat|designat|declar|proclaim|nam|remember|hono[u]?r|scheduled|slated|set|expir|start|beg[aiu]n|erupt|broke out|open|tak(?:e|ing) effect|postpon)\w*\b[^.;,]{0,60} (?:on|for|as|from|by|until) $|\b(?:designat|declar|proclaim|nam)(?:e|es|ed|ing) (?:the )?$|\b(?:extend|renew|prolong)\w*\b[^.;,]{0,60} (?:to|until|till|through) $"
    r"|\bsince (?:the |its |their )?(?!then\b|last\b)[^.;,]{2,60} (?:on|of) $"
)
"""Days that are kept, still to come, or those of what a time is counted from: not the day of the vote."""
_OF_SYMBOL = rx(
    r"(?P<t><T>)(?:,? (?!had\b|having\b|has\b|recall\w*(?![\w,])|reaffirm|implement|under\b|violat|breach|which\b|that\b|since\b|after\b|before\b|years?\b|anniversary|marks?\b|marked)[\w'-]+|,? <B>(?:'s)?|,? <J>|,? <L>(?:'s)?){1,14}? (?P<v>adopt(?:ed|s|ing)|pass(?:ed|es|ing)|approv(?:ed|es|ing))(?: the| its| un)?(?: historic| landmark| key)?(?: resolution)? (?P<y><Y>)"
    r"|(?P<y2><Y>)(?: \([^()]{1,40}\))?,? (?:was |were )?(?:adopted|passed|approved)(?: by (?:the )?<B>)?(?: unanimously)?,? (?:in |on |back )*(?P<t2><T>)"
)
"""A time said of a text named by its symbol: a month or a year will do there."""


def is_of_a_thing(text: str, at: int) -> bool:
    """Whether the day at a place of a masked sentence is told as that of something else than a vote: "Trump's Dec. 6
    decision", and not "the Oct. 27 emergency session"."""
    return (
        _POSSESSOR.search(text, max(0, at - 8), at) is not None
        and _ATTRIBUTE.match(text, at + 1) is not None
        and _OF_A_VOTE.match(text, at + 1) is None
    )


def is_of_no_vote(text: str, at: int) -> bool:
    """The same beyond doubt: "its 2 March demand" and "India's October abstention" may tell of another vote."""
    return (
        is_of_a_thing(text, at)
        and _LIKE_A_VOTE.match(text, at + 1) is None
        and (_ACT.match(text, at + 1) is None or _OF_SOMEBODY.search(text, max(0, at - 8), at) is not None)
    )


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """A day said to be the day of the vote. Only days that stand close to the word for it are taken.

    Known misses: days told in another sentence than the vote.
    """
    masked = sentence.masked
    if len(masked.within(0, len(masked.text), "T")) == 0 or not g.speaks_of_votes(masked.text):
        return
    seen: set[int] = set()
    for match in _OF_SYMBOL.finditer(masked.text) if masked.within(0, len(masked.text), "Y") else ():
        at, symbol = (match.start("t"), match.start("y")) if match["t"] else (match.start("t2"), match.start("y2"))
        span: Day = masked.entity(at).value
        if not span.is_span or masked.text.count(TAGS["Y"]) != 1:
            continue
        seen.add(at)
        start, end = masked.span(*match.span())
        yield Draft(
            KIND, sentence, start, end, asserted(span), "symbol", masked.entity(symbol).value, match.start(), {"day": span, "held": False},
        )  # fmt: skip
    about = "amendment" if "amendment" in g.without_part_before(masked.text) else "whole"
    for pattern in (_IN_BRACKETS, _OF_DAY, _HELD, _DAY_BETWEEN, _DAY_BEHIND, _DAY_BEFORE):
        for match in pattern.finditer(masked.text):
            at = next(match.start(name) for name in ("t", "t2", "t3") if match.groupdict().get(name))
            if at in seen:
                continue
            seen.add(at)
            day: Day = masked.entity(at).value
            if is_of_a_thing(masked.text, at):
                continue
            if _RECURS.match(masked.text, at + 1) or _OBSERVED.search(masked.text, max(0, at - 90), at):
                continue
            if len(day.days) > MOST_DAYS:
                continue
            first, last = (at, match.end()) if pattern in (_OF_DAY, _DAY_BEFORE) else match.span()
            start, end = masked.span(first, last)
            meta = {"day": day, "held": pattern in (_HELD, _OF_DAY)}
            if pattern is _IN_BRACKETS:
                meta["beside"] = masked.entity(match.start()).value.days  # "yesterday (12 October)" is one day
            yield Draft(KIND, sentence, start, end, asserted(day), about, place=match.start(), meta=meta)


def _is_left_open(day: Day, real: date, document: Document) -> bool:
    """Whether a weekday or "today" may be right after all: it is one off, or so far off that it is one of another time."""
    apart = [(real - d).days for d in day.days]
    if day.is_span and min(map(abs, apart)) <= FAR:
        return True  # "this month", said on the first of the next
    return any(-1 <= days <= _later(day, document) for days in apart) or all(abs(days) > FAR for days in apart)


def _later(day: Day, document: Document) -> int:
    """Days by which a vote may be later than the day said and still be left open: none for a weekday by its name."""
    return 0 if _WEEKDAY.search(document.text, day.start, day.end) else 1


def asserted(day: Day) -> dict[str, Any]:
    """The days that the words may mean: up to three one by one, more by the first and the last."""
    days = [d.isoformat() for d in sorted(day.days)]
    return {"date": days if len(days) <= 3 else {"from": days[0], "to": days[-1]}}


def _is_about(event: VoteEvent, sentence: Sentence, words: frozenset[str], index: Index) -> bool:
    """Whether the sentence by itself points to the vote: by its subject, by a count that is the vote's, by its name, or as
    the first of the article."""
    counts = {event.counts.get(o) for o in ("yes", "no", "abstain")} - {None, 0}
    numbers = {e.value for _, e in sentence.masked.within(0, len(sentence.masked.text), "N")}
    figures = {n for _, e in sentence.masked.within(0, len(sentence.masked.text), "V") for n in e.value}
    return (
        sentence.index <= 1
        or bool(counts & (numbers | figures))
        or index.topic_overlap(event, words) >= 0.25
        or any(index.by_symbol(symbol) == event for symbol in sentence.symbols)
    )


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when the vote was on one of the days the words may mean.

    A weekday one day later, or a relative day one off, is left open: places east of New York report the next calendar
    day, and the day of publication may be another one where the article was read. So is a day
    far from the vote's in a sentence that says nothing else of this vote: it may speak of another one.
    """
    day: Day = draft.meta["day"]
    words = content_words(draft.sentence.text)
    if event.day is None:
        holds: bool | None = None
    elif event.day in day.days:
        holds = True
    elif draft.about == "symbol":
        holds = None  # the time may be that of something else in the sentence
    elif not day.is_exact and _is_left_open(day, event.day, document):
        holds = None
    elif draft.meta.get("held") or _is_about(event, draft.sentence, words, index):
        holds = False
    else:
        holds = None
    real = f"{event.day.day} {event.day:%B %Y}, a {event.day:%A}" if event.day else ""
    fact = f"the vote on {event.key} was on {real}" if real else f"the record has no day for the vote on {event.key}"
    record = {"event": event.key, "date": event.day.isoformat() if event.day else None}
    return Judgement(
        (Reading("linked event", holds, record),),
        (Evidence("count", event.key, ", ".join(event.sources)),),
        (fact,),
        event,
    )
