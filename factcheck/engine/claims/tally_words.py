"""Words that count votes, as patterns over masked text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.engine.claims import grammar as g
from factcheck.engine.text.document import Sentence
from factcheck.engine.text.masking import TAGS, rx

_WHO = rf"(?: \((?:<N>|(?:including |among them |notably )?<L>(?: among them| included| too)?)\)| - (?:(?:including|among them|notably|such as) (?:[\w-]+ )?)?<L> -)?(?:(?: out)? of (?:the |its |their )?(?:(?:un |u\.n\. |united nations )?<B>'s? |[\w'.]+ )?<N>)?(?: <B>| of the (?:un|u\.n\.|united nations)\b)?(?:(?: more| other| further| un| u\.n\.| council| assembly| member| of them| of the <N>)*(?: (?:votes?|ballots|{g.STATES}|voices|others))?(?: (?:of|out of|on|in) (?:the )?(?:un |u\.n\. |united nations )?(?:<N>-(?:member|nation|seat) )?(?:<B>|council\b|assembly\b|body\b|panel\b|committee\b))?)(?: out of (?:its |the )?<N>)?(?: - (?:(?:including|among them|notably|such as) (?:[\w-]+ )?)?<L>(?: among them| included)? -|, (?:mostly|mainly|largely|chiefly|many of them|most of them) [^,;<N>]{{3,70}},(?= (?:vot|abstain|oppos|against|in favou?r))|, (?:<L>(?: included| among them| included among them)|(?:close to|nearly|almost|about|more than|well over|over) [^,;<L>]{{3,40}}|(?:among them|including|such as|notably|<L> and) <L>(?: and (?:some|several|a few|many|other|its|their)(?: [a-z]+){{1,3}})?),| (?:including|among them) <L>,?(?= (?:abst|voted|opposed|were|had))| \((?:including |among them |notably )?<L>(?: among them| included)?\))?"
_LOOSELY = r"more than|over|at least|fewer than|less than|under|nearly|almost|about|around|some|roughly|close to|as many as|just|only"
_ABOUT = rf"(?P<about>{_LOOSELY})? ?"
_YES = (
    rf"<N>{_WHO}(?: (?:either|cast|vote|voted|voting|were|was|came|that|who|members|came out|had|ballots|their ballots|on <T>|<T>|(?:in|at) the (?:un |u\.n\. )?<B>))* ?(?:in (?:its )?favou?r\b|\bfor\b(?! (?:the (?:first|second|third)|years|days|weeks|months|a (?!(?:[\w-]+ ){{0,2}}?(?:resolution|text|draft|measure|motion|proposal|declaration|demand|call|cease-?fire|truce|halt|pause|ban|moratorium)\b)|his|her|their))|\"?(?:yes|ayes?|yea)\"?\b|in support|affirmative|behind (?=(?:a|an|the|this|that|it)\b))"
    rf"|<N>{_WHO}(?: (?:that|who|which))?(?: <T>)? (?:backed|supported|approved|endorsed|said yes to|said yes|backing|supporting|passed(?= (?:the|it|a)\b)|adopted(?= (?:the|it|a)\b)|(?:had )?voted(?: on <T>| <T>| (?:in|at) the (?:un |u\.n\. )?<B>){{0,2}} to|raised their hands (?:for|in favou?r)|(?:lent|gave|threw) (?:it )?(?:its|their)(?: full| strong)? (?:support|backing|assent|weight)(?: (?:to|behind))?)\b"
    rf"|(?<=for which )<N>{_WHO}(?: had)? voted\b(?=[.,;]|$| and\b| while\b)"
    r"|(?:by|received|secured|got|gets|won|wins|garnered|gathered|drew|attracted|mustered|collected|obtained|earned|picked up|with) <N>(?: (?:out )?of (?:the |its )?(?:(?:un |u\.n\. |united nations )?<B>'s? )?<N>)? (?:\"?yes\"? |affirmative |positive )?votes?\b(?! against| no|,? abst| (?:in favou?r )?to <N>)"
    rf"|(?:support came from|(?:was|were|been) (?:supported|approved|backed|endorsed) by|(?<!not )(?<!n't )(?<!never )(?:had|has|with|won|got|received|enjoyed|drew|gained)(?: the)? (?:support|backing|votes|approval) (?:of|from)) (?:only |just |all )?<N> (?:(?:out )?of (?:the |its )?<N> )?(?:(?:un|u\.n\.|other|present|council|<B>) ){{0,2}}(?:{g.STATES}|votes?|of (?:the|its))"
    r"|(?:(?:was|were|been) )?(?:supported|approved|backed|endorsed) by <N>(?=,? (?:and|but) (?:was |were )?(?:opposed|rejected) by (?:just |only )?<N>(?= ?(?:[,.;)]|$|and\b|with\b|while\b)))"
)
_CONDEMNED = rf"<N>{_WHO}(?: (?:that|who|which|have|had))* (?:condemned|denounced|deplored|demanded|welcomed)\b"
"""A yes in other words, where the same sentence counts other votes too."""
_NO = (
    rf"<N>{_WHO}(?! cast(?:ing)? no votes?\b(?! against))(?: (?:either|cast|voted|voting|were|was|came|that|who|came out|had|on <T>|<T>|-))* ?(?:against\b(?! (?:only |just )?<N>(?! abst))|opposed\b(?! (?:\w+ of|projects?|drafts?|texts?|resolutions?|proposals?|views|camps|blocs|sides)\b)|opposing\b(?! (?:projects?|drafts?|texts?|resolutions?|proposals?|views|camps|blocs|sides)\b)|\"?(?:no|nays?)\"?\b(?!-| fewer| one)|in opposition|negative\b|said no)"
    rf"|<N>{_WHO}(?: (?:that|who|which))?(?: <T>)? (?:rejected|opposed(?! (?:\w+ of|projects?|drafts?|texts?|resolutions?|proposals?|views|camps|blocs|sides)\b)|voted it down|(?:still |now )?oppose(?= (?:the|it)\b)|reject(?= (?:the|it)\b)|raised their hands against)\b"
    rf"|(?:was|were|been) (?:opposed|rejected) by (?:only |just |all |as few as )*<N>(?: other)? (?:{g.STATES})\b"
    r"|(?:(?<=by <N> and )|(?<=by <N>, and )|(?<=by <N> but )|(?<=by <N>, but ))(?:was |were )?(?:opposed|rejected) by (?:just |only )?<N>(?= ?(?:[,.;)]|$|and\b|with\b|while\b))"
)
_ABSTAIN = rf"<N>{_WHO}(?: (?:either|that|who|which|were|with|recorded|had|cast|<T>|-|(?:chose|opted|decided|preferred) to))* ?(?:abstentions?|abstained|abstaining|abstain\b|abstainers)"
_ABSENT = rf"<N>{_WHO}(?: (?:that|who|which|were))* ?(?:no-?shows\b|did not vote(?! (?:for|against|in favou?r|in support|yes|no|\"))|not voting(?! (?:for|against|in favou?r))|were absent|was absent|absent|were not present|non-?voting|failed to (?:vote|turn up|show up)|stayed away|did not take part|did not show up|did not cast (?:a vote|votes|their votes)|(?:cast|casting) no votes?|took no part|skipped (?:it|the (?:vote|meeting|session|ballot)))"
_ZERO_NO = r"(?:none|nobody|no one|no <N>|not <N>|not a single <N>|zero|no (?:countries|states|votes?|members?|country|state|member))(?: votes?| voted| voting| was| were| came out)? (?:against|opposed|in opposition)|no negative votes?|without (?:any |a single )?(?:opposition|dissent|votes? against)"
NO_VOTES = rx(r"\bnone\b|\bnobody\b|\bno\b|\bzero\b|\bwithout\b")
"""Words that count votes where no number stands."""
_ZERO_ABSTAIN = r"(?:no|zero|without) abstentions?"
_FIRST = (
    r"[<N><V>]|(?:by|with|received|secured|got|gets|won|wins|garnered|gathered|drew|attracted|mustered|collected|obtained|earned|picked up)(?= <N>)"
    r"|(?:had|has|with|won|got|received|enjoyed|drew|gained)(?= (?:the )?(?:support|backing|votes|approval) )|support came from|(?:was|were|been)(?= (?:supported|approved|backed|endorsed|opposed|rejected) by)"
    r"|none |nobody |no one |not(?= <N>| a single)|zero|no(?= <N>| countr| states?\b| votes?\b| members?\b| negative| abst)|without(?= (?:any |a single )?(?:opposition|dissent|votes? against|abst))"
    r"|(?:supported|approved|backed|endorsed|opposed|rejected)(?= by (?:just |only )?<N>)"
)
"""How an expression begins, whatever loose word stands before it."""
PER_CENT = rx(r"\d ?(?:%|per ?cent)")
"""A share of many votes: "without abstentions" then tells how it is counted."""
EXPRESSION = rx(
    rf"{_ABOUT}(?:(?P<triple><V>)|(?P<absent>{_ABSENT})|(?P<abstain>{_ABSTAIN})|(?P<no>{_NO})|(?P<yes>{_YES})|(?P<zno>{_ZERO_NO})|(?P<zabstain>{_ZERO_ABSTAIN})"
    rf"|(?P<to><N>(?: \([^()]{{1,60}}\))?(?: votes)?(?:-to-| (?:(?:in favou?r )?to|against)(?: only| just)? )<N>(?! (?:years|days|months|abst)))|(?P<sc><N> members? in favou?r)|(?P<condemned>{_CONDEMNED}))",
    begins=rf"(?:{_LOOSELY}) ?(?:{_FIRST})| ?(?:{_FIRST})",
)
_WORDS = {
    "yes": r"in favou?r|for|yes|ayes?|yeas?",
    "no": r"against|opposed|no|noes|nays?",
    "abstain": r"abstentions?|abstention\(s\)|abstain(?:ed|ing|s)?",
    "absent": r"absent|absences|not voting|non-voting|did not vote",
}
WORD_FIRST = rx(
    "(?:^|[,;.(] ?|\\band |- ?)(?:votes? |those |voted |voting )?(?:"
    + "|".join(f"(?P<{option}>{words})" for option, words in _WORDS.items())
    + ')(?: votes?)?"? ?[:-] ?<N>(?= ?(?:[,;:.()]|$|and\\b|votes?\\b|countries\\b|states\\b|members\\b))'
)
"""Counts behind their words, as in a table: "For: 93, against: 24, abstentions: 58"."""
_A_WORD = rf'"?(?:votes? |voted |voting )?(?:{"|".join(_WORDS.values())})(?: votes?)?"?'
TABLE = rx(
    rf"(?:{_A_WORD} ?: ?<N>(?: votes?)?(?:[,;.] ?| )?){{2,}}|(?<![\w-])(?:{_A_WORD} <N>(?: votes?)?(?:[,;] (?:and )?|(?=[.)]|$))){{2,}}|(?<![\w-])(?:{_A_WORD}, <N>(?: votes?)?(?:; (?:and )?|(?=[.)]|$))){{2,}}",
    holds=rf'(?:{"|".join(_WORDS.values())})(?: votes?)?"?,? ?:? ?<N>',
)
"""Such counts in a row, though nothing parts them: "In favour: 141 Against: 7"; or without a colon: "For 93; against 24", "for, 93; against, 24"."""
_CELL = rx("|".join(f"(?P<{option}>{words})" for option, words in _WORDS.items()))
_VERBS = {
    "absent": r"(?:were |was )?absent\b|did not vote\b|did not take part|stayed away|failed to vote|skipped (?:it|the (?:vote|meeting|session|ballot))|were not present",
    "abstain": r"abstain(?:ed|ing)?\b",
    "no": r"(?:(?:voted|voting|were|was|came out|cast (?:a vote|votes|ballots)) )?(?:against\b|opposed\b|\"?no\"?(?= |$|[.,;]))|opposing\b|oppose\b|rejected\b|said no\b",
    "yes": r"(?:(?:voted|voting|were|was) )?(?:in favou?r\b|for\b|\"?yes\b\"?)|supported\b|backed\b",
}


def _each(suffix: str) -> str:
    return "|".join(f"(?P<{option}{suffix}>{words})" for option, words in _VERBS.items())


OR_ELSE = rx(
    rf"(?: it| them| the (?:[\w-]+ )?(?:text|resolution|draft|motion|measure|proposal))?(?:, (?:{_each('_1')}))?,? (?:(?:or|and/or) (?:(?:who|that|which|have|had|simply|else|instead|just|also) )*(?:{_each('_2')})"
    r"|(?:and|or|plus) (?:(?P<abstain_3>abstentions)|(?P<no_3>votes against|negative votes|\"no\" votes)|(?P<absent_3>absences|absentees))(?! (?:from|by|of|were|was|came|cast)\b)(?: (?:combined|together|taken together|in all|in total))?)"
)
"""Behind a count: it is that of several options together, "83 opposed it or abstained"."""
ONE_OF_THEM = rx(
    rf"<N> of (?:(?:the|its|those|only|just|some|about|isolated|few|mere) )*<N>(?: [\w-]+){{0,2}}?(?: (?:abstentions|abstainers|\"?no\"? votes?|votes|noes|nays)\b| {g.STATES} (?:that|who|which|to|voting|opposing|abstaining)\b| (?:that|who|which) (?:vot|oppos|abst|back|support))"
)
"""In "two of the 19 abstentions", "one of nine states that opposed it" the second number counts them."""
WON = rx(
    r"[\w ]{0,14}?\b(?:by|received|secured|got|gets|won|wins|garnered|gathered|drew|attracted|mustered|collected|obtained|earned|picked up) <N>"
)
SOME_OF_A_WHOLE = rx(
    rf"<N> of (?:(?:the|its) )*(?:<G>|<J>|(?!un\b|u\.n|united|world|assembly|council|body|organi[sz])[a-z-]+(?='))(?:'s?)? <N>(?: [\w-]+)? {g.STATES}"
)
"""A share of a group, "24 of the EU's 27 members": no count of a vote."""
OF_A_REGION = rx(
    rf"(?:^|[.;:] )(?:but |and )?(?:(?:of|among|in|across|within)(?: the)? (?:africa(?:'s)?|(?P<g><G>)(?:'s?)?)(?: <N>)?(?: {g.STATES})?, "
    rf"|(?:out )?of (?:the |all )?<N> (?:{g.STATES}) (?:on|in) (?:the )?(?:africa|african continent),? |on the african continent,? |of (?:the |all )?members of (?:the )?(?P<h><G>),? "
    rf"|(?:the )?(?:africa|african (?:{g.STATES}|bloc)|(?P<i><G>)(?: {g.STATES})?)(?: were| was)?(?: \w+ly)? (?:divided|split)(?:,? with|:|;|,| -)? )(?=(?:only |just )?<N>)"
)
"""Before counts: they are those of one region or group, "Of Africa's 54 states, 30 were in favour"."""
OTHER_COUNT = rx(r"abst|against|oppos|in favou?r|<V>")
UNANIMITY_DENIED = rx(
    r"\b(?:vote|decision|result|tally|adoption|it) (?:was|were|had been) (?:not|far from|hardly|anything but) (?:a )?unanimous\b"
)
SHARES = {
    "two thirds": 2 / 3,
    "two-thirds": 2 / 3,
    "three quarters": 3 / 4,
    "three-quarters": 3 / 4,
    "half": 1 / 2,
    "a third": 1 / 3,
    "one third": 1 / 3,
    "a quarter": 1 / 4,
}
SHARE = rx(
    rf"(?P<about>more than|over|at least|fewer than|less than|under|nearly|almost|about|around|some|roughly|close to|just|only)? ?(?:the )?(?P<share>two[- ]thirds|three[- ]quarters|half|a third|one third|a quarter)(?: of)? (?:the |its |all |all the |un |u\.n\. |(?:the )?<N> |member |<B>'s )*{g.STATES}(?: of the (?:un|u\.n\.|<B>))?"
    r"(?: (?:that|who|had|have|either))* (?P<did>voted (?:in favou?r|for|yes)|backed|supported|were in favou?r|abstained|voted against|opposed)\b"
)
FIGURES_CUE = rx(
    r"\bvot(?:e|es|ed|ing)\b|adopt|pass(?:ed|es)|approv|reject|tally|resolution|abst|result|carried|in favou?r|against|support|oppos|absent|condemn|behind|margin|\bback(?:ed|s|ing)\b|unanim|said (?:yes|no)|^(?:yes|no|for) ?[:-] ?<N>|half|third|quarter|(?:was|were) for\b|"
    r"\b(?:it|that|they|this|there|count|score|figures|numbers|margin|result|split|board|total) (?:then |again )?(?:was|were|had been|read|reads|stood at|showed|came to|ended) (?:at |again )?(?:<V>|<N> to <N>)|\b(?:result|score|tally|count|vote) (?:- )?<N> to <N>|\b(?:count|score|figures|numbers|result|tally|vote)\b[^.;<V>]{0,20}: ?<V>|\bby <N> (?:votes )?to <N>,? (?:the )?(?:un |u\.n\. )?<B>"
)
SPONSORS = rx(
    r"(?:co-?sponsor\w*|sponsor\w*|backed|drafted|tabled|introduced|proposed) by(?: (?:some|more than|about|around|at least|over|nearly|almost|another))? ?$"
)
EARLIER = rx(
    r"\b(?:(?:previous|earlier|past|prior|similar|last|those|other) [^.;,]{0,30}(?:resolutions|votes|texts|ones|ballots)|(?:every|each|any|no other) [^.;,]{0,20}(?:resolution|text|vote))\b,?[^.;]{0,40}$"
)
AND_NAMED = rx(
    r"(?P<l><L>) (?P<v>abstained|voted against|voted no|opposed it|voted in favou?r|voted yes),? (?:alongside|along with|together with|with) (?P<n><N>) (?:other|others|more|further)\b"
)
BARE = rx(rf"(?:just |only )?<N>(?: {g.STATES}| others)? (?:against|for)")
"""A lone count without a verb: "could win only four countries against it" may not count the leader of the four."""
NAMED_TOO = rx(r"(?P<l><L>)(?:,? (?:and|along with|together with|as well as|plus)|,) ?$")
PERHAPS = rx(
    r"\b(?:would|will|might|could|needs?|needed|requires?|required|at least|short of|must|two-thirds|threshold|minimum|necessary|requisite|(?<!as )expect\w*|predict\w*|forecast\w*|hop(?:ed|es|ing)|hopes|target\w*|estimat\w*|project(?:ed|ions?)|goal|wanted|aim(?:ed|ing))\b[^.;,]{0,30}$"
)
THRESHOLD = rx(
    r'"?(?: and (?:no|without a|without any) vetoe?s?)?(?: [\w\"]+){0,2} (?:(?:is|are|was|were|being|that are|that were) )?(?:needed|required|necessary)\b'
)
"""Behind a count: how many votes a text takes, not how many it had."""
BY_A_MAJORITY = rx(r"\b(?:by|with) an? (?:[a-z]+ )?majority of <N> votes?")
"""The count is the majority itself, "by a majority of 142 votes in favour"; of states it may be the whole."""
SHARE_OF = rx(
    r"(?:half|thirds?|quarters?|fifths?|majority|most|per ?cent|percent|percentage|%|share|bulk|minority|fraction|plurality)\"?(?: of)?(?: all)?(?: the| its)?(?: (?:un |u\.n\. |united nations )?<B>'s?| world's| un's| u\.n\.'s| body's| organi[sz]ation's)? $|(?:<N>|states|countries|members|nations) out of (?:the |its )?$|<G>'s? $"
)
"""Before a count: it is the whole that a share is taken of ("more than half the 193 members")."""
LOST = rx(
    r"\b(?:rejected|defeated|beaten|voted down|thrown out|turned down|went down|struck down|shot down|defeat)\b(?![^.;]*\b(?:short|despite|although|two[- ]thirds)\b)[^.;<L><N>]{0,30}$"
)
"""Before two figures: the text lost, "beaten 71 to 31"."""
AGAINST_NEXT = rx(r",? (?:against|to (?:reject|defeat|block|oppose|turn down|throw out|strike down|kill|scrap))\b")
"""Behind figures in a row: the greater of them are the votes against ("voted 19-17 against the motion")."""
RANGE = rx(r"<N> (?:to|or|-) <N> (?:\"?yes\"? )?votes?\b(?! (?:to|against|for|in))")
"""Between two numbers: an estimate, "120 to 140 votes"."""
SET_AGAINST = rx(
    r"\((?:up|down|compared (?:to|with)|against|from|after|as against|versus|vs\.?|the same as|[\w-]+ (?:more|fewer|less|up|down)(?: than)?|was|it was|previously)? ?$"
)
"""Before a count: it opens a bracket that holds the figures of another vote."""
AT_ANOTHER_TIME = rx(
    r"(?: votes?)?(?:,? (?:in|of|at|on|during) (?:the )?(?:<T>|<N>)|,? (?:the )?<T>|,? (?:last (?:year|time|month)|a year ago|previously|before))[^()]{0,30}\)"
)
A_STATE = rx(
    r" (?:the )?<L>(?!'s|-|,? (?:in|which|while|but|and|on|after|with|among)\b|,? (?:abst|vot)| (?:resolution|text|draft|proposal|motion|measure|amendment|call|plan|bid))(?=[ ,.;])"
)
"""Behind "130 voted against": the state that a text is about, so that they may have voted for the text."""
A_DIFFERENCE = rx(rf"<N> more (?:{g.STATES}|votes|of them)\b")
"""By how many there were more, or would have been: no count of them all."""
HAD_THEY = rx(
    r"(?:^|[.;,:] ?|\bthat )\"?(?:had|if|were(?= (?:the |an? |another |<N>|<L>|it |they |there ))) (?:the |an? |only |just )?[^.;,]{0,40}$"
)
"""Before a count in a clause about what did not happen: "had eight more voted against"."""
A_CHANGE = rx(r"\b(?:from|between)(?: about| some| only| just)? ?$")
"""Before "103 to 107": one count that became another, no count of two options."""
OF_THOSE = rx(r"<N> of (?:those|these)\b")
"""Some of a few: no count of a vote."""
_ON_THE_SIDE_OF = rx(r"\b(?:backed|supported|endorsed|backing|supporting|opposed|opposing|in favou?r)$")
_STATE_ITSELF = rx(
    r" (?:(?:mr\.? |president )?[a-z]+'s (?:[a-z]+ ){0,2}?(?:decision|move|recognition|annexation|invasion|stance|position|policy)\b|the (?:annexation|invasion|occupation)\b"
    r"|(?:the )?(?:<L>(?:'s)?|<J>)(?!'s)(?! (?:(?!and\b|or\b|by\b|in\b|on\b|at\b)[\w'-]+ ){0,3}?(?:resolutions?|texts?|drafts?|proposals?|motions?|measures?|amendments?|calls?|plans?|bids?|request|appeal|declaration|initiative|version)\b))"
)
"""Behind "14 countries supported": a state or what is its own, or somebody's act, and no text."""
BY_VOTING = rx(
    r"[^.;,]{0,40}? (?:by|in) (?:voting|abstaining|casting|opposing|rejecting|backing|supporting|their (?:opposition|support|vote))\b"
)
NOT_SO_MANY = rx(r"\b(?:all but(?: the| just)?|not) ?$")
"""Before a number that is denied, or of those who did otherwise: "not one nay", "all but two were in favour"."""
_NO_FEWER = rx(r"\bno ?$")
THE_SAME = rx(r"\b(?:all|these|those)(?: the)? ?$")
FEW = 6
"""Before a small number: states named before ("all three countries rejected the texts")."""


