"""What a search asks: its form as it stands in an address, and which states its words name; one query."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db import connection
from django.http import QueryDict
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from factcheck.engine.text.symbols import find_symbols
from factcheck.record import nearness
from factcheck.record.local_names import in_order, local_name
from factcheck.record.search import VoteSearch, symbols_in
from factcheck.reviews.models import Accuracy, Framing
from factcheck.verdicts.search import MATCHED, Meant, Search
from factcheck.web.forms import NO_CHOICE, DayField
from factcheck.web.language import Words
from factcheck.web.words import OPTIONS, VERDICTS

PARAMETERS = ("q", "state", "option", "body", "rating", "outlet", "kind", "since", "until", "page")
"""In the order in which they stand in the one address of a search."""
LONGEST = 200
SIZE = 20
KINDS = Words({"verdict": gettext_noop("Verdicts"), "claim": gettext_noop("Claims in articles")})


def ratings() -> dict[str, str]:
    """By what a search can be narrowed: the ratings, the best first, and what was computed of claims."""
    return {
        **{Accuracy(number).name.lower(): str(Accuracy(number).label) for number in sorted(Accuracy.values)[::-1]},
        **{value: str(Framing(value).label) for value in Framing.values},
        "rechecked": gettext("Being rechecked"),
        **{
            f"computed-{code}": gettext("Computed: %(verdict)s") % {"verdict": word.word.lower()}
            for code, word in VERDICTS.items()
        },
    }


LISTS = """
WITH alias AS MATERIALIZED (
    SELECT replace(lower(unaccent(n.text)), '’', '''') AS name, o.code FROM record_name n
      JOIN record_organization o ON o.id = n.organization_id WHERE o.classification = 'state' AND %(grams)s <> '{}'
     UNION SELECT replace(lower(unaccent(name)), '’', ''''), code FROM record_organization
            WHERE classification = 'state' AND %(grams)s <> '{}'
)
SELECT jsonb_build_object(
    'plain', unaccent(%(words)s),
    'states', (SELECT jsonb_agg(jsonb_build_array(code, name) ORDER BY name) FROM record_organization
                WHERE classification = 'state'),
    'bodies', (SELECT jsonb_agg(jsonb_build_array(code, name) ORDER BY name) FROM record_organization
                WHERE classification = 'body' AND code IS NOT NULL),
    'outlets', (SELECT jsonb_agg(jsonb_build_array(o.slug, o.name, o.id) ORDER BY o.name) FROM articles_outlet o
                 WHERE EXISTS (SELECT FROM articles_article a WHERE a.outlet_id = o.id AND a.is_published)),
    'names', (SELECT jsonb_agg(DISTINCT jsonb_build_array(alias.name, alias.code))
                FROM unnest(%(grams)s::text[]) AS gram JOIN alias ON alias.name = gram
                  OR (left(alias.name, 1) = left(gram, 1) AND abs(length(alias.name) - length(gram)) <= 2
                      AND length(gram) >= 5 AND similarity(alias.name, gram) >= 0.2)))
"""
"""`similarity` is pg_trgm's: it finds candidates, which are then measured letter by letter."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What can be chosen, by code or address, the words without accents, and the names of states near to them."""

    plain: str
    states: dict[str, str]
    bodies: dict[str, str]
    outlets: dict[str, str]
    outlet_keys: dict[str, int]
    names: list[tuple[str, str]]


def lists(words: str, found: list[nearness.Gram]) -> Lists:
    """One query. Only outlets of published articles can be chosen."""
    with connection.cursor() as cursor:
        cursor.execute(LISTS, {"words": words, "grams": sorted({gram.folded for gram in found})})
        answer = cursor.fetchone()[0]
    told = json.loads(answer) if isinstance(answer, str) else answer
    outlets = told["outlets"] or []
    return Lists(
        told["plain"],
        in_order({code: local_name(code, name) for code, name in told["states"] or []}),
        in_order({code: local_name(code, name) for code, name in told["bodies"] or []}),
        {slug: name for slug, name, _ in outlets},
        {slug: key for slug, _, key in outlets},
        [(name, code) for name, code in told["names"] or []],
    )


def _apart(words: str) -> tuple[str, list[tuple[str, list[str]]]]:
    """The words without the symbols in them, and each symbol as it stands there with the keys that it may mean. The
    word "resolution" beside a symbol is part of it."""
    spans = find_symbols(words, 0, len(words))
    if not spans and "/" in words and len(words.split()) == 1:
        return "", [(words, symbols_in(words))]
    rest, symbols, place = [], [], 0
    for start, end, _kind in sorted(spans):
        rest.append(words[place:start])
        symbols.append((words[start:end], symbols_in(words[start:end])))
        place = end
    rest.append(words[place:])
    left = " ".join(rest)
    return (_BESIDE.sub(" ", left) if spans else left), symbols


_BESIDE = re.compile(r"\b(?:un|resolutions?|draft)\b", re.IGNORECASE)


class SearchForm(forms.Form):
    """Every field may stay empty. What cannot be is an error at its field, and what was typed stays there."""

    q = forms.CharField(label=_("Words, a state or a symbol"), max_length=LONGEST, required=False)
    state = forms.ChoiceField(label=_("About the state"), required=False)
    option = forms.ChoiceField(label=_("Said to have voted"), required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)
    rating = forms.ChoiceField(label=_("Rating"), required=False)
    outlet = forms.ChoiceField(label=_("Published by"), required=False)
    kind = forms.ChoiceField(label=_("What"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)
    page = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MATCHED // SIZE,
        widget=forms.HiddenInput,
        label=_("Page"),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("There is no such page of what was found.")
        ),
    )

    def __init__(self, parameters: QueryDict) -> None:
        given = {name: parameters.get(name, "") for name in PARAMETERS}
        super().__init__(given, auto_id="search-%s")
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
        words, self.symbols = _apart(given["q"][:LONGEST])
        self.grams = nearness.grams(words)
        self.lists = lists(words, self.grams)
        votes = {code: one.word for code, one in OPTIONS.items() if code != "unknown"}
        self.choices: dict[str, dict[str, str]] = {
            "state": self.lists.states,
            "option": votes,
            "body": self.lists.bodies,
            "rating": ratings(),
            "outlet": self.lists.outlets,
            "kind": dict(KINDS),
        }
        for name, listed in self.choices.items():
            chosen = self.fields[name]
            if isinstance(chosen, forms.ChoiceField):
                chosen.choices = [("", gettext("Any")), *listed.items()]
                chosen.error_messages |= NO_CHOICE
        self.named = nearness.named(self.grams, self.lists.names)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("option") and not cleaned.get("state") and "state" not in self.errors:
            self.add_error("state", gettext("Choose the state that is said to have voted so."))
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", gettext("This day is before the first one."))
        return cleaned

    @property
    def is_asking(self) -> bool:
        return any(value for name, value in self.data.items() if name != "page")

    @property
    def has_filter(self) -> bool:
        return any(value for name, value in self.data.items() if name not in ("page", "q"))

    @property
    def number(self) -> int:
        """Of the page that is asked for."""
        return int(self.cleaned_data.get("page") or 1)

    @property
    def wanted(self) -> list[str]:
        """The words without accents, as they are stored to be searched; without symbols."""
        return self.lists.plain.split()

    def search(self) -> Search:
        """What a valid form asks of verdicts and claims. Words that name states are asked for as words or as states."""
        asked = self.cleaned_data
        outlet = self.lists.outlet_keys.get(asked["outlet"])
        facets = {name: asked[name] for name in ("state", "option", "body", "rating", "kind", "since", "until")}
        within = {place for one in self.named for place in range(one.start, one.end)}
        wanted = self.wanted
        rest = " ".join(word for place, word in enumerate(wanted) if place not in within)
        names = [
            Meant(" ".join(wanted[one.start : one.end]), tuple(f"state:{code}" for code in one.codes))
            for one in self.named
        ]
        names += [Meant(text, tuple(f"motion:{key}" for key in keys)) for text, keys in self.symbols]
        return Search(words=rest, names=tuple(names), outlet=outlet, **facets)

    def vote_search(self) -> VoteSearch | None:
        """The same asked of the votes, with names put right; None where it is asked for what only verdicts and claims
        have."""
        asked = self.cleaned_data
        if asked["rating"] or asked["outlet"] or asked["kind"]:
            return None
        facets = {name: asked[name] for name in ("state", "option", "body", "since", "until")}
        words = " ".join(text for text, _ in self.symbols) or self.corrected()
        return VoteSearch(words=words, **facets)

    def corrected(self) -> str:
        """The words with names that are not quite right put right; without symbols."""
        wanted = self.wanted
        for one in reversed(self.named):
            if one.is_corrected:
                wanted[one.start : one.end] = [self.lists.states.get(one.codes[0], one.text)]
        return " ".join(wanted)

    def literal(self) -> str:
        """The words so that no name is put right in them: those that were stand in quotes."""
        wanted = self.wanted
        for one in reversed(self.named):
            if one.is_corrected:
                wanted[one.start : one.end] = [f'"{one.text}"']
        return " ".join([*(text for text, _ in self.symbols), *wanted])

    def query(self, **changed: str) -> str:
        """The address of this search with some parameters changed, "" taking one out; the page is the first again
        unless it is named. Parameters stand in one order, so that a search has one address."""
        given = {**self.data, "page": "", **changed}
        pairs = [(name, given[name]) for name in PARAMETERS if given[name]]
        return f"?{urlencode(pairs)}" if pairs else ""
