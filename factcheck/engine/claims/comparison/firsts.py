"""First, only, never, the nth: what a state or a body is said to have done for the first time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from factcheck.engine.claims import grammar as g
from factcheck.engine.claims.comparison import history
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "comparison"
FIGURE = "statistic"
"""What a bare number of earlier texts is put out as: it counts, and compares with nothing."""
SHOWN = 8
"""Earlier cases that are named beside a count of them."""

_FIRST = rx(
    r"(?<!on )\b(?:for|is|was|marks|marked|marking|were|as)? ?(?:only )?(?<!on )the (?P<rank>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|only|last) (?:time|occasion)\b(?: ever| in history| in its history| so far)?"
    r"|\b(?P<never>never before|never (?:had|has|have)|unprecedented(?:ly)?)\b"
)
_ORDINAL_VETO = rx(
    r"\b(?P<rank>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?: such)?(?: (?P<w><J>|<L>)(?:'s)?)? veto\b|\bmakes (?:this|it) the (?P<rank2>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?! time)"
)
_ORDINAL_TEXT = rx(
    r"\b(?P<rank>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|latest)(?: such)? (?:<B> |un |u\.n\. )?(?:resolution|text|draft) (?:on|by|to|since|in|of|that|adopted|passed|about)\b"
)
_COUNT_TEXTS = rx(
    r"(?P<n><N>)(?: <B>| un)? (?:earlier|previous|prior|past|preceding|other|similar) (?:<B> |un |u\.n\. |such )?(?:resolutions|texts|drafts|votes)\b|(?P<m><N>) (?:<B> )?(?:resolutions|drafts|texts) (?:had|have) been (?:adopted|passed|vetoed)"
)
_NEVER_DID = rx(r"(?P<l><L>)[^<L>.;]{0,30}? (?:had|has|have) never (?:before |once )?(?P<verb>\w+)")
_YEARLY = rx(
    r"\bfor (?:the|a) (?P<n>\d{1,3})(?:st|nd|rd|th)(?: consecutive| straight| successive)? (?:time|year|occasion)\b(?: running| in a row)?|\bthe (?P<m>\d{1,3})(?:st|nd|rd|th)(?: consecutive| straight| such| annual| successive)+ (?:time|year|vote|resolution|text)\b|\b(?:was|is|marks|marked) the (?P<k>\d{1,3})(?:st|nd|rd|th) time\b"
)
_NUMBERS = {word: n for n, word in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], start=1)}  # fmt: skip
_ACT = rx(
    r"(?P<notyes>\bleft the ranks|\bstopped (?:supporting|backing)|\bwithdr\w+ (?:its|their) support|\b(?:did not|didn't|fail(?:ed|ing) to|refus(?:ed|ing) to|declin(?:ed|ing) to) (?:vote for|vote in favou?r|back|support|endorse)|\bbroke ranks)"
    r"|(?P<abstain>\babst(?:ain\w*|ention)s?)"
    r"|(?P<veto>\bveto(?:ed|es|ing)?\b|\bused (?:its|their) veto)"
    r"|(?P<align>\b(?:sid(?:ed|es|ing)|aligned|aligning|vot(?:ed|ing|es)) (?:itself |themselves |together\b|the same way|with|alongside|in line)|\bbeen aligned|\b(?:were|was) (?:aligned|on the same side)|\bin the same camp)"
    rf"|(?P<no>{g.NO}|\boppos(?:ed|es|ing)\b|\breject(?:ed|s|ing)\b|\bvoting \"?(?:no|against))"
    rf"|(?P<yes>{g.YES}|\bback(?:ed|s|ing)\b|\bsupport(?:ed|s|ing)\b)"
)
_UNUSED = rx(r"(?:\bnot|\bnever|n't) (?:use|cast|exercis|wield)\w*(?: \w+){0,2} $")
_OF_A_MATTER = rx(
    r"(?: of)? (?:the |an? |its |their )?(?:<J> |<L>(?:'s)? |[\w-]+ ){0,3}?(?:embargo|blockade|sanctions|occupation|annexation|invasion)\b"
)
_OPENS = rx(r"(?:^|[,;:.-] |, and |, but |\band )$")
_BREAK = rx(r"[,;:]| (?:and|but|while) ")
_NOT = rx(r"(?:\b(?:not|hardly|nor|scarcely|never)|n't)(?: for)? (?:only )?the $")
"""Before "first time": it was done before."""
_WHOSE = rx(r"(?:s)?(?: -|,|:| \(| by)? ?(?:by |from )?(?P<l><L>)")
_BY_WHOM = rx(r"(?:s)?(?:(?: -|,|:| \() ?(?:by |from )?| (?:by|from) )(?P<l><L>)")
"""The same behind "voted against" or "supported", where a state by itself is the one it was done to."""
_TARGET = rx(
    r"(?:with|alongside|as) (?:the )?(?P<l><L>)|(?P<all><L>)[^.;<L>]{0,30}? (?:have |has |had )?(?:been |were |was )?(?:aligned|voted together|voted the same|on the same side|in the same camp)"
)


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """ "For the first time", "never before", "the fifth veto", "four earlier resolutions".

    Known misses: what was done is told in another sentence; firsts of persons and of places.
    """
    text = sentence.masked.text
    if not any(map(text.__contains__, ("time", "never", "veto", "makes this", "makes it", "earlier", "previous", "resolution", "drafts", "occasion", "unprecedented", "prior", "year"))):  # fmt: skip
        return
    for match in _FIRST.finditer(text):
        draft = _first(sentence, document, match)
        if draft is not None:
            yield draft
    for match in _YEARLY.finditer(text):
        rank = int(match["n"] or match["m"] or match["k"])
        yield _make(sentence, document, match.start(), match.end(), {"rank": rank, "act": "adopt"}, [])
    if " never " in text:
        for match in _NEVER_DID.finditer(text):
            found = _ACT.match(text, match.start("verb"))
            subjects = g.codes_of(sentence.masked.entity(match.start("l")))
            if found and subjects and _way(found) in ("no", "yes", "abstain", "veto"):
                asserted: dict[str, Any] = {"never": True, "act": _way(found)}
                yield _make(sentence, document, match.start(), found.end(), asserted, subjects)
    for match in _ORDINAL_VETO.finditer(text):
        rank = _NUMBERS[match["rank"] or match["rank2"]]
        near = " ".join(s.masked.text for s in document.near(sentence, before=1, after=0))
        if match["rank2"] and "veto" not in near:
            continue
        whose = g.codes_of(sentence.masked.entity(match.start("w"))) if match["w"] else []
        since = history.since_of(sentence, document, match.start(), match.end(), is_after=True) if whose else ("", None)
        subjects = whose if rank == 1 and since[0] else []
        yield _make(sentence, document, match.start(), match.end(), {"rank": rank, "act": "veto"}, subjects)
    for match in _ORDINAL_TEXT.finditer(text):
        nth = _NUMBERS.get(match["rank"])
        if nth:
            yield _make(sentence, document, match.start(), match.end(), {"rank": nth, "act": "adopt"}, [])
    for match in _COUNT_TEXTS.finditer(text):
        size = sentence.masked.entity(match.start("n") if match["n"] else match.start("m")).value
        act = "veto" if "veto" in match.group() else "adopt"
        if 0 < size <= 60:
            yield _make(sentence, document, match.start(), match.end(), {"earlier": size, "act": act}, [])


def _first(sentence: Sentence, document: Document, match: re.Match[str]) -> Draft | None:
    """What is done for the first time: the act nearest to the words, and whose act it is."""
    masked, text = sentence.masked, sentence.masked.text
    rank = 1 if match["never"] or not match["rank"] else _NUMBERS.get(match["rank"], 1)
    if match["rank"] == "last" or (
        match["rank"] and _NOT.search(text, max(0, match.start() - 14), match.start("rank"))
    ):
        return None
    acts = [a for a in _ACT.finditer(text) if not (match.start() <= a.start() < match.end())]
    low = max(text.rfind(";", 0, match.start()), text.rfind(": ", 0, match.start())) + 1
    high = text.find(";", match.end()) if ";" in text[match.end() :] else len(text)
    acts = [a for a in acts if low <= a.start() < high]
    if not acts:
        return None
    behind = [
        a
        for a in acts
        if match.end() <= a.start() <= match.end() + 70 and not _BREAK.search(text, match.end(), a.start())
    ]
    if behind and _OPENS.search(text, max(0, match.start() - 12), match.start()):
        acts = behind  # "..., and for the first time there were abstentions": what follows is the new thing
    act = min(acts, key=lambda a: min(abs(a.start() - match.end()), abs(match.start() - a.end())))
    if min(abs(act.start() - match.end()), abs(match.start() - act.end())) > 110:
        return None
    way = _way(act)
    if way == "veto" and _UNUSED.search(text, max(0, act.start() - 40), act.start()):
        return None
    if way in ("yes", "no", "notyes") and _OF_A_MATTER.match(text, act.end()):
        return None  # "did not vote in favour of the embargo": a vote for a text against it
    at = g.subject_before(sentence, act.start())
    subjects = g.codes_of(masked.entity(at)) if at is not None else []
    first, last = min(match.start(), act.start()), max(match.end(), act.end())
    asserted: dict[str, Any] = {"rank": rank, "act": way} | ({"only": True} if match["rank"] == "only" else {})
    if way == "align":
        target = _TARGET.search(text, max(0, first - 60), last + 60)
        if target is None:
            return None
        named = g.codes_of(masked.entity(target.start("l") if target["l"] else target.start("all")))
        subjects = list(dict.fromkeys([*subjects, *named]))
        last = max(last, target.end())
        if len(subjects) < 2:
            return None
    elif not subjects:
        after = (_BY_WHOM if way in ("no", "yes", "notyes") else _WHOSE).match(text, act.end())
        before = rx(r"(?P<l><L>)[^<L>]{0,30}$").search(text, max(0, act.start() - 60), act.start())
        place = after or (before if way == "veto" or match["never"] else None)
        subjects = g.codes_of(masked.entity(place.start("l"))) if place else []
        last = max(last, place.end()) if place else last
    if not subjects:
        return None
    return _make(sentence, document, first if at is None else min(at, first), last, asserted, subjects)


def _way(act: re.Match[str]) -> str:
    return next(name for name in ("notyes", "abstain", "veto", "align", "no", "yes") if act[name])


def _make(
    sentence: Sentence, document: Document, first: int, last: int, asserted: dict[str, Any], subjects: list[str]
) -> Draft:
    since = history.since_of(sentence, document, first, last, is_after=asserted.get("rank") == 1)
    start, end = sentence.masked.span(first, last)
    if since[0]:
        asserted = {**asserted, "since": since[1].isoformat() if since[1] else since[0]}
    if subjects:
        asserted = {**asserted, "subjects": subjects}
    of_many = asserted["act"] == "adopt" or not subjects
    span = (
        None
        if since[0] or of_many
        else history.times_in(sentence, max(0, first - 40), min(len(sentence.masked.text), last + 40))
    )
    return Draft(
        KIND, sentence, start, end, asserted, "focus", meta={"sort": "first", "since": since, "span": span},
        told_as=FIGURE if "earlier" in asserted else "",
    )  # fmt: skip


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """A search of the votes before. One earlier case makes a first time false; none makes it true where the record covers
    the votes before; a number of cases is true when it is the record's and is never called false."""
    act, subjects = draft.asserted["act"], list(draft.subjects)
    said = history.meant(event, draft.meta["span"], index)
    if said is None:
        return history.no_single_vote(event)
    event = said
    since = history.start_of(draft.meta["since"], event, index)
    before = history.within(history.earlier(event, index, since), draft.meta["since"])
    rank = draft.asserted.get("rank", 1)
    if "earlier" in draft.asserted or act == "adopt" or (act == "veto" and (rank > 1 or not subjects)):
        return _count(draft, event, before, index)
    test = _test(act, subjects)
    if act == "veto" and draft.meta["since"][0] == "day":
        before = _all_vetoes(event, index, since)
    if draft.asserted.get("only"):
        before = [e for e in index.series(event) if e.body == event.body and e.key != event.key]
    if "never" in draft.asserted:
        before = [*before, event]
    if rank > 1:
        return _nth(draft, event, before, test, index)
    here = True if "never" in draft.asserted else test(event)
    cases = [e for e in before if test(e) is True and e.reconciled]
    doubtful = [e for e in before if test(e) is True and not e.reconciled]
    known = [e for e in before if test(e) is not None]
    opening = [e for e in cases if _is_of_the_opening_year(e, event, since)]
    cases = [e for e in cases if not _is_of_the_opening_year(e, event, since)]
    covered = history.is_covered(event, before, index) and len(known) >= history.COVERED * len(before) and not doubtful
    holds = None if here is not True else False if cases else True if covered and not opening else None
    if holds is False and all(not index.is_whole_text(e) for e in cases):
        holds = None
    label = "votes on the same matter"
    record = {"event": event.key, "searched": len(known), "earlier": [e.key for e in cases[-5:]]}
    readings = [Reading(label, holds, record)]
    facts = [_fact(act, subjects, cases, known, event, index)]
    if act == "align" and "never" not in draft.asserted:
        wider = _elsewhere(event, index, since, test)
        if wider:
            readings.append(Reading("all votes of the body", False, {"earlier": [e.key for e in wider[-5:]]}))
            named = joined(history.name(e) for e in wider[-3:])
            facts.append(f"on other matters they cast the same vote before, as on {named}")
            if holds is None and here is True:
                readings[0] = Reading(label, True if not cases and before else None, record)
    rows = tuple(e.evidence(c) for e in [event, *cases[-3:]] for c in subjects)
    return Judgement(tuple(readings), rows, tuple(facts), event)


