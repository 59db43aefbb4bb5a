"""Ways of saying that someone voted yes or no, abstained, or stayed out of a vote: one table for every kind that needs it.

An option is one of the four of the record, or one of three that several of them satisfy: `not_yes` ("refused to back"),
`not_no` ("did not oppose"), `aside` (neither for nor against: an abstention or no vote, "sat on the fence").
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
_RESIST = r"(?:oppose|reject|vote against|vote no|vote \"no\"|block|veto)"

_MOVED = r"(?:moved|switched|shifted|flipped|turned|swung|went|changed|returned|came over)(?: (?:back|over))?(?: from (?:an? |the )?[\w\" -]{2,20}?)?"
_CAMP = r"(?: (?:vote|column|camp|side)s?\b|(?=[.,;]|$| this time| and\b| while\b))"
_VERBS = rx(
    rf"(?<!\w)(?:(?P<aside>{g.CAST}(?: \w+ly)? neither (?:for nor against|yes nor no|in favou?r nor against)|(?:was|were) neither (?:for nor against|in favou?r nor (?:against|opposed))|"
    rf"(?:sat|sits|sitting|stayed|remained) on the (?:fence|sidelines)\b|(?:sat|sits|sitting) (?:it|this one|the vote|that one) out\b|sat out (?:the|this|that) (?:vote|ballot)|"
    rf"(?:remained|remains|remaining|stayed|staying|was|were|kept) (?:also )?neutral\b(?: in (?:the )?vot(?:e|ing)(?: (?:for|on|against))?\b| on(?={g.OBJECT}))|did not take (?:a side|sides)\b|(?:chose|opted|decided) not to vote either (?:for or against|for it or against)|refrained from (?:voting|casting)\b(?! for| against)|took neither side|chose neither side)"
    rf"|(?P<absent>{g.ABSENT})"
    rf"|(?P<notyes>{_HELD} (?:to|of|from) (?P<a>{_BACK})(?:ing)?\b(?: of\b)?(?!,? (?:ukraine|israel|sanctions|weapons))|{_HELD} to condemn\b{_PLACE}|{_NOT} {_BACK}\b(?: of\b)?|"
    rf"(?:withheld|withholding|withholds) (?:its|their|his|her) (?:{_SUPPORT}|yes|votes?)|stopped short of (?:backing|supporting|endorsing|approving|voting for))"
    rf"|(?P<notno>(?:{_NOT}|refused to|declined to|chose not to|opted not to) {_RESIST}\b)"
    rf"|(?P<no>{g.NO}|voted (?:it|the (?:text|resolution|draft|measure)) down|cast(?:ing)? (?:a|an|the|its|their|his|her)(?: (?:only|lone|sole|single|one|\w+ly))*(?: <N>)? (?:\"?no\"?|negative|dissenting|opposing|contrary)(?:\"|) (?:votes?|ballots?)|"
    rf"cast(?:ing)? (?:the (?:only|lone|sole|single) )votes? against|(?:said|says|saying) \"?no\"? to(?={g.OBJECT})|said \"?no\"?(?= (?:at|in) (?:the )?(?:un\b|u\.n\.|<B>))|raised (?:its|their|his|her) hands? against|registered (?:its|their) opposition|"
    rf"cast <N> of (?:the |only |just )*<N> (?:(?:\"?no\"?|dissenting|negative) votes|votes against)|{_MOVED} to (?:a |the )?\"?no\"?{_CAMP})"
    rf"|(?P<yes>{g.YES}|{_MOVED} to (?:a |the )?\"?yes\"?{_CAMP}|(?:lined|lining) up behind(?={g.OBJECT})|(?:said|says|saying) \"?(?:yes|aye)\"? to(?={g.OBJECT})|raised (?:its|their|his|her) hands? (?:for|in favou?r)|{_GAVE}(?: (?:to|behind|for))?(?={g.OBJECT})|(?:gave|gives|giving|give|lent|lends)(?={g.OBJECT})[^.;,<L>]{{3,60}} (?:its|their|his|her)(?: full| strong)? {_SUPPORT}\b)"
    rf"|(?P<abstain>\b{g.ABSTAIN}|(?:chose|opted for|preferred|registered|recorded|cast|kept to|stuck (?:to|with)|{_MOVED} to) (?:an |its |their )?abstention\b)"
    rf"|(?P<looseyes>\b{g.LOOSE_YES}){_NOT_GENERAL}(?={g.OBJECT})|(?P<looseno>\b(?:{g.LOOSE_NO}|voted down|turned down)){_NOT_GENERAL}(?={g.OBJECT})"
    rf"|(?:on the list|in the ranks) of (?:the )?(?P<rollabst>abst\w+)|in the \"?(?:(?P<colno>no)|(?P<colyes>yes))\"? (?:column|camp)"
    rf"|{_BE} (?:(?P<beno>against\b|opposed\b(?! by)|in opposition\b)|(?P<beyes>in favou?r\b|{_FOR_WHAT}|in support\b|supportive\b))"
    rf"|(?:among|amongst|<N> of|part of) (?:those|the (?:only |just )?<N>|the|only <N>|just <N>|<N>)(?: \w+)?(?: {g.STATES})?(?: (?:who|that|which) were| to be)? (?:(?P<amongabst>abstentions\b|abstainers\b)|(?P<amongno>against\b|opposed\b|opposing\b|(?:opponents|dissenters|\"?no\"? votes|votes against)\b)|(?P<amongyes>in favou?r\b|in support\b|supporting\b|(?:supporters|backers)\b(?= of (?:the|this)\b[^.;,]{{0,40}}(?:resolution|text|draft|measure)|[.;,]|$))))"
)
_OPTION = {
    "aside": "aside", "absent": "absent", "notyes": "not_yes", "a": "not_yes", "notno": "not_no", "no": "no", "yes": "yes", "abstain": "abstain",
    "looseyes": "yes", "looseno": "no", "beno": "no", "beyes": "yes", "amongno": "no", "amongabst": "abstain", "rollabst": "abstain", "colno": "no", "colyes": "yes", "amongyes": "yes",
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


@lru_cache(maxsize=1 << 12)
def stances(text: str) -> tuple[Stance, ...]:
    """Every expression of an option in a masked sentence, in order. Who chose it is not looked at."""
    return tuple(
        Stance(_option(m, text), m.start(), m.end(), m.lastgroup in _LOOSE, m.group()) for m in _VERBS.finditer(text)
    )


_MEANS_ABSTAINED = rx(r",? ?(?:\(|- ?|or )(?:i\.e\. |that is,? )?abstain")
"""Behind "did not vote": the text says itself that it means an abstention."""


def _option(match: re.Match[str], text: str) -> str:
    option = _OPTION[match.lastgroup or ""]
    return "abstain" if option == "absent" and _MEANS_ABSTAINED.match(text, match.end()) else option
