"""Days as prose writes them, resolved against the day of publication.

A day resolves to the set of days it may mean ("last Monday" may be either of two). Without a day of publication a
relative day resolves to nothing: the engine then says nothing about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from factcheck.engine.text.prefilter import InAnyCase

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_DAYS = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = "|".join(_DAYS)

DATE = re.compile(
    rf"""\b(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | (?:(?:{_DAY}),?\s+)?(?:the\s+)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m1>{_MONTH})\b(?:\.?,?\s+(?P<y1>(?:19|20)\d\d))?
    | (?:(?:{_DAY}),?\s+)?(?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[-–]\s*\d)(?:,?\s+(?P<y2>(?:19|20)\d\d))?
    | (?P<lastday>(?:last|this|on)\s+)?(?P<day>{_DAY})\b(?!,?\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{_MONTH})\b|(?:{_MONTH})\b\.?\s+\d))
    | (?P<rel>yesterday|earlier\s+today|today|tonight|the\s+day\s+before|last\s+(?:week|month|year)|earlier\s+this\s+(?:week|month|year)|this\s+(?:week|month|year)
        |(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}})\s+(?:day|week|month|year)s?\s+(?:ago|earlier|before))\b
    | (?:in\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<m3>{_MONTH}),?\s+(?:of\s+)?(?P<y3>(?:19|20)\d\d)\b
    | (?:in|last|during|since|late|early|mid|this|that|previous)[\s-]+(?:late\s+|early\s+|mid-?\s?)?(?P<m4>{_MONTH})\b(?!\s+\d)
    | (?:in|since|during|of|back\s+in|early|late)\s+(?P<y4>(?:19|20)\d\d)\b
    | (?P<owned>(?:19|20)\d\d)(?=['’]s\b|,\s+when\b|\s+(?:vote|resolution|text|ballot|tally)\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


DATES = InAnyCase(
    DATE,
    begins=rf"\b(?:\d|(?:{_MONTH})\b|(?:{_DAY})\b|today|tonight|yesterday|earlier\s|the\s+(?:\d|day)|(?:last|this|on|that|previous|during|since|in|of|early|late|mid|back)[\s-]+"
    rf"(?:in\s|late|early|mid|week|month|year|\d|{_MONTH}|{_DAY})"
    r"|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:day|week|month|year))",
    signs=("day", "tonight", "week", "month", "year", *sorted({name[:3] for name in _MONTHS})),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the text: where it stands and the days it may mean. `is_exact` when it names a calendar day itself."""

    start: int
    end: int
    days: frozenset[date]
    is_exact: bool
    is_span: bool = False

    def apart(self, day: date) -> timedelta:
        """How far a day is from the nearest of those that may be meant."""
        if day in self.days:
            return timedelta(0)
        first, last = min(self.days), max(self.days)
        if day < first:
            return first - day
        return day - last if day > last else min(abs(day - one) for one in self.days)


YEARS = range(1800, 2201)
"""Years that a day may have. Days outside them are placeholders ("9999-12-31"): no vote was taken then, and the calendar may
have no day beside them."""


def _calendar(year: int, month: int, day: int) -> date | None:
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_day(month: int, day: int, year: str | None, published: date | None) -> frozenset[date]:
    if year:
        found = _calendar(int(year), month, day)
        return frozenset([found]) if found else frozenset()
    if published is None:
        return frozenset()
    # without a year: the latest such day not after publication (with a day to spare for time zones)
    for candidate in (published.year, published.year - 1, published.year - 2):
        found = _calendar(candidate, month, day)
        if found and found <= published + timedelta(days=1):
            return frozenset([found])
    return frozenset()


@lru_cache(maxsize=128)
def _year(year: int) -> frozenset[date]:
    first = date(year, 1, 1)
    return frozenset(first + timedelta(days=n) for n in range(366) if (first + timedelta(days=n)).year == year)


@lru_cache(maxsize=512)
def _month(year: int, month: int) -> frozenset[date]:
    first = date(year, month, 1)
    return frozenset(day for n in range(31) if (day := first + timedelta(days=n)).month == month)


def _relative(word: str, published: date) -> frozenset[date]:
    word = re.sub(r"\s+", " ", word.lower())
    if word in ("today", "earlier today"):
        return frozenset([published])
    if word in ("yesterday", "the day before"):
        return frozenset([published - timedelta(days=1)])
    if "month" in word or "year" in word or "ago" in word or word.endswith((" earlier", " before")):
        return _span(word, published)
    monday = published - timedelta(days=published.weekday())
    if word == "last week":
        return frozenset(monday - timedelta(days=n) for n in range(1, 8)) | frozenset(
            published - timedelta(days=n) for n in range(3, 8)
        )
    return frozenset(monday + timedelta(days=n) for n in range(published.weekday() + 1)) | frozenset(
        published - timedelta(days=n) for n in range(7)
    )


_COUNT = {"a": 1} | dict(
    zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], range(1, 11), strict=True)
)


def _span(word: str, published: date) -> frozenset[date]:
    """Days that "last month", "this year", "two weeks ago" may mean: whole months and years, wide about the rest."""
    if word.endswith("month"):
        first = published.replace(day=1)
        return _until(_month(first.year, first.month) if "this" in word else _month_before(first), published)
    if word.endswith("year"):
        year = published.year - ("last" in word)
        return _until(_year(year), published)
    number, unit = word.split()[:2]
    count = _COUNT[number] if number in _COUNT else int(number)
    days, slack = {"d": (1, 0), "w": (7, 4), "m": (30, 20), "y": (365, 60)}[unit[0]]
    middle = published - timedelta(days=count * days)
    return frozenset(middle + timedelta(days=n) for n in range(-slack, slack + 1))


def _month_before(first: date) -> frozenset[date]:
    last = first - timedelta(days=1)
    return _month(last.year, last.month)


@lru_cache(maxsize=128)
def _until(days: frozenset[date], published: date) -> frozenset[date]:
    return frozenset(day for day in days if day <= published)


def find_days(text: str, start: int, end: int, published: date | None) -> list[Day]:
    """Days named in text[start:end], in order; those that cannot be resolved are left out."""
    found: list[Day] = []
    for match in DATES.finditer(text, start, end):
        days: frozenset[date] = frozenset()
        is_exact, is_span = True, False
        if match["iso"]:
            parts = [int(part) for part in match["iso"].split("-")]
            day = _calendar(*parts)
            days = frozenset([day]) if day else days
        elif match["d1"]:
            days = _month_day(_MONTHS[match["m1"].lower()], int(match["d1"]), match["y1"], published)
        elif match["d2"]:
            if match["m2"][0].islower():
                continue
            days = _month_day(_MONTHS[match["m2"].lower()], int(match["d2"]), match["y2"], published)
        elif match["day"] and published is not None:
            is_exact = False
            if match["day"][0].islower():
                continue
            back = (published.weekday() - _DAYS[match["day"].lower()]) % 7
            latest = published - timedelta(days=back)
            days = frozenset([latest])
            if back == 0:
                days |= {latest - timedelta(days=7)}
            if (match["lastday"] or "").lower().startswith("last"):
                days |= {latest - timedelta(days=7)}
        elif match["rel"] and published is not None:
            is_exact = False
            days = _relative(match["rel"], published)
            is_span = len(days) > 1
        elif match["m3"]:
            days, is_span = _month(int(match["y3"]), _MONTHS[match["m3"].lower()]), True
        elif match["m4"] and published is not None:
            if match["m4"][0].islower():
                continue
            month, is_span = _MONTHS[match["m4"].lower()], True
            days = _month(published.year - (month > published.month), month)
        elif match["y4"] or match["owned"]:
            days, is_span = _year(int(match["y4"] or match["owned"])), True
        if days:
            begin = match.start()
            if match["lastday"] and match["lastday"].lower().startswith("on"):
                begin = match.start("day")
            found.append(Day(begin, match.end(), days, is_exact, is_span))
    return found
