"""How the generated sentences write states, numbers, days and lists."""

from __future__ import annotations

from datetime import date

_ARTICLE = (
    "United ",
    "Central African",
    "Democratic ",
    "Dominican Republic",
    "Philippines",
    "Netherlands",
    "Bahamas",
    "Gambia",
    "Maldives",
    "Marshall",
    "Solomon",
    "Soviet Union",
    "Comoros",
    "Republic of",
    "Federal Republic",
    "German ",
    "Czech Republic",
    "Yemen Arab",
    "Russian Federation",
    "Union of",
    "USSR",
    "U.S.S.R.",
    "GDR",
    "Byelorussian",
    "Ukrainian S",
    "Khmer",
    "Libyan",
    "Syrian Arab",
    "Islamic Republic",
    "People's",
    "Former Yugoslav",
    "SFRY",
    "Socialist Federal",
    "Czech and",
    "Czechoslovak Soc",
    "Holy See",
    "US",
    "U.S.",
    "UK",
    "U.K.",
    "UAE",
)
UNCLEAR = frozenset({"COD", "COG", "VDR", "RVN", "YAR", "YMD", "YPR", "DDR", "DEU", "GFR", "KOR"})
"""States whose short names mean two states, or have meant another one: not used as the state that a case is about."""
_ONES = [
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
]
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def named(state_name: str) -> str:
    """A state as a noun within a sentence: "the United States", "France"."""
    return f"the {state_name}" if state_name.startswith(_ARTICLE) else state_name


def listed(names: list[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def spelled(number: int) -> str:
    """A number below a thousand in words: "ninety-three", "one hundred and four"."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens = _TENS[number // 10]
        return tens if number % 10 == 0 else f"{tens}-{_ONES[number % 10]}"
    rest = number % 100
    return f"{_ONES[number // 100]} hundred" + (f" and {spelled(rest)}" if rest else "")


def british(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def american(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def ordinal(number: int) -> str:
    """ "1st", "12th", "43rd"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


DAYS = (
    british,
    american,
    lambda day: f"{day:%A}, {british(day)}",
    lambda day: f"{day:%A}, {american(day)}",
    lambda day: f"the {ordinal(day.day)} of {day:%B %Y}",
    lambda day: f"{day:%b} {day.day}, {day.year}",
    lambda day: day.isoformat(),
)
"""Ways of writing a calendar day."""
