"""`statistic`: a figure and what it counts. Statistic(measure, as of), against the figures in the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import Evidence, Reading, Statistic, VoteEvent
from factcheck.engine.text.document import Document, Sentence

KIND = "statistic"
CLOSE = 0.02
"""Share by which a rounded figure may differ from an exact one and be the same."""
FLOOR = 0.1
"""Share by which a figure told as "more than" may lie below the floor in the record."""
OFF = 0.05
"""Share from which a figure attributed to a source differs from that source's own."""
RECENT = 60
"""Days for which a source's figure is taken to be its latest."""

_VALUE = re.compile(
    r"(?P<b>more than|over|at least|nearly|almost|about|around|some|up to)?\s*(?<![\w.,$/-])(?P<cur>\$|€|USD )?(?P<n>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s?(?P<m>million|billion|bn\b|m\b|thousand)?(?![\w%/]|,\d)",
    re.IGNORECASE,
)
_CLASSES = {
    "children": r"\bchild(?:ren)?\b|\bminors\b",
    "civilians": r"\bcivilians?\b",
    "soldiers": r"\b(?:soldiers?|troops|servicemen|service members|military personnel|fighters)\b",
    "refugees": r"\brefugees?\b|\bfled abroad\b",
    "displaced": r"\b(?:internally )?displaced\b",
    "uprooted": r"\buprooted\b",
    "aid": r"\bmilitary (?:assistance|aid|support)\b",
}
_HARMS = {
    "killed": r"\b(?:killed|dead|died|deaths|lost their lives|death toll|fallen|perished|slain)\b",
    "wounded": r"\b(?:wounded|injured|maimed)\b",
}
_CASUALTIES = re.compile(r"\bcasualt(?:y|ies)\b", re.IGNORECASE)
_CLUES = ("child", "minors", "civilian", "soldier", "troops", "service", "personnel", "fighters", "refugee", "fled", "displaced", "uprooted", "military")  # fmt: skip
_CLASS_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _CLASSES.items()}
_HARM_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _HARMS.items()}
_SCALE = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3}
_BOUND = {"more than": "more", "over": "more", "at least": "more"}


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is counted: of whom (`kind`), of which state, and what befell them."""

    kind: str
    state: str
    harms: frozenset[str]


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Figures of people killed, wounded, displaced, and of military aid.

    Known misses: figures in words; measures other than those the record follows.
    """
    text = sentence.text
    if not any(map(text.__contains__, "0123456789")) or not any(map(sentence.masked.text.__contains__, _CLUES)):
        return
    if not any(pattern.search(text) for pattern in _CLASS_PATTERNS.values()):
        return
    values = [m for m in _VALUE.finditer(text) if m["m"] or m["cur"] or float(m["n"].replace(",", "")) >= 100]
    for place, match in enumerate(values):
        stop = values[place + 1].start() if place + 1 < len(values) else len(text)
        phrase = text[match.end() : min(stop, match.end() + 110)]
        value = float(match["n"].replace(",", "")) * _SCALE.get((match["m"] or "").lower(), 1)
        kinds = [name for name, pattern in _CLASS_PATTERNS.items() if pattern.search(phrase)]
        if not kinds:
            continue
        harms = frozenset(n for n, p in _HARM_PATTERNS.items() if p.search(phrase)) or frozenset(
            n for n, p in _HARM_PATTERNS.items() if p.search(text)
        )
        harms = frozenset(_HARMS) if _CASUALTIES.search(phrase) else harms
        first = match.start("cur") if match["cur"] else match.start("n")
        states = [
            s.code
            for _, e in sorted(sentence.masked.within(0, len(sentence.masked.text), "L") + sentence.masked.within(0, len(sentence.masked.text), "J"))
            for s in e.value
            if sentence.start + match.end() <= s.start < sentence.start + match.end() + len(phrase)
        ]  # fmt: skip
        begin = match.start("b") if match["b"] else first
        last = match.end() + min(
            len(phrase.rstrip(" ,.")),
            max((m.end() for n in kinds for m in [_CLASS_PATTERNS[n].search(phrase)] if m), default=0),
        )
        asserted = {
            "value": value,
            "bound": _BOUND.get((match["b"] or "").lower(), "about" if match["b"] else "exact"),
            "of": kinds[0],
        }
        measure = _Measure(kinds[0], states[0] if states else "", harms)
        yield Draft(
            KIND, sentence, sentence.start + begin, sentence.start + last, asserted, "none", meta={"measure": measure}
        )


def _of(row: Statistic, index: Index) -> _Measure:
    kinds = [name for name, pattern in _CLASS_PATTERNS.items() if pattern.search(row.measure)]
    kind = "aid" if re.search(r"\bassistance\b", row.measure) else kinds[0] if kinds else ""
    found = index.gazetteer.find(row.measure, 0, len(row.measure))
    states = [f.codes[0] for f in found if f.type == "state"]
    state = (states[-1] if kind in ("aid", "civilians", "children", "refugees", "displaced", "uprooted") else states[0]) if states else ""  # fmt: skip
    return _Measure(kind, state, frozenset(n for n, p in _HARM_PATTERNS.items() if p.search(row.measure)))


