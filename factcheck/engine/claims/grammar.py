"""Words that several kinds of claim share: votes, texts, subjects. Patterns use the tags of text.masking."""

from __future__ import annotations

from functools import lru_cache

from factcheck.engine.text.document import Sentence
from factcheck.engine.text.masking import TAGS, Entity, Masked, StateMention, rx

STATES = r"(?:countries|states|nations|members|member[ -]states|member nations|delegations|governments|delegates|countries' representatives|capitals)"
TEXT = r"(?:resolutions?|texts?|measures?|drafts?|motions?|proposals?|documents?|declarations?)"
ONE_TEXT = r"(?:resolution|text|measure|draft|motion|proposal|document|declaration)"
_WORD_OF_OBJECT = rf"(?: (?!on |over |at |during |after )[\w'\"%-]+| [{TAGS['J']}{TAGS['B']}{TAGS['N']}{TAGS['T']}{TAGS['G']}](?:'s|')?(?:-\w+)?| {TAGS['L']}(?:'s?|-\w+)|,)"
OBJECT = rf"(?:{_WORD_OF_OBJECT}{{0,7}}? {ONE_TEXT}\b(?! (?:drafts|proposals|texts|resolutions|measures)\b)| both (?:the )?(?:<J> )?(?:resolutions|texts|drafts|measures|motions|proposals)\b| the two (?:resolutions|texts|drafts|measures|motions)\b| <Q>| <Y>| \"<Q>| it\b(?! was| is)| (?:the )?(?:un|u\.n\.|<B>)(?:'s)?(?: [\w-]+){{0,4}} (?:call|demand|vote|plan|bid|move|push|appeal|treaty)\b)"
"""What is voted on, behind a verb: "the US-drafted resolution", "it", a title, a symbol."""

CAST = r"(?:voted|votes|voting|vote|cast(?:ing)? votes|cast(?:ing)? (?:a|an|the|its|their|his|her|one)(?: (?!against|for\b|in\b|\"?no|\"?yes)\w+){0,2} (?:votes?|ballots?))"
_WAY = r"(?: (?:again|instead|also|both|all|together|overwhelmingly|as a bloc|as <N>|once (?:more|again)|at the (?:un|u\.n\.)|(?:on )?<T>|in the <B>|for the (?:first|second|third) time(?: (?:ever|in (?:<N>|\w+) years|in decades))?|[a-z]+ly)){0,3}"
YES = rf'{CAST}{_WAY} (?:"?yes"?\b|"?(?:aye|yea)"?\b|"?in favou?r\b"?(?: of)?|in the affirmative\b|"?in support\b(?: of)?|"?for\b"?(?! the (?:first|second|third|last|same|\w+th) )(?! (?:decades|years|months)\b)|to (?!reject|oppose|block|kill|scrap|delay|postpone|defer|veto|abstain|strike|delete|remove|keep|maintain|retain|preserve|uphold|deny|stop|prevent|continue|throw|turn|leave)\w+)'
NO = rf'{CAST}{_WAY} (?:"?no"?\b(?! to\b)|"?against\b"?|in the negative\b|in opposition\b(?: to)?)|cast(?:ing)? (?:a|the|its|their|his|her|the only|the sole|the lone)(?: \w+)? (?:"?no"?|negative|dissenting) votes?'
ABSTAIN = r"(?:abstained|abstains|abstaining|abstain)\b(?! from (?!voting|backing|supporting|taking|casting|participating|approving|endorsing|condemning|it\b|both\b)\w+ing\b)|abstentions? from"
ABSENT = (
    r"cast no (?:vote|ballot)s?\b|did(?: not|n't) (?:vote|cast (?:a vote|its vote|votes|a ballot|ballots|its ballot|their votes|any vote)|participate(?: in (?:the|this|that) (?:vote|ballot|voting))|take part(?: in (?:the|this|that) (?:vote|ballot|voting)))\b(?! for| against| in favou?r| \"?yes| \"?no|"
    r" in support| with| to| on whether| as (?:a|one)\b| alike| together| the same| identically| in unison| unanimously| consistently)|(?:was|were) (?:also |both |all )?(?:absent|not present|missing|not in the room|(?:a )?no-?shows?)\b(?! (?:from (?:the )?(?:text|resolution|draft)|in the (?:text|resolution)|link|person|piece))|"
    r"(?:skipped|boycotted|missed|stayed away from|shunned|ducked) (?:the|this|that)(?: \w+){0,2} (?:vote|voting|ballot)\b|boycotted (?:the|it|both) (?:talks|negotiations)|"
    r"(?:chose|opted|decided|elected|preferred) not to (?:take part|participate|attend)\b|(?:was|were) not voting\b|not voting\b(?! for| against)|failed to vote\b(?! for| against| in favou?r| \"?yes| \"?no| with| as\b| alongside)|did(?: not|n't) (?:show|turn) up(?: for| at) (?:the|this|that) (?:\w+ )?(?:vote|ballot)\b|"
    r"(?:chose|opted|decided|elected) to (?:skip|boycott|miss|sit out) (?:the|this|that) (?:vote|ballot)"
)
NOT_YES = (
    r"(?:refused|declined|failed|did not want) to (?P<a>back|support|endorse|approve|vote for|vote in favou?r of)|"
    r"(?:did not|didn't|did n't) (?P<b>back|support|endorse|approve|vote for|vote in favou?r)"
)
LOOSE_YES = r"(?:backed|backs|backing|back|supported|supports|supporting|support|endorsed|endorses|endorse|approved|approves|approve)"
LOOSE_NO = r"(?:opposed|opposes|opposing|oppose|rejected|rejects|rejecting|reject)"