def _is_of_the_opening_year(case: VoteEvent, event: VoteEvent, since: date | None) -> bool:
    """Whether a case is of the year with which the counting begins, where that is not the year of the vote itself: "the
    first since 1972" may mean since the one of 1972."""
    return (
        since is not None
        and (since.month, since.day) == (1, 1)
        and case.day is not None
        and event.day is not None
        and case.day.year == since.year < event.day.year
    )


def _test(act: str, subjects: list[str]) -> Callable[[VoteEvent], bool | None]:
    """Whether the states did the thing on a vote; None where a vote of theirs is not known."""

    def test(event: VoteEvent) -> bool | None:
        if act == "veto":
            return event.result == "vetoed" and set(subjects) <= set(event.vetoed_by)
        votes = [event.roll.get(code) for code in subjects] if event.roll is not None else [None]
        if None in votes:
            return None
        if act == "align":
            return len(set(votes)) == 1 and votes[0] in ("yes", "no")
        if act == "notyes":
            return all(vote in ("no", "abstain") for vote in votes)
        return all(vote == act for vote in votes)

    return test


def _all_vetoes(event: VoteEvent, index: Index, since: date | None) -> list[VoteEvent]:
    return [
        e for e in index.events.values()
        if e.body == "SC" and e.result == "vetoed" and e.day and event.day and e.day < event.day and (since is None or e.day >= since)
    ]  # fmt: skip


