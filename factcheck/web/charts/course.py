"""A share over the years, with its interval and the number of votes behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext

from factcheck.engine.analysis import Estimate

TOP, GROUND = 12.0, 212.0
"""Pixels from the top of the drawing where 100 and 0 per cent lie."""
BARS_GROUND, HIGHEST_BAR = 276.0, 44.0
"""Where the bars for the numbers of votes stand, and the highest of them."""
LEFT, ROOM = 11.0, 88.0
"""Per cent of the width left of the first year, and for all years; pixels of the scale stand left of it."""
LABELS = 5
FEW = 10
"""A year with fewer votes is drawn hollow and joined to none: a single vote is 0 or 100 per cent."""


@dataclass(frozen=True, slots=True)
class Point:
    """Attributes of SVG: `x` in per cent of the width, the others in pixels. `says` is the year in words."""

    year: int
    x: str
    y: str
    low: str
    high: str
    bar_y: str
    is_few: bool
    says: str


@dataclass(frozen=True, slots=True)
class Line:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Course:
    """`lines` join years of enough votes that follow each other; a year without a shared vote is a
    gap, never a value in between."""

    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    labels: tuple[tuple[str, int], ...]
    most: int
    first: int
    last: int
    few: int = FEW

    @property
    def scale(self) -> tuple[tuple[str, str], ...]:
        return tuple((_y(share), percent(share)) for share in (1, 0.75, 0.5, 0.25, 0))


def percent(share: float) -> str:
    return gettext("%(number)s%%") % {"number": f"{100 * share:.0f}"}


def interval(low: float, high: float) -> str:
    return gettext("%(low)s to %(high)s") % {"low": percent(low), "high": percent(high)}


def course(years: Sequence[tuple[int, Estimate]]) -> Course | None:
    """`years` in the order of time, each with a value from 0 to 1; those without one are left out. None without two
    years, of which nothing over time can be said."""
    known = [(year, one) for year, one in years if one.value is not None]
    if len(known) < 2:
        return None
    first, last = known[0][0], known[-1][0]
    most = max(one.n for _, one in known)
    step = ROOM / (last - first + 1)
    points = []
    for year, one in known:
        value, low, high = one.value or 0.0, one.low or 0.0, one.high or 0.0
        bar = HIGHEST_BAR * one.n / most
        says = gettext("%(year)s: %(share)s of %(n)s, interval %(interval)s") % {
            "year": year,
            "share": percent(value),
            "n": one.n,
            "interval": interval(low, high),
        }
        points.append(
            Point(year, _x(year - first, step), _y(value), _y(low), _y(high), _px(BARS_GROUND - bar), one.n < FEW, says)
        )
    lines = [
        Line(a.x, a.y, b.x, b.y) for a, b in pairwise(points) if b.year == a.year + 1 and not (a.is_few or b.is_few)
    ]
    labels = tuple((_x(year - first, step), year) for year in _labels(first, last))
    return Course(tuple(points), tuple(lines), labels, most, first, last)


def _x(place: int, step: float) -> str:
    return f"{LEFT + step * (place + 0.5):.2f}%"


def _y(share: float) -> str:
    return _px(GROUND - (GROUND - TOP) * share)


def _px(value: float) -> str:
    return f"{value:.1f}"


def _labels(first: int, last: int) -> list[int]:
    """Round years, at most LABELS of them."""
    for step in (1, 2, 5, 10, 20, 50):
        found = [year for year in range(first, last + 1) if year % step == 0]
        if len(found) <= LABELS:
            break
    return found or [first]
