"""Words that several kinds of claim share: votes, texts, subjects. Patterns use the tags of text.masking."""

from __future__ import annotations

import re

from factcheck.engine.text.document import Sentence
from factcheck.engine.text.masking import TAGS, Entity, Masked, StateMention, rx

STATES = r"(?:countries|states|nations|members|member states|member nations|delegations|governments|delegates|countries' representatives|capitals)"
TEXT = r"(?:resolutions?|texts?|measures?|drafts?|motions?|proposals?|documents?|declarations?)"
ONE_TEXT = r"(?:resolution|text|measure|draft|motion|proposal|document|declaration)"
_WORD_OF_OBJECT = rf"(?: (?!on |over |at |during |after )[\w'\"%-]+| [{TAGS['J']}{TAGS['B']}{TAGS['N']}{TAGS['T']}{TAGS['G']}](?:'s|')?(?:-\w+)?| {TAGS['L']}(?:'s?|-\w+)|,)"
OBJECT = rf"(?:{_WORD_OF_OBJECT}{{0,7}}? {ONE_TEXT}\b| <Q>| <Y>| \"<Q>| it\b(?! was| is))"
"""What is voted on, behind a verb: "the US-drafted resolution", "it", a title, a symbol."""

CAST = r"(?:voted|votes|voting|vote|cast (?:a|an|its|their|his|her|one)(?: \w+)? votes?|cast (?:its|their) ballots?)"
_WAY = r"(?: (?:overwhelmingly|unanimously|resoundingly|firmly|again|instead|\w+ly))?"
YES = rf'{CAST}{_WAY} (?:"?yes"?\b|"?aye"?\b|in favou?r\b(?: of)?|in support\b(?: of)?|for\b|to (?!reject|oppose|block|kill|scrap|delay|postpone|defer)\w+)'
NO = rf'{CAST}{_WAY} (?:"?no"?\b|against\b|in opposition\b(?: to)?)|cast (?:a|the|its|their|the only|the sole)(?: \w+)? (?:"?no"?|negative|dissenting) votes?'
ABSTAIN = r"(?:abstained|abstains|abstaining|abstain)\b|sat out the vote|abstentions? from"
ABSENT = (
    r"did(?: not|n't) (?:vote|cast (?:a vote|its vote|votes)|participate in the vote|take part in the vote)\b(?! for| against| in favou?r| \"?yes| \"?no|"
    r" in support| with| to)|(?:was|were) (?:absent|not present)\b|(?:skipped|boycotted|missed|stayed away from) (?:the|this|that) (?:vote|voting|ballot)|"
    r"(?:chose|opted|decided|elected) not to vote\b(?! for| against)|not voting\b(?! for| against)"
)
NOT_YES = (
    r"(?:refused|declined|failed|did not want) to (?P<a>back|support|endorse|approve|vote for|vote in favou?r of)|"
    r"(?:did not|didn't|did n't) (?P<b>back|support|endorse|approve|vote for|vote in favou?r)"
)
LOOSE_YES = r"(?:backed|backs|backing|supported|supports|supporting|endorsed|endorses|approved|approves)"
LOOSE_NO = r"(?:opposed|opposes|opposing|rejected|rejects|rejecting)"

_MODAL = r"(?:would|will|could|might|may|should|shall|must|can|cannot|if|unless|whether|to|not|never|n't|expected|likely|planned|threatened)"
_AUX = (
    r"(?: (?:also|both|all|then|again|each|later|instead|too|had|has|have|having|today|simply|alone|itself|themselves|reportedly|formally|officially|"
    r"surprisingly|unexpectedly|notably|subsequently|likewise|however|meanwhile|earlier|initially|ultimately|eventually|finally|previously|"
    r"consistently|jointly|together|which|who|that|chose to|opted to|decided to|elected to|opting to|choosing to|on|late|early|in turn|once|"
    r"for (?:its|their) part|publicly|were|was|are|all five|by|<T>|<B>|in the|at the|in a))*"
)
AND_OTHERS = (
    rf"(?:,? (?:and|along with|together with|as well as|plus) (?:<N>(?= (?:other|more|further))|several|many|some|dozens of|a handful of|a few|a number of)"
    rf"(?: other| others| more| further| like-minded)*(?: {STATES})?(?: \([^()]{{0,60}}\))?)?"
)
"""What may follow a list of states: "and 64 other countries", "and a handful of other nations"."""
_DIRECT = rx(
    rf"(?P<l><L>)(?:'s delegation|'s ambassador|'s envoy|'s representative)?{AND_OTHERS},?{_AUX},?(?: for)? ?$"
)
_ASIDE = rx(rf"(?P<l><L>),(?: (?!while|but|with)[^<L><B>;:()]{{1,110}}),{_AUX}(?: for)? ?$")
_PAREN = rx(rf"(?P<l><L>) (?:\([^()<L>]{{1,60}}\)|- [^<L>-]{{1,80}} -){_AUX} ?$")
_AMONG = rx(
    rf"(?P<l><L>)(?:,[^,;<L>]{{1,60}},)?(?: (?:was|were|is|are))?(?: also)? (?:one of|among|amongst|part of|counted among)(?: the| those)?(?: <N>)?(?: other)?"
    rf"(?: {STATES}| those| group of {STATES})?(?: (?:that|who|which))?(?: had| have| were)? ?$"
)
_NOT_SUBJECT = rx(
    r"(?:\b(?:to|of|by|on|from|against|for|about|over|toward|towards|between|near|than|condemning|condemned|backing|supporting|opposing|joining|joined|criticis\w+|criticiz\w+|blaming|targeting|"
    r"unlike|despite|naming|following|allies|close to) (?:the )?)$"
)
_SPOKESMAN = rx(
    r"(?:representatives?|delegates?|delegations?|envoys?|diplomats?|ambassadors?|votes?|those|likes) (?:of|from) (?:the )?$"
)


