"""`tally`: how many voted how. Tally(event) = (yes, no, abstain, absent)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "tally"

_WHO = rf"(?:(?: out)? of (?:the |its |their )?(?:\w+ )?<N>)?(?: <B>)?(?:(?: more| other| further| un| member| of them| of the <N>)*(?: (?:votes?|ballots|{g.STATES}|voices|others))?)(?:, <L>(?: included| among them| included among them),)?"
_ABOUT = r"(?P<about>more than|over|at least|fewer than|less than|under|nearly|almost|about|around|some|roughly|close to|as many as|just|only)? ?"
_YES = (
    rf"<N>{_WHO}(?: (?:cast|voted|voting|were|was|came|that|who|members|came out|had))* ?(?:in favou?r\b|\bfor\b(?! (?:the (?:first|second|third)|years|days|weeks|months|a |his|her|their))|\"?yes\"?\b|in support|affirmative)"
    rf"|<N>{_WHO}(?: (?:that|who|which))? (?:backed|supported|approved|endorsed|said yes to|backing|supporting|voted to)\b"
    r"|(?:by|received|secured|got|won|garnered|with) <N> (?:yes )?votes?\b(?! against| no|,? abst| (?:in favou?r )?to <N>)"
    rf"|(?:support came from|was (?:supported|approved|backed) by) <N> (?:{g.STATES}|votes?)"
)
_NO = (
    rf"<N>{_WHO}(?: (?:cast|voted|voting|were|was|came|that|who|came out|had))* ?(?:against\b|opposed\b|opposing\b|\"?no\"?\b(?! fewer| one)|in opposition|negative|said no)"
    rf"|<N>{_WHO}(?: (?:that|who|which))? (?:rejected|opposed|voted it down)\b"
)
_ABSTAIN = rf"<N>{_WHO}(?: (?:that|who|which|were|with|recorded|had|cast))* ?(?:abstentions?|abstained|abstaining|abstain\b|abstainers)"
_ABSENT = rf"<N>{_WHO}(?: (?:that|who|which|were))* ?(?:did not vote|not voting|were absent|absent|non-?voting|failed to vote)"
_ZERO_NO = r"(?:none|nobody|no one|zero|no (?:countries|states|votes?|members?|country|state|member))(?: votes?| voted| voting)? (?:against|opposed|in opposition)|no negative votes?|without (?:any |a single )?(?:opposition|dissent|votes? against)"
_ZERO_ABSTAIN = r"(?:no|zero|without) abstentions?"
_EXPRESSION = rx(
    rf"{_ABOUT}(?:(?P<triple><V>)|(?P<absent>{_ABSENT})|(?P<abstain>{_ABSTAIN})|(?P<no>{_NO})|(?P<yes>{_YES})|(?P<zno>{_ZERO_NO})|(?P<zabstain>{_ZERO_ABSTAIN})"
    r"|(?P<to><N>(?: votes)? (?:in favou?r )?to <N>(?! (?:years|days|months)))|(?P<sc><N> members? in favou?r))"
)
_FIGURES_CUE = rx(
    r"\bvot(?:e|es|ed|ing)\b|adopt|pass(?:ed|es)|approv|reject|tally|resolution|abst|result|carried|in favou?r|against|support|oppos"
)
_SPONSORS = rx(
    r"(?:co-?sponsor\w*|sponsor\w*|backed|drafted|tabled|introduced|proposed) by(?: (?:some|more than|about|around|at least|over|nearly|almost|another))? ?$"
)
_EARLIER = rx(
    r"\b(?:(?:previous|earlier|past|prior|similar|last|those|other) [^.;,]{0,30}(?:resolutions|votes|texts|ones|ballots)|(?:every|each|any|no other) [^.;,]{0,20}(?:resolution|text|vote))\b,?[^.;]{0,40}$"
)
_AND_NAMED = rx(
    r"(?P<l><L>) (?P<v>abstained|voted against|voted no|opposed it|voted in favou?r|voted yes) (?:alongside|along with|together with|with) (?P<n><N>) (?:other|others|more|further)\b"
)
_BARE = rx(rf"(?:just |only )?<N>(?: {g.STATES}| others)? (?:against|for)")
"""A lone count without a verb: "could win only four countries against it" may not count the leader of the four."""
_NAMED_TOO = rx(r"(?P<l><L>),? (?:and|along with|together with|as well as|plus) ?$")
_PERHAPS = rx(
    r"\b(?:would|will|might|could|needs?|needed|requires?|required|at least|short of|must|two-thirds|threshold)\b[^.;,]{0,30}$"
)


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Counts of votes in the sentence, those that belong to one vote taken together.

    Known misses: fractions ("two-thirds"), counts told as a share, counts spread over several sentences.
    """
    masked = sentence.masked
    if not _FIGURES_CUE.search(masked.text):
        return
    about = (
        "amendment"
        if re.search(r"\bamendments?\b|secret ballot|motion for division|procedural", masked.text)
        and "as amended" not in masked.text
        else "whole"
    )
    group: dict[str, Any] = {}
    approximate: dict[str, str] = {}
    parts: list[tuple[int, int, dict[str, int]]] = []
    first = last = -1
    for match in _EXPRESSION.finditer(masked.text):
        counts = _with_named(sentence, match, _counts(sentence, match))
        if (
            not counts
            or _EARLIER.search(masked.text[max(0, match.start() - 120) : match.start()])
            or _SPONSORS.search(masked.text[: match.start()])
            or _PERHAPS.search(masked.text[max(0, match.start() - 60) : match.start()])
        ):
            continue
        if group and (set(group) & set(counts) or match.start() - last > 110):
            if not (len(parts) == 1 and _BARE.fullmatch(masked.text[first:last].strip())):
                yield _draft(sentence, first, last, group, approximate, about, parts)
            group, approximate, first, parts = {}, {}, -1, []
        if rx(r"<N> of (?:those|these)\b").search(match.group()):
            continue  # some of a few, no count of a vote
        group.update(counts)
        word = match["about"]
        if word and word not in ("just", "only"):
            approximate.update(dict.fromkeys(counts, word))
        first = match.start() if first < 0 else first
        last = match.end()
        parts.append((match.start(), match.end(), counts))
    if group and not (len(parts) == 1 and _BARE.fullmatch(masked.text[first:last].strip())):
        yield _draft(sentence, first, last, group, approximate, about, parts)
    for match in _AND_NAMED.finditer(masked.text):
        option = "abstain" if "abst" in match["v"] else "yes" if "fav" in match["v"] or "yes" in match["v"] else "no"
        value = masked.entity(match.start("n")).value + len(g.codes_of(masked.entity(match.start("l"))))
        whole = [(match.start(), match.end(), {option: value})]
        yield _draft(sentence, match.start(), match.end(), {option: value}, {}, about, whole)


