"""`sponsorship`: who drafted, tabled or co-sponsored a text. Sponsor(motion)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Motion, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "sponsorship"

_AUTHOR = r"drafted|authored|co-?authored|penned|written|wrote|led|spearheaded|initiated|drew up|drawn up|crafted"
_TABLED = r"tabled|introduced|proposed|submitted|put forward|presented|brought|offered|moved|put to the vote|circulated|pushed"
_JOINED = r"co-?sponsored|sponsored"
_VERB = rf"(?:(?P<author>{_AUTHOR})|(?P<tabled>{_TABLED})|(?P<sponsor>{_JOINED}))"
_PASSIVE = rx(
    rf"\b{_VERB}(?: (?:jointly|together|in part|mainly|originally|initially))? by (?:(?:some |more than |about |around )?<N>(?: {g.STATES})?,? (?:including|led by|among them) )?(?P<l><L>)(?!'s (?:opponents|enemies))"
)
_HYPHEN = rx(
    rf"(?P<l><L>|<J>)-(?:(?P<author>drafted|authored|penned|written|led|initiated|crafted)|(?P<tabled>tabled|introduced|proposed|submitted)|(?P<sponsor>co-?sponsored|sponsored))\b(?=[^.;]{{0,50}}?\b{g.TEXT}\b)"
)
_ACTIVE = rx(rf"\b{_VERB}(?={g.OBJECT}|[,.;]| (?:it|its own|with|along|together|alongside)\b|$)")
_TEXT_CUE = rx(rf"\b{g.TEXT}\b|<Q>|<Y>")


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Statements that named states drafted, tabled or sponsored a text.

    Known misses: possessives ("Russia's resolution") steer linking but make no claim; groups of sponsors.
    """
    masked = sentence.masked
    near = " ".join(s.masked.text for s in document.near(sentence, before=2, after=0))
    if not _TEXT_CUE.search(near):
        return
    seen: set[int] = set()
    for pattern in (_PASSIVE, _HYPHEN):
        for match in pattern.finditer(masked.text):
            if match["tabled"] in (
                "brought",
                "offered",
                "moved",
                "led",
                "presented",
                "pushed",
            ) and not _TEXT_CUE.search(masked.text[max(0, match.start() - 80) : match.start()]):
                continue
            at = match.start("l")
            seen.add(at)
            codes = g.codes_of(masked.entity(at))
            if codes:
                yield _draft(
                    sentence,
                    match.start(),
                    match.end() + _more(masked.text, match.end(), pattern is _HYPHEN),
                    codes,
                    match,
                )
    for match in _ACTIVE.finditer(masked.text):
        if rx(r"(?:was|were|been|is|being|text|draft|resolution|by|-)(?: \w+ly)? ?$").search(
            masked.text[max(0, match.start() - 14) : match.start()]
        ):
            continue
        subject = g.subject_before(sentence, match.start(), elided=False)
        if subject is None or subject in seen:
            continue
        codes = g.codes_of(masked.entity(subject))
        rest = rx(rf"(?:{g.OBJECT})").match(masked.text, match.end())
        relative = rx(r"(?:which|that|,) ?$").search(masked.text[:subject])
        if codes and (rest or relative):
            yield _draft(sentence, subject, rest.end() if rest else match.end(), codes, match)


def _more(text: str, end: int, is_hyphen: bool) -> int:
    pattern = (
        rf"[^.;,]{{0,40}}?\b{g.TEXT}\b"
        if is_hyphen
        else r",? (?:and|with|along with|together with) (?:its|the|other|about|some|more than|over|dozens of|<N>|<G>)[^.;,]{0,40}"
    )
    match = rx(pattern).match(text, end)
    return match.end() - end if match else 0


def _draft(sentence: Sentence, first: int, last: int, codes: list[str], match: re.Match[str]) -> Draft:
    masked = sentence.masked
    start, end = masked.span(first, last)
    role = "author" if match["author"] else "tabled" if match["tabled"] else "sponsor"
    clause = masked.text[max(0, first - 50) : last]
    about = "amendment" if re.search(r"\bamendments?\b", clause) else "whole"
    return Draft(KIND, sentence, start, end, {"subjects": codes, "role": role}, about, place=match.start())


def is_sponsor(code: str, role: str, motion: Motion, event: VoteEvent, index: Index) -> bool | None:
    """Whether a state is a sponsor in the role said; None where the record cannot tell.

    A complete list of sponsors decides. Without one, a state is held not to have tabled a text when the record names
    other authors and the state voted no on the text and no amendment had been carried: no sponsor votes down its
    own unamended text.
    """
    sponsors = {s.code: s.role for s in motion.sponsors}
    authors = {c for c, r in sponsors.items() if r == "author"}
    if code in sponsors:
        return not (role == "author" and authors and code not in authors and motion.sponsors_complete)
    if motion.sponsors_complete and sponsors:
        return False
    voted_no = event.roll is not None and event.roll.get(code) == "no"
    if authors and voted_no and not index.was_amended(event):
        return False
    return None


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when every named state is among the sponsors in the role said."""
    motion = index.motion_of(event)
    verdicts = {code: is_sponsor(code, draft.asserted["role"], motion, event, index) for code in draft.subjects}
    values = list(verdicts.values())
    holds = False if False in values else None if None in values else True
    rows = tuple(
        Evidence("sponsorship", f"{motion.key}#{code}", motion.source) for code, v in verdicts.items() if v is not None
    )
    return Judgement(
        (Reading("linked event", holds, {"motion": motion.key, "sponsors": verdicts}),),
        rows,
        (sponsor_sentence(motion, index),),
        event,
    )


def sponsor_sentence(motion: Motion, index: Index) -> str:
    """Who stands behind a text, in words: authors first, and whether the list is whole."""
    authors = [index.state_name(s.code, article=True) for s in motion.sponsors if s.role == "author"]
    others = sum(s.role != "author" for s in motion.sponsors)
    if not motion.sponsors:
        return f"the record has no sponsors of {motion.key}"
    count = f"{others} {'sponsor' if others == 1 else 'sponsors'}"
    if authors and others:
        text = (
            f"the record names {joined(authors)} as author of {motion.key}, with {count} more"
            if len(authors) == 1
            else f"the record names {joined(authors)} as authors of {motion.key}, with {count} more"
        )
    elif authors:
        text = f"the record names {joined(authors)} as {'author' if len(authors) == 1 else 'authors'} of {motion.key}"
    else:
        text = f"the record lists {count} of {motion.key}"
    return text if motion.sponsors_complete else f"{text}; the list is not complete"
