"""`group_position`: how a group of states voted. Group(group, option, quantifier).

The group is a dated one of the record. Where the words leave open which states they mean ("European nations", "our
allies"), they are put out as `vote_position`, of states that are not named, and judged under every way of drawing them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from factcheck.engine.claims import attribution, membership, tally, tally_words
from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.positions import KIND as OF_STATES
from factcheck.engine.claims.positions import PHRASE, of_a_state
from factcheck.engine.claims.stances import SATISFIED_BY, stances
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import OPTIONS, Option, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import CHARS, TAGS, Masked, rx

KIND = "group_position"

_QUANT = (
    r"(?:(?P<none>none of|not (?:one|<N>)(?: of)?|not a single|no)|(?P<all>all(?: of)?|every (?:<N>|single <N>|one) of|every(?: single)?|each(?: <N>)? of|both|the whole(?: of)?|the entire)|"
    r"(?P<most>nearly all(?: of)?|almost all(?: of)?|most(?: of)?|the (?:vast |large |overwhelming )?majority of|a (?:large |clear )?majority of|the bulk of|much of)|"
    r"(?P<half>half(?: of)?|about half(?: of)?)|(?P<some>several|a few|some|a handful of|a number of|many|dozens of|a dozen|various)|"
    r"(?P<at>more than |over |at least |nearly |almost |about |around |some |just |only )?(?P<n><N>)(?: out)?(?: of)?(?: (?:the|its))?(?: <N>)?)"
)
_THE = r"(?: (?:the|its|their|our|us|<J>|<L>'s?|(?:the )?<L>))?"
_OF_A_GROUP = (
    r"(?:member states|member countries|member nations|members?|states|countries|nations) (?:of|in) (?:the )?<G>"
)
_GROUP = rf"(?:{_OF_A_GROUP}|<G>(?:'s?)?(?: (?:\w+ )?{membership.NOUN})?|(?:(?!(?:while|whereas|and|but|as|though|although|with|that|which|when|if)\b)\w+ )?{membership.REGION}(?: weapons?)? {membership.NOUN}|(?:european |nato |close |closest |traditional |western |arab |regional |other |key |longtime )*(?:allies|partners)(?: of (?:the )?(?:<L>|<J>(?: side)?))?|the west\b)"
_EXCEPT = r"(?:,? (?:except(?:ing)?(?: for)?|apart from|other than|save(?: for)?|excluding|with the (?:sole |only )?exceptions? of|bar|barring|minus|but not|but(?= (?:the )?<L>)|without) (?:the )?(?P<x><L>),?)?"
_TAIL = (
    r"(?:,? (?:with|including|among them|like|such as) [^.;:()]{1,160}?,|, (?:the )?<L> (?:included|among them),)?(?: -[^-]{1,220}-| \([^()]{1,160}\))?(?:, (?:and|as well as|plus|together with) some others,)?"
    r"(?: (?:also|all|both|again|had|has|have|who|that|which|were|was|are|then|instead|unanimously|together|(?:on )?<T>|as <N>|as a bloc|[a-z]+ly|chose to|opted to|decided to|reportedly)){0,4} ?$"
)
_SUBJECT = rx(
    rf"(?:^|(?<=[\s\"(]))(?:{_QUANT}{_THE}|(?P<the>the|its|their|our|us|<J>|<L>'s?))? ?(?P<more>other |remaining |further |rest of the )?(?P<g>{_GROUP}){_EXCEPT}{_TAIL}"
)
_INCLUDING = rx(
    rf"(?:including|among them|with) (?:all )?(?:of )?(?:the )?(?P<n><N>)(?: of the)?(?: <N>)? (?P<g>{_GROUP})(?=[\s,.;)]|$)"
)
_PASSIVE = rx(
    rf"\b(?:was|were) (?:\w+ly )?(?:(?P<no>opposed|rejected)|(?P<yes>backed|supported|endorsed)) by {_QUANT}{_THE} ?(?P<g>{_GROUP}){_EXCEPT}"
)
_CUE = rx(
    rf"<G>|\b{membership.REGION}\b|\ballies\b|\bpartners\b|\bthe west\b",
    holds=rf"<G>|{membership.REGION}|allies|partners|the west",
)
_UNITED = rx(r"\b(?:unanimously|as <N>|as a bloc|en bloc|united|in unison)\b")
_TOGETHER = rx(r"<L>,? (?:and|along with|together with|as well as|plus) (?:\w+ )?$")
_NEWLY = rx(
    r"\bfor (?:the|its|their) first time\b|\bfor once\b|\bthis time\b|\bhaving (?:previously|earlier)\b|\bafter (?:previously|earlier|years of)\b"
)
"""Behind "three African states voted yes": they are those that changed sides, not all that did."""
_THE_ONLY = rx(
    r"\b(?:the|an?|its|their) (?:only|sole|lone|single) (?:<N> |two |three |other )?(?:[\w-]+ ){0,2}(?:<G>|countr(?:y|ies)|states?|nations?|members?)"
)
"""Before "that voted against": single states of the group, which are named elsewhere."""
_OF_THE_EXCEPTED = rx(r"<L>,? (?:which|who|that)(?: (?:also|both|all|had|have|instead)){0,2} ?$")
"""The verb is that of the states excepted: "all members except France, which voted for it"."""
_RESTRICTED = rx(r"[^,)-] (?:that|which|who)(?: (?:also|both|all|had|have|has|then|instead|[a-z]+ly)){0,2} ?$")
"""In "the African members that abstained" the verb picks some of the group: nothing is said of the group."""
_SOME_OF = rx(
    r"\b(?:(?:north|south|east|west)(?:ern)?|(?:north|south)-?(?:east|west)(?:ern)?|central|small(?:er)?|large(?:r|st)?|big(?:ger|gest)?|new(?:er|est)?|old(?:er)?|poor(?:er|est)?|rich(?:er|est)?|individual|certain|leading|major|founding|fellow|few|single|hawkish|conservative|liberal|left-wing|right-wing)[ -]$"
)
"""Right before the name of a group: some of its members, which are not told ("several eastern EU members")."""
_APPOSED = rx(_OF_A_GROUP)
_ONE_OF = rx(r"(?P<one><N>) of (?:the )?(?:only |just )?(?P<n><N>)?(?=[^.;]*\b(?:that|which|who) ?$)")
"""In "one of 17 members that": how many of the group did so, of whom the subject is one."""
_OWNER = rx(r"(?P<o><J>|<L>)")
_EXCEPT_BEHIND = rx(
    r"(?:(?!\b(?:vot(?:ed|ing)|abstain\w*|while|whereas)\b)[^.;:()<L>]){0,70}?(?:[,(-]| -)? ?\b(?:except(?:ing)?(?: for)?|apart from|aside from|other than|save(?: for)?|excluding|with the (?:sole |only |notable )?exceptions? of|bar|barring|minus|but for) (?:the )?(?P<x><L>)(?:,? (?:which|who) [^,;.<L>]{1,60},? and (?:the )?(?P<z><L>))?"
    r"|(?:(?!\b(?:vot(?:ed|ing)|abstain\w*|while|whereas)\b)[^.;:()<L>]){0,70}?, (?:the )?(?P<y><L>) (?:excepted|excluded|aside|apart)\b"
)
"""Behind the verb of a group: its members that did otherwise, "all of them voted for it, except Malta"."""
_NAMES_BEHIND = rx(r" ?[-(,:] ?(?P<l><L>) ?(?=[-),])")


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Statements that a group, or a number or share of it, voted one way.

    Known misses: groups that no list of the record names ("small island countries"), shares in per cent.
    """
    text = sentence.masked.text
    yield from _of_a_region(sentence)
    if not _CUE.search(text):
        return
    for stance in stances(text):
        if of_a_state(text, stance):
            continue
        first = max(0, stance.start - 320)
        match = _SUBJECT.search(text, first, stance.start)
        if match and any(match.end("g") <= other.start < stance.start for other in stances(text)):
            match = None  # the verb before it is the group's
        if (
            match
            and (of := rx(r"(?:allies|partners) of (?:the )?(?P<l><L>)").search(text, match.start("g"), match.end("g")))
            and len(sentence.masked.entity(of.start("l")).value) > 1
        ):
            continue
        if match and (
            _THE_ONLY.search(text, max(0, match.start() - 12), match.end()) or _OF_THE_EXCEPTED.search(match.group())
        ):
            continue
        if match and not match["n"] and _RESTRICTED.search(match.group()):
            continue
        if match and match.start() == match.start("g") and _SOME_OF.search(text, 0, match.start()):
            continue
        if (
            match
            and _APPOSED.match(text, match.start("g"))
            and (match["all"] == "both" or (_quantifier(match) == "bare" and not match["the"]))
        ):
            continue  # "A, members of the group, ..."
        if match and match["n"] and _NEWLY.search(text, stance.start, stance.end + 60):
            continue
        if (
            match
            and match["n"]
            and (match["more"] or _TOGETHER.search(text, 0, match.start()) or _one_unnumbered(sentence, match))
        ):
            continue
        if match is None or rx(
            r"\b(?:would|will|might|could|should|if|to|by|from|with|of|against|for|among) (?:the )?$"
        ).search(_without_total(text[max(0, match.start() - 24) : match.start()])[-12:]):
            including = _INCLUDING.search(text, stance.end, stance.end + 90)
            if including and not rx(r"[.;]|\b(?:vot(?:ed|ing)|abstain)").search(text[stance.end : including.start()]):
                yield from _draft(sentence, including, including.span(), including.start(), stance.option, "count")
            continue
        if stance.words.startswith(("vote ", "back", "support", "oppose", "reject", "abstain")) and rx(
            r"\b(?:to|would|will|should|could|may|might) ?$"
        ).search(text[: stance.start]):
            continue
        yield from _draft(sentence, match, (match.start(), stance.end), stance.start, stance.option, _quantifier(match))
        including = _INCLUDING.search(text, stance.end, stance.end + 90)
        if including:
            yield from _draft(sentence, including, including.span(), including.start(), stance.option, "count")
    for match in _PASSIVE.finditer(text):
        yield from _draft(
            sentence, match, match.span(), match.start(), "no" if match["no"] else "yes", _quantifier(match)
        )


