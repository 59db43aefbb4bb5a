"""`outcome`: adopted, rejected, vetoed. Outcome(event), and who cast the veto."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from factcheck.engine.claims import agents, majority, veto_times
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims import outcome_words as w
from factcheck.engine.claims.bodies import PERMANENT
from factcheck.engine.claims.tally import spelled
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "outcome"

_AMENDMENT = re.compile(
    r"(?<!without )(?<!without any )\bamendments?\b|\b(?:new |anti-\w+ |its )?(?:language|wording)\b"
)
_PROCEDURE = re.compile(
    r"secret ballot|motions? (?:for|of) (?:division|priority|closure)|procedural|\bbid\b(?! (?:for|to become|to be|to join)\b[^.;]{0,30}\b(?:member|seat|observer|join))|\badjourn|\bpostpone|\bto (?:delay|defer)\b|no[- ]action|\brequest for\b|\bthe request\b"
)
_SURELY_PROCEDURE = re.compile(
    r"secret ballot|motions? (?:for|of) (?:division|priority|closure)|procedural|no[- ]action"
)
"""The same beside a veto, which no question of procedure meets: a bid or a request that is vetoed is a text."""
_NOUN = re.compile(r"\bamendments?\b|\b(?:resolution|text|measure|draft|motion|proposal|document|declaration)s?\b")
_HANGS = rx(r"\b(?:to|in|into|of) (?:the|that|this|a|its)(?: [\w-]+| <J>){0,2} $")
"""Before a word for a text: "an amendment to the text" speaks of the amendment."""
_CLAUSE = rx(r"[^.;,:()]{0,90}(?![\w'])")


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Statements that a text, an amendment or a motion of procedure was adopted, rejected or vetoed.

    Known misses: outcomes told by rarer metaphors ("sank", "bit the dust"), several outcomes sharing one verb.
    """
    masked = sentence.masked
    text = masked.text
    yield from majority.detect(sentence, document)
    if not w.TRIGGER.search(text):
        return
    spans: list[tuple[int, int]] = []
    if "veto" in text:
        for draft in _vetoes(sentence, spans, document):
            times = veto_times.told_in(draft)
            if times is not None or not _counts_many(draft):
                yield times or draft
    else:
        yield from _blocks(sentence, spans)
    patterns = [w.BODY_ACTS, w.OBLIGED, w.HANDED_DOWN, w.PASSIVE, w.PLAIN, w.BY_BODY, w.NOUN, w.FAILED_TO_GET]
    if "amend" in text or "language" in text or "wording" in text:
        patterns.append(w.INTO_TEXT)
    if sentence.is_headline:
        patterns.append(w.HEADLINE)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if any(match.start() < last and first < match.end() for first, last in spans):
                continue
            if _hypothetical(text, match.start(), match.end()) or w.KEPT_FROM.search(
                text, max(0, match.start() - 30), match.start()
            ):
                continue
            if pattern is w.OBLIGED and w.EACH_BY_ITSELF.search(match.group()):
                continue
            groups = match.groupdict()
            if groups.get("reject") and _rejects_less(text, match.end(), match["reject"]):
                continue
            before = text[max(0, match.start() - 60) : match.start()]
            if pattern is w.BODY_ACTS and w.WHICH_IT.search(before) and not w.A_TEXT_WHICH_IT.search(before):
                continue  # "the report that the Council had mandated"
            if pattern is w.BODY_ACTS and not w.OF_THE_BODY.search(before) and w.NOT_THE_BODY.search(before):
                continue
            if pattern is w.BODY_ACTS and groups.get("adopt") and w.ITS_MEMBERS.match(text, match.start()):
                continue  # thirteen members voted for what a veto may have stopped
            if pattern in (w.PASSIVE, w.HEADLINE) and not groups.get("veto") and w.BY_STATES.match(text, match.end()):
                continue
            if pattern is w.PASSIVE and groups.get("reject") and w.BY_SOME.match(text, match.end()):
                spans.append(match.span())
                continue
            if groups.get("adopt") and w.FELL_SHORT.search(text):
                continue  # "voted 87-57 in favour, which fell short of two-thirds"
            if groups.get("says") and _SAYS_NOTHING.search(match.group()):
                continue  # "the Council draft demanding a truce"
            if groups.get("says") and w.STATEMENT.search(text, match.start(), min(len(text), match.end() + 60)):
                continue
            is_against = (groups.get("says") or "").startswith("reject") and g.MATTER.match(
                text, match.end()
            ) is not None
            outcome = (
                "adopted"
                if is_against  # "rejects A's move": by a text against it
                else "rejected"
                if groups.get("reject")
                or pattern is w.FAILED_TO_GET
                or (
                    not _ADOPTS.search(match.group())
                    and w.REJECTS_A_TEXT.search(text, match.start(), min(len(text), match.end() + 60))
                )
                else "vetoed"
                if groups.get("veto")
                else "adopted"
            )
            tail = _object(text, match.end()) if pattern in (w.BODY_ACTS, w.HANDED_DOWN) else 0
            if pattern is w.BODY_ACTS and not tail:
                tail = len(_CLAUSE.match(text, match.end()).group())  # type: ignore[union-attr]
            if pattern is w.PASSIVE and (by := w.BY_WHOM.match(text, match.end())):
                tail = by.end() - match.end()
            if w.PAST_TEXTS.search(text[match.start() : match.end() + tail]):
                continue
            pronoun = groups.get("np") in w.PRONOUNS
            if pronoun and match.group().endswith(("passed", "passes")) and w.PASSED_WHAT.match(text, match.end()):
                continue  # "it passed several resolutions": it is a body
            if pronoun and (
                w.OF_A_BODY.search(text, max(0, match.start() - 40), match.start())
                or w.NOT_COUNTED.search(match.group())
            ):
                continue
            spans.append((match.start(), match.end() + tail))
            asserted: dict[str, Any] = {"outcome": outcome}
            if groups.get("says"):
                asserted["by_verb"] = re.sub(r"[^a-z' -]+", "", match["says"]).strip()
            whose = _whose(sentence, match, document) if pattern is w.FAILED_TO_GET else ()
            method = _method(text)
            if method and outcome == "adopted":
                asserted["method"] = method
            draft = _draft(sentence, match.start(), match.end() + tail, asserted)
            if pronoun and draft.about == "whole" and _spoken_of_last(text, match.start()) == "amendment":
                draft = replace(draft, about="amendment")
            if draft.about == "whole" and (aim := w.EFFORT.search(text, max(0, match.start() - 110), match.start())):
                draft = replace(draft, about="amendment" if aim["change"] else "procedural")
            yield replace(draft, meta={**draft.meta, "of": whose}) if whose else draft


