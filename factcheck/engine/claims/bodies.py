"""`body`: which body voted, how large it is, and by which rules it votes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factcheck.engine.claims.charter import NINE_VOTES, ONE_VOTE, WORLD_BODY
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "body"
LARGEST_COUNCIL = 54
"""Members of the largest council of the United Nations; a body with more is the Assembly."""

PERMANENT = frozenset({"CHN", "FRA", "GBR", "RUS", "USA"})
"""Permanent members of the Security Council (Charter, article 23)."""
SEATS = {"SC": 15, "HRC": 47, "ECOSOC": 54}
"""How many members the councils of the United Nations have: the number tells which one "the council" is."""

_UN = r"(?:un |u\.n\. |united nations )?"
_SIZE = rx(
    rf"(?P<n><N>)[- ](?:member|nation|state|country|strong|seat)(?:-strong)?(?: (?:un|u\.n\.|united nations|world))?(?:'s)? (?:(?P<b><B>)|(?P<w>(?:world |global |{_UN.replace(' ', '')} ?)?(?:body|chamber|organi[sz]ation|forum|council|panel|assembly|institution)\b))"
)
_ITS_MEMBERS = rx(
    rf"(?P<b><B>)(?:'s|')(?: total of)? (?P<n><N>) (?:members?|member states|nations|countries|seats)\b|\ball (?P<n2><N>) members of the {_UN}(?P<b2><B>)|(?P<b3><B>)(?:,)? (?:which|that) has (?P<n3><N>) (?:members|member states|seats)\b"
)
_OF_ITS_MEMBERS = rx(
    rf"<N>(?: votes)?(?: out)? of (?:the |its )?(?:(?P<n><N>) {_UN}(?P<b><B>) (?:member (?:states|countries|nations)|members?|countries|states|nations)\b|(?P<n2><N>) members of the {_UN}(?P<b2><B>)|(?P<w>council|assembly)'s (?P<n3><N>) (?:member (?:states|countries|nations)|members?|countries|states|nations)\b|(?P<n4><N>) (?P<un>un|u\.n\.|united nations) (?:member (?:states|countries|nations)|members?|countries|states|nations)\b)"
    r"(?= (?:(?:have|had|then|all|also|both) )*(?:voted|backed|supported|approved|endorsed|abstained|opposed|rejected|were (?:for|in favou?r|against))\b|[.;,]|$| (?:in favou?r|for it|with|while|and)\b)"
)
"""The whole of which so many voted so: "thirteen of the 15 Council members", "143 out of 193 UN members"."""
_WHOLES = {"SC": range(11, 21), "HRC": range(40, 56), "GA": range(150, 251)}
"""Numbers that may be meant for the whole of a body; any other is that of some of its members."""
_PLACE = rx(
    rf"\b(?:voted|votes|voting|abstained|abstains|abstaining|vote|sided)\b(?: (?:yes|no|against it|for it|together|again|alongside <L>|with <L>|on <T>|<T>))*,?"
    rf" (?:in|at) (?:the )?{_UN}(?P<b><B>)"
    rf"|\bvote(?: on(?: (?!on\b|was\b|that\b|which\b)[\w'-]+| <Y>| <Q>| <J>| <L>(?:-\w+)?){{1,6}}?)? (?:was (?:held|taken|cast)|took place|came)(?: on <T>| <T>)?,? (?:in|at) (?:the )?{_UN}(?P<b2><B>)"
)
_NO_VETO = rx(
    r"(?:\bno|\bwithout (?:a |any )?|\bnot have (?:a |the )?|\bno (?:one|country|member|state|power|nation) (?:has|holds|wields|enjoys) (?:a |the )?|\bcarr(?:y|ies) no|\bfree of|\bnor a) ?(?:right of |power of )?veto(?:e?s)?\b(?: power| right)?"
    r"|\bvetoe?s? (?:do(?:es)? not|don't|doesn't|cannot|can't) (?:exist|apply|be (?:used|cast|wielded))|\bcannot be vetoed|\bveto-free\b|\bnobody (?:has|holds|wields) (?:a |the )?veto"
)
_HAS_VETO = rx(
    r"(?:<B>|\bwhere\b)[^.;]{0,60}?(?:(?:five|<N>) permanent members|(?:five|<N>) (?:countries|states|powers|members)) (?:[\w-]+ ){0,4}?(?:have|hold|wield|enjoy|can use|can cast|possess) (?:a |the )?(?:right of |power of )?veto"
)
_THRESHOLD = rx(
    r"\b(?:need(?:s|ed|ing)?|requir(?:es?|ed|ing)|(?:takes?|taken|took)(?! (?:place|part|the floor|note|action|up))|must (?:have|get|receive|win|secure|gain|muster)|has to (?:have|get|win|receive)|minimum(?: of)?|short of)\b(?P<between>[^.;,<N>]{0,30}?)"
    r"(?P<n><N>)(?: of (?:the |its )?<N>| of <N>)?(?! (?:more|further|additional|extra)\b)(?: [\w-]+){0,3}? (?:votes?|ballots|members|yeses)\b(?P<after>[^.;]{0,90})"
)
_NEED_AFTER = rx(
    r"(?P<n><N>)(?: (?:affirmative|yes|positive|favourable|favorable))? votes (?:are|were|is|being|that are) (?:needed|required|necessary)(?P<after>[^.;]{0,90})"
)
UNLIKE = rx(
    r"\b(?:unlike|as opposed to|in contrast to|contrary to|whereas|while|compared with|differently from|rather than)\b[^,;]{0,80}"
)
_WITHOUT_VETO = rx(r"\b(?:no|without (?:a |any )?|not? (?:a |any )?|barring a) ?veto|unless (?:one|a permanent)")

_RULE_NOW = rx(
    r"\b(?:there (?:is|are)|where|ha(?:s|ve)|holds?|wields?|exists?|appl(?:y|ies)|do(?:es)?|cannot|can|carr(?:y|ies))\b"
)
_OF_MEMBERS = rx(
    r"\b(?:members?|countries|states|nations|seats?|others?|ones|those|rest|they|it|who|which|that|<L>)(?: [^\s.;]+){0,12}? (?:have|has|had|hold|holds|with|wield|wields|enjoy|and|but)? ?$"
)
"""Before "no veto" in the Council: that some of its members have none is so."""
_OF_PROCEDURE = rx(
    r"\bprocedur|\b(?:such|these|those|this kind of|that kind of) (?:votes?|decisions?|matters?|questions?|cases?|meetings?|motions?|requests?)\b|\bin (?:this|that) case\b|\bagendas?\b|\bemergency (?:special )?sessions?\b"
)
"""In a sentence on "no veto": decisions of the Council that no veto applies to (Charter, Article 27(2))."""
_ELSEWHERE = rx(r"[^.;,]{0,40}? (?:in|at|on|within) (?:the |a |its )?[a-z]")
"""Behind "no veto": a place that is no body known here ("no veto in the other chamber")."""


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """ "The 193-member General Assembly", "voted in the Security Council", "there are no vetoes", "it takes nine votes".

    Known misses: sizes of committees, a body named only by "there".
    """
    text = sentence.masked.text
    if "member" in text or "seat" in text or "nation" in text or "strong" in text:
        yield from _sizes(sentence, document)
    if " in " in text or " at " in text:
        for match in _PLACE.finditer(text):
            start, end = sentence.masked.span(match.start(), match.end())
            code = sentence.masked.entity(match.start("b" if match["b"] else "b2")).value
            yield Draft(KIND, sentence, start, end, {"body": code}, meta={"place": True}, place=match.start())
    if "veto" in text:
        yield from _vetoes(sentence, document)
    if "vote" in text or "members" in text:
        yield from _thresholds(sentence, document)


def _sizes(sentence: Sentence, document: Document) -> Iterator[Draft]:
    masked = sentence.masked
    for match in _SIZE.finditer(masked.text):
        size = masked.entity(match.start("n")).value
        if match["b"]:
            code = masked.entity(match.start("b")).value
            words = document.text[masked.entity(match.start("b")).start : masked.entity(match.start("b")).end].lower()
            if words.removeprefix("the ") == "council" and size != SEATS.get(code):
                code = _unnamed(sentence, document, match.start(), size, "council")
        else:
            code = _unnamed(sentence, document, match.start(), size, match["w"])
        if code:
            start, end = masked.span(match.start(), match.end())
            yield Draft(KIND, sentence, start, end, {"body": code, "size": size}, "none")
    for match in _ITS_MEMBERS.finditer(masked.text):
        group = "" if match["n"] else "2" if match["n2"] else "3"
        start, end = masked.span(match.start(), match.end())
        asserted = {
            "body": masked.entity(match.start(f"b{group}")).value,
            "size": masked.entity(match.start(f"n{group}")).value,
        }
        yield Draft(KIND, sentence, start, end, asserted, "none")
    for match in _OF_ITS_MEMBERS.finditer(masked.text):
        group = next(name for name in ("n", "n2", "n3", "n4") if match[name])
        size = masked.entity(match.start(group)).value
        if group == "n3":
            code = _unnamed(sentence, document, match.start(), size, match["w"])
        else:
            code = "GA" if group == "n4" else masked.entity(match.start("b" if match["b"] else "b2")).value
        if code in _WHOLES and size in _WHOLES[code]:
            start, end = masked.span(match.start(group), match.end())
            yield Draft(KIND, sentence, start, end, {"body": code, "size": size}, "none")


def _unnamed(sentence: Sentence, document: Document, place: int, size: int, word: str) -> str:
    """ "The 193-member world body", "the 47-member chamber": the Assembly by its size, else the body spoken of last."""
    if "assembly" in word or WORLD_BODY.search(word) or size > LARGEST_COUNCIL:
        return "GA" if size > LARGEST_COUNCIL else ""
    if word == "council":
        councils = {code for s in document.sentences for code in s.bodies} - {"GA"}
        of_size = {code for code in councils or SEATS if SEATS.get(code) == size}
        councils = of_size or councils
        return next(iter(councils)) if len(councils) == 1 else ""
    spoken = last_body(sentence, document, place)
    return spoken if spoken != "GA" else ""


def last_body(sentence: Sentence, document: Document, place: int, skip: str = "") -> str:
    """The body spoken of last before `place`, in the sentence, else in the two sentences before it; "" without one.
    A body in an "unlike" phrase is one that is not spoken of."""
    text = sentence.masked.text
    asides = [m.span() for m in UNLIKE.finditer(text, 0, place)]
    earlier = [
        e.value
        for at, e in sorted(sentence.masked.within(0, place, "B"))
        if e.value != skip and not any(first <= at < last for first, last in asides)
    ]
    for before in reversed(document.near(sentence, before=2, after=0)[:-1]):
        if earlier:
            break
        earlier = [e.value for _, e in sorted(before.masked.within(0, len(before.masked.text), "B")) if e.value != skip]
    return str(earlier[-1]) if earlier else ""


def _vetoes(sentence: Sentence, document: Document) -> Iterator[Draft]:
    masked = sentence.masked
    for match in _NO_VETO.finditer(masked.text):
        nearby = masked.text[max(0, match.start() - 120) : match.start()]
        if rx(r"<N>(?: [\w-]+){0,3} votes?\b[^.;]{0,40}$").search(nearby):
            continue  # "nine votes and no veto" is one rule
        after = rx(r"[^.;,]{0,40}? in the (?:un |u\.n\. )?(?P<b><B>)").match(masked.text, match.end())
        if after is None and _ELSEWHERE.match(masked.text, match.end()):
            continue
        code = masked.entity(after.start("b")).value if after else last_body(sentence, document, match.start())
        if (code == "SC" or after is None) and _OF_PROCEDURE.search(masked.text):
            continue
        is_rule = rx(
            r"\b(?:there (?:is|are|was|were)|has|have|where|with|unlike|hold|wield|can|cannot|exist|apply|but)\b"
        )
        if code == "SC" and after is None and _OF_MEMBERS.search(masked.text, 0, match.start()):
            continue
        if code == "SC" and not _RULE_NOW.search(masked.text, max(0, match.start() - 30), match.end()):
            continue  # "Russia abstained, but no vetoes" tells what happened
        if code and is_rule.search(masked.text, max(0, match.start() - 60), match.end()):
            first = rx(r"(?:there (?:is|are|was|were) |where )$").search(masked.text, 0, match.start())
            start, end = masked.span(first.start() if first else match.start(), after.end() if after else match.end())
            yield Draft(KIND, sentence, start, end, {"body": code, "veto": False}, "none")
    for match in _HAS_VETO.finditer(masked.text):
        at = match.start()
        code = masked.entity(at).value if at in masked.entities else last_body(sentence, document, at)
        if code:
            start, end = masked.span(match.start(), match.end())
            yield Draft(KIND, sentence, start, end, {"body": code, "veto": True}, "none")


def _thresholds(sentence: Sentence, document: Document) -> Iterator[Draft]:
    masked = sentence.masked
    for pattern in (_THRESHOLD, _NEED_AFTER):
        for match in pattern.finditer(masked.text):
            size = masked.entity(match.start("n")).value
            inside = [e.value for _, e in masked.within(0, len(masked.text), "B")]
            code = inside[-1] if len(set(inside)) == 1 else last_body(sentence, document, match.start())
            no_veto = _WITHOUT_VETO.search(match["after"]) is not None
            if size > 15 or not (code == "SC" or no_veto):
                continue
            start, end = masked.span(match.start(), match.end() if no_veto else match.start("after"))
            asserted = {"body": "SC", "threshold": size} | ({"veto": True} if no_veto else {})
            yield Draft(KIND, sentence, start, end, asserted, "none")


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when the linked vote was taken in the body named."""
    code = draft.asserted["body"]
    fact = f"the vote on {event.key} was in the {index.body_names.get(event.body, event.body)}"
    reading = Reading("linked event", event.body == code, {"event": event.key, "body": event.body})
    return Judgement((reading,), (Evidence("count", event.key, ", ".join(event.sources)),), (fact,), event)


