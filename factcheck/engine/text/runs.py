"""Reading text by its runs without white space: most are words that come again, so what was read of them is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

Read = TypeVar("Read")
_SHORT = 32
"""Characters of a run that is kept; long ones are no words, and would fill the memory."""
_KEPT = 1 << 13


def by_runs(read: Callable[[str], Read]) -> Callable[[Sequence[str]], list[Read]]:
    """What `read` makes of each of some runs."""
    known = lru_cache(maxsize=_KEPT)(read)

    def all_of(runs: Sequence[str]) -> list[Read]:
        return list(map(known if max(map(len, runs), default=0) <= _SHORT else read, runs))

    return all_of
