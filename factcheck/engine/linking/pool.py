"""The votes that an article may speak of: candidates, what was voted with them, and what else it mentions."""

from __future__ import annotations

from datetime import timedelta

from factcheck.engine.candidates import Candidate
from factcheck.engine.claims import grammar as g
from factcheck.engine.draft import Draft
from factcheck.engine.index import Index
from factcheck.engine.linking.scoring import ITS_OWN, OWNED, RIVAL
from factcheck.engine.model import VoteEvent
from factcheck.engine.text.document import Document


def votes_in_reach(
    candidates: list[Candidate], drafts: list[Draft], document: Document, index: Index
) -> list[VoteEvent]:
    """The candidates, what was voted with the best of them (siblings of the day and amendments), and votes on the same
    matter in the months and years that the article names."""
    events = {c.event.key: c.event for c in candidates}
    near_top = [c for c in candidates[:3] if c.score >= candidates[0].score - 3 and not c.is_aside]
    times = frozenset().union(*{day.days for sentence in document.sentences for day in sentence.days})
    for candidate in near_top:
        for event in index.series(candidate.event):
            if event.day in times:
                events.setdefault(event.key, event)
    by = {
        code
        for d in drafts
        if d.kind == "outcome" and d.asserted["outcome"] == "vetoed"
        for code in d.asserted.get("vetoed_by", ())
    }
    for candidate in near_top[:1] if by else ():
        events.update((e.key, e) for e in _vetoes_before(candidate.event, by, index))
    for candidate in near_top:
        texts = [candidate.event, *index.siblings(candidate.event)]
        for event in (*texts, *(amendment for text in texts for amendment in index.amendments(text))):
            events.setdefault(event.key, event)
    return list(events.values())


def _vetoes_before(event: VoteEvent, by: set[str], index: Index) -> list[VoteEvent]:
    """Vetoes by one of the states on the matter of a vote in the three months before it and the week after: "after the
    United States had vetoed a similar text"."""
    item = index.motion_of(event).item
    if event.day is None or not item:
        return []
    first, last = event.day - timedelta(days=92), event.day + timedelta(days=7)
    near = [e for e in index.on_item(item) if e.day is not None and first <= e.day <= last]
    return [e for e in near if e.result == "vetoed" and by & set(e.vetoed_by)]


def bodies_mentioned(document: Document, pool: list[VoteEvent], index: Index) -> set[str]:
    """Votes of the pool that the article mentions without naming: a vote in the other body, a rival text, the sponsor's own."""
    mentioned: set[str] = set()
    text = " ".join(s.masked.text for s in document.sentences if not s.is_headline)
    if not pool:
        return mentioned
    main = pool[0]
    rivals = (RIVAL.search(text) or ITS_OWN.search(text)) is not None
    owners = {
        s.code
        for sentence in document.sentences
        for m in OWNED.finditer(sentence.masked.text)
        for s in sentence.masked.entity(m.start("o")).value
    }
    for event in pool[1:]:
        authors = index.authors(event)
        others = index.authors(main)
        own = bool(authors & owners - others)
        if event.body != main.body:
            said = any(event.body in s.bodies and g.speaks_of_votes(s.masked.text) for s in document.sentences)
            if said or (own and rivals):
                mentioned.add(event.key)
        elif rivals or own:
            mentioned.add(event.key)
    return mentioned
