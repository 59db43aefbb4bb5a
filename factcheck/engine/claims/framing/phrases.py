"""Where the words stand: one finder a frame, over masked sentences. Each looks for its words before any pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.tally_words import SHARE_OF
from factcheck.engine.text.document import Sentence
from factcheck.engine.text.masking import TAGS, rx


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of the masked sentence and what it asserts."""

    frame: str
    first: int
    last: int
    asserted: dict[str, Any] = field(default_factory=dict)


_FOR = r"(?:adopt|pass(?:ed|es|ing)|approv|back(?:ed|s|ing)|support|endors|carried|agreed|condemn|demand|deplor|denounc|call(?:ed|s|ing) (?:for|on)|urg(?:ed|es)|in favou?r|said yes|for\b)"
_AGAINST = r"(?:reject|oppos|defeat|turned down|threw out|voted? down|against)"
_AGAINST_RX, _ABSTAINED_RX = rx(rf"\b{_AGAINST}"), rx(r"\babst(?:ain|ent)")
_SIZE_WORD = r"(?:overwhelming(?:ly)?|resounding(?:ly)?|landslide|lopsided|crushing)"
_SIZE = rx(
    rf"\b(?:overwhelmingly|resoundingly) (?:(?:{_FOR}|{_AGAINST})\w*|vot(?:ed|es|ing) (?:for|in favou?r|against|to|down|yes|no)\b)"
    rf"|\b(?:adopted|passed|approved|backed|supported|endorsed|carried|vot(?:ed|es|ing)|rejected|defeated|condemned)(?: it| the (?:[\w-]+ ){{0,2}}?{g.ONE_TEXT}(?: <Y>)?)? (?:overwhelmingly|resoundingly)\b(?: (?:in favou?r|against|for|to|by))?"
    rf"|\b(?:an|the|by|with|such)(?: an?)? {_SIZE_WORD} (?:\w+ )?(?:majority|margin|vote|support|backing|approval|number|defeat|rejection|endorsement)\b"
)
_BY_SIZE = rx(r"(?:majority|vote|margin|number)$")
_TEXT_NEAR = rx(rf"\b{g.TEXT}\b|<Q>|<Y>")
_NARROW = rx(
    r"\bnarrowly (?:adopted|passed|approved|backed|carried|rejected|defeated|failed|voted|survived|prevailed|won|lost)\b"
    r"|\b(?:barely|only just|just barely) (?:passed|adopted|approved|carried|scraped through|failed)\b"
    r"|\b(?:adopted|passed|approved|backed|carried|rejected|defeated|failed|voted) narrowly\b"
    r"|\b(?:by|with|on|an?|the) (?:a )?(?:very |extremely )?(?:narrow|slim|slender|razor-thin|wafer-thin|knife-edge|hair's breadth)(?: \w+)? (?:majority|margin|vote)\b"
)
_MOST = rx(
    r"\b(?P<most>(?:most|the majority|a(?: clear| large| big| strong)? majority) of (?:the )?(?:rest of the )?(?:world(?:'s (?:countries|nations|states|governments|members))?\b(?!'s)|international community\b|"
    r"(?:un|u\.n\.|united nations)(?:'s)? (?:members|member states|membership)\b|member (?:states|nations)\b|countries\b|nations\b|states\b|<B>(?:'s)? (?:members|membership)\b|humanity\b|the membership\b)"
    r"|most (?:countries|nations|states|governments|(?:un |u\.n\. )?member (?:states|nations)|(?:un|u\.n\.) members)\b)(?! (?:that|which|who|present)\b| of (?!the world)| in (?!favou?r))"
)
_MOST_VERB = rx(
    rf"^,?(?: (?:has|have|had|also|then|instead|on <T>|at the <B>|in the <B>|<T>|again|duly|of the world)\b)* ?(?:(?P<yes>{g.YES}|{g.LOOSE_YES}\b(?={g.OBJECT})|condemned|was in favou?r|were in favou?r)|(?P<no>{g.NO}|{g.LOOSE_NO}\b(?={g.OBJECT})|was against|were against)|(?P<abstain>{g.ABSTAIN}))"
)
_BACKED_BY = rx(
    r"\b(?:backed|supported|approved|endorsed|adopted|favou?red|passed) by (?:the )?$|\b(?:with|won|had) the (?:support|backing|approval) of (?:the )?$"
)
_STATE = r"(?P<l><L>)(?! -|-)"
_ADVERB = r"(?: (?:also|again|now|once again|largely|almost|virtually|practically|effectively|entirely|completely|totally|utterly|increasingly|diplomatically|internationally|politically|all but|ever more|more|badly|very|deeply|both|once more|quite|even more|\w+ly)){0,3}"
_ISOLATED = rx(
    rf"{_STATE}(?:,[^,;.<L>]{{1,60}},)? (?:was|were|is|are|stood|stands?|found (?:itself|themselves)|finds (?:itself|themselves)|became|remained|remains?|looked|looks|ended up|has been|had been|appeared|seemed|sat){_ADVERB} isolated\b"
    rf"|\b(?:left|leaving|leaves|isolat(?:ed|ing|es)|(?:made|make|makes|making)) (?P<l2><L>){_ADVERB}(?: looking| looked)?(?P<left> isolated)?\b"
    rf"|(?P<l3><L>)'s (?:(?:growing|deepening|increasing|diplomatic|international|global|near-total|near|total|complete|utter|stark|striking) )*isolation\b"
    rf"|\b(?:an |the )(?:increasingly |diplomatically |ever more )?isolated (?P<l4><L>)"
)
_NOT_GOT = rx(r"(?:\bnot|n't|\bfail(?:ed|s|ing) to|\bwithout|\bshort of|\black(?:ed|s|ing)?)(?: [a-z]+){0,2} ?$")
"""Before "the overwhelming support": there was none."""
_NOT_SO = rx(
    r"\b(?:not|n't|never|no longer|hardly|far from|without|if|would|could|may|might|will|risk\w*|avoid\w*|to)\b[^.;,]{0,30}$"
)
_NO_SUCH = rx(r"\b(?:no|not|hardly|without|never)(?: an?| any)? $")
_NEVER = rx(r"\b(?:not|never|no longer|hardly|far from|would|could|may|might|will|if)\b|n't\b")
_IN_ABSTAINING = rx(r" (?:in|by) (?:an )?(?:abst|not voting)")
_ALONE = rx(
    rf"{_STATE}(?:,[^,;.<L>]{{1,60}},)? (?:(?:was|were|stood|stands?|found (?:itself|themselves)|remained|acted|voted){_ADVERB} alone\b(?! among| in being)|alone (?:voted|opposed|rejected|objected|dissented|abstained|stood|cast)\b)"
    rf"|\b(?:the|its|a) (?:lone|sole|solitary) (?:dissent\w*|opponent|opposition|holdout|\"?no\"?|vote against|voice against|abstention|abstainer)\b[^.;<L>]{{0,40}}?(?:from|by|was|came from|being|of|:) (?P<l2><L>)"
    rf"|(?P<l3><L>)(?: was| were|,|'s was)? (?:again |once again )?(?:the|a) (?:lone|sole|solitary) (?:dissent\w*|opponent|holdout|\"?no\"?|vote against|voice against|abstention|abstainer)\b"
)
_ABSTENTIONS = rx(
    r"\babstentions? (?:\w+ )?(?P<equal>(?:amount|equal|count|is|are|was|were|serv)\w*(?: effectively| in effect| in practice)? (?:to |tantamount to |as |as good as |equivalent to )?(?:an? |the )?(?:\"?no\"?\b|negative|oppos|reject|vetoe?s?\b|votes? against))"
    r"|\babstentions? (?:\w+ly )?(?P<block>block|kill|sank\b|sunk\b|doom|defeat|thwart|stopp|torpedo)"
    r"|\b(?P<by>block|kill|sunk|sank|doom|defeat|thwart|torpedo)\w* (?:\w+ )?by (?:the |their |its |an? |some |many )?(?:<N> |<L>'s |<J> |wave of |large number of |high number of )*abstentions?\b"
    r"|\bby abstaining,? (?P<l><L>) (?:\w+ly |in effect |in practice )?(?:oppos|reject|block|voted against|sid(?:ed|ing) against|vetoed)"
)
_HABIT = rx(
    r"(?P<l><L>)(?:'s government)?(?:,[^,;.<L>]{1,60},)? (?:(?:has|have|had|is|are|was|were|now|again) ){0,2}(?:increasingly|consistently|always|routinely|regularly|repeatedly|habitually|invariably|systematically) "
    r"(?:sid|vot|align|stand|stood)(?:es|ed|s|e|ing)?(?: itself| themselves)?(?: together| in lockstep| in step)? (?:with|alongside|beside|behind) (?P<t><L>)(?!'s)"
    r"|(?P<l2><L>)(?:'s)?(?: \w+){0,4} (?:pivot|shift|tilt|drift|turn|move|swing|slide|lurch|realignment)(?:s|ed|ing)? (?:decisively |sharply |ever |further |firmly )?(?:toward|towards|closer to|over to|into the arms of|into the camp of) (?P<t2><L>)(?!'s (?:position|view|text|draft|proposal))"
    r"|(?P<l3><L>) (?:\w+ )?(?:joined|entered|moved into|drifted into|fell into) (?P<t3><L>)'s (?:camp|orbit|bloc|corner)\b"
    r"|(?P<l4><L>) (?:has |had |have )?(?:become|became|turned into|emerged as)(?: \w+){0,2} (?:ally|allies|partner|friend|supporter|backer)s? of (?P<t4><L>)(?!'s)"
)


