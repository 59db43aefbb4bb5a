"""The part of a sentence that a claim stands in, and the bodies and days that bear on it."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from factcheck.engine.claims import dates
from factcheck.engine.draft import Draft
from factcheck.engine.text.document import Sentence
from factcheck.engine.text.masking import Masked, rx

_ELSEWHERE = rx(
    r"\b(?:unlike|as opposed to|in contrast to|not the) (?:the )?(?:un |u\.n\. )?<B>|\b(?:permanent|elected|non-permanent|current|former|temporary|veto-wielding)(?: <N>)? (?:members? of (?:the )?(?:un |u\.n\. )?<B>|(?:un |u\.n\. )?<B> members?\b)|<B>(?:'s)? (?:permanent|elected|non-permanent|current|former|temporary|veto-wielding)(?: <N>)? members?\b"
)
_CLAUSE_END = rx(
    r"[;()]|, (?!(?:on|in|for|against|over|at) which\b)| but | after (?!<T>)| before (?!<T>)| following | compared (?:to|with) | up from | down from | than (?:in|at|on|the|last) | while | whereas | although | though | and (?=(?:then|now|this time|again|later)\b)|: "
)
ASIDE = rx(
    r", (?:which|who|where|whose|having)\b[^,;]*| (?:after|before|following|despite) (?!<T>)[^,;]*|,? (?:(?:much |just |not un|rather )?like|similar to|akin to|unlike|comparable to|resembling|modelled on|modeled on|echoing|mirroring|matching|copying|following|along the lines of) (?:an?|the|one|another|that|those|this|last|<T>|<B>)\b[^,;]*(?=,)"
)
_OPENING = rx(
    r"(?:\"|but |and |yet |only |just |however,? |meanwhile,? |still,? )*(?:(?:in|at|before) (?:the )?(?:un |u\.n\. |united nations )?<B>,? )?(?:(?:back |earlier |then |later )?(?:in|on|during) |(?:late|early) (?:in |on )?|(?:at|towards?|by|near) the (?:very )?(?:end|start|beginning|close) (?:of )?)?<T>$"
)
_TURN = rx(r"[;:]|\b(?:but|now|this time|then|however|yet|after|before|since|unlike|compared)\b|<T>")
"""Behind the opening time: words that turn to another time."""
_OF_ANOTHER_TIME = rx(
    r"\b(?:departure|shift|reversal|turnaround|about-face|break) from\b[^.;:,<T>]{0,45}$|\b(?:previous|earlier|former|prior|old)(?: [\w.]+| <J>){0,2} (?:position|stance|policy|line|view|course)s?\b[^.;:,<T>]{0,30}$"
)
"""Between a claim and a time behind it: the time is that of a vote it is set against ("a departure from its position in 2023")."""
_OF_A_THING = rx(
    r"\b(?:invasion|war|attack|assault|coup|annexation|massacre|genocide|conflict|occupation|takeover|offensive|aggression|crackdown|uprising|operation|takeover|seizure)(?: (?:of|against|on|in) (?:the )?(?:<L>|<J> [\w-]+|[\w-]+))?(?:,? (?:that|which) [a-z]+)?,?(?: almost| nearly| just| about| more than| over| exactly| some)? $"
)
"""Before "a year ago", "in 2014": the time of what a text is about, not of the vote."""
THIS_TIME = rx(r"\b(?:this time|this year)(?: around)?,?(?: [\w-]+){0,2} $")
"""Before a verb: whatever time the sentence spoke of, this is the vote of now."""
NOW = re.compile(r"\b[Tt]his (?:year|time)\b")
_FROM_THEN = rx(r"\bfrom (?:an? |the )?[\w\" -]{2,20}? (?:in |on )?$")
"""Before a time with "to" behind it: "moved from abstention in October to a yes" tells of the vote of now."""
_NOT_THE_TIME = rx(r"\b(?:since|after|before|until|till|from|than|by|of|following)(?: the| early| late)? ?$")

_WHEN = rx(r",? when ?")
"""Behind a year: what follows is of then, whatever stands before it ("a fall from 2024, when 187 voted for it")."""
SET_AGAINST = rx(
    r"\b(?:from|than|to|with|unlike) (?:that of )?<T>,? when\b[^.;]*"
    r"|\b(?:over|than|from|on|compared (?:to|with)) (?:the )?<T>(?:'s)? (?:vote|tally|result|count|ballot|margin|resolution|text)\b[^.;]*"
)
"""What the vote of now is set against: the text does not go on about that."""
_YEARLY = rx(r"\b(?:annually|yearly|(?:every|each) (?:single )?year|year after year|year in and year out) ?$")
"""Before "since 1992": the act goes on up to now."""


_ITS_TEXT = rx(r"(?:'s)? (?:(?:un|u\.n\.|<B>|<J>|similar|earlier) ){0,2}(?:resolution|text|draft|measure)\b")
"""Behind a day: it is that of the text, and no day that the text sets: "a 27 October resolution that called for a truce"."""
_OF_AN_EVENT = rx(
    r"'s (?!(?:[\w'-]+ ){0,3}?(?:votes?|voting|resolutions?|texts?|sessions?|ballots?|tally|decisions?|adoption|results?|drafts?|vetoe?s?|debates?|meetings?|motions?|measures?|proposals?|outcome|count|roll|action)\b)\w"
)
"""Behind a day: it is that of something else, "condemned last week's attack"."""


def place_and_time(
    sentence: Sentence, drafts: list[Draft], draft: Draft | None
) -> tuple[set[str], list[frozenset[date]]]:
    """Bodies and days that bear on a draft (on the sentence as a whole, without one)."""
    masked = sentence.masked
    elsewhere = (*_elsewhere(masked.text), *_five_of_the_council(masked))
    bodies = [
        (place, e.value)
        for place, e in masked.within(0, len(masked.text), "B")
        if not any(first <= place < last for first, last in elsewhere)
    ]
    if draft is not None and draft.kind == dates.KIND:
        drafts = [draft]
    if draft is None:
        return {body for _, body in bodies}, [
            d.meta["day"].days for d in drafts if d.kind == dates.KIND and d.about != "symbol"
        ]
    begin, stop = clause(draft)
    at = draft.at
    skipped = [(first, last) for first, last in asides(masked.text) if not first <= at < last]
    inside = {body for place, body in bodies if begin <= place < stop}
    outside = {body for place, body in bodies if not any(first <= place < last for first, last in skipped)}
    times = [
        (place, e.value.days)
        for place, e in masked.within(0, len(masked.text), "T")
        if (_WHEN.match(masked.text, place + 1) or not _NOT_THE_TIME.search(masked.text, max(0, place - 14), place))
        and not _OF_AN_EVENT.match(masked.text, place + 1)
        and not (
            masked.text.startswith(" to ", place + 1) and _FROM_THEN.search(masked.text, max(0, place - 40), place)
        )
        and not (e.value.is_span and _OF_A_THING.search(masked.text, max(0, place - 90), place))
        and not (place > draft.at + 12 and _OF_ANOTHER_TIME.search(masked.text, max(draft.at + 12, place - 60), place))
        and not (
            draft.kind == "provision"
            and draft.start <= e.start < draft.end
            and not _ITS_TEXT.match(masked.text, place + 1)
        )
        and not (e.value.is_span and _YEARLY.search(masked.text, max(0, place - 60), place))
    ]
    close = [group for place, group in times if begin <= place < stop or place < begin <= _when(masked.text, place + 1)]
    if draft.kind == dates.KIND:
        close = [draft.meta["day"].days]
    own = [
        d.meta["day"].days
        for d in drafts
        if d.kind == dates.KIND and d.about != "symbol" and not any(first <= d.place < last for first, last in skipped)
    ]
    return inside or outside, close or _opening(masked.text, times, draft.at) or own


def _when(text: str, place: int) -> int:
    """Where what a "when" at this place brings in begins; the place itself where none stands."""
    match = _WHEN.match(text, place)
    return match.end() if match else place - 1


_OF_THE_COUNCIL = rx(r"<G> (?:of|on|in) (?:the )?(?:un |u\.n\. )?<B>|<B>(?:'s)?(?: <N>)? <G>")


def _five_of_the_council(masked: Masked) -> list[tuple[int, int]]:
    """Where "permanent members of the Council" stands: who they are, not where they voted."""
    return [
        m.span()
        for m in _OF_THE_COUNCIL.finditer(masked.text)
        if any(e.value == "P5" for _, e in masked.within(*m.span(), "G"))
    ]


@lru_cache(maxsize=64)
def _elsewhere(text: str) -> tuple[tuple[int, int], ...]:
    """Where bodies stand that the sentence is not about. The claims of a sentence ask alike."""
    return tuple(m.span() for m in _ELSEWHERE.finditer(text))


@lru_cache(maxsize=1 << 12)
def asides(text: str) -> tuple[tuple[int, int], ...]:
    """Where the relative clauses of a masked sentence stand. Several steps ask."""
    return tuple(m.span() for m in ASIDE.finditer(text))


def _opening(text: str, times: list[tuple[int, frozenset[date]]], at: int) -> list[frozenset[date]]:
    """The time that opens the sentence and holds for all of it: "Last year, 185 backed the text, while Brazil abstained"."""
    return [
        group for place, group in times if place < at and _OPENING.match(text[: place + 1]) and not _TURN.search(text, place + 1, at)
    ][:1]  # fmt: skip


def clause(draft: Draft) -> tuple[int, int]:
    """The clause of the masked sentence in which the draft's verb or figure stands."""
    return _clause(draft.sentence.masked.text, draft.at)


_PUT_FORWARD = rx(
    r"(?:introduced|submitted|tabled|drafted|sponsored|proposed|presented|put forward|spearheaded|led) by\b"
)
"""Behind a comma: goes with the text named before it ("another draft, tabled by Kenya, failed")."""
_INSERTED = rx(
    r", (?:by (?:\w+ )?consensus|unanimously|by acclamation|without a vote|by (?:an? )?[^.;,]{0,30}(?:votes?|majority)\b[^.;,]{0,40}), (?=(?:an?|the|its|another|one)\b)"
)
"""Between a verb and its text: "adopted, by consensus, a resolution on Tokelau" is one clause."""


@lru_cache(maxsize=1 << 12)
def _clause(text: str, place: int) -> tuple[int, int]:
    text = _INSERTED.sub(lambda inserted: inserted.group().replace(",", " "), text)
    begins = [0, *(m.end() for m in _CLAUSE_END.finditer(text, 0, place))]
    begin = begins[-2] if len(begins) > 1 and _PUT_FORWARD.match(text, begins[-1]) else begins[-1]
    stop = _CLAUSE_END.search(text, place)
    return begin, stop.start() if stop else len(text)
