"""More or less support than other votes. Comparison(e1, e2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factcheck.engine.claims.comparison import history
from factcheck.engine.draft import Draft, Judgement
from factcheck.engine.index import Index, joined
from factcheck.engine.model import Evidence, Reading, VoteEvent
from factcheck.engine.text.document import Document, Sentence
from factcheck.engine.text.masking import rx

KIND = "comparison"
NOTABLE = 0.05
"""Share of the membership by which counts must differ for "notably" to hold, the band of the flag `rounding`."""

_LOWER = r"(?:lower|fewer|less|weaker|smaller|down|dropp?\w*|fell|falls?|fallen|declin\w*|shr[aiu]nk\w*|shrinking|eroded|slipp\w*|dwindl\w*|waning|lowest|weakest|narrowest|fewest)"
_HIGHER = (
    r"(?:higher|more|stronger|larger|greater|broader|up|rose|rising|risen|grew|grown|increas\w*|highest|strongest|most)"
)
_SUPPORT = r"(?:support|backing|votes?|majority|margin|yes votes|in favou?r|approval|tally|count|backers|level)"
_OTHERS = r"(?:(?:previous|earlier|prior|past|preceding|similar|comparable|last|first|other|the <N>|<N>)(?: [\w'-]+| <J>| <L>| <B>| <N>| <T>){0,6}? (?:votes?|resolutions?|texts?|tall(?:y|ies)|ballots?|occasions?|results?|totals?|years?|motions?)|<Y>|<Q>)"
_NOT_OF_A_THING = r"(?<!its )(?<!their )(?<!his )(?<!her )(?! (?:countr|states?\b|neighbou?rs?\b|nations?\b|powers?\b))"
"""Not "its smaller neighbour", "the larger country": what is smaller there is no support."""
_THAN = rx(
    rf"\b(?P<s>{_SUPPORT})\b[^.;]{{0,70}}?\b(?:(?P<lower>{_LOWER})|(?P<higher>{_HIGHER}))\b{_NOT_OF_A_THING}[^.;]{{0,50}}?\b(?:than|compared (?:to|with)|relative to|from|against|of)\b[^.;]{{0,40}}?(?P<o>{_OTHERS})"
    rf"|\b(?:(?P<lower2>{_LOWER})|(?P<higher2>{_HIGHER})) (?:[\w'-]+ ){{0,3}}?{_SUPPORT}\b[^.;]{{0,40}}?\b(?:than|compared (?:to|with)|relative to)\b[^.;]{{0,40}}?(?P<o2>{_OTHERS})",
    words=(
        "previous|earlier|prior|past|preceding|similar|comparable|last|first|other|<N>|<Y>|<Q>",
        "support|backing|vote|majority|margin|favo|approval|tally|count|backers|level",
        "than|compared |relative to|from|against|of",
    ),
)
_NOTABLY = rx(
    r"\b(?:notably|significantly|markedly|sharply|far|much|considerably|substantially|dramatically|noticeably|well)\b"
)


_NUMBER = rx(
    r"\b(?:(?:(?P<lower>down|lower|fell|dropped|drop|decline|fall|smaller|narrower|weaker|shrank|shrunk|declined|decreased|slipped)|(?P<higher>up|higher|rose|rise|increase|bigger|larger|greater|wider|broader|grew|increased|stronger|climbed))(?: \w+ly)?(?: (?:vote|votes|majority|margin))? (?:from|than|on)"
    r"|(?:(?P<fewer>fewer|less)|(?P<more>more))(?: votes| countries| states)? than the|(?P<beside>compared (?:to|with)|as against|versus))"
    r" (?:the |last year's |the previous year's |a high of |just |only |some |about )*(?P<n><N>)(?P<what>(?: [\w-]+| <L>| <J>| <B>| <T>){0,10})"
)
_FROM_TO = rx(
    r"\b(?:support|backing|(?:the )?(?:yes |\"yes\" )?(?:votes?|vote count|tally|majority)(?: in favou?r)?|(?:the )?number of (?:yes votes|votes in favou?r|supporters|backers|countries in favou?r))\b[^.;,<N>]{0,50}? (?:has |had )?(?:\w+ly )?"
    r"(?:(?P<lower>fell|fallen|dropped|slipped|declined|shrank|shrunk|slumped|sank|tumbled|went down|decreased)|(?P<higher>rose|risen|grew|grown|climbed|increased|jumped|went up))(?: \w+ly)? from <N>(?P<a>[^.;,<N>]{0,40}?) to (?:just |only )?<N>(?! (?:abst|against))"
)
"""Two votes by their counts: "Support fell from 187 to 165"."""
_TO_FROM = rx(
    r"\b(?:support|backing|(?:the )?(?:yes |\"yes\" )?(?:votes?|vote count|tally|majority)(?: in favou?r)?|(?:the )?number of (?:yes votes|votes in favou?r|supporters|backers|countries in favou?r))\b[^.;,<N>]{0,50}? (?:has |had )?(?:\w+ly )?"
    r"(?:(?P<lower>fell|fallen|dropped|slipped|declined|shrank|shrunk|slumped|sank|tumbled|went down|decreased)|(?P<higher>risen|rose|grew|grown|climbed|increased|jumped|went up))(?: \w+ly)? to (?:just |only )?<N>(?: votes| countries| states)?,?(?: down| up)? from (?:last year's )?<N>(?P<a>[^.;,<N>]{0,40})"
)
"""The later one first: "The yes vote dropped to 83 from 91 the year before"."""
_EARLIER = rx(
    r"<T>|\b(?:last|previous|earlier|ago|before|behind|who|that|which|when|then|first|comparable|similar|prior|past|in \d{4})\b"
)
_OF_OTHER_WAYS = rx(
    r"(?:\babst[a-z]+|\bagainst\b|\boppos\w+|\bnoes?\b|\babsent\w*)(?:(?!\bin favou?r|\byes\b|\bsupport)[^.;]){0,40}$"
)
"""Before "compared to 11": the number is not one of yes votes."""
_THAN_TIME = rx(
    r"\b(?:support|backing|tally|majority|vote count|(?:yes |<N> )?votes(?: in favou?r)?)\b[^.;<N>]{0,40}? (?:(?P<lower>lower|fewer|smaller|weaker|down|less)|(?P<higher>higher|more|larger|greater|bigger|stronger|up)) (?:than|from|on|compared (?:to|with)) (?:(?:in |at |on |that of |the vote )*(?P<t><T>)|(?P<last>last year|a year (?:ago|earlier|before)|the (?:previous|last) (?:year|vote|time)|the year before|last time|before))"
)
_TREND = rx(
    r"\b(?:support|backing|majority|majorities|solidarity|enthusiasm|sympathy)\b(?: (?:for|behind|of|at|in) (?:(?! (?:despite|amid|while|although|though|as|even) )[^.;,]){1,50}?)?(?: in the (?:un |u\.n\. )?<B>)? (?:(?:has|had|have|is|was|were|appears to have|seems to have|appeared to have) )?(?:also |clearly |further |since |been |steadily |sharply |slightly |noticeably )*"
    r"(?:(?P<lower>shrunk|shrank|fallen|fell|declined|declining|dwindled|dwindling|eroded|eroding|slipped|slipping|waned|waning|weakened|weakening|dropped|dropping|shrinking|falling|ebbed|ebbing|softened)|(?P<higher>grown|growing|risen|rising|increased|increasing|widened|widening|swelled|strengthened|grew|rose))\b(?! (?:to|from|by) <N>)"
    r"|\b(?:(?P<lower2>shrinking|declining|waning|dwindling|eroding|falling|weakening|diminishing|diminished|dwindled|reduced|lower)|(?P<higher2>growing|rising|increasing|mounting|increased)) (?:international |global |world |western )?(?:support|backing) (?:for|of|behind)\b[^.;,]{0,30}"
)


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Comparisons of a vote's support with that of other votes: unnamed, named by symbol, or named by their count; and
    trends ("support has shrunk").

    Known misses: comparisons over several sentences, of shares, and of the number of opponents.
    """
    masked = sentence.masked
    told: list[tuple[int, int]] = []
    if any(map(masked.text.__contains__, ("than", "from", "compared", " on ", "versus", "against"))):
        both = list(_from_to(sentence))
        told = [draft.meta["span"] for draft in both]
        yield from both
        yield from (d for d in _with_a_number(sentence) if not any(b.start <= d.start < b.end for b in both))
    if "support" in masked.text or "backing" in masked.text or "majorit" in masked.text or "solidarity" in masked.text:
        for match in _TREND.finditer(masked.text):
            direction = "lower" if match["lower"] or match["lower2"] else "higher"
            start, end = masked.span(match.start(), match.end())
            asserted: dict[str, Any] = {
                "direction": direction,
                "option": "yes",
                "notable": False,
                "baseline": "unnamed",
                "trend": True,
            }
            yield Draft(KIND, sentence, start, end, asserted, "focus", meta={"sort": "against"})
    if "than" in masked.text or "from" in masked.text or " on " in masked.text or "compared" in masked.text:
        for match in _THAN_TIME.finditer(masked.text):
            span = sorted(masked.entity(match.start("t")).value.days) if match["t"] else None
            asserted = {"direction": "lower" if match["lower"] else "higher", "option": "yes", "count": None}
            start, end = masked.span(match.start(), match.end())
            days = (span[0], span[-1]) if span else None
            yield Draft(KIND, sentence, start, end, asserted, "focus", meta={"sort": "against", "days": days})
    for match in _THAN.finditer(masked.text):
        if any(match.start() < last and first < match.end() for first, last in told):
            continue
        direction = "lower" if match["lower"] or match["lower2"] else "higher"
        others = match["o"] or match["o2"]
        start, end = masked.span(match.start(), match.end())
        named = [e.value for _, e in masked.within(match.start(), match.end(), "Y")]
        asserted = {
            "direction": direction,
            "option": "yes",
            "notable": _NOTABLY.search(match.group()) is not None,
            "baseline": named or "unnamed",
        }
        yield Draft(KIND, sentence, start, end, asserted, meta={"sort": "against", "others": others})


