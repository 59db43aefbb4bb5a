"""How much text an article may have, and what no text may hold. No Django: the command line uses it on raw input."""

from __future__ import annotations

import re
from datetime import date

FIRST_DAY, LAST_DAY = date(1945, 1, 1), date(2199, 12, 31)
"""Days on which an article about the United Nations can have been published; others are slips of the keyboard."""
TEXT_LENGTH = 2_000_000
TITLE_LENGTH = 2_000
STANDFIRST_LENGTH = 5_000
AUTHOR_LENGTH = 300
"""In code points."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def problem_with(text: str, *, limit: int = TEXT_LENGTH, what: str = "text") -> str | None:
    """Why `text` cannot be taken, and what to do about it; None when it can.

    >>> problem_with("fine") is None
    True
    """
    if len(text) > limit:
        return (
            f"The {what} has {len(text):,} characters and the limit is {limit:,}. "
            "Split it, or remove what is not part of the article."
        )
    if "\x00" in text:
        place = text.index("\x00")
        return f"The {what} holds a NUL character at position {place:,}. Remove it: it is not text."
    if match := _SURROGATE.search(text):
        return f"The {what} holds half a character (a lone surrogate) at position {match.start():,}. Remove it."
    return None


def problem_with_day(day: date | None) -> str | None:
    """Why an article cannot have been published on `day`; None when it can, or when the day is not known."""
    if day is None or FIRST_DAY <= day <= LAST_DAY:
        return None
    return f"{day.isoformat()} is not between {FIRST_DAY.year} and {LAST_DAY.year}. Check the year, or leave it out."
