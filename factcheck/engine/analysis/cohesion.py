"""How united a group voted, event by event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from factcheck.engine.analysis.matrix import ABSTAIN, NO, YES, Mask, Matrix
from factcheck.engine.analysis.tables import Floats
from factcheck.engine.model import Group


def rice(yes: ArrayLike, no: ArrayLike) -> Floats:
    """Rice's index of cohesion, |yes - no| / (yes + no), 0 (split in halves) to 1; NaN where nobody voted yes or no.

    Abstentions do not enter: ten for, ten against and a hundred abstaining is 0. Arrays of counts of the same shape give
    an array. Rice, S. A. (1928), Quantitative Methods in Politics, New York: Knopf (there in per cent).
    Raises ValueError for negative counts.
    """
    y, n = _counts(yes, no)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.abs(y - n) / (y + n))


def agreement_index(yes: ArrayLike, no: ArrayLike, abstain: ArrayLike) -> Floats:
    """Agreement index of a group with three options, 0 (equally divided) to 1 (all together); NaN without votes.

    AI = (largest - (all - largest) / 2) / all, with largest = max(yes, no, abstain) and all their sum.
    Arrays of counts of the same shape give an array. Hix, S., Noury, A., and Roland, G. (2005), Power to the parties:
    cohesion and competition in the European Parliament, 1979-2001, British Journal of Political Science 35, 209-234.
    Raises ValueError for negative counts.
    """
    y, n, a = _counts(yes, no, abstain)
    largest, everybody = np.maximum(np.maximum(y, n), a), y + n + a
    with np.errstate(invalid="ignore"):
        return np.asarray((largest - (everybody - largest) / 2) / everybody)


def _counts(*arrays: ArrayLike) -> list[Any]:
    counts = [np.asarray(array, dtype=np.float64) for array in arrays]
    if any((array < 0).any() for array in counts):
        raise ValueError("counts are not negative")
    return counts


@dataclass(frozen=True, slots=True, eq=False)
class Cohesion:
    """A group's votes on each event of a matrix; every array has the shape (events,).

    `members` counts the group's members that the matrix knows to have been members of the body, `voted` those who cast a
    vote; `rice` and `agreement` are NaN where the index is not defined or fewer than the asked number voted.
    """

    events: tuple[str, ...]
    members: NDArray[np.int64]
    voted: NDArray[np.int64]
    rice: Floats
    agreement: Floats

    @property
    def mean_rice(self) -> float | None:
        """Mean over the events on which Rice's index is defined, 0 to 1; None without any."""
        return _mean(self.rice)

    @property
    def mean_agreement(self) -> float | None:
        """Mean over the events on which the agreement index is defined, 0 to 1; None without any."""
        return _mean(self.agreement)


def cohesion(matrix: Matrix, group: Group | Iterable[str], *, at_least: int = 2) -> Cohesion:
    """Cohesion of a group on every event: of a dated group with the members of that day, else of the codes given.

    Papers: see `rice` and `agreement_index`. Events on which fewer than `at_least` members voted have no index: one
    state always agrees with itself. Absences are not votes. A dated group has no members on an event without a day.
    Codes without a row in the matrix have no votes in it and are passed over.
    """
    inside: Mask
    if isinstance(group, Group):
        inside = matrix.members(group)
    else:
        codes = frozenset(group)
        rows = np.array([code in codes for code in matrix.states], dtype=np.bool_)
        inside = np.broadcast_to(rows[:, np.newaxis], matrix.cells.shape)
    yes, no, abstain = (
        np.count_nonzero((matrix.cells == cell) & inside, axis=0).astype(np.int64) for cell in (YES, NO, ABSTAIN)
    )
    voted = yes + no + abstain
    members = np.count_nonzero((matrix.cells >= -1) & inside, axis=0).astype(np.int64)
    enough = voted >= at_least
    return Cohesion(
        matrix.events,
        members,
        voted,
        np.where(enough, rice(yes, no), np.nan),
        np.where(enough, agreement_index(yes, no, abstain), np.nan),
    )


def _mean(values: Floats) -> float | None:
    defined = values[~np.isnan(values)]
    return float(defined.mean()) if len(defined) else None
