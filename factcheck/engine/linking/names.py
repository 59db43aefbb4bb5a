"""Which of the votes that a sentence names bear on which of its claims: "abstained on A and voted against B"."""

from __future__ import annotations

from factcheck.engine.candidates import Named
from factcheck.engine.draft import Draft
from factcheck.engine.text.masking import rx

_PART = rx(r";")
_OBJECT_ENDS = rx(
    r"[;():]|, | (?:and|but|while|whereas|although|though|after|before)(?! (?:on |for |against )?(?:<Y>|<Q>))"
)
_TOGETHER = rx(r"^[\s,()]*(?:and|or)?[\s,(]*(?:on |for |against )?$")
_OWN_CUE = rx(r"<T>|<V>|\b<N>[\s-](?:votes )?(?:to|against|-) ?<N>")


def names_of(draft: Draft, names: tuple[Named, ...]) -> frozenset[str]:
    """Keys of the votes that are named for this draft.

    Of several names those behind its verb, in the same breath, count, else the nearest before it. A name in another part
    of the sentence does not bear on a part that tells a day or counts of its own.
    """
    every = frozenset().union(*(name.keys for name in names))
    placed = [name for name in names if name.place >= 0]
    if len(placed) < len(names) or not placed:
        return every
    text, at = draft.sentence.masked.text, draft.at
    begin = max((m.end() for m in _PART.finditer(text, 0, at)), default=0)
    end = _PART.search(text, at)
    stop = end.start() if end else len(text)
    own = [name for name in placed if begin <= name.place < stop]
    if not own:
        return frozenset() if _OWN_CUE.search(text, begin, stop) else every
    if len({name.keys for name in own}) == 1:
        return own[0].keys
    ends = _OBJECT_ENDS.search(text, at, stop)
    behind = [name.keys for name in own if at <= name.place < (ends.start() if ends else stop)]
    return frozenset().union(*(behind or _nearest_before(text, at, own) or [name.keys for name in own]))


def _nearest_before(text: str, at: int, names: list[Named]) -> list[frozenset[str]]:
    """The name before `at` and those told in one breath with it."""
    before = [name for name in names if name.place < at]
    found = before[-1:]
    for name in reversed(before[:-1]):
        if not _TOGETHER.match(text[name.place + 1 : found[-1].place]):
            break
        found.append(name)
    return [name.keys for name in found]
