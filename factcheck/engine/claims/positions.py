"""`vote_position`: how named states voted. Wu et al. 2014: Position(states, event, option)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factcheck.engine.claims import agents, attribution, habits, in_words, lists, membership, told
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.stances import SATISFIED_BY, Stance, stances
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import OPTIONS, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import CHARS, Entity, rx

KIND = "vote_position"

_AS_DID = rx(
    rf"(?:,? as (?:did|were|was|had)|[;,]? (?:and )?so (?:did|were|was|ha[dsv]e?)|, followed by|, and (?:so )?too did) (?:(?:<N>|several|a few)(?: (?:other|others|more|further))?(?: {g.STATES})?(?:,? (?:including|among them|such as)| -|:|,) )?(?P<l><L>)|[;,](?: and| while| but)? (?P<l2><L>) (?:did|was|were) (?:likewise|the same|so too|so as well|as well|too)\b|[;,](?: and| while| but)? (?P<l3><L>) followed suit"
)
_WITH = rx(
    r"(?:[^.;:()<L><N>]{0,60}?(?:,| and (?:was|were)(?= joined)))? ?(?:along with|together with|alongside|as well as|in addition to|joined by|in the company of) (?:the likes of |(?:<N>|a few|several|some)(?: (?:other|others|more|further))?(?: (?:countries|states|nations|members))?(?: -|:|,) ?(?:including )?)?(?P<l><L>)(?!'s|-)"
)
_PLAIN_WITH = rx(
    r"[^.;:()<L><N>]{0,40}?, with (?P<l><L>)(?= (?:as (?:a )?surprises?|doing the same|following suit|joining|too|as well|also)|[.;]|$)"
)
_ONLY_ONE = rx(
    r"(?P<l><L>)(?P<x>(?:, (?!who|which|where)[a-z ]{3,30},| [a-z][^.;:,<L><N>]{3,60} and(?= (?:was|were) the))?(?:,?(?: again| also)? (?:was|were|is|are|being|stood as|remained|became|stood|acted)|(?= the (?:only|lone|sole)))(?: again| also)? (?:alone in|all alone in|the (?:only|lone|sole)(?: <N>| two| three)?(?: (?P<within>[^.;<L><N>]{1,30}?))?"
    rf" ?(?:country|state|nation|member|member state|delegation|government|power|{g.STATES}|ones?|<N>(?= to| that| who| which)|capitals?|<G>(?: \w+)?)(?: (?:of|on|in) (?:the )?(?:un |u\.n\. )?(?:<N>-(?:member|nation|seat) )?(?:<B>|council|assembly|body))?(?: (?:besides|apart from|along with|together with|other than|except) (?P<more><L>),?)?(?: (?:that|which|who)| to| in)?)(?: have)?) ?$"
)
_ONE_OF = rx(
    rf"(?P<l><L>){g.AND_GROUP}(?:,[^,;<L>]{{1,60}},| -|\))? (?:was|were|is|are)(?: also)? (?:among|<N> of|part of|the(?= (?:other )?(?:<N> |<G> )?(?:<N>|<G>|ones?|{g.STATES}) (?:that|which|who|to)\b))(?: only| just)?(?: the| those)?(?: only| just)?(?: <N>)?(?: other| \w+)?(?: {g.STATES}| <G>(?: \w+)?)?(?: \([^()<L>]{{0,40}}\)|, (?:including|among them) <L>)?,? (?:to|that|which|who)(?: have| had)?(?: (?:chose|opted|decided|elected|preferred) to)? ?$"
)
_THE_ONE = rx(
    rf"(?P<l><L>), (?:again |also )?the (?:only|lone|sole) (?P<within>(?:<G>(?:'s)? |<J> |[a-z]+ ){{0,3}}?)(?:country|state|nation|member|member state|delegation|government|power|one|<N>|<G>)(?: \w+)? (?:to|that|which|who) (?:have )?(?:(?P<no>vote(?:d)? (?:against|\"?no\"?)|oppose[sd]?|reject(?:ed)?)|(?P<abstain>abstain(?:ed)?)|(?P<yes>vote(?:d)? (?:for|in favou?r|\"?yes\"?)|back(?:ed)?|support(?:ed)?))(?: it| the (?:[\w-]+ )?{g.ONE_TEXT})?,"
    rf"|(?P<l2><L>),? (?:(?:is |was )?(?:another|one) of (?:the|those)(?: only| just)? <N> (?:(?P<no2>\"?no\"? votes|votes against|dissenters|opponents)|(?P<abstain2>abstentions|abstainers)|(?P<yes2>\"?yes\"? votes|votes in favou?r)))(?=[.,;]|$)"
)
"""A state and, behind it, what it was alone in or one of: "Hungary, the only EU member to vote against, ...", "Togo, another of the nine no votes"."""
_SOLE_VOTE = rx(
    r"(?P<l><L>) (?:was|were|is|are|being|proved|proved to be|remained) (?:the )?(?:only )?(?:only|lone|sole|two|three|<N>) (?:(?P<no>dissent(?:er|ers|ing (?:voice|vote))|holdouts?|opponents?|\"?no\"?(?: vote)?\b|objectors?|votes? against|country against|countries against|states? against|negative vote|(?:ones?|countries|states|nations|members) (?:against|opposed)(?= ?(?:[.,;]|$|it\b)))|(?P<abstain>abstain(?:er|ers|ing)\b|abstentions?)|(?P<yes>supporters?|yes vote|votes? in favou?r))"
)
_ONLY = rx(
    r"\b(?:only|just|solely|(?:nobody|no one|no <N>|none|no (?:other )?(?:country|state|nation|member)) (?:but|except|besides|other than))(?: (?:the|two|three|four|five|<N>|countries|states|\w+ly))*:? ?(?:\(|- )?$"
)
_THE_ONLY = rx(
    rf"\bthe (?:only|lone|sole)(?: <N>| two| three)? (?:{g.STATES}|country|state|nation|member|member state|delegation|ones?) (?:to|that|which|who|voting|opposing|opposed|against|abstaining|in favou?r)\b(?! \w+ing\b)[^.;,:<L><G><B>]{{0,60}} (?:was|were|is|are)(?: the)? $"
)
"""Before a list: "the only states to vote against were A and B"."""
_ALL_OF = rx(
    r"\b(?:both|two) (?:of the )?(?:resolutions|votes|texts|drafts|motions|measures|documents|ballots)\b|\bboth times\b|\bon both occasions\b"
)
_ONE_OF_TWO = rx(
    r"(?: (?:on|for|against|of|to))? (?:<N>|another|the other|a second)(?= (?:of (?:the|these|those|them)|text|resolution|vote|draft|measure|motion|one|and|but|while)\b|[,.;]|$)"
)
_BESIDES = rx(
    r"\b(?:as well as|besides|apart from|in addition to|along with|together with|other than|except for|not counting) (?:the )?<L>(?: itself| themselves)?,"
)
_OTHERS = rx(r"<N> (?:other|others|more|further|additional)\b")


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Every statement of the sentence that a state voted yes or no, abstained or did not vote.

    Known misses: sides told by a figure of speech, votes told in the future or conditional (no claims), "we".
    """
    masked = sentence.masked
    text = masked.text
    claimed: set[tuple[int, str]] = set()
    places: set[int] = set()
    for stance in stances(text):
        if of_a_state(text, stance) or told.not_yet(text, stance) or _A_HEADING.match(text, stance.end):
            continue
        found = _subject(sentence, stance, document)
        if found is None:
            continue
        entity, at, exclusive, within = found
        option = stance.option
        if _UNLIKE_WHICH.search(text, at, stance.start):
            continue
        if g.NEITHER.search(text, max(0, at - 12), at):
            if option not in _DENIED:
                continue
            option = _DENIED[option]
        claimed.add((at, option))
        places.add(at)
        about = _about(text, stance.start, stance.end)
        companions = _companions(text, stance)
        last = max((place + 1 for place in companions), default=stance.end)
        codes = [*g.codes_of(entity), *(c for place in companions for c in g.codes_of(masked.entity(place)))]
        places.update(companions)
        yield from _draft(
            sentence, codes, _span_of(text, at, stance, last), stance.start, option, about, exclusive, within
        )  # fmt: skip
        follow = _AS_DID.search(text, stance.end, stance.end + 120)
        if (
            follow
            and (also := follow.start(follow.lastgroup or 0)) not in places
            and _goes_on(text, at, stance.end, follow.start())
        ):
            places.add(also)
            codes = g.codes_of(masked.entity(also))
            yield from _draft(sentence, codes, follow.span(), follow.start(), option, about)
    for match in _SOLE_VOTE.finditer(text):
        option = next(name for name in ("no", "abstain", "yes") if match[name])
        places.add(match.start("l"))
        yield from _draft(
            sentence,
            g.codes_of(masked.entity(match.start("l"))),
            match.span(),
            match.start(option),
            option,
            "whole",
            True,
        )
    for match in _THE_ONE.finditer(text):
        at = match.start("l") if match["l"] else match.start("l2")
        if at in places or not g.is_subject(masked, at):
            continue
        places.add(at)
        option = next(name for name in ("no", "abstain", "yes") if match[name] or match[f"{name}2"])
        groups = masked.within(*match.span(), "G")
        within = groups[0][1].value if groups else (match["within"] or "").strip()
        yield from _draft(sentence, g.codes_of(masked.entity(at)), match.span(), at, option, "whole", bool(match["l"]), within)  # fmt: skip
    for row in lists.listed(sentence, document):
        if row.at in places or told.conditional(text, row.start):
            continue
        places.add(row.at)
        codes = g.codes_of(masked.entity(row.at))
        whole = row.number is not None and row.number == len(masked.entity(row.at).value) == len(codes) and not rx(r"(?:including|such as|like|among (?:them|others)|notably) ?$").search(text[max(0, row.at - 14) : row.at]) and not rx(r",? (?:among|included|and (?:<N>|several|some|others|other|a )|for example)").match(text, row.at + 1)  # fmt: skip
        option = _left_open(text, row) or row.option
        if membership.SOME_OF.search(text, row.start, row.at) or option != row.option:
            whole = False
        others = _BESIDES.search(text, max(0, row.start - 90), row.start + 1) is not None
        whole = whole and not others
        only = rx(r"\b(?:only|just|lone|sole|single) ").search(text, row.start, row.at) is not None and whole
        only = only or (not others and _THE_ONLY.search(text, max(0, row.at - 110), row.at) is not None)
        if _OTHERS.search(text, min(row.start, row.at), row.at):
            whole = only = False  # "ten other states: A, B" leaves out whom the ten joined
        if membership.IN_A_REGION.search(text, 0, row.start):
            only = whole = False
        yield from _draft(
            sentence, codes, (min(row.at, row.start), max(row.at + 1, row.end)), row.at, option, _about(text, row.start, row.end), only
        )  # fmt: skip


