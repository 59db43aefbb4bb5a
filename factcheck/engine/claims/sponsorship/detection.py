"""How prose says who stands behind a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "sponsorship"
EUROPEANS = "EUROPEANS"
"""Stands for "European states", "its European allies": the European Union and its neighbours, no group with a list."""

_NO_LEAD = r"(?! (?:the |its |their )?(?:[\w-]+ )?(?:opposition|opponents|resistance|criticism|critics|objections|condemnation|(?:charge|campaign|fight|revolt|walkout|backlash) against))"
"""Who led the opposition to a text did not write it."""
_AUTHOR = rf"(?:jointly |co-?)?(?:drafted|authored|penned|written|wrote|led{_NO_LEAD}|spearheaded|initiated|drew up|drawn up|crafted|prepared|steered)"
_TABLED = r"(?:jointly )?(?:co-?tabled|tabled|introduced|proposed|submitted|put forward|brought forward|brought in|presented|brought|offered|moved|put to the vote|circulated|pushed|championed|promoted|floated|lodged|sought|filed|advanced)"
_JOINED = r"(?:jointly )?(?:co-?sponsored|sponsored)"
_VERB = rf"(?:(?P<author>{_AUTHOR})|(?P<tabled>{_TABLED})|(?P<sponsor>{_JOINED}))"
_MANY = rf"(?:(?:some |more than |about |around |over |nearly |a group of |another )?<N>(?: other)?(?: {g.STATES})?,? (?:including|led by|among them|headed by),? )"
_PASSIVE = rx(
    rf"\b{_VERB}(?: (?:jointly|together|in part|mainly|originally|initially|chiefly|in the main))? by (?:{_MANY}|a group of (?:\w+ )?{g.STATES} (?:including|led by) )?(?P<l><L>)(?!'s (?:opponents|enemies))"
)
_HYPHEN = rx(
    rf"(?P<l><L>|<J>)-(?:(?P<author>drafted|authored|penned|written|led|initiated|crafted|prepared)|(?P<tabled>tabled|introduced|proposed|submitted|promoted|presented)|(?P<sponsor>co-?sponsored|sponsored))\b(?=[^.;]{{0,50}}?\b{g.TEXT}\b)"
)
_THING = rf"(?:{g.OBJECT}| (?:the |an? |its |their |two |three |several |<N> |a series of )?(?:[\w-]+ ){{0,2}}?(?:initiative|amendments?|version|decision|request)\b)"
_ACTIVE = rx(
    rf"\b{_VERB}(?={_THING}|[,.;]| (?:it|its own|with|along|together|alongside)\b|$)|\b(?P<apart>put|brought|takes?|took) (?:the |this |that |its |a )?(?:[\w-]+ ){{0,3}}?(?:resolution|text|draft|measure|motion|initiative|proposal|document|declaration|it|amendments?) (?:forward|in\b|before the|to a vote|to the (?:vote|floor))"
)
_INITIATIVE = rx(
    r"\b(?:at the initiative|on the initiative|an? (?:joint )?initiative|the initiative|initiative|the brainchild|the work|the handiwork|at the request) of (?P<l><L>)(?!'s)|(?:resolution|text|draft|it|measure) (?:is|was) (?P<m><L>)'s (?:own )?(?:initiative|idea|brainchild|draft|proposal)"
)
_SPONSORS = rx(
    r"(?P<l><L>)(?:,[^,;<L>]{1,40},)? (?:was|were|is|are) (?:also )?(?:among |(?:one|<N>) of )?(?:the |its |a |an )?(?:<N> )?(?:main |chief |lead |principal |original |first )?(?:co-?)?(?:sponsors?|authors?|drafters?|initiators?|movers?|penholders?)\b(?! country)"
    rf"|\b(?:its|the (?:resolution|text|draft|measure)'s|the|main|lead|chief) (?:main |chief |lead |principal )?(?:co-?)?(?:sponsors?|authors?|drafters?)(?: of (?:it|the (?:[\w-]+ )?{g.ONE_TEXT}))?,? (?:were |was |included? |including |are |being |such as |among them |like )?(?:both )?(?P<m><L>)"
)
_AMONG = rx(
    rf"\bamong (?:the|its)(?: many| main| other| <N>)? (?:co-?)?(?:sponsors|authors|drafters)(?: of (?:it|the (?:[\w-]+ )?{g.ONE_TEXT}|<Y>|<Q>))? (?:was|were|is|are)(?: also)? (?P<l><L>)"
)
_OWNED = rx(
    r"(?P<l><J>|<L>(?='s))(?:'s)? (?:own |rival |competing |alternative |counter-?)+(?:short |brief |original )?(?:draft(?: resolution)?|resolution|text|motion|proposal)\b"
)
_NUMBER = r"(?P<n><N>|dozens of|scores of|several dozen)"
_COUNT = rx(
    rf"\b(?P<v>co-?sponsored|sponsored|tabled|proposed|submitted|introduced|presented|brought|backed|put forward|drafted)(?: \w+ly)? by (?:<L>,? (?:and|along with|together with|with) )?(?P<b>more than|over|at least|some|about|around|nearly|almost|a total of|a group of|as many as)? ?{_NUMBER}(?: of)?(?: the)?(?: <G>| <J>| un| u\.n\.| other)*(?: {g.STATES}| sponsors| others)"
)
_COUNT_OF = rx(
    rf"(?<!\w)(?P<b>more than|over|at least|some|about|around|nearly|almost|a total of)? ?{_NUMBER}(?: [\w-]+)? (?P<v>co-?sponsors|sponsors|states co-?sponsor|co-?authors)\b"
)
_WITH_OTHERS = rx(
    rf"\b(?P<v>co-?sponsored|sponsored|tabled|introduced|submitted) (?:it|the \w+|the draft resolution),? (?:along |together |jointly )?with (?P<b>more than|over|at least|some|about|around|nearly|almost)? ?{_NUMBER}(?: of)?(?: other| fellow| un| u\.n\.)*(?: {g.STATES}| others| nations)"
)
_HAD_BACKED = rx(
    rf"(?<!\w)(?P<b>more than|over|at least|some|about|around|nearly|almost)? ?{_NUMBER}(?: other| un| u\.n\.)*(?: {g.STATES})(?:,? (?:including|among them)? ?(?P<l><L>)(?: among them| included)?,?)? (?:had )?(?:co-?sponsored|sponsored|put their names? to|signed (?:on to|up to)|had backed|had tabled) (?:the|this|that|a) (?:[\w-]+ )?(?:draft|text|resolution|proposal)"
)
_DO_SPONSOR = rx(
    rf"(?<!\w)(?P<b>more than|over|at least|some|about|around|nearly|almost)? ?{_NUMBER}(?: other| un| u\.n\.)*(?: {g.STATES})(?: (?:had|have|jointly))* (?P<v>co-?sponsored) it\b"
)
_CAME_FROM = rx(
    rf"\b(?:the|its|this) (?:[\w-]+ )?{g.ONE_TEXT}(?: itself)? (?:had )?(?:came|come|comes) from (?P<l><L>)(?!'s)(?=[.,;]|$| and )"
)
_EUROPE = r"(?:european|eu)"
_GROUP_BY = rx(
    rf"\b(?:{_VERB}) (?:jointly )?by (?:the |a |its |a group of |several |many |most |nearly all |all |other )*(?:(?P<g><G>)(?: {g.STATES}| group| bloc)?|(?P<e>{_EUROPE} (?:states|countries|nations|allies|powers|members|governments))|(?P<ten>(?:ten|<N>|10) elected (?:council )?members|the e10\b|e-?10\b|elected (?:council )?members)|(?P<other>(?:arab|african|asian|islamic|western|latin american|nordic|muslim|gulf|non-aligned|developing) (?:states|countries|nations|group|bloc)))"
)
_GROUP_AND = rx(
    rf"\b(?:{_VERB}) by (?P<l><L>)(?: \([^()]{{0,40}}\))?,? (?:and|along with|together with|with|alongside) (?:the |its |her |his |other |some |most |several |many |<N> )*(?:(?P<g><G>)|(?P<e>{_EUROPE} (?:states|countries|nations|allies|partners|powers|members)))"
)
_GROUP_ACTS = rx(
    r"\b(?:on behalf of|for|in the name of) the (?:(?P<ten>(?:<N>|ten|10) (?:elected|non-permanent) (?:council )?(?:<B> )?members|e10\b|elected (?:council )?members)|(?P<g><G>)(?: group)?|(?P<other>(?:arab|african|islamic|nordic|western|asian) (?:group|states|countries|bloc)|non-aligned movement|organi[sz]ation of islamic cooperation|group of 77))"
)
_GROUP_HYPHEN = rx(
    rf"(?:(?P<g><G>)|\b(?P<e>{_EUROPE})|\b(?P<other>arab|western|african|islamic|nordic|gulf))-(?:drafted|authored|led|sponsored|proposed|tabled|co-?sponsored|initiated|written)\b(?=[^.;]{{0,50}}?\b{g.TEXT}\b)"
)
_GROUP_DOES = rx(
    rf"(?:(?P<g><G>)(?: group| bloc| {g.STATES})?|\b(?P<e>european (?:states|countries|nations|allies|powers))|\b(?P<other>(?:arab|african|islamic|nordic|gulf|western) (?:states|countries|nations|group|bloc)))(?: (?:had|have|has|also|jointly|then|together|on <T>|<T>))* {_VERB}(?={_THING})"
)
_PALESTINE = r"(?:(?:the )?(?:state of )?palestine|(?:the )?palestinians|the palestinian (?:authority|delegation|mission|observer(?: mission)?|envoy|ambassador|leadership|side))"
_BY_OBSERVER = rx(rf"\b{_VERB} (?:jointly )?by {_PALESTINE}\b(?! (?:armed|militant))")
_OBSERVER_HYPHEN = rx(rf"\bpalestin(?:ian|e)-{_VERB}\b(?= (?:[\w-]+ ){{0,3}}?{g.TEXT}\b)")
_OBSERVER_DOES = rx(rf"\b{_PALESTINE}(?: (?:had|have|has|also|then|<T>))* {_VERB}{_THING}")
_TEXT_CUE = rx(rf"\b{g.TEXT}\b|<Q>|<Y>|\bamendments?\b|\binitiative\b")
_TRIGGER = re.compile(
    r"draft|author|penn|writ|wrote|\bled\b|spearhead|initiat|drew|drawn|craft|prepar|steer|tabl|introduc|propos|submit|put |forward|present|brought|brings|"
    r"offer|moved|circulat|push|champion|promot|float|lodg|sought|filed|advanc|sponsor|brainchild|request|resolution|text|motion|backed|behalf"
)
_OF_VOTES = rx(
    r"\b(?:votes?|votes cast|ballots?|opposition|objections?|support|backing|abstentions?|dissent|approval|criticism)\b[^.;,]{0,40} (?:against|for|of|to|on|in favou?r of|in support of) (?:the |this |that |its )?$"
)
_CHANGES = rx(
    r" (?:to )?(?:amend(?:ing)?|chang(?:e|ing)|delet(?:e|ing)|remov(?:e|ing)|add(?:ing)?|insert(?:ing)?|postpon(?:e|ing)|delay(?:ing)?|adjourn(?:ing)?|replac(?:e|ing)|reword(?:ing)?|revis(?:e|ing))\b"
)
"""Behind "proposed": a change to a text of others."""
_NOT_ALONE = frozenset(
    ("brought", "offered", "moved", "led", "presented", "pushed", "sought", "filed", "advanced", "promoted", "prepared",
     "floated", "written", "wrote", "proposed", "lodged", "steered", "introduced", "circulated", "championed")
)  # fmt: skip
"""Verbs that are said of many things; they count where a text is named close by."""
_GROUPS = {"arab": "LAS", "african": "AFRGROUP", "islamic": "OIC", "nordic": "NORDIC", "gulf": "GCC", "non-aligned": "NONALIGN", "asian": "APG", "organi": "OIC"}  # fmt: skip
_BOUND = {"more than": "more", "over": "more", "at least": "more", "as many as": "about", "some": "about", "about": "about", "around": "about", "nearly": "about", "almost": "about"}  # fmt: skip


@lru_cache(maxsize=1 << 10)
def _names_a_text(text: str) -> bool:
    return _TEXT_CUE.search(text) is not None


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Statements that named states, groups or a number of states drafted, tabled or sponsored a text or an amendment.

    Known misses: people as authors ("drafted by ambassador X"); sponsors told over several sentences.
    """
    text = sentence.masked.text
    if not any(_names_a_text(s.masked.text) for s in document.near(sentence, before=2, after=0)):
        return
    if not _TRIGGER.search(text):
        return
    taken: set[int] = set()
    yield from _observer(sentence)
    yield from _groups(sentence, taken)
    yield from _states(sentence, taken)
    yield from _numbers(sentence)
    yield from _owners(sentence, taken)


