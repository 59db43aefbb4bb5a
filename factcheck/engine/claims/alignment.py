"""`vote_alignment`: "sided with", "voted alongside", "broke with". Alignment(s, t, scope, direction).

"X sided with Y" has five readings (claims-and-flags, section 2): same vote on the linked event; the same on all votes
of that day on the item; the same in a sister body that day; agreement above chance over a year (weighted kappa,
n >= 20); co-sponsorship. A sentence that names its vote ("voted alongside Y on the text", or says how) has the first
reading only. That a vote served Y's interest is never derivable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from factcheck.engine.claims import agents, answers, partners
from factcheck.engine.claims import alignment_words as w
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.positions import PHRASE
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import Entity, rx
from factcheck.engine.text.prefilter import Pattern

KIND = "vote_alignment"
MINIMUM_VOTES = 20
"""Votes needed before agreement over time says anything (claims-and-flags, section 3)."""


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Statements that states voted as others did, or otherwise.

    Known misses: alignment told of a government by its head ("Mr X sided with"), groups ("broke with the EU").
    """
    masked = sentence.masked
    supporters: set[int] = set()
    taken: set[int] = set()
    for match in w.BEHIND.finditer(masked.text):
        supporters.update(range(match.start(), match.end()))
        taken.add(match.start("t"))
        yield from _draft(sentence, match.start("l"), match.start("t"), match.span(), "same", "joined")
    for match in w.SUPPORTERS.finditer(masked.text):
        supporters.add(match.start("v"))
        yield from _draft(sentence, match.start("l"), match.start("t"), match.span(), "same", "supporters")
    for pattern, wording in (
        (w.SIDED, "sided"),
        (w.ON_SIDE, "sided"),
        (w.VOTED_WITH, "voted"),
        (w.BACKED, "backed"),
        (w.JOINED, "joined"),
        (w.SPLIT, "split"),
        (w.MIRRORED, "voted"),
        (w.AGAINST_THEM, "split"),
    ):
        for match in pattern.finditer(masked.text):
            if any(abs(match.start() - place) < 3 for place in supporters):
                continue
            if w.ACCUSED.search(masked.text, max(0, match.start() - 30), match.start()):
                continue
            target = match.start("t") if match["t"] else match.start("u")
            at = g.subject_before(sentence, match.start())
            if at is None:
                resolved = agents.resolved(sentence, match.start(), document)
                if resolved is not None:
                    taken.add(target)
                    yield from _draft(
                        sentence,
                        resolved[1],
                        target,
                        (resolved[1], match.end()),
                        _relation(pattern),
                        wording,
                        resolved[0],
                    )
                continue
            if at == target:
                continue
            taken.add(target)
            relation = _relation(pattern)
            first, last = min(at, match.start()), match.end()
            yield from _draft(sentence, at, target, (first, last), relation, wording)
    for match in w.ONLY_WITH.finditer(masked.text):
        if match.start("t") not in taken:
            taken.add(match.start("t"))
            yield from _draft(
                sentence,
                match.start("l"),
                match.start("t"),
                match.span(),
                "same",
                "joined",
                exclusive=match["only"].strip() in ("only", "sole", "lone"),
            )
    for pattern in (w.WE, w.VOTING_WITH):
        for match in pattern.finditer(masked.text):
            before = masked.text[max(0, match.start() - 60) : match.start()]
            if match.start("t") not in taken and not w.ACCUSED.search(before) and not w.NO_FACT.search(before):
                taken.add(match.start("t"))
                yield from _of_someone(sentence, match)
    yield from partners.detect(sentence)
    yield from answers.detect(sentence, document)
    for match in w.OTHERS_JOINED.finditer(masked.text):
        targets = g.codes_of(masked.entity(match.start("t")))
        option = w.stated_direction(match["way"] + " it")
        if targets and option:
            start, end = masked.span(*match.span())
            asserted = {
                "subjects": targets,
                "with": targets,
                "relation": "same",
                "scope": "event",
                "option": option,
                "others": masked.entity(match.start("n")).value,
            }
            yield Draft(
                KIND,
                sentence,
                start,
                end,
                asserted,
                _about(masked.text),
                place=match.start("t"),
                meta={"wording": "joined", "subject": [], "targets": targets},
            )
    for match in w.TOGETHER.finditer(masked.text):
        at = g.subject_before(sentence, match.start())
        if at is not None and len(g.codes_of(masked.entity(at))) >= 2:
            yield from _draft(sentence, at, None, (at, match.end()), "same", "voted")


