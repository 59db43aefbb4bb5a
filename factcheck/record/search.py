"""Search in the record: one object for the pages, the desk and the API."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When

from factcheck.engine.text.symbols import canonical, find_symbols, fold
from factcheck.record.models import Sponsorship, Vote, VoteEvent
from factcheck.record.models.vote_event import VoteEventQuerySet

TITLE = SearchVector("motion__title", "motion__description", weight="A", config="english")
REST = SearchVector(
    "motion__key", "motion__symbol", "motion__draft_symbol", "motion__item", weight="C", config="simple"
)


@dataclass(frozen=True, slots=True)
class VoteSearch:
    """What to look for; an empty field asks nothing. `state` and `sponsor` are codes, `option` needs a state.

    `words` may be a document's symbol in any form people write it ("ES-11/7", "resolution 2774 (2025)", "68/262"), or
    words of the title, with English stemming, "quoted phrases", and a minus for words that must not stand in it.
    """

    words: str = ""
    body: str = ""
    state: str = ""
    option: str = ""
    sponsor: str = ""
    kind: str = ""
    result: str = ""
    since: date | None = None
    until: date | None = None

    def votes(self) -> VoteEventQuerySet:
        """The votes that fit all fields, with motion and body: an exact symbol first, then by rank, then the newest."""
        found = VoteEvent.objects.with_motion()
        exact = {"body__code": self.body, "motion__kind": self.kind, "result": self.result}
        found = found.filter(**{field: value for field, value in exact.items() if value})
        if self.since:
            found = found.filter(held_on__gte=self.since)
        if self.until:
            found = found.filter(held_on__lte=self.until)
        if self.state:
            votes = Vote.objects.filter(event=OuterRef("pk"), organization__code=self.state)
            found = found.filter(Exists(votes.filter(option=self.option) if self.option else votes))
        if self.sponsor:
            listed = Sponsorship.objects.filter(motion=OuterRef("motion"), organization__code=self.sponsor)
            found = found.filter(Exists(listed))
        return self._by_words(found)

    def _by_words(self, found: VoteEventQuerySet) -> VoteEventQuerySet:
        words = plain(self.words)
        if not words:
            return found.newest_first()
        keys = symbols_in(words)
        named = Q()
        for key in keys:
            named |= Q(motion__key=key) | Q(motion__symbol=key) | Q(motion__draft_symbol=key)
        query = SearchQuery(words, search_type="websearch", config="english") | SearchQuery(
            words, search_type="websearch", config="simple"
        )
        vector = TITLE + REST
        fits = Q(document=query) | named if keys else Q(document=query)
        first = Case(When(named, then=Value(0)), default=Value(1), output_field=IntegerField()) if keys else Value(1)
        ranked = found.annotate(document=vector).filter(fits)
        return ranked.annotate(place=first, rank=SearchRank(vector, query)).order_by(
            "place", "-rank", F("held_on").desc(nulls_last=True), "key"
        )


def plain(words: str) -> str:
    """Words without accents and doubled white space: titles in English are found however the query is typed."""
    folded = unicodedata.normalize("NFKD", words)
    return " ".join("".join(char for char in folded if not unicodedata.combining(char)).split())


def symbols_in(words: str) -> list[str]:
    """Keys that the words may name; "ES-11/7" and "resolution ES-11/7" alike.

    >>> symbols_in("ES-11/7"), symbols_in("UN resolution 2774 (2025)"), symbols_in("peace")
    (['A/RES/ES-11/7'], ['S/RES/2774'], [])
    """
    found = [symbol for _, _, symbol in find_symbols(words, 0, len(words))]
    alone = fold(words)
    if not found and alone and any(char.isdigit() for char in alone) and set(alone) <= SYMBOL_LETTERS:
        found = [canonical(words), alone]
    return list(dict.fromkeys(found))


SYMBOL_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/.-()v")
