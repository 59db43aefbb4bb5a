"""Words in a sentence that may make a claim one about something else than the vote it is linked to.

They are asked for only where the record speaks against a claim. Each doubt is a family of English, not of one sentence: a
body outside the United Nations, another body of theirs, another time, another text, several votes, a part of a text or an
election, and what was only planned. Where one of them bears on the claim, calling it false may be accusing the wrong vote.
"""

from __future__ import annotations

from factcheck.engine.claims import dates
from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft
from factcheck.engine.linking.assertion import UNSTATED
from factcheck.engine.linking.beside import is_answered_beside
from factcheck.engine.linking.clauses import ASIDE, THIS_TIME, asides, clause
from factcheck.engine.linking.given import FAR, OF_A_RULE, Doubt, Given, is_of_many, span_of
from factcheck.engine.linking.good_faith import BACK_THEN
from factcheck.engine.linking.scoring import RIVAL
from factcheck.engine.linking.times import has_its_own_time, is_of_then
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.masking import TAGS, rx

_OUTSIDE = rx(
    r"\bh\.? ?(?:con\.? ?)?res(?:\.|olution)? ?\d|\bhres ?\d|\b(?:republicans?|democrats?|democratic party|gop|tories|labour party|knesset|lawmakers|legislators|senators?|deputies|parliamentarians|congress(?:men|man|woman|women)?|shareholders?|stockholders?|councillors|councilmen|aldermen|delegates to the convention|referees|clubs|dioceses|bishops)\b|\bat (?:an?|the|its|their|this|that|last) (?:[\w-]+ |<J> ){0,3}(?:summit|conference|rally)\b|\b(?:at|in|inside) (?:the )?(?:iaea|unesco|oas|osce|opcw|wto|icao|nato|world health (?:assembly|organi[sz]ation)|world trade organi[sz]ation)\b|\bhouse (?:of representatives|bill|measure|resolution|vote|motion|republicans|democrats|speaker)\b|\bthe house\b(?! of cards)|\bcity council\b|\b(?:this|the|a|said) bill\b|\bstate (?:house|senate|legislature|assembly)\b"
)
_THEN = rx(
    r"\b(?:had (?:\w+ ){0,2}(?:voted|abstained|opposed|backed|supported|rejected|vetoed|adopted|passed|failed|authori[sz]ed|approved|created|established|extended|renewed|endorsed|imposed|demanded|condemned|called)|in the past|over the years|for (?:years|decades)|traditionally|historically|since then|ever since|(?<!put forward )(?<!submitted )(?<!tabled )(?<!introduced )(?<!presented )(?:each|every) year|annual(?:ly)?\b(?! (?:[\w-]+ |<J> |<B> )?(?:resolution|text|draft|measure|motion|vote|ballot)\b)|(?:has|have) (?:\w+ ){0,2}(?:voted|abstained|opposed|backed|supported)\b[^.;,]{0,30} annual|in previous (?:years|sessions|votes)|in (?:recent|past|other|earlier) years|the (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter) (?:vote|ballot|resolution|text|draft))\b"
)
ANOTHER = rx(
    r"\b(?:similar|analogous|comparable|parallel|earlier|previous|past|prior|former|preceding|companion|twin|follow-?up|subsequent|next|last (?:year|month|week)'s|yesterday's|original|initial|weaker|stronger|toned-down|watered-down|tougher|softer|broader|own)\b(?: (?:\w[\w-]*|<J>|<B>|<L>(?:'s|-\w+)?)){0,3} (?:resolution|text|draft|measure|proposal|motion|vote|ballot|version)\b"
)
_SEVERAL = rx(
    r"\b(?:resolutions|texts|drafts|measures|motions|proposals|ballots|vetoes|occasions)\b|(?<!un )(?<!u\.n\. )(?<!<B> )(?<!it )\bvotes (?:on|at|in (?!favou?r|support|opposition))|\b(?:two|three|four|five|several|many|most|all|both|<N>) (?:\w+ )?(?:times\b|votes (?:on|at|since|in (?!favou?r|support|opposition)))|\b(?:repeatedly|twice|always|often|usually|regularly|consistently|never|ever)\b"
)
_PART = rx(
    r"\b(?:sub-?)?amendments?\b|\bto amend\b|\b(?:operative|preambular|one|single|separate) paragraphs?\b|\bparagraph \d|\bparagraph-by-paragraph\b|\bprocedural|\bno[- ]action\b|\bsecret (?:ballot|vote)|\bballots? (?:for|to elect)|\b(?:re-?)?elect(?:ed|ion|ions|s|ing)?\b(?! members?\b)|\bcandida(?:te|tes|cy|cies|ture)\b|\bcommittee\b|\bcaucus\b|\brun-?off\b|\b(?:open|vacant|contested) (?:seats?|spots?)\b|\bwon (?:a|its|the|one) seats?\b|\bpreliminary\b|\bstraw poll\b"
)
_TO_CHANGE = rx(
    r"\bamendments?\b|\b(?:attempt|effort|bid|move|push|proposal|request|suggestion|call|try|tried|sought|wanted)s?\b[^.;]{0,70}\b(?:to|of) (?:modify|amend|change|add|includ|insert|alter|adding|amending|water|strengthen|specify)\w*"
)
"""What somebody wanted a text to say, not what it says."""
_CHANGES_OR_KEEPS = rx(
    r"\b(?:attempt|effort|bid|move|push|proposal|request|suggestion|motion|try)s? (?:by <L> )?to (?:put back|restor|reinsert|re-insert|insert|reinstat|add|delet|remov|replac|strik|drop|take out|amend|reword|soften)\w*\b|\bretain(?:s|ed|ing)?\b[^.;]{0,60}?\b(?:it|paragraphs?|references?|language|provisions?|clauses?|wording|phrase|words)\b|\b(?:paragraphs?|references?|language|provisions?|clauses?|wording|phrase|words)\b[^.;]{0,90}? (?:retained|kept|deleted|removed|struck)\b"
)
_NUMBERED_OTHERS = rx(
    r"(?:^|[,;:] (?:and )?|\b(?:are|were|is|was|and) )<N> (?:of|in|from) (?:last |early |late |this )?<T>|\b<N>,? (?:on|in|under|by) which\b"
)
"""Texts that go by a bare number: "the others are 2712 of last November, which was carried by 12 votes"."""
_A_TEXT_ON = rx(
    r"\b(?:an?|another|one) (?:[\w-]+ |<J> ){0,2}(?:resolution|text|draft|motion|measure|proposal) (?:on|about|concerning|regarding|for|calling|urging|demanding|asking|condemning|that)\b"
)
"""A text of its own in the claim's clause, where the sentence names another one."""
_NOT_YET = rx(
    r"\b(?:would|could|might|may|should|must|will|if|unless|whether|expected|likely|set|due|poised|planned|plan|plans|intend(?:s|ed)?|promised|pledged|vowed|threaten(?:ed|s)|wanted|hoped?|hoping|urged|asked|lobbied|pressed|persuaded?|convinced?|ready|willing|tried|trying|sought|seeking|had hoped|prefer(?:red)?)\b[^.;,<L>]{0,40}$"
)
_SAID_OF_PEOPLE = rx(
    r"\b(?:per ?cent|%|polls?|surveys?|citizens|voters|respondents|adults|americans|britons|users|readers|households|troops|soldiers|protesters|experts|organi[sz]ations|ngos|companies|firms|cities|people)\b"
)


