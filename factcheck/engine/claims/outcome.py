"""`outcome`: adopted, rejected, vetoed. Outcome(event), and who cast the veto."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.tally import spelled
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "outcome"

_ADOPT = r"(?:adopt(?:ed|s|ing)|pass(?:ed|es|ing)|approv(?:ed|es|ing)|endors(?:ed|es|ing)|back(?:ed|s))"
_REJECT = r"(?:reject(?:ed|s|ing)|vot(?:ed|es) down|turned down|defeat(?:ed|s)|fail(?:ed|s) to (?:adopt|pass|approve)|did not (?:adopt|pass|approve)|threw out)"
_SAYS = r"(?:condemn(?:ed|s)|demand(?:ed|s)|deplor(?:ed|es)|call(?:ed|s) (?:for|on)|urg(?:ed|es)|declar(?:ed|es)|suspend(?:ed|s)|renew(?:ed|s)|extend(?:ed|s)|authori[sz](?:ed|es)|impos(?:ed|es)|establish(?:ed|es)|vot(?:ed|es)(?: overwhelmingly| by a wide margin| on <T>| <T>| <V>)*,? to (?!reject|oppose|block)\w+)"
_TEXT_NP = rf"(?:(?:the|a|an|this|that|both|its|another|one)(?: (?:[\w'\"-]+|<J>|<L>(?:'s)?(?:-\w+)?|<B>(?:'s)?|<T>(?:'s)?|<G>(?:'s)?(?:-\w+)?|<N>(?:-\w+)?)){{0,5}}? {g.ONE_TEXT}|{g.ONE_TEXT} <Y>|<Q>|\"<Q>\"?|<Y>|it|which|that)"
_BODY_ACTS = rx(
    rf"(?:<B>|\b(?:un|u\.n\.) members)(?:(?: \([^()]{{1,20}}\)| (?!would|will|could|may|might|not|to|failed|did|refus|if)[\w'-]+| <T>| <L>,|,){{0,7}}?) (?:(?P<adopt>{_ADOPT})(?=[^.;]{{0,90}}?(?:\b{g.ONE_TEXT}\b|<Q>|<Y>))|(?P<reject>{_REJECT})(?=[^.;]{{0,90}}?(?:\b{g.ONE_TEXT}\b|<Q>|<Y>|\bit\b))|(?P<says>{_SAYS}))"
)
_PASSIVE = rx(
    rf"\b(?P<np>{_TEXT_NP}),?(?:(?: (?!would|will|could|may|might|be\b|to\b|if\b|should)[\w'\"-]+|,| <[LJTBYNG]>(?:'s)?(?:-\w+)?| <Q>){{0,9}}?) (?:was|were|is|has been|had been|got|being)(?: \w+ly| also| then| duly| nonetheless| nevertheless| eventually| finally| only)*"
    rf" (?:(?P<adopt>adopted|passed|approved|endorsed|carried)|(?P<reject>rejected|defeated|voted down|not adopted|turned down|blocked|struck down)|(?P<veto>vetoed))"
)
_PLAIN = rx(
    rf"\b(?P<np>{_TEXT_NP})(?: (?:also|then|nonetheless|nevertheless|eventually|finally|easily|comfortably|narrowly|overwhelmingly))* (?:(?P<adopt>passed|passes|carried|prevailed|went through|sailed through)|(?P<reject>failed(?! to\b)|fails(?! to\b)|fell short|did not pass|was not adopted))"
)
_BY_BODY = rx(
    r"\b(?:(?P<adopt>adopted|passed|approved|endorsed)|(?P<reject>rejected|defeated|voted down)) (?:\w+ )?by (?:the )?(?:un |u\.n\. |united nations )?<B>"
)
_NOUN = rx(
    r"(?:(?P<np>the (?:resolution|text|draft|measure|motion|proposal)'s|its|<Q>'s) (?:(?P<adopt>adoption|passage|approval)|(?P<reject>rejection|defeat)))\b"
)
_VETO = rx(
    r"\b(?:vetoed|vetoes|vetoing|used (?:its|their|his) veto|wielded (?:its|their) veto|cast (?:a|its|the|their)(?: \w+)? vetoe?s?)\b"
)
_UNANIMOUS = rx(
    r"\bunanimous(?:ly)?\b|\bby consensus\b|without a vote\b|without (?:any )?opposition|without dissent|\bnem\.? con"
)
_TRIGGER = rx(
    r"adopt|pass|approv|endors|back|reject|vot|turned down|defeat|threw|condemn|demand|deplor|call|urg|declar|suspend|renew|extend|authori|impos|establish|carried|fail|veto|fell|prevail|sailed|went through|blocked|struck"
)
_PAST_TEXTS = rx(r"\b(?:resolutions|texts|previous|earlier|past|every|any|each|other)\b")


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Statements that a text was adopted, rejected or vetoed.

    Known misses: outcomes told by metaphor ("sank", "sailed"), several outcomes sharing one verb.
    """
    masked = sentence.masked
    if not _TRIGGER.search(masked.text):
        return
    spans: list[tuple[int, int]] = []
    for match in _VETO.finditer(masked.text):
        at = g.subject_before(sentence, match.start(), elided=False)
        if at is not None:
            codes = g.codes_of(masked.entity(at))
            spans.append(match.span())
            if codes:
                yield _draft(
                    sentence,
                    min(at, match.start()),
                    match.end() + _object(masked.text, match.end()),
                    {"subjects": codes, "outcome": "vetoed", "vetoed_by": codes},
                )
    for pattern in (_BODY_ACTS, _PASSIVE, _PLAIN, _BY_BODY, _NOUN):
        for match in pattern.finditer(masked.text):
            if any(match.start() < last and first < match.end() for first, last in spans) or _hypothetical(
                masked.text, match.start()
            ):
                continue
            groups = match.groupdict()
            outcome = "rejected" if groups.get("reject") else "vetoed" if groups.get("veto") else "adopted"
            tail = _object(masked.text, match.end()) if pattern is _BODY_ACTS else 0
            if _PAST_TEXTS.search(masked.text[match.start() : match.end() + tail]):
                continue
            spans.append(match.span())
            asserted: dict[str, Any] = {"outcome": outcome}
            if groups.get("says"):
                asserted["by_verb"] = re.sub(r"[^a-z' -]+", "", match["says"]).strip()
            if _UNANIMOUS.search(masked.text):
                asserted["method"] = (
                    "unanimous"
                    if "unanimous" in masked.text
                    else "consensus"
                    if "consensus" in masked.text or "without a vote" in masked.text
                    else "unopposed"
                )
            yield _draft(sentence, match.start(), match.end() + tail, asserted)


