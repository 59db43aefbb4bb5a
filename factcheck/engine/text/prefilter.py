"""Patterns that look for a word they need before they run.

Most sentences hold none of the words that a pattern is about. Which those are is read off the pattern: any match of
`oppos(?:ed|ing) (?:the|a) (?:text|draft)` holds "oppos". Looking for a few words in a sentence takes a tenth of the time
that the pattern takes to fail. The same idea as the prefilters of RE2 and of code search (Cox, "Regular Expression
Matching with a Trigram Index", 2012).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST = 24
"""Words that are looked for at most; a pattern that needs one of more of them runs at once."""
SETS = 3
"""Sets of words that are looked for one after the other, the most telling first."""
SHORT = 48
"""Characters of a stretch that is searched at once, words or no words."""
_COMMON = frozenset(["a", "an", "and", "as", "at", "by", "for", "from", "in", "it", "of", "on", "or", "s", "'s", "that", "the", "to", "was", "were", "with"])  # fmt: skip
_FREQUENT = frozenset(["against", "countries", "draft", "measure", "members", "nations", "resolution", "states", "support", "text", "vote", "voted", "votes"])  # fmt: skip
"""Words that many sentences about votes have."""


_DIGIT = re.compile(r"\d")
_NONE: Iterator[re.Match[str]] = iter(())
Find = Callable[..., "re.Match[str] | None"]


class Pattern:
    """As a `re.Pattern` for text without accents (`re.ASCII`): the same matches in the same places.

    `words` are sets of words, parted by "|", of each of which every match holds one, where they cannot be read off the
    pattern: alternatives that need different ones. `holds` is a pattern, quick to look for, that is found within every match, such as its last words. `begins` is one that
    is found where every match begins: the pattern itself is tried there only, and where it fails no match may begin within
    what `begins` took.
    """

    __slots__ = ("begins", "compiled", "finditer", "holds", "match", "needs", "pattern", "search", "words")
    compiled: re.Pattern[str]
    needs: tuple[tuple[str, ...], ...]
    search: Find
    match: Find
    finditer: Callable[..., Iterator[re.Match[str]]]

    def __init__(self, pattern: str, holds: str = "", begins: str = "", words: tuple[str, ...] = ()) -> None:
        self.pattern, self.holds, self.begins, self.words = pattern, holds, begins, words

    def __getattr__(self, name: str) -> Any:
        """Compiles the pattern where it is first used: most commands use none of hundreds."""
        if name not in self.__slots__ or name in ("pattern", "holds", "begins", "words"):
            raise AttributeError(name)
        compiled = self.compiled = re.compile(self.pattern, re.ASCII)
        self.needs = (*needed(self.pattern), *(tuple(words.split("|")) for words in self.words))
        holds = re.compile(self.holds, re.ASCII).search if self.holds else None
        finditer: Callable[..., Iterator[re.Match[str]]] = compiled.finditer
        if self.begins:
            finditer = partial(from_beginnings, re.compile(self.begins, re.ASCII).search, compiled.match)
        self.match = compiled.match
        self.search = _behind_gate(compiled.search, self.needs, holds, SHORT, None)
        self.finditer = _behind_gate(finditer, self.needs, holds, 0, _NONE)
        return getattr(self, name)

    @property
    def groupindex(self) -> Any:
        return self.compiled.groupindex

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.compiled.fullmatch(text)

    def findall(self, text: str) -> list[Any]:
        return self.compiled.findall(text)

    def sub(self, repl: Any, text: str, count: int = 0) -> str:
        return self.compiled.sub(repl, text, count)

    def split(self, text: str) -> list[Any]:
        return self.compiled.split(text)


def _behind_gate(
    find: Callable[..., Any], needs: tuple[tuple[str, ...], ...], holds: Find | None, short: int, nothing: Any
) -> Callable[..., Any]:
    """`find`, called for text that may have a match; for any other text the answer is `nothing`. Stretches shorter than
    `short` are searched at once."""
    if not needs and holds is None:
        return find
    first = needs[0] if needs else ("",)
    more = needs[1:]

    def found(text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        if end - start >= short:
            for word in first:
                if word in text:
                    break
            else:
                return nothing
            for words in more:
                for word in words:
                    if word in text:
                        break
                else:
                    return nothing
            if holds is not None and holds(text, start, end) is None:
                return nothing
        return find(text, start, end)

    return found


def from_beginnings(
    begins: Find, matches: Find, text: str, start: int = 0, end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """As `finditer` of a pattern, which is tried (`matches`) only where `begins` is found. Where it fails, no match may
    begin within what `begins` took."""
    while begin := begins(text, start, end):
        match = matches(text, begin.start(), end)
        start = match.end() if match else max(begin.end(), begin.start() + 1)
        if match:
            yield match


class InAnyCase:
    """As a pattern with `re.IGNORECASE`, which is slow: it is tried only where `begins` is found in the text in lower case,
    and not at all in one that has neither a digit nor one of the `signs`, which stand in every match."""

    def __init__(self, compiled: re.Pattern[str], begins: str, signs: Iterable[str]) -> None:
        self.compiled, self._begins, self._signs = compiled, re.compile(begins), tuple(signs)

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        lower = text[start:end].lower()
        if len(lower) != end - start:  # letters that are longer in lower case
            yield from self.compiled.finditer(text, start, end)
            return
        if not any(map(lower.__contains__, self._signs)) and _DIGIT.search(lower) is None:
            return
        at = 0
        while begin := self._begins.search(lower, at):
            match = self.compiled.match(text, start + begin.start(), end)
            at = match.end() - start if match else begin.start() + 1
            if match:
                yield match


def needed(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Sets of words: every match of the pattern holds a word of each. Empty where no few telling words are needed.

    >>> needed(r"oppos(?:ed|ing) (?:the|a) (?:text|draft)")
    (('oppos',), ('text', 'draft'))
    >>> needed(r"(?:no|yes) votes?|abst(?:ain|ention)")
    ((' vote', 'abst'),)
    >>> needed(r"\\w+ the \\d+")
    ()
    """
    tree = parser.parse(pattern)
    if tree.state.flags & re.IGNORECASE:
        return ()
    found: list[tuple[str, ...]] = []
    for words in sorted({words for words in _parts(tree) if _worth(words) > 1}, key=lambda w: (-_worth(w), w)):
        if not any(_implies(known, words) for known in found):
            found.append(words)
    return tuple(found[:SETS])