def doubt_about(
    draft: Draft, event: VoteEvent, is_named: bool, is_rival: bool = False, silent: frozenset[str] = frozenset()
) -> str:
    """What may make the claim one about something else, as the end of a sentence; "" for nothing.

    `is_named` where the sentence names the vote by itself: then neither another time nor another text beside it raises a
    doubt, but a body outside the United Nations, a part of a text and a mere plan still do.
    """
    first, last = clause(draft)
    if draft.sentence.masked.text[draft.at : draft.at + 1] == TAGS["L"]:
        first = min(first, span_of(draft)[0])  # a list: the verb stands before it
    given = Given((first, last), is_named, is_rival, silent)
    for holds, words in _DOUBTS:
        if holds(draft, event, given):
            return words
    return ""


def _of_outsiders(draft: Draft, event: VoteEvent, given: Given) -> bool:
    text = draft.sentence.masked.text
    return draft.kind not in ("title", "symbol") and (_OUTSIDE.search(text) is not None or g.names_a_foreign_body(text))


def _of_people(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """Counts of people, or shares: not of states that vote."""
    return draft.kind == "tally" and _SAID_OF_PEOPLE.search(_words(draft)) is not None


def _of_another_body(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """Another body in the claim's own clause, and not the vote's; in the claim's own words it is what may be false."""
    if draft.kind in OF_A_RULE or given.is_named:
        return False
    masked = draft.sentence.masked
    inside = [(place, e) for place, e in masked.within(*given.span, "B")]
    own = {e.value for _, e in masked.within(*span_of(draft), "B")}
    if draft.kind == "outcome" and own and event.body not in own:
        return not own <= given.silent
    if any(e.value == event.body for _, e in inside):
        return False
    return any(not draft.start <= e.start < draft.end for _, e in inside)


def _of_another_time(draft: Draft, event: VoteEvent, given: Given) -> bool:
    if draft.kind in OF_A_RULE or is_of_many(draft):
        return False
    masked, at = draft.sentence.masked, draft.at
    text = masked.text
    if has_its_own_time(draft, event) or is_of_then(draft, event):
        return True
    if given.is_named:
        return False
    if BACK_THEN.search(text, *given.span) or _THEN.search(text, *given.span):
        return True
    year = event.day.year if event.day is not None else 0
    for place, entity in masked.within(*given.span, "N"):
        if (
            1945 <= entity.value <= 2099
            and entity.value != year
            and abs(place - at) <= FAR
            and not dates.is_of_no_vote(text, place)
        ):
            return True  # "the 2023 resolution"
    for place, entity in masked.within(*given.span, "T"):
        if event.day in entity.value.days or abs(place - at) > FAR:
            continue
        if draft.kind == dates.KIND and draft.start <= entity.start < draft.end:
            continue
        if dates.is_of_no_vote(text, place):
            continue
        return True
    return False


_ON_A_PLACE = rx(r"\bon (?:the )?(?:<L>|[a-z][a-z -]{2,40}), where\b")
"""A matter of its own: "on Syria, where only A was opposed, and on Ukraine, adopted by ..."."""


def _of_another_text(draft: Draft, event: VoteEvent, given: Given) -> bool:
    if draft.kind in OF_A_RULE or is_of_many(draft):
        return False
    text = draft.sentence.masked.text
    if _ON_A_PLACE.search(text) is not None:
        return True
    if given.is_named or given.is_rival:
        return False
    return RIVAL.search(text, *given.span) is not None or ANOTHER.search(text, *given.span) is not None


_TEXTS = rx(r"\b(?:resolutions|texts|drafts|measures|motions|proposals|projects of resolution)\b")


def _of_several(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """Several votes at once, for a claim about one; or several texts, right before who put them forward."""
    if draft.kind == "sponsorship" and _TEXTS.search(draft.sentence.masked.text, max(0, draft.at - FAR), draft.at):
        return True
    if draft.kind in OF_A_RULE or is_of_many(draft) or given.is_named or "votes" in draft.asserted:
        return False
    return _SEVERAL.search(draft.sentence.masked.text, *given.span) is not None


def _of_a_part(draft: Draft, event: VoteEvent, given: Given) -> bool:
    if draft.kind == "provision":
        return _TO_CHANGE.search(draft.sentence.masked.text) is not None
    if draft.kind in OF_A_RULE or draft.kind == "sponsorship" or draft.about != "whole":
        return False
    text = draft.sentence.masked.text
    if _CHANGES_OR_KEEPS.search(text) is not None:
        return True
    return _PART.search(text, *given.span) is not None or (
        draft.kind == "outcome" and _TO_CHANGE.search(text, *given.span) is not None
    )


def _of_numbered_others(draft: Draft, event: VoteEvent, given: Given) -> bool:
    return draft.kind not in OF_A_RULE and not given.is_named and _NUMBERED_OTHERS.search(draft.sentence.masked.text) is not None  # fmt: skip


def _of_its_own_text(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """The sentence names the vote, and this clause speaks of "a resolution on" something without a name."""
    if draft.kind in OF_A_RULE or is_of_many(draft) or not given.is_named:
        return False
    first, last = given.span
    text = draft.sentence.masked.text
    words = text[first:last]
    return TAGS["Q"] not in words and TAGS["Y"] not in words and _A_TEXT_ON.search(words) is not None


_UNVOTED = rx(r"\b(?:not|never) (?:put|come|came|brought) to (?:a|the) vote\b|\bwithdrawn\b")


def _of_what_a_colon_opens(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """Behind a colon, what the words before it speak of: "a rival text was not put to a vote: 50 members wanted one"."""
    if draft.kind in OF_A_RULE or given.is_named or given.is_rival:
        return False
    text, first = draft.sentence.masked.text, given.span[0]
    colon = text.rfind(": ", 0, first + 1)
    return (
        colon > 0
        and ";" not in text[colon:first]
        and any(words.search(text, 0, colon) for words in (RIVAL, ANOTHER, _PART, _UNVOTED))
    )


_RUNS_ON = rx(r"<L>,? and <L> (?:abstain|vot|oppos|cast\b|veto|did not)")


def _runs_on(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """A list of authors that runs into one of those who vote: "penned by A and B, C, and D abstained"."""
    if draft.kind != "sponsorship" or len(draft.subjects) < 2:
        return False
    return _RUNS_ON.search(draft.sentence.masked.text, span_of(draft)[0], span_of(draft)[1] + 40) is not None


def _of_a_plan(draft: Draft, event: VoteEvent, given: Given) -> bool:
    if draft.kind in OF_A_RULE:
        return False
    return _NOT_YET.search(draft.sentence.masked.text, max(0, draft.at - 60), draft.at) is not None


def _words(draft: Draft) -> str:
    first, last = span_of(draft)
    return draft.sentence.masked.text[first : last + 24]


def _across_an_aside(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """A verb behind a relative clause that tells of another time or body: "X, which abstained in the Council, voted yes"."""
    masked, (first, _) = draft.sentence.masked, span_of(draft)
    return THIS_TIME.search(masked.text, max(0, draft.at - FAR), draft.at) is None and any(
        first < m.start() and m.end() <= draft.at and (masked.within(*m.span(), "T") or masked.within(*m.span(), "B"))
        for m in ASIDE.finditer(masked.text, first, draft.at)
    )


_COMPANY = rx(
    r"\b(?:alongside|along with|together with|in addition to|besides|apart from|as well as|other than|join(?:ed|s|ing)?|sid(?:ed|ing) with|in the company of|on top of|not counting|excluding)\b"
)
REGION = rx(
    r"<G>|\b(?:african|arab|muslim|islamic|european|eu|western|asian|latin|south american|central american|caribbean|pacific|nordic|baltic|gulf|nato|asean|brics|commonwealth|(?:permanent|elected|non-permanent|nuclear(?:[ -]armed|[ -]weapons?)?)(?= (?:<B> |council )?(?:members?|powers?|states?|countries|nations|<N>))|developing|island|neighbou?ring|regional|region|continent|bloc)\b"
)
COUNTED_THERE = rx(
    r"<N>(?: \w+)? (?:<G>|african|arab|muslim|islamic|european|western|asian|latin american|caribbean|pacific)|(?:^|[;:] )(?:but |and )?(?:with)?(?:in|across|among|from|throughout) (?:the )?(?:[\w-]+ ){0,2}(?:region|continent|bloc|africa|asia|europe|caribbean|pacific|latin america|arab world|middle east|gulf)\b[^.;,]{0,40}, "
)


OF_GROUPS = rx(
    rf"(?:<G>(?:'s?)?|\b(?:african|arab|muslim|islamic|european|western|asian|latin american|caribbean|pacific)) {g.STATES}\b|\bin (?:africa|asia|europe|latin america)\b"
)
"""States of a group, or of a continent, of which counts behind them may be."""


def _of_a_region(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """Counts, and lists called whole, in a sentence that speaks of a region or a group: they may be whole for it alone."""
    text = draft.sentence.masked.text
    if draft.kind == "tally":
        return len(draft.meta.get("all", ())) == 1 and COUNTED_THERE.search(text) is not None
    return "exclusive" in draft.asserted and "within" not in draft.asserted and REGION.search(text) is not None


def _of_the_others(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """A count of those beside other states that are named: how many there were in all is not said."""
    if draft.kind != "tally" or len(draft.meta.get("all", ())) != 1:
        return False
    masked = draft.sentence.masked
    first, last = span_of(draft)
    return _COMPANY.search(masked.text, 0, first) is not None or _COMPANY.search(masked.text, last) is not None


def _of_something_beside(draft: Draft, event: VoteEvent, given: Given) -> bool:
    if draft.kind != "tally" or len(draft.meta.get("all", ())) != 1:
        return False
    first, _ = span_of(draft)
    return _THAN.search(draft.sentence.masked.text, max(0, first - FAR), first) is not None


_THAN = rx(r"\b(?:than|unlike|compared (?:to|with)|as against) (?:the|those|that of)(?: [\w-]+)? $")
"""Before a count: it is that of something else, which is set beside the vote."""
_SLIP = 10
"""By how much a count may be more than all members and still be a wrong count of this body's."""


def _of_a_larger_body(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """More votes than the body has members: 137 in favour are none of the Council's."""
    said = draft.meta.get("all", {}) if draft.kind == "tally" else {}
    most = event.members + _SLIP if event.members and not given.is_named else None
    return most is not None and any(count > most for count in said.values())


_OPENS_ELSEWHERE = rx(
    r"^(?:but |and |yet )?(?:(?:just |only |about |some )?(?:(?:<N>|an?|several|few|many) )?(?:hours?|days?|weeks?|months?|years?) (?:earlier|before|ago|later)|earlier(?: that| the same| this)? (?:day|week|month|year)|the (?:day|week|month|year) before)\b|^(?:but |and |yet )?<T>,? [^.;,]{0,40}?\bhad\b"
)
"""A sentence of another time: everything in it may be."""
_OPENS_WITH_A_TIME = rx(
    r"(?:but |and |yet )?(?:(?:[a-z]+ ){1,4}(?:earlier|later|before|after|ago), )?(?:back |already |early |late |only )?(?:in|during|by|on) (?:early |late |mid-?)?<T>"
)
_OPENS_IN_A_YEAR = rx(
    r"^(?:\"|but |and |yet )?(?:ahead of|before|prior to|after|following|in|on|at|during|since|by|until|throughout|back in|early in|late in)\b[^.;,]{1,70},"
)
"""An adjunct that opens a sentence and may name a year: "Ahead of the 2022 Winter Olympics, ..."."""
_CORRECTED = rx(
    r"\b(?:actual|real|true|intended|corrected|correct)(?: \w+)? (?:vote|tally|count|result|figure|number)s?\b|\bofficially (?:recorded|listed)|\bnot (?:been )?regist"
)
"""Beside a count: the one that states say they meant, where the official one stands too."""


def _of_another_sentence(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """A sentence that opens with another time than the vote's, or a day in a relative clause, which may be another act's."""
    if draft.kind in OF_A_RULE or is_of_many(draft) or given.is_named:
        return False
    masked = draft.sentence.masked
    is_dated = any(event.day in day.days for day in draft.sentence.days)
    opens = _OPENS_WITH_A_TIME.match(masked.text) if draft.kind != dates.KIND else None
    if not is_dated and (opens or _OPENS_ELSEWHERE.search(masked.text)):
        return True
    opening = _OPENS_IN_A_YEAR.match(masked.text)
    if opening is not None and event.day is not None:
        years = {e.value for _, e in masked.within(0, opening.end(), "N") if 1945 <= e.value <= 2099}
        if years and event.day.year not in years:
            return True
    return _is_of_an_aside(draft)


def _is_of_an_aside(draft: Draft) -> bool:
    return draft.kind == dates.KIND and any(a < draft.at < b for a, b in asides(draft.sentence.masked.text))


def _of_another_place(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """A day with a place beside it that is not where the United Nations vote: "approved in Marrakesh on December 10"."""
    if draft.kind != dates.KIND:
        return False
    masked = draft.sentence.masked
    at = next((place for place, e in masked.within(0, len(masked.text), "T") if draft.start <= e.start < draft.end), -1)
    return at >= 0 and (
        _PLACE.match(masked.text, at + 1) is not None
        or _PLACE_BEFORE.search(masked.text, max(0, at - 30), at) is not None
    )


_CITY = r"(?!the\b|an?\b|new york|geneva|favou?r|support|response|protest|june|may)[a-z]{4,}"
_PLACE = rx(rf" in {_CITY}(?=[ ,.;]|$)")
_PLACE_BEFORE = rx(rf" in {_CITY} on $")


def _of_a_corrected_count(draft: Draft, event: VoteEvent, given: Given) -> bool:
    return draft.kind == "tally" and _CORRECTED.search(draft.sentence.masked.text) is not None


_OF_THE_DAY = rx(r"(?:earlier )?(?:today|tonight)|this (?:morning|afternoon|evening)")


def _of_the_day_of_publication(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """ "Today", "tonight": the day on which it was written, which need not be the one under which it was published."""
    if draft.kind != dates.KIND:
        return False
    sentence = draft.sentence
    return any(
        _OF_THE_DAY.fullmatch(sentence.text[day.start - sentence.start : day.end - sentence.start].lower())
        for day in sentence.days
        if draft.start <= day.start < draft.end
    )


_EVEN_ITS_ALLY = rx(
    r"(?:<J>|<L>)'s (?:[\w-]+ ){0,3}(?:ally|allies|friends?|partners?|neighbou?rs?),? <L> (?:also )?voted (?:against|for) it\b"
)


def _of_its_ally(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """ "Even A's ally B voted against it": against A, perhaps."""
    return draft.kind == "vote_position" and _EVEN_ITS_ALLY.search(draft.sentence.masked.text) is not None


_DOUBTS: tuple[tuple[Doubt, str], ...] = (
    *UNSTATED,
    (_of_outsiders, "the sentence speaks of a body outside the United Nations"),
    (_of_a_region, "what is said may hold for a region or a group alone"),
    (_of_the_others, "states are named beside those that are counted"),
    (_of_something_beside, "the count is that of something that is set beside the vote"),
    (_of_a_larger_body, "the numbers are those of a larger body"),
    (_of_another_sentence, "the sentence tells of another time"),
    (_of_another_place, "the sentence tells of a decision at another place"),
    (_of_a_corrected_count, "the sentence sets another count beside the official one"),
    (_of_people, "the numbers may be those of something else than states"),
    (_across_an_aside, "the sentence tells of two votes of the same states"),
    (_of_another_body, "the sentence names another body"),
    (_of_another_time, "the sentence speaks of another time too"),
    (_of_another_text, "the sentence speaks of another text"),
    (_of_what_a_colon_opens, "the sentence speaks of another text"),
    (_runs_on, "the states named may be those of two lists"),
    (_of_numbered_others, "the sentence speaks of other texts by their numbers"),
    (_of_its_own_text, "the claim's clause speaks of a text of its own"),
    (_of_several, "the sentence speaks of several votes"),
    (_of_a_part, "the sentence speaks of a part of a text, of an election or of procedure"),
    (_of_the_day_of_publication, "the text may have been written on another day than it is dated"),
    (is_answered_beside, "another verb of the sentence says how these states voted, and they may belong to it"),
    (_of_its_ally, "“it” may stand for a state that the sentence names"),
    (_of_a_plan, "the sentence may tell what was planned or expected"),
)
