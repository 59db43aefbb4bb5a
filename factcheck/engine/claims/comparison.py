"""`comparison`: more or less support than other votes. Comparison(e1, e2)."""

from __future__ import annotations

from collections.abc import Iterator

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
_THAN = rx(
    rf"\b(?P<s>{_SUPPORT})\b[^.;]{{0,70}}?\b(?:(?P<lower>{_LOWER})|(?P<higher>{_HIGHER}))\b[^.;]{{0,50}}?\b(?:than|compared (?:to|with)|relative to|from|against|of)\b[^.;]{{0,40}}?(?P<o>{_OTHERS})"
    rf"|\b(?:(?P<lower2>{_LOWER})|(?P<higher2>{_HIGHER})) (?:[\w'-]+ ){{0,3}}?{_SUPPORT}\b[^.;]{{0,40}}?\b(?:than|compared (?:to|with)|relative to)\b[^.;]{{0,40}}?(?P<o2>{_OTHERS})"
)
_NOTABLY = rx(
    r"\b(?:notably|significantly|markedly|sharply|far|much|considerably|substantially|dramatically|noticeably|well)\b"
)


def detect(sentence: Sentence, document: Document) -> Iterator[Draft]:
    """Comparisons of a vote's support with that of other votes.

    Known misses: comparisons over several sentences, of shares, and of the number of opponents.
    """
    masked = sentence.masked
    for match in _THAN.finditer(masked.text):
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
        yield Draft(KIND, sentence, start, end, asserted, meta={"others": others})


def comparable(event: VoteEvent, index: Index) -> list[VoteEvent]:
    """Earlier votes on whole texts of the same item in the same body, in the order of time."""
    item = index.motion_of(event).item
    if not item or event.day is None:
        return []
    found = [
        e for e in index.on_item(item)
        if e.body == event.body and e.day is not None and e.day < event.day and index.is_whole_text(e) and e.counts.yes is not None
    ]  # fmt: skip
    return sorted(found, key=lambda e: (e.day or event.day, e.key))


def judge(draft: Draft, event: VoteEvent, index: Index, document: Document) -> Judgement:
    """One reading for each comparable vote, or for the named one."""
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
    return Judgement(tuple(readings), rows, tuple(facts), event)
