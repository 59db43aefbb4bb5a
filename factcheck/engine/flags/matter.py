"""Flags about what was voted on, where, and why: the wrong kind of vote, the wrong body, a motive without a source."""

from __future__ import annotations

import re

from factcheck.engine.claims import alignment, bodies, outcome, positions, tally
from factcheck.engine.claims.bodies import LARGEST_COUNCIL
from factcheck.engine.claims.outcome import result_sentence
from factcheck.engine.explain import capital
from factcheck.engine.flags.rule import FlagRule, Found
from factcheck.engine.index import Index
from factcheck.engine.judged import Context, Judged
from factcheck.engine.linking.clauses import asides
from factcheck.engine.model import Evidence, VoteEvent
from factcheck.engine.text.document import Sentence
from factcheck.engine.text.masking import rx

_NAMES = {"amendment": "an amendment", "paragraph": "a single paragraph", "procedural": "a question of procedure"}


def _row(event: VoteEvent) -> tuple[Evidence, ...]:
    return (Evidence("count", event.key, ", ".join(event.sources)),)


def kind_confused(context: Context) -> Found:
    """23 M: a vote on an amendment, a paragraph or a question of procedure is reported as the vote on the resolution; a text
    that was amended and adopted is called rejected, or one that failed is called adopted.

    Test: the result in the record against the result said; counts given for the whole text that are those of a vote on a
    part of it and not its own. Known misses: votes on parts whose counts the record lacks.
    """
    for judged in context.of_kind(outcome.KIND):
        event, said = judged.event, judged.draft.asserted["outcome"]
        if (
            event is None
            or judged.claim.verdict != "refuted"
            or judged.draft.about != "whole"
            or "needs" in judged.draft.asserted
        ):
            continue
        failed = said == "adopted" and event.result in ("rejected", "vetoed", "not_adopted")
        turned = said == "rejected" and event.result == "adopted" and context.index.was_amended(event)
        if failed or turned:
            yield judged, f"{capital(result_sentence(event, context.index))}.", _row(event)
    for judged in context.of_kind(tally.KIND):
        event = judged.event
        if event is None or judged.claim.verdict != "refuted" or judged.draft.about != "whole":
            continue
        said = judged.draft.meta["all"]
        parts = [
            e
            for e in context.index.amendments(event)
            if len(said) > 1 and all(e.counts.get(o) == n for o, n in said.items())
        ]
        if parts:
            name = _NAMES.get(context.index.motion_of(parts[0]).kind, "a part")
            yield judged, f"These are the counts of the vote on {name} ({parts[0].key}). The vote on the text as a whole, {event.key}, was {tally.spelled(event)}.", (*_row(parts[0]), *_row(event))  # fmt: skip


_ACTS = rx(
    r"(?P<b><B>)(?:(?: \([^()]{1,20}\)|(?<=\bit was the <B>) that| <T>| on| late| has| had| then| also| again| \w+ly|,){0,4}) (?:adopt|pass|approv|reject|vot|endors|condemn|demand|call|urg|suspend|back)"
    r"|(?:adopted|passed|approved|rejected|voted on|voted down|endorsed) (?:by|in|at) (?:the )?(?:un |u\.n\. |united nations )?(?P<b2><B>)"
    r"|(?P<b3><B>)(?:'s)? (?:resolution|vote|ballot)\b"
)


def body_confused(context: Context) -> Found:
    """24 M: the Assembly, the Council, a committee or the Human Rights Council is mistaken for another.

    Test: a claim about the body that the record refutes; or the body said to act is not that of the vote, which the
    sentence itself names by its symbol, its title or two of its counts. Known misses: committees that the record lacks.
    """
    index = context.index
    told: set[int] = set()
    for judged in context.of_kind(bodies.KIND):
        event = judged.event
        if event is not None and judged.claim.verdict == "refuted":
            told.add(judged.draft.sentence.index)
            yield judged, _bodies(event, judged.draft.asserted["body"], index), _row(event)
        elif judged.draft.asserted.get("size", 0) > LARGEST_COUNCIL and judged.claim.quote.lower().endswith("council"):
            told.add(judged.draft.sentence.index)
            yield judged, f"No council of the United Nations has {judged.draft.asserted['size']} members; the {index.body_names.get('GA', 'General Assembly')} has.", judged.claim.evidence  # fmt: skip
    for judged in context.of_kind(outcome.KIND, tally.KIND, "title", "symbol"):
        event, sentence = judged.event, judged.draft.sentence
        if event is None or sentence.index in told or event.body in sentence.bodies or not index.is_whole_text(event):
            continue
        acting = {
            sentence.masked.entity(m.start(g)).value
            for m in _ACTS.finditer(sentence.masked.text) for g in ("b", "b2", "b3")
            if m[g] and not any(first <= m.start(g) < last for first, last in asides(sentence.masked.text))
        }  # fmt: skip
        if len(acting) == 1 and _is_named(judged, event, context):
            told.add(sentence.index)
            yield judged, _bodies(event, next(iter(acting)), index), _row(event)


def _is_named(judged: Judged, event: VoteEvent, context: Context) -> bool:
    """Whether the sentence of a claim names the vote by itself, so that no other vote can be meant."""
    for other in context.by_sentence.get(judged.draft.sentence.index, ()):
        if other.event is None or other.event.key != event.key:
            continue
        if other.draft.kind in ("title", "symbol") and other.claim.verdict == "supported":
            return True
        if other.draft.kind == tally.KIND and other.claim.verdict == "supported" and len(other.draft.meta["all"]) >= 2:
            return True
    return False


