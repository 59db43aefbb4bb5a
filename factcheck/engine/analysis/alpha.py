"""Krippendorff's alpha: agreement of any number of judges who need not all judge everything.

It is 1 where all agree, 0 where they agree as often as values drawn from all that were given would, negative below.
Where only one value was ever given there is no disagreement to expect, and alpha is not defined.

Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability, University of Pennsylvania; (2004), Content Analysis,
2nd edition, chapter 11.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Literal

import numpy as np

from factcheck.engine.analysis.estimate import LEVEL, Estimate
from factcheck.engine.analysis.tables import Floats

Scale = Literal["nominal", "ordinal", "interval"]
Units = Sequence[Sequence[Hashable]]
"""For each unit the values that its judges gave, without those who gave none."""

RESAMPLES = 1_000
BATCH = 100
SEED = 20_110_125


def alpha(units: Units, scale: Scale = "nominal", *, level: float = LEVEL) -> Estimate:
    """Alpha of units with two values or more; the others say nothing of agreement. `n` counts these units.

    Values of the scales "ordinal" and "interval" are numbers. [low, high] is the percentile interval of 1,000 resamples
    of units, drawn with a fixed seed so that the same data give the same interval; None for fewer than two units.
    Value and interval are None where alpha is not defined. Raises ValueError for an unknown scale.

    >>> round(alpha([["a", "a"], ["a", "b"], ["b", "b"], ["b", "b"]]).value or 0, 3)
    0.533
    """
    if scale not in _DISTANCES:
        raise ValueError(f"{scale!r} is none of {', '.join(_DISTANCES)}")
    paired = [list(unit) for unit in units if len(unit) >= 2]
    given: set[Any] = {value for unit in paired for value in unit}
    values = sorted(given, key=str) if scale == "nominal" else sorted(given)
    if not paired or len(values) < 2:
        return Estimate(None, len(paired), level=level)
    place = {value: number for number, value in enumerate(values)}
    patterns = Counter(tuple(sorted(place[value] for value in unit)) for unit in paired)  # few, however many units
    times = np.array(list(patterns.values()), dtype=np.float64)
    counts = np.zeros((len(patterns), len(values)))
    for number, pattern in enumerate(patterns):
        for at in pattern:
            counts[number, at] += 1
    numbers = np.arange(len(values), dtype=np.float64) if scale == "nominal" else np.array(values, dtype=np.float64)
    judges = counts.sum(axis=1)
    # Coincidences of a unit of each pattern: pairs of values of different judges, each pair weighted by 1 / (judges - 1).
    pairs = (counts[:, :, np.newaxis] * counts[:, np.newaxis, :] - np.eye(len(values)) * counts[:, np.newaxis, :]) / (
        judges - 1
    )[:, np.newaxis, np.newaxis]
    found = float(_alpha(np.tensordot(times[np.newaxis], pairs, axes=1), numbers, scale)[0])
    if np.isnan(found):
        return Estimate(None, len(paired), level=level)
    if len(paired) < 2:
        return Estimate(found, len(paired), level=level)
    random, again = np.random.default_rng(SEED), []
    for _ in range(RESAMPLES // BATCH):
        drawn = random.multinomial(len(paired), times / times.sum(), size=BATCH)
        again.append(_alpha(np.tensordot(drawn, pairs, axes=1), numbers, scale))
    resampled = np.concatenate(again)
    resampled[np.isnan(resampled)] = 1.0  # all gave one value: there was nothing to disagree about
    low, high = np.quantile(resampled, [(1 - level) / 2, (1 + level) / 2])
    error = float(resampled.std())
    return Estimate(found, len(paired), min(float(low), found), max(float(high), found), error, level)


def _alpha(coincidences: Floats, numbers: Floats, scale: Scale) -> Floats:
    """1 - observed / expected disagreement of coincidences of the shape (samples, k, k); NaN where none is expected."""
    total = coincidences.sum(axis=2)
    distance = _DISTANCES[scale](numbers, total)
    observed = (coincidences * distance).sum(axis=(1, 2))
    expected = (total[:, :, np.newaxis] * total[:, np.newaxis, :] * distance).sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        share = observed * (total.sum(axis=1) - 1) / expected
    return np.asarray(np.where(expected > 0, 1 - share, np.nan), dtype=np.float64)


def _nominal(numbers: Floats, _: Floats) -> Floats:
    return np.asarray(1 - np.eye(len(numbers)), dtype=np.float64)


def _ordinal(numbers: Floats, total: Floats) -> Floats:
    """Squared number of values between two ranks, half of each end included."""
    middle = np.cumsum(total, axis=1) - total / 2
    return np.asarray((middle[:, :, np.newaxis] - middle[:, np.newaxis, :]) ** 2, dtype=np.float64)


def _interval(numbers: Floats, _: Floats) -> Floats:
    return np.asarray((numbers[:, np.newaxis] - numbers[np.newaxis, :]) ** 2, dtype=np.float64)


_DISTANCES: dict[str, Callable[[Floats, Floats], Floats]] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
}
