"""Whether a sentence states what its words say: or denies it, tells what was not so, or points elsewhere.

Doubts, asked for as those of `doubts`."""

from __future__ import annotations

from factcheck.engine.claims import dates
from factcheck.engine.draft import Draft
from factcheck.engine.linking import vetoes
from factcheck.engine.linking.given import FAR, OF_A_RULE, Doubt, Given, is_of_many, span_of
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.document import Sentence
from factcheck.engine.text.masking import rx

_CLOSED = " \t\n\"'”’»)]"

_DENIED = rx(
    r"\b(?:false|falsely|untrue|not true|not the case|incorrect(?:ly)?|wrong(?:ly)?|erroneous(?:ly)?|mistaken(?:ly)?|myths?|hoax|fake|fabricated|rumou?rs?|disinformation|misinformation|baseless|unfounded|misreport\w*|misstat\w*|"
    r"claims? (?:that|by|from|online|on|of|is|are|was|were)\b|claimed|allegations? that|alleged(?:ly)?|contrary to|den(?:y|ies|ied|ying)|disput(?:ed|es|ing)|debunk\w*|correction|corrected|retracted|"
    r"(?:nobody|no one|hardly anyone|few)(?: (?:had|have|has|would have|could have|seriously|really))* (?:expected|believed|thought|imagined|foresaw|claimed|predicted)|all but|as if|as though|imagine|suppose|pretend\w*|purported(?:ly)?|supposed(?:ly)?|so-called(?! \"?(?:referend|annexation|election|republics?|plebiscite|people's)))\b"
)
_COUNTERFACTUAL = rx(
    r"(?:^|[;:,.\"] ?|\b(?:and|but) )(?:had|were|should) (?:the )?<L>(?: (?:not|also|really|\w+ly))? (?:vot|abstain|oppos|back|support|cast|join|sid|veto|block|to )\w*"
)
_ONE_OF_SEVERAL = rx(
    r"\bthe (?:first|second|third|fourth|former|latter|other)(?=[,.;:)]| and\b| but\b| while\b| on\b| with\b| by\b| was\b| is\b|$)|(?:<J>|\b(?:first|second|third|other|rival|earlier|later|shorter|longer|same)) (?:ones\b|<N>(?=[,.;]| (?:which|that|was|were|got|won|gained|failed|passed|had|did|on|and|but)\b))|\b(?:against|favou?r|it|no|yes|abstained|voted) there\b"
)
"""A text told from another by its place or its maker, with no noun: "voted against the first and abstained on the second"; or told by a
place alone: "voted against it there"."""
_BESIDE = rx(
    r"\b(?:besides|beside|beyond|apart from|aside from|aside|in addition to|on top of|next to|along with|together with|as well as|other than|not counting|except|save|bar)\b"
)


ITEM = rx(r"^(?:\(?(?:<N>|[a-z]|[ivx]{1,4})[.)] |[\u2022*-] |(?:<N>|<Y>) \((?:<T>|<N>)\) ?[:-])")
"""An item of a list, which may be about a vote of its own."""
_THAT_ONE = rx(
    r"\b(?:on|in|at) (?:that|this|those|these|the (?:same|other|first|second|latter|former)|both|each|either) (?:occasions?|instances?|cases?|votes?|ballots?|meetings?|sessions?|days?)\b|\bthat (?:time|day|vote)\b|\bthen(?=[,.;]| this time| too| as now)|\bas (?:then|before)\b|\bthis time\b[^.;]*\bthen\b"
    r"|\bthe (?:next|following|previous) (?:day|week|month|year|morning|session)\b|(?:^|\b(?:a|few|several|some|many|just|only) |<N> )(?:days?|weeks?|months?|years?) (?:later|earlier|before|after(?:wards)?|ago|prior)\b"
)
"""A time told from that of the vote by pointing: "on that occasion", "the next day"."""
_ITS_OWN = rx(r"\b(?:of (?:its|their|his|her) own|(?:its|their) own|rival|counter|competing|alternative)\b")
_A_TEXT_OF = rx(
    r"\b(?:propos|tabl|introduc|submit|draft|offer|circulat|present|put(?:s|ting)? forward)\w* (?:an?|another) (?:(?!vote\b)[\w'-]+ ){0,3}?(?:resolution|text|draft|proposal)\b"
)
_LEAD = 1
"""Index of the last sentence in which "tabled a draft" may bring up what the article is about."""
_PAIR_BEFORE = rx(r"<N> (?:votes? )?(?:to|against) <N>(?: \w+)?,? ?(?:with |and |while )?(?:only |just )?$")
"""Before a count: two others that belong to it, and were not read with it."""
_YEARS = 2
"""By how many a year named beside a vote may be wrong and still be meant for it."""
_OTHERS = rx(
    r"\b(?:all|every|the|most|nearly all|almost all)(?: of)?(?: the| its)? (?:others?|rest|remaining|remainder)\b(?! than)"
)