def _without_total(before: str) -> str:
    """Words before a number, where "a total of" adds nothing to it."""
    return rx(r"\b(?:a total of|a combined) $").sub("", before)


def _of_a_region(sentence: Sentence) -> Iterator[Draft]:
    """Counts behind the region or group that they are of: "Of Africa's 54 states, 30 were in favour and 17 abstained"."""
    masked = sentence.masked
    match = tally_words.OF_A_REGION.search(masked.text)
    if match is None:
        return
    named = next((name for name in "ghi" if match[name]), "")
    phrase = match[named] if named else "african"
    codes = (masked.entity(match.start(named)).value,) if named else ()
    stop = masked.text.find(";", match.end())
    for part in tally.parts(sentence):
        if part.last <= match.end() or 0 <= stop < part.first or part.of_matter or part.of_state:
            continue
        start, end = masked.span(part.first, part.last)
        for option, number in part.counts.items():
            asserted = {"group": codes[0] if codes else phrase, "option": option, "quantifier": "count", "n": number}
            if part.word:
                asserted["approximate"] = part.word
            yield Draft(
                KIND, sentence, start, end, asserted, "whole", place=part.first,
                meta={"phrase": phrase, "codes": codes, "owner": (), "united": False, "rest": not codes, "bare": False, "among": False},
            )  # fmt: skip