_MODAL = r"(?:would|will|could|might|may|should|shall|must|can|cannot|if|unless|whether|to|not|never|n't|expected|likely|planned|threatened)"
_AUX = (
    r"(?: (?:also|now|this time|for the (?:first|second|third) time|nonetheless|nevertheless|both|all|then|again|each|later|instead|too|had|has|have|having|today|simply|alone|itself|themselves|reportedly|formally|officially|"
    r"surprisingly|unexpectedly|notably|subsequently|likewise|however|meanwhile|earlier|initially|ultimately|eventually|finally|previously|"
    r"jointly|together|always|which|who|that|chose to|opted to|decided to|elected to|preferred to|opting to|choosing to|preferring to|ended up|wound up|on|late|early|in turn|once|[a-z]+ly(?<!only)|"
    r"only|as usual|as expected|as ever|once more|once again|even|for (?:its|their) part|however,|were|was|are|all five|by|<T>|<B>|in the|at the|in a)){0,8}"
)
AND_OTHERS = (
    rf"(?:,? (?:and|along with|together with|as well as|plus) (?:<N>(?= (?:other|more|further))|several|many|some|dozens of|a handful of|a few|a number of)"
    rf"(?: other| others| more| further| like-minded)*(?:(?: [a-z-]+| <G>)?(?: {STATES}))?(?: (?:of|at|in) (?:the )?(?:united nations|un\b|u\.n\.|<B>))?(?: \([^()]{{0,60}}\))?)?"
)
"""What may follow a list of states: "and 64 other countries", "and a handful of other nations"."""
AND_GROUP = r"(?:,? (?:and|as well as|along with|together with) (?:the |all |most )?(?:<N> )?(?:member states of the |members of the )?<G>(?:'s)?(?: <N>)?(?: (?:member )?(?:states|countries|members|bloc))?)?"
"""And a group: "Turkey and the European Union"."""
_DIRECT = rx(
    rf"(?P<l><L>){AND_GROUP}(?:'s delegation|'s ambassador|'s envoy|'s representative)?{AND_OTHERS},?(?: -)?{_AUX},?(?: for)? ?$"
)
_COMPANY = r"(?:(?:sid|align|stand|stood|vot|agree|disagree|work|broke|split|parted)\w*(?: itself| themselves| ranks| ways)? (?:with|from|alongside)|alone with|in (?:line|company|step|tandem) with|alongside|beside|behind|like|much like|unlike|follow(?:ed|ing)|join(?:ed|ing|s)?|echo(?:ed|ing)|mirror(?:ed|ing)|defied|defying)"
_ASIDE_WITH = rx(rf"(?P<l><L>), {_COMPANY} [^.;:()]{{1,90}},{_AUX} ?$")
WHICH_DID = rx(
    r"(?P<l><L>),? (?:which|who)\b[^;:()<B>]{3,140}?, (?:(?:this time|this year|now|however|then|on <T>|<T>|nevertheless|nonetheless|in the end|instead|also|too|again),? )*$"
)
"""A relative clause before the verb: "Chad, which a year ago abstained on Niger's text, this time voted for it"."""
_ENVOY = rx(
    rf"(?P<l><L>|<J>)(?:'s?)?(?: (?:un|u\.n\.|united nations|<B>))?(?: (?:deputy|acting|permanent|then|new|first))* (?:ambassador|envoy|representative|delegate|diplomat|chargé d'affaires|charge d'affaires|foreign minister|mission|president|team)s?"
    rf"(?: to the (?:un|u\.n\.|united nations|<B>))?(?:,? (?!{_MODAL}\b)[a-zà-ÿ][\w.'-]+){{0,3}},?(?: who [^,;.<L>]{{3,80}},)?(?:, who)?{_AUX} ?$"
)
"""A person who speaks for a state: "Kenya's ambassador, Martin Kimani, abstained"."""
_ASIDE = rx(rf"(?P<l><L>),(?: (?!while|but|with)[^<L><B>;:()]{{1,110}}),{_AUX}(?: for)? ?$")
_PAREN = rx(rf"(?P<l><L>) (?:\([^()<L>]{{1,60}}\)|- [^<L>-]{{1,80}} -){_AUX} ?$")
_AMONG = rx(
    rf"(?P<l><L>){AND_GROUP}(?:,[^,;<L>]{{1,60}},)?(?: (?:was|were|is|are))?(?: also)? (?:<N> of|among|amongst|part of|counted among|joined|joins|joining|(?<=were )the(?= <N> {STATES}))(?: the| those)?(?: <N>)?(?: other)?"
    rf"(?: {STATES}| those| group of {STATES})?(?: (?:that|who|which))?(?: had| have| were)? ?$"
)
_COUNTED = rx(
    rf"<N>(?: (?!<N>)\w+)?(?: {STATES})? \((?:including |among them |notably |with )?(?P<l><L>)(?: among them| included| too)?\)(?: (?:had|have|were|was|then|also))* ?$"
)
"""States in brackets behind their number: "42 (Australia among them) voted against"."""
_NOT_SUBJECT = rx(
    rf"(?:\b{_COMPANY} (?:the )?|\b(?:to|of|by|on|in|inside|within|across|from|against|for|about|over|toward|towards|between|near|than|condemning|condemned|backing|supporting|opposing|joining|joined|criticis\w+|criticiz\w+|blaming|targeting|"
    r"(?:relationship|relations|ties|links|war|deal|talks|border|alliance|friendship|partnership|trade|conflict|dealings|agreement|solidarity) (?:with|between)|unlike|despite|naming|following|allies|close to|except|except for|excepting|excluding|apart from|other than|save|save for|exception of|exceptions of|bar|barring|minus|without|but not|not) (?:the )?)$"
)
_LIKE = rx(
    rf"(?:^|[.;:(] ?|, (?:though|although|while|but|and|with) |\b(?:and|but|while|though|although|whereas) )(?:(?!than\b|unlike\b|with\b|to\b|from\b|like\b|of\b|against\b)[\w-]+ |<J> |<G> ){{0,3}}(?:{STATES}|allies|partners|powers|others|neighbou?rs),? (?:like|such as) (?:the )?$"
)
"""Before states that stand for more of their sort, at the head of a clause: they act, as the others do."""
_SPOKESMAN = rx(
    r"(?:representatives?|delegates?|delegations?|envoys?|diplomats?|ambassadors?|ministers?|votes?|those|likes)(?:,? [\w.'-]+){0,3} (?:of|from|for) (?:the )?$"
)


