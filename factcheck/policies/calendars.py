"""Days off out of a calendar, in iCalendar (RFC 5545), as offices and governments give them away. No Django.

Whole days are taken over, one or several in a row, also repeated every year. What is not is named, and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from icalendar import Component

from factcheck.policies.models.days_off import LEAP, LONGEST_RANGE, DayOff

MOST_YEARS = 100
"""Years that a repeated day is written down for at most, where it ends."""
LIKE_A_DAY = re.compile(r"(?:\d{4}-)?\d\d-\d\d", re.ASCII)
"""Left out of names, which stand behind days in the list."""
PLAIN_RULE = {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "WKST"}
NONE = "There is no calendar with events in it. It begins with BEGIN:VCALENDAR."


class NotWhole(ValueError):
    """An event that is no day off; the message says why."""


@dataclass
class Found:
    """The days that a calendar has, and a sentence for each event that is left out."""

    days: list[DayOff] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read(text: str) -> Found:
    """Events that were cancelled are passed over."""
    found = Found()
    try:
        events = [event for part in Component.from_ical(text, multiple=True) for event in part.walk("VEVENT")]
    except (ValueError, LookupError) as error:
        return Found(problems=[f"The calendar cannot be read: {error}"[:300]] if "BEGIN:VEVENT" in text else [NONE])
    for event in events:
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        try:
            found.days += _days(event)
        except (NotWhole, OverflowError) as why:
            found.problems.append(f"Left out: “{_name(event)[:60]}”{_on(event)}. {why}")
    found.days.sort(key=lambda one: (one.year or 0, one.month, one.day, one.name))
    return found if events else Found(problems=[NONE])


def taken_out(text: str) -> tuple[str, str]:
    """A text without the calendars that were pasted into it, and these."""
    pieces = re.split(r"(?im)^(?=\s*BEGIN:VCALENDAR\s*$)", text)
    rest, calendars = [pieces[0]], []
    for piece in pieces[1:]:
        inside, end, behind = piece.partition("END:VCALENDAR")
        calendars.append(inside + end)
        rest.append(behind)
    return "".join(rest), "\n".join(calendars)


def _name(event: Component) -> str:
    names = event.get("SUMMARY", "")
    name = names[0] if isinstance(names, list) and names else names
    return " ".join(LIKE_A_DAY.sub("", str(name)).split())


def _on(event: Component) -> str:
    """When it begins, for people who look for it."""
    day = None if _broken(event, "DTSTART") else getattr(event.get("DTSTART"), "dt", None)
    return f" on {day.isoformat()[:10]}" if isinstance(day, date) else ""


def _days(event: Component) -> list[DayOff]:
    name, first = _name(event), _date(event, "DTSTART")
    last = _last(event, first)
    if any(event.has_key(one) for one in ("RDATE", "EXDATE", "RECURRENCE-ID")):
        raise NotWhole("It repeats with exceptions: write its days by hand.")
    if _broken(event, "RRULE"):
        raise NotWhole("It repeats by a rule that cannot be read: write its days by hand.")
    rule: dict[str, Sequence[Any]] = event.get("RRULE") or {}
    if not rule:
        return [_day(name, first, last)]
    on = {"FREQ": "YEARLY", "INTERVAL": 1, "BYMONTH": first.month, "BYMONTHDAY": first.day}
    is_yearly = "FREQ" in rule and all(list(rule.get(one, [value])) == [value] for one, value in on.items())
    if not is_yearly or not rule.keys() <= PLAIN_RULE | {"COUNT", "UNTIL"}:
        raise NotWhole("It repeats by a rule that is not read here: write its days by hand.")
    if rule.keys() <= PLAIN_RULE:
        ends = None if last == first else date(LEAP, last.month, last.day)
        return [DayOff(None, first.month, first.day, name, ends)]
    return [_day(name, one, one + (last - first)) for one in _years(first, rule)]


def _years(first: date, rule: dict[str, Sequence[Any]]) -> Iterator[date]:
    count, until = ((rule.get(name) or [None])[0] for name in ("COUNT", "UNTIL"))
    stop = until.date() if isinstance(until, datetime) else until
    for years in range(min(count or MOST_YEARS, MOST_YEARS)):
        try:
            day = first.replace(year=first.year + years)
        except ValueError:  # 29 February
            continue
        if stop is not None and day > stop:
            return
        yield day


def _broken(event: Component, name: str) -> str:
    """What is wrong with a property that could not be read; "" where nothing is."""
    return next((why or "it is broken" for broken, why in event.errors if broken == name), "")


def _date(event: Component, name: str) -> date:
    if _broken(event, name):
        raise NotWhole("Its day cannot be read.")
    day = getattr(event.get(name), "dt", None)
    if isinstance(day, datetime):
        if day.time() != time() or getattr(day.tzinfo, "key", "") in ("UTC", "Etc/UTC"):
            raise NotWhole("It has hours and is no whole day.")
        return day.date()
    if not isinstance(day, date):
        raise NotWhole("It has no day.")
    return day


def _last(event: Component, first: date) -> date:
    """DTEND is the day behind the last one."""
    if event.has_key("DTEND"):
        end = _date(event, "DTEND")
    elif event.has_key("DURATION"):
        lasts = getattr(event.get("DURATION"), "dt", None)
        if not isinstance(lasts, timedelta) or lasts % timedelta(days=1):
            raise NotWhole("It has hours and is no whole day.")
        end = first + lasts
    else:
        end = first + timedelta(days=1)
    if isinstance(getattr(event["DTSTART"], "dt", None), datetime) and end == first:
        raise NotWhole("It has hours and is no whole day.")
    if end < first:
        raise NotWhole("It ends before it begins.")
    if (end - first).days > LONGEST_RANGE:
        raise NotWhole("It is longer than a year.")
    return max(first, end - timedelta(days=1))


def _day(name: str, first: date, last: date) -> DayOff:
    return DayOff(first.year, first.month, first.day, name, None if last == first else last)