def _relation(pattern: Pattern) -> str:
    return "opposed" if pattern in (w.SPLIT, w.AGAINST_THEM) else "same"


def _of_someone(sentence: Sentence, match: re.Match[str]) -> Iterator[Draft]:
    """ "Our country sided with X and Y": whose country is not said, but X and Y must have voted alike."""
    masked = sentence.masked
    targets = g.codes_of(masked.entity(match.start("t")))
    option = w.stated_direction(_own_words(masked.text, match.start(), match.end()))
    if not targets or not (option or len(targets) > 1):
        return
    length = _object_length(masked.text[match.end() : match.end() + 140])
    start, end = masked.span(match.start(), match.end() + length)
    asserted: dict[str, Any] = {
        "subjects": targets,
        "with": targets,
        "relation": "same",
        "scope": "event",
        "unnamed": True,
    }
    if option:
        asserted["option"] = option
    meta = {"wording": "voted", "subject": [], "targets": targets}
    yield Draft(KIND, sentence, start, end, asserted, _about(masked.text), place=match.start("t"), meta=meta)


def _draft(
    sentence: Sentence, at: int, target: int | None, span: tuple[int, int], relation: str, wording: str, agent: Entity | None = None, exclusive: bool = False
) -> Iterator[Draft]:  # fmt: skip
    masked = sentence.masked
    subjects = g.codes_of(agent or masked.entity(at))
    targets = g.codes_of(masked.entity(target)) if target is not None else subjects[1:]
    subjects = subjects if target is not None else subjects[:1]
    if relation != "same" and not set(subjects).isdisjoint(targets):
        return  # "Russia, Syria and Belarus voted against Russia": against a text that is against it
    subjects = [code for code in subjects if code not in targets]
    if not subjects or not targets:
        return
    behind = (
        "yes" if w.FOR_IT.match(masked.text, span[1]) else "no" if w.AGAINST_IT.match(masked.text, span[1]) else None
    )
    option = w.stated_direction(_own_words(masked.text, min(at, span[0]), span[1])) or behind
    scope_start, scope_end = span
    tail = masked.text[scope_end : scope_end + 140]
    has_scope = wording in ("voted", "joined") or option is not None or w.IN_THE_VOTE.match(tail) is not None
    has_scope = has_scope or w.THE_ONES.search(masked.text, max(0, min(at, scope_start) - 40), scope_end) is not None
    if w.HABIT.search(masked.text, max(0, scope_start - 40), scope_end) or w.SHARE_OF_TIME.match(tail):
        return  # "voted with Russia 40 per cent of the time"
    if not has_scope and w.MANY_VOTES.match(tail):
        return  # "supported Russia in Assembly votes": about many votes, not about one
    asserted: dict[str, Any] = {
        "subjects": [*subjects, *targets],
        "with": targets,
        "relation": relation,
        "scope": "event" if has_scope else "bare",
    }
    if option:
        asserted["option"] = option
    if not has_scope:
        scope_end += _object_length(tail)
    start, end = masked.span(min(scope_start, at), scope_end)
    if wording == "joined" and option and rx(r"\b(?:only|just)(?: \w+)? $").search(masked.text[max(0, at - 16) : at]):
        asserted["exclusive"] = True
    if exclusive and option:
        asserted["exclusive"] = True
    meta = {"wording": wording, "subject": subjects, "targets": targets}
    yield Draft(
        KIND,
        sentence,
        start,
        end,
        asserted,
        _about(masked.text),
        place=span[0] if target is None else target,
        meta=meta,
    )


_OTHERS_SPEAK = rx(
    r"<N>|(?:,| and),? (?:and )?(?:a dozen|several|some|many|most|others|the (?:rest|others))\b|<B> (?:vot|adopt|approv|pass|reject)|\b(?:while|whereas|but|although|though|as <L>|even as)\b|;"
    r"|(?:,| and),?(?: and)?(?: <N> [a-z]+,)? <L>,?(?: also| both| all| then| instead| \w+ly)* (?:abstain|vot|oppos|reject|back|support)(?:ed|s)\b"
)


