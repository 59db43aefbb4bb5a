"""Words in a sentence that may make a claim one about something else than the vote it is linked to.

They are asked for only where the record speaks against a claim. Each doubt is a family of English, not of one sentence: a
body outside the United Nations, another body of theirs, another time, another text, several votes, a part of a text or an
election, and what was only planned. Where one of them bears on the claim, calling it false may be accusing the wrong vote.
"""

from __future__ import annotations

from collections.abc import Callable

from factcheck.engine.claims import dates
from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft
from factcheck.engine.linking.clauses import clause
from factcheck.engine.linking.good_faith import BACK_THEN
from factcheck.engine.linking.scoring import RIVAL
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.masking import rx

Doubt = Callable[[Draft, VoteEvent, tuple[int, int], bool], bool]

OF_A_RULE = frozenset({"binding", "provision", "title", "symbol", "body", "statistic", "quote", "coincidence"})
"""Kinds that say nothing of how a vote went: another time or body beside them is no sign of another vote."""
OF_MANY = frozenset({"comparison"})
"""Kinds that set a vote beside others, whose times and texts stand in the sentence by right."""
_OUTSIDE = rx(
    r"\bh\.? ?(?:con\.? ?)?res(?:\.|olution)? ?\d|\bhres ?\d|\b(?:republicans?|democrats?|democratic party|gop|tories|labour party|knesset|lawmakers|legislators|senators?|deputies|parliamentarians|congress(?:men|man|woman|women)?|shareholders?|stockholders?|councillors|councilmen|aldermen|delegates to the convention|referees|clubs|dioceses|bishops)\b|\bhouse (?:of representatives|bill|measure|resolution|vote|motion|republicans|democrats|speaker)\b|\bthe house\b(?! of cards)|\bcity council\b|\b(?:this|the|a|said) bill\b|\bstate (?:house|senate|legislature|assembly)\b"
)
_FAR = 80
"""Masked characters from the verb or figure of a claim within which another time bears on it."""
_ATTRIBUTE = rx(r"(?:'s)? (?!vote|session|meeting|ballot|resolution|text|draft)[a-z]+")
_THEN = rx(
    r"\b(?:had (?:\w+ ){0,2}(?:voted|abstained|opposed|backed|supported|rejected|vetoed|adopted|passed|failed)|in the past|over the years|for (?:years|decades)|traditionally|historically|since then|ever since|each year|every year|annual(?:ly)?|in previous (?:years|sessions|votes)|in (?:recent|past|other|earlier) years)\b"
)
_ANOTHER = rx(
    r"\b(?:similar|analogous|comparable|parallel|earlier|previous|past|prior|former|preceding|companion|twin|follow-?up|subsequent|next|last (?:year|month|week)'s|yesterday's|original|initial|weaker|stronger|toned-down|watered-down|tougher|softer|broader|own)\b(?: (?:\w[\w-]*|<J>|<B>|<L>(?:'s|-\w+)?)){0,3} (?:resolution|text|draft|measure|proposal|motion|vote|ballot|version)\b"
)
_SEVERAL = rx(
    r"\b(?:resolutions|texts|drafts|measures|motions|proposals|ballots|vetoes|occasions)\b|(?<!un )(?<!u\.n\. )(?<!<B> )(?<!it )\bvotes (?:on|at|in (?!favou?r|support|opposition))|\b(?:two|three|four|five|several|many|most|all|both|<N>) (?:\w+ )?(?:times\b|votes (?:on|at|since|in (?!favou?r|support|opposition)))|\b(?:repeatedly|twice|always|often|usually|regularly|consistently|never|ever)\b"
)
_PART = rx(
    r"\b(?:sub-?)?amendments?\b|\bto amend\b|\b(?:operative|preambular|one|single|separate) paragraphs?\b|\bparagraph \d|\bparagraph-by-paragraph\b|\bprocedural|\bno[- ]action\b|\bsecret (?:ballot|vote)|\bballots? (?:for|to elect)|\b(?:re-?)?elect(?:ed|ion|ions|s|ing)?\b(?! members?\b)|\bcandida(?:te|tes|cy|cies|ture)\b|\bcommittee\b|\bcaucus\b|\brun-?off\b|\b(?:open|vacant|contested) (?:seats?|spots?)\b|\bwon (?:a|its|the|one) seats?\b|\bpreliminary\b|\bstraw poll\b"
)
_NOT_YET = rx(
    r"\b(?:would|could|might|may|should|must|will|if|unless|whether|expected|likely|set|due|poised|planned|plan|plans|intend(?:s|ed)?|promised|pledged|vowed|threaten(?:ed|s)|wanted|hoped?|hoping|urged|asked|lobbied|pressed|persuaded?|convinced?|ready|willing|tried|trying|sought|seeking|had hoped|prefer(?:red)?)\b[^.;,<L>]{0,40}$"
)
_SAID_OF_PEOPLE = rx(
    r"\b(?:per ?cent|%|polls?|surveys?|citizens|voters|respondents|adults|americans|britons|users|readers|households|troops|soldiers|protesters|experts|organi[sz]ations|ngos|companies|firms|cities|people)\b"
)