def _whose(sentence: Sentence, match: re.Match[str], document: Document) -> tuple[str, ...]:
    """ "Failed to get the Assembly to approve its resolution": the states whose text it is."""
    if not re.search(r"\b(?:its|their)\b", match.group()):
        return ()
    at = g.subject_before(sentence, match.start())
    if at is not None:
        return tuple(g.codes_of(sentence.masked.entity(at)))
    found = agents.resolved(sentence, match.start(), document)
    return tuple(g.codes_of(found[0])) if found else ()


def _spoken_of_last(text: str, place: int) -> str:
    """The last word for a text before a pronoun in its sentence: "amendment", or a word for a whole text, or ""."""
    nouns = list(_NOUN.finditer(text, 0, place))
    tops = [m for m in nouns if not _HANGS.search(text, max(0, m.start() - 24), m.start())]
    return "amendment" if tops and tops[-1].group().startswith("amendment") else "text" if tops else ""


def _vetoes(sentence: Sentence, spans: list[tuple[int, int]], document: Document) -> Iterator[Draft]:
    masked = sentence.masked
    for match in w.VETO.finditer(masked.text):
        at = g.subject_before(sentence, match.start(), elided=False)
        meant = agents.resolved(sentence, match.start(), document) if at is None else (masked.entity(at), at)
        if meant is not None:
            codes, at = g.codes_of(meant[0]), meant[1]
            spans.append(match.span())
            if codes and not g.NEITHER.search(masked.text, max(0, at - 12), at):
                last = match.end() + _object(masked.text, match.end())
                yield _veto(sentence, min(at, match.start()), last, codes)
    for match in (*w.VETO_OF.finditer(masked.text), *w.VETO_BY.finditer(masked.text)):
        if any(match.start() < last and first < match.end() for first, last in spans):
            continue
        if _hypothetical(masked.text, match.start(), match.end()):
            continue
        group = next(name for name in ("l", "l2", "l3") if match.groupdict().get(name))
        places = [p for p in range(match.start(group), match.end(group)) if p in masked.entities]
        codes = list(dict.fromkeys(code for p in places for code in g.codes_of(masked.entity(p))))
        first = match.start()
        before = w.PASSIVE.search(masked.text, max(0, first - 120), match.end())
        if before is not None and before.end() >= match.start():
            first = before.start()
        spans.append((first, match.end()))
        if codes:
            yield _veto(sentence, first, match.end() + _object(masked.text, match.end()), codes)


_SAYS_NOTHING = rx(rf"\b{g.ONE_TEXT} \w+ing$")
_ADOPTS = rx(r"(?:adopt|pass|approv|endors)\w*$")
_HOW = ("How ", "Why ", "When ", "What ", "Who ")
_WERE_VETOED = rx(r"<N>(?: [\w-]+| <B>| <J>){0,6} (?:were|(?:have|had) been) (?=vetoed)")