_AND_OTHERS = rx(
    rf",? (?:and|as well as|plus|along with|together with) (?:some |about |around |almost |nearly )?<N>(?: others?| more)?(?:(?: [\w-]+){{0,3}}? {g.STATES})?\b"
)
"""Behind a list of states: they belong to it."""


def _own_words(text: str, begin: int, end: int) -> str:
    """The words from the subject on, up to where somebody else's vote is told: "The US sided with Russia, while 93 states
    voted in favour" gives the US no direction."""
    too = _AND_OTHERS.match(text, end)
    stop = _OTHERS_SPEAK.search(text, too.end() if too else end)
    return text[begin : stop.start() if stop else len(text)]


def _about(text: str) -> str:
    return "amendment" if "amendment" in text else "whole"


def _object_length(tail: str) -> int:
    for end in (r"(?:resolution|vote|text|motion|<Q>|<Y>)", r"(?:un\b|u\.n\.|<B>)"):
        match = rx(rf" (?:on|over|at|in|against) [^.;,]{{0,80}}?{end}").match(tail)
        if match:
            return match.end()
    return 0


def relation_on(event: VoteEvent, subjects: list[str], targets: list[str]) -> bool | None:
    """Whether all subjects voted as all targets did; None where a vote is not known or someone did not vote."""
    votes = [event.cast(code) for code in (*subjects, *targets)]
    if any(vote is None for vote in votes):
        return None
    if "absent" in votes:
        return False if len(set(votes) - {"absent"}) > 1 else None
    return len(set(votes)) == 1


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """All admissible readings; the sentence's own scope decides which are admissible."""
    if "group" in draft.asserted:
        return partners.judge(draft, event, index)
    subjects, targets = list(draft.meta["subject"]), list(draft.meta["targets"])
    wants_same = draft.asserted["relation"] == "same"
    readings, evidence, facts = [], [], []
    counted = ""
    same = relation_on(event, subjects or targets, targets)
    option = draft.asserted.get("option")
    holds = None if same is None else same == wants_same
    votes = {code: event.cast(code) for code in (*subjects, *targets)}
    if option and wants_same and any(vote not in (None, option) for vote in votes.values()):
        holds = False
    if draft.asserted.get("unnamed") and holds is not False:
        holds = None
        facts.append("the text does not say which state did so with them")
    if draft.asserted["scope"] == "event" and option and (holds is not False):
        holds, counted = _counted(draft, event, option, holds, index)
    readings.append(Reading("linked event", holds, {"event": event.key, "votes": votes}))
    for code, vote in votes.items():
        if vote:
            evidence.append(event.evidence(code))
    facts += [positions_sentence(event, (*subjects, *targets), index), counted]
    if draft.asserted["scope"] == "bare":
        for reading, more, fact in _wider(event, subjects, targets, wants_same, index):
            readings.append(reading)
            evidence.extend(more)
            facts.extend([fact] if fact else [])
    return Judgement(tuple(readings), tuple(evidence), tuple(facts), event)


def _counted(draft: Draft, event: VoteEvent, option: str, holds: bool | None, index: Index) -> tuple[bool | None, str]:
    """ "Six others joined X in voting against" by number, "only A and B joined X" by the whole list."""
    roll = event.roll
    if roll is None or not event.roll_complete:
        return (None if "others" in draft.asserted or "exclusive" in draft.asserted else holds), ""
    voters = roll.states(option)  # type: ignore[arg-type]
    if "others" in draft.asserted:
        all_voted = all(roll.get(code) == option for code in draft.subjects)
        return all_voted and len(voters) - len(draft.subjects) == draft.asserted[
            "others"
        ], f"{len(voters)} states {PHRASE[option]} in all"
    if "exclusive" in draft.asserted:
        others = [index.state_name(code, article=True) for code in voters if code not in draft.subjects]
        return holds and not others, f"so did {joined(others[:12])}" if others else ""
    return holds, ""