def is_of_a_state(text: str, match: re.Match[str]) -> bool:
    """Whether those counted are said to be for or against a state, and no text of it."""
    return (
        _ON_THE_SIDE_OF.search(text, match.start(), match.end()) is not None
        and _STATE_ITSELF.match(text, match.end() + 3 * text.startswith(" of ", match.end())) is not None
    )


def agrees(said: int, real: int, word: str) -> bool:
    """Whether a count with a word such as "more than" before it is true of the real one.

    "nearly" and "about" leave 5 per cent, the band of the flag `rounding`.
    """
    if word in ("more than", "over"):
        return real > said
    if word == "at least":
        return real >= said
    if word in ("fewer than", "less than", "under"):
        return real < said
    if word in ("nearly", "almost", "close to"):
        return 0.95 * said <= real <= said or real == said
    if word in ("about", "around", "some", "roughly"):
        return abs(real - said) <= max(1, 0.05 * said)
    return real == said


def loosely(text: str, match: re.Match[str]) -> str:
    """The word that makes a count less than exact, or ""; "no fewer than" says at least so many."""
    word: str = match["about"] if match["about"] not in (None, "just", "only") else ""
    is_denied = word in ("fewer than", "less than") and _NO_FEWER.search(text, 0, match.start()) is not None
    return "at least" if is_denied else word


