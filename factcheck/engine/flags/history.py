"""Flags about what is made of earlier votes."""

from __future__ import annotations

from factcheck.engine.claims import comparison
from factcheck.engine.explain import sentences
from factcheck.engine.flags.alignment import Found
from factcheck.engine.flags.rule import FlagRule
from factcheck.engine.judged import Context


def superlative_false(context: Context) -> Found:
    """19 M: first, only, never, always, most or least fails on a search of the votes before.

    Test: an earlier vote on the matter, of the state or with the count, that breaks it; for votes alike, one on any
    matter. Known misses: firsts that no vote decides.
    """
    for judged in context.of_kind(comparison.KIND):
        sort = judged.draft.meta.get("sort")
        is_superlative = sort in ("first", "rank") or "how_often" in judged.draft.asserted
        if judged.event is not None and is_superlative and judged.claim.verdict in ("refuted", "depends"):
            facts = sentences([fact for judgement in judged.judgements for fact in judgement.facts])
            yield judged, facts, judged.claim.evidence


RULES = (
    FlagRule(19, "superlative-false", "medium", "Not the first, only or most", "Says first, only, never or most where an earlier vote shows otherwise.", superlative_false),
)  # fmt: skip