_ALL_BUT = rx(
    r"\b(?:all|every|everyone|everybody|each)\b(?: [\w'-]+| <[GNBJ]>(?:'s)?){0,6} but (?:the )?$".replace(
        "<[GNBJ]>", "[<G><N><B><J>]"
    )
)
"""Before a state that is the exception: "all members but Singapore", "every country but Israel"."""
_NEVER = rx(
    r"\b(?:not once|never(?: once| before| yet)?|at no (?:time|point|stage)|on no occasion|(?:rarely|seldom|hardly ever)|in no (?:vote|case)|nor|^had) (?:has |have |had |did |does |do )?(?:the )?$"
)
"""Before states and their verb: "Not once has Brazil voted against it", "Had India voted no"."""
_IF = rx(r"\b(?:if|unless|whether|in case|should|lest|even if)(?: [\w']+){0,2} ?$")


def states_of(entity: Entity) -> tuple[StateMention, ...]:
    """The states of an `L`, without those whose name may mean several."""
    return tuple(state for state in entity.value if not state.is_ambiguous)


def codes_of(entity: Entity) -> list[str]:
    return list(dict.fromkeys(state.code for state in states_of(entity)))


_THEIR_PEOPLE = rx(
    r"(?:-[a-z]+)? (?:(?:and|or) <L> )?(?:allies|ally|partners?|friends|supporters|backers|clients|proxies|critics|opponents|rivals|watchers|neighbou?rs)\b"
)
"""Behind a state used as an adjective: they act, and not the state ("some US allies, however, abstained")."""
_DONE_TO = rx(r"[a-z]{3,}(?:ed|s|ing|d\"|t) (?:the )?<L>(?:'s)? by $")
"""Before a verb in -ing: something is done to the state by those who vote so ("they angered A by voting no")."""


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
        r"(?:chose|opted|decided|elected|preferred|opting|choosing|preferring) to ?$"
    ).search(left):
        return None
    if left.endswith(" by ") and _DONE_TO.search(left):
        return None
    for pattern in (_DIRECT, _AMONG, _PAREN, _COUNTED, _ASIDE, _ASIDE_WITH, _ENVOY, WHICH_DID):
        match = pattern.search(left)
        if match:
            at = first + match.start("l")
            if _IF.search(left[: match.start("l")]) or _NEVER.search(left[: match.start("l")]):
                return None
            if is_subject(masked, at):
                return at
    if elided and rx(
        r"(?:,|,? (?:and|but|then|yet)(?: then| also| instead| on <T>)?|, having(?: already| also| previously)?| by| in| -) ?$"
    ).search(left):
        clause = max(
            left.rfind(";"),
            left.rfind(": "),
            left.rfind(", while "),
            left.rfind(" whereas "),
            left.rfind(", but ") if ", but " in left[:-8] else -1,
        )
        begin = first + clause + 1
        for at, _entity in _latest_first(masked, begin, place):
            between = masked.text[begin:at]
            if _in_brackets(masked.text, at, place):
                continue
            if (
                TAGS["B"] in between
                and rx(r"<B>[^<L>]{0,60}$").search(between)
                and not rx(r"(?:at|in|by|of|before) (?:the )?(?:un |u\.n\. )?<B>").search(between)
            ):
                return None
            if is_subject(masked, at) and masked.text[at + 1 : at + 3] != "'s":
                return at
    return None


