"""Whether words tell of a vote that was cast: not one that is planned, spoken of or asked for."""

from __future__ import annotations

import re

from factcheck.engine.claims.stances import Stance
from factcheck.engine.text.document import Sentence
from factcheck.engine.text.masking import rx

BARE = re.compile(r"(?:vote|oppose|back|support|reject|approve|endorse|abstain)\b")
_CONDITIONAL = rx(
    r"\b(?:would|will|might|may|could|can|cannot|should|expected to|likely to|plans? to|planned to|planning to|threaten\w*|if|unless|whether)\b"
)
_SAYS_OF = rx(
    r"(?:\b(?:that|said|says|say|saying|warned|warns|argued|argues|insisted|insists|told <L>|if|whether)|:|\") ?$"
)
"""Before "voting against it": the act is spoken of, not told."""


_NOT_QUITE = rx(r"\b(?:nearly|almost|all but|practically) $")
"""Before a verb: it did not come to that."""


_A_PLAN = rx(
    r" (?:the|an?|its|their|this|that|<L>'s|<J>)(?: <J>)?(?: [\w-]+)?? (?:autonomy|peace|partition|settlement|unity|reform|truce|two-state)(?: [a-z]+)?? (?:proposal|plan|initiative|deal)s?\b"
)


def not_yet(text: str, stance: Stance) -> bool:
    """ "Voting against it would", "said that abstaining means", "rejects the autonomy plan": nothing that happened in a vote."""
    if stance.is_loose and _A_PLAN.match(text, stance.end):
        return True
    if stance.words.startswith(("voting", "abstaining")) and _SAYS_OF.search(
        text, max(0, stance.start - 14), stance.start
    ):
        return True
    if _NOT_QUITE.search(text, max(0, stance.start - 14), stance.start):
        return True
    return stance.words.startswith(("voting", "abstaining", "backing", "opposing", "supporting", "rejecting", "casting")) and rx(
        r"[^.;,]{0,60}? (?:would|could|might|may|will)\b"
    ).match(text, stance.end) is not None  # fmt: skip


def bare_ok(sentence: Sentence, stance: Stance) -> bool:
    """A verb without an ending is a fact in a headline, or behind a plural, not behind "to" or a modal."""
    left = sentence.masked.text[: stance.start]
    if rx(
        r"(?:\bdid|\bdo|\bboth|\ball|\bmembers|\bcountries|\bstates|\bnations|(?:chose|opted|decided|elected|preferred|opting|choosing|preferring) to) $"
    ).search(left):
        return True
    direct = rx(r"<L>,?(?: (?:both|all|also|again|jointly|together|\w+ly))* $").search(left)
    if direct is None:
        return bool(rx(r"<L>[^<L>]{1,60} (?:and|but) $").search(left)) and sentence.is_headline
    at = direct.start()
    return len(sentence.masked.entity(at).value) > 1 or sentence.is_headline


def conditional(text: str, place: int) -> bool:
    return _CONDITIONAL.search(text, max(0, place - 40), place + 12) is not None
