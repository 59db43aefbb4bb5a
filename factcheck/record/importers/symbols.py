"""Document symbols in the one form the record uses: no spaces, no brackets, no year behind a Council resolution."""

from __future__ import annotations

import re

LONGEST = 50
_YEAR = re.compile(r"\((?:19|20)\d\d\)$")
_SYMBOL = re.compile(r"[AS]/[A-Z0-9][A-Za-z0-9./()+-]*")
_FIRST = re.compile(r"[AS]/[A-Z0-9][A-Za-z0-9./-]*[A-Za-z0-9]")
_ROMAN = ["XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV", "XXV", "XXVI", "XXVII", "XXVIII", "XXIX", "XXX"]
_BY_SESSION = {
    18: (1876, 1995),
    21: (2133, 2240),
    22: (2259, 2372),
    23: (2373, 2490),
    24: (2491, 2620),
    25: (2621, 2751),
    26: (2752, 2903),
    27: (2904, 3048),
    28: (3049, 3199),
    29: (3203, 3361),
    30: (3363, 3541),
}
"""Numbers that resolutions of a session can have. Outside them a number in Voeten's label is a page, not a symbol."""


def canonical(text: str) -> str:
    """ "A/RES/75/290 A" and "A/RES/75/290[A]" as "A/RES/75/290A"; "S/RES/2768(2025)" as "S/RES/2768".

    Raises ValueError on what is no symbol.
    """
    found = re.sub(r"[\s\[\]]+", "", text)
    if found.startswith("S/RES/"):
        found = _YEAR.sub("", found)
    if not _SYMBOL.fullmatch(found) or len(found) > LONGEST:
        raise ValueError(f"{text!r} is not the symbol of a document")
    return found


def first_symbol(text: str) -> str:
    """The first symbol of a cell such as "S/471 and S/471/Add.1" or "S/15255/Rev.2 (as corrected)", or ""."""
    found = _FIRST.match(text.strip())
    return found[0] if found and len(found[0]) <= LONGEST else ""


def of_voeten(label: str) -> str:
    """The symbol behind a label of Voeten's, or "" where the label is none: in the first seventeen sessions, the
    nineteenth and the twentieth it is a page of the records, and in special sessions too. To the thirtieth session a
    letter may count motions about one text ("2758A" is not a part of 2758), so it makes a label unknown."""
    if found := re.fullmatch(r"A/RES/(\d+)/(\d+)\s?([A-Z]?)", label):
        return canonical(label)
    found = re.fullmatch(r"R/(\d+)/(\d+)([A-Z]?)", label)
    if not found:
        return ""
    session, number, letter = int(found[1]), int(found[2]), found[3]
    if session > 30:
        if number >= 400:
            return f"A/DEC/{session}/{number}{letter}"
        return f"A/RES/{session}/{number}{letter}" if number < 300 or session >= 60 else ""
    low, high = _BY_SESSION.get(session, (1, 0))
    return f"A/RES/{number}({_ROMAN[session - 18]})" if low <= number <= high and not letter else ""
