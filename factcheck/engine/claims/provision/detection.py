"""How prose says what a text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.provision.verbs import BASE, PARTICIPLE, PAST, PRESENT, family_of
from factcheck.engine.draft import Draft
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "provision"

_TEXT = rf"(?:{g.ONE_TEXT}(?!s)|<Q>\"?|<Y>(?: \([^()]{{1,12}}\))?)"
_ADVERB = r"(?:(?: also| further| only| strongly| firmly| explicitly| specifically| merely| simply| then| first| again| once more| in effect| formally| therefore| therein| itself| would have| would also| would| will)*)"
_ABOUT = r"(?: (?:on|about|over|in|from|of|by|tabled by|drafted by|proposed by) (?:the |its )?(?:[\w'-]+ |(?:<L>|<J>|<G>|<B>|<T>|<N>)(?:'s)? ){0,4}?(?:[\w'-]+|<L>|<J>|<G>|<B>|<T>))?(?:, (?:the )?[\w .'-]{2,30} (?:reports?|reported|says?|said|noted?|wrote|writes),)?"
_ING = rx(rf"(?<![\w-])(?P<np>{_TEXT}){_ABOUT},? ?{_ADVERB} (?P<verb>{PARTICIPLE})\b")
_THAT = rx(
    rf"(?<![\w-])(?P<np>{_TEXT}){_ABOUT},? (?:that|which){_ADVERB} (?P<verb>{PRESENT}|{PAST}|(?<=would have ){PAST}|(?<=would ){BASE})\b(?! by\b)"
)
_TO = rx(
    rf"(?<![\w-])(?P<np>(?:an? |the )?(?:[\w'-]+ |<J> ){{0,2}}?(?:resolution|text|draft|measure)) to (?P<verb>{BASE})\b"
)
_FINITE = rx(rf"(?<![\w-])(?P<np>{_TEXT}){_ABOUT},?{_ADVERB} (?P<verb>{PRESENT}|{PAST}|(?<=would ){BASE})\b(?! by\b)")
_IT = rx(
    rf"(?:^\"?|; |, and |, but |\. )(?P<np>it|this|the decision){_ADVERB} (?P<verb>{PRESENT}|{PAST}|(?<=would ){BASE})\b(?! by\b)"
)
_NOT = r"(?:does not|did not|doesn't|didn't|do not|fails? to|failed to|neither|never|stops? short of|stopped short of|avoids?|avoided|declines? to)"
_NEGATIVE = rx(
    rf"(?:(?:^\"?|; |, but |, and |(?<= ))(?P<np>it|(?:the |this |that )?(?:[\w'-]+ ){{0,2}}?{_TEXT})|, (?P<rel>which|but|and)){_ABOUT} {_NOT}(?: explicitly| specifically| directly| even| once| actually)? (?P<verb>{BASE}|{PARTICIPLE})\b"
)
_NO_MENTION = rx(
    rf"(?P<np>\bit|{_TEXT}|\bwhich)\b{_ABOUT} (?P<verb>(?:makes?|made|contains?|contained|has|had) no (?:mention|reference)) (?:of|to)\b|(?P<np2>{_TEXT})[^.;]{{0,50}}?,? (?P<verb2>without (?:mentioning|naming|condemning|referring to|blaming))\b"
)
_BLAMED_NONE = rx(
    r"(?P<np>\bwhich|\bthat|\bit) (?P<verb>blam(?:ed|es)|nam(?:ed|es)|avoid(?:ed|s) (?:blaming|naming)) (?:no one|nobody|no side|neither side|no aggressor)"
)
_BODY_SAYS = rx(
    rf"(?P<np><B>|\b(?:un|u\.n\.|united nations)\b(?: members)?)(?:(?: (?:has|had|on|late|also|then|again|overwhelmingly|unanimously|members|<T>)|,){{0,5}}) (?:vot(?:ed|es|ing)(?: overwhelmingly| by a wide margin| unanimously| on <T>| <T>| <V>|,)*,? to (?P<verb>{BASE})\b|(?P<verb2>{PRESENT}|{PAST})\b(?! by\b))"
)
_DEMAND_FOR = rx(
    r"(?P<np><B>(?:'s)?|\b(?:un|u\.n\.)|\b(?:resolution|text|draft)'s) (?P<verb>demand|call|appeal) (?:for|that)\b"
)
_UNDER_WHICH = rx(
    rf"(?P<np>(?:an? |the )?(?:[\w'-]+ ){{0,2}}?{_TEXT})(?: <T>)?,? (?P<verb>under which|by which|according to which|saying that|stating that|that says|that states|which says|which states)\b"
)
_AMENDMENTS = rx(
    r"\b(?:with|after|through|by|to) (?:adopting |accepting |approving |passing )?(?P<n><N>|an?) (?:[\w-]+ |<J> ){0,2}?amendments?\b|\bamended (?P<times>once|twice|three times|<N> times)\b"
)
_ADDED = rx(
    r"\b(?:amendments?|language|wording)\b[^.;]{0,60}? (?P<verb>saying|stating|declaring|to (?:bring|put|restore|insert|include|mention|name|condemn|refer)|condemning|demanding|naming|blaming|asking|calling)\b"
)
_IN_FORCE = rx(
    r"\b(?P<np>treaty|convention|agreement|pact|protocol)\b[^.;]{0,40}? (?P<verb>(?:will |would |is to |was to )?(?:come|comes|came|enter|enters|entered|go|goes) into force)\b"
)
_CONTINUES = rx(
    rf"(?:,|,? and|;)(?: also| then| further| therefore| strongly| in addition)* (?P<verb>{PRESENT}|{PAST}|{PARTICIPLE})\b(?! by\b)"
)
_STOP = rx(
    r"[.;:]| - |\)| \(|,? (?:was|were|is|are|has been|had been) (?:adopted|passed|approved|rejected|vetoed|put|tabled|backed|supported|defeated|opposed|voted down|turned down)| (?:won|passed|failed|received|got|secured|drew|garnered|gathered|fell)\b|,? (?:with|by) (?:<N>|<V>|a (?:vote|large|wide|huge|overwhelming|margin))|,? in (?:a|an) (?:\w+ )?vote\b| on <T>| <T>$|,? (?:which|who|while|whereas|but|although|though|despite|after|before|because|when|where)\b|, (?!unconditional|durable|sustained|permanent|lasting|safe|complete|full|comprehensive|the release|release|unhindered|immediate|humanitarian|and\b|or\b|including)|, and (?!for\b|to\b|that\b|an? |the (?:release|withdrawal|return|protection|delivery|immediate|resumption|opening|entry|end)\b|immediate|unconditional|permanent|sustained|lasting|durable|humanitarian|access)| (?:did not|does not|failed to) (?:gather|get|win|muster|pass|receive|gain)| as (?:<L>|<N>|<B>)"
)
_PLANNED = rx(
    r"\b(?:will|would|plans?|planned|wants?|wanted|expected|hopes?|hoped|considering|preparing|weighing|may|might|could|seeking|pushing|pressing|campaign\w*|urged|calling|calls?|called|ahead of|next)\b[^.;,]{0,45}$"
)
_TRIGGER = re.compile(
    r"demand|call|urg|request|appeal|implor|ask|seek|sought|insist|press|requir|exhort|invit|encourag|order|condemn|deplor|denounc|critici|rebuk|censur|affirm|recogni|declar|proclaim|acknowledg|"
    r"stress|emphasi|reiterat|uphold|upheld|determin|underlin|recall|welcom|endors|prais|commend|hail|approv|authori|allow|permit|empower|mandat|enabl|extend|renew|prolong|establish|creat|appoint|launch|"
    r"designat|impos|tighten|ban|prohibit|sanction|lift|suspend|strip|expel|reject|grant|upgrad|widen|expand|admit|name|naming|mention|label|brand|cite|identif|accus|descri|cover|contain|address|includ|"
    r"blam|let|set|amend|language|wording|under which|say|stat|refer|give|gave|giving|singl|into force|reference|appl|bar|eas|terminat|confer|nullif|invalid"
)
_UNDONE = rx(r"\b(?:revok|repeal|rescind|annul|overturn|revers|withdr[ae]w|undo)\w* [^.;,]{0,60}$")
"""Before a text and what it says: the vote did away with it ("voted to revoke its resolution calling")."""
_PASS_VERBS = frozenset(
    {"approve", "approves", "approved", "approving", "reject", "rejects", "rejected", "rejecting", "bar", "bars"}
)
_NEED_OBJECT = frozenset(
    {
        "includes",
        "included",
        "include",
        "including",
        "addresses",
        "addressed",
        "address",
        "press",
        "presses",
        "pressed",
        "pressing",
        "order",
        "orders",
        "ordered",
        "recalled",
        "recall",
        "brand",
        "brands",
    }
)


_STATES_ALONE = rx(
    r" (?:(?:the |its |their |<J> |<L>'s? |[a-z-]+ ){0,3}(?:allies|partners|members|neighbou?rs) )?(?:all )?(?:the )?(?:<N> )?(?:<L>|(?:(?:member )?(?:states|countries|members) (?:of (?:the )?)?)?<G>(?: (?:member )?(?:states|countries|members))?),?"
)
"""States as the only thing "included": they are those of a side, not what a text says."""


@lru_cache(maxsize=1 << 10)
def _names_a_text(text: str) -> bool:
    """Whether a masked sentence names a text or the United Nations. The sentences behind it ask too."""
    return g.TEXT_WORD.search(text) is not None or g.UN_NAME.search(text) is not None or "treaty" in text


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """What a text demands, condemns, sets up or leaves unsaid: verb and object, with verbs that share a subject.

    Known misses: provisions told without a verb of the families ("a year-long mandate"); objects in another sentence.
    """
    text = sentence.masked.text
    if not any(_names_a_text(s.masked.text) for s in document.near(sentence, before=3, after=0)):
        return
    if not _TRIGGER.search(text) or (sentence.is_headline and "resolution" not in text and "un " not in text):
        return
    taken: list[tuple[int, int]] = []
    for draft_at in _found(sentence, document):
        first, verb_at, verb_end, verb, negated = draft_at
        last = _object_end(text, verb_end)
        if (
            not text[verb_end:last].strip()
            or (verb in _NEED_OBJECT and _STATES_ALONE.fullmatch(text[verb_end:last]))
            or any(verb_at < b and a < last for a, b in taken)
        ):
            continue
        taken.append((verb_at, last))
        yield _draft(sentence, document, first, verb_end, last, verb, negated)
        yield from _coordinated(sentence, document, last, verb, taken)
    for match in _AMENDMENTS.finditer(text):
        yield from _amendments(sentence, match)


def _found(sentence: Sentence, document: Document) -> Iterator[tuple[int, int, int, str, bool]]:
    """(where the span begins, verb from, verb to, verb, whether it is denied) of each provision, surest patterns first."""
    text = sentence.masked.text
    for pattern in (_NEGATIVE, _NO_MENTION, _BLAMED_NONE):
        for match in pattern.finditer(text):
            group = "verb" if match["verb"] else "verb2"
            is_it = pattern is not _NO_MENTION and (match["np"] or "") == "it"
            if is_it and not _it_is_a_text(sentence, document):
                continue
            if (
                pattern is _NEGATIVE
                and match["rel"]
                and not g.TEXT_WORD.search(text[max(0, match.start() - 90) : match.start()])
            ):
                continue
            verb = re.sub(r"^.*\b(mention|reference|nam|blam|condemn|referring)\w*.*$", lambda m: {"nam": "name", "blam": "blame", "reference": "mention", "referring": "mention"}.get(m[1], m[1]), match[group]) if pattern is not _NEGATIVE else match[group]  # fmt: skip
            yield match.start(), match.start(group), match.end(group), verb, True
    for pattern in (_UNDER_WHICH, _DEMAND_FOR, _THAT, _ING, _FINITE, _TO, _ADDED, _IN_FORCE):
        for match in pattern.finditer(text):
            verb = match["verb"]
            if pattern in (_THAT, _ING, _FINITE, _TO) and not _is_provision(text, match, pattern is _FINITE):
                continue
            yield _head(text, match), match.start("verb"), match.end("verb"), verb, False
    for match in _IT.finditer(text):
        would = "would have " in text[match.start() : match.start("verb")]
        if match["verb"] not in _PASS_VERBS and (would or _it_is_a_text(sentence, document)):
            yield match.start("np"), match.start("verb"), match.end("verb"), match["verb"], False
    for match in _BODY_SAYS.finditer(text):
        group = "verb" if match["verb"] else "verb2"
        verb = match[group]
        object_ = text[match.end() : match.end() + 70]
        if verb in _PASS_VERBS or rx(
            rf"[^.;,]{{0,50}}\b(?:{g.TEXT}|amendments?|request|bid|meeting|session)\b|[^.;,]{{0,20}}<[QY]>"
        ).match(object_):
            continue
        if family_of(verb) in ("name", "cover") or (verb in _NEED_OBJECT):
            continue
        yield match.start(group), match.start(group), match.end(group), verb, False


_ARTICLE = rx(
    r"(?<![\w'-])(?:an?|the|this|that|its|another)(?: (?:[\w'\"-]+|<J>|<B>|<G>|<N>(?:-\w+)?|<T>|<L>(?:'s|-\w+)?)){0,4} $"
)


def _head(text: str, match: re.Match[str]) -> int:
    """Where the noun phrase of the text begins: at its article, else at the noun itself."""
    if "np" not in match.groupdict():
        return match.start()
    first = match.start("np")
    left = text[max(0, first - 60) : first]
    found = None
    for article in _ARTICLES.finditer(left):
        if _ARTICLE.match(left, article.start()):
            found = article  # the nearest one
    return first - len(left) + found.start() if found else first


_ARTICLES = rx(r"(?<![\w'-])(?:an?|the|this|that|its|another) ")


def _is_provision(text: str, match: re.Match[str], is_finite: bool) -> bool:
    """Not a plan, not a verb that says how the text fared."""
    verb = match["verb"]
    head = _head(text, match)
    if _PLANNED.search(text[max(0, head - 60) : head]) or _UNDONE.search(text[max(0, head - 60) : match.start("verb")]):
        return False
    if is_finite and (verb in _PASS_VERBS or verb in _NEED_OBJECT):
        return False
    if is_finite and rx(r"\b(?:against|for|on|to|of|with) (?:the |an? |its )?$").search(
        text[max(0, match.start() - 12) : match.start()]
    ):
        return False  # "voted against the resolution, urged ..." has another subject
    return not (
        verb in ("approving", "rejecting")
        or (is_finite and verb.endswith("ed") and rx(r" (?:and|in|at|on|<T>)").match(text, match.end()))
    )


def _it_is_a_text(sentence: Sentence, document: Document) -> bool:
    """ "It" is the text where one of the sentences before speaks of one, and no single state acts in between."""
    for before in reversed(document.near(sentence, before=3, after=0)[:-1]):
        text = before.masked.text
        head = rx(r"^(?:\"|but |and |on <T>,? )?(?P<l><L>)(?!'s)").search(text)
        if head is not None and len(g.codes_of(before.masked.entity(head.start("l")))) == 1:
            return False
        if g.TEXT_WORD.search(text) and not before.is_headline:
            return True
    return False


def _coordinated(
    sentence: Sentence, document: Document, place: int, first_verb: str, taken: list[tuple[int, int]]
) -> Iterator[Draft]:
    """ "It acknowledges the plan, endorses a board and lets it set up a force": verbs that share the subject."""
    text = sentence.masked.text
    for match in _CONTINUES.finditer(text, max(0, place - 1)):
        verb = match["verb"]
        same_form = verb.endswith("ing") == first_verb.endswith("ing") and verb.endswith("ed") == first_verb.endswith(
            "ed"
        )
        if not same_form or verb in _PASS_VERBS or any(match.start() < b and a < match.end() for a, b in taken):
            continue
        between = text[place : match.start()]
        if rx(r"<L>|\bwho\b|\b(?:said|told)\b").search(between) or len(between) > 90:
            break
        last = _object_end(text, match.end("verb"))
        if not text[match.end("verb") : last].strip():
            continue
        taken.append((match.start("verb"), last))
        yield _draft(sentence, document, match.start("verb"), match.end("verb"), last, verb, negated=False)
        place = last


def _object_end(text: str, place: int) -> int:
    stop = _STOP.search(text, place + 1, min(len(text), place + 220))
    and_verb = rx(rf",? and (?:also |then )?(?:{PRESENT}|{PARTICIPLE})\b").search(text, place, place + 220)
    ends = [m.start() for m in (stop, and_verb) if m is not None]
    return min(ends) if ends else min(len(text), place + 220)


def _draft(
    sentence: Sentence, document: Document, first: int, verb_end: int, last: int, verb: str, negated: bool
) -> Draft:
    start, end = sentence.masked.span(first, last)
    from_, to = sentence.masked.span(verb_end, last)
    said = document.text[from_:to].strip(" \"“”'’‘,")
    asserted: dict[str, Any] = {"verb": verb, "object": said}
    if negated:
        asserted["negated"] = True
    is_part = (
        rx(r"\bamendments?\b|\blanguage\b|\bwording\b").search(sentence.masked.text, max(0, first - 20), verb_end)
        is not None
    )
    if is_part:
        asserted["of"] = "amendment"
    return Draft(KIND, sentence, start, end, asserted, place=first, meta={"family": family_of(verb)})


def _amendments(sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    masked = sentence.masked
    at = match.start("n") if match["n"] else match.start("times")
    if at in masked.entities:
        number = masked.entity(at).value
    else:
        number = {"once": 1, "twice": 2, "three times": 3, "a": 1, "an": 1}[match["n"] or match["times"]]
    if match["n"] in ("a", "an") or not 0 < number < 30:
        return
    begin = max(
        masked.text.rfind(mark, 0, match.start()) + len(mark) if mark in masked.text[: match.start()] else 0
        for mark in (", ", "; ")
    )
    start, end = masked.span(begin, match.end())
    yield Draft(KIND, sentence, start, end, {"amendments": number}, place=match.start(), meta={"family": "amend"})