def _observer(sentence: Sentence) -> Iterator[Draft]:
    """Palestine, an observer that may table texts but has no vote, and so is none of the record's states."""
    text = sentence.masked.text
    if "palestin" not in text:
        return
    for match in (m for p in (_BY_OBSERVER, _OBSERVER_HYPHEN, _OBSERVER_DOES) for m in p.finditer(text)):
        asserted = {"subjects": ["PSE"], "role": _role(match)}
        yield _draft(sentence, match.start(), match.end(), asserted, match.start())


def _states(sentence: Sentence, taken: set[int]) -> Iterator[Draft]:
    masked = sentence.masked
    text = masked.text
    for pattern in (_PASSIVE, _HYPHEN, _INITIATIVE, _SPONSORS, _AMONG, _CAME_FROM):
        for match in pattern.finditer(text):
            group = "m" if pattern in (_SPONSORS, _INITIATIVE) and match["m"] else "l"
            at = match.start(group)
            if at in taken or (group == "l" and pattern in (_PASSIVE, _INITIATIVE) and not _is_of_text(match, text)):
                continue
            if pattern is _CAME_FROM and _OF_VOTES.search(text, max(0, match.start() - 60), match.start()):
                continue  # "the votes against the resolution came from A"
            codes = g.codes_of(masked.entity(at))
            if codes:
                taken.add(at)
                role = _role(match) if pattern in (_PASSIVE, _HYPHEN) else "sponsor"
                stop = match.end() + _more(text, match.end(), pattern is _HYPHEN)
                yield _draft(sentence, match.start(), stop, {"subjects": codes, "role": role}, match.start())
    for match in _ACTIVE.finditer(text):
        if rx(r"(?:\bwas|\bwere|\bbeen|\bis|\bbeing|\bare|text|draft|resolution|\bby|-)(?: \w+ly)? ?$").search(
            text[max(0, match.start() - 14) : match.start()]
        ):
            continue
        adverb = rx(r" (?:therefore|thus|accordingly|duly|hence|first|initially|originally|in response|even|now|still)$").search(text, 0, match.start() - 1)  # fmt: skip
        subject = g.subject_before(sentence, adverb.start() + 1 if adverb else match.start(), elided=False)
        if subject is None or subject in taken:
            continue
        if _CHANGES.match(text, match.end()):
            continue
        codes = g.codes_of(masked.entity(subject))
        rest = rx(rf"(?:{_THING})").match(text, match.end())
        relative = rx(r"(?:which|that|,) ?$").search(text[:subject])
        if codes and (rest or relative or match["apart"]):
            taken.add(subject)
            role = "tabled" if match["apart"] else _role(match)
            stop = rest.end() if rest else match.end()
            yield _draft(sentence, subject, stop, {"subjects": codes, "role": role}, match.start())