def _in_brackets(text: str, at: int, place: int) -> bool:
    """Whether brackets hold what stands at one place, and others are counted between them and another."""
    opens = text.rfind("(", max(0, at - 160), at)
    closes = text.find(")", at, place) if opens >= 0 and text.rfind(")", opens, at) < 0 else -1
    return closes >= 0 and TAGS["N"] in text[closes:place]


_NEW_CLAUSE = rx(r"(?:,| and| but| while|,? whereas)(?: both| the)* $")
_ACTS_NEXT = rx(r"(?: \w+ly| also| then| instead| both)? (?!and\b)[a-z]+(?:ed|s|t|ing)\b")


def _latest_first(masked: Masked, begin: int, place: int) -> list[tuple[int, Entity]]:
    """The states before a verb, in their order, but first those that open a clause of their own nearest to it: "the UK
    abstained and the US joined Israel in voting against"."""
    found = sorted(masked.within(begin, place, "L"))
    opening = [
        (at, e)
        for at, e in found[1:]
        if _NEW_CLAUSE.search(masked.text, max(0, at - 14), at) and _ACTS_NEXT.match(masked.text, at + 1)
    ]
    return [*reversed(opening), *found]


_NATION_OF = rx(r"\b(?:nation|country|state|republic|kingdom|islands?) of (?:the )?$")
"""Before a state, named with what it is: "the island nation of Palau"."""
_TOGETHER_WITH = rx(r"(?:in addition to|along with|together with|alongside|besides) (?:the )?")
"""Opens a sentence before states of which the first only seems to hang on it: "In addition to A, B abstained"."""