def _one_of(sentence: Sentence, match: re.Match[str]) -> re.Match[str] | None:
    """The numbers of "one of 17 members that abstained", where 17 abstained."""
    found = _ONE_OF.search(match.group()) if match.groupdict().get("n") else None
    if found is None or sentence.masked.entity(match.start() + found.start("one")).value != 1:
        return None
    return found


def _one_unnumbered(sentence: Sentence, match: re.Match[str]) -> bool:
    """ "One of the members that abstained" counts nobody."""
    found = _one_of(sentence, match)
    return found is not None and not found["n"]


def _quantifier(match: re.Match[str]) -> str:
    return next(
        (name for name in ("none", "all", "most", "half", "some") if match[name]), "count" if match["n"] else "bare"
    )


def _names_beside(sentence: Sentence, match: re.Match[str]) -> list[str]:
    """States named behind the group, between dashes or in brackets: "five of its members - A, B, C, D and E - abstained"."""
    named = _NAMES_BEHIND.match(sentence.masked.text, match.end("g"))
    return g.codes_of(sentence.masked.entity(named.start("l"))) if named else []


def _excepted_behind(masked: Masked, place: int) -> list[str]:
    found = _EXCEPT_BEHIND.match(masked.text, place)
    names = [name for name in ("x", "z", "y") if found and found[name]]
    return [code for name in names for code in g.codes_of(masked.entity(found.start(name)))] if found else []


