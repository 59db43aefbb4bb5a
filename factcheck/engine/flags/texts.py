"""Flags about the text voted on: its sponsors, title, date and force."""

from __future__ import annotations

from factcheck.engine.claims import binding_body, dates, sponsorship, titles
from factcheck.engine.explain import sentences
from factcheck.engine.flags.alignment import Found
from factcheck.engine.flags.rule import FlagRule
from factcheck.engine.index import joined
from factcheck.engine.judged import Context, Judged


def _facts(judged: Judged) -> str:
    return sentences([fact for judgement in judged.judgements for fact in judgement.facts])


def sponsor_misattributed(context: Context) -> Found:
    """8 H: the sponsor or drafter named is not among the sponsors; or the first drafter is given as owner of a text that was
    amended before the vote and that it did not vote for, and the article never says "amended".

    Known misses: lists of sponsors that the record does not have whole.
    """
    says_amended = any("amend" in s.masked.text for s in context.document.sentences)
    for judged in context.of_kind(sponsorship.KIND):
        event = judged.event
        if event is None:
            continue
        if judged.claim.verdict == "refuted":
            yield judged, _facts(judged), judged.claim.evidence
        elif (
            judged.claim.verdict == "supported"
            and not says_amended
            and context.index.was_amended(event)
            and event.roll is not None
        ):
            left = [code for code in judged.draft.subjects if event.roll.get(code) != "yes"]
            if left:
                names = joined(context.index.state_name(code, article=True) for code in left)
                yield (
                    judged,
                    f"The text was amended before the vote on {event.key}, and {names} did not vote for it as amended.",
                    judged.claim.evidence,
                )


def non_binding_as_binding(context: Context) -> Found:
    """16 H: words of obligation for a text that does not bind: an Assembly text of substance, or a Council text that
    decides nothing.

    Known misses: obligation told by other verbs.
    """
    for judged in context.of_kind(binding_body.BINDING):
        if judged.draft.asserted["binding"] is True and judged.claim.verdict in ("refuted", "depends"):
            yield judged, _facts(judged), judged.claim.evidence


def title_altered(context: Context) -> Found:
    """25 L: a quoted title differs from the record after folding case, accents and punctuation.

    Known misses: titles paraphrased without quotation marks.
    """
    for judged in context.of_kind(titles.TITLE):
        if judged.event is not None and judged.claim.verdict in ("refuted", "depends"):
            yield judged, _facts(judged), judged.claim.evidence


def date_wrong(context: Context) -> Found:
    """26 M: the day said is not the day of the vote. A weekday one off is left open (time zones).

    Known misses: days in another sentence than the vote.
    """
    for judged in context.of_kind(dates.KIND):
        if judged.event is not None and judged.claim.verdict == "refuted":
            yield judged, _facts(judged), judged.claim.evidence


RULES = (
    FlagRule(8, "sponsor-misattributed", "high", "Wrong sponsor", "Names a sponsor or drafter that the record does not have, or leaves out that the text was amended.", sponsor_misattributed),
    FlagRule(16, "non-binding-as-binding", "high", "Told as binding", "Uses words of obligation for a text that does not bind.", non_binding_as_binding),
    FlagRule(25, "title-altered", "low", "Title altered", "Quotes a title that differs from the record.", title_altered),
    FlagRule(26, "date-wrong", "medium", "Wrong day", "Gives a day that is not the day of the vote.", date_wrong),
)  # fmt: skip
