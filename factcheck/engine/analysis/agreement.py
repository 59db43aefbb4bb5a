"""How often two states voted alike, by method. A percentage without its method is undetermined.

All methods count only events on which both states cast a vote; absences, non-members and unknown votes are left out.
Values are shares from 0 to 1; published figures are mostly the same numbers in per cent.

| method | same vote | one abstains | yes against no | events that count |
| --- | --- | --- | --- | --- |
| `strict` | 1 | 0 | 0 | both voted |
| `votes_only` | 1 | - | 0 | both voted yes or no |
| `half_weight` | 1 | 1/2 | 0 | both voted |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from factcheck.engine.analysis.estimate import LEVEL, Estimate, wilson
from factcheck.engine.analysis.matrix import ABSTAIN, NO, YES, Matrix
from factcheck.engine.analysis.tables import Floats, Table, table

Method = Literal["strict", "votes_only", "half_weight"]
METHODS: tuple[Method, ...] = ("strict", "votes_only", "half_weight")


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """A measure of every pair: `values` float64 (states, states), NaN where not defined; `n` int64, the votes behind it.

    Both are symmetric; rows and columns are `states`.
    """

    states: tuple[str, ...]
    values: Floats
    n: NDArray[np.int64]

    def of(self, first: str, second: str) -> tuple[float | None, int]:
        """(value, n) of one pair; None where it is not defined. Raises KeyError for a state that is not here."""
        for code in (first, second):
            if code not in self.states:
                raise KeyError(f"no votes of {code}")
        at = self.states.index(first), self.states.index(second)
        value = float(self.values[at])
        return (None if np.isnan(value) else value), int(self.n[at])


def _checked(method: str) -> None:
    if method not in METHODS:
        raise ValueError(f"no method {method!r}; there are {', '.join(METHODS)}")


def points(counts: Table, method: Method) -> tuple[float, int]:
    """(points scored, events that count) of a cross-table (3, 3) by a method. Raises ValueError for another method."""
    _checked(method)
    same, opposite = int(np.trace(counts)), int(counts[NO, YES] + counts[YES, NO])
    if method == "votes_only":
        same -= int(counts[ABSTAIN, ABSTAIN])
        return same, same + opposite
    n = int(counts.sum())
    return (same if method == "strict" else same + (n - same - opposite) / 2), n


def agreement(matrix: Matrix, first: str, second: str, method: Method, *, level: float = LEVEL) -> Estimate:
    """Share of agreement of two states by a method, 0 to 1, with Wilson's interval.

    `strict`: the same vote, an abstention being a vote like another. `votes_only`: same / (same + opposite) where both
    voted yes or no, the method of the United States Department of State's annual report Voting Practices in the United
    Nations up to 2016. `half_weight`: same 1, one of the two abstaining 1/2, opposite 0, its method from 2017, and
    Lijphart's index of 1963.

    The interval (Wilson 1927) treats events as independent trials, which votes of one day are not: read it as the least
    uncertainty there is. With half weights it is conservative.

    Raises KeyError for a state without a row, ValueError for an unknown method or level.
    """
    scored, n = points(table(matrix, first, second), method)
    if not n:
        return Estimate(None, 0, level=level)
    low, high = wilson(scored / n, n, level)
    return Estimate(scored / n, n, low, high, level=level)


def lijphart(matrix: Matrix, first: str, second: str, *, level: float = LEVEL) -> Estimate:
    """Lijphart's index of agreement of two states, (f + g/2) / t, as a share from 0 to 1 (the paper: per cent).

    f events with the same vote, g with one of the two abstaining, t all on which both voted.
    Lijphart, A. (1963), The analysis of bloc voting in the General Assembly: a critique and a proposal, American
    Political Science Review 57, 902-917. The same number as `half_weight`; absences are left out.

    Raises KeyError for a state without a row, ValueError for a level outside 0 to 1.
    """
    return agreement(matrix, first, second, "half_weight", level=level)


def s_score(first: ArrayLike, second: ArrayLike, *, weights: ArrayLike | None = None, largest: float = 2.0) -> float:
    """Similarity S = 1 - 2 * sum(w * |x - y| / largest) / sum(w) of two portfolios of equal length, -1 to 1.

    1 where all positions are the same, -1 where all are as far apart as can be, 0 half-way; not corrected for chance.
    `largest` is the largest possible distance of two positions; for votes coded no 0, abstain 1, yes 2 it is 2.
    `weights` (one for each position, not negative) are 1 unless given.
    Signorino, C. S., and Ritter, J. M. (1999), Tau-b or not tau-b: measuring the similarity of foreign policy
    positions, International Studies Quarterly 43, 115-144; absolute distances, as there.

    Raises ValueError where lengths differ, nothing is given, a weight is negative, all are zero, or a distance is
    larger than the largest.
    """
    x, y = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    w = np.ones_like(x) if weights is None else np.asarray(weights, dtype=np.float64)
    if x.ndim != 1 or not x.shape == y.shape == w.shape:
        raise ValueError("portfolios and weights need the same length")
    distance = np.abs(x - y)
    if not len(x) or not w.sum() > 0 or (w < 0).any():
        raise ValueError("S needs at least one position and weights that are not negative, one of them not zero")
    if not (distance <= largest).all():
        raise ValueError(f"positions further apart than {largest}")
    return float(1 - 2 * np.sum(w * distance) / (largest * w.sum()))


def s_of_votes(matrix: Matrix, first: str, second: str) -> Estimate:
    """S of two states over the events on which both voted (see `s_score`), every event weighing the same: -1 to 1.

    For votes with three options S is 2 * half_weight - 1. No interval. Raises KeyError for a state without a row.
    """
    a, b = matrix.row(first), matrix.row(second)
    both = (a >= 0) & (b >= 0)
    n = int(both.sum())
    return Estimate(s_score(a[both], b[both]) if n else None, n)


def every_pair(matrix: Matrix, method: Method) -> Pairs:
    """Agreement of every pair of states by a method: arrays (states, states), without intervals.

    The same numbers as `agreement` pair by pair, from at most four symmetric matrix products: with votes as -1, 0, 1,
    V V' is same minus opposite among yes and no, and the squares count the events. The diagonal is a state with itself.

    Raises ValueError for an unknown method.
    """
    _checked(method)
    voted = np.asarray(matrix.cells >= 0, dtype=np.float32)
    signed = (matrix.cells - np.float32(ABSTAIN)) * voted
    decided = np.abs(signed)
    difference = signed @ signed.T
    total = decided @ decided.T
    if method == "votes_only":
        scored, n = (total + difference) / 2, total
    else:
        abstained = voted - decided
        both_abstain = abstained @ abstained.T
        n = voted @ voted.T
        scored = (total + difference) / 2 + both_abstain
        if method == "half_weight":
            scored += (n - total - both_abstain) / 2
    with np.errstate(invalid="ignore"):
        values = scored.astype(np.float64) / n
    return Pairs(matrix.states, values, n.astype(np.int64))


def every_pair_by_year(matrix: Matrix, method: Method) -> Iterator[tuple[int, Pairs]]:
    """(calendar year, agreement of every pair of that year's voters), in the order of time; see `every_pair`.

    A state without a vote in a year is not among its `states`. Raises ValueError for an unknown method.
    """
    _checked(method)
    for year, part in matrix.by_year():
        yield year, every_pair(part.of_voters(), method)
