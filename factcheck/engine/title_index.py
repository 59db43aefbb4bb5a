"""Titles of the record: which stand in a text, and which are like the words of one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import chain
from operator import itemgetter

from factcheck.engine.series import TITLE_WORD, fold_title
from factcheck.engine.text.runs import by_runs

_QUOTED = re.compile(r"[“\"‘]([^“”\"\n]{8,240}?)[,.]?[”\"’](?![^\W\d_])")
_MARKS = '“"‘'
_TITLE_CUE = re.compile(
    r"(?:\b(?:titled|entitled|called|named|headed|captioned|under the title|with the title|its title|the title)\s*,?:?\s*(?:the\s+)?|"
    r"\b(?:resolution|text|draft|document|measure|motion|voting|vote|voted)\s+(?:on|of|about|,)?\s*)$",
    re.IGNORECASE,
)
_STRONG_CUE = re.compile(
    r"\b(?:titled|entitled|called|named|headed|captioned|under the title|with the title)\s*,?:?\s*$", re.IGNORECASE
)
SURE_TITLE = 7
"""Words from which a title in small letters is taken for one: "the territorial integrity of Ukraine" may be said of anything."""
_STRIP_WORDS = frozenset({"a", "an", "the"})
_ROUNDING = 1e-9


def _plain(run: str) -> tuple[str, ...]:
    """The words of a run without white space, in lower case."""
    return tuple(word.lower().replace("’", "'") for word in TITLE_WORD.findall(run))


_plain_of = by_runs(_plain)


class Titles:
    """The titles of motions, by their first words and by each word."""

    def __init__(self) -> None:
        self._by_start: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        self._heads: set[str] = set()
        self._words: dict[str, frozenset[str]] = {}
        self._by_word: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def add(self, key: str, title: str) -> None:
        words = fold_title(title)
        self._words[key] = frozenset(words) - _STRIP_WORDS
        if len(words) >= 4 and words not in self._by_start[words[:3]]:
            self._by_start[words[:3]].append(words)
            self._heads.add(words[0])

    def find(self, text: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """Titles in text[start:end]: quoted words after a cue, and words that are a title in the record, quoted or not."""
        found: list[tuple[int, int, str]] = []
        words_in = text[start:end]
        for match in _QUOTED.finditer(text, start, end) if any(map(words_in.__contains__, _MARKS)) else ():
            words = fold_title(match[1])
            if len(words) < 2:
                continue
            before = text[max(start, match.start() - 60) : match.start()]
            if _STRONG_CUE.search(before) or (
                len(words) >= 3 and (_TITLE_CUE.search(before) or self.closest(words, 0.75)) and match[1][0].isupper()
            ):
                found.append((match.start(1), match.end(1), match[1]))
        plain = list(chain.from_iterable(_plain_of(words_in.split())))
        places = [
            n for n, word in enumerate(plain[:-2]) if word in self._heads and tuple(plain[n : n + 3]) in self._by_start
        ]
        spans = [m.span() for m in TITLE_WORD.finditer(text, start, end)] if places else []
        for place in places:
            begin = spans[place][0]
            if any(first <= begin < last for first, last, _ in found):
                continue
            titles = self._by_start[plain[place], plain[place + 1], plain[place + 2]]
            best = max((len(t) for t in titles if tuple(plain[place : place + len(t)]) == t), default=0)
            if best >= SURE_TITLE or (best and text[begin].isupper()):
                stop = spans[place + best - 1][1]
                found.append((begin, stop, text[begin:stop]))
        return sorted(found)

    def closest(self, words: tuple[str, ...], at_least: float) -> list[tuple[float, str]]:
        """Motions whose title shares words with `words`, as (similarity 0 to 1, key), best first."""
        wanted = set(words) - _STRIP_WORDS
        scored = []
        seen = {word for word in wanted if word in self._word_index}
        # A title shares all its words at best: one much shorter or longer than the words cannot be so similar.
        least, most = at_least * len(wanted) / (2 - at_least), 2 * len(seen) / at_least - len(wanted)
        keys: set[str] = set()
        for word in sorted(seen, key=lambda w: (len(self._word_index[w]), w))[:3]:
            titles = self._word_index[word]
            low = bisect_left(titles, least - _ROUNDING, key=itemgetter(0))
            keys.update(key for _, key in titles[low : bisect_right(titles, most + _ROUNDING, key=itemgetter(0))])
        for key in keys:
            title = self._words[key]
            score = 2 * len(title & wanted) / (len(title) + len(wanted))
            if score >= at_least:
                scored.append((score, key))
        return sorted(scored, key=lambda row: (-row[0], row[1]))

    @property
    def _word_index(self) -> dict[str, list[tuple[int, str]]]:
        """For each word of titles the titles that have it, as (number of their words, key), the shortest first."""
        if not self._by_word:
            for key, words in self._words.items():
                for word in words:
                    self._by_word[word].append((len(words), key))
            for titles in self._by_word.values():
                titles.sort()
        return self._by_word
