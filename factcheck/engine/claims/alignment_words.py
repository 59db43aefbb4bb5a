"""The words of alignment: patterns for `alignment`, by what they say. `t` (or `u`) is the partner, `l` the subject."""

from __future__ import annotations

from factcheck.engine.claims import grammar as g
from factcheck.engine.text.masking import rx

SIDED = rx(
    r"\b(?:sid(?:e|ed|es|ing)|align(?:ed|s|ing)?(?: itself| themselves| herself)?|st(?:ood|and|ands|anding)|join(?:ed|s|ing)? forces|"
    r"lin(?:ed|es|ing) up|threw in (?:its|their) lot|found (?:itself|themselves)(?: alone| isolated)?|made common cause|kept company|made company|(?:was|were|is|are)(?= in the company of)|was alone|were alone|stood alone|(?:was|were|ended up|is|are) on the same side|(?:was|were|is|are) in (?:the same camp|agreement|step|line))(?: firmly| squarely| openly| closely|,? once again| shoulder to shoulder| side by side)?"
    r" (?:with|alongside|beside|behind|as|on the same side as|in the company of|in the same camp as)(?: (?:the likes of|countries such as|countries like|states like|its ally))? (?P<t><L>)(?!'s)"
)
ON_SIDE = rx(
    r"\b(?:was|were|is|are|ended up|stood|stayed|remained|took)(?: (?:again|also|firmly|squarely|both|all))*(?: on)? (?P<u><L>)'s (?:side|part|corner)(?=[^.;]{0,60}(?:vot(?:e|ing)\b|un\b|u\.n\.|<B>|$|[.;]))(?P<t><L>)?"
)
VOTED_WITH = rx(
    r"\bvot(?:ed|es|ing)(?:(?: (?:together|the same way|in lockstep|in line|in tandem|the same))?,? (?:with|alongside|as did)|,? (?:the same way|the same|just) as)(?: (?:the likes of|countries such as|countries like|states like|other states including))? (?P<t><L>)(?!'s|-)"
)
BACKED = rx(
    r"\b(?P<v>back(?:ed|s|ing)|support(?:ed|s|ing)) (?P<t><L>)(?!'s|-)(?= (?:on|over|at|in|against|by)\b)(?=[^.;]{0,80}(?:resolution|vot(?:e|ing)\b|un\b|u\.n\.|<B>|text\b|motion|<Q>|<Y>))"
)
_IN_OPPOSITION = rf"(?:its |their |his )?opposition\b(?= to{g.OBJECT}| ?(?:[.,;]|$)| (?:and|while|but)\b)"
JOINED = rx(
    rf"\bjoin(?:ed|s|ing)? (?:the likes of )?(?P<t><L>)(?!'s){g.AND_OTHERS},?(?: on)?(?: <T>,?)* (?:in |to |and |by )?(?P<way>{g.NO}|{g.YES}|{g.ABSTAIN}|(?:oppos|reject)(?:ing|e|ed)|(?:back|support)(?:ing|ed)?|{_IN_OPPOSITION})"
)
ONLY_WITH = rx(
    rf"(?P<l><L>)(?:,? [^.;<L>]{{1,60}}?,?)? (?:was|were|is|are) (?:the )?(?P<only>only |sole |lone |among the |<N> of the )(?:<N> |other |few |handful of |small group of |only )*(?:(?:country|state|nation|member|ones?|{g.STATES}) )?(?:(?:that|which|who|to) )?(?:vot|sid|join|stand|stood|back|support)\w*(?: (?:with|alongside))? (?P<t><L>)(?!'s|-)"
)
OTHERS_JOINED = rx(
    rf"(?P<n><N>)(?: other| more)?(?: {g.STATES}| others) (?:join(?:ed|s|ing)|voted alongside|voted with) (?P<t><L>) (?:in |to )?(?P<way>{g.NO}|{g.YES}|{g.ABSTAIN}|(?:oppos|reject)(?:ing|e|ed)|(?:back|support)(?:ing|ed)?)"
)
SPLIT = rx(
    r"\b(?:broke(?: ranks)?|breaks(?: ranks)?|breaking(?: ranks)?|split|splits|splitting|parted (?:ways|company)|diverged|diverging|differed|dissented)(?: sharply| openly| publicly)? (?:with|from) (?P<t><L>)(?!'s)"
    r"(?=[^.;]{0,90}(?:resolution|vot(?:e|ing|ed)\b|un\b|u\.n\.|<B>|text\b|motion|<Q>|<Y>))|"
    r"\bvot(?:ed|es|ing) (?:against|differently from|unlike) (?P<u><L>)(?!'s|-|,? in )(?! (?:resolution|text|draft|proposal))"
)
MIRRORED = rx(
    r"\b(?:(?:match|mirror|echo|follow|cop)(?:ed|ing|es|s|ied|ying) (?P<t><L>)(?:'s (?:vote|position|stance|lead|example)| (?:in (?:voting|opposing|rejecting|backing|supporting|abstaining)))|followed (?P<u><L>)'s (?:lead|example))"
)
AGAINST_THEM = rx(
    r"\b(?:sid(?:ed|es|ing) against|(?:was|were|is|are) at odds with|(?:was|were|ended up) on (?:the other|a different|the opposite) side from|defied|defies|defying|bucked|crossed) (?P<t><L>)(?!'s|-)(?=[^.;]{0,90}(?:resolution|vot(?:e|ing|ed)\b|un\b|u\.n\.|<B>|text\b|motion|<Q>|<Y>))"
)
BEHIND = rx(
    rf"(?:\b(?:(?:the |all )?(?:others?|other {g.STATES}|those|{g.STATES}|rest)|(?:only|sole|lone|one) (?:other )?(?:country|state|nation|member|government))(?: (?:that|which|who))? |(?:^|[.;] )(?=voting ))(?:behind|alongside|with|beside|joining|joined|voting with|voting alongside|voted with|voted alongside|sided with|siding with|stood with|in the company of)(?: also)? (?P<t><L>)(?!'s)"
    r"(?: (?:in|and|to) (?:\w+ ){1,4}?| (?:against|for) (?:it|the (?:[\w-]+ )?text|the (?:[\w-]+ )?resolution))?,? ?(?:(?:were|was|are|included|include|:|-)(?: also)?:? |were, )(?P<l><L>)"
)
WE = rx(
    r"\b(?:we|us|our (?:own )?(?:country|government|nation|delegation))\b(?: [a-z]+ly| also| then| now| have| had| has){0,3} (?:sid(?:ed|es|ing)|align(?:ed|s|ing)?(?: ourselves)?|st(?:ood|and|ands|anding)|join(?:ed|s|ing)|vot(?:ed|es|ing))(?: [a-z]+ly)?(?: with| alongside| beside)?(?: the likes of)? (?P<t><L>)(?!'s|-)"
)
VOTING_WITH = rx(
    r"\b(?:voting|siding|aligning(?: itself| ourselves| themselves)?) (?:with|alongside) (?P<t><L>)(?!'s|-)"
)
ACCUSED = rx(r"\b(?:accus\w+|suspect\w+|blam\w+|critici[sz]\w+|warn\w+) (?:<L> |it |them )?(?:of|for|against) $")
"""Before "siding with": what someone is accused of is no statement about the vote."""
NO_FACT = rx(r"\b(?:would|could|might|if|whether|without)\b[^.;,]{0,30}$")
HABIT = rx(
    r"\b(?:always|consistently|traditionally|historically|routinely|regularly|often|usually|frequently|for (?:years|decades))\b"
)
SHARE_OF_TIME = rx(
    r"[^.;,<L>]{0,24}?(?:\d ?(?:%|per ?cent)(?: of)?|\b(?:half|most|two[- ]thirds|three[- ]quarters|a third|a quarter|much)(?: of)?) (?:the |its |their |all )?(?:time|(?:un |u\.n\. |<B> )?(?:votes|resolutions|cases|occasions))\b"
)
"""Behind an alignment: it is about many votes, which `coincidence` counts."""
MANY_VOTES = rx(r" (?:on|over|at|in|during)[^.;,]{0,40}\b(?:votes|resolutions|texts|motions|ballots)\b")
TOGETHER = rx(
    r"\b(?:voted|voting|votes|were|was|stood) (?:together|the same way|alike|in the same way|on the same side|in unison)\b"
)
SUPPORTERS = rx(
    rf"(?P<noun>{g.STATES}|those|nations|allies) (?:that |which |who )?(?P<v>supporting|supported|backing|backed|siding with|aligned with|voting with|behind) (?P<t><L>)(?!'s)"
    r"[^.;<L>]{0,30}?(?: (?:were|was|included|include|includes|are|including|such as|like|namely)\b|:| -)[^.;<L>]{0,40}? (?P<l><L>)"
)
IN_THE_VOTE = rx(r"(?:'s \w+)? (?:in|during) (?:the|this|that|<T>'s)(?: \w+)? (?:vote|ballot)\b")
"""Behind the states: "broke with France in the vote on the text" speaks of that vote and of no other."""
THE_ONES = rx(rf"\b(?:only|other|others|few|<N>) (?:<N> |few )?{g.STATES} (?:that|which|who|to)\b")
"""Before the verb: "the other countries which supported A were B and C" counts those who voted as A did."""
FOR_IT = rx(
    rf",? (?:(?:on <T>|<T>|both|also) )?(?:in favou?r\b|for(?! the (?:first|second|third|last|same|\w+th) )(?={g.OBJECT}))"
)
AGAINST_IT = rx(r",? (?:(?:on <T>|<T>|both|also) )?(?:in opposition\b|against(?: it)?(?=[.,;]|$))")
"""Directly behind the states: "voted alongside France for the text", "lined up with France against"."""
QUESTION = rx(
    r"(?:and |but |so |then )?(?:who|whom|which (?:countries|states|nations|governments|members)|what countries|with whom)(?: else)?\b[^.?!]{0,60}?\b(?:sid(?:e|ed|es|ing)|align(?:ed|s|ing)?|st(?:ood|and|ands|anding)|vot(?:e|ed|es|ing)|join(?:ed|s|ing)?)(?: [\w-]+){0,3}? (?:with|alongside|behind|beside) (?P<t><L>)(?: [^.?!]{0,60})?\?$"
)
"""A question that a list of states answers."""
ANSWER = rx(r"(?P<l><L>)(?:,? (?:and|as well as|plus) (?:<N>|several|some|a few|many)(?: \w+){0,2})?[.!]?$")

_DIRECTION = {"no": g.NO, "yes": g.YES, "abstain": g.ABSTAIN}


def stated_direction(text: str) -> str | None:
    """The option a sentence states in words, or None where it states none or several."""
    said = {option for option, pattern in _DIRECTION.items() if rx(pattern).search(text)}
    if rx(r"\b(?:against|oppos(?:ed|ing|es)|reject(?:ed|ing|s)) (?:the|a|an|it|this|that|<L>|<J>|<Q>|<Y>)").search(
        text
    ):
        said.add("no")
    if rx(r"\"no\"|\ba no vote|voting no\b|\bin (?:its |their |his )?opposition\b").search(text):
        said.add("no")
    return said.pop() if len(said) == 1 else None
