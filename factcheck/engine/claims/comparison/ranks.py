"""The most, the least, a record: a vote's counts beside those of the votes before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factcheck.engine.claims.comparison import history
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "comparison"

_MOST = r"(?P<most>highest|largest|biggest|strongest|widest|broadest|greatest|most (?:decisive|conclusive|resounding|overwhelming|emphatic|lopsided|support|votes|backing)|record|clearest|best)"
_LEAST = r"(?P<least>lowest|smallest|weakest|narrowest|slimmest|fewest|poorest|worst|least(?: support| decisive)?)"
_WHAT = r"(?P<what>(?:(?:ever|level|levels|number|share|degree|amount|total|margin|majority|show|tally|count) ?(?:of )?)*(?:international |global |yes |\"?yes\"? |positive |affirmative |no |\"?no\"? |negative )?(?:support|backing|votes?(?: in favou?r| against)?|majority|margin|tally|result|approval|opposition|abstentions|rebuke|condemnation|yes votes|no votes|countries|verdict|score|turnout)?)"
_WORDS = ("highest", "largest", "biggest", "strongest", "widest", "broadest", "greatest", "most ", "record", "clearest", "best", "lowest", "smallest", "weakest", "narrowest", "slimmest", "fewest", "poorest", "worst", "least")  # fmt: skip
_RANK = rx(
    rf"\b(?:the|a|its|their|with the|by the) (?:(?P<near>second|third|close to the|near(?:ly)?(?: the)?|among the|one of the)[- ])?(?:{_MOST}|{_LEAST})\b(?:[- ]ever)? ?{_WHAT}(?P<tail>[^.;]{{0,110}})"
)
_IS_RANK = rx(
    rf"\b(?P<noun>vote|votes|tally|total|majority|support|backing|count|result|figure|level of support|votes in favou?r|abstentions)\b(?: for [^.;,]{{1,30}}?| of <N>)? (?:was|is|were|are|had been|being) (?:also |thus |by far )?(?:the|their|its) (?:{_MOST}|{_LEAST})\b(?:[- ]ever)?(?P<tail>[^.;]{{0,110}})"
)
_SET = rx(
    r"\b(?:of|among|in|out of)(?: all)? (?:the |its |these |those )?(?P<n><N>)(?: [\w-]+| <L>-\w+| <J>| <B>| <L>){0,4}? (?:resolutions|votes|texts|drafts|ballots)\b"
)
_SCOPED = rx(
    r"\b(?:ever|yet|so far|since|in (?:more than |over |nearly |almost |at least )?(?:<N> years|\d+ years|a decade|decades|years)|among|of (?:all|the <N>|<N>)|on record|to date|any)\b"
)
_BEFORE_SET = rx(
    r"\b(?:of|among) (?:the )?(?P<n><N>) (?:[\w-]+ |<B> |<L> |<J> ){0,4}?(?:resolutions|votes|texts)\b[^.;]{0,70}$"
)

_AT_A_STATE = rx(
    r" (?:the )?(?:<L>(?!'s (?:text|draft|resolution|proposal))|<J> (?:aggression|invasion|war|annexation|actions))"
)
"""Behind "votes against": a state or its deeds, which the votes for a text about them are cast against."""


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """ "The lowest level of support among the five resolutions", "the highest number of votes yet".

    Known misses: ranks of shares; "second highest" is left alone.
    """
    text = sentence.masked.text
    if not any(map(text.__contains__, _WORDS)):
        return
    for match in _IS_RANK.finditer(text):
        if _SCOPED.search(text, match.end("noun"), match.start("tail") + 90):
            yield _draft(sentence, document, match, None, match["noun"], match.start())
    for match in _RANK.finditer(text):
        if match["near"] and match["near"] in ("second", "third"):
            continue
        tail, what = match["tail"] or "", match["what"] or ""
        before = _BEFORE_SET.search(text, max(0, match.start() - 130), match.start())
        if not (_SCOPED.search(tail[:90]) or _SCOPED.search(what) or before) or not _is_of_votes(match.group(), what, before is not None):  # fmt: skip
            continue
        yield _draft(sentence, document, match, before, what, before.start() if before else match.start())


def _draft(
    sentence: Sentence, document: Document, match: re.Match[str], before: re.Match[str] | None, what: str, first: int
) -> Draft:
    text, tail = sentence.masked.text, match["tail"] or ""
    named = _SET.search(text, match.start(), min(len(text), match.end())) or before
    stop = match.start("tail") + _tail_end(tail)
    option = "yes" if what.endswith("against") and _AT_A_STATE.match(tail) else _option(what)
    asserted: dict[str, Any] = {"rank": "most" if match["most"] else "least", "option": option}
    if named:
        asserted["of"] = sentence.masked.entity(named.start("n")).value
    if match.groupdict().get("near"):
        asserted["near"] = True
    since = history.since_of(sentence, document, match.start(), stop, is_after=True)
    if since[0]:
        asserted["since"] = since[1].isoformat() if since[1] else since[0]
    start, end = sentence.masked.span(first, stop)
    span = None if since[0] else history.times_in(sentence, match.start(), match.end())
    is_count = rx(r"rebuke|condemnation|verdict|opposition").search(what) is None
    meta = {"sort": "rank", "since": since, "span": span, "is_count": is_count}
    return Draft(KIND, sentence, start, end, asserted, "focus", meta=meta)


def _is_of_votes(words: str, what: str, has_set: bool) -> bool:
    counted = rx(r"support|backing|vote|majority|margin|tally|result|approval|opposition|abstention|rebuke|condemnation|countries|verdict|score|decisive|conclusive|resounding|overwhelming|emphatic|lopsided")  # fmt: skip
    return counted.search(what) is not None or (has_set and counted.search(words) is not None)


def _option(what: str) -> str:
    if rx(r"against|opposition|\bno\b|negative").search(what):
        return "no"
    return "abstain" if "abstention" in what else "yes"


def _tail_end(tail: str) -> int:
    stops = [place for place in (tail.find(","), tail.find(" - "), tail.find(" ("), tail.find(" and ")) if place >= 0]
    return min(stops) if stops else len(tail)


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when no earlier vote of the set passes it, false when one does.

    The set: earlier votes on the matter in the same body, since the day said. Where the text gives the size of the set
    and the record finds another number, nothing is decided.
    """
    option, most = draft.asserted["option"], draft.asserted["rank"] == "most"
    said = history.meant(event, draft.meta["span"], index)
    if said is None:
        return history.no_single_vote(event)
    event = said
    since = history.start_of(draft.meta["since"], event, index)
    before = history.within(history.earlier(event, index, since), draft.meta["since"])
    every = len(before)
    before = [e for e in before if history.count_of(e, option) is not None]
    size = draft.asserted.get("of")
    if size is not None and len(before) + 1 > size:
        before = before[-(size - 1) :] if size > 1 else []
    here = history.count_of(event, option)
    if here is None or not before:
        fact = f"the record holds no earlier votes to compare {event.key} with"
        return Judgement((Reading("votes on the same matter", None, {"events": 0}),), (), (fact,), event)
    passing = [e for e in before if _passes(history.count_of(e, option) or 0, here, most)]
    if draft.asserted.get("near"):
        holds = True if len(passing) <= max(1, len(before) // 5) else None
    elif passing:
        sure = (size is None or len(before) + 1 == size) and any(e.reconciled for e in passing)
        holds = False if sure and draft.meta["is_count"] and draft.meta["since"][0] != "recent" else None
    else:
        complete = len(before) + 1 == size if size is not None else history.is_covered(event, before, index)
        complete = complete and len(before) >= history.COVERED * every
        holds = True if complete else None
    word = {"yes": "yes votes", "no": "no votes", "abstain": "abstentions"}[option]
    shown = joined(f"{e.key} ({history.count_of(e, option)})" for e in (passing or before)[-6:])
    fact = f"{event.key} had {here} {word}"
    more = "more" if most else "fewer"
    other = (
        f"there were {more} on {shown}"
        if passing
        else f"of {len(before)} earlier votes compared none had {more}: {shown}"
    )
    rows = tuple(Evidence("count", e.key, ", ".join(e.sources)) for e in [event, *(passing or before)[-6:]])
    record = {"event": event.key, option: here, "passed_by": [e.key for e in passing], "compared": len(before)}
    return Judgement((Reading("votes on the same matter", holds, record),), rows, (fact, other), event)


def _passes(other: int, here: int, most: bool) -> bool:
    return other > here if most else other < here
