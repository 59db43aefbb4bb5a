"""`tally`: how many voted how. Tally(event) = (yes, no, abstain, absent)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factcheck.engine.claims import grammar as g
from factcheck.engine.claims import tally_shares
from factcheck.engine.claims import tally_words as w
from factcheck.engine.claims.alignment_words import OTHERS_JOINED
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Counts, Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import TAGS, rx

KIND = "tally"
Part = w.Part
_ONE_OF_THEM = rx(
    rf"^(?:\"?(?:but |and |while )?)(?:one|the (?:first|second|third|last|latter|former|other(?! {g.STATES})|others)|another|both|each|neither|they)\b(?![^.;]{{0,60}}\b(?:resolution|text|draft)\b(?! amend))"
)
"""A sentence that goes on about one of several things told of before: "The other was defeated by 38 to 60"."""
_CHAIN = 3
_AS_A_WHOLE = rx(rf"\b{g.ONE_TEXT} as a whole\b|\b(?:whole|entire) {g.ONE_TEXT}\b")
"""Between the counts of a vote on a part and those of the vote on the text."""
_PARTS = re.compile(
    r"(?<!without )(?<!without any )\bamendments?\b|secret ballot|motions? (?:for|of) (?:division|priority|closure)|procedural"
)
_WHO_THEN = rx(r"\b(?:who|that|which) <T>")
"""Of another time: "the 100 who in 2014 voted against it"."""
_APART = 110
"""Masked characters between two counts from which they are taken for two tallies."""


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Counts of votes in the sentence, those that belong to one vote taken together; shares and denied unanimity.

    Known misses: counts spread over several sentences are several claims.
    """
    text = sentence.masked.text
    if not w.FIGURES_CUE.search(text) or w.OF_A_REGION.search(text):
        return
    about = "amendment" if _is_of_a_part(sentence, document) else "whole"
    group: list[w.Part] = []
    counted = _counted(sentence)
    for part in parts(sentence, counted):
        if group and (any(part.counts.keys() & p.counts.keys() for p in group) or part.first - group[-1].last > _APART):
            yield from _tally(sentence, group, about)
            if _AS_A_WHOLE.search(text, group[-1].last, part.first):
                about = "whole"
            group = []
        group.append(part)
    yield from _tally(sentence, group, about)
    for match, asserted in tally_shares.shares(sentence):
        yield _other(sentence, match.span(), asserted, about)
    for match, counts in counted:
        tail = w.OR_ELSE.match(text, match.end())
        if tail and len(counts) == 1 and (said := tally_shares.summed(counts, tail, w.loosely(text, match))):
            yield _other(sentence, (match.start(), tail.end()), said, about)
    for match in w.AND_NAMED.finditer(text):
        option = "abstain" if "abst" in match["v"] else "yes" if "fav" in match["v"] or "yes" in match["v"] else "no"
        named = len(g.codes_of(sentence.masked.entity(match.start("l"))))
        counts = {option: sentence.masked.entity(match.start("n")).value + named}
        yield _draft(sentence, [w.Part(match.start(), match.end(), counts)], about)
    if "join" in text or "voted with" in text or "voted alongside" in text:
        yield from _joiners(sentence, about)


def _is_of_a_part(sentence: Sentence, document: Document) -> bool:
    """Whether the counts are of a vote on amendments or on procedure, which the sentence says or goes on about."""
    for one in reversed(document.sentences[max(0, sentence.index - _CHAIN) : sentence.index + 1]):
        text = g.without_part_before(one.masked.text)
        if _PARTS.search(text):
            return "as amended" not in text
        if one.paragraph != sentence.paragraph or not _ONE_OF_THEM.match(text):
            return False
    return False


def _joiners(sentence: Sentence, about: str) -> Iterator[Draft]:
    """ "Seventeen countries joined the US in voting against it" counts eighteen."""
    for match in OTHERS_JOINED.finditer(sentence.masked.text):
        way = match["way"]
        option = "abstain" if "abst" in way else "no" if rx(r"against|oppos|reject|\bno\b").search(way) else "yes"
        named = len(g.codes_of(sentence.masked.entity(match.start("t"))))
        counts = {option: sentence.masked.entity(match.start("n")).value + named}
        yield _draft(sentence, [w.Part(match.start(), match.end(), counts)], about)


Counted = tuple[re.Match[str], dict[str, int]]


def _counted(sentence: Sentence) -> list[Counted]:
    text = sentence.masked.text
    return list(_expressions(sentence)) if TAGS["N"] in text or TAGS["V"] in text or w.NO_VOTES.search(text) else []


