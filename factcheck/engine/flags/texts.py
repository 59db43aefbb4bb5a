"""Flags about the text voted on: its sponsors, title, date and force."""

from __future__ import annotations

import re

from factcheck.engine.claims import dates, provision, quotes, sponsorship, titles
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.positions import PHRASE
from factcheck.engine.explain import sentences
from factcheck.engine.flags.alignment import Found
from factcheck.engine.flags.rule import FlagRule
from factcheck.engine.index import joined
from factcheck.engine.judged import Context, Judged
from factcheck.engine.text.masking import rx


def _facts(judged: Judged) -> str:
    return sentences([fact for judgement in judged.judgements for fact in judgement.facts])


_TEXT = re.compile(rf"\b{g.TEXT}\b|\b(?:it|which|that|amendment)\b|[“”\"]", re.IGNORECASE)


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
            and not _only_proposed(judged, context)
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


_PROPOSED = rx(
    r"\b(?:propos|introduc|tabl|submit|put|present|circulat|offer|float)\w*(?: forward)? (?:an?|its own|their own|his own|another)\b"
)


def _only_proposed(judged: Judged, context: Context) -> bool:
    """ "The US proposed a text that left it out" tells of the draft and of no vote: it is so whatever became of the draft."""
    sentence = judged.draft.sentence
    voted = any(j.draft.kind in ("outcome", "tally") for j in context.by_sentence.get(sentence.index, ()))
    return not voted and _PROPOSED.search(sentence.masked.text) is not None


def sponsor_vote_conflict(context: Context) -> Found:
    """9 M: a listed sponsor did not vote yes, and no amendment came between. A check of the data, said beside the claim.

    Test: the roll call of the linked vote; states without a vote in it are left out. Known misses: sponsors that withdrew.
    """
    for judged in context.of_kind(sponsorship.KIND):
        event = judged.event
        if event is None or judged.claim.verdict != "supported" or event.roll is None or not event.reconciled:
            continue
        if "of" in judged.draft.asserted or context.index.amendments(event):
            continue
        listed = {s.code for s in context.index.motion_of(event).sponsors}
        odd = [c for c in judged.draft.subjects if c in listed and event.roll.get(c) in ("no", "abstain", "absent")]
        if odd:
            told = joined(f"{context.index.state_name(c, article=True)} {PHRASE[event.roll[c]]}" for c in odd)
            rows = tuple(event.evidence(c) for c in odd)
            yield judged, f"The record lists a sponsor of {event.key} that did not vote for it: {told}.", rows


def title_altered(context: Context) -> Found:
    """25 L: a quoted title differs from the record after folding case, accents, punctuation and spelling; or the symbol given is that
    of an earlier text of the same series, where nothing in the sentence speaks of an earlier time.

    Known misses: titles paraphrased without quotation marks; symbols of texts on other matters.
    """
    for judged in context.of_kind(titles.TITLE):
        if judged.event is not None and judged.claim.verdict in ("refuted", "depends"):
            yield judged, _facts(judged), judged.claim.evidence
    for judged in context.of_kind(titles.SYMBOL):
        if judged.claim.verdict == "depends":
            yield judged, _facts(judged), judged.claim.evidence


def content_mismatch(context: Context) -> Found:
    """30 L: "resolution demanding X" of a text that has no operative paragraph of that kind.

    Test: the record holds the whole text, and neither an operative paragraph nor the preamble has a verb of the family; the
    words are said of the text, not of what the vote meant.
    Known misses: texts that the record holds in part; the right verb about another matter.
    """
    for judged in context.of_kind(provision.KIND):
        lacks = any(reading.record.get("no_paragraph_of_the_kind") for reading in judged.claim.readings)
        of_the_vote = _TEXT.search(judged.claim.quote) is None  # "voted to condemn" tells what a vote meant
        if judged.event is not None and lacks and not of_the_vote and not _of_another(judged):
            motion = context.index.motion_of(judged.event)
            count = len(motion.paragraphs)
            yield (
                judged,
                f"The record holds the {count} operative {'paragraph' if count == 1 else 'paragraphs'} of {motion.key}, and none is of that kind; nor is any part of its preamble.",
                judged.claim.evidence,
            )


_PASSED_SO = re.compile(
    r"\bamendments?\b|\bby (?:acclamation|consensus)\b|\bwithout a vote\b|\bpresidential statement\b"
)


_OF_ITS_OWN = rx(
    r"\bone (?:resolution|text)\b|\band one (?:on\b|about\b|\w+ing\b)|\bearlier (?:in the|that|this|last) year\b"
)


def _of_another(judged: Judged) -> bool:
    """Whether the words may be about another text than the one linked: an amendment, one adopted without the vote, or one that
    is told of by the way."""
    text = judged.draft.sentence.masked.text
    event = judged.event
    if _OF_ITS_OWN.search(text):
        return True
    return _PASSED_SO.search(text) is not None and (event is None or event.method != "consensus")


def quote_altered(context: Context) -> Found:
    """28 H: quoted words of a named speaker that are no run of the words in the record.

    Test: case, accents and punctuation folded, marks of omission heeded, and the record has the speaker's very words.
    Known misses: statements that the record does not have.
    """
    for judged in context.of_kind(quotes.KIND):
        if judged.claim.verdict == "refuted":
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
    FlagRule(9, "sponsor-vote-conflict", "medium", "Sponsor did not vote yes", "Names a sponsor that, by the record, did not vote for the text.", sponsor_vote_conflict),
    FlagRule(25, "title-altered", "low", "Title altered", "Quotes a title that differs from the record.", title_altered),
    FlagRule(28, "quote-altered", "high", "Quotation altered", "Quotes words that differ from those in the record.", quote_altered),
    FlagRule(30, "content-mismatch", "low", "Not in the text", "Says that a text demands or condemns something where it has no paragraph of that kind.", content_mismatch),
    FlagRule(26, "date-wrong", "medium", "Wrong day", "Gives a day that is not the day of the vote.", date_wrong),
)  # fmt: skip