def states_of(entity: Entity) -> tuple[StateMention, ...]:
    """The states of an `L`, without those whose name may mean several."""
    return tuple(state for state in entity.value if not state.is_ambiguous)


def codes_of(entity: Entity) -> list[str]:
    return list(dict.fromkeys(state.code for state in states_of(entity)))


def subject_before(sentence: Sentence, place: int, *, elided: bool = True) -> int | None:
    """Masked place of the `L` that is the subject of the verb at `place`; None where none can be told.

    Tried in order: directly before, across an aside, "were among the countries that", and, with `elided`, the first
    state of the clause when the verb follows "and", "but" or a comma ("The US sided with Russia and voted against").
    A verb after a modal ("would vote") has no subject here: it is a plan, not a claim about the record.
    """
    masked = sentence.masked
    first = max(0, place - 320)
    left = masked.text[first:place]
    if rx(rf"\b{_MODAL}(?: \w+ly)? ?$").search(left) and not rx(
        r"(?:chose|opted|decided|elected|opting|choosing) to ?$"
    ).search(left):
        return None
    for pattern in (_DIRECT, _AMONG, _PAREN, _ASIDE):
        match = pattern.search(left)
        if match:
            at = first + match.start("l")
            return at if is_subject(masked, at) else None
    if elided and rx(r"(?:,|,? (?:and|but|then|yet)(?: then| also| instead| on <T>)?| by| in| -) ?$").search(left):
        clause = max(
            left.rfind(";"),
            left.rfind(": "),
            left.rfind(", while "),
            left.rfind(" whereas "),
            left.rfind(", but ") if ", but " in left[:-8] else -1,
        )
        begin = first + clause + 1
        for at, _entity in masked.within(begin, place, "L"):
            between = masked.text[begin:at]
            if (
                TAGS["B"] in between
                and rx(r"<B>[^<L>]{0,60}$").search(between)
                and not rx(r"(?:at|in|by|of|before) (?:the )?(?:un |u\.n\. )?<B>").search(between)
            ):
                return None
            if is_subject(masked, at) and masked.text[at + 1 : at + 3] != "'s":
                return at
    return None


def is_subject(masked: Masked, at: int) -> bool:
    """False where the state at `at` hangs on a preposition ("countries close to Russia abstained")."""
    before = masked.text[max(0, at - 30) : at]
    if masked.text[at + 1 : at + 3] == "'s" and not rx(
        r"'s (?:delegation|ambassador|envoy|representative|government)"
    ).match(masked.text, at + 1):
        return False
    return bool(_SPOKESMAN.search(before)) or not _NOT_SUBJECT.search(before)


FOREIGN_BODY = re.compile(
    r"\b(?:senate|senators?|congress(?:ional)?|(?:european )?parliament\w*|bundestag|bundesrat|knesset|duma|rada|lok sabha|church|synod|diocese|university|academy|club|house of (?:commons|representatives|lords)|"
    r"legislat\w+|city council|county|supreme court|referendum|electorate|shareholders?|fifa|uefa|ioc|mps|meps|bishops|union members|jury|jurors|board of|"
    r"european council|european commission|nato allies agreed|electoral|primary|caucus|ballot paper)\b"
)
UN_CUE = rx(r"\bun\b|\bu\.n\.|united nations|unga\b|unsc\b|<B>|<Y>|<Q>")
PRONOUN = rx(r"\b(?:it|they|them|both)\b")
TEXT_WORD = rx(rf"\b{TEXT}\b|<Q>|<Y>")
UN_NAME = rx(
    r"\bun\b|\bu\.n\.|united nations|unga\b|unsc\b|security council|<Y>|<Q>|(?:un |u\.n\. |united nations )<B>"
)
"""Said of the United Nations beyond doubt: other assemblies and councils have the same names."""
VOTE_WORD = rx(
    r"\bvot(?:e|es|ed|ing)\b|abst(?:ain|ent)|\babsent|\bsaid (?:yes|no)\b|\bdelegations\b|adopt|resolution|\bpass(?:ed|es|age)|reject|veto|\bdraft|in favou?r|against|oppos|sided|siding|sides|back(?:ed|s|ing)\b|"
    r"support|endors|approv|sponsor|tabled|measure|binding|joined|condemn|\border(?:ed|s)\b|oblig|compel|requir|-member\b|lower|higher|fewer|\bfor it\b|fail|amend|majority|renew|extend|prolong|suspend|stripp|expel|oust|recogni|grant|upgrad|rebuk|condemn|censur|impos|lifted|kept|boycott|declin|unanimous|accept|\btext\b|motion|draft|introduc|propos|<Y>|<V>|<Q>"
)