def _left_open(text: str, row: lists.Listed) -> str:
    """The option of a list behind two words that "or" joins: "those voting against or abstaining were A and B"."""
    near = [s for s in stances(text) if row.start - 40 <= s.end and s.start < max(row.at, row.end)]
    return next((s.option for s in near if s.option not in OPTIONS and " or " in s.words), "")


_UNLIKE_WHICH = rx(r"\bunlike\b[^.;]*<L>,? (?:which|who)\b")
"""Between the states and the verb of others: "X, unlike Y, which abstained, voted for it"."""
_DENIED = {"yes": "not_yes", "no": "not_no"}
"""What "neither A nor B" did: the option that the record must not have."""


def _goes_on(text: str, at: int, start: int, end: int) -> bool:
    """Whether nothing between two places turns to another clause or another vote; a relative clause about the states at
    `at` ends with its comma."""
    if ";" in text[start:end] or any(start <= other.start < end for other in stances(text)):
        return False
    return not (_RELATIVE.match(text, at + 1) and "," in text[start:end])


_A_HEADING = rx(r"(?: \(<N>\))? ?: ?(?:<L>|<N>)")
"""Behind "abstained": it heads a list, and the states before it belong to another."""


def _subject(sentence: Sentence, stance: Stance, document: Document) -> tuple[Entity, int, bool, str] | None:
    """The states of the stance, where they stand, whether they are said to be the only ones, and within which group."""
    masked = sentence.masked
    left = masked.text[max(0, stance.start - 140) : stance.start]
    offset = max(0, stance.start - 140)
    only = _ONLY_ONE.search(left)
    if only:
        at = offset + only.start("l")
        entity = masked.entity(at)
        if only["more"]:
            also = masked.entity(offset + only.start("more"))
            entity = Entity("L", entity.start, entity.end, (*entity.value, *also.value))
        groups = masked.within(at, stance.start, "G")
        return (
            (entity, at, True, groups[0][1].value if groups else (only["within"] or "").strip())
            if g.is_subject(masked, at)
            else None
        )
    one_of = _ONE_OF.search(left)
    if one_of:
        at = offset + one_of.start("l")
        return (masked.entity(at), at, False, "") if g.is_subject(masked, at) else None
    if told.BARE.match(stance.words) and not told.bare_ok(sentence, stance):
        return None
    at_or_none = g.subject_before(sentence, stance.start)
    if at_or_none is None:
        found = agents.resolved(sentence, stance.start, document)
        return (*found, False, "") if found else None
    at = at_or_none
    between = masked.text[at + 1 : stance.start]
    exclusive = bool(
        (_ONLY.search(masked.text[max(0, at - 40) : at]) or rx(r"^ alone\b").search(between))
        and stance.option in OPTIONS
        and not membership.JOINING.search(between)
        and not membership.IN_A_REGION.search(masked.text[:at])
        and not _BESIDES.search(masked.text, max(0, at - 90), at)
    )
    return masked.entity(at), at, exclusive, ""