def _implies(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether a text that holds one of the words holds one of the others."""
    return all(any(other in word for other in others) for word in words)


def _parts(items: Any) -> list[tuple[str, ...]]:
    """The sets of words that the parts of a sequence need."""
    found: list[tuple[str, ...]] = []
    run = ""
    for code, value in items:
        if code is codes.LITERAL:
            run += chr(value)
            continue
        if run:
            found.append((run,))
            run = ""
        if code is codes.SUBPATTERN:
            found += _parts(value[-1]) if not value[1] & re.IGNORECASE else []
        elif code is codes.ATOMIC_GROUP:
            found += _parts(value)
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            found += _parts(value[2]) if value[0] > 0 else []
        elif code is codes.BRANCH:
            branches = [_parts(branch) for branch in value[1]]
            best = [max(parts, key=_worth, default=()) for parts in branches]
            found.append(_least([w for words in best for w in words]) if all(best) else ())
            found += _in_each(branches)
        elif code is codes.IN and all(kind is codes.LITERAL for kind, _ in value):
            found.append(tuple(chr(char) for _, char in value))
        elif code is codes.ASSERT:
            found += _parts(value[1])
    return [*found, (run,)] if run else found


def _in_each(branches: list[list[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """Words that each branch needs by itself, whatever else it needs."""
    single = [part[0] for part in branches[0] if len(part) == 1]
    each = dict.fromkeys(word for plain in single for word in (plain, plain.strip()))
    return [(word,) for word in each if all(any(p and _implies(p, (word,)) for p in parts) for parts in branches)]


def _least(words: list[str]) -> tuple[str, ...]:
    """The words without those that hold another one: where "broken" stands, "broke" does."""
    return tuple(dict.fromkeys(w for w in words if not any(other != w and other in w for other in words)))


def _worth(words: tuple[str, ...]) -> float:
    """How rarely a sentence is likely to hold one of the words: long words are rare, many words are not."""
    if not words or len(words) > MOST:
        return -1.0
    return min(_rarity(word) for word in words) - len(words) / 8


def _rarity(word: str) -> float:
    plain = word.strip()
    if plain in _COMMON:
        return 0.0
    if plain in _FREQUENT:
        return 1.5
    tags = sum(char < " " for char in plain)  # control characters, which stand for names, numbers and days
    return min(2.0 * tags + (len(plain) - tags) * 1.0, 6.0) - (1.0 if len(plain) < 3 and not tags else 0.0)
