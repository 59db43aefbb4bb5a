"""What a flag rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from factcheck.engine.judged import Context, Judged
from factcheck.engine.model import Evidence, Flag, Severity


@dataclass(frozen=True, slots=True)
class FlagRule:
    """One framing flag: its place in the list of claims-and-flags, how grave it is, what it is called, what it means for a
    reader, and the function that raises it."""

    number: int
    code: str
    severity: Severity
    title: str
    summary: str
    find: Callable[[Context], Iterator[tuple[Judged, str, tuple[Evidence, ...]]]]

    def flags(self, context: Context) -> Iterator[Flag]:
        for judged, explanation, evidence in self.find(context):
            claim = judged.claim
            yield Flag(self.code, self.severity, claim.start, claim.end, (claim.id,), explanation, evidence)
