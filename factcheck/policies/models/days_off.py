"""The days on which the newsroom does not work, beside Saturdays and Sundays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

LONGEST_LIST = 20_000
LONGEST_RANGE = 366
"""Days from the first to the last of one range."""
_DAY = r"(?:(\d{4})-)?(\d\d)-(\d\d)(?!\d)"
SPAN = re.compile(rf"{_DAY}(?:(?:\s*(?:to|until|/|–|—|…|\.\.\.?)\s*|\s+-\s+){_DAY})?", re.ASCII)
BETWEEN = re.compile(r"\s*[,;:]\s*|\s+")
LEAP = 2000
SATURDAY = 5


class NoDay(ValueError):
    """A line that names no day; the message says which."""


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day of one year, or of every year where `year` is None; with `last` all days from it to that one, of the year
    LEAP where they are of every year. Of every year they may go over its end."""

    year: int | None
    month: int
    day: int
    name: str = ""
    last: date | None = None

    def is_on(self, day: date) -> bool:
        if self.year is not None:
            first = date(self.year, self.month, self.day)
            return first <= day <= (self.last or first)
        here, begins = (day.month, day.day), (self.month, self.day)
        ends = (self.last.month, self.last.day) if self.last else begins
        return begins <= here <= ends if begins <= ends else here >= begins or here <= ends

    @property
    def when(self) -> str:
        """As the list has it: "2026-04-06", "12-25", "2026-12-24 to 2027-01-01"."""
        days = [date(self.year or LEAP, self.month, self.day), *([self.last] if self.last else [])]
        return " to ".join(f"{one:%Y-%m-%d}" if self.year else f"{one:%m-%d}" for one in days)

    def __str__(self) -> str:
        return f"{self.when} {self.name}".strip()


def days_in(text: str) -> Iterator[DayOff]:
    """A line each: "2026-04-06 Easter Monday"; for every year "12-25 Christmas Day"; several days "2026-12-24,
    2026-12-31 Half a day"; all from one to another "2026-12-24 to 2027-01-01 Office closed". Raises NoDay."""
    for line in read_lines(text):
        if isinstance(line, NoDay):
            raise line
        yield from line


def read_lines(text: str) -> Iterator[list[DayOff] | NoDay]:
    """What each line says that is not empty, or what is wrong with it."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield list(_days_of(line.strip()))
        except NoDay as error:
            yield NoDay(f"Line {number} {error}: “{line.strip()[:60]}”.")


def _days_of(line: str) -> Iterator[DayOff]:
    """Raises NoDay with what the line does wrong."""
    spans, at = [], 0
    while found := SPAN.match(line, at):
        spans.append(found)
        between = BETWEEN.match(line, found.end())
        at = between.end() if between else found.end()
        if not between:
            break
    if not spans or (at == spans[-1].end() and at < len(line)):
        raise NoDay("names no day")
    name = line[at:]
    if any(other[1] for other in SPAN.finditer(name)):
        raise NoDay("names another day behind other words. Give it a line of its own")
    for span in spans:
        yield _day(span, name)


def _day(span: re.Match[str], name: str) -> DayOff:
    year, is_range = int(span[1]) if span[1] else None, span[5] is not None
    if is_range and bool(span[1]) != bool(span[4]):
        raise NoDay("gives the year of one day alone. Give that of both, or of none")
    try:
        first = date(LEAP if year is None else year, int(span[2]), int(span[3]))
        last = date(int(span[4] or LEAP), int(span[5]), int(span[6])) if is_range else None
    except ValueError as error:
        raise NoDay("names no day") from error
    if last and year and last < first:
        raise NoDay("ends before it begins")
    if last and year and (last - first).days >= LONGEST_RANGE:
        raise NoDay("is longer than a year")
    return DayOff(first.year if year else None, first.month, first.day, name, None if last == first else last)


class DaysOff(models.Model):
    """The whole list as it was stored once; the newest row counts. `text` is what `days_in` reads."""

    text = models.TextField(max_length=LONGEST_LIST, blank=True)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="days_off_stored"
    )
    stored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{len(list(days_in(self.text)))} days off"

    @classmethod
    def current(cls) -> DaysOff:
        """The list, or an empty one."""
        return cls.objects.order_by("-pk").first() or cls()

    def days(self) -> list[DayOff]:
        return list(days_in(self.text))