def _same_people(said: _Measure, real: _Measure) -> bool:
    return (
        said.kind == real.kind
        and (not said.state or said.state == real.state)
        and bool(said.state or said.kind != "soldiers")
    )


def _candidates(draft: Draft, index: Index) -> list[tuple[Statistic, _Measure]]:
    said = draft.meta["measure"]
    rows = [(row, _of(row, index)) for row in index.statistics]
    return [(row, real) for row, real in rows if _same_people(said, real)]


def is_known(draft: Draft, index: Index) -> bool:
    """Whether the record follows such a figure."""
    said = draft.meta["measure"]
    return any(real.harms == said.harms or _fits(draft, row) for row, real in _candidates(draft, index))


def _fits(draft: Draft, row: Statistic) -> bool:
    """Whether a value said is the one in the record: the same but for rounding, or a floor not far below it."""
    value: float = draft.asserted["value"]
    bound = draft.asserted["bound"]
    low = row.value_low if row.value_low is not None else row.value_high or 0.0
    high = row.value_high if row.value_high is not None else low
    if bound == "more":
        return low * (1 - FLOOR) <= value <= high * (1 + CLOSE)
    return low * (1 - CLOSE) <= value <= high * (1 + CLOSE)


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """As `judge_alone`: no vote bears on a figure."""
    return judge_alone(draft, index, document)


def judge_alone(draft: Draft, index: Index, document: Document) -> Judgement:
    """True when a figure of the record for the same measure, of a day not after publication, has the value; whose figure
    it is is always told. False when the value is a figure of another measure (killed is not casualties), or is given as a
    source's and is not that source's. Else nothing is decided: rival figures stand side by side."""
    said = draft.meta["measure"]
    rows = [
        (row, real) for row, real in _candidates(draft, index)
        if row.as_of is None or document.published is None or row.as_of <= document.published
    ]  # fmt: skip
    same = [row for row, real in rows if real.harms == said.harms]
    other = [(row, real) for row, real in rows if real.harms != said.harms and said.harms and real.harms]
    fitting = sorted(
        (row for row in same if _fits(draft, row)), key=lambda row: -_distance(draft.asserted["value"], row)
    )
    if fitting:
        return _judged(True, fitting[-1:], fitting[-1:])
    wrong = [row for row, _ in other if _fits(draft, row)]
    if wrong:
        return _judged(False, wrong[-1:], wrong[-1:])
    theirs = [row for row in same if _is_attributed(draft.sentence, row)]
    latest = theirs[-1:] or same[-1:]
    value = draft.asserted["value"]
    holds = None
    if theirs and draft.asserted["bound"] == "exact" and all(_is_another(value, row, document) for row in theirs):
        holds = False
    return _judged(holds, latest, same[-2:])


def _is_another(value: float, row: Statistic, document: Document) -> bool:
    """Whether a value can not be a source's own: an exact figure of about the day of publication that is far from it. A
    floor may have been passed, and an old figure may have been followed by one that the record does not have."""
    if row.value_high is None or row.as_of is None or document.published is None:
        return row.value_low is not None and value < row.value_low * (1 - OFF)
    return (document.published - row.as_of).days <= RECENT and _distance(value, row) > OFF


def _distance(value: float, row: Statistic) -> float:
    low = row.value_low if row.value_low is not None else row.value_high or 0.0
    high = row.value_high if row.value_high is not None else low
    near = min(max(value, low), high)
    return abs(value - near) / near if near else 1.0


def _is_attributed(sentence: Sentence, row: Statistic) -> bool:
    """Whether the sentence names the source of a figure by its last name or its abbreviation."""
    words = row.attributed_to.replace(",", "").split()
    last = words[-1]
    return re.search(rf"\b{re.escape(last)}\b", sentence.text) is not None and last not in ("Nations", "Rights")


def _judged(holds: bool | None, shown: list[Statistic], rows: list[Statistic]) -> Judgement:
    facts = [_told(row) for row in shown]
    evidence = tuple(Evidence("statistic", f"{r.measure}@{r.as_of or ''}@{r.attributed_to}", r.source) for r in rows)
    record = {"figures": [[r.measure, r.value_low, r.value_high, r.attributed_to] for r in shown]}
    return Judgement((Reading("the figure in the record", holds, record),), evidence, tuple(facts))


def _told(row: Statistic) -> str:
    low, high = row.value_low, row.value_high
    if low is not None and high is None:
        value = f"at least {low:,.0f}"
    elif low is not None and high is not None and low != high:
        value = f"{low:,.0f} to {high:,.0f}"
    else:
        value = f"{(low if low is not None else high or 0):,.0f}"
    day = f" as of {row.as_of.day} {row.as_of:%B %Y}" if row.as_of else ""
    unit = "" if row.unit == "people" else f" {row.unit}"
    return f"{row.measure}: {value}{unit}{day}, by {row.attributed_to}. {row.wording.rstrip('.')}"
