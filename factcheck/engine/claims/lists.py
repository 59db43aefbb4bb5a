"""Lists of states that hang on a word for a vote: "Against: A, B", "the abstentions came from A and B", "opposed by A"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.engine.claims import grammar as g
from factcheck.engine.claims import tally
from factcheck.engine.claims.stances import stances
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import TAGS, rx

_KEYS = {
    "no": r"against\b|opposed\b|opposing\b|(?:no|negative|dissenting) votes?|vot(?:ed|ing) (?:an? )?\"?no\b\"?|opposition|\"no\" votes?|said \"?no\b|dissent(?:ers?|ed|ing)?\b|opponents?\b|objectors?\b|naysayers?\b|rejected (?:it|the)|rejecting",
    "yes": r"in favou?r\b|vot(?:ed|ing) (?:an? )?\"?yes\b\"?|(?:favou?rable|positive) votes?|vot(?:ed|ing) \"?for\b\"?|said \"?yes\b|yes votes?|in support\b|\"yes\" votes?|support(?:ing|ed) (?:it|the)|affirmative|(?<!<L> and its )(?<!<L> and their )(?<!<L>'s )supporters\b",
    "abstain": r"abstentions?|abstained|abstaining|abstain\b|abstainers?",
    "absent": r"did not (?:vote|participate|take part)\b(?! for\b| against\b| in\b)|not voting|were absent|absentees?|non-?voting",
}
_ANY_KEY = "|".join(_KEYS.values())
_GAP = rf"(?:(?!{_ANY_KEY}|<N>|\b(?:would|could|might)\b)[^.;()<L>])"
_KEY = "|".join(rf"(?P<{option}>{pattern})" for option, pattern in _KEYS.items())
_HEAD = rf"(?:<N>|those|{g.STATES}|others|among|the|its|their|came|were|was|with|voted|who|that|votes|a|one|only)"
_ITEMS = r"(?P<l><L>)(?! (?:(?:then|now|also|itself|themselves|again|too|for its part|this time|[a-z]+ly) )?(?:was|were|had|has|is|are|did|vote|ballot|resolution|text|draft|proposal|motion|measure)\b|,? (?:were |all |both )*(?:against|in favou?r|opposed|abstain(?:ed|ing)|voting|voted)\b|'s|-\w)"
_LIST_AFTER = rx(
    rf"{_HEAD}{_GAP}{{0,40}}?(?:{_KEY})\"?{_GAP}{{0,30}}"
    r"(?: ?\((?:including |among them |namely |notably )?| ?- (?:including |namely )?| ?: ?| (?:were|was|is|included|include|includes|are|comprised|came from|come from|from(?: (?:the )?(?:permanent|elected|council|veto-wielding)(?: council| security council| <B>)? (?:members?|powers?))?|(?:were |was )?cast by|(?:was|were) (?:that|those) of)(?: also)?(?: the likes of| countries like)?:? |,? (?:including|among them|such as|notably|namely)(?: those)?(?: from| of)? )"
    + _ITEMS,
    holds=r"(?:\(|: ?|- |(?:including|among them|namely|notably|were|was|is|include[sd]?|are|comprised|from|by|of|also|like|such as|those|members?|powers?):? )"
    + _ITEMS,
)
_INVERTED = rx(
    rf"(?:^|[.;:] |\b(?:and|while|also) )(?:also )?(?P<k>voting (?:against|\"?no\"?|in favou?r|\"?yes\"?|for)|abstaining|not voting|opposed|opposing|in favou?r|against|absent)"
    rf"(?: (?:of |to )?(?:it|the (?:[\w-]+ )?{g.ONE_TEXT}|[a-z]+))?(?: from the vote)?(?:,? (?:alongside|along with|together with|with|besides) <L>,?)? (?:was|were)(?: also| only)?:? (?P<l><L>)(?=[.;,]|$| and | while | but )"
)
"""The verb before the states: "Voting against was China", "Abstaining were Namibia and Sudan"."""
_PLAIN_NO = re.compile(r"no votes?$")
_AMONG_THEM = rx(
    rf"(?:<N>|those|{g.STATES}|others)(?:(?!{_ANY_KEY}|<N>)[^.;()<L>]){{0,60}}?(?:{_KEY})(?:(?!{_ANY_KEY}|<N>)[^.;()<L>]){{0,40}}, (?:[^.;():]{{0,70}}? (?:such as|like|including) |(?:with )?)(?P<l><L>),? (?:among them|included|among others|for example|for instance|being among)"
)
_AMONG_ASIDE = rx(
    rf"(?:{_KEY})(?:(?!{_ANY_KEY})[^.;()]){{0,20}}, (?:including|among them|with) [^.;():]{{0,80}}?(?: such as| like) (?P<l><L>)(?! (?:was|were|had|has)\b|'s|-)"
)
_HEADED = rx(
    rf"(?:^|[.;:\u2022*] ?|- )(?:the )?(?:(?:those|{g.STATES})(?: (?:that|who|which))? )?(?:voting |voted |votes? |cast )?\"?"
    r"(?:(?P<no>against|no|opposed|nay)|(?P<yes>in favou?r|yes|for|yea)|(?P<abstain>abstentions?|abstain(?:ed|ing|ers)?)|(?P<absent>absent|not voting|non-voting|did not vote))\"?(?: voted| votes?)?(?: \((?:[^()<L>]{0,30})\))?(?: <N>(?: \w+)?)? ?(?:[:-] ?(?:<N> ?[:-] ?)?|[:-] ?<N> ?\((?:including |among them |with )?)(?P<l><L>)(?!'s| (?:said|voted|told|has|had|was|were))"
)
_COUNTED_THEN = rx(
    rf"<N> (?:{g.STATES}|country|state|nation|member)(?: (?:that|which|who|had|have|was|were|voted)){{0,3}} (?:{_KEY})(?: it| the [a-z]+)?(?:, | - )(?P<l><L>)(?=[,.;]|$)"
)
"""The list behind the vote that it counts: "Only one country voted against, Belarus"."""
_COUNTED_BEFORE = rx(
    rf"<N>(?: \w+)?(?: {g.STATES}| members?)(?: (?:that|who|which|voted|were|had|have|joined (?:the )?<L> in)){{0,2}} (?:{_KEY})(?:(?!{_ANY_KEY}|<N>)[^.;:()]){{0,110}}: (?P<l><L>)(?=[.;]|$)"
)
"""A list at the end of a sentence that counts its states before: "Nine states voted against the text, which ...: A, B"."""
_IN_BRACKETS = rx(
    rf"<N>(?: of [^.;()<L>]{{0,20}})?(?: (?!<N>)\w+)?(?: {g.STATES}| country| state| nation| member| power| vote)?,? ?(?:\(|- |, )(?:just |only |namely |including |among them )?(?P<l><L>)(?:\)| -|,),? (?:(?:was |were |had |all |both )*(?:voted )?(?:{_KEY}))"
)
_PASSIVE = rx(
    rf"(?:\b{g.TEXT}|\bthe vote(?= was (?:opposed|backed|supported))|\bit|\bwhich|\bthat|\bcall|<Q>|<Y>|\bmove)[^.;<L>]{{0,60}}? (?:was|were|been|being|is) (?:(?:also|only|openly|not|\w+ly) ){{0,2}}(?:(?P<no>opposed|rejected|voted down|resisted)|(?P<yes>backed|supported|endorsed|approved))(?: only| mainly| too| notably)? by (?:(?:only |just |no more than )*<N>(?: (?!<N>)\w+){{0,3}}?(?: {g.STATES})?(?:,? (?:including|among them|led by) |: ?| - ?|, ))?(?P<l><L>)(?!'s|-)"
)
_PASSIVE_TOO = rx(
    r"(?:backed|supported|endorsed|approved|opposed|rejected|resisted) by [^.;]{0,200}?<L>,? (?:and|but|while|yet) (?:was |were )?(?:only |\w+ly )?(?:(?P<no>opposed|rejected|resisted)|(?P<yes>backed|supported|endorsed|approved)) by (?:<N>(?: (?!<N>)\w+){0,3}? (?:- )?)?(?P<l><L>)(?!'s|-)"
)
"""The second of two passives: "was backed by A and opposed by B"."""
_GAPPED = rx(
    rf"\bvot(?:ed|es|ing) (?:(?:for|against|in favou?r of)(?:{g.OBJECT}| it)|in favou?r|for|against)(?:,| and|,? and|,? while|,? but|;) (?P<l><L>) (?:(?P<no>against)|(?P<yes>for|in favou?r))(?: of)?(?: it\b|(?=[.;,]|$))"
)
"""A clause without its verb: "A voted for the text and B against it"."""
_CAME_FROM = rx(
    r"(?:(?P<yes>\b(?:support|backing|endorsements?|approval|(?:yes|aye) votes?)|\"yes\" votes?)|(?P<no>\b(?:opposition|dissent|resistance|objections?|(?:only|lone|sole|single) (?:(?:\"?no\"? |negative |dissenting )?votes?(?: against(?: it)?)?|\"?no\"?|nay|dissent)|vote against|votes against|nay votes?)|\"no\" votes?)|(?P<abstain>\babstentions?))"
    r"(?: votes?| for it| against it| to it)? (?:(?:also |all |only )?(?:came|comes|coming) (?:only |mainly |mostly |chiefly |also )?from|(?:was|were) (?:cast by|that of|those of|from)) (?:<N>(?: \w+)?, (?:including|among them) )?(?P<l><L>)"
)
_ABSTENTION_OF = rx(
    rf"\b(?:the|with|despite) (?P<abstain>abstentions?) (?:of|by) (?:(?:only |just )?<N>(?: (?:{g.STATES}|country|state|member))?(?:,| -| \(|:|;) ?(?:including |namely |among them )?)?(?P<l><L>)(?!'s|-| (?:would|could|might|may|will)\b)"
)
"""By the noun: "with the abstention of three members: A, B and C"."""
_WITH = rx(
    r"\bwith (?:only |just )?(?P<l><L>) (?:all |both |alone |also |again )?(?:(?P<no>opposed\b|against\b|dissenting|objecting)|(?P<yes>in favou?r\b|in support\b)|(?P<absent>absent\b))"
)
_JOINING = rx(r"\b(?:sid|align|join|st(?:ood|and)|vot|rank|alone|line|team)\w*(?: \w+){0,2} ?$")
_ROW = rx(
    r"(?:^|[.;\u2022*] )(?P<l><L>) ?[:-] ?(?:voted )?\"?(?:(?P<no>no|against|opposed)|(?P<yes>yes|in favou?r|for)|(?P<abstain>abstain(?:ed|s|ing)?|abstention)|(?P<absent>absent|did not vote))\"?(?=[.,;]|$)"
)
_OF = rx(
    r"(?P<l><L>|<J>)(?:'s?)? (?:own |lone |sole |surprise )?(?:(?:decision|choice|move) to (?:(?P<a1>abstain)|(?P<n1>vote (?:against|no|\"no\")|oppose (?:the|it))|(?P<y1>vote (?:for|in favou?r|yes)))|(?P<a2>abstentions?)\b|(?P<n2>\"no\" vote|no vote|negative vote|vote against)\b|(?P<y2>\"yes\" vote|yes vote|vote in favou?r|vote for)\b)(?! (?:would|could|might|may|will|<L>|israel|in the <B> would))"
)
_THEY_ARE = rx(
    rf"^(?:(?P<beside>(?:besides|apart from|in addition to|along with) (?:the )?<L>(?: itself| themselves)?,? ))?(?:they|these|those|(?:these|those) {g.STATES}|the (?:<N>|two|three|others?|other <N>|other {g.STATES}(?: in (?:opposition|favou?r))?|rest|dissenters|opponents|abstainers)(?: {g.STATES})?|others|the (?P<latter>latter)|the {g.STATES}|among them) (?:are|were|include|included|comprise)(?: also)?:? (?P<l><L>)(?=[.;]|$| and (?:<N>|several|some|a ))"
)
_ON_THE_LIST = rx(
    rf"^(?:(?:<N>|an?|one|another) (?:<G>|<J>)?(?:'s)?(?: (?:{g.STATES}|country|state|nation|member|member state))?, )?(?P<l><L>),? (?:(?:too|also|both|all) )?(?:was|were|is|are) (?:(?:also|both|all) )?(?:among (?:them|these|those)|one of (?:them|these|those)|on (?:it|(?:the|that|this) list)|in (?:that|this) (?:group|camp|number))[.!]?$"
)
"""States that belong to those of the sentence before: "Two members of the bloc, A and B, are on that list"."""
_AMONG_A_NUMBER = rx(
    rf"(?:^|[.;] )among (?:the|those|these) (?P<n><N>)(?: {g.STATES})? (?:were|was|are) (?:also )?(?P<l><L>)(?=[.;,]|$)"
    rf"|(?P<l2><L>)(?:,| -|\))? (?:(?:was|were|is|are) )(?:also )?among (?:the|those|these) (?P<n2><N>)(?: {g.STATES})?(?=[.;,]|$| and | while | but )"
)
"""States and a number that a sentence before gives for one way of voting: "Among the 143 were A and B"."""
_NO_VERB = rx(
    r"(?:,|;)(?: and| but| while)? (?:the )?(?P<l><L>),? \"?(?:(?P<no>against)|(?P<yes>in favou?r|for))\"?(?: it)?(?=[.;]|$|,? and |,? while |, (?:the )?<L> \"?(?:for|against|in favou?r|abst))"
)
"""One of several clauses, without its verb: "A voted yes, B abstained, C against"."""
_NOT_SO = rx(r"\b(?:not|n't|never)(?: vot(?:e|ed|ing))? $")
"""Before "in favour": those that did not vote so."""
_COUNTED_YES = rx(r"<N>(?: votes?| members?| states| countries)? in favou?r$")
"""Before "A against": "The vote was 13 in favour, A against and B abstaining"."""
_IS_ONE = r"(?:was|were|is|are|included|include)(?: again| once more| once again| also| only| just)?:?"
_NOUNS = rx(
    rf"(?:^|[.;:] ?|, |\b(?:the|its|other|main|chief|only|few|<N>) )(?:(?P<no>opponents|dissenters|objectors|naysayers|noes|nays|\"?no\"? camp)|(?P<abstain>abstainers|abstentions|abstaining {g.STATES})|(?P<absent>absentees|(?:absent|non-voting) {g.STATES})|(?P<yes>ayes|yeses|\"?yes\"? camp|(?:supporters|backers)(?= of (?:it|the (?:[\w-]+ )?{g.ONE_TEXT})\b)))(?: of (?:it|the (?:[\w-]+ )?{g.ONE_TEXT}))?(?: (?:in|from) (?:the )?(?:[a-z]+ ){{0,2}}[a-z]+(?= includ))?(?:,? (?:which|who|that)|, which [^.;,<L>]{{3,70}},)? "
    rf"(?:also )?(?:{_IS_ONE}(?: the usual (?:ones|suspects):?)?(?: those (?:of|from)| that of)?|c[ao]me from) {_ITEMS}"
)
"""A noun for those who voted so, and its list: "Opponents included A and B"."""
_NOUN_HEADS = rx(
    rf"(?:^|[.;] )(?:the |other )*(?:(?P<no>opponents|dissenters|noes|nays)|(?P<abstain>abstainers)) ?[:-] {_ITEMS}"
)
_DOING = r"(?:(?P<no>oppos(?:e|ing)|reject(?:ing)?|vot(?:e|ing) (?:against|\"?no\"?)|opposition|the \"?no\"? (?:column|camp))|(?P<abstain>abstain(?:ing)?|abstention)|(?P<yes>vot(?:e|ing) (?:for|in favou?r(?: of)?|\"?yes\"?)|the \"?yes\"? (?:column|camp)))"
_IT = rf"(?: it| this| to it| to the (?:[\w-]+ )?{g.ONE_TEXT}| the (?:[\w-]+ ){{0,2}}?{g.ONE_TEXT}| <Q>| <Y>)?(?: this time| again| on <T>| <T>)?"
_WHO_DID = rx(
    rf"(?:{g.STATES}|country|state|nation|member|ones?|those|<N>|<G>) (?:to|that|who|which)(?: did)? {_DOING}{_IT},? {_IS_ONE} {_ITEMS}"
)
"""An infinitive and its list: "the only countries to oppose it were A and B"."""
_JOINING_IN = rx(rf"(?:^|[.;:] ?|\b(?:and|while|but) )(?:joining (?:the )?<L>(?: again| also)? )?in {_DOING}{_IT},? (?:{_IS_ONE}|stood) {_ITEMS}")  # fmt: skip
"""The company before the list: "Joining A in opposition were B and C"; "in the no column stood A"."""
_BY_NUMBER = (
    rf"(?:(?:only |just )?<N>(?: (?!<N>)[\w-]+)?(?: {g.STATES})?(?: -|:|,| \() ?(?:including |among them |namely )?)?"
)
_JOINED_IN = rx(rf"\bjoined (?:again |this time )?in {_DOING}{_IT} by {_BY_NUMBER}{_ITEMS}")
_SOME_OF_THEM = rx(
    rf"(?:<N>|those)(?: {g.STATES})? (?:(?:that|who|which|voting|voted|had|have|were|chose to) )*(?:{_KEY})(?:(?!{_ANY_KEY}|<N>)[^.;:()<L>]){{0,60}}? (?:was|were|included) <N>(?: (?!<N>)[\w-]+| <G>(?:'s?)?| <J>){{0,4}} ?[:(-] ?(?P<l><L>)(?=[.;,)]|$| -)"
)
"""Some of those counted: "among the 14 that voted against were six from the region: A, B"."""
_OF_THE_SIDE = rx(
    rf"(?:^|[.;] )(?:of|among) (?:the|those|these)(?: <N>)?(?: {g.STATES})? (?:(?:that|who|which|voting|had|have|were) )*(?:{_KEY})[^.;<L>]{{0,40}}, (?P<s><L>) (?:was|were) (?:also |again )?joined by {_BY_NUMBER}{_ITEMS}(?=[.;,)]|$| -)"
)
"""Those of one side and their company: "of the nine voting against, A was joined by B and C"."""
_JOINED_BY = rx(rf"\bjoined (?:again |this time )?by (?P<l><L>) in {_DOING}")
_ONE_OF_THE_VOTES = rx(
    r"(?<!\w)(?:(?:one|<N>) of the <N>|the (?:only|lone|sole|single|one)) (?:(?P<no>votes? against(?: it)?|\"?no\"? votes?|dissenting votes?|negative votes?)|(?P<abstain>abstentions?)|(?P<yes>votes? in favou?r|\"?yes\"? votes?)) (?:(?:was|were) (?P<l><L>)'s?(?= ?(?:[.,;]|$|and\b))|(?:was|were|came) (?:from|that of|cast by) (?P<l2><L>))"
)
"""One vote and whose it was: "the lone abstention was A's"."""
_OF_THE_VOTES_ONE = rx(
    r"\b(?:of|among) (?:the|those|these)(?: <N>)? (?:(?P<no>votes? against|\"?no\"? votes?|dissenting votes?|negative votes?|dissenters|noes)|(?P<abstain>abstentions?|abstainers)|(?P<yes>votes? in favou?r|\"?yes\"? votes?)), (?:one|<N>) (?:(?:was|were) (?P<l><L>)'s?(?= ?(?:[.,;]|$|and\b))|(?:was|were|came) (?:from|that of|those of|cast by) (?P<l2><L>))"
)
"""The same told from the whole: "of the 18 no votes, one was A's"."""
_WON_OVER = rx(
    rf"\b(?:persuaded|convinced|induced|prevailed (?:up)?on) (?P<l><L>) to (?:join (?:it|them|<L>)(?: and <L>)? in )?{_DOING}"
)
"""Those whom another brought to vote so: "persuaded A and B to join it in voting against the text"."""
_OF_SOME = (_ONE_OF_THE_VOTES, _SOME_OF_THEM, _OF_THE_SIDE, _OF_THE_VOTES_ONE)
"""Forms whose number is not that of the list."""
_TOO = rx(
    r"^(?:and )?(?:(?P<l><L>),? (?:too|also|as well|likewise)|so (?:did|was|were|ha[dsv]e?) (?P<l2><L>)|(?P<l3><L>) (?:did|was|were) (?:likewise|the same|so too|so as well|as well|too|so)|(?P<l4><L>) followed suit)[.!]?$"
)
"""A sentence that says of further states what the one before says: "Switzerland, too"."""
_LINE = rx(
    r"^(?:[a-z] ?[:-] ?|[-*\u2022] ?)?(?P<l><L>)(?:,? (?:and|&)(?=[,;]?$))?(?:,? (?:among|and) (?:many |some |several |a few )?others)?[.;,]?$"
)
_HEADING = rx(
    rf"^(?:the )?(?:<N> )?(?:(?:those|{g.STATES}|members?)(?: (?:that|who|which))? )?(?:voting |voted |votes? )?\"?(?:(?P<no>against|no|opposed|nay)|(?P<yes>in favou?r|yes|for|yea)|(?P<abstain>abstentions?|abstain(?:ed|ing|ers)?)|(?P<absent>absent|not voting|non-voting|did not vote))\"?"
    rf"(?: (?:of )?the (?:resolution|vote|text|draft))?(?: ?[:-]? ?\(?<N>(?: {g.STATES}| votes?)?\)?)? ?[:-]?$"
)
_SAID = rx(rf"(?:{_KEY})")
_NUMBER = rx(r"<N>")
_A_RULE = rx(r"\b(?:requir(?:e|es|ed)|need(?:s|ed)?|necessary|without (?:a |the |any )?veto|would|must)\b")
"""What a text needs, not what it got."""


@dataclass(frozen=True, slots=True)
class Listed:
    """`at` is the place of the list, `start` to `end` the words with it, `number` how many the words say there are."""

    option: str
    at: int
    start: int
    end: int
    number: int | None = None


def listed(sentence: Sentence, document: Document) -> Iterator[Listed]:
    """Lists of a sentence. The word for the vote may stand in the sentence before ("Nine were against. They are: ...")."""
    masked = sentence.masked
    text = masked.text
    for pattern in (
        ()
        if TAGS["L"] not in text
        else (
            _LIST_AFTER,
            _AMONG_THEM,
            _AMONG_ASIDE,
            _COUNTED_BEFORE,
            _COUNTED_THEN,
            _JOINED_BY,
            _IN_BRACKETS,
            _HEADED,
            _PASSIVE,
            _PASSIVE_TOO,
            _GAPPED,
            _CAME_FROM,
            _ABSTENTION_OF,
            _WITH,
            _ROW,
            _NOUNS,
            _NOUN_HEADS,
            _JOINED_IN,
            _SOME_OF_THEM,
            _OF_THE_SIDE,
            _WHO_DID,
            _JOINING_IN,
            _ONE_OF_THE_VOTES,
            _OF_THE_VOTES_ONE,
            _WON_OVER,
        )
    ):
        for match in pattern.finditer(text):
            at = match.start("l") if match["l"] else match.start("l2")
            if _A_RULE.search(text, max(0, match.start() - 30), at):
                continue
            option = next(name for name in _KEYS if name in match.re.groupindex and match[name])
            key = match[option]
            if option == "yes" and _NOT_SO.search(text, max(0, match.start(option) - 20), match.start(option)):
                option = "not_yes"
            if (
                pattern is _LIST_AFTER
                and _PLAIN_NO.search(key)
                and not key.startswith('"')
                and not _one_vote(text, match)
            ):
                continue  # "with no votes from A" may be none at all
            if pattern is _WITH and _JOINING.search(text[max(0, match.start() - 40) : match.start()]):
                continue  # "sided with A against the text": an alignment
            number = _number(sentence, match, at) if pattern not in _OF_SOME else None
            if pattern is _OF_THE_SIDE:
                yield Listed(option, match.start("s"), match.start(), match.start("s"))
            yield Listed(option, at, match.start(), match.end(), number)
    if " was" in text or " were" in text:
        for match in _INVERTED.finditer(text):
            word = match["k"]
            option = (
                "abstain" if "abst" in word else "absent" if "absent" in word or word == "not voting"
                else "no" if word.endswith(("against", "no", 'no"')) or "oppos" in word else "yes"
            )  # fmt: skip
            yield Listed(option, match.start("l"), match.start(), match.end("l"))
    for match in _OF.finditer(text):
        option = "abstain" if match["a1"] or match["a2"] else "no" if match["n1"] or match["n2"] else "yes"
        yield Listed(option, match.start("l"), match.start(), match.end())
    line = _LINE.match(text)
    if line and (heading := _headed_above(sentence, document)):
        yield Listed(heading, line.start("l"), line.start(), line.end("l"))
    too = _TOO.match(text)
    if too and sentence.index > 0:
        yield from _as_before(sentence, too, document)
    if "among the" in text or "among those" in text:
        yield from _among_a_number(sentence, document)
    for match in _NO_VERB.finditer(text):
        if any(
            s.end <= match.start() and s.words.startswith(("vot", "abstain", "was", "were")) for s in stances(text)
        ) or _COUNTED_YES.search(text, 0, match.start()):
            yield Listed("no" if match["no"] else "yes", match.start("l"), match.start("l"), match.end())
    they = _THEY_ARE.match(text)
    if they and sentence.index > 0:
        yield from _from_before(sentence, they, document)
    some = _ON_THE_LIST.match(text)
    if some and sentence.index > 0:
        said = {
            next(name for name in _KEYS if m[name])
            for m in _SAID.finditer(document.sentences[sentence.index - 1].masked.text)
        }
        if len(said) == 1:
            yield Listed(said.pop(), some.start("l"), some.start(), some.end("l"))


def _headed_above(sentence: Sentence, document: Document) -> str | None:
    """The option of the heading over a line that is nothing but states: "Against (10):", "Which countries abstained:" or "Who voted no?",
    over further such lines. None where the line above is neither."""
    for above in reversed(document.sentences[max(0, sentence.index - 30) : sentence.index]):
        text = above.masked.text
        if _LINE.match(text):
            continue
        if asked := _WHO_WERE.match(text):
            return _counted_so(above.masked.entity(asked.start("n")).value, above, document)
        heading = _HEADING.match(text)
        if heading:
            return next(name for name in _KEYS if heading[name])
        options = {next(name for name in _KEYS if m[name]) for m in _SAID.finditer(text)}
        return options.pop() if text.endswith((":", "?", ";")) and len(options) == 1 else None
    return None


def _one_vote(text: str, match: re.Match[str]) -> bool:
    return (
        rx(r"\b(?:a|one|the|<N>|single|only|lone|sole)(?: \w+)? ?(?:no|negative|dissenting) votes?").search(
            text, match.start(), match.end()
        )
        is not None
    )


def _number(sentence: Sentence, match: re.Match[str], at: int) -> int | None:
    numbers = [e.value for place, e in sentence.masked.within(match.start(), match.end(), "N") if place < at]
    return numbers[0] if len(numbers) == 1 else None


def _as_before(sentence: Sentence, match: re.Match[str], document: Document) -> Iterator[Listed]:
    """The option of the last clause of the sentence before."""
    last = [s.option for s in stances(document.sentences[sentence.index - 1].masked.text)]
    if last and last[-1] in _KEYS:
        at = next(match.start(name) for name in ("l", "l2", "l3", "l4") if match[name])
        yield Listed(last[-1], at, match.start(), match.end())


def _among_a_number(sentence: Sentence, document: Document) -> Iterator[Listed]:
    """The option that the sentences before count with that number, where it is one."""
    for match in _AMONG_A_NUMBER.finditer(sentence.masked.text):
        group = "" if match["n"] else "2"
        number = sentence.masked.entity(match.start(f"n{group}")).value
        if option := _counted_so(number, sentence, document):
            yield Listed(option, match.start(f"l{group}"), match.start(), match.end())


_WHO_WERE = rx(rf"^(?:and |so )?(?:who|which)(?: {g.STATES})? (?:were|are) (?:the|those|these) (?P<n><N>)\?$")


def _counted_so(number: int, sentence: Sentence, document: Document) -> str | None:
    """The option that a sentence, and those before it, count with a number, where it is one."""
    before = document.sentences[max(0, sentence.index - 3) : sentence.index + 1]
    counts = [
        pair for above in before for d in tally.detect(above, document) for pair in tally.asserted_counts(d).items()
    ]
    options = {option for option, count in counts if count == number}
    return options.pop() if len(options) == 1 else None


def _from_before(sentence: Sentence, match: re.Match[str], document: Document) -> Iterator[Listed]:
    """The option of the sentence before, where it says just one, or the one whose number is that of the list."""
    above = document.sentences[sentence.index - 1]
    told = [n.value for _, n in sentence.masked.within(0, match.start("l"), "N")]
    counts = {pair for draft in tally.detect(above, document) for pair in tally.asserted_counts(draft).items()}
    if told and counts:
        options = {option for option, number in counts if number == told[0]}
        if len(options) == 1:
            number = None if match["beside"] else told[0]
            yield Listed(options.pop(), match.start("l"), match.start(), match.end("l"), number)
        return
    before = above.masked
    said = list(_SAID.finditer(before.text))
    if match["latter"]:
        said = said[-1:]
    size = len(g.codes_of(sentence.masked.entity(match.start("l"))))
    options = {next(name for name in _KEYS if m[name]) for m in said}
    numbered = set()
    for one in said:
        near = [e.value for _, e in before.within(max(0, one.start() - 40), one.start(), "N")]
        if near and near[-1] == size:
            numbered.add((next(name for name in _KEYS if one[name]), size))
    if len(options) == 1:
        number = next(iter(numbered))[1] if len(numbered) == 1 else None
        yield Listed(options.pop(), match.start("l"), match.start(), match.end("l"), number)
    elif len(numbered) == 1:
        option, number = numbered.pop()
        yield Listed(option, match.start("l"), match.start(), match.end("l"), number)