def _role(match: re.Match[str]) -> str:
    return "author" if match["author"] else "tabled" if match["tabled"] else "sponsor"


def _is_of_text(match: re.Match[str], text: str) -> bool:
    """Whether a text stands close before a verb that may be said of anything, or the sentence opens with the verb."""
    groups = match.groupdict()
    verb = (groups.get("author") or groups.get("tabled") or "").removeprefix("jointly ")
    if groups.get("sponsor") or (verb and verb not in _NOT_ALONE):
        return True
    before = text[max(0, match.start() - 80) : match.start()]
    return _TEXT_CUE.search(before) is not None or (len(before.strip(' "')) == 0) or rx(r"\bit (?:was )?$").search(before) is not None  # fmt: skip


def _groups(sentence: Sentence, taken: set[int]) -> Iterator[Draft]:
    masked = sentence.masked
    if not rx(r"<G>|europ|elected|arab|african|islamic|western|nordic|gulf|asian|non-aligned|\beu\b|e10|group").search(masked.text):  # fmt: skip
        return
    for match in _GROUP_AND.finditer(masked.text):
        at = match.start("l")
        codes = g.codes_of(masked.entity(at))
        group = _group_code(match, sentence)
        if codes and group and _is_of_text(match, masked.text):
            taken.add(at)
            asserted = {"subjects": codes, "role": _role(match), "group": group}
            yield _draft(sentence, match.start(), match.end(), asserted, match.start(), loose_group=True)
    for pattern in (_GROUP_BY, _GROUP_HYPHEN, _GROUP_DOES):
        for match in pattern.finditer(masked.text):
            group = _group_code(match, sentence)
            if group and (pattern is not _GROUP_BY or _is_of_text(match, masked.text)):
                asserted = {"group": group, "role": "sponsor"}
                yield _draft(sentence, match.start(), match.end(), asserted, match.start())
    for match in _GROUP_ACTS.finditer(masked.text):
        verb = rx(rf"\b{_VERB}\b|\bput\b|\bpresenting|\bintroducing").search(masked.text[max(0, match.start() - 110) : match.start()])  # fmt: skip
        subject = g.subject_before(sentence, max(0, match.start() - 110) + verb.start(), elided=True) if verb else None
        group = _group_code(match, sentence)
        if verb and group:
            codes = g.codes_of(masked.entity(subject)) if subject is not None else []
            if subject is not None:
                taken.add(subject)
            named = rx(r"(?: -|,|:| \() ?(?:namely )?(?P<l><L>)").match(masked.text, match.end())
            codes += g.codes_of(masked.entity(named.start("l"))) if named else []
            first = subject if subject is not None else max(0, match.start() - 110) + verb.start()
            asserted = {"subjects": list(dict.fromkeys(codes)), "role": "sponsor", "group": group}
            stop = named.end() if named else match.end()
            yield _draft(sentence, first, stop, asserted, first, loose_group=True)