_JOINED_SINCE = 2
"""Members by which a body that grew later may have grown between a day and the vote whose roll call tells its size."""


_FIFTEEN = date(1966, 1, 1)
"""From when on the Security Council sat with fifteen members (A/RES/1991(XVIII)), and with eleven before. The Human Rights
Council has had 47 from its beginning (A/RES/60/251)."""


def _sizes_of(code: str, day: date | None, index: Index) -> tuple[int, ...]:
    if code == "SC" and day is not None:
        return (SEATS[code] if day >= _FIFTEEN else 11,)
    return (SEATS[code],) if code == "HRC" else index.sizes_of(code, day)


def _was_of_size(code: str, size: int, now: int, sentence: Sentence, index: Index, is_own: bool) -> bool:
    """Whether a body had about so many members at a time that the sentence names, or within it; or may have had, where the
    record does not say and the sentence is the claim's own."""
    for day in sentence.days:
        known = {*_sizes_of(code, min(day.days), index), *_sizes_of(code, max(day.days), index)}
        if not known:
            if is_own:
                return True
            continue
        slack = 0 if now in known else _JOINED_SINCE
        if min(known) - slack <= size <= max(known) + slack:
            return True
    return False


def judge_alone(draft: Draft, index: Index, document: Document) -> Judgement:
    """The size of a body by its members near the day of publication, or left open at a time that the text names; its rules of voting by the Charter."""
    code = draft.asserted["body"]
    name = index.body_names.get(code, code)
    if "size" in draft.asserted:
        sizes = _sizes_of(code, document.published, index)
        real = sizes[0] if sizes else None
        said = draft.asserted["size"]
        holds = True if said in sizes else False if len(sizes) == 1 else None
        if real is not None and any(
            said not in sizes and _was_of_size(code, said, real, s, index, s is draft.sentence)
            for s in document.sentences
        ):
            holds = None
        fact = f"the {name} has {real} members" if real else f"the record does not hold the size of the {name}"
        return Judgement((Reading("membership", holds, {"body": code, "members": real}),), (), (fact,))
    rule = NINE_VOTES if code == "SC" else ONE_VOTE
    holds = draft.asserted["threshold"] == 9 if "threshold" in draft.asserted else None
    if holds is None and code in ("SC", "GA", "HRC"):
        holds = draft.asserted["veto"] == (code == "SC")
    return Judgement((Reading("rule of the Charter", holds, {"body": code}),), (), (rule.fact,))