_UN = r"(?:(?:the )?(?:un|u\.n\.|united nations)|(?:the )?<B>|the world body|(?:un|u\.n\.) members|countries|states|nations)"
_LAW = rx(
    rf"\b{_UN}(?: (?:has|have|on|late|then|also|again|formally|effectively|today|finally|overwhelmingly|<T>|<N>|vot(?:ed|es) to|voted (?:overwhelmingly|<V>) to|agreed to|decided to))* (?P<v>(?:made|makes|make)(?= [^.;]{{1,60}}\b(?:illegal|(?:human |basic |universal )?right|law|crime|obligation|offen[cs]e|mandatory|compulsory)\b)|bann?(?:ed|s)?\b|outlaw(?:ed|s)?\b|abolish(?:ed|es)?\b|legali[sz]e[ds]?\b)"
    r"(?: (?!and\b|but\b|while\b|after\b|by\b)[^ .;,]+){1,8}"
)
_BY_THEMSELVES = rx(r"(?:(?:un|u\.n\.) members|countries|states|nations)(?! (?:\w+ )?(?:vot|agreed|decided))")
"""States that abolish a thing at home, each by itself, where no vote of theirs is told."""
_CONSENSUS = rx(
    rf"(?:\b(?:it|which|that|{g.ONE_TEXT})|<Q>\"?|<Y>|{_UN})[^.;,]{{0,40}}? (?:adopted|passed|approved|endorsed|agreed|backed|accepted)(?: [\w-]+| <Y>| <Q>){{0,5}}? (?:by|with|in|through) (?:an? |the )?(?P<how>overwhelming|broad|wide|near|large|strong|global|international|solid|clear|general|full|widespread)(?: \w+)? consensus\b"
)
_WITHOUT = rx(
    rf"(?<!\w)(?:only |just )?(?P<n><N>)(?: un| u\.n\.| member| other)?(?: {g.STATES}) (?:did not|didn't|refused to|declined to|failed to|would not|do not|don't|refuse to) (?:support|back|vote for|vote in favou?r of|favou?r)\b[^.;,]{{0,60}}?(?:\b{g.ONE_TEXT}\b|\bit\b|<Q>|<Y>)"
)
_OF_MORE = rx(r"\b(?:of|half|than|least|nearly|almost|about|over|some|most|all)(?: (?:the|its|all))* $")
_OTHER_BODY = rx(
    rf"(?P<a><B>)(?: [\w-]+| <T>){{0,4}}? (?:adopted|adopts|passed|passes|approved|approves|voted (?:for|on)|endorsed) (?:an? |the )?(?:new |draft )*(?P<b><B>)(?:'s)? {g.ONE_TEXT}\b"
)