def _group_code(match: re.Match[str], sentence: Sentence) -> str:
    groups = match.groupdict()
    if groups.get("g"):
        return str(sentence.masked.entity(match.start("g")).value)
    if groups.get("e"):
        return EUROPEANS
    if groups.get("ten"):
        return "E10"
    return next((code for word, code in _GROUPS.items() if (groups.get("other") or "").startswith(word)), "")


def _numbers(sentence: Sentence) -> Iterator[Draft]:
    masked = sentence.masked
    text = masked.text
    if not ("sponsor" in text or " by " in text or "draft" in text or "their name" in text):
        return
    for pattern in (_COUNT, _WITH_OTHERS, _COUNT_OF, _HAD_BACKED, _DO_SPONSOR):
        for match in pattern.finditer(text):
            word = match["n"]
            size = masked.entity(match.start("n")).value if match.start("n") in masked.entities else 0
            bound = "dozens" if not size else _BOUND.get((match["b"] or "").strip(), "exact")
            if pattern is _COUNT and match["v"] in ("backed", "brought") and (size < 2 or not _is_draft(text, match.start())):  # fmt: skip
                continue
            asserted: dict[str, Any] = {"sponsors": size or word, "bound": bound, "role": "sponsor"}
            first = match.start()
            if pattern is _HAD_BACKED and match["l"]:
                asserted["subjects"] = g.codes_of(masked.entity(match.start("l")))
            elif pattern is _WITH_OTHERS:
                subject = g.subject_before(sentence, match.start(), elided=False)
                if subject is not None:
                    asserted["subjects"], first = g.codes_of(masked.entity(subject)), subject
            yield _draft(sentence, first, match.end(), asserted, match.start())