def parts(sentence: Sentence, counted: list[Counted] | None = None) -> Iterator[w.Part]:
    """The expressions of counts in a sentence, in its order. `counted` are those with words behind them, where known."""
    text = sentence.masked.text
    if TAGS["N"] in text:
        yield from w.words_first(sentence)
        yield from w.inverted(sentence)
        yield from w.moved(sentence)
    for match, counts in _counted(sentence) if counted is None else counted:
        if len(counts) == 1 and w.OR_ELSE.match(text, match.end()):
            continue  # it counts two options together
        of_matter = (
            "no" in counts
            and match.group().endswith("against")
            and (g.MATTER.match(text, match.end()) is not None or w.A_STATE.match(text, match.end()) is not None)
        )
        of_state = len(counts) == 1 and w.is_of_a_state(text, match)
        if of_state and w.BY_VOTING.match(text, match.end()):
            continue  # it is said behind, how
        if (of_matter or of_state) and "no" in counts:
            counts = {"yes": counts["no"]}
        yield w.Part(
            match.start(),
            match.end(),
            counts,
            w.loosely(text, match),
            bool(match["triple"] or match["to"]),
            of_matter or of_state,
            of_state,
        )


def _expressions(sentence: Sentence) -> Iterator[Counted]:
    """Matches that count votes, with what they count."""
    text = sentence.masked.text
    for match in w.expressions(text):
        counts = _with_named(sentence, match, _counts(sentence, match))
        if (
            not counts
            or w.EARLIER.search(text[max(0, match.start() - 120) : match.start()])
            or w.SPONSORS.search(text[max(0, match.start() - 120) : match.start()])
            or w.PERHAPS.search(text[max(0, match.start() - 60) : match.start()])
            or w.OF_THOSE.search(match.group())
            or (
                w.A_DIFFERENCE.search(match.group())
                and not w.NAMED_TOO.search(text, max(0, match.start() - 40), match.start())
            )
            or (match["to"] and w.A_CHANGE.search(text, 0, match.start()))
            or w.HAD_THEY.search(text, 0, match.start())
            or (w.NOT_SO_MANY.search(text, 0, match.start()) and not match["zno"])
            or (w.THE_SAME.search(text, 0, match.start()) and max(counts.values()) <= w.FEW)
            or _set_against(text, match)
            or _is_a_measure(text, match)
            or (match["zabstain"] and w.PER_CENT.search(text))
            or (match["condemned"] and not w.OTHER_COUNT.search(text, match.end()))
        ):
            continue
        yield match, counts


def _set_against(text: str, match: re.Match[str]) -> bool:
    """ "123 in favour (more than 121 yes in 2018)": in brackets, the count of another vote."""
    return (
        text.rfind("(", max(0, match.start() - 30), match.start()) > text.rfind(")", max(0, match.start() - 30), match.start())
        and w.AT_ANOTHER_TIME.match(text, match.end()) is not None
    )  # fmt: skip


def _is_a_measure(text: str, match: re.Match[str]) -> bool:
    """A number of votes that a text needs, or the whole of which a share is told."""
    place = text.find(TAGS["N"], match.start(), match.end())
    if w.BY_A_MAJORITY.search(text, max(0, place - 40), place + 8):
        return False
    return place >= 0 and (
        w.SHARE_OF.search(text, max(0, place - 60), place) is not None
        or w.THRESHOLD.match(text, match.end()) is not None
        or w.RANGE.match(text, place) is not None
    )


def _tally(sentence: Sentence, group: list[w.Part], about: str) -> Iterator[Draft]:
    lone = len(group) == 1 and w.BARE.fullmatch(sentence.masked.text[group[0].first : group[0].last].strip())
    if group and not lone:
        yield _draft(sentence, group, about)


def _other(sentence: Sentence, span: tuple[int, int], asserted: dict[str, Any], about: str) -> Draft:
    start, end = sentence.masked.span(*span)
    return Draft(KIND, sentence, start, end, asserted, about, place=span[0], meta={"parts": (), "all": {}})


_BESIDES = rx(
    r"\b(?:as well as|besides|apart from|in addition to|other than|not counting) (?:the )?(?P<l><L>), ?(?:only |just |the )?$"
)
_INCLUDING = rx(r"\b(?:including|among them|such as|notably|namely|like) (?:the )?$")
_VOTES_WITH = rx(
    r"<L> (?:(?:has |have |also |then |again )*(?:vot|sid|st)(?:ed|es|e|ood|ands?)|joins?|joined) (?:with |alongside )?(?:the )?$"
)
"""Before "142 others in support": they are counted without it."""
_IN_COMPANY = rx(r"(?:\bwith|alongside|beside|behind|join(?:ed|ing|s)?)(?: the likes of| countries like)? (?:the )?$")


