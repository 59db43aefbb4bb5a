"""Agreement above chance: Cohen's kappa and weighted kappa, with large-sample errors.

Two states that both vote yes on nearly everything agree often without saying anything about each other; kappa takes
away the agreement that their own habits alone would give. It is 1 where they always agree, 0 where they agree as often as
chance, negative below. Where neither ever varies and both always cast the same vote, chance explains everything, kappa
is 0 / 0 and not defined: None (NaN in arrays), not 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from factcheck.engine.analysis.agreement import Pairs
from factcheck.engine.analysis.estimate import LEVEL, Estimate, normal_quantile
from factcheck.engine.analysis.matrix import Matrix
from factcheck.engine.analysis.tables import Floats, table, tables


def nominal(size: int = 3) -> Floats:
    """Agreement weights of plain kappa: 1 for the same category, 0 otherwise; float64, shape (size, size)."""
    return np.eye(size)


def linear(size: int = 3) -> Floats:
    """Agreement weights falling evenly with distance, 1 - |i - j| / (size - 1): for votes 1, 1/2, 0."""
    place = np.arange(size)
    return np.asarray(1 - np.abs(place[:, np.newaxis] - place) / (size - 1), dtype=np.float64)


def from_disagreement(weights: ArrayLike) -> Floats:
    """Agreement weights 1 - v / max(v) from Cohen's disagreement weights v (1968), zero on the diagonal."""
    v = np.asarray(weights, dtype=np.float64)
    return np.asarray(1 - v / v.max(), dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """Kappas, and their standard errors where asked for, of tables that share leading axes (k, k); NaN where 0 / 0."""

    value: Floats
    error: Floats | None
    null_error: Floats | None
    n: Any


def _measure(counts: Any, weights: Floats, *, errors: bool) -> _Parts:
    """Kappa of counts of the shape (k, k, ...). Disagreement is kept in whole counts, so that 0 and 1 come out exact."""
    t = np.asarray(counts, dtype=np.float64)
    rows, columns, n = t.sum(axis=1), t.sum(axis=0), t.sum(axis=(0, 1))
    gap = 1 - weights
    observed = np.tensordot(gap, t, axes=((0, 1), (0, 1)))
    expected = np.einsum("ij,i...,j...->...", gap, rows, columns)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(expected > 0, 1 - n * observed / expected, np.nan)
        if not errors:
            return _Parts(value, None, None, n)
        p, r, c = t / n, rows / n, columns / n
        agree, chance = 1 - observed / n, 1 - expected / (n * n)
        row_mean = np.einsum("ij,j...->i...", weights, c)
        column_mean = np.einsum("ij,i...->j...", weights, r)
        mean = row_mean[:, np.newaxis] + column_mean[np.newaxis, :]
        w = weights.reshape(weights.shape + (1,) * (t.ndim - 2))
        spread = (p * (w * (1 - chance) - mean * (1 - agree)) ** 2).sum(axis=(0, 1))
        variance = (spread - (agree * chance - 2 * chance + agree) ** 2) / (n * (1 - chance) ** 4)
        null = (r[:, np.newaxis] * c[np.newaxis, :] * (w - mean) ** 2).sum(axis=(0, 1)) - chance**2
        error = np.where(expected > 0, np.sqrt(np.maximum(variance, 0)), np.nan)
        null_error = np.where(expected > 0, np.sqrt(np.maximum(null, 0) / n) / (1 - chance), np.nan)
    return _Parts(value, error, null_error, n)


def _checked(counts: ArrayLike, weights: Floats) -> Floats:
    t = np.asarray(counts, dtype=np.float64)
    if t.ndim != 2 or t.shape[0] != t.shape[1] or t.shape != weights.shape or len(t) < 2:
        raise ValueError(f"kappa needs a square table and weights of its shape, not {t.shape} and {weights.shape}")
    if not (t >= 0).all():
        raise ValueError("kappa needs counts, none of them negative")
    if not (np.diag(weights) == 1).all() or not ((weights >= 0) & (weights <= 1)).all():
        raise ValueError("agreement weights lie between 0 and 1, with 1 on the diagonal")
    return t


def kappa(counts: ArrayLike, weights: Floats | None = None, *, level: float = LEVEL) -> Estimate:
    """Kappa of a square table of counts, rows one judge, columns the other; weighted where `weights` are given.

    kappa = (po - pe) / (1 - pe), po the (weighted) share of observed agreement, pe that expected from the margins.
    Cohen, J. (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 37-46;
    (1968), Weighted kappa, Psychological Bulletin 70, 213-220. Agreement weights w have the shape of the table, 1 on the
    diagonal, 0 to 1 elsewhere: `linear`, `nominal` (the default), `from_disagreement`.

    `error` is the large-sample standard error for kappa other than 0, [low, high] the normal interval from it, cut at
    -1 and 1: Fleiss, J. L., Cohen, J., and Everitt, B. S. (1969), Large sample standard errors of kappa and weighted
    kappa, Psychological Bulletin 72, 323-327. With fewer than about 20 events it means little. value, error and interval
    are None where kappa is not defined (no events, or no disagreement possible under the margins).

    Raises ValueError for a table that is not square, negative counts, wrong weights, or a level outside 0 to 1.
    """
    chosen = nominal(len(np.asarray(counts))) if weights is None else weights
    parts = _measure(_checked(counts, chosen), chosen, errors=True)
    n, value = round(float(parts.n)), float(parts.value)
    z = normal_quantile(level)
    if np.isnan(value) or parts.error is None:
        return Estimate(None, n, level=level)
    error = float(parts.error)
    return Estimate(value, n, max(-1.0, value - z * error), min(1.0, value + z * error), error, level)


def null_error(counts: ArrayLike, weights: Floats | None = None) -> float | None:
    """Standard error of kappa under the hypothesis that it is 0, for testing it: z = kappa / null_error.

    Fleiss, Cohen and Everitt (1969), as in `kappa`, with the same arguments and errors. None where it is not defined.
    """
    chosen = nominal(len(np.asarray(counts))) if weights is None else weights
    parts = _measure(_checked(counts, chosen), chosen, errors=True)
    value = np.nan if parts.null_error is None else float(parts.null_error)
    return None if np.isnan(value) else value


def kappa_of_votes(matrix: Matrix, first: str, second: str, *, weighted: bool = True, level: float = LEVEL) -> Estimate:
    """Kappa of two states over the events on which both voted; linear weights (no 0, abstain 1, yes 2) if `weighted`.

    Absences, non-members and unknown votes are left out. Papers, interval and undefined cases: see `kappa`.
    Raises KeyError for a state without a row.
    """
    return kappa(table(matrix, first, second), linear() if weighted else None, level=level)


def kappa_of_every_pair(matrix: Matrix, *, weighted: bool = True) -> Pairs:
    """Kappa of every pair of states: arrays (states, states), NaN where not defined; see `kappa_of_votes`."""
    parts = _measure(tables(matrix), linear() if weighted else nominal(), errors=False)
    return Pairs(matrix.states, parts.value, np.asarray(parts.n, dtype=np.int64))