def _is_draft(text: str, place: int) -> bool:
    """ "Proposed by Jordan and backed by more than 45 members": backers of a draft, not those who voted for it."""
    return rx(r"\b(?:tabled|proposed|drafted|introduced|submitted|presented|put forward)\b[^.;]{0,60}$|\bdraft (?:resolution |text )?$").search(text, 0, place) is not None  # fmt: skip


def _owners(sentence: Sentence, taken: set[int]) -> Iterator[Draft]:
    """ "Russia's rival draft", "the American counter-proposal". A bare "the Cuban resolution" only points at a text, and may
    do so by its subject: that steers linking and is no claim."""
    masked = sentence.masked
    for match in _OWNED.finditer(masked.text):
        at = match.start("l")
        entity = masked.entity(at)
        codes = list(dict.fromkeys(s.code for s in entity.value if not s.is_ambiguous))
        if at in taken or len(codes) != 1 or rx(r"\b(?:anti|pro)-$|\band $|\bagainst $").search(masked.text[:at]):
            continue
        taken.add(at)
        yield _draft(sentence, at, match.end(), {"subjects": codes, "role": "owner"}, at)


def _more(text: str, end: int, is_hyphen: bool) -> int:
    pattern = (
        rf"[^.;,]{{0,40}}?\b{g.TEXT}\b"
        if is_hyphen
        else r",? (?:and|with|along with|together with) (?:its|the|other|about|some|more than|over|dozens of|<N>|<G>)[^.;,]{0,40}"
    )
    match = rx(pattern).match(text, end)
    return match.end() - end if match else 0


