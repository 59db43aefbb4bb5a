"""Whole numbers as prose writes them, in digits or in English words up to 999,999."""

from __future__ import annotations

import re

from factcheck.engine.text.prefilter import InAnyCase

_UNITS = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
MOST_MEMBERS = 193
SLIP = 12
"""By how much the counts of a wrong tally may exceed the members and still be told of the United Nations."""

_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_WORD = "|".join([*sorted(_UNITS, key=len, reverse=True), *_TENS])
_WORDS = rf"(?:{_WORD}|hundred)(?:(?:[ -]|\s+and\s+)(?:{_WORD}|hundred))*"
NUMBER = re.compile(
    rf"(?<![\w.,/$£€-])(?<!\d:)(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?![\d/]|:\d\d|[.,]\d|%|\s?(?:per cent|percent|%|million|billion|bn|th\b|st\b|nd\b|rd\b))"
    rf"|(?P<words>(?:a\s+)?\b{_WORDS})\b)(?!\s?(?:%|per cent|percent|million|billion)|[\s-]?(?:thirds?|quarters?))",
    re.IGNORECASE,
)


def from_words(words: str) -> int | None:
    """Value of an English number up to 999 in words; None where the words make no number ("one two").

    >>> from_words("one hundred and forty-one"), from_words("ninety-three"), from_words("one two")
    (141, 93, None)
    """
    parts = [part for part in re.split(r"[\s-]+", words.lower()) if part not in ("and", "a", "")]
    total, last = 0, 1000
    for part in parts:
        if part == "hundred":
            if total == 0:
                total = 1
            if not 0 < total < 10:
                return None
            total, last = total * 100, 100
        elif part in _TENS:
            if last <= 90:
                return None
            total, last = total + _TENS[part], 10
        elif part in _UNITS:
            if last < 10 or (last == 10 and _UNITS[part] > 9):
                return None
            total, last = total + _UNITS[part], 1
        else:
            return None
    return total


NUMBERS = InAnyCase(
    NUMBER,
    begins=rf"\d|\b(?:a\s+)?(?:{_WORD}|hundred)\b",
    signs=("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twel", "thir", "fif", "hundred", "twenty", "forty", "zero"),
)  # fmt: skip


def find_numbers(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """(start, end, value) of each number in text[start:end], in order."""
    found = []
    for match in NUMBERS.finditer(text, start, end):
        digits = match["digits"]
        value = int(digits.replace(",", "")) if digits else from_words(match["words"])
        if value is not None:
            found.append((match.start(), match.end(), value))
    return found


TALLY = re.compile(
    r"(?<![\w/.,$£€–—-])(\d{1,3})(?:\s?[-–—]\s?|-to-)(\d{1,3})(?:(?:\s?[-–—]\s?|-to-)(\d{1,3}))?(?![\w/–—-]|[.,]\d|\s?(?:%|per cent|percent))"
)


def find_tallies(text: str, start: int, end: int) -> list[tuple[int, int, tuple[int, ...]]]:
    """(start, end, figures) of each run such as "93-18-65" or "141-5" in text[start:end]. Figures that sum to more than the
    United Nations ever had members are those of another body ("342-80")."""
    found = ((m.start(), m.end(), tuple(int(g) for g in m.groups() if g)) for m in TALLY.finditer(text, start, end))
    return [row for row in found if sum(row[2]) <= MOST_MEMBERS + SLIP]