def _draft(
    sentence: Sentence, match: re.Match[str], span: tuple[int, int], place: int, option: str, quantifier: str
) -> Iterator[Draft]:  # fmt: skip
    masked = sentence.masked
    phrase = match["g"]
    codes = tuple(e.value for _, e in masked.within(match.start("g"), match.end("g"), "G"))
    groups = match.groupdict()
    near = _OWNER.finditer(masked.text, max(0, match.start("g") - 12), match.end("g"))
    owners = list(near) if rx(r"allies|partners").search(phrase) else []
    if rx(r"\bus (?:\w+ )?(?:allies|partners)").search(match.group()):
        owner: tuple[str, ...] = ("USA",)
    else:
        owner = tuple(code for m in owners[:1] for code in g.codes_of(masked.entity(m.start("o"))))
    start, end = masked.span(*span)
    asserted: dict[str, Any] = {
        "group": codes[0] if len(codes) == 1 else "".join(c for c in phrase if c not in CHARS).strip(), "option": option, "quantifier": quantifier,
    }  # fmt: skip
    if quantifier == "count":
        one_of = _one_of(sentence, match)
        asserted["n"] = masked.entity(match.start() + one_of.start("n") if one_of else match.start("n")).value
        if word := (groups.get("at") or "").strip():
            asserted["approximate"] = word
    excepted = g.codes_of(masked.entity(match.start("x"))) if groups.get("x") else _excepted_behind(masked, span[1])
    if excepted:
        asserted["except"] = excepted
    if (who := attribution.of(sentence, span)) is not None:
        asserted["attributed"] = who
    about = "amendment" if rx(r"\bamendments?\b").search(masked.text, *span) else "whole"
    united = _UNITED.search(masked.text, span[0], min(len(masked.text), span[1] + 20)) is not None
    if united and quantifier == "bare":
        asserted["quantifier"] = "all"
    yield Draft(
        KIND, sentence, start, end, asserted, about, place=place,
        meta={"phrase": phrase, "codes": codes, "owner": owner, "united": united, "rest": TAGS["G"] not in phrase, "bare": TAGS["G"] not in phrase and not groups.get("the"),
              "among": match.re.pattern == _INCLUDING.pattern or len(_names_beside(sentence, match)) == asserted.get("n")},
        told_as="" if membership.is_definite(phrase, codes) else OF_STATES,
    )  # fmt: skip


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """One reading for each way of drawing the group, and for "all" and "none" with and without members that did not vote.

    A loosely named group is refuted only where hardly any member voted so, however it is drawn; where every way of drawing
    it speaks against the claim otherwise, nothing is decided.
    """
    ways, exact = membership.definitions(draft.meta["phrase"], draft.meta["codes"], draft.meta["owner"], event, index)
    if not ways or not event.roll_complete or event.roll is None:
        return Judgement(
            (Reading("linked event", None, {"event": event.key}),), (), ("which states the words mean is not in the record",) if not ways else (), event
        )  # fmt: skip
    readings, facts, evidence = [], [], []
    roll = event.roll
    excepted = set(draft.asserted.get("except", ()))
    is_far_off = draft.asserted["quantifier"] in _OF_MOST and all(
        _is_far_off(draft, [roll[c] for c in way.members - excepted]) for way in ways
    )
    for way in ways:
        members = way.members - excepted
        if not members:
            readings.append(Reading("linked event" if exact else way.name, None, {"event": event.key}))
            continue
        votes = {option: [c for c in sorted(members) if event.roll[c] == option] for option in OPTIONS}
        holds: bool | None
        holds, taking_part = _holds(draft, votes)
        told = joined(f"{len(named)} {PHRASE[option]}" for option, named in votes.items() if named)
        facts.append(f"of the {len(members)} {way.name}, {told} on {event.key}")
        few = [c for option in OPTIONS if option not in SATISFIED_BY[draft.asserted["option"]] for c in votes[option]]
        if 0 < len(few) <= 6:
            facts.append(
                f"{'the other' if len(few) == 1 else 'the others'}: {joined(f'{index.state_name(c, article=True)} ({PHRASE[event.roll[c]]})' for c in few)}"
            )
        evidence += [event.evidence(code) for code in sorted(members)[:40]]
        name = "linked event" if exact else way.name
        record: dict[str, Any] = {"event": event.key, "votes": {option: len(named) for option, named in votes.items()}}
        if holds is False and _may_mean_some(draft, votes):
            holds = taking_part = None
        if not exact and holds is False and taking_part is not True and not is_far_off:
            holds, record["against"] = None, True
        readings.append(Reading(name, holds, record))
        if holds is False and draft.meta["among"] and _fit(draft, votes) > draft.asserted["n"]:
            readings.append(Reading("at least that many", True, record))
        if taking_part is not None and taking_part != holds and holds is not None:
            readings.append(Reading("those that voted", taking_part, record))
    if len({r.holds for r in readings}) > 1 and not exact and readings[0].holds is None:
        readings.sort(key=lambda r: r.holds is None)
    return Judgement(tuple(readings), tuple({e.ref: e for e in evidence}.values()), tuple(facts), event)


