"""The votes that a vote is compared with, and how well the record covers them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

COVERED = 0.85
"""Share of a series' sessions that the record must hold before something is said to have never happened in it."""
ENOUGH = 3
"""Earlier votes on a matter below which nothing is said to be the first or the most."""
NEARLY_ALL = 100
"""Votes in a roll call of the Assembly from which its own numbers may stand for declared counts in a comparison."""
_SESSION = re.compile(r"^A/(?:RES/|DEC/)?(\d{1,3})/")
_WARS = {"ukraine": date(2022, 2, 24), "gaza": date(2023, 10, 7)}
"""First day of the war that "the invasion" and "the war" mean in votes on a matter."""
_SINCE_WAR = rx(
    r"\bsince (?:the |its |their |russia's |<L>'s? |<J> |full-scale |<T> |start of |beginning of |outbreak of )*(?:war|invasion|conflict|attacks?|full-scale)\b|\bsince (?:the |it )?(?:war|invasion|<L>)(?: was)? (?:began|broke out|launched|invaded|started)|\b(?:after|of) (?:the |<L>'s )?(?:full-scale )?invasion\b"
)
_YEARS = rx(r"\bin (?:more than |over |nearly |almost |at least |the past |the last )?(?P<n><N>|\d+) years\b")
_DECADES = rx(r"\bin (?:several |many |more than (?:two|three) )?decades\b|\bin a generation\b")
_DECADE = rx(r"\bin (?:more than |over |nearly |almost )?a decade\b")
_OF_THE_YEAR = rx(r"\b(?:of|in|this) (?:the|this) year\b|\bthis year\b")
_VAGUE = rx(r"\bin (?:recent |many |some )?years\b|\bin recent (?:memory|times)\b")
RECENT = 3
"""Votes before the linked one that "in years" surely takes in."""


def session_of(event: VoteEvent) -> int | None:
    """The Assembly's regular session, from the symbol; None for special sessions and other bodies."""
    match = _SESSION.match(event.motion)
    return int(match[1]) if match else None


def time_of(event: VoteEvent) -> date:
    """The day of a vote, or, where the record lacks it, the autumn of its session."""
    session = session_of(event)
    return event.day or (date(1945 + session, 12, 1) if session else date.min)


def earlier(event: VoteEvent, index: Index, since: date | None = None) -> list[VoteEvent]:
    """Votes before `event` on whole texts of the same matter or title in the same body, in the order of time."""
    found = [
        e for e in index.series(event)
        if e.body == event.body and e.key != event.key and date.min < time_of(e) < time_of(event)
        and (since is None or time_of(e) >= since)
    ]  # fmt: skip
    return sorted(found, key=lambda e: (time_of(e), e.key))


def within(before: list[VoteEvent], since: tuple[str, date | None]) -> list[VoteEvent]:
    """The earlier votes that count: the last few, where the words say "in years"."""
    return before[-RECENT:] if since[0] == "recent" else before


def is_covered(event: VoteEvent, others: list[VoteEvent], index: Index) -> bool:
    """Whether the votes known are nearly all there were: for a matter that the record follows, or a text that came back
    session after session without a gap."""
    if len(others) < ENOUGH:
        return False
    if index.motion_of(event).item:
        return True
    sessions = {s for e in (*others, event) if (s := session_of(e)) is not None}
    return bool(sessions) and len(sessions) >= COVERED * (max(sessions) - min(sessions) + 1)


def since_of(
    sentence: Sentence, document: Document, first: int, last: int, *, is_after: bool = False
) -> tuple[str, date | None]:
    """What a superlative is counted from: ("", None) for all time, ("war", None) for the war of the matter, or a day.

    With `is_after` what was done in the time named itself is left out: "for the first time since March" says that it was
    done in March.
    """
    text = sentence.masked.text
    window = (max(0, first - 90), min(len(text), last + 110))
    if _SINCE_WAR.search(text, *window):
        return "war", None
    match = rx(r"\bsince (?:early |late |mid-?)?(?P<t><T>)|(?P<s><T>)").search(text, *window)
    if match and (match["t"] or "since" in masked_original(sentence, match.start("s"))):
        days = sentence.masked.entity(match.start("t") if match["t"] else match.start("s")).value.days
        return "day", max(days) + timedelta(days=1) if is_after else min(days)
    published = document.published
    if published is None:
        return "", None
    if _OF_THE_YEAR.search(text, *window):
        return "day", date(published.year, 1, 1)
    if _VAGUE.search(text, *window):
        return "recent", None
    years = _YEARS.search(text, *window)
    if years:
        at = years.start("n")
        count = sentence.masked.entity(at).value if at in sentence.masked.entities else int(years["n"])
        return "day", _back(published, min(int(count), 80))
    if _DECADE.search(text, *window):
        return "day", _back(published, 10)
    if _DECADES.search(text, *window):
        return "day", _back(published, 20)
    return "", None


def _back(day: date, years: int) -> date:
    return date(day.year - years, 1, 1)


def times_in(sentence: Sentence, first: int, last: int) -> tuple[date, date] | None:
    """First and last day of a time named in a stretch of the masked sentence, other than behind "since" and its like."""
    masked = sentence.masked
    for at, entity in sorted(masked.within(first, last, "T")):
        words = masked.text[max(0, at - 12) : at]
        if not rx(r"\b(?:since|after|before|from|than|until|the) $").search(words) and "since" not in masked_original(
            sentence, at
        ):
            days = sorted(entity.value.days)
            return days[0], days[-1]
    return None


def masked_original(sentence: Sentence, at: int) -> str:
    """The words in the text that a masked character stands for, in lower case."""
    begin = sentence.masked.starts[at] - sentence.start
    return sentence.text[begin : sentence.masked.ends[at] - sentence.start].lower()


def meant(event: VoteEvent, span: tuple[date, date] | None, index: Index) -> VoteEvent | None:
    """The vote of the series in the time that the words name; None where there is none or more than one."""
    if span is None or (event.day is not None and span[0] <= event.day <= span[1]):
        return event
    found = [
        e for e in index.series(event) if e.body == event.body and e.day is not None and span[0] <= e.day <= span[1]
    ]
    return found[0] if len(found) == 1 else None


def no_single_vote(event: VoteEvent) -> Judgement:
    """Where the words name a time in which the record has no vote on the matter, or several."""
    fact = f"the record holds no single vote on the matter of {event.key} in the time that the words name"
    return Judgement((Reading("votes on the same matter", None, {}),), (), (fact,), event)


def count_of(event: VoteEvent, option: str) -> int | None:
    """The declared count, else the number of such votes in a roll call that is whole or nearly so."""
    declared = event.counts.get(option)
    if declared is not None or event.roll is None:
        return declared
    return event.roll.count(option) if len(event.roll) >= NEARLY_ALL else None  # type: ignore[arg-type]


def start_of(since: tuple[str, date | None], event: VoteEvent, index: Index) -> date | None:
    """The day from which earlier votes count; the war of a matter begins on its day, of any other at its first vote."""
    kind, day = since
    return _WARS.get(index.motion_of(event).item) if kind == "war" else day


def name(event: VoteEvent) -> str:
    """An event with its year, for readers."""
    moment = time_of(event)
    return f"{event.key} ({moment.year})" if moment > date.min else event.key


def states_in(sentence: Sentence, first: int, last: int) -> list[str]:
    """Codes of the states named as nouns in a stretch of the masked sentence."""
    return list(dict.fromkeys(code for _, e in sentence.masked.within(first, last, "L") for code in g.codes_of(e)))
