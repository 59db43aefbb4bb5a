"""`coincidence`: how often two states voted alike. Coincidence(s, t, window, method)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "coincidence"
BAND = 2.0
"""Points by which a percentage may lie off a method's value and still be it."""
SPREAD = 5.0
"""Points between the methods from which a percentage without its method is undetermined."""
MINIMUM = 20

_PERCENT = r"(?P<p>\d{1,3}(?:\.\d)?) ?(?:%|per cent|percent)"
_ALIKE = r"(?:vot(?:e|ed|es|ing)|sid(?:e|ed|es|ing)|agree(?:d|s)?|align(?:ed|s)?)(?: itself| the same way| together)? (?:with|as|like|alongside|in line with) (?P<t><L>)"
_TIME = rx(
    rf"(?P<s><L>)[^<L>.;]{{0,40}}? {_ALIKE}[^.;]{{0,50}}?\b{_PERCENT}(?: of (?:the time|(?:its|all|un|u\.n\.|recorded|the)? ?(?:<B> )?(?:votes|ballots|resolutions|occasions|cases)))?"
)
_RATE = rx(
    rf"(?P<s><L>)(?:'s)? (?:voting )?(?:coincidence|agreement|alignment)(?: rate| score)?(?: in voting)? with (?P<t><L>)[^.;]{{0,40}}?\b{_PERCENT}"
)
_OF_VOTES = rx(
    rf"\b{_PERCENT} of (?:the time|(?:(?:its|their|all|un|u\.n\.|recorded|the|<J>|<B>|<L>'s) )*(?:votes|ballots|resolutions))[^.;]{{0,60}}?(?P<s><L>)[^.;<L>]{{0,30}}? (?:voted|sided|agreed) (?:with|as|like) (?P<t><L>)"
)
_METHODS = {
    "strict": rx(r"\bidentical|\bexactly the same|abstentions? counted as disagree"),
    "votes_only": rx(r"\babstentions (?:left out|excluded|aside|not counted)|excluding abstentions|without abstentions"),
    "half_weight": rx(r"\bhalf[- ]weight|abstentions? (?:as|counted as|counting) (?:a )?half|state department"),
}  # fmt: skip
NAMES = {
    "strict": "the same vote in all votes cast by both",
    "votes_only": "the same vote where both voted yes or no",
    "half_weight": "one abstention counted as half",
}


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """ "Voted with the US 65 per cent of the time in 2023".

    Known misses: shares in words ("two thirds of the time"), groups, windows told in another sentence.
    """
    masked, text = sentence.masked, sentence.masked.text
    if "%" not in text and "per cent" not in text and "percent" not in text:
        return
    for pattern in (_TIME, _RATE, _OF_VOTES):
        for match in pattern.finditer(text):
            subjects, targets = g.codes_of(masked.entity(match.start("s"))), g.codes_of(masked.entity(match.start("t")))
            percent = float(match["p"])
            if len(subjects) != 1 or len(targets) != 1 or subjects == targets or percent > 100:
                continue
            start, end = masked.span(match.start(), match.end())
            method = next((name for name, words in _METHODS.items() if words.search(text)), None)
            asserted: dict[str, Any] = {"subjects": [*subjects, *targets], "percent": percent}
            if method:
                asserted["method"] = method
            days = sorted(d for _, e in masked.within(0, len(text), "T") if e.value.is_span for d in e.value.days)
            window = (days[0], days[-1]) if days else _last_year(text, document.published)
            if window:
                asserted["window"] = [window[0].isoformat(), window[1].isoformat()]
            yield Draft(KIND, sentence, start, end, asserted, "none", meta={"window": window})
            return


def _last_year(text: str, published: date | None) -> tuple[date, date] | None:
    if published is None or "last year" not in text:
        return None
    return date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)


def shares(first: str, second: str, votes: list[VoteEvent]) -> tuple[dict[str, float], int]:
    """Per cent of agreement by each method over votes with a roll call, and the votes that both cast. As in
    `engine.analysis.agreement`: absences are left out everywhere, abstentions by method."""
    same = half = opposite = plain = 0
    for event in votes:
        a, b = (event.roll.get(first), event.roll.get(second)) if event.roll else (None, None)
        if a in (None, "absent") or b in (None, "absent"):
            continue
        same += a == b
        plain += a == b and a != "abstain"
        opposite += {a, b} == {"yes", "no"}
        half += a != b and "abstain" in (a, b)
    n = same + half + opposite
    if not n or not plain + opposite:
        return {}, n
    return {
        "strict": 100 * same / n,
        "votes_only": 100 * plain / (plain + opposite),
        "half_weight": 100 * (same + half / 2) / n,
    }, n


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """As `judge_alone`: it is about many votes."""
    return judge_alone(draft, index, document)


def judge_alone(draft: Draft, index: Index, document: Document) -> Judgement:
    """By three methods over the Assembly's final votes of the window. Without a method the percentage is true when it is
    every method's, depends when it is that of some, and is false only where it lies outside all of them by more than two
    points."""
    window = draft.meta["window"]
    first, second = draft.subjects
    if window is None:
        return _silent("the words name no year, so there is nothing to count")
    values, n = shares(first, second, index.between("GA", *window))
    pair = f"{index.state_name(first, article=True)} and {index.state_name(second, article=True)}"
    if n < MINIMUM:
        return _silent(f"the record holds {n} votes of that time in which both {pair} voted, too few to tell")
    said, method = draft.asserted["percent"], draft.asserted.get("method")
    asked = {method: values[method]} if method else values
    low, high = min(asked.values()), max(asked.values())
    outside = said < low - BAND or said > high + BAND
    close = {name: abs(value - said) <= BAND for name, value in asked.items()}
    readings = tuple(
        Reading(NAMES[name], False if outside else True if close[name] else False if any(close.values()) else None, {"percent": round(value, 1), "n": n})
        for name, value in asked.items()
    )  # fmt: skip
    told = "; ".join(f"{NAMES[name]}: {value:.0f} per cent" for name, value in values.items())
    return Judgement(readings, (), (f"over {n} final votes of the Assembly in which both {pair} voted, {told}",))


def _silent(fact: str) -> Judgement:
    return Judgement((Reading(NAMES["strict"], None, {}),), (), (fact,))