def _with_a_number(sentence: Sentence) -> Iterator[Draft]:
    """ "Up from the 121 countries behind a comparable measure in October": the vote before is named by its count."""
    masked = sentence.masked
    for match in _NUMBER.finditer(masked.text):
        if not _EARLIER.search(match["what"]) and not rx(r"last|previous").search(match.group()):
            continue
        of_votes = match["what"].startswith((" votes a", " votes that", " votes which", " votes in fav"))
        if not of_votes and _OF_OTHER_WAYS.search(masked.text, max(0, match.start() - 60), match.start()):
            continue
        lower = match["lower"] or match["fewer"]
        direction = "" if match["beside"] else "lower" if lower else "higher"
        times = [e.value for _, e in masked.within(match.start("what"), match.end("what"), "T")]
        stop = match.end("n") + _clause_end(match["what"])
        start, end = masked.span(_subject(masked.text, match.start()), stop)
        asserted = {"direction": direction, "option": "yes", "count": masked.entity(match.start("n")).value}
        days = sorted(times[0].days) if times else []
        meta = {"sort": "against", "days": (days[0], days[-1]) if days else None}
        yield Draft(KIND, sentence, start, end, asserted, "focus", meta=meta)


def _from_to(sentence: Sentence) -> Iterator[Draft]:
    masked = sentence.masked
    for match in (*_FROM_TO.finditer(masked.text), *_TO_FROM.finditer(masked.text)):
        first, last = (e.value for _, e in sorted(masked.within(*match.span(), "N"))[:2])
        if match.re.pattern == _TO_FROM.pattern:
            first, last = last, first
        times = [e.value for _, e in masked.within(*match.span("a"), "T")]
        days = sorted(times[0].days) if times else []
        start, end = masked.span(*match.span())
        asserted = {"direction": "lower" if match["lower"] else "higher", "option": "yes", "count": first, "to": last}
        meta = {"sort": "against", "days": (days[0], days[-1]) if days else None, "span": match.span()}
        yield Draft(KIND, sentence, start, end, asserted, "focus", meta=meta)


