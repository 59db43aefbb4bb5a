"""Days off out of a calendar, in iCalendar (RFC 5545), as offices and governments give them away. No Django.

Whole days are taken over, one or several in a row, also repeated every year. What is not is named, and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from factcheck.policies.models.days_off import LEAP, LONGEST_RANGE, DayOff

BEGIN = "BEGIN:VCALENDAR"
MOST_YEARS = 100
"""Years that a repeated day is written down for at most, where it ends."""
MIDNIGHT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T000000)?", re.ASCII)
LONG = re.compile(r"P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T0[HMS])*", re.ASCII)
PROPERTY = re.compile(r'([A-Za-z0-9-]+)((?:[^":]|"[^"]*")*):(.*)')
ESCAPED = re.compile(r"\\(.)")
LIKE_A_DAY = re.compile(r"(?:\d{4}-)?\d\d-\d\d", re.ASCII)
"""Left out of names, which stand behind days in the list."""
PLAIN_RULE = {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "WKST"}


class NotWhole(ValueError):
    """An event that is no day off; the message says why."""


@dataclass
class Event:
    """`values` are its properties by their names in capitals, the first of each; `line` is where it begins."""

    line: int
    values: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        plain = ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], self.values.get("SUMMARY", ""))
        return " ".join(LIKE_A_DAY.sub("", plain).split())


@dataclass
class Found:
    """The days that a calendar has, and a sentence for each event that is left out."""

    days: list[DayOff] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read(text: str) -> Found:
    """Events that were cancelled are passed over."""
    found, count = Found(), 0
    for event in _events(text):
        count += 1
        if event.values.get("STATUS", "").upper() == "CANCELLED":
            continue
        try:
            found.days += _days(event)
        except (NotWhole, OverflowError) as why:
            found.problems.append(f"Left out: “{event.name[:60]}”, line {event.line} of the calendar. {why}")
    found.days.sort(key=lambda one: (one.year or 0, one.month, one.day, one.name))
    if not count:
        found.problems.append("There is no calendar with events in it. It begins with BEGIN:VCALENDAR.")
    return found


def taken_out(text: str) -> tuple[str, str]:
    """A text without the calendars that were pasted into it, and these."""
    pieces = re.split(r"(?im)^(?=\s*BEGIN:VCALENDAR\s*$)", text)
    rest, calendars = [pieces[0]], []
    for piece in pieces[1:]:
        inside, end, behind = piece.partition("END:VCALENDAR")
        calendars.append(inside + end)
        rest.append(behind)
    return "".join(rest), "\n".join(calendars)


def _events(text: str) -> Iterator[Event]:
    event, inside = None, 0
    for number, line in _lines(text):
        parts = PROPERTY.fullmatch(line)
        name, value = (parts[1].upper(), parts[3].strip()) if parts else ("", "")
        if name == "BEGIN" and event is not None:
            inside += 1  # an alarm, say: what it says is not of the event
        elif name == "BEGIN" and value.upper() == "VEVENT":
            event, inside = Event(number), 0
        elif name == "END" and event is not None:
            if inside:
                inside -= 1
            else:
                yield event
                event = None
        elif event is not None and name and not inside:
            event.values.setdefault(name, value)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, those joined that were folded."""
    whole, begun = "", 1
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if line[:1] in (" ", "\t"):
            whole += line[1:]
            continue
        if whole:
            yield begun, whole
        whole, begun = line, number
    if whole:
        yield begun, whole


def _days(event: Event) -> list[DayOff]:
    first = _date(event, "DTSTART")
    last = _last(event, first)
    if any(name in event.values for name in ("RDATE", "EXDATE", "RECURRENCE-ID")):
        raise NotWhole("It repeats with exceptions: write its days by hand.")
    if "RRULE" not in event.values:
        return [_day(event, first, last)]
    rule = dict(part.partition("=")[::2] for part in event.values["RRULE"].upper().split(";"))
    on = {"FREQ": "YEARLY", "INTERVAL": "1", "BYMONTH": str(first.month), "BYMONTHDAY": str(first.day)}
    is_yearly = rule.get("FREQ") == "YEARLY" and all(rule.get(name, value) == value for name, value in on.items())
    if not is_yearly or not rule.keys() <= PLAIN_RULE | {"COUNT", "UNTIL"}:
        raise NotWhole("It repeats by a rule that is not read here: write its days by hand.")
    if rule.keys() <= PLAIN_RULE:
        ends = None if last == first else date(LEAP, last.month, last.day)
        return [DayOff(None, first.month, first.day, event.name, ends)]
    return [_day(event, one, one + (last - first)) for one in _years(first, rule)]


def _years(first: date, rule: dict[str, str]) -> Iterator[date]:
    count, until = rule.get("COUNT", ""), MIDNIGHT.match(rule.get("UNTIL", ""))
    if not (count.isdecimal() or until):
        raise NotWhole("It repeats until a day that cannot be read: write its days by hand.")
    stop = f"{until[1]}-{until[2]}-{until[3]}" if until else ""
    for years in range(int(count) if count.isdecimal() else MOST_YEARS):
        try:
            day = first.replace(year=first.year + years)
        except ValueError:  # 29 February
            continue
        if years >= MOST_YEARS or (stop and day.isoformat() > stop):
            return
        yield day


def _date(event: Event, name: str) -> date:
    value = event.values.get(name, "")
    found = MIDNIGHT.fullmatch(value)
    if not value:
        raise NotWhole("It has no day.")
    if found is None:
        raise NotWhole("It has hours and is no whole day.")
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise NotWhole(f"There is no day {value}.") from error


def _last(event: Event, first: date) -> date:
    """DTEND is the day behind the last one."""
    if "DTEND" in event.values:
        end = _date(event, "DTEND")
    else:
        for_days = LONG.fullmatch(event.values.get("DURATION", "P1D"))
        if for_days is None:
            raise NotWhole("It has hours and is no whole day.")
        end = first + timedelta(days=7 * int(for_days[1] or 0) + int(for_days[2] or 0))
    if "T" in event.values["DTSTART"] and end == first:
        raise NotWhole("It has hours and is no whole day.")
    if end < first:
        raise NotWhole("It ends before it begins.")
    if (end - first).days > LONGEST_RANGE:
        raise NotWhole("It is longer than a year.")
    return max(first, end - timedelta(days=1))


def _day(event: Event, first: date, last: date) -> DayOff:
    return DayOff(first.year, first.month, first.day, event.name, None if last == first else last)