def size(sentence: Sentence) -> Iterator[Phrase]:
    """ "Overwhelmingly adopted", "by an overwhelming majority", said of a body's vote.

    "Against" and "rejected" may be said of a thing that is no text ("voted overwhelmingly against the embargo"): a text must
    stand beside them to be taken for the no votes.
    """
    text = sentence.masked.text
    if not any(map(text.__contains__, ("overwhelming", "resounding", "landslide", "lopsided", "crushing"))):
        return
    for match in _SIZE.finditer(text):
        if _NOT_GOT.search(text, max(0, match.start() - 40), match.start()):
            continue
        if _of_some(text, match.start(), match.end()) or _ABSTAINED_RX.search(text[match.end() : match.end() + 40]):
            continue
        around = text[max(0, match.start() - 50, text.rfind(",", 0, match.start())) : match.end() + 25]
        by_size = _BY_SIZE.search(match.group()) is not None
        if not (_AGAINST_RX.search(match.group()) or (by_size and _AGAINST_RX.search(around))):
            yield Phrase("overwhelming", match.start(), match.end(), {"option": "yes"})
        elif match.group().endswith("against") and g.MATTER.match(text, match.end()):
            continue
        elif _TEXT_NEAR.search(text, max(0, match.start() - 60), match.end() + 40):
            yield Phrase("overwhelming", match.start(), match.end(), {"option": "no"})


