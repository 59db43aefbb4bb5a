"""What a verification found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

SHOWN = 20
"""Problems of one part (the chain, a table) that a report names; it counts all."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`number` is that of the broken link; None where not a link is wrong, but a row, a trigger or a published head."""

    what: str
    number: int | None = None
    table: str = ""
    row: str = ""

    def __str__(self) -> str:
        link = "" if self.number is None else f"link {self.number:,}"
        place = " ".join(part for part in (self.table, self.row) if part)
        return f"{', '.join(part for part in (link, place) if part)}: {self.what}"


@dataclass(slots=True)
class Report:
    """So many links and rows were looked at; the chain ends with `number` and `hash`. It is followed as far as its
    first broken link. `found` counts all problems, `problems` holds the first of each part. `by_others` counts changes
    that are in the history as they should be, but were made by another program, or by hand, with no reason given."""

    links: int = 0
    rows: int = 0
    number: int = 0
    hash: str = ""
    found: int = 0
    problems: list[Problem] = field(default_factory=list)
    by_others: int = 0
    told_of_others: list[Problem] = field(default_factory=list)

    def changed_by_another(self, change: Problem) -> None:
        self.by_others += 1
        if len(self.told_of_others) < SHOWN:
            self.told_of_others.append(change)

    def add(self, problems: Iterable[Problem]) -> None:
        for shown, problem in enumerate(problems):
            self.found += 1
            if shown < SHOWN:
                self.problems.append(problem)
