"""A measured value with what it rests on: number of votes and interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

LEVEL = 0.95
"""Confidence level of every interval unless a caller asks for another."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """`value` with the `n` votes it rests on, the interval [`low`, `high`] at `level`, and its standard `error`.

    None where a number is not defined: all of them without votes (n = 0), `error` where the method gives none.
    """

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    error: float | None = None
    level: float = LEVEL


def normal_quantile(level: float) -> float:
    """z of a two-sided normal interval at `level`: 1.96 for 0.95. Raises ValueError unless 0 < level < 1."""
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not {level}")
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(share: float, n: int, level: float = LEVEL) -> tuple[float, float]:
    """Score interval of a share (0 to 1) of n trials, as (low, high), both within 0 to 1.

    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, Journal of the American
    Statistical Association 22, 209-212. For a mean of values between 0 and 1 that are not all 0 or 1 (half points) it is
    too wide rather than too narrow, because their variance is at most share * (1 - share).

    Raises ValueError where `share` is outside 0 to 1, n is below 1 or `level` is not between 0 and 1.

    >>> [round(bound, 4) for bound in wilson(81 / 263, 263)]
    [0.2553, 0.3662]
    """
    if n < 1:
        raise ValueError("an interval needs at least one vote")
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between 0 and 1, not {share}")
    z = normal_quantile(level)
    shrink = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / shrink
    half = z / shrink * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low = 0.0 if share == 0 else max(0.0, middle - half)
    high = 1.0 if share == 1 else min(1.0, middle + half)
    return min(low, share), max(high, share)