def _bodies(event: VoteEvent, said: str, index: Index) -> str:
    real, other = index.body_names.get(event.body, event.body), index.body_names.get(said, said)
    return f"The vote on {event.key} was taken in the {real}, not in the {other}."


_MOTIVE = re.compile(
    r"(?<!not )(?<!n't )\b(?:because(?: of)?|in return for|in exchange for|as a reward|to (?:please|appease|placate|reward|punish|curry favou?r with|win favou?r with|ingratiate|humiliate|thank|spite)|"
    r"as (?:a )?(?:favou?r|payback|thanks)|as part of a deal|in retaliation for|out of (?:loyalty|fear|spite|gratitude|deference|cowardice|hatred)|for fear of|under pressure from|at the behest of|on (?:orders|instructions) from|"
    r"in a bid to (?:please|appease|placate|win|secure)|bowing to)\b"
)
_OF_THE_TEXT = rx(
    r"\b(?:resolution|text|draft|measure|motion|proposal|amendment)s?,? (?:(?:that|which|calling|demanding|imposing|urging|seeking|asking|condemning|aimed|meant|designed|intended)\b[^.;]*|(?:[^.;,]* )?to (?:punish|reward|humiliate|thank))$"
)
"""Up to the word for a reason: it is one for what the text says, "a draft that called for sanctions to punish"."""
_BY_RULE = rx(
    r" (?:they|it|these states|those states|both|the country|<L>) (?:are|is|were|was|had|has|have|had been) (?:not|no|never|lost|only|merely|in arrears|an? (?:\w+ )?observers?|(?:\w+ )?observers?|barred|suspended|behind)\b"
)
"""Behind the word for a reason: who may vote at all, which is a rule ("because they are not members")."""
_SOURCE = re.compile(
    r"\"|\b(?:said|says|say|saying|told|tells|telling|according to|argu\w+|explain\w+|explanation of (?:its )?vote|citing|cited|cites|claim\w*|state[ds]|stating|insist\w*|maintain\w*|reiterat\w*|note[ds]|noting|add(?:ed|ing)|"
    r"analysts?|observers?|critics?|experts?|diplomats?|officials?|sources?|reported(?:ly)?|allegedly|wrote|writes|accus\w+|blam\w+|believe[ds]?|think|thought|suggest\w*|describ\w+|complain\w*|object\w+|contend\w*|reason(?:ed|ing)|justif\w+|"
    r"announc\w+|declar\w+|voic\w+|express\w+|deem\w*|consider\w*|spokes\w+|ambassador|envoy|minister|representative|president|in its view|what it called|apparently|perhaps|possibly|may|might|seem\w*|appear\w*)\b"
)
_FIRST_WORDS = rx(r"^(?:it|he|she|they|the (?:envoy|ambassador|delegate|representative|minister|delegation|country|government)|its \w+|<L>|<J> \w+)(?:'s \w+)? (?:later |also |then )?(?:said|told|argued|explained|cited|noted|added|insisted|called)\b")  # fmt: skip


def motive_without_record(context: Context) -> Found:
    """27 M: a reason (because, in return for, to please, out of fear) is given for a state's vote, and the sentence names no
    one who says so.

    Test: a claim about a state's vote, the word for the reason in the same clause behind it or at the head of the sentence,
    and neither there nor in the sentence after it a speaker, a report or a quotation. The record holds votes, not reasons.
    Known misses: motives told by participles ("fearing"), sources named further off.
    """
    done: set[int] = set()
    for judged in context.of_kind(positions.KIND, alignment.KIND, outcome.KIND):
        sentence, event = judged.draft.sentence, judged.event
        if (
            event is None
            or sentence.index in done
            or (judged.draft.kind == outcome.KIND and "vetoed_by" not in judged.draft.asserted)
        ):
            continue
        text = sentence.masked.text
        word = _reason(judged, sentence)
        if (
            word is None
            or _SOURCE.search(text)
            or any(_FIRST_WORDS.search(s.masked.text) for s in context.document.near(sentence, 0, 1)[1:])
        ):
            continue
        done.add(sentence.index)
        yield judged, f"“{capital(word)}” gives a reason for a vote and names no one who states it. The record of {event.key} holds how states voted, not why.", judged.claim.evidence[:2]  # fmt: skip


def _reason(judged: Judged, sentence: Sentence) -> str | None:
    """The word for a reason that follows the claim in its clause, or that opens the sentence before the claim's clause."""
    masked, text = sentence.masked, sentence.masked.text
    last = masked.behind(judged.claim.end)
    stop = rx(r"[;:.]|, (?:while|and|but|whereas|although)\b|\b(?:and|but|while)\b").search(text, last)
    match = _MOTIVE.search(text, last, min(last + 90, stop.start() if stop else len(text)))
    if match and (
        _OF_THE_TEXT.search(text, max(judged.draft.place, 0), match.end()) or _BY_RULE.match(text, match.end())
    ):
        return None
    if match is None and (opening := _MOTIVE.match(text)) and "," in text[: judged.draft.place]:
        match = opening
    return match.group() if match else None


RULES = (
    FlagRule(23, "kind-confused", "medium", "Wrong kind of vote", "Reports a vote on a part of a text as the vote on the whole, or calls an adopted text rejected or a failed one adopted.", kind_confused),
    FlagRule(24, "body-confused", "medium", "Wrong body", "Takes one body of the United Nations for another.", body_confused),
    FlagRule(27, "motive-without-record", "medium", "Motive without a source", "Gives a reason for a state's vote without saying whose word it is.", motive_without_record),
)  # fmt: skip