_RELATIVE = rx(r",? (?:which|who|having)\b")
_WHERE = rx(
    r"(?: (?:on|in|at|during) (?:an? |the )?(?:(?:earlier|similar|separate|previous|first|second|same) )*(?:<T>|<B>|vote\b|ballot\b|resolution\b))+"
)


def _span_of(text: str, at: int, stance: Stance, last: int) -> tuple[int, int]:
    """From the states to the verb, with the states behind it; a relative clause by itself, with the body and day it names:
    the rest of the sentence is about another vote."""
    if at < stance.start and _RELATIVE.match(text, at + 1) and text.count(",", at, stance.start) <= 1:
        where = _WHERE.match(text, stance.end)
        return at + 1, where.end() if where else max(stance.end, last)
    return min(at, stance.start), max(at + 1, stance.end, last)


def of_a_state(text: str, stance: Stance) -> bool:
    """ "Voted against Russia" is about the other state's vote, not about a text."""
    if stance.option not in ("yes", "no") or not stance.words.endswith(("for", "against", "of", "to")):
        return False
    return (
        rx(
            r" (?:the )?<L>(?!'s|-| (?:in|which|while|but|and|on|after|with)\b)(?! (?:resolution|text|draft|proposal|motion|measure|amendment|call|plan|bid))"
        ).match(text, stance.end)
        is not None
    )