def doubt_about(draft: Draft, event: VoteEvent, is_named: bool) -> str:
    """What may make the claim one about something else, as the end of a sentence; "" for nothing.

    `is_named` where the sentence names the vote by itself: then neither another time nor another text beside it raises a
    doubt, but a body outside the United Nations, a part of a text and a mere plan still do.
    """
    span = clause(draft)
    for holds, words in _DOUBTS:
        if holds(draft, event, span, is_named):
            return words
    return ""


def _of_outsiders(draft: Draft, event: VoteEvent, span: tuple[int, int], is_named: bool) -> bool:
    text = draft.sentence.masked.text
    return draft.kind not in ("title", "symbol") and (_OUTSIDE.search(text) is not None or g.names_a_foreign_body(text))


def _of_people(draft: Draft, event: VoteEvent, span: tuple[int, int], is_named: bool) -> bool:
    """Counts of people, or shares: not of states that vote."""
    return draft.kind == "tally" and _SAID_OF_PEOPLE.search(_words(draft)) is not None


def _of_another_body(draft: Draft, event: VoteEvent, span: tuple[int, int], is_named: bool) -> bool:
    """Another body in the claim's own clause, and not the vote's; in the claim's own words it is what may be false."""
    if draft.kind in OF_A_RULE or is_named:
        return False
    masked = draft.sentence.masked
    inside = [(place, e) for place, e in masked.within(*span, "B")]
    if any(e.value == event.body for _, e in inside):
        return False
    return any(not draft.start <= e.start < draft.end for _, e in inside)


def _of_another_time(draft: Draft, event: VoteEvent, span: tuple[int, int], is_named: bool) -> bool:
    if draft.kind in OF_A_RULE or _is_of_many(draft) or is_named:
        return False
    masked, at = draft.sentence.masked, draft.at
    text = masked.text
    if BACK_THEN.search(text, *span) or _THEN.search(text, *span):
        return True
    for place, entity in masked.within(*span, "T"):
        if event.day in entity.value.days or abs(place - at) > _FAR:
            continue
        if draft.kind == dates.KIND and draft.start <= entity.start < draft.end:
            continue
        if text[max(0, place - 4) : place] == "the " and _ATTRIBUTE.match(text, place + 1):
            continue
        return True
    return False


def _of_another_text(draft: Draft, event: VoteEvent, span: tuple[int, int], is_named: bool) -> bool:
    if draft.kind in OF_A_RULE or _is_of_many(draft) or is_named:
        return False
    text = draft.sentence.masked.text
    return RIVAL.search(text, *span) is not None or _ANOTHER.search(text, *span) is not None


def _of_several(draft: Draft, event: VoteEvent, span: tuple[int, int], is_named: bool) -> bool:
    """Several votes at once, for a claim about one."""
    if draft.kind in OF_A_RULE or _is_of_many(draft) or is_named or "votes" in draft.asserted:
        return False
    return _SEVERAL.search(draft.sentence.masked.text, *span) is not None


def _of_a_part(draft: Draft, event: VoteEvent, span: tuple[int, int], is_named: bool) -> bool:
    if draft.kind in OF_A_RULE or draft.kind == "sponsorship" or draft.about != "whole":
        return False
    return _PART.search(draft.sentence.masked.text, *span) is not None


def _of_a_plan(draft: Draft, event: VoteEvent, span: tuple[int, int], is_named: bool) -> bool:
    if draft.kind in OF_A_RULE:
        return False
    return _NOT_YET.search(draft.sentence.masked.text, max(0, draft.at - 60), draft.at) is not None


def _is_of_many(draft: Draft) -> bool:
    """A claim about a habit, or about other votes beside this one."""
    return draft.kind in OF_MANY or "when" in draft.asserted or draft.asserted.get("frame") == "habit"


def _words(draft: Draft) -> str:
    masked = draft.sentence.masked
    first = next((place for place, start in enumerate(masked.starts) if start >= draft.start), 0)
    last = next((place for place, end in enumerate(masked.ends) if end >= draft.end), len(masked.text))
    return masked.text[first : last + 24]


_DOUBTS: tuple[tuple[Doubt, str], ...] = (
    (_of_outsiders, "the sentence speaks of a body outside the United Nations"),
    (_of_people, "the numbers may be those of something else than states"),
    (_of_another_body, "the sentence names another body"),
    (_of_another_time, "the sentence speaks of another time too"),
    (_of_another_text, "the sentence speaks of another text"),
    (_of_several, "the sentence speaks of several votes"),
    (_of_a_part, "the sentence speaks of a part of a text, of an election or of procedure"),
    (_of_a_plan, "the sentence may tell what was planned or expected"),
)