@dataclass(frozen=True, slots=True)
class Part:
    """One expression of counts in a masked sentence: "18 against", "93-18-65". `is_row` where figures stand in a row
    without words; `of_matter` where the votes are said to be against a thing that is no text, `of_state` where they are
    said to be for or against a state."""

    first: int
    last: int
    counts: dict[str, int]
    word: str = ""
    is_row: bool = False
    of_matter: bool = False
    of_state: bool = False


_NAMES = rx(r" ?\((?:[a-z ]{0,20}<L>[^()]{0,40})\)$|: ?<L>$")
"""Behind a count: the states that it counts."""


def words_first(sentence: Sentence) -> Iterator[Part]:
    """Counts of a table: several in a sentence, or one that is all the sentence says."""
    text = sentence.masked.text
    if (table := table_in(text)) is not None:
        yield from _of_table(sentence, table)
        return
    found = list(WORD_FIRST.finditer(text))
    if len(found) == 1 and found[0].group() != _NAMES.sub("", text).rstrip(". "):
        return
    for match in found:
        option = next(name for name in ("yes", "no", "abstain", "absent") if match[name])
        value = sentence.masked.entity(match.end() - 1).value
        yield Part(match.start(option), match.end(), {option: value})


_INVERTED = rx(
    rf"(?:^|[.;:,] ?|\b(?:and|while|with) )(?:those )?(?:(?P<yes>voting (?:in favou?r|for|\"?yes\"?)|in favou?r)|(?P<no>voting (?:against|\"?no\"?)|opposing|opposed|against)|(?P<abstain>abstaining))(?: (?:of |to )?(?:it|the (?:[\w'-]+ |<N> ){{0,2}}?{g.ONE_TEXT}))? (?:was|were) (?:only |just )?<N>(?= (?:un |u\.n\. )?{g.STATES}| others|[.,;]|$)"
)
"""The count behind its verb: "Voting in favour were 125 member states"."""