def narrow(sentence: Sentence) -> Iterator[Phrase]:
    """ "Narrowly adopted", "by a slim majority"."""
    text = sentence.masked.text
    if not any(map(text.__contains__, ("narrow", "barely", "only just", "slim", "slender", "-thin", "breadth", "knife-edge"))):  # fmt: skip
        return
    for match in _NARROW.finditer(text):
        if not _of_some(text, match.start(), match.end()):
            yield Phrase("narrow", match.start(), match.end())


_A_THING = rx(
    rf" (?!(?:it|them|this|that|and|or|while|with|in|on|at|as|but|after|during)\b|<Q>|<Y>|(?:[^ .;,()]+ ){{0,7}}?(?:{g.TEXT}|amendments?|proposal|bid)\b)[\w<L><J>]"
)
"""Behind "against": what is no text, so that they may have voted for a text against it."""


def _of_some(text: str, first: int, last: int) -> bool:
    """Said of some states only ("EU members voted overwhelmingly", "an overwhelming majority of African states"), or of
    several votes."""
    before, after = text[max(0, first - 30) : first], text[last : last + 60]
    if rx(r"^ (?:of|among|in|across|within|from) (?:the |its |all )?(?:<G>|<J>|<L>|<N> of|african?|asian?|arabs?|europe(?:an)?|oceania|latin|western|west|muslim|middle east|caribbean|pacific|global (?:south|north)|region|bloc|americas|americans|people|voters|respondents|\w+s polled)").search(after):  # fmt: skip
        return True
    if rx(r"(?:<G>|<L>)(?:'s)?(?: (?:members|states|countries|and [\w ]{0,12}|have|has|had|all|also))* $").search(
        before
    ):
        return True
    return rx(r"\b(?:every|each|previous|earlier|past|several|many|\w+ times|resolutions|years)\b").search(text[max(0, first - 45) : last + 45]) is not None  # fmt: skip


def most(sentence: Sentence) -> Iterator[Phrase]:
    """ "Most of the world voted in favour", "backed by a majority of UN members"."""
    text = sentence.masked.text
    if "most " not in text and "majority" not in text:
        return
    for match in _MOST.finditer(text):
        verb = _MOST_VERB.search(text[match.end() : match.end() + 90])
        if verb:
            option = "yes" if verb["yes"] else "no" if verb["no"] else "abstain"
            if verb.group().endswith("against") and _A_THING.match(text, match.end() + verb.end()):
                continue
            yield Phrase("most", match.start(), match.end() + verb.end(), {"option": option})
        elif _BACKED_BY.search(text[max(0, match.start() - 45) : match.start()]):
            yield Phrase("most", match.start(), match.end(), {"option": "yes"})


def isolated(sentence: Sentence) -> Iterator[Phrase]:
    """ "Washington was isolated", "leaving Russia isolated"."""
    text = sentence.masked.text
    if "isolat" not in text:
        return
    for match in _ISOLATED.finditer(text):
        group = next(name for name in ("l", "l2", "l3", "l4") if match[name])
        if group == "l2" and not (match["left"] or match.group().startswith("isolat")):
            continue
        yield from _states(sentence, "isolated", match, group)


def alone(sentence: Sentence) -> Iterator[Phrase]:
    """ "The US stood alone", "the lone vote against came from Palau"."""
    text = sentence.masked.text
    if not any(map(text.__contains__, ("alone", " lone ", " sole ", "solitary"))):
        return
    for match in _ALONE.finditer(text):
        if _IN_ABSTAINING.match(text, match.end()):
            continue  # how many abstained is no side
        yield from _states(sentence, "alone", match, next(name for name in ("l", "l2", "l3") if match[name]))


def _states(sentence: Sentence, frame: str, match: re.Match[str], group: str) -> Iterator[Phrase]:
    text, at = sentence.masked.text, match.start(group)
    codes = g.codes_of(sentence.masked.entity(at))
    if codes and not _NOT_SO.search(text[max(0, match.start() - 40) : match.start()]) and not _NEVER.search(match.group()):  # fmt: skip
        yield Phrase(frame, match.start(), match.end(), {"subjects": codes})


