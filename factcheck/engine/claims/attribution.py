"""Who a statement is attributed to: a claim in a quotation or behind "X said" is the speaker's, judged all the same."""

from __future__ import annotations

from factcheck.engine.text.document import Sentence
from factcheck.engine.text.masking import rx

_SAID = rx(
    r"\b(?:said|says|saying|claimed|claims|told|stated|argued|explained|recalled|complained|insisted|according to|wrote|tweeted|posted|boasted|noted|added)\b"
)
_SPEAKER = rx(
    r"(?P<l><L>|<J>)(?:'s)?(?: [\w.'-]+){0,6}? (?:said|says|claimed|claims|told|stated|argued|explained|recalled|complained|insisted|wrote)\b|according to (?P<m><L>|<J>)"
)


def of(sentence: Sentence, span: tuple[int, int]) -> bool | str | None:
    """None where the article speaks itself; the code of the speaker's state where the sentence names it; else True.

    `span` is the claim in the masked sentence. A claim is the speaker's inside quotation marks, or where a verb of
    saying stands outside it in the same sentence. Known misses: quotations over several sentences.
    """
    text = sentence.masked.text
    quoted = text[: span[0]].count('"') % 2 == 1
    said = next((m for m in _SAID.finditer(text) if m.end() <= span[0] or m.start() >= span[1]), None)
    if not quoted and said is None:
        return None
    speaker = _SPEAKER.search(text)
    if speaker is None:
        return True
    entity = sentence.masked.entity(speaker.start("l") if speaker["l"] else speaker.start("m"))
    codes = [state.code for state in entity.value if not state.is_ambiguous]
    return codes[0] if len(codes) == 1 else True
