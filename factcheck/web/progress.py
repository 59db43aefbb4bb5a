"""Background work as pages show it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """A piece of background work. `state` is waiting, running, done or failed, `word` how a page says it; `percent` is
    None while nothing is known; `took` is how long it has run."""

    what: str
    state: str
    word: str
    message: str = ""
    percent: int | None = None
    took: str = ""