def _with_named(sentence: Sentence, match: re.Match[str], counts: dict[str, int]) -> dict[str, int]:
    """ "China and 64 other countries abstained" counts sixty-five, "as well as Russia, four countries objected" five."""
    besides = _BESIDES.search(sentence.masked.text, max(0, match.start() - 60), match.start())
    if besides is not None and len(counts) == 1:
        also = len(g.codes_of(sentence.masked.entity(besides.start("l"))))
        return {option: value + also for option, value in counts.items()}
    before = w.NAMED_TOO.search(sentence.masked.text, max(0, match.start() - 40), match.start())
    if len(counts) != 1 or not re.search(r"\b(?:other|others|more|further)\b", match.group()):
        return counts
    if before is None:
        place = sentence.masked.text.find(TAGS["N"], match.start())
        return {} if _VOTES_WITH.search(sentence.masked.text, max(0, place - 60), place) else counts
    if _INCLUDING.search(sentence.masked.text, 0, before.start("l")):
        return counts  # the states named are some of another side
    if _IN_COMPANY.search(sentence.masked.text, 0, before.start("l")):
        return {}  # "X sided with Y and 16 others" counts X too, which `count` does
    named = len(g.codes_of(sentence.masked.entity(before.start("l"))))
    return {option: value + named for option, value in counts.items()}


def _counts(sentence: Sentence, match: re.Match[str]) -> dict[str, int]:
    masked = sentence.masked
    numbers = [e.value for _, e in masked.within(match.start(), match.end(), "N")]
    if match["triple"]:
        figures = next(e.value for _, e in masked.within(match.start(), match.end(), "V"))
        if len(figures) == 2 and w.AGAINST_NEXT.match(masked.text, match.end()):
            return {"yes": figures[1], "no": figures[0]}
        return _in_order(masked.text, match, figures)
    if match["to"]:
        return _in_order(masked.text, match, tuple(numbers[:2]))
    if match["zno"]:
        return {"no": 0}
    if match["zabstain"]:
        return {"abstain": 0}
    if match["sc"]:
        return {"yes": numbers[0]}
    option = next((name for name in ("absent", "abstain", "no", "yes") if match[name]), None)
    if match["condemned"]:
        option = "yes"
    if option is None or not numbers or numbers[0] > 1000:
        return {}
    at = masked.text.find(TAGS["N"], match.start(), match.end())
    is_whole = w.WON.match(masked.text, match.start()) is not None  # "won 13 of 15 votes" counts the 13
    if len(numbers) > 1 and numbers[0] < numbers[1] and not is_whole and w.ONE_OF_THEM.match(masked.text, at):
        return {option: numbers[1]}
    if w.SOME_OF_A_WHOLE.search(masked.text, max(0, at - 30), match.end()):
        return {}
    return {option: numbers[0]}


def _in_order(text: str, match: re.Match[str], figures: tuple[int, ...]) -> dict[str, int]:
    """For, against, abstaining; of a text that is said to have lost, the greater of the first two is that against it."""
    if (
        figures[0] > figures[1]
        and "veto" not in text
        and w.LOST.search(text, max(0, match.start() - 60), match.start())
    ):
        figures = (figures[1], figures[0], *figures[2:])
    return dict(zip(("yes", "no", "abstain"), figures, strict=False))


def _draft(sentence: Sentence, parts: list[w.Part], about: str, whole: dict[str, int] | None = None) -> Draft:
    start, end = sentence.masked.span(parts[0].first, parts[-1].last)
    counts = {option: n for part in parts for option, n in part.counts.items()}
    asserted: dict[str, Any] = {o: counts[o] for o in ("yes", "no", "abstain", "absent") if o in counts}
    loose = {option: part.word for part in parts for option in part.counts if part.word}
    if loose:
        asserted["approximate"] = dict(sorted(loose.items()))
    words = sentence.masked.text[parts[0].first : parts[-1].last]
    meta = {"parts": tuple(parts), "all": dict(whole or counts), "then": _WHO_THEN.search(words) is not None}
    return Draft(KIND, sentence, start, end, asserted, about, place=parts[0].first, meta=meta)


def split_mixed(draft: Draft, event: VoteEvent) -> list[Draft]:
    """A tally of which some counts are the record's and some are not, as one claim an expression: only what is wrong
    is called wrong. Anything else comes back as it was."""
    parts: tuple[w.Part, ...] = draft.meta["parts"]
    right = [
        all(
            event.counts.get(o) is None or w.agrees(n, event.counts.get(o) or 0, part.word)
            for o, n in part.counts.items()
        )
        for part in parts
    ]
    if len(parts) < 2 or len(set(right)) == 1:
        return [draft]
    return [_draft(draft.sentence, [part], draft.about, draft.meta["all"]) for part in parts]


def is_of_a_matter(draft: Draft) -> bool:
    """Whether those counted are said to be for or against something that is no text: the text may be for it or against."""
    return any(part.of_matter for part in draft.meta["parts"])