def _with_named(sentence: Sentence, match: re.Match[str], counts: dict[str, int]) -> dict[str, int]:
    """ "China and 64 other countries abstained" counts sixty-five."""
    before = _NAMED_TOO.search(sentence.masked.text, max(0, match.start() - 40), match.start())
    if before is None or len(counts) != 1 or not re.search(r"\b(?:other|others|more|further)\b", match.group()):
        return counts
    named = len(g.codes_of(sentence.masked.entity(before.start("l"))))
    return {option: value + named for option, value in counts.items()}


def _counts(sentence: Sentence, match: re.Match[str]) -> dict[str, int]:
    masked = sentence.masked
    numbers = [e.value for _, e in masked.within(match.start(), match.end(), "N")]
    if match["triple"]:
        figures = next(e.value for _, e in masked.within(match.start(), match.end(), "V"))
        return dict(zip(("yes", "no", "abstain"), figures, strict=False))
    if match["to"]:
        return {"yes": numbers[0], "no": numbers[1]}
    if match["zno"]:
        return {"no": 0}
    if match["zabstain"]:
        return {"abstain": 0}
    if match["sc"]:
        return {"yes": numbers[0]}
    option = next((name for name in ("absent", "abstain", "no", "yes") if match[name]), None)
    if option is None or not numbers or numbers[0] > 1000:
        return {}
    return {option: numbers[0]}


