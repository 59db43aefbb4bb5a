"""Whether a sentence states what its words say: it may deny them, or say what was not so. A doubt, as those of `doubts`."""

from __future__ import annotations

from factcheck.engine.text.document import Sentence
from factcheck.engine.text.masking import rx

_CLOSED = " \t\n\"'”’»)]"

_DENIED = rx(
    r"\b(?:false|falsely|untrue|not true|not the case|incorrect(?:ly)?|wrong(?:ly)?|erroneous(?:ly)?|mistaken(?:ly)?|myths?|hoax|fake|fabricated|rumou?rs?|disinformation|misinformation|baseless|unfounded|misreport\w*|misstat\w*|"
    r"claims? (?:that|by|from|online|on|of|is|are|was|were)\b|claimed|allegations? that|alleged(?:ly)?|contrary to|den(?:y|ies|ied|ying)|disput(?:ed|es|ing)|debunk\w*|correction|corrected|retracted|"
    r"(?:nobody|no one|hardly anyone|few)(?: (?:had|have|has|would have|could have|seriously|really))* (?:expected|believed|thought|imagined|foresaw|claimed|predicted)|all but|as if|as though|imagine|suppose|pretend\w*|purported(?:ly)?|supposed(?:ly)?|so-called)\b"
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


def is_question(sentence: Sentence) -> bool:
    """Whether it asks: what it asks for is said by whoever answers."""
    return sentence.text.rstrip(_CLOSED).endswith("?")


def is_denied(text: str) -> bool:
    """Whether a masked sentence denies something, or tells what would have been; how far that goes is not told."""
    return _DENIED.search(text) is not None or _COUNTERFACTUAL.search(text) is not None


def is_of_one_of_several(text: str) -> bool:
    return _ONE_OF_SEVERAL.search(text) is not None


def names_others_beside(text: str) -> bool:
    return _BESIDE.search(text) is not None