def asserted_counts(draft: Draft) -> dict[str, int]:
    return {option: draft.asserted[option] for option in ("yes", "no", "abstain", "absent") if option in draft.asserted}


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when each count is the record's; unknown where the record lacks one of them.

    Figures in a row ("93-65-18") are taken in the order that fits; those who "voted against the annexation" may be the
    ones for a text against it or against the text.
    """
    if (otherwise := tally_shares.readings(draft.asserted, event)) is not None:
        return _judgement(event, otherwise)
    said = asserted_counts(draft)
    words = draft.asserted.get("approximate", {})
    record = {option: event.counts.get(option) for option in said}
    holds = _holds(said, event.counts, words, event.members)
    if holds is False and event.intended and _holds(said, event.corrected_counts, words):
        meant = "the counts as states later said they had meant to vote"
        return _judgement(event, (Reading(meant, True, {"event": event.key, "counts": record}),))
    if holds is False and _in_another_order(draft, event):
        return _judgement(
            event, (Reading("the figures in another order", True, {"event": event.key, "counts": record}),)
        )
    if holds is False and _beside_others(draft, event, said, words):
        return _judgement(
            event, (Reading("the states that the others are others than counted too", True, {"event": event.key, "counts": record}),)
        )  # fmt: skip
    if (
        holds is False
        and any(part.of_matter for part in draft.meta["parts"])
        and _holds({"no": said["yes"]}, event.counts, {"no": words.get("yes", "")})
    ):
        return _judgement(
            event, (Reading("votes against the text", True, {"event": event.key, "counts": {"no": event.counts.no}}),)
        )
    if holds is False and any(part.of_state for part in draft.meta["parts"]):
        holds = None  # who is for a state may be for a text or against it, and may have said so without a vote
    return _judgement(event, (Reading("linked event", holds, {"event": event.key, "counts": record}),))


_OTHER_VOTES = rx(r"<N> (?:other|others|more|further|additional)\b")


def _beside_others(draft: Draft, event: VoteEvent, said: dict[str, int], words: dict[str, str]) -> bool:
    """Whether "ten other no votes" and states named before them in the sentence make up the record's count."""
    masked, first = draft.sentence.masked, draft.place
    stop = masked.behind(draft.end) - 1
    if len(said) != 1 or words or not _OTHER_VOTES.search(masked.text, first, stop + 1):
        return False
    option, value = next(iter(said.items()))
    value = next((e.value for _, e in masked.within(first, stop, "N")), value)  # as it is written, without them
    named = {code for _, entity in masked.within(0, first, "L") for code in g.codes_of(entity)}
    if event.roll is not None:
        named = {code for code in named if event.roll.get(code) == option}
    real = event.counts.get(option)
    return real is not None and 0 < real - value <= len(named)


def _left(counts: Counts, members: int | None) -> int | None:
    """How many members cast no vote, by the counts of those that did."""
    cast = tally_shares.add(counts.yes, counts.no, counts.abstain)
    return members - cast if members is not None and cast is not None else None


def _holds(said: dict[str, int], counts: Counts, words: dict[str, str], members: int | None = None) -> bool | None:
    holds: bool | None = True
    for option, value in said.items():
        real = counts.get(option)
        if real is None and option == "absent" and _left(counts, members) == value:
            continue
        if real is None:
            holds = None if holds is not False else False
        elif not w.agrees(value, real, words.get(option, "")):
            holds = False
    return holds


def _in_another_order(draft: Draft, event: VoteEvent) -> bool:
    """Figures in a row that are the record's three counts in another order, or its first two turned round: of a text that
    fell short of two thirds, or of what a text is against ("the decision was rejected by 128 to 9")."""
    said = asserted_counts(draft)
    real = [event.counts.yes, event.counts.no, event.counts.abstain]
    if not any(part.is_row for part in draft.meta["parts"]) or None in real:
        return False
    no, yes = said.get("no"), said.get("yes")
    is_turned = [no, yes] == real[:2] and (event.result in ("rejected", "not_adopted") or (no or 0) > (yes or 0))
    return is_turned or sorted(said.values()) == sorted(n for n in real if n is not None)


def _judgement(event: VoteEvent, readings: tuple[Reading, ...]) -> Judgement:
    evidence = (Evidence("count", event.key, ", ".join(event.sources)),)
    return Judgement(readings, evidence, (f"the vote on {event.key} was {spelled(event)}",), event)


def spelled(event: VoteEvent) -> str:
    """ "93 yes, 18 no, 65 abstentions and 17 not voting" of an event, as far as known."""
    words = (("yes", "yes", "yes"), ("no", "no", "no"), ("abstain", "abstention", "abstentions"), ("absent", "not voting", "not voting"))  # fmt: skip
    parts = [
        f"{n} {one if n == 1 else many}"
        for option, one, many in words
        if (n := event.counts.get(option)) is not None and (n or option != "absent")
    ]
    return joined(parts) if parts else "not counted in the record"
