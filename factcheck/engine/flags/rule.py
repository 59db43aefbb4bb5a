"""What a flag rule is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from factcheck.engine.judged import Context, Judged
from factcheck.engine.model import Evidence, Flag, Severity
from factcheck.engine.naming import titled

Found = Iterator[tuple[Judged, str, tuple[Evidence, ...]]]
"""What a rule yields: the claim, the explanation for a reader, and the rows of the record it rests on."""


@dataclass(frozen=True, slots=True)
class FlagRule:
    """One framing flag: its place in the list of claims-and-flags, how grave it is, what it is called, what it means for a
    reader, and the function that raises it.

    The function's docstring is the rule as published in docs/flags.md: "NUMBER LETTER: when it fires", then "Test: how the
    record is asked", then "Known misses: what it does not see". Its examples are in `flags.examples`.
    """

    number: int
    code: str
    severity: Severity
    title: str
    summary: str
    find: Callable[[Context], Found]

    def flags(self, context: Context) -> Iterator[Flag]:
        for judged, explanation, evidence in self.find(context):
            if not context.is_sure(judged):
                continue
            claim = judged.claim
            words = titled(explanation, context.index)
            yield Flag(self.code, self.severity, claim.start, claim.end, (claim.id,), words, evidence)

    def documented(self) -> tuple[str, str, str]:
        """(when it fires, how it is tested, what it misses), each one line of text; "" for a part that is not written."""
        text = " ".join((self.find.__doc__ or "").split())
        fires, _, rest = re.sub(rf"^{self.number} [HML]: ", "", text).partition("Known misses: ")
        fires, _, test = fires.partition("Test: ")
        misses, _, more = rest.partition(" Test: ")
        return fires.strip(), (test or more).strip(), misses.strip()
