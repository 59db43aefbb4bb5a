"""The framing flags. A flag is apart from the verdict: a true claim can be flagged. Each fires when and only when its
rule says so; the rules are in the families of this package, one function a flag."""

from __future__ import annotations

from factcheck.engine.flags import (
    accounting,
    alignment,
    binding,
    counts,
    framing,
    headline,
    history,
    matter,
    positions,
    texts,
)
from factcheck.engine.flags.rule import FlagRule
from factcheck.engine.judged import Context
from factcheck.engine.model import Flag

FAMILIES = (alignment, positions, counts, accounting, framing, matter, texts, binding, history, headline)

FLAGS: dict[str, FlagRule] = {
    rule.code: rule
    for rule in sorted((rule for family in FAMILIES for rule in family.RULES), key=lambda rule: rule.number)
}


def raise_flags(context: Context) -> tuple[Flag, ...]:
    """Every flag of every rule, in the order of the text, then of the rules."""
    numbered = [(flag, rule.number) for rule in FLAGS.values() for flag in rule.flags(context)]
    return tuple(
        flag for flag, _ in sorted(numbered, key=lambda pair: (pair[0].start, pair[0].end, pair[1], pair[0].claims))
    )


__all__ = ["FLAGS", "FlagRule", "raise_flags"]