def _companions(text: str, stance: Stance) -> list[int]:
    """Places of further states behind the verb: "along with Argentina, Hungary", ", with Belarus and Syria"."""
    for pattern in (_WITH, _PLAIN_WITH):
        match = pattern.match(text, stance.end)
        if match and not rx(
            r",?(?: (?:also|both|all|who|which))? (?:vot(?:ed|ing)|abstain(?:ed|ing)|against|in favou?r|oppos(?:ed|ing))"
        ).match(text, match.end()):
            return [match.start("l")]
    return []


def _about(text: str, start: int, end: int) -> str:
    """Whether the vote is on an amendment or on procedure: what stands beside the verb says so, not what came before or
    after the vote ("abstained after amendments were carried")."""
    before, behind = text[max(0, start - 70) : start], text[start : end + 70]
    behind = re.split(r"\b(?:after|before|following|once|when|despite|because|since)\b", behind)[0]
    if _AMENDMENT.search(behind) or _AMENDMENT.search(before) or _GOT_BY_AMENDMENT.search(text, 0, start):
        return "amendment"
    return "whole"


_GOT_BY_AMENDMENT = rx(
    rf"\bamendments?\b[^.;]{{0,140}}? (?:received|got|won|garnered|gathered|obtained|drew|secured|mustered|attracted|failed|fell)\b(?:(?!\b{g.ONE_TEXT}\b (?:was|passed|received|got|won))[^.;])*$"
)
"""Before a list in the same sentence: "an amendment by Chad received two votes (A, B) and one against (C)"."""
_AMENDMENT = re.compile(
    r"\bamendments?\b|\bsub-?amend|\bparagraph (?:vote|\d)|\bsecret ballot|\bprocedural (?:vote|motion)|motions? (?:for|of) (?:division|priority|closure)"
)