def positions_sentence(event: VoteEvent, codes: Iterable[str], index: Index, where: str = "") -> str:
    """ "on A/RES/ES-11/7 the United States and Russia both voted no": how states voted, in words."""
    votes = {code: event.cast(code) for code in codes}
    parts = []
    for option, phrase in PHRASE.items():
        named = [index.state_name(code, article=True) for code, vote in votes.items() if vote == option]
        if named:
            parts.append(
                f"{joined(named)} {phrase}"
                if len(named) < 2
                else f"{joined(named)} all {phrase}"
                if len(named) > 2
                else f"{joined(named)} both {phrase}"
            )
    unknown = [index.state_name(code, article=True) for code, vote in votes.items() if vote is None]
    if unknown and event.roll_complete:
        parts.append(f"{joined(unknown)} had no vote")
    elif unknown:
        parts.append(f"how {joined(unknown)} voted is not in the record")
    return f"on {where or event.key} {joined(parts)}"


def _wider(
    event: VoteEvent, subjects: list[str], targets: list[str], wants_same: bool, index: Index
) -> Iterator[tuple[Reading, list[Evidence], str]]:
    siblings = index.siblings(event)
    own = [e for e in siblings if e.body == event.body]
    sister = [e for e in siblings if e.body != event.body]
    for name, events, with_linked in (
        ("all of the day's votes on the item", siblings, True),
        ("sister body that day", sister, False),
    ):
        if not events:
            continue
        known = {e.key: relation_on(e, subjects, targets) for e in ([event, *events] if with_linked else events)}
        values = [value == wants_same for value in known.values() if value is not None]
        holds = None if not values else all(values)
        rows = [e.evidence(code) for e in events if e.roll for code in (*subjects, *targets) if code in e.roll]
        fact = ""
        if with_linked:
            told = [positions_sentence(e, (*subjects, *targets), index) for e in [*own, *sister] if e.roll]
            fact = f"the same day, {'; '.join(told)}" if told else ""
        yield Reading(name, holds, {"events": known}), rows, fact
    kappa, n = agreement(index, subjects[0], targets[0], event)
    if n >= MINIMUM_VOTES and kappa is not None:
        share = f"over the twelve months before, {agreement_in_words(kappa, n)}"
        yield (
            Reading(
                "agreement above chance over twelve months",
                (kappa > 0.2) == wants_same,
                {"kappa": round(kappa, 3), "n": n},
            ),
            [],
            share,
        )
    else:
        yield Reading("agreement above chance over twelve months", None, {"n": n, "needed": MINIMUM_VOTES}), [], ""
    sponsors = {s.code for s in index.motion_of(event).sponsors}
    if sponsors:
        together = any(code in sponsors for code in subjects) and any(code in sponsors for code in targets)
        if together or index.motion_of(event).sponsors_complete:
            yield Reading("co-sponsorship", together == wants_same, {"motion": event.motion}), [], ""


def agreement_in_words(kappa: float, n: int) -> str:
    """ "They voted alike no more often than chance would have it (weighted kappa -0.38 on 93 votes)": what a kappa says."""
    how = (
        "no more often than" if kappa <= 0 else "hardly more often than" if kappa <= 0.2
        else "somewhat more often than" if kappa <= 0.4 else "clearly more often than"
    )  # fmt: skip
    return f"they voted alike {how} chance would have it (weighted kappa {kappa:.2f} on {n} votes)"


def agreement(index: Index, first: str, second: str, event: VoteEvent, days: int = 365) -> tuple[float | None, int]:
    """Linear-weighted kappa of two states over the votes on whole texts in the body in the `days` up to the event.

    yes = 2, abstain = 1, no = 0; absences are left out. Returns (kappa, n); kappa is None where both always cast the
    same one vote, so that chance alone would explain all of it. Cohen 1968, weights linear.
    """
    if event.day is None:
        return None, 0
    scale = {"no": 0, "abstain": 1, "yes": 2}
    shared = index.shared_votes(event.body, (first, second), event.day - timedelta(days=days), event.day)
    pairs = {(scale[a], scale[b]): times for (a, b), times in shared.items() if a in scale and b in scale}
    n = sum(pairs.values())
    if not n:
        return None, 0
    observed = sum(abs(a - b) * times for (a, b), times in pairs.items()) / n
    left = [sum(times for (a, _), times in pairs.items() if a == k) / n for k in range(3)]
    right = [sum(times for (_, b), times in pairs.items() if b == k) / n for k in range(3)]
    expected = sum(left[i] * right[j] * abs(i - j) for i in range(3) for j in range(3))
    return (None if expected == 0 else 1 - observed / expected), n