def _object(text: str, end: int) -> int:
    match = rx(rf"[^.;,]{{0,90}}?(?:\b{g.ONE_TEXT}\b|<Q>|<Y>)").match(text, end)
    return match.end() - end if match else 0


def _hypothetical(text: str, place: int) -> bool:
    return bool(
        rx(
            r"\b(?:if|would|could|whether|unless|until|were it|should|once|before|calling for|urged|hopes?|expected to)\b[^.;,]{0,30}$"
        ).search(text[max(0, place - 45) : place])
    )


def _draft(sentence: Sentence, first: int, last: int, asserted: dict[str, Any]) -> Draft:
    masked = sentence.masked
    start, end = masked.span(first, min(last, len(masked.text)))
    clause = masked.text[max(0, first - 60) : last]
    is_amendment = re.search(r"\bamendments?\b|secret ballot|motion for division|procedural", clause) is not None
    return Draft(KIND, sentence, start, end, asserted, "amendment" if is_amendment else "whole", place=first)


_FAILED = {"rejected", "vetoed", "not_adopted"}


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when the record gives that result; a text amended and then adopted was not rejected."""
    outcome = draft.asserted["outcome"]
    holds: bool | None
    if not event.result:
        holds = None
    elif outcome == "adopted":
        holds = event.result == "adopted"
    elif outcome == "vetoed":
        holds = event.result == "vetoed"
        by = draft.asserted.get("vetoed_by")
        if holds and by and event.vetoed_by:
            holds = set(by) == set(event.vetoed_by)
        elif holds and by:
            holds = None
    else:
        holds = event.result in _FAILED
    facts = [result_sentence(event, index)]
    method = draft.asserted.get("method")
    if method and holds and event.counts.no is not None:
        against = event.counts.no > 0 or (method in ("unanimous", "consensus") and (event.counts.abstain or 0) > 0)
        if against and not (method == "consensus" and event.method == "consensus"):
            facts.append(f"it was not {'by ' if method == 'consensus' else ''}{method}: {spelled(event)}")
    readings = (Reading("linked event", holds, {"event": event.key, "result": event.result}),)
    return Judgement(readings, (Evidence("count", event.key, ", ".join(event.sources)),), tuple(facts), event)


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