def is_subject(masked: Masked, at: int) -> bool:
    """False where the state at `at` hangs on a preposition ("countries close to Russia abstained")."""
    before = masked.text[max(0, at - 30) : at]
    if at < 24 and len(masked.entity(at).value) > 1 and _TOGETHER_WITH.fullmatch(masked.text[:at]):
        return True
    if before.endswith((" a ", " an ")) and rx(r" [a-z]+").match(masked.text, at + 1):
        return False  # "a Moscow ally"
    if rx(r",? (?:excepted|excluded|aside|apart)\b").match(masked.text, at + 1):
        return False  # "the members, Portugal and Malta excepted"
    if masked.text[at + 1 : at + 3] == "'s" and not rx(
        r"'s (?:(?:un|u\.n\.|united nations|permanent|deputy|acting) )*(?:delegation|ambassador|envoy|representative|government|mission)\b"
    ).match(masked.text, at + 1):
        return False
    if _THEIR_PEOPLE.match(masked.text, at + 1):
        return False
    if len(masked.entity(at).value) > 1 and rx(
        r"(?:(?:'s|\bits|\btheir|<J>)(?: [\w-]+){0,2} (?:allies|partners|neighbou?rs)|\b(?:states|countries|nations|republics)) of (?:the )?$"
    ).search(before):
        return True  # "the allies of Kazakhstan, Kyrgyzstan and Tajikistan" names the allies
    if _LIKE.search(masked.text, max(0, at - 70), at):
        return True  # "countries like A and B abstained"
    if before.endswith((" but ", " but the ")) and _ALL_BUT.search(masked.text, max(0, at - 70), at):
        return False
    if _NATION_OF.search(before):
        return True
    return bool(_SPOKESMAN.search(before)) or not _NOT_SUBJECT.search(before)


