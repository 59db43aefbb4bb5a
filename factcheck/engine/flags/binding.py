"""Flags about what a text can do."""

from __future__ import annotations

from factcheck.engine.claims import binding, outcome
from factcheck.engine.claims.charter import DECIDES, RECOMMENDS, effect_of
from factcheck.engine.explain import sentences
from factcheck.engine.flags.alignment import Found
from factcheck.engine.flags.rule import FlagRule
from factcheck.engine.judged import Context, Judged
from factcheck.engine.text.masking import rx

OBLIGES = rx(r"^(?:vot\w+ .*to )?(?:order|oblig|compel|forc|requir|command|instruct|outlaw|ban|abolish|ma[dk]e)\w*$")
_MAKES_NOTHING = rx(
    r"\b(?:meaningless|worthless|useless|toothless|pointless|purely symbolic|merely symbolic|only symbolic|no more than a gesture|(?:largely|mostly|mainly|essentially) symbolic|symbolic)\b"
)


def _facts(judged: Judged) -> str:
    return sentences([fact for judgement in judged.judgements for fact in judgement.facts])


def non_binding_as_binding(context: Context) -> Found:
    """16 H: words of obligation for a text that does not bind: an Assembly text of substance, or a Council text that
    decides nothing.

    Test: the legal effect in the record or by the Charter. Known misses: obligation told by other verbs.
    """
    flagged: set[int] = set()
    for judged in context.of_kind(binding.KIND):
        if judged.draft.asserted["binding"] is True and judged.claim.verdict in ("refuted", "depends"):
            flagged.add(judged.draft.sentence.index)
            yield judged, _facts(judged), judged.claim.evidence
    for judged in context.of_kind(outcome.KIND):
        event, verb = judged.event, str(judged.draft.asserted.get("by_verb", ""))
        if event is None or judged.draft.sentence.index in flagged or not OBLIGES.search(verb) or event.body == "HRC":
            continue  # the Human Rights Council does order inquiries of its own
        if effect_of(context.index.motion_of(event)) == "recommendation":
            yield judged, f"{event.key} is a recommendation. {sentences([RECOMMENDS.fact])}", judged.claim.evidence


def symbolic_overstated(context: Context) -> Found:
    """17 L: "meaningless", "toothless" or "symbolic" for a text with a decision that takes effect: budget, membership,
    elections, mandates.

    Test: the legal effect in the record is a decision or binding. Known misses: texts whose effect the record leaves open.
    """
    for judged in context.of_kind(binding.KIND):
        event = judged.event
        if event is None or not _MAKES_NOTHING.search(str(judged.draft.meta.get("words", ""))):
            continue
        effect = effect_of(context.index.motion_of(event))
        if effect in ("decision", "binding"):
            rule = f" {sentences([DECIDES.fact])}" if effect == "decision" else ""
            yield judged, f"{event.key} takes a decision that has effect by itself.{rule}", judged.claim.evidence


RULES = (
    FlagRule(16, "non-binding-as-binding", "high", "Told as binding", "Uses words of obligation for a text that does not bind.", non_binding_as_binding),
    FlagRule(17, "symbolic-overstated", "low", "Called symbolic", "Calls a text without effect that takes a decision by itself.", symbolic_overstated),
)  # fmt: skip