def _elsewhere(
    event: VoteEvent, index: Index, since: date | None, test: Callable[[VoteEvent], bool | None]
) -> list[VoteEvent]:
    """Earlier votes of the body on other matters for which the test holds, in the two years before or since `since`."""
    if event.day is None:
        return []
    first = since or event.day.replace(year=event.day.year - 2, day=1)
    mine = {e.key for e in index.series(event)}
    return [
        e for e in index.between(event.body, first, event.day) if e.key not in mine and e.day != event.day and test(e)
    ]


def _nth(
    draft: Draft, event: VoteEvent, before: list[VoteEvent], test: Callable[[VoteEvent], bool | None], index: Index
) -> Judgement:
    """ "The third time": true when the record counts as many; else left open, since cases may be counted in many ways."""
    cases = [e for e in before if test(e)]
    holds = True if test(event) and len(cases) + 1 == draft.asserted["rank"] else None
    fact = f"the record counts {len(cases) + 1} such votes up to {event.key}"
    return Judgement((Reading("votes on the same matter", holds, {"cases": len(cases) + 1}),), (), (fact,), event)


def _count(draft: Draft, event: VoteEvent, before: list[VoteEvent], index: Index) -> Judgement:
    """A number of vetoes or adopted texts up to the linked vote, counted on its matter and, for vetoes, by its casters."""
    is_veto = draft.asserted["act"] == "veto"
    wanted = draft.asserted.get("earlier", draft.asserted.get("rank", 1) - 1)
    cases = [e for e in before if (e.result == "vetoed" if is_veto else e.result == "adopted" or "/RES/" in e.motion)]
    if is_veto and event.vetoed_by:
        cases = [e for e in cases if set(event.vetoed_by) & set(e.vetoed_by)]
    session = [e for e in cases if e.motion.rsplit("/", 1)[0] == event.motion.rsplit("/", 1)[0]]
    if not is_veto and event.motion.startswith("A/RES/ES-") and len(cases) != wanted == len(session):
        cases = session  # those of the emergency session
    covered = len(cases) > 0 and (history.is_covered(event, before, index) or bool(index.motion_of(event).item))
    holds = True if wanted == len(cases) and covered else None
    noun = (
        ("veto" if len(cases) == 1 else "vetoes")
        if is_veto
        else ("adopted text" if len(cases) == 1 else "adopted texts")
    )
    fact = f"the record holds {len(cases) or 'no'} {noun} on the matter before {event.key}"
    rows = tuple(Evidence("count", e.key, ", ".join(e.sources)) for e in [event, *cases[-6:]])
    reading = Reading("votes on the same matter", holds, {"earlier": [e.key for e in cases]})
    return Judgement((reading,), rows, (fact,), event, tuple(cases[-SHOWN:]))


_DONE = {
    "no": "voted no", "yes": "voted yes", "abstain": "abstained", "notyes": "did not vote yes", "veto": "cast a veto",
    "align": "cast the same vote",
}  # fmt: skip


def _fact(
    act: str, subjects: list[str], cases: list[VoteEvent], known: list[VoteEvent], event: VoteEvent, index: Index
) -> str:
    named = joined(index.state_name(code, article=True) for code in subjects)
    if cases:
        shown = joined(history.name(e) for e in cases[-5:])
        more = f", and {len(cases) - 5} more" if len(cases) > 5 else ""
        return f"{named} {_DONE[act]} on {shown}{more}"
    if not known:
        return f"the record holds no earlier vote to compare {event.key} with"
    return f"in the {'one' if len(known) == 1 else len(known)} earlier {'vote' if len(known) == 1 else 'votes'} in the record, {named} never {_DONE[act].replace('did not vote', 'failed to vote')}"