def _draft(
    sentence: Sentence, codes: list[str], span: tuple[int, int], place: int, option: str, about: str, exclusive: bool = False, within: str = ""
) -> Iterator[Draft]:  # fmt: skip
    codes = list(dict.fromkeys(codes))
    if not codes:
        return
    text = sentence.masked.text
    start, end = sentence.masked.span(*span)
    asserted: dict[str, Any] = {"subjects": codes, "option": option}
    if exclusive:
        asserted["exclusive"] = True
        if within:
            asserted["within"] = "".join(c for c in within if c not in CHARS).strip()
    clause = text[max(0, span[0] - 30) : span[1] + 60]
    if _ALL_OF.search(clause):
        asserted["votes"] = "both"
    if when := habits.when(text, span, place):
        asserted["when"] = when
    if rest := rx(
        rf" and (?P<few>a handful of|a few|several|some|many|dozens of)(?: other| more| further)*(?: {g.STATES})"
    ).search(text, *span):
        asserted["others"] = rest["few"]
    if (who := attribution.of(sentence, span)) is not None:
        asserted["attributed"] = who
    meta = {
        "in_words": in_words.way(text, span, place) if option == "no" else "",
        "of_matter": of_matter(text, span),
        "one": one_and_another(text, span[1]),
    }
    yield Draft(KIND, sentence, start, end, asserted, about, place=place, meta=meta)


def one_and_another(text: str, end: int) -> bool:
    """Whether "one", "another" or "the other" stands behind a verb, in a sentence that tells one vote from another so."""
    told_apart = " another" in text or " the other" in text or " a second" in text
    return told_apart and _ONE_OF_TWO.match(text, end) is not None