_OF_MOST = ("bare", "most", "all")
_HARDLY_ANY = 10
_SOME = 4
"""Of how many members that voted one must have voted so for a bare plural that names a region to mean some of it."""


def _is_far_off(draft: Draft, votes: list[Option]) -> bool:
    """Whether at most one in ten of the members that voted, if any did, voted so."""
    voting = sum(vote != "absent" for vote in votes)
    fit = sum(vote in SATISFIED_BY[draft.asserted["option"]] for vote in votes)
    return voting > 0 and _HARDLY_ANY * fit <= voting


def _may_mean_some(draft: Draft, votes: Mapping[Option, list[str]]) -> bool:
    """Whether a plural without an article ("African nations abstain") may mean those of the region that did."""
    if draft.asserted["quantifier"] != "bare" or not draft.meta["bare"] or draft.meta["united"]:
        return False
    voting = sum(map(len, votes.values())) - len(votes["absent"])
    return _SOME * _fit(draft, votes) >= voting > 0


def _holds(draft: Draft, votes: Mapping[Option, list[str]]) -> tuple[bool, bool | None]:
    """Whether the quantifier holds over all members, and over those that took part where that may differ."""
    option, quantifier = draft.asserted["option"], draft.asserted["quantifier"]
    fit = _fit(draft, votes)
    total = sum(map(len, votes.values()))
    voting = total - len(votes["absent"])
    may_differ = option in ("yes", "no", "abstain")
    if quantifier == "none":
        return fit == 0, None
    if quantifier == "all":
        return fit == total and total > 0, (fit == voting and voting > 0) if may_differ else None
    if quantifier in ("most", "bare"):
        return 2 * fit > total, (2 * fit > voting > 0) if may_differ else None
    if quantifier == "half":
        return abs(2 * fit - total) <= max(2, total // 10), None
    if quantifier == "some":
        return fit >= 2, None
    return _count(fit, draft.asserted["n"], draft.asserted.get("approximate", "")), None


def _fit(draft: Draft, votes: Mapping[Option, list[str]]) -> int:
    return sum(len(named) for way, named in votes.items() if way in SATISFIED_BY[draft.asserted["option"]])


def _count(real: int, said: int, word: str) -> bool:
    if word in ("more than", "over"):
        return real > said
    if word == "at least":
        return real >= said
    if word in ("nearly", "almost", "about", "around", "some"):
        return abs(real - said) <= max(1, 0.1 * said)
    return real == said