_NOT_MEANT = rx(r" not |\bhad (?:the )?abst|\bbeen counted\b")
"""Within the words: it is denied, or only supposed ("had the abstentions been counted as no")."""


def effect(sentence: Sentence) -> Iterator[Phrase]:
    """ "Abstentions amount to opposition", "sunk by abstentions"."""
    text = sentence.masked.text
    if "abst" in text:
        for match in _ABSTENTIONS.finditer(text):
            if not _NOT_SO.search(text[max(0, match.start() - 25) : match.start()]) and not _NOT_MEANT.search(
                match.group()
            ):
                says = "opposition" if match["equal"] or match["l"] else "blocking"
                yield Phrase("abstention-effect", match.start(), match.end(), {"effect": says})


def habit(sentence: Sentence) -> Iterator[Phrase]:
    """ "Increasingly sides with", "a shift toward Russia", "has become an ally of"."""
    text = sentence.masked.text
    if not any(map(text.__contains__, ("ly ", "always", "toward", "closer to", "over to", "into ", "become", "became", "emerged"))):  # fmt: skip
        return
    for match in _HABIT.finditer(text):
        number = next(n for n in ("", "2", "3", "4") if match[f"l{n}"])
        first = g.codes_of(sentence.masked.entity(match.start(f"l{number}")))
        second = g.codes_of(sentence.masked.entity(match.start(f"t{number}")))
        if _NO_SUCH.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        if first and second and not set(first) & set(second) and not _NEVER.search(text[match.start() : match.start(f"t{number}")]):  # fmt: skip
            yield Phrase("habit", match.start(), match.end(), {"subjects": [*first, *second], "with": second})


def law(sentence: Sentence) -> Iterator[Phrase]:
    """ "Voted to make food a human right", "outlawed nuclear weapons": a text that makes or abolishes something itself."""
    text = sentence.masked.text
    if not any(
        word in text for word in (" mak", " made", "bann", "bans ", "outlaw", "abolish", "decriminal", "legali")
    ):
        return
    for match in _LAW.finditer(text):
        if _BY_THEMSELVES.match(match.group()):
            continue
        if not _NOT_SO.search(text[max(0, match.start() - 40) : match.start()]):
            yield Phrase("makes-law", match.start(), match.end(), {"by_verb": match["v"]})


def consensus(sentence: Sentence) -> Iterator[Phrase]:
    """ "Adopted by overwhelming consensus": a consensus is no vote."""
    text = sentence.masked.text
    if "consensus" not in text:
        return
    for match in _CONSENSUS.finditer(text):
        if not _NOT_SO.search(text[max(0, match.start() - 25) : match.start()]) and not _NEVER.search(match.group()):
            yield Phrase("consensus", match.start(), match.end())


def without_support(sentence: Sentence) -> Iterator[Phrase]:
    """ "Two countries did not support the resolution": abstentions are no support either."""
    text = sentence.masked.text
    if "support" not in text and "back" not in text and "favou" not in text and "favor" not in text:
        return
    for match in _WITHOUT.finditer(text):
        if _OF_MORE.search(text, max(0, match.start() - 24), match.start()):
            continue
        if SHARE_OF.search(text, max(0, match.start("n") - 60), match.start("n")):
            continue  # "almost half of the UN's 193 members"
        asserted = {"n": sentence.masked.entity(match.start("n")).value}
        yield Phrase("without-support", match.start(), match.end(), asserted)


def of_the_other_body(sentence: Sentence) -> Iterator[Phrase]:
    """ "The General Assembly adopted a Security Council resolution": each body adopts its own texts."""
    text = sentence.masked.text
    if text.count(TAGS["B"]) < 2:
        return
    for match in _OTHER_BODY.finditer(text):
        named = [sentence.masked.entity(match.start(name)).value for name in ("a", "b")]
        if set(named) == {"GA", "SC"}:
            yield Phrase("other-body", match.start(), match.end(), {"body": named[0], "of": named[1]})


FINDERS: tuple[Callable[[Sentence], Iterator[Phrase]], ...] = (
    size,
    narrow,
    most,
    isolated,
    alone,
    effect,
    habit,
    law,
    consensus,
    without_support,
    of_the_other_body,
)