def inverted(sentence: Sentence) -> Iterator[Part]:
    text = sentence.masked.text
    for match in _INVERTED.finditer(text) if " were" in text or " was" in text else ():
        option = next(name for name in ("yes", "no", "abstain") if match[name])
        yield Part(match.start(option), match.end(), {option: sentence.masked.entity(match.end() - 1).value})


_MOVED = rx(
    r"\b(?:(?:yes|\"yes\") votes?|votes? in favou?r|number of (?:supporters|backers|(?:countries|states) in favou?r))(?: (?:count|tally|figure))?(?: for it| this (?:year|time))?,? (?:(?:has|had|then|again|even) )*"
    r"(?:dropped|fell|fallen|slipped|declined|shrank|sank|went down|went up|rose|risen|grew|climbed|increased|jumped)(?: \w+ly)?(?: back)? to (?:just |only )?<N>(?! ?(?:%|per|percent|in|by|from)\b)(?=[^%]|$)"
)
"""The yes votes of a vote beside earlier ones, which are not counted: "the yes vote dropped to 83"."""


def moved(sentence: Sentence) -> Iterator[Part]:
    for match in _MOVED.finditer(sentence.masked.text):
        yield Part(match.start(), match.end(), {"yes": sentence.masked.entity(match.end() - 1).value})


def _of_table(sentence: Sentence, table: re.Match[str]) -> Iterator[Part]:
    masked = sentence.masked
    begin = table.start()
    for place, entity in masked.within(*table.span(), "N"):
        if (cell := _CELL.search(masked.text, begin, place)) is not None:
            option = next(name for name in _WORDS if cell[name])
            yield Part(cell.start(), place + 1, {option: entity.value})
        begin = place + 1


def table_in(text: str) -> re.Match[str] | None:
    """Where counts stand in a row."""
    return TABLE.search(text) if text.count(TAGS["N"]) > 1 else None


def expressions(text: str) -> Iterator[re.Match[str]]:
    """Counts with their words behind them, those of a table left out: "In favour: 141 Against: 7" has no 141 against."""
    table = table_in(text)
    for match in EXPRESSION.finditer(text):
        if table is None or match.end() <= table.start() or table.end() <= match.start():
            yield match
