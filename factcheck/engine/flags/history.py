"""Flags about what is made of earlier votes."""

from __future__ import annotations

from factcheck.engine.claims import coincidence, comparison
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


def coincidence_method(context: Context) -> Found:
    """22 M: a percentage of agreement without its method, where the methods lie more than five points apart.

    Test: strict, votes only and half weight over the window named; false only outside all of them by more than two points.
    Known misses: percentages without a window.
    """
    for judged in context.of_kind(coincidence.KIND):
        values = [r.record["percent"] for r in judged.claim.readings if "percent" in r.record]
        if "method" not in judged.draft.asserted and values and max(values) - min(values) > coincidence.SPREAD:
            facts = sentences([fact for judgement in judged.judgements for fact in judgement.facts])
            yield judged, f"The percentage depends on how abstentions are counted. {facts}", judged.claim.evidence


RULES = (
    FlagRule(19, "superlative-false", "medium", "Not the first, only or most", "Says first, only, never or most where an earlier vote shows otherwise.", superlative_false),
    FlagRule(22, "coincidence-method", "medium", "Percentage without a method", "Gives a percentage of agreement without saying how abstentions count, where that changes it.", coincidence_method),
)  # fmt: skip