def _clause_end(words: str) -> int:
    stop = rx(r" (?:and|but|while|as|with)\b").search(words)
    return stop.start() if stop else len(words)


def _subject(text: str, place: int) -> int:
    """Where "the majority was slightly " begins, when the comparison is the predicate of its clause."""
    match = rx(r"\b(?:the|its|this)(?: [\w-]+){0,4} (?:was|is|were)(?: [\w-]+){0,3} ?$").search(
        text, max(0, place - 70), place
    )
    return match.start() if match else place


def comparable(event: VoteEvent, index: Index) -> list[VoteEvent]:
    """Earlier votes on whole texts of the same matter or title in the same body, in the order of time."""
    return [e for e in history.earlier(event, index) if e.counts.yes is not None]


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """One reading for each comparable vote, or for the named one; for a trend the last vote before and the highest."""
    if "count" in draft.asserted:
        return _by_count(draft, event, index)
    named = draft.asserted["baseline"]
    others = (
        [e for e in (index.by_symbol(symbol) for symbol in named) if e]
        if isinstance(named, list)
        else comparable(event, index)
    )
    others = [e for e in others if e.counts.yes is not None and e.key != event.key]
    if event.counts.yes is None or not others:
        return Judgement(
            (Reading("comparable votes", None, {"events": 0}),), (), ("the record holds no comparable vote",), event
        )
    if draft.asserted.get("trend"):
        top = (
            max(others, key=lambda e: (e.counts.yes or 0, e.key))
            if draft.asserted["direction"] == "lower"
            else others[0]
        )
        others = list({e.key: e for e in (others[-1], top)}.values())
    members = event.members or 193
    readings: list[Reading] = []
    holding: list[str] = []
    failing: list[str] = []
    for other in others:
        gap = event.counts.yes - (other.counts.yes or 0)
        gap = -gap if draft.asserted["direction"] == "lower" else gap
        holds = gap > (NOTABLE * members if draft.asserted["notable"] else 0)
        readings.append(Reading(f"against {other.key}", holds, {"event": other.key, "yes": other.counts.yes}))
        (holding if holds else failing).append(f"{other.key} ({other.counts.yes} yes)")
    facts = [f"{event.key} had {event.counts.yes} yes votes"]
    word = "notably " if draft.asserted["notable"] else ""
    if holding:
        facts.append(f"that is {word}{draft.asserted['direction']} than {joined(holding)}")
    if failing:
        facts.append(f"it is not {word}{draft.asserted['direction']} than {joined(failing)}")
    rows = tuple(Evidence("count", e.key, ", ".join(e.sources)) for e in [event, *others])
    return Judgement(tuple(readings), rows, tuple(facts), event, tuple(others))


