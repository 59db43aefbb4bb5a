"""Symbols of texts that a sentence only leans on, apart from those of texts that it is about."""

from __future__ import annotations

from functools import lru_cache

from factcheck.engine.text.document import Sentence
from factcheck.engine.text.masking import rx

_CITING = rx(
    r"\b(?:in (?:line|accordance|conformity|keeping|compliance|agreement) with|pursuant to|recall(?:s|ed|ing)|reaffirm(?:s|ed|ing)|reiterat(?:es|ed|ing)|cit(?:es|ed|ing)|invok(?:es|ed|ing)|based on|building on|as (?:called for|required|demanded|laid down|set out|stipulated|provided for) (?:in|by|under)|implement(?:s|ed|ing|ation of)|violat(?:es|ed|ing|ions? of)|(?:in )?(?:breach|defiance) of|compl(?:y|ied|ies|ying|iance) with|referr(?:ed|ing) to|refers to|noting|(?:would (?:have )?|to )(?:extend|prolong|renew|terminat|suspend|restor|reimpos|replac|repeal|reviv|amend)\w*)\b[^.;()]{0,70}$"
    r"|\b(?:extend|renew|prolong)(?:s|ed|ing) (?:the (?:[a-z]+ of )?)?(?:the )?(?:un |<B> )?(?:resolution )?(?:no\.? ?)?$"
)
"""Before the symbol of a text that the words lean on: it is not what was voted on."""
_NEAR = 110
"""Masked characters before a symbol in which such words stand."""
_SYMBOL = rx("<Y>")
_ITSELF_ADOPTED = rx(r",? \(?(?:which |that )?(?:was |had been |were )?(?:adopted|passed|approved|endorsed)\b")


def own_symbols(sentence: Sentence) -> tuple[str, ...]:
    """The symbols in a sentence other than of texts that it only cites: "reaffirming resolution 502"."""
    if not sentence.symbols:
        return ()
    masked = sentence.masked
    cited = {masked.entity(place).value for place in _cited(masked.text)}
    return tuple(symbol for symbol in sentence.symbols if symbol not in cited) if cited else sentence.symbols


@lru_cache(maxsize=64)
def _cited(text: str) -> tuple[int, ...]:
    """Places of cited symbols in a masked sentence. The claims of a sentence ask alike."""
    return tuple(
        m.start()
        for m in _SYMBOL.finditer(text)
        if _CITING.search(text, max(0, m.start() - _NEAR), m.start()) and not _ITSELF_ADOPTED.match(text, m.end())
    )