_AGENCY = r"(?:world health (?:assembly|organi[sz]ation)|health agency|unesco|iaea|(?:international )?atomic energy agency|world heritage committee|(?:international )?labou?r organi[sz]ation|food and agriculture organi[sz]ation|opcw|organi[sz]ation (?:of american states|for the prohibition of chemical weapons)|oas|(?:international )?civil aviation organi[sz]ation|icao|(?:international )?maritime organi[sz]ation|interpol|whaling commission|osce|arab league|african union|parliamentary assembly)"
_ACTS = r"(?:vot(?:ed|es|ing)|pass(?:ed|es)|adopt(?:ed|s)|approv(?:ed|es)|reject(?:ed|s)|condemn(?:ed|s)|elect(?:ed|s)|suspend(?:ed|s)|expel(?:led|s))"
AGENCY_VOTES = (
    rf"(?:members?|member states|countries|states|delegates|governments) (?:of|at|to|in) (?:the )?(?:un's |united nations )?{_AGENCY}\b|"
    rf"{_AGENCY}(?:'s)?(?: \([^()]{{1,12}}\))?,?(?: (?:members?|member states|member countries|countries|assembly|general conference|conference|executive board|board(?: of governors)?|council|(?:(?:top|main|governing|highest|supreme|[\w-]+-making) )*body|on <T>|<T>|has|have|had|\w+ly))* {_ACTS}"
)
"""A specialised agency or another organisation of states that votes: the record holds none of their votes."""
FOREIGN_BODY = rx(
    rf"\b(?:{AGENCY_VOTES})\b|"
    r"\b(?:(?<!white )house (?=(?:members?|republicans?|democrats?|speaker|leaders?|measure|resolution|bill|vote|lawmakers|voted|passed|approved|on <T> (?:voted|passed))\b)|council of(?= (?:the )?(?:<L>|<J>|ministers|state|europe))|federation council|cabinet (?:approved|voted|backed|rejected)|national assembly|(?:lower|upper) house|lawmakers|legislators|(?:republicans|democrats)\b(?! of (?:the )?<L>)|house resolution|hres ?\d+|senate|senators?|congress(?:ional)?(?! party)|(?:european )?parliament\w*|bundestag|bundesrat|knesset|duma|rada|lok sabha|church|synod|diocese|university|academy|(?:football|soccer|golf|book|social|sports|tennis|country|fan) club|house of (?:commons|representatives|lords)|"
    r"legislat\w+|city council|county|supreme court|(?<!for the )(?<!for a )(?<!organize a )(?<!organise a )(?<!hold a )referendum|electorate|shareholders?|fifa|uefa|ioc|mps|meps|bishops|union members|jury|jurors|board of(?! peace)|"
    r"european council|european commission|nato allies agreed|electoral|primary|caucus|ballot paper)\b"
)
UN_CUE = rx(r"\bun\b|\bu\.n\.|united nations|unga\b|unsc\b|<B>|<Y>|<Q>")
NEITHER = rx(r"\b(?:neither|nor) (?:the )?$")
"""Before states: what follows is denied of them."""
PRONOUN = rx(r"\b(?:it|they|them|both)\b")
TEXT_WORD = rx(rf"\b{TEXT}\b|<Q>|<Y>")
UN_NAME = rx(
    r"\bun\b|\bu\.n\.|united nations|unga\b|unsc\b|security council|<Y>|<Q>|(?:un |u\.n\. |united nations )<B>|<L> (?:\w+ ){1,3}on a <B> resolution"
)
"""Said of the United Nations beyond doubt: other assemblies and councils have the same names."""
VOTE_WORD = rx(
    r"^(?:and )?so (?:did|was|were|ha[dsv]e?) <L>[.!]?$|^(?:and )?<L>,? (?:too|also|as well|likewise)[.!]?$|"
    r"\bsat (?:it|this one|that one)? ?out\b|\bblock(?:ed|s)\b|torpedo|scupper|thwart|quash|no-?shows?\b|\bdid (?:likewise|the same|so too|as well)\b|followed suit|\b(?:stood|lined up|threw in (?:its|their) lot) (?:with|alongside|beside|behind)\b|\bon <L>'s side\b|"
    r"<B>(?: \([^()]{1,12}\))?,?(?: on <T>| <T>| late| again| also| has| had| \w+ly|,)* (?:call(?:ed|s) (?:for|on)|demand(?:ed|s)|urg(?:ed|es)|deplor(?:ed|es)|denounc(?:ed|es)|declar(?:ed|es))\b|"
    r"\bvot(?:e|es|ed|ing)\b|abst(?:ain|ent)|\babsent|\bsaid (?:yes|no)\b|\bdelegations\b|adopt|resolution|\bpass(?:ed|es|age)|reject|veto|\bdraft|in favou?r|against|oppos|sided|siding|sides|\bjoin\b|back(?:ed|s|ing)\b|"
    r"support|endors|approv|sponsor|tabled|measure|binding|joined|condemn|\border(?:ed|s)\b|outlaw|\bbann?(?:ed|s)\b|abolish|oblig|compel|requir|-member\b|lower|higher|fewer|\bfor it\b|fail|amend|majority|renew|extend|prolong|suspend|stripp|expel|oust|recogni|grant|upgrad|rebuk|condemn|censur|impos|lifted|kept|boycott|declin|unanimous|accept|\btext\b|motion|draft|on the fence|^the (?:others?|rest) (?:behind|with|along|in)|\b(?:the|those|these) <N> (?:were|are|include)|^(?:for|yes|no|absent|abstain\w*) ?[:-] ?[<N><L>]|\bamong (?:the|those|these) <N>(?= (?:were|was|are) |[.;,]|$)|\bto (?:a )?\"?(?:yes|no)\"?(?= (?:vote|column|camp)|[,.;]|$| this time)|\"?(?:yes|no)\"? (?:column|camp)\b|\bopponents?\b|\bnoes\b|\bnaysay|\b(?:a|n)[ae]?ye?s?\b|in the (?:negative|affirmative)|^(?:[a-z] ?[:-] ?|- ?)?<L>(?:,? (?:among|and) (?:\w+ )*others)?(?:,? and)?[.;,]?$|^those (?:who|that|behind|with|alongside)\b|in the company of|skipped|dissent|^(?:they|those|these|among them|(?:the )?others?|the latter|these (?:countries|states|nations)) (?:were|are|include)|introduc|propos|<Y>|<V>|<Q>|"
    r"\b(?:was|were|is|are) (?:(?:also|both|all) )?(?:among (?:them|these|those)|one of (?:them|these|those)|on (?:it|(?:the|that|this) list))[.;]?$"
)