def _by_count(draft: Draft, event: VoteEvent, index: Index) -> Judgement:
    """Against the earlier vote whose count it is. Where the record has no such vote, nothing is decided."""
    said, direction = draft.asserted["count"], draft.asserted["direction"]
    span = draft.meta["days"]
    others = comparable(event, index)
    if span is not None:
        timed = [e for e in others if e.day is not None and span[0] <= e.day <= span[1]]
        others = timed if timed or said is None else others
    near = others[-1:] if said is None else [e for e in others if e.counts.yes == said]
    if not near and said is not None:
        near = [e for e in others if abs((e.counts.yes or 0) - said) <= 1][-1:]
    here = event.counts.yes
    if here is None or not near:
        what = "in the time that the words name" if said is None else f"with {said} yes votes"
        fact = f"the record holds no earlier vote on the matter {what}"
        return Judgement((Reading("the vote it is compared with", None, {"count": said}),), (), (fact,), event)
    other = near[-1]
    there = other.counts.yes or 0
    holds: bool | None = True if not direction else here < there if direction == "lower" else here > there
    if draft.asserted.get("to") not in (None, here):
        holds = None if said == here else False  # from this vote on to a later one
    fact = f"{event.key} had {here} yes votes, {other.key} had {there}"
    rows = tuple(Evidence("count", e.key, ", ".join(e.sources)) for e in (event, other))
    return Judgement(
        (Reading("the vote it is compared with", holds, {"event": other.key, "yes": there}),),
        rows,
        (fact,),
        event,
        (other,),
    )