def _counts_many(draft: Draft) -> bool:
    """ "34 were vetoed by A" counts the vetoes of many years, and "How A used its veto" is about any of them."""
    if draft.sentence.is_headline and draft.sentence.text.startswith(_HOW):
        return True
    masked = draft.sentence.masked
    match = _WERE_VETOED.search(masked.text, max(0, draft.at - 70), draft.at + 70)
    return match is not None and masked.entity(match.start()).value > 1 and match.end() >= draft.at


def _blocks(sentence: Sentence, spans: list[tuple[int, int]]) -> Iterator[Draft]:
    """A permanent member that blocked a text: a veto, where the record has one. It may have done so otherwise."""
    masked = sentence.masked
    for match in w.BLOCKS.finditer(masked.text):
        at = g.subject_before(sentence, match.start(), elided=False)
        codes = g.codes_of(masked.entity(at)) if at is not None else []
        if at is None or not frozenset() < set(codes) <= PERMANENT or _hypothetical(masked.text, at, match.end()):
            continue
        spans.append((at, match.end()))
        draft = _veto(sentence, at, match.end() + _object(masked.text, match.end()), codes)
        yield replace(draft, about="whole", meta={**draft.meta, "otherwise": True})
    for match in w.BLOCKED_BY.finditer(masked.text):
        codes = g.codes_of(masked.entity(match.start("l")))
        if not frozenset() < set(codes) <= PERMANENT or _hypothetical(masked.text, match.start(), match.end()):
            continue
        spans.append(match.span())
        draft = _veto(sentence, match.start(), match.end(), codes)
        yield replace(draft, meta={**draft.meta, "otherwise": True})


def _veto(sentence: Sentence, first: int, last: int, codes: list[str]) -> Draft:
    draft = _draft(sentence, first, last, {"subjects": codes, "outcome": "vetoed", "vetoed_by": codes})
    stopped = w.STOPPED_BY.search(sentence.masked.text, max(0, first - 160), draft.place) or w.STOPPED_BY.search(
        sentence.masked.text, max(0, first - 160), last
    )
    if draft.about == "whole" and stopped is not None:
        return replace(draft, about="amendment" if stopped["part"].startswith("amend") else "procedural")
    return draft


def _method(text: str) -> str | None:
    found = w.UNANIMOUS.search(text)
    if found is None or w.NOT_UNANIMOUS.search(text):
        return None
    said = found.group()
    return (
        "unanimous" if "unanimous" in said else "consensus" if "consensus" in said or "a vote" in said else "unopposed"
    )


def _object(text: str, end: int) -> int:
    inserted = w.BY_ALL.match(text, end)  # "adopted, by consensus, a resolution on Tokelau"
    start = inserted.end() + 1 if inserted and text.startswith(",", inserted.end()) else end
    match = rx(rf"[^.;,]{{0,90}}?(?:\b{g.ONE_TEXT}\b|<Q>|<Y>)").match(text, start)
    return match.end() - end if match else 0


def _rejects_less(text: str, end: int, words: str) -> bool:
    """What falls short is unanimity or a hope ("was not passed by consensus", "did not get the overwhelming support"), or
    the votes were against a thing that is no text: none of it says that a text was rejected."""
    return (
        w.BY_ALL.match(text, end) is not None
        or w.HOPED_FOR.search(words) is not None
        or (
            words.endswith("against")
            and (g.MATTER.match(text, end) is not None or w.STATE_NEXT.match(text, end) is not None)
        )
    )


def _hypothetical(text: str, place: int, end: int) -> bool:
    if rx(r"(?:^|[.;,:(] ?|- )\"?(?:\w+ly, )?had (?:(?:the|un|u\.n\.|united nations) ){0,2}$").search(
        text, max(0, place - 40), place
    ):
        return True  # "Had it passed, ..."
    return bool(
        rx(
            r"\b(?:if|would|could|whether|likelihood|possibility|prospect|threat|risk|danger|absence|chance|fears?|prevent\w*|(?:stop(?:ped|s)?|kept|keeps?|block(?:ed|s)?) [^.;,]{0,30}from|unless|until|were it|should|once(?! more| again)|before|must|needs? to|needed to|ha(?:s|d|ve) to|may|might|can(?:not)?|to be|in order to|calling for|urged|urging|hopes?|expected to|likely to|ahead of|in case|to have)\b[^.;,]{0,30}$"
        ).search(text[max(0, place - 45) : place])
        or rx(
            r"\b(?:if|would|could|might|may|must|should|will|prevent\w*|from being|(?:chances?|hopes?|prospects?|risk|danger|likelihood|fears?)\"? of|needs? to|to be|can only|cannot|unless)\b(?! not enough)"
        ).search(text[place:end])
    )


