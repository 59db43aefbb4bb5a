"""Search in the record: one object for the pages, the desk and the API."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from factcheck.engine.text.symbols import canonical, find_symbols, fold
from factcheck.record.models import Motion, MotionDocument, Sponsorship, Subject, Vote, VoteEvent
from factcheck.record.models.vote_event import VoteEventQuerySet

RANKED = 2_000
"""Where more motions than these have the words, their rank says little and costs much: the newest come first."""
PARTS = 1_000
"""At most so many motions are found by a part of their symbol."""


def plain(words: str) -> str:
    """The words without accents, as the database has the motions' words ("Côte d'Ivoire" as "Cote d'Ivoire"). Asked
    once and given to the search as a constant: in the query itself it would be asked again for every row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unaccent(%s)", [words])
        return str(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class VoteSearch:
    """What to look for; an empty field asks nothing. `state` and `sponsor` are codes, `option` needs a state.

    `words` may be a document's symbol in any form people write it ("ES-11/7", "resolution 2774 (2025)", "68/262"), or
    a part of a symbol ("ES-11", "L.10"), or words of title, description and subjects, with English stemming, "quoted
    phrases", and a minus for words that must not stand there. Accents make no difference. `subject` is a term of the
    library, of the resolutions' own files or of Voeten's issues, whole or its beginning, in any case.
    """

    words: str = ""
    body: str = ""
    state: str = ""
    option: str = ""
    sponsor: str = ""
    subject: str = ""
    kind: str = ""
    result: str = ""
    since: date | None = None
    until: date | None = None

    def votes(self) -> VoteEventQuerySet:
        """The votes that fit all fields, with motion and body: an exact symbol first, then by rank (where the words
        are not in most of the record), then the newest."""
        return self._by_words(self._by_facets())

    def _by_facets(self) -> VoteEventQuerySet:
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
        if self.subject:
            about = Subject.objects.filter(motion=OuterRef("motion"), words__istartswith=self.subject)
            found = found.filter(Exists(about))
        return found

    def glance(self, limit: int) -> list[VoteEvent]:
        """The newest votes that fit, each with its motion and `position`, how `state` voted ("" without one); one
        query. Words that are a symbol find that text; others are looked for as words, and come without accents."""
        found = self._by_facets()
        words = " ".join(self.words.replace("\x00", " ").split())
        symbols = symbols_in(words) if "/" in words or find_symbols(words, 0, len(words)) else []
        if symbols:
            found = found.filter(Q(motion__key__in=symbols) | Q(motion__draft_symbol__in=symbols))
        cast = Vote.objects.filter(event=OuterRef("pk"), organization__code=self.state)
        position = Subquery(cast.values("option")[:1]) if self.state else Value("")
        found = found.annotate(position=position)
        if symbols or not words:
            return list(found.newest_first()[:limit])
        texts = MotionDocument.objects.filter(document=_query(words)).order_by()
        is_common = Exists(texts[RANKED : RANKED + 1])
        # Few texts are looked up and sorted; among many the newest are met soon. The database runs one of the two.
        day = Coalesce("held_on", Value(date.min)).desc()
        few = found.filter(~is_common, motion__in=texts.values("pk")[:RANKED]).order_by(day, "key")[:limit]
        many = found.filter(is_common, motion__document__document=_query(words)).newest_first()[:limit]
        return list(few.union(many, all=True))

    def _by_words(self, found: VoteEventQuerySet) -> VoteEventQuerySet:
        words = " ".join(self.words.replace("\x00", " ").split())
        if not words:
            return found.newest_first()
        text = plain(words)
        query = _query(text)
        named, parts = _motions_named(words)
        fits = Q(motion__document__document=query)
        if named or parts:  # by key in the same table, so that one index or the other is always enough
            fits |= Q(motion__document__pk__in=[*named, *parts])
        looked_through = MotionDocument.objects.filter(Q(document=query) | Q(pk__in=[*named, *parts]))
        if not named and looked_through[: RANKED + 1].count() > RANKED:
            return found.filter(fits).newest_first()
        place = Case(When(motion__in=named, then=Value(0)), default=Value(1)) if named else Value(1)
        ranked = found.filter(fits).annotate(place=place, rank=SearchRank(F("motion__document__document"), query))
        return ranked.order_by("place", "-rank", F("held_on").desc(nulls_last=True), "key")


def _query(plain_words: str) -> Any:
    english = SearchQuery(plain_words, search_type="websearch", config="english")
    return english | SearchQuery(plain_words, search_type="websearch", config="simple")


def _motions_named(words: str) -> tuple[list[int], list[int]]:
    """Motions whose symbol the words name, and those whose symbol has the words in it where they look like a part."""
    exact = Q()
    for key in symbols_in(words):
        exact |= Q(key=key) | Q(symbol=key) | Q(draft_symbol=key)
    named = list(Motion.objects.filter(exact).values_list("pk", flat=True)) if exact else []
    part = words.strip()
    if not _PART.fullmatch(part):
        return named, []
    found = Motion.objects.filter(Q(key__icontains=part) | Q(draft_symbol__icontains=part)).order_by("key")
    return named, list(found.values_list("pk", flat=True)[:PARTS])


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


_PART = re.compile(r"(?=.*\d)(?=.*[/.-])[A-Za-z0-9/.()-]{4,40}")
"""What looks like a part of a symbol: a digit, and a mark that stands between the parts of symbols."""

SYMBOL_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/.-()v")
