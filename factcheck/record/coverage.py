"""What the record covers of the Assembly, session by session, and what it is known to lack, with the reason.

Known gaps are facts (`facts/gaps.toml`). Each is compared with the record, so a gap that an import has closed is no
longer told, and a missing year or number that no entry explains stands out.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import Count, F, Q, QuerySet

from factcheck.record.factfile import BUNDLED
from factcheck.record.importing import PREFIX
from factcheck.record.models import Motion, VoteEvent

_SESSION = re.compile(r"A/(?:(?:RES|DEC)/)?(ES-\d+|S-\d+|\d+)/")
_OLD = re.compile(r"A/RES/\d+[A-Z]*\((ES-|S-)?([IVX]+)\)")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_NUMBER = re.compile(r"A/RES/(?:(?:ES-|S-)?\d+/)?(\d+)")


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the Assembly: "73", "ES-10", "S-32", or "" for votes whose session is not known. Days are as known,
    a month where no more is. `numbers` are the resolutions of the session that have a vote or were adopted without one;
    `lettered` those of them with parts, such as 2105 A."""

    name: str
    votes: int
    roll_calls: int
    first: str
    last: str
    numbers: int
    highest: int
    lettered: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Something known to be missing. With `series` these are `numbers` of it, else roll calls `since` to `until`, where
    `kinds` is given of these kinds of motion only."""

    body: str
    reason: str
    sources: tuple[str, ...] = ()
    series: str = ""
    numbers: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    kinds: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """ "A/RES/80: 2, 251", or "1963-12-31 to 1965-02-17"."""
        if self.series:
            return f"{self.series}: {runs(self.numbers)}"
        words = f"{self.since} to {self.until}" if self.until and self.until.year < 2100 else f"since {self.since}"
        return f"{words}, {', '.join(self.kinds)}" if self.kinds else words


def session_of(key: str) -> str:
    """The session that a motion's key names.

    >>> session_of("A/RES/73/295"), session_of("A/RES/2758(XXVI)"), session_of("A/ES-11/L.10"), session_of("S/RES/1")
    ('73', '26', 'ES-11', '')
    """
    if found := _SESSION.match(key):
        return found[1]
    if found := _OLD.match(key):
        return (found[1] or "") + str(_arabic(found[2]))
    return ""


def _arabic(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def sessions() -> list[Session]:
    """Regular sessions in their order, then emergency and special ones, then votes of no known session."""
    rows: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    votes = VoteEvent.objects.in_body("GA").values_list("motion__key", "held_on", "held_in", "packed_roll_call__event")
    for key, day, month, roll in votes:
        rows[session_of(key)].append((key, day.isoformat() if day else month, roll is not None))
    return [_session(name, rows[name]) for name in sorted(rows, key=_place)]


def _session(name: str, rows: list[tuple[str, str, bool]]) -> Session:
    days = sorted(day for _, day, _ in rows if day)
    numbers: dict[int, bool] = {}
    for key, _, _ in rows:
        if found := _NUMBER.match(key):
            number, rest = int(found[1]), key[found.end() : found.end() + 1]
            numbers[number] = numbers.get(number, False) or rest.isalpha()
    return Session(
        name=name,
        votes=len(rows),
        roll_calls=sum(has_roll for _, _, has_roll in rows),
        first=days[0] if days else "",
        last=days[-1] if days else "",
        numbers=len(numbers),
        highest=max(numbers, default=0),
        lettered=sum(numbers.values()),
    )


def _place(name: str) -> tuple[int, int]:
    kind, _, number = name.rpartition("-")
    return {"": 0, "ES": 1, "S": 2}[kind] if name else 3, int(number or 0)


def named_gaps(path: Path = BUNDLED / "gaps.toml") -> list[Gap]:
    """The known gaps that the record still has, each with the numbers that are still missing."""
    found = []
    there = _numbers_there()
    for gap in known_gaps(path):
        if gap.series:
            left = tuple(number for number in gap.numbers if number not in there.get(gap.series, ()))
            if left:
                found.append(Gap(gap.body, gap.reason, gap.sources, gap.series, left))
        elif not _imported_in(gap).exists():
            found.append(gap)
    return found


def unnamed_numbers(missing: Mapping[str, Iterable[int]], path: Path = BUNDLED / "gaps.toml") -> dict[str, list[int]]:
    """What is left of missing numbers by series when those that a known gap explains are taken away."""
    named: dict[str, set[int]] = defaultdict(set)
    for gap in known_gaps(path):
        named[gap.series].update(gap.numbers)
    left = {series: [n for n in numbers if n not in named[series]] for series, numbers in missing.items()}
    return {series: numbers for series, numbers in left.items() if numbers}


def unnamed_years(missing: Mapping[str, Iterable[int]], path: Path = BUNDLED / "gaps.toml") -> dict[str, list[int]]:
    """What is left of years without a vote, by body, when those that lie within a known gap are taken away."""
    spans = [(gap.body, gap.since, gap.until) for gap in known_gaps(path) if gap.since and gap.until and not gap.kinds]

    def is_named(body: str, year: int) -> bool:
        return any(
            body == of and since <= date(year, 1, 1) and date(year, 12, 31) <= until for of, since, until in spans
        )

    left = {body: [year for year in years if not is_named(body, year)] for body, years in missing.items()}
    return {body: years for body, years in left.items() if years}


def known_in_part() -> QuerySet[VoteEvent]:
    """Recorded votes of the Assembly on whole texts whose declared votes are not all listed; the newest first."""
    cast = Count("votes", filter=~Q(votes__option="absent"))
    rows = VoteEvent.objects.in_body("GA").on_whole_texts().filter(method="recorded", has_full_roll=False)
    counts = ("yes_count", "no_count", "abstain_count")
    rows = rows.filter(
        **{f"{name}__isnull": False for name in counts}
    )  # before a million votes are counted for nothing
    declared = F("yes_count") + F("no_count") + F("abstain_count")
    return rows.annotate(cast=cast).filter(cast__lt=declared).newest_first()


def _imported_in(gap: Gap) -> QuerySet[VoteEvent]:
    """Roll calls that imported files have within a gap's days; a fact file on a single vote does not close a gap."""
    rows = VoteEvent.objects.in_body(gap.body).filter(packed_roll_call__isnull=False)
    rows = rows.filter(source__slug__startswith=PREFIX)
    months = Q(held_on=None, held_in__gt=f"{gap.since:%Y-%m}", held_in__lt=f"{gap.until:%Y-%m}")
    rows = rows.filter(Q(held_on__gte=gap.since, held_on__lte=gap.until) | months)
    return rows.filter(motion__kind__in=gap.kinds) if gap.kinds else rows