_OFTEN = ("resolution", "adopt", "against", "support", "abstain", "veto")
"""Words that `VOTE_WORD` finds wherever they stand, looked for first because that is quick."""


@lru_cache(maxsize=1 << 12)
def speaks_of_votes(masked: str) -> bool:
    """Whether a masked sentence has a word about votes and texts. Several steps ask."""
    return any(map(masked.__contains__, _OFTEN)) or VOTE_WORD.search(masked) is not None


@lru_cache(maxsize=1 << 12)
def names_a_foreign_body(masked: str) -> bool:
    """Whether a masked sentence names a body that is not one of the United Nations, such as a parliament."""
    return FOREIGN_BODY.search(masked) is not None


@lru_cache(maxsize=1 << 12)
def speaks_of_the_un(masked: str) -> bool:
    """Whether a masked sentence names the United Nations, one of its bodies or a document."""
    return UN_CUE.search(masked) is not None


_PART_BEFORE = rx(
    r"\b(?:after|having|following) (?:it |they |members |states )?(?:(?:had |first )?(?:reject|vot|defeat|turn|throw|fail|adopt|approv)\w*(?: down| out)?) (?:an?|the|its|two|three|several|<N>|<J>|<L>(?:'s|-\w+)) [^.;,]{0,60}?\bamendments?\b"
)
"""A vote on an amendment that went before, in a sentence about the vote on the text."""


def without_part_before(masked: str) -> str:
    """A masked sentence without the vote on an amendment that it says went before: "adopted it after rejecting an amendment"."""
    return _PART_BEFORE.sub("", masked) if "amendment" in masked else masked


MATTER = rx(
    rf" (?=(?:the|a|an|any|its|their|<J>|<L>)(?: |'s))(?!(?:(?:[^ .;,()]+|\([^ ()]{{1,12}}\)) ){{1,7}}?(?:{TEXT}|amendments?|bid|request|calls?|demands?|appeals?|<Q>|<Y>)\b)(?!(?:[^ .;,()]+ ){{0,7}}?(?:<Q>|<Y>))(?! the (?:other|rest|majority))"
)
"""Behind "against": a thing that is no text. "The 100 who voted against the annexation" voted for a text against it."""