def _draft(
    sentence: Sentence,
    first: int,
    last: int,
    counts: dict[str, int],
    approximate: dict[str, str],
    about: str,
    parts: list[tuple[int, int, dict[str, int]]],
    whole: dict[str, int] | None = None,
) -> Draft:
    start, end = sentence.masked.span(first, last)
    asserted: dict[str, Any] = {
        option: counts[option] for option in ("yes", "no", "abstain", "absent") if option in counts
    }
    if approximate:
        asserted["approximate"] = dict(sorted(approximate.items()))
    return Draft(
        KIND,
        sentence,
        start,
        end,
        asserted,
        about,
        place=first,
        meta={"parts": tuple(parts), "all": dict(whole or counts)},
    )


def split_mixed(draft: Draft, event: VoteEvent) -> list[Draft]:
    """A tally of which some counts are the record's and some are not, as one claim an expression: only what is wrong
    is called wrong. Anything else comes back as it was."""
    parts = draft.meta["parts"]
    words = draft.asserted.get("approximate", {})
    right = [
        all(
            event.counts.get(o) is None or agrees(n, event.counts.get(o) or 0, words.get(o, ""))
            for o, n in counts.items()
        )
        for _, _, counts in parts
    ]
    if len(parts) < 2 or len(set(right)) == 1:
        return [draft]
    return [
        _draft(
            draft.sentence,
            first,
            last,
            counts,
            {o: w for o, w in words.items() if o in counts},
            draft.about,
            [(first, last, counts)],
            draft.meta["all"],
        )
        for first, last, counts in parts
    ]


def asserted_counts(draft: Draft) -> dict[str, int]:
    return {option: draft.asserted[option] for option in ("yes", "no", "abstain", "absent") if option in draft.asserted}


def agrees(said: int, real: int, word: str) -> bool:
    """Whether a count with a word such as "more than" before it is true of the real one.

    "nearly" and "about" leave 5 per cent, the band of the flag `rounding`.
    """
    if word in ("more than", "over"):
        return real > said
    if word == "at least":
        return real >= said
    if word in ("fewer than", "less than", "under"):
        return real < said
    if word in ("nearly", "almost", "close to"):
        return 0.95 * said <= real <= said or real == said
    if word in ("about", "around", "some", "roughly"):
        return abs(real - said) <= max(1, 0.05 * said)
    return real == said


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when each count is the record's; unknown where the record lacks one of them."""
    said = asserted_counts(draft)
    words = draft.asserted.get("approximate", {})
    holds: bool | None = True
    record: dict[str, int | None] = {}
    for option, value in said.items():
        real = event.counts.get(option)
        record[option] = real
        if real is None:
            holds = None if holds is not False else False
        elif not agrees(value, real, words.get(option, "")):
            holds = False
    readings = Reading("linked event", holds, {"event": event.key, "counts": record})
    return Judgement(
        (readings,),
        (Evidence("count", event.key, ", ".join(event.sources)),),
        (f"the vote on {event.key} was {spelled(event)}",),
        event,
    )


def spelled(event: VoteEvent) -> str:
    """ "93 yes, 18 no, 65 abstentions and 17 not voting" of an event, as far as known."""
    words = (
        ("yes", "yes", "yes"),
        ("no", "no", "no"),
        ("abstain", "abstention", "abstentions"),
        ("absent", "not voting", "not voting"),
    )
    parts = [
        f"{n} {one if n == 1 else many}" for option, one, many in words if (n := event.counts.get(option)) is not None
    ]
    return joined(parts) if parts else "not counted in the record"
