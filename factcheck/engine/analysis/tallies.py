"""Where a tally stands among the tallies of a body in a period: percentiles instead of adjectives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from factcheck.engine.analysis.tables import Floats
from factcheck.engine.model import OPTIONS, Counts, VoteEvent

Measure = Literal["yes", "no", "abstain", "absent", "yes_share"]
MEASURES: tuple[Measure, ...] = ("yes", "no", "abstain", "absent", "yes_share")


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of `n` tallies lie below, at, and above a value."""

    below: int
    equal: int
    above: int

    @property
    def n(self) -> int:
        return self.below + self.equal + self.above

    @property
    def percentile(self) -> float | None:
        """Share of tallies below the value plus half of those equal to it, 0 to 100; None without tallies.

        The mid-rank percentile, which does not favour either end where many tallies are the same.
        """
        return 100 * (self.below + self.equal / 2) / self.n if self.n else None

    @property
    def at_most(self) -> float | None:
        """Share of tallies that are not larger than the value, 0 to 1; None without tallies."""
        return (self.below + self.equal) / self.n if self.n else None


@dataclass(frozen=True, slots=True, eq=False)
class Tallies:
    """Declared counts of votes. Every array has the shape (events,); a count that is not known is NaN."""

    events: tuple[str, ...]
    bodies: NDArray[np.str_]
    days: NDArray[np.datetime64]
    counts: Floats
    """float64, shape (4, events), in the order of `model.OPTIONS`: yes, no, abstain, absent."""

    @classmethod
    def of(cls, events: Iterable[VoteEvent], *, unreconciled: bool = False) -> Tallies:
        """Tallies of events, as declared. Those that do not add up are left out unless `unreconciled`.

        Counts are never completed from a roll call or from the number of members.
        """
        kept = sorted((e for e in events if e.reconciled or unreconciled), key=lambda e: (e.day or date.max, e.key))
        rows = [[np.nan if (c := e.counts.get(option)) is None else c for e in kept] for option in OPTIONS]
        return cls(
            tuple(event.key for event in kept),
            np.array([event.body for event in kept], dtype=np.str_),
            np.array([event.day for event in kept], dtype="datetime64[D]"),
            np.array(rows, dtype=np.float64).reshape(len(OPTIONS), len(kept)),
        )

    def select(self, body: str | None = None, first: date | None = None, last: date | None = None) -> Tallies:
        """Tallies of one body from `first` to `last`, both included. Undated ones are in no period that has an end."""
        mask = np.ones(len(self.events), dtype=np.bool_)
        if body is not None:
            mask &= np.asarray(self.bodies == body)
        if first is not None:
            mask &= np.asarray(self.days >= np.datetime64(first))
        if last is not None:
            mask &= np.asarray(self.days <= np.datetime64(last))
        keys = tuple(key for key, inside in zip(self.events, mask, strict=True) if inside)
        return Tallies(keys, self.bodies[mask], self.days[mask], self.counts[:, mask])

    def values(self, measure: Measure) -> Floats:
        """The known values of a measure: float64, one for each event that has it.

        Counts in states; `yes_share` is yes / (yes + no + abstain), 0 to 1. Raises ValueError for another measure.
        """
        if measure not in MEASURES:
            raise ValueError(f"no measure {measure!r}; there are {', '.join(MEASURES)}")
        if measure == "yes_share":
            cast = self.counts[:3].sum(axis=0)
            with np.errstate(invalid="ignore"):
                values = self.counts[0] / cast
        else:
            values = self.counts[OPTIONS.index(measure)]
        return np.asarray(values[~np.isnan(values)])

    def quantile(self, measure: Measure, share: float) -> float | None:
        """The value below which a share (0 to 1) of the tallies lie; None without tallies.

        Interpolated between tallies: definition 7 of Hyndman, R. J., and Fan, Y. (1996), Sample quantiles in statistical
        packages, The American Statistician 50, 361-365. Raises ValueError for another measure or a share outside 0 to 1.
        """
        values = self.values(measure)
        if not 0 <= share <= 1:
            raise ValueError(f"a share lies between 0 and 1, not {share}")
        return float(np.quantile(values, share)) if len(values) else None

    def standing(self, measure: Measure, value: float) -> Standing:
        """Where a value stands among the tallies. Raises ValueError for another measure."""
        values = self.values(measure)
        below, above = int((values < value).sum()), int((values > value).sum())
        return Standing(below, len(values) - below - above, above)


def with_counts(event: VoteEvent) -> VoteEvent:
    """The event with the counts of its roll call where it declares none; any other event as it is.

    For comparing a tally with the body's others only: such counts are not declared ones.
    """
    if event.roll is None or event.counts.yes is not None:
        return event
    counts = Counts(event.roll.count("yes"), event.roll.count("no"), event.roll.count("abstain"))
    return replace(event, counts=counts, reconciled=True)
