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
LINE = re.compile(r"(?:(\d{4})-)?(\d\d)-(\d\d)(?:\s+(.*))?", re.ASCII)
LEAP = 2000
SATURDAY = 5


class NoDay(ValueError):
    """A line that names no day; the message says which."""


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day of one year, or of every year where `year` is None."""

    year: int | None
    month: int
    day: int
    name: str = ""

    def is_on(self, day: date) -> bool:
        return (day.month, day.day) == (self.month, self.day) and self.year in (None, day.year)


def days_in(text: str) -> Iterator[DayOff]:
    """A line each, "2026-04-06 Easter Monday" or, for every year, "12-25 Christmas Day". Raises NoDay."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = LINE.fullmatch(line.strip())
        try:
            if found is None:
                raise ValueError
            year = int(found[1]) if found[1] else None
            day = date(LEAP if year is None else year, int(found[2]), int(found[3]))
        except ValueError as error:
            raise NoDay(f"Line {number} names no day: “{line.strip()[:60]}”.") from error
        yield DayOff(year, day.month, day.day, (found[4] or "").strip())


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
