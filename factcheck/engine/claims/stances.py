"""Ways of saying that someone voted yes or no, abstained, or stayed out of a vote: one table for every kind that needs it.

An option is one of the four of the record, or one that several of them satisfy: `not_yes` ("refused to back"), `not_no`
("did not oppose"), `aside` (neither for nor against: an abstention or no vote, "sat on the fence"), or two that are left
open, as `no_or_abstain` ("opposed it or abstained").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from factcheck.engine.claims import grammar as g
from factcheck.engine.text.masking import rx

SATISFIED_BY: dict[str, frozenset[str]] = {
    "yes": frozenset({"yes"}),
    "no": frozenset({"no"}),
    "abstain": frozenset({"abstain"}),
    "absent": frozenset({"absent"}),
    "not_yes": frozenset({"no", "abstain", "absent"}),
    "not_no": frozenset({"yes", "abstain", "absent"}),
    "aside": frozenset({"abstain", "absent"}),
    "no_or_abstain": frozenset({"no", "abstain"}),
    "no_or_absent": frozenset({"no", "absent"}),
    "yes_or_abstain": frozenset({"yes", "abstain"}),
    "yes_or_absent": frozenset({"yes", "absent"}),
}
"""The votes in the record of which each option is true."""

_BE = r"(?:was|were|is|are|stood|came out|come out|remained|being|been)(?: (?:also|all|both|each|\w+ly))?"
_FOR_WHAT = r"for (?:it\b|(?!the (?:first|second|last|same|time|moment|most|sake|purpose|past|next|other)\b)(?:the|a|an|this|that|extending|keeping|\w+ing)\b)"
_NOT_GENERAL = r"(?! (?:any|every|all|such|future|similar|further|more|many|various|several|other|previous|earlier|past|successive|these|those|their|his|her) )"
_SUPPORT = r"(?:backing|support|approval|assent|endorsement|blessing|nod)"
_GAVE = rf"(?:gave|gives|giving|give|lent|lends|lending|threw|throws|throwing) (?:its|their|his|her)(?: full| strong)? (?:{_SUPPORT}|weight behind)"
_PLACE = r"(?=[^.;]{0,60}(?:\bun\b|u\.n\.|<B>|\bvot(?:e|ing)\b|resolution|text\b))"
_HELD = r"(?:refused|refuses|refusing|declined|declines|declining|failed|fails|did not want|were unwilling|was unwilling|did not agree|stopped short)"
_NOT = r"(?:did(?: not|n't)|does(?: not|n't)|do(?: not|n't)|had not|have not|has not)"
_BACK = r"(?:back|support|endorse|approve|vote for|vote in favou?r|vote yes|go along with|sign up to|join in)"
_ITS_OBJECT = rf"(?={g.OBJECT}|[^.;,]{{0,40}}\bamendments?\b|[.;,)]|$| (?:and|but|while|or|as)\b)"
_RESIST = r"(?:oppose|reject|vote against|vote no|vote \"no\"|block|veto)"

_MOVED = r"(?:moved|switched|shifted|flipped|turned|swung|went|changed|returned|came over)(?: (?:back|over))?(?: from (?:an? |the )?[\w\" -]{2,20}?(?: (?:in|on) <T>| <T>)?)?"
_CAMP = r"(?: (?:vote|column|camp|side)s?\b|(?=[.,;]|$| this time| and\b| while\b))"
_VERBS = rx(
    rf"(?<!\w)(?:(?P<aside>{g.CAST}(?: \w+ly)? neither (?:for nor against|yes nor no|in favou?r nor against)|(?:was|were) neither (?:for nor against|in favou?r nor (?:against|opposed))|"
    rf"(?:sat|sits|sitting|stayed|remained) on the (?:fence|sidelines)\b|(?:sat|sits|sitting) (?:it|this one|the vote|that one) out\b|sat out (?:the|this|that) (?:vote|ballot)|"
    rf"(?:remained|remains|remaining|stayed|staying|was|were|kept) (?:also )?neutral\b(?: in (?:the )?vot(?:e|ing)(?: (?:for|on|against))?\b| on(?={g.OBJECT}))|did not take (?:a side|sides)\b|(?:chose|opted|decided) not to vote either (?:for or against|for it or against)|(?:chose|opted|decided|elected|preferred) not to vote\b(?! for| against| in favou?r| with| to| \"?yes| \"?no)|refrained from (?:voting|casting)\b(?! for| against)|took neither side|chose neither side)"
    rf"|(?P<absent>{g.ABSENT})"
    rf"|(?P<notyes>{_HELD} (?:to|of|from) (?P<a>{_BACK})(?:ing)?\b(?: of\b)?{_ITS_OBJECT}|{_HELD} to condemn\b{_PLACE}|{_NOT} {_BACK}\b(?: of\b)?{_ITS_OBJECT}|"
    rf"(?:withheld|withholding|withholds) (?:its|their|his|her) (?:{_SUPPORT}|yes|votes?)|stopped short of (?:backing|supporting|endorsing|approving|voting for))"
    rf"|(?P<notno>(?:{_NOT}|refused to|declined to|chose not to|opted not to) {_RESIST}\b{_ITS_OBJECT})"
    rf"|(?P<no>{g.NO}|voted (?:it|the (?:text|resolution|draft|measure)) down|cast(?:ing)? (?:a|an|the|its|their|his|her)(?: (?:only|lone|sole|single|one|\w+ly))*(?: <N>)? (?:\"?no\"?|negative|dissenting|opposing|contrary)(?:\"|) (?:votes?|ballots?)|"
    rf"cast(?:ing)? (?:the (?:only|lone|sole|single) )votes? against|(?:said|says|saying) \"?no\"? to(?={g.OBJECT})|said \"?no\"?(?= (?:at|in) (?:the )?(?:un\b|u\.n\.|<B>))|raised (?:its|their|his|her) hands? against|registered (?:its|their) opposition|"
    rf"cast <N> of (?:the |only |just )*<N> (?:(?:\"?no\"?|dissenting|negative) votes|votes against)|{_MOVED} to (?:a |the )?\"?no\"?{_CAMP})"
    rf"|(?P<yes>{g.YES}|{_MOVED} to (?:(?:a |the )?\"?yes\"?{_CAMP}|support(?:ing it)?(?=[.,;]|$| this time| and\b| while\b)|(?:a )?vot(?:e|ing) in favou?r\b)|(?:lined|lining) up behind(?={g.OBJECT})|(?:said|says|saying) \"?(?:yes|aye)\"? to(?={g.OBJECT})|raised (?:its|their|his|her) hands? (?:for|in favou?r)|{_GAVE}(?: (?:to|behind|for))?(?={g.OBJECT})|(?:gave|gives|giving|give|lent|lends)(?={g.OBJECT})[^.;,<L>]{{3,60}} (?:its|their|his|her)(?: full| strong)? {_SUPPORT}\b)"
    rf"|(?P<abstain>\b{g.ABSTAIN}|(?:chose|opted for|preferred|registered|recorded|cast|kept to|stuck (?:to|with)|{_MOVED} to) (?:an |its |their )?abstention\b)"
    rf"|(?P<looseyes>\b{g.LOOSE_YES}){_NOT_GENERAL}(?={g.OBJECT}| the vote\b(?! of| to| by))|(?P<looseno>\b(?:{g.LOOSE_NO}|voted down|turned down)){_NOT_GENERAL}(?={g.OBJECT})"
    rf"|(?:on the list|in the ranks) of (?:the )?(?P<rollabst>abst\w+)|in the \"?(?:(?P<colno>no)|(?P<colyes>yes))\"? (?:column|camp)"
    rf"|(?:voted|votes|voting) (?:along with|together with|alongside|with) (?:the likes of )?<L>(?:,? (?:among others|and (?:several |many )?others))?,? (?:(?P<withno>against)|(?P<withyes>for|in favou?r))\b"
    rf"|(?:joined|joins|joining) (?:the|those) (?:(?:other|few|rest of the|<N>|[a-z-]+) ){{0,2}}?(?:(?P<joinno>dissenters|opponents|naysayers|noes|\"?no\"? (?:camp|votes|column|side))|(?P<joinabst>abstainers|abstentions|abstaining (?:camp|{g.STATES})))\b"
    rf"|(?:was|were) (?:a|an|another|also a|one of the)(?: firm| clear| certain| predictable| surprise)? (?:\"?(?:(?P<ano>no)|(?P<ayes>yes))\"?(?: votes?)?|(?P<aabst>abstention))(?= ?(?:[.,;]|$|and\b|but\b|while\b))"
    rf"|{_BE} (?:(?P<beno>against\b|opposed\b(?! by)|in opposition\b)|(?P<beyes>in favou?r\b|{_FOR_WHAT}|in support\b|supportive\b))"
    rf"|(?:among|amongst|<N> of|part of) (?:those|the (?:only |just )?<N>|the|only <N>|just <N>|<N>)(?: \w+)?(?: {g.STATES})?(?: (?:who|that|which) were| to be)? (?:(?P<amongabst>abstentions\b|abstainers\b)|(?P<amongno>against\b|opposed\b|opposing\b|in opposition\b|(?:opponents|dissenters|\"?no\"? votes|votes against)\b)|(?P<amongyes>in favou?r\b|in support\b|supporting\b|(?:supporters|backers)\b(?= of (?:the|this)\b[^.;,]{{0,40}}(?:resolution|text|draft|measure)|[.;,]|$))))"
)
_OPTION = {
    "aside": "aside", "absent": "absent", "notyes": "not_yes", "a": "not_yes", "notno": "not_no", "no": "no", "yes": "yes", "abstain": "abstain",
    "looseyes": "yes", "looseno": "no", "beno": "no", "beyes": "yes", "amongno": "no", "amongabst": "abstain", "withno": "no", "withyes": "yes", "joinno": "no", "joinabst": "abstain", "ano": "no", "ayes": "yes", "aabst": "abstain", "rollabst": "abstain", "colno": "no", "colyes": "yes", "amongyes": "yes",
}  # fmt: skip
_LOOSE = frozenset({"looseyes", "looseno"})


@dataclass(frozen=True, slots=True)
class Stance:
    """Where in the masked text an option is said, and whether by a verb that needs an object ("backed the text")."""

    option: str
    start: int
    end: int
    is_loose: bool
    words: str


_OBJECT = r"(?: it| them| this| (?:the|its|their|<L>'s) (?:(?:[\w-]+|<J>|<L>(?:'s|-\w+)|<B>) ){0,3}?(?:text|resolution|draft|motion|measure|proposal|amendment)s?)?"
_FILL = r"(?: (?:else|either|just|simply|instead|also|even|who|that|which|had|have|was|were))*"
_OR = rx(rf"{_OBJECT},? (?:or|and/or){_FILL} ?")
_COMMA = rx(rf"{_OBJECT},{_FILL} ?")
_BARE = r"(?:(?P<no>oppos(?:ed|es|ing)|reject(?:ed|s|ing))|(?P<yes>back(?:ed|s|ing)|support(?:ed|s|ing)))"
_BARE_BEFORE = rx(rf"\b{_BARE}{_OR.pattern}$")
_BARE_BEHIND = rx(rf"{_OR.pattern}{_BARE}\b")
"""Verbs that need an object, where they have none: "opposed or abstained"."""
_OR_OTHERWISE = rx(
    rf"{_OR.pattern}(?:[a-z]+ed|left|sat|went|stood|did|in favou?r|for|against|absent|away|missing)\b(?! (?:by|to)\b)"
)
"""Another way that is no option of this table: "abstained or stayed away"; which of them did what is not said."""


@lru_cache(maxsize=1 << 12)
def stances(text: str) -> tuple[Stance, ...]:
    """Every expression of an option in a masked sentence, in order. Who chose it is not looked at.

    Several that "or" joins are one, of all of them: "voted against or abstained". Without an option that they satisfy
    together ("voted for or against") there is none.
    """
    found = [
        Stance(_option(m, text), m.start(), m.end(), m.lastgroup in _LOOSE, m.group()) for m in _VERBS.finditer(text)
    ]
    if " or " not in text and "/or " not in text:
        return tuple(found)
    rows: list[list[Stance]] = []
    for stance in found:
        last = rows[-1][-1] if rows else None
        if last is not None and (
            _OR.fullmatch(text[last.end : stance.start]) or _COMMA.fullmatch(text[last.end : stance.start])
        ):
            rows[-1].append(stance)
        else:
            rows.append([stance])
    return tuple(one for row in rows for one in _joined(row, text))


def _joined(row: list[Stance], text: str) -> list[Stance]:
    """A row of stances with nothing but commas and "or" between them as one; as they are where there is no "or"."""
    first, last = row[0], row[-1]
    start, end, also = first.start, last.end, set()
    if before := _BARE_BEFORE.search(text, max(0, start - 60), start):
        start = before.start()
        also.add(before.lastgroup)
    if behind := _BARE_BEHIND.match(text, end):
        end = behind.end()
        also.add(behind.lastgroup)
    is_open = bool(also) or (len(row) > 1 and _OR.fullmatch(text[row[-2].end : last.start]) is not None)
    if _OR_OTHERWISE.match(text, end):
        return []
    if not is_open:
        return row
    ways = frozenset().union(*(SATISFIED_BY[s.option] for s in row)) | {way for way in also if way}
    option = next((name for name, satisfied in SATISFIED_BY.items() if satisfied == ways), None)
    return [Stance(option, start, end, first.is_loose, text[start:end])] if option else []


_MEANS_ABSTAINED = rx(r",? ?(?:\(|- ?)(?:i\.e\. |that is,? )?abstain")
"""Behind "did not vote": the text says itself that it means an abstention."""


def _option(match: re.Match[str], text: str) -> str:
    option = _OPTION[match.lastgroup or ""]
    return "abstain" if option == "absent" and _MEANS_ABSTAINED.match(text, match.end()) else option