def is_question(sentence: Sentence) -> bool:
    """Whether it asks: what it asks for is said by whoever answers."""
    return sentence.text.rstrip(_CLOSED).endswith("?")


def _is_denied(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """A sentence that denies something, or tells what would have been; how far that goes is not told."""
    return draft.kind not in ("title", "symbol") and (
        _DENIED.search(draft.sentence.masked.text) is not None
        or _COUNTERFACTUAL.search(draft.sentence.masked.text) is not None
    )


def _of_one_of_several(draft: Draft, event: VoteEvent, given: Given) -> bool:
    if draft.kind in OF_A_RULE or is_of_many(draft) or given.is_named or draft.meta.get("one"):
        return False
    return _ONE_OF_SEVERAL.search(draft.sentence.masked.text) is not None


def _of_those_left(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """ "Only A and B", where others are named beside them: "Besides Russia, only Belarus and Syria opposed it"."""
    return "exclusive" in draft.asserted and _BESIDE.search(draft.sentence.masked.text) is not None


def _of_an_item(draft: Draft, event: VoteEvent, given: Given) -> bool:
    if draft.kind in OF_A_RULE or is_of_many(draft) or given.is_named:
        return False
    return ITEM.match(draft.sentence.masked.text) is not None


def _of_that_time(draft: Draft, event: VoteEvent, given: Given) -> bool:
    if draft.kind in OF_A_RULE or is_of_many(draft) or draft.kind == dates.KIND or given.is_named:
        return False
    return _THAT_ONE.search(draft.sentence.masked.text, given.span[0], given.span[1] + 12) is not None


def _of_their_own(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """Who put forward "a text of their own", beside the one voted on, or behind the lead "a draft", as one not told of."""
    first, last = span_of(draft)
    if draft.kind != "sponsorship":
        return False
    text = draft.sentence.masked.text
    return _ITS_OWN.search(text, first, last + FAR) is not None or (
        draft.sentence.index > _LEAD and _A_TEXT_OF.search(text, first, last + FAR) is not None
    )


def _of_the_rest(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """ "All other members": those named before are left out."""
    first, last = span_of(draft)
    text = draft.sentence.masked.text
    return draft.kind == "group_position" and _OTHERS.search(text, max(0, first - 12), last) is not None


def _of_another_year(draft: Draft, event: VoteEvent, given: Given) -> bool:
    """A year in the sentence that lies years from the vote's: a number that names a vote may be another body's."""
    if draft.kind in OF_A_RULE or is_of_many(draft) or event.day is None:
        return False
    years = {day.year for found in draft.sentence.days for day in found.days}
    return bool(years) and all(abs(year - event.day.year) > _YEARS for year in years)


def _is_half_read(draft: Draft, event: VoteEvent, given: Given) -> bool:
    if draft.kind != "tally" or len(draft.meta.get("all", ())) != 1:
        return False
    first, _ = span_of(draft)
    return _PAIR_BEFORE.search(draft.sentence.masked.text, max(0, first - FAR), first) is not None


UNSTATED: tuple[tuple[Doubt, str], ...] = (
    (vetoes.are_several, "the words tell of several vetoes"),
    (_is_half_read, "other counts stand beside these, and may be of another vote"),
    (_of_an_item, "the sentence is an item of a list, which may be about a vote of its own"),
    (_of_their_own, "the words may be about another text, that these states put forward themselves"),
    (_of_the_rest, "those named before are left out"),
    (_of_that_time, "the sentence points at another time"),
    (_of_another_year, "the sentence names a day years from that vote"),
    (_is_denied, "the sentence denies something, or tells what was not so"),
    (_of_those_left, "others are named beside those who are said to be the only ones"),
    (_of_one_of_several, "the sentence speaks of one of several texts"),
)
