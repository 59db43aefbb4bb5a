"""Symbols of United Nations documents in the forms people write them, brought to one form."""

from __future__ import annotations

import re

_SYMBOL = re.compile(
    r"""
      (?P<full>\bA/HRC/(?:RES/)?(?:S-)?\d+/(?:L\.)?\d+(?:/Rev\.\d+)?|\b[AS]/(?:RES/)?(?:(?:ES-|S-)?\d+/(?:L\.)?\d+(?:/Rev\.\d+)?(?:\s?[A-Z]\b)?|\d{1,5}(?!\d)(?:/Rev\.\d+)?(?:\s?\((?:\d{4}|[IVXL]+)\))?)(?:/Add\.\d+)?|\bA/DEC/\d+/\d+[A-Z]?)
    | (?:\bresolutions?|\bRes\.|\bUNSCR|\bUNGA\s+res(?:olution|\.)?|\bUNSC\s+res(?:olution|\.)?)\s+(?:no\.?\s*|number\s+)?
      (?P<bare>(?:ES-\d+/\d+|S-\d+/\d+|\d{2,3}/\d{1,3}(?:\s?[A-Z]\b)?|\d{1,4}(?:\s?\((?:\d{4}|[IVXL]+)\))?(?![\d/,]|\.\d|\s?(?:votes|countries|states|members|to\b))))
    | \b(?P<lone>ES-\d+/\d+)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def fold(symbol: str) -> str:
    """A symbol without white space and year: "S/RES/2774 (2025)" becomes "S/RES/2774".

    >>> fold("A/RES/es-11/7"), fold("S/RES/2774 (2025)"), fold("A/RES/3379 (XXX)")
    ('A/RES/ES-11/7', 'S/RES/2774', 'A/RES/3379(XXX)')
    """
    symbol = re.sub(r"\s+", "", symbol).upper().removesuffix("/ADD.1").replace("REV.", "Rev.")
    return re.sub(r"\((?:19|20)\d\d\)$", "", symbol)


def canonical(bare: str) -> str:
    """The full symbol of a number said after the word resolution: with a slash the Assembly's, else the Council's."""
    bare = fold(bare)
    if bare.startswith(("A/", "S/")):
        return bare
    if "/" in bare or re.search(r"\([IVXL]+\)$", bare):
        return f"A/RES/{bare}"
    return f"S/RES/{bare}"


def find_symbols(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """(start, end, canonical symbol) of each document named by its symbol in text[start:end]."""
    found = []
    for match in _SYMBOL.finditer(text, start, end):
        group = "full" if match["full"] else "bare" if match["bare"] else "lone"
        found.append((match.start(group), match.end(group), canonical(match[group])))
    return found