def _numbers_there() -> dict[str, set[int]]:
    """By series of symbols, the numbers of which the record has a vote with all that were cast, or an adoption without
    a vote. Of the Council a tally is enough."""
    partial = set(known_in_part().values_list("motion__symbol", flat=True))
    symbols = Motion.objects.exclude(symbol="").filter(vote_events__isnull=False).values_list("symbol", flat=True)
    found: dict[str, set[int]] = defaultdict(set)
    for symbol in set(symbols) - partial:
        series, _, rest = symbol.rpartition("/")
        if number := re.match(r"\d+", rest):
            found[series].add(int(number[0]))
    return found


@cache
def known_gaps(path: Path = BUNDLED / "gaps.toml") -> tuple[Gap, ...]:
    """The entries of the file, whether the record still has these gaps or not."""
    with path.open("rb") as file:
        entries = tomllib.load(file)["gap"]
    return tuple(
        Gap(
            body=entry["body"],
            reason=entry["reason"],
            sources=tuple(entry.get("sources", ())),
            series=entry.get("series", ""),
            numbers=numbers_in(entry.get("numbers", "")),
            since=entry.get("since"),
            until=entry.get("until"),
            kinds=tuple(entry.get("kinds", ())),
        )
        for entry in entries
    )


def numbers_in(text: str) -> tuple[int, ...]:
    """ "2-4, 7" as (2, 3, 4, 7)."""
    found: list[int] = []
    for part in filter(None, text.split(", ")):
        first, _, last = part.partition("-")
        found.extend(range(int(first), int(last or first) + 1))
    return tuple(found)


def runs(numbers: Iterable[int]) -> str:
    """[2, 3, 4, 7] as "2-4, 7"."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1] = [found[-1][0], number]
        else:
            found.append([number])
    return ", ".join("-".join(map(str, run)) for run in found)