def _draft(sentence: Sentence, first: int, last: int, asserted: dict[str, Any]) -> Draft:
    masked = sentence.masked
    start, end = masked.span(first, min(last, len(masked.text)))
    clause = masked.text[max(0, first - 20) : last] + re.split(r"[.;,]", masked.text[last : last + 30])[0]
    procedure = _SURELY_PROCEDURE if asserted["outcome"] == "vetoed" else _PROCEDURE
    about = "procedural" if procedure.search(clause) else "amendment" if _AMENDMENT.search(clause) else "whole"
    by = asserted.get("vetoed_by", ())
    owners = [
        state.code
        for place in range(max(0, first - 20), min(last, len(masked.text)))
        if place in masked.entities and masked.entity(place).tag in "LJ"
        for state in g.states_of(masked.entity(place))
        if state.code not in by
    ]
    return Draft(KIND, sentence, start, end, asserted, about, place=first, meta={"owners": tuple(owners)})


_ALONE = rx(r"\b(?:alone|only|sole|lone|single-handed(?:ly)?|by itself|on its own|solely)\b")


def _is_alone(draft: Draft) -> bool:
    """Whether the words about a veto say that nobody else cast one."""
    masked = draft.sentence.masked
    return _ALONE.search(masked.text, max(0, draft.at - 60), draft.at + 90) is not None


_SO_ADOPTED = {"unanimous": "a unanimous vote", "consensus": "adoption by consensus", "unopposed": "a vote without opposition"}  # fmt: skip
_FAILED = {"rejected", "vetoed", "not_adopted"}


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when the record gives that result; a text amended and then adopted was not rejected. That it was adopted
    unanimously, by consensus or without opposition is a reading of its own, false where the counts say otherwise."""
    if "rule" in draft.meta:
        return majority.judge(draft, event, index, document)
    outcome = draft.asserted["outcome"]
    holds: bool | None
    if not event.result:
        holds = None
    elif outcome == "adopted":
        holds = event.result == "adopted"
        if event.result in _FAILED and str(draft.asserted.get("by_verb", "")).startswith(("reject", "repudiat")):
            holds = None  # "rejected a debate" may be what the body did with the text, or what the text says
    elif outcome == "vetoed":
        holds = event.result == "vetoed"
        by = draft.asserted.get("vetoed_by")
        if holds and by and event.vetoed_by:
            # "A vetoed it" leaves open whether B did too; "only A vetoed it" does not
            holds = set(by) == set(event.vetoed_by) if _is_alone(draft) else set(by) <= set(event.vetoed_by)
        elif holds and by:
            holds = None
        if holds is False and draft.meta.get("otherwise"):
            holds = None
    else:
        holds = event.result in _FAILED
    facts = [result_sentence(event, index)]
    method, is_otherwise = draft.asserted.get("method"), False
    if method and holds and event.counts.no is not None:
        against = event.counts.no > 0 or (method in ("unanimous", "consensus") and (event.counts.abstain or 0) > 0)
        if against and not (method == "consensus" and event.method == "consensus"):
            facts.append(f"it was not {'by ' if method == 'consensus' else ''}{method}: {spelled(event)}")
            is_otherwise = True
    readings: tuple[Reading, ...] = (Reading("linked event", holds, {"event": event.key, "result": event.result}),)
    if is_otherwise:
        readings = (*readings, Reading(_SO_ADOPTED[str(method)], False, {"event": event.key}))  # fmt: skip
    if holds is False and outcome == "rejected" and "of" in draft.meta and index.was_amended(event):
        readings = (*readings, Reading("the text as it was first tabled", True, {"event": event.key, "amended": True}))
    return Judgement(readings, (Evidence("count", event.key, ", ".join(event.sources)),), tuple(facts), event)


def judge_alone(draft: Draft, index: Index, document: Document) -> Judgement:
    """The rule where no vote is meant; of vetoes that are told by a list of times, each time against the record's vetoes."""
    judging = veto_times.judge if "vetoes" in draft.meta else majority.judge_alone
    return judging(draft, index, document)


def result_sentence(event: VoteEvent, index: Index) -> str:
    """ "A/RES/ES-11/7 was adopted on 24 February 2025" in words for a reader."""
    words = {
        "adopted": "was adopted",
        "rejected": "was rejected",
        "vetoed": "was vetoed",
        "not_adopted": "was not adopted",
        "": "has no result in the record",
    }
    by = f" by {joined(index.state_name(code, article=True) for code in event.vetoed_by)}" if event.vetoed_by else ""
    amended = " as amended" if event.result == "adopted" and index.was_amended(event) else ""
    return f"{event.key} {words[event.result]}{by}{amended}{on_day(event)}"


def on_day(event: VoteEvent) -> str:
    return f" on {event.day.day} {event.day:%B %Y}" if event.day else ""
