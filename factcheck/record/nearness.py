"""Names of states that people type, right or nearly right: "Isreal", "Azerbajan", "Untied States"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_NAME = 4
"""Words of the names that are looked for."""
SHORT, LONG = 5, 8
"""Letters from which one slip is forgiven, and from which two are."""
ABBREVIATION = 3
"""Names of so many letters or fewer are meant only in capitals: "US", and not "us"."""
AT_MOST = 24
"""Words of a search that are looked at."""
_OPERATOR = re.compile(r'"|(?:^|\s)-\S|(?:^|\s)or(?:\s|$)', re.IGNORECASE)
_EDGES = " .,;:!?()[]’'“”"


@dataclass(frozen=True, slots=True)
class Gram:
    """Words that follow each other in a search: `start` and `end` count words, `folded` is without case and accents."""

    start: int
    end: int
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Named:
    """What some words of a search were taken for. `is_corrected`: they are not a name, but near to one."""

    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    is_corrected: bool


def folded(text: str) -> str:
    """Without accents, case, and marks at the ends.

    >>> folded("Côte d’Ivoire,"), folded("TÜRKIYE")
    ("cote d'ivoire", 'turkiye')
    """
    letters = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return letters.replace("’", "'").casefold().strip(_EDGES)


def grams(words: str) -> list[Gram]:
    """All runs of words in which a name may stand, the longest first; none where the search has quotes or a minus: its
    words are meant to the letter."""
    if _OPERATOR.search(words):
        return []
    split = words.split()[:AT_MOST]
    found = []
    for length in range(LONGEST_NAME, 0, -1):
        for start in range(len(split) - length + 1):
            text = " ".join(split[start : start + length]).strip(_EDGES)
            if key := folded(text):
                found.append(Gram(start, start + length, text, key))
    return found


def named(found: Iterable[Gram], names: Iterable[tuple[str, str]]) -> list[Named]:
    """Which states the words name, in their order, each word in one name. `names` are (name, code) that are or come
    near to some gram. Exact names are taken before near ones, longer ones before shorter; words near to the names of
    several states alike are left alone."""
    by_name: dict[str, set[str]] = {}
    for name, code in names:
        by_name.setdefault(name, set()).add(code)
    listed = list(found)
    taken: dict[int, Named] = {}
    for is_corrected, read in ((False, _exact), (True, _near)):
        for gram in listed:
            places = range(gram.start, gram.end)
            if not any(place in taken for place in places) and (codes := read(gram, by_name)):
                one = Named(gram.start, gram.end, gram.text, tuple(sorted(codes)), is_corrected)
                taken |= dict.fromkeys(places, one)
    return sorted(set(taken.values()), key=lambda one: one.start)


def _exact(gram: Gram, names: dict[str, set[str]]) -> set[str]:
    if len(gram.folded) <= ABBREVIATION and gram.text != gram.text.upper():
        return set()
    return names.get(gram.folded, set())


def _near(gram: Gram, names: dict[str, set[str]]) -> set[str]:
    if len(gram.folded) < SHORT:
        return set()
    slips = 1 if len(gram.folded) < LONG else 2
    best: tuple[int, set[str]] = (slips + 1, set())
    for name, codes in names.items():
        if name[:1] == gram.folded[:1] and (away := distance(gram.folded, name, slips)) <= best[0]:
            best = (away, codes if away < best[0] else best[1] | codes)
    return best[1] if best[0] <= slips and len(best[1]) == 1 else set()


def distance(first: str, second: str, most: int) -> int:
    """Letters added, left out, changed, or swapped with their neighbour (optimal string alignment); `most` + 1 for
    more.

    >>> distance("isreal", "israel", 2), distance("azerbajan", "azerbaijan", 2), distance("mali", "malta", 1)
    (1, 1, 2)
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, 1):
        earlier, before, row = before, row, [i]
        for j, right in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == second[j - 2] and first[i - 2] == right:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)
