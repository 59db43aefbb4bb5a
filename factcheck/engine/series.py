"""Titles brought to one form, and what texts that come back year after year have in common."""

from __future__ import annotations

import re
import unicodedata

from factcheck.engine.model import Motion

TITLE_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def fold_title(title: str) -> tuple[str, ...]:
    """Words of a title without case, accents and punctuation: two titles that fold alike are the same title."""
    if title.isascii():
        return tuple(TITLE_WORD.findall(title.lower()))
    plain = unicodedata.normalize("NFKD", title.replace("’", "'"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return tuple(match.group().lower() for match in TITLE_WORD.finditer(plain))


_SERIES_HEAD = re.compile(r"^\s*A/\d+/\S+\s+\d*\s*-\s*")
_SERIES_TAIL = re.compile(
    r"\s*(?:: (?:draft )?(?:resolution|decision) / (?:adopted by the General Assembly|submitted by.*)|\. - [A-Z][^a-z]*)\s*$"
)
_SERIES_WORDS = 10
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "in",
        "on",
        "to",
        "for",
        "by",
        "with",
        "its",
        "as",
        "at",
        "from",
        "against",
        "america",
    ]
)


def series_key(motion: Motion) -> tuple[str, ...]:
    """Words of a text's title, or of its description where it has none, without the marks of a catalogue: texts that
    come back year after year have the same. Empty for fewer than three words, which many texts share, and for the Council,
    whose titles are the names of its items."""
    if motion.body == "SC" or (not motion.title and motion.description.startswith("The source does not say")):
        return ()
    text = _SERIES_TAIL.sub("", _SERIES_HEAD.sub("", motion.title or motion.description))
    words = tuple(word for word in fold_title(text) if word not in _SMALL_WORDS)[:_SERIES_WORDS]
    return words if len(words) >= 3 else ()
