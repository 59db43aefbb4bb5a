"""Storing the days on which the newsroom does not work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from factcheck.accounts.permissions import Actor, person, require
from factcheck.policies import calendars
from factcheck.policies.models.days_off import LONGEST_LIST, DaysOff, NoDay, read_lines

HOW = "Write a day as 2026-04-06, or as 12-25 for every year, and all days between two as 2026-12-24 to 2027-01-01."
MOST_PROBLEMS = 20
"""Lines and events that are named at once; how many more there are is said."""


class ListChanged(Exception):
    """Somebody stored another list in between; nothing was written. `now` is the one that stands."""

    def __init__(self, now: DaysOff) -> None:
        super().__init__("The list was changed in the meantime.")
        self.now = now


@dataclass(frozen=True, slots=True)
class Taken:
    """A list with the days of a calendar behind it: how many `new` lines these are, how many were `known` already, and
    a sentence for each event that is left out."""

    text: str
    new: int
    known: int
    problems: Sequence[str]


def with_calendar(*, text: str, calendar: str) -> Taken:
    """Nothing is stored. Calendars that were pasted into the text are read like the one beside it."""
    text, pasted = calendars.taken_out(text)
    if not (calendar.strip() or pasted):
        return Taken(text, 0, 0, ())
    found = calendars.read(f"{calendar}\n{pasted}")
    there = {str(day) for line in read_lines(text) if not isinstance(line, NoDay) for day in line}
    new = [day for day in dict.fromkeys(map(str, found.days)) if day not in there]
    problems = shortened(found.problems)
    whole = "\n".join([*([text.rstrip()] if text.strip() else []), *new])
    return Taken(whole, len(new), len(found.days) - len(new), problems)


def shortened(problems: Sequence[str]) -> list[str]:
    more = len(problems) - MOST_PROBLEMS
    return [*problems[:MOST_PROBLEMS], *([f"And {more} more like these."] if more > 0 else [])]


@transaction.atomic
def store(*, text: str, by: Actor, stood: int | None = None) -> DaysOff:
    """Another list takes the place of the one that stands. What was promised before keeps its day. Raises
    ValidationError naming every line that is wrong, and ListChanged where another list counts than the one with the
    key `stood` (0 for none), which did when the form was made."""
    require(by, "newsroom.set")
    text = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    if len(text) > LONGEST_LIST or "\x00" in text:
        raise ValidationError({"text": f"The list may have {LONGEST_LIST:,} characters of text and has {len(text):,}."})
    if problems := [str(line) for line in read_lines(text) if isinstance(line, NoDay)]:
        raise ValidationError({"text": [*shortened(problems), HOW]})
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE policies_daysoff IN SHARE ROW EXCLUSIVE MODE")
    now = DaysOff.current()
    if stood is not None and stood != (now.pk or 0):
        raise ListChanged(now)
    return DaysOff.objects.create(text=text, stored_by=person(by))