def of_matter(text: str, span: tuple[int, int]) -> bool:
    """ "Voted against the annexation": perhaps for a text against it."""
    at = text.rfind("against", *span)
    return at >= 0 and g.MATTER.match(text, at + len("against")) is not None


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """True when every named state voted so; unknown where the roll call lacks one of them, and false of all where every
    member voted yes and something else is said.

    "In both votes" asks the day's other vote of the body too, where there is just one; "only" asks the rest of a
    complete roll call, within the group named; "and a handful of others" asks how many others there were.
    """
    if "when" in draft.asserted:
        return habits.over_time(draft, event, index)
    option = draft.asserted["option"]
    roll = event.roll
    holds, record = habits.held(draft.subjects, option, event)
    evidence = [event.evidence(code) for code, v in record.items() if v]
    facts = [f"all {event.counts.yes} members voted yes on {event.key}"] if roll is None and habits.is_by_all(event) else _told(record, event, index)  # fmt: skip
    readings = []
    beside: tuple[VoteEvent, ...] = ()
    if draft.asserted.get("votes") == "both":
        twins = [e for e in index.siblings(event) if e.body == event.body and e.roll is not None]
        beside = tuple(twins[:1])
        if len(twins) == 1:
            also, more = habits.held(draft.subjects, option, twins[0])
            holds = False if False in (holds, also) else None if None in (holds, also) else True
            facts += _told(more, twins[0], index)
            evidence += [twins[0].evidence(code) for code, v in more.items() if v]
    if draft.asserted.get("exclusive") and holds and not event.roll_complete:
        total = None if "within" in draft.asserted or option not in OPTIONS else event.counts.get(option)
        holds = None if total is None else total == len(draft.subjects)
        facts += [] if total is None else [f"{_states(total)} {PHRASE[option]} in all"]
    elif draft.asserted.get("exclusive") and holds and roll is not None:
        within = membership.within(draft.asserted.get("within", ""), event, index)
        others = [
            index.state_name(code, article=True) for way in OPTIONS if way in SATISFIED_BY[option] for code in roll.states(way)
            if code not in draft.subjects and (within is None or code in within)
        ]  # fmt: skip
        if others and not (draft.asserted.get("within") and within is None):
            holds = False
            facts.append(
                f"so did {joined(others[:12])}" + (f" and {len(others) - 12} more" if len(others) > 12 else "")
            )
    if holds is False and in_words.may_be(draft, event, index):
        holds = None
        facts.append("a text may be rejected in words too, and not by a vote")
    if holds is False and option == "no" and draft.meta.get("of_matter") and set(record.values()) == {"yes"}:
        readings.append(Reading("votes for a text against the matter named", True, {"votes": record}))
        return Judgement(tuple(readings), tuple(evidence), tuple(facts), event)
    readings.append(Reading("linked event", holds, {"votes": record}))
    meant = dict(event.intended)
    if holds is False and any(code in meant for code in draft.subjects):
        corrected = {code: meant.get(code, vote) for code, vote in record.items()}
        if all(vote is not None and vote in SATISFIED_BY[option] for vote in corrected.values()):
            readings.append(Reading("what states later said they had meant to vote", True, {"votes": corrected}))
            names = joined(index.state_name(code, article=True) for code in draft.subjects if code in meant)
            facts.append(f"{names} later told the United Nations of having meant to vote otherwise")
    if holds is False and option == "absent" and habits.may_have_abstained(draft, record, document):
        readings.append(Reading("those who abstain counted as not voting", True, {"votes": record}))
        facts += ["rule 86 of the Assembly considers members who abstain as not voting"] if event.body == "GA" else []
    few = draft.asserted.get("others")
    total = event.counts.get(option) if option in OPTIONS else None
    if few and total is not None and holds:
        rest = total - len(draft.subjects)
        low, high = _FEW[few]
        readings.append(Reading("the number of the others", low <= rest <= high, {"others": rest}))
        facts.append(f"{_states(total)} {PHRASE[option]} in all")
    return Judgement(tuple(readings), tuple(evidence), tuple(facts), event, beside)


_FEW = {"a handful of": (2, 12), "a few": (2, 12), "several": (2, 30), "some": (1, 300), "many": (10, 300), "dozens of": (20, 200)}  # fmt: skip
"""How many others a loose word may mean; the bounds are wide on purpose."""


def _states(n: int) -> str:
    return "1 state" if n == 1 else f"{n} states"


def _told(record: dict[str, str | None], event: VoteEvent, index: Index) -> list[str]:
    facts = []
    for way in OPTIONS:
        named = [index.state_name(code, article=True) for code, vote in record.items() if vote == way]
        if named:
            facts.append(f"on {event.key} {joined(named)} {PHRASE[way]}")
    unknown = [index.state_name(code, article=True) for code, vote in record.items() if vote is None]
    if unknown:
        facts.append(f"the record does not say how {joined(unknown)} voted on {event.key}")
    return facts


PHRASE = {"yes": "voted yes", "no": "voted no", "abstain": "abstained", "absent": "did not vote"}
