"""The clock of seven working days: when an answer is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from factcheck.policies.models import DaysOff
from factcheck.policies.models.days_off import SATURDAY, DayOff

DAYS = 7
"""Working days in which an answer is due (both codes of principles ask for a stated time)."""
LONGEST = 366
"""Days after which it is due, however many the newsroom has off."""


def due_day(received: date, days_off: Sequence[DayOff] | None = None) -> date:
    """The last of so many working days after a day: neither Saturday nor Sunday nor one of the newsroom's days off,
    which are read from its list where none are given.

    >>> due_day(date(2025, 2, 24), []), due_day(date(2025, 2, 28), [])
    (datetime.date(2025, 3, 5), datetime.date(2025, 3, 11))
    >>> due_day(date(2025, 2, 24), [DayOff(None, 3, 3)])
    datetime.date(2025, 3, 6)
    """
    off = DaysOff.current().days() if days_off is None else days_off
    left = DAYS
    for number in range(1, LONGEST + 1):
        day = received + timedelta(days=number)
        left -= day.weekday() < SATURDAY and not any(one.is_on(day) for one in off)
        if not left:
            return day
    return day
