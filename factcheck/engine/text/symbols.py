"""Symbols of United Nations documents in the forms people write them, brought to one form."""

from __future__ import annotations

import re

_LETTERS = r"(?-i:[A-Z]\b(?:(?:[-–]|\sand\s|\sto\s)[A-Z]\b)?)"
"""The letter of one text under a number, or those of several adopted together: "77/128 A", "77/128 A-B", "77/128 A and B"."""
_SYMBOL = re.compile(
    r"""
      (?P<full>\bA/HRC/(?:RES/)?(?:S-)?\d+/(?:L\.)?\d+(?:/(?:Rev|Corr)\.\d+)?|\b[AS]/(?:RES/)?(?:(?:ES-|S-)?\d+/(?:L\.)?\d+(?:/(?:Rev|Corr)\.\d+)?(?:\s?{letters})?|\d{1,5}(?!\d)(?:/(?:Rev|Corr)\.\d+)?(?:\s?\((?:\d{4}|[IVXL]+)\))?)(?:/Add\.\d+)?|\bA/DEC/\d+/\d+(?-i:[A-Z])?)
    | (?:\bresolutions?|\bRes\.|\bUNSCR|\bUNGA\s+res(?:olution|\.)?|\bUNSC\s+res(?:olution|\.)?)(?:\s+(?:no\.?\s*|number\s+|numbered\s+)?|,\s+(?:numbered\s+)?(?=\d{3,4},))
      (?P<bare>(?:ES-\d+/\d+|S-\d+/\d+|\d{2,3}/\d{1,3}(?:\s?{letters})?|\d{1,4}(?:\s?\((?:\d{4}|(?:ES[-–]?)?[IVXL]+)\))?(?![\d/]|[.,]\d|\s?[-–—‑]\s?\d|\s?(?:votes|countries|states\b(?!\s+(?:that|in|clearly|only)\b|:)|members|to\b))))
    | \b(?P<lone>ES-\d+/\d+)\b
    """.replace("{letters}", _LETTERS),
    re.VERBOSE | re.IGNORECASE,
)
_SIGNS = ("a/", "s/", "resolution", "res.", "unscr", "unga", "unsc", "es-")
"""One of these is in every match of `_SYMBOL`, in lower case."""
_TOGETHER = re.compile(r"(?<=\d[A-Z])(?:–|AND|TO)(?=[A-Z]$)")
_RANGE = re.compile(r"(.*\d)([A-Z])-([A-Z])")
_OF_THE_ASSEMBLY = re.compile(
    r"(?:Assembly|\bUNGA|\bGA)(?:['’]s)?(?:\s+(?:(?:had|has|in|by|to|for|with|its|the|a|an|overwhelmingly|narrowly|finally|historic|landmark|controversial|infamous)|(?:adopt|pass|approv|endors|vot)(?:ed|es|e|s|ing)?))*\s+$"
)
_ADOPTED_BY_THE_ASSEMBLY = re.compile(
    r"(?:Assembly|\bUNGA|\bGA)\b.{0,60}?\b(19[4-7]\d)\b|\b(19[4-7]\d)\b.{0,60}?(?:Assembly|\bUNGA|\bGA)\b", re.DOTALL
)
_IN_FAVOUR_OF = re.compile(r"\b(?:favou?r of|for|against|supporting|opposing|backing)\s+(?:the|this|that)\s+$")
_COUNCIL_REACHED = (
    (1953, 105),
    (1956, 125),
    (1959, 135),
    (1962, 180),
    (1965, 220),
    (1968, 265),
    (1971, 310),
    (1979, 465),
)
"""By the end of a year, no resolution of the Council had a higher number than this. Source: the resolutions themselves."""
HIGHEST_OF_THE_COUNCIL = 2999
"""The Council's resolutions are numbered through from 1946, and are far from this number yet."""


def fold(symbol: str) -> str:
    """A symbol without white space and year: "S/RES/2774 (2025)" becomes "S/RES/2774".

    >>> fold("A/RES/es-11/7"), fold("S/RES/2774 (2025)"), fold("A/RES/3379 (XXX)"), fold("A/RES/77/128 A and B")
    ('A/RES/ES-11/7', 'S/RES/2774', 'A/RES/3379(XXX)', 'A/RES/77/128A-B')
    """
    symbol = (
        re.sub(r"\s+", "", symbol)
        .upper()
        .replace("(ES–", "(ES-")
        .removesuffix("/ADD.1")
        .replace("REV.", "Rev.")
        .replace("CORR.", "Corr.")
    )
    return _TOGETHER.sub("-", re.sub(r"\((?:19|20)\d\d\)$", "", symbol))


def other_forms(symbol: str) -> list[str]:
    """Folded symbols by which a text goes besides its own: those of the single texts that were adopted with it as one, and
    the first of several that a catalogue gives together.

    >>> other_forms("A/RES/77/128A-B"), other_forms("A/75/L.29andA/75/L.29/Add.1"), other_forms("A/RES/77/128")
    (['A/RES/77/128A', 'A/RES/77/128B'], ['A/75/L.29'], [])
    """
    several = _RANGE.fullmatch(fold(symbol))
    if several:
        letters = range(ord(several[2]), ord(several[3]) + 1)
        return [f"{several[1]}{chr(letter)}" for letter in letters]
    first = next(iter(find_symbols(symbol, 0, len(symbol))), None)
    return [fold(first[2])] if first and re.match(r"and|\(", symbol[first[1] :]) else []


def canonical(bare: str) -> str:
    """The full symbol of a number said after the word resolution: with a slash the Assembly's, else the Council's."""
    bare = fold(bare)
    if bare.startswith(("A/", "S/")):
        return bare
    if "/" in bare or re.search(r"\((?:ES-?)?[IVXL]+\)$", bare):
        return f"A/RES/{bare}"
    number = re.match(r"\d+", bare)
    return f"A/RES/{bare}" if number and int(number[0]) > HIGHEST_OF_THE_COUNCIL else f"S/RES/{bare}"


def find_symbols(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """(start, end, canonical symbol) of each document named by its symbol in text[start:end]."""
    found: list[tuple[int, int, str]] = []
    if not any(map(text[start:end].lower().__contains__, _SIGNS)):
        return found
    for match in _SYMBOL.finditer(text, start, end):
        group = "full" if match["full"] else "bare" if match["bare"] else "lone"
        symbol = canonical(match[group])
        if group == "bare" and _IN_FAVOUR_OF.search(text, max(start, match.start() - 30), match.start()):
            continue  # "states in favour of the resolution numbered 114"
        if (
            group == "bare"
            and symbol.startswith("S/")
            and (
                _OF_THE_ASSEMBLY.search(text, max(start, match.start() - 70), match.start())
                or _is_too_high(symbol, text[match.end() : min(end, match.end() + 120)])
            )
        ):
            symbol = f"A/{symbol.removeprefix('S/')}"
        found.append((match.start(group), match.end(group), symbol))
    return found


def _is_too_high(symbol: str, behind: str) -> bool:
    """Whether "S/RES/2758" is said to be the Assembly's, of a year in which the Council had not reached that number."""
    said = _ADOPTED_BY_THE_ASSEMBLY.search(behind)
    year = int(said[1] or said[2]) if said else 9999
    digits = re.search(r"\d+", symbol)
    number = int(digits[0]) if digits else 0
    return any(year <= last and number > highest for last, highest in _COUNCIL_REACHED)
