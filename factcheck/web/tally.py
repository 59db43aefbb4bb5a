"""Where the segments of a tally bar lie, in per cent of its width: drawn to the number of members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck.web.words import OPTIONS

ORDER = ("yes", "no", "abstain", "absent")
SEATS_DRAWN_UP_TO = 20
NARROWEST_BAR = 300  # pixels, on a small telephone
CHARACTER = 9.5  # pixels a character of a label takes at most


@dataclass(frozen=True, slots=True)
class Segment:
    """`start`, `width` and `middle` are percentages as SVG attributes want them ("48.19%"); `label` fits inside."""

    option: str
    count: int
    start: str
    width: str
    middle: str
    label: str


@dataclass(frozen=True, slots=True)
class Count:
    option: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """`seats` are the lines between single seats of a small body; `unknown` members are in no count."""

    segments: Sequence[Segment]
    counts: Sequence[Count]
    members: int | None
    unknown: int
    seats: Sequence[str]

    @property
    def is_known(self) -> bool:
        return bool(self.segments)


def _percent(part: float, whole: int) -> str:
    return f"{100 * part / whole:.3f}".rstrip("0").rstrip(".") + "%"


def _label(option: str, count: int, whole: int) -> str:
    room = NARROWEST_BAR * count / whole - 4
    long = OPTIONS[option].counted(count)
    if option in ("yes", "no", "abstain") and CHARACTER * len(long) <= room:
        return long
    return str(count) if CHARACTER * len(str(count)) <= room else ""


def tally(counts: Mapping[str, int | None], members: int | None) -> Tally:
    """The bar for these counts (option to number, None where the record is silent) in a body of `members`.

    Members who are in no count are drawn as unknown, so that a silent record never looks like an absence.
    """
    known = {option: counts.get(option) for option in ORDER}
    counted = sum(count for count in known.values() if count is not None)
    nothing_known = all(count is None for count in known.values())
    whole = max(members or 0, counted)
    listed = tuple(Count(option, count) for option, count in known.items() if count is not None or option != "absent")
    if nothing_known or not whole:
        return Tally((), (), members, members or 0, ())
    sizes = [(option, count) for option, count in known.items() if count]
    if whole > counted:
        sizes.append(("unknown", whole - counted))
    segments, start = [], 0
    for option, count in sizes:
        middle = _percent(start + count / 2, whole)
        label = _label(option, count, whole)
        segments.append(Segment(option, count, _percent(start, whole), _percent(count, whole), middle, label))
        start += count
    seats = [_percent(place, whole) for place in range(1, whole)] if whole <= SEATS_DRAWN_UP_TO else []
    return Tally(tuple(segments), listed, members, whole - counted, tuple(seats))