_OF_AN_AMENDMENT = rx(rf"\bamendments?\b[^.;:,]*\b{_VERB} by <L> and $")
"""Before a second verb: the first is said of an amendment, "an amendment proposed by A and co-sponsored by B"."""
_AN_AMENDMENT = rx(rf"\b{_VERB}(?: [\w-]+| <N>){{0,3}} amendments?\b")
"""What is offered is an amendment, whatever text it is to."""


def _draft(
    sentence: Sentence, first: int, last: int, asserted: dict[str, Any], place: int, *, loose_group: bool = False
) -> Draft:
    start, end = sentence.masked.span(first, last)
    text = sentence.masked.text
    clause = text[max(0, first - 30) : last]
    if text.endswith(" and ", 0, first) and _OF_AN_AMENDMENT.search(text, max(0, first - 90), first):
        asserted = {**asserted, "of": "amendment"}
    if _AN_AMENDMENT.search(clause) or (rx(r"\bamendments?\b").search(clause) and not rx(r"\bamendments? to (?:the|a) [\w-]* ?(?:resolution|text|draft)[^.;]{0,10}$").search(clause)):  # fmt: skip
        asserted = {**asserted, "of": "amendment"}
    return Draft(KIND, sentence, start, end, asserted, place=place, meta={"loose_group": loose_group})
