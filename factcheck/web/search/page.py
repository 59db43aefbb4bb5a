"""The page of a search: what was found, by what it can be narrowed, and what it was taken to mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_noop

from factcheck.record.models import VoteEvent
from factcheck.verdicts import search
from factcheck.web import shapes, votes
from factcheck.web.language import Words
from factcheck.web.search.asked import SIZE, SearchForm

VOTES = 5
FACETS_SHOWN = 8
EXCERPT, BEFORE = 240, 80
"""Characters of an excerpt, and of what stands before the first word that was looked for."""
FACET_TITLES = Words(
    {
        "kind": gettext_noop("What"),
        "rating": gettext_noop("Rating"),
        "state": gettext_noop("About the state"),
        "body": gettext_noop("Body"),
        "outlet": gettext_noop("Published by"),
        "year": gettext_noop("Year"),
    }
)
LABELS = Words({"q": gettext_noop("Words"), "since": gettext_noop("From"), "until": gettext_noop("To")})
Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """`words` and `context` are pieces of text: (text, whether it is what was looked for). `computed` is a code of the
    engine's, for claims; `rating` is accuracy and framing of a verdict, None while it is rechecked."""

    kind: str
    url: str
    words: tuple[Piece, ...]
    context: tuple[Piece, ...]
    computed: str
    rating: tuple[int | None, str] | None
    is_doubted: bool
    verdict_url: str
    source: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Facet:
    """`values` have (word, number of those that fit, address of the search with it)."""

    title: str
    values: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A field that is filled in, and the address of the search without it."""

    label: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Understood:
    """Words of the search that were taken for states. `literal` is the address of the search for the very words, where
    they were put right."""

    text: str
    states: tuple[shapes.Link, ...]
    literal: str


def pieces(text: str) -> tuple[Piece, ...]:
    """A text with marks as pieces of it.

    >>> pieces(f"a {search.BEGIN}peace{search.END} plan")
    (('a ', False), ('peace', True), (' plan', False))
    """
    found: list[Piece] = []
    for part in text.split(search.BEGIN):
        marked, end, plain = part.partition(search.END)
        found += [(marked, True), (plain, False)] if end else [(part, False)]
    return tuple(piece for piece in found if piece[0])


def trimmed(found: Sequence[Piece], length: int) -> tuple[Piece, ...]:
    """An excerpt around the first word that was looked for, cut between words, with dots where it was cut.

    >>> trimmed((("one two three ", False), ("four", True), (" five six", False)), 18)
    (('one two three ', False), ('four', True), (' …', False))
    """
    text = "".join(piece for piece, _ in found)
    if len(text) <= length:
        return tuple(found)
    first, place = 0, 0
    for piece, is_found in found:
        if is_found:
            first = place
            break
        place += len(piece)
    begin = max(0, min(first - BEFORE, len(text) - length))
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    end = text.rfind(" ", begin, begin + length + 1) if begin + length < len(text) else len(text)
    end = end if end > first else min(begin + length, len(text))
    cut: list[Piece] = [("… ", False)] if begin else []
    place = 0
    for piece, is_found in found:
        kept = piece[max(0, begin - place) : max(0, end - place)]
        place += len(piece)
        if kept:
            cut.append((kept, is_found))
    return (*cut, (" …", False)) if end < len(text) else tuple(cut)


def context(form: SearchForm) -> dict[str, Any]:
    """What a valid form finds; two queries. Nothing is asked of an empty form."""
    asked = form.search()
    found = search.run(asked, page=form.number, size=SIZE)
    vote_search = form.vote_search()
    events = vote_search.glance(VOTES + 1) if vote_search else []
    pages = max(1, -(-found.total // SIZE))
    return {
        "found": found,
        "hits": [_hit(row) for row in found.rows],
        "facets": _facets(form, found),
        "chips": _chips(form),
        "understood": _understood(form),
        "page_number": form.number,
        "pages": pages,
        "previous": form.query(page=str(form.number - 1)) if form.number > 2 else form.query(),
        "next": form.query(page=str(form.number + 1)) if form.number < pages else "",
        "most": search.MATCHED,
        "votes": [_vote_line(event, form) for event in events[:VOTES]],
        "votes_url": _votes_address(form) if events[VOTES:] else "",
        "asks_votes": vote_search is not None,
    }


def _hit(row: dict[str, Any]) -> Hit:
    is_verdict = row["kind"] == "verdict"
    verdict_url = reverse("public:verdict-detail", args=[row["slug"]]) if row["slug"] else ""
    article = reverse("public:article-detail", args=[row["article"]]) if row["is_article_public"] else ""
    is_rated = is_verdict and not row["doubted"]
    return Hit(
        row["kind"],
        verdict_url if is_verdict else article,
        pieces(row["words"]),
        trimmed(pieces(row["context"]), EXCERPT),
        "" if is_verdict else row["computed"] or "",
        (row["accuracy"], row["framing"] or "") if is_rated else None,
        is_verdict and bool(row["doubted"]),
        "" if is_verdict else verdict_url,
        "\u00a0· ".join(filter(None, (row["outlet"], row["title"]))),
        date.fromisoformat(row["day"]),
    )


def _facets(form: SearchForm, found: search.Found) -> list[Facet]:
    """By what the results can be narrowed: values that all have say nothing and are left out."""
    facets = []
    for name, title in FACET_TITLES.items():
        values = [(value, count) for value, count in found.facets.get(name, []) if 0 < count < found.total]
        if form.data.get(name) or not values or (name == "year" and (form.data["since"] or form.data["until"])):
            continue
        words = form.choices.get(name, {})
        facets.append(
            Facet(
                title,
                tuple(
                    (words.get(value, value), count, form.query(**_narrowed(name, value)))
                    for value, count in values[:FACETS_SHOWN]
                ),
            )
        )
    return facets


def _narrowed(name: str, value: str) -> dict[str, str]:
    return {"since": f"{value}-01-01", "until": f"{value}-12-31"} if name == "year" else {name: value}


def _chips(form: SearchForm) -> list[Chip]:
    chips = []
    for name, value in form.data.items():
        if value and name != "page":
            text = str(form.choices.get(name, {}).get(value, value))
            label = LABELS.get(name) or str(form.fields[name].label)
            without = {name: "", "option": ""} if name == "state" else {name: ""}
            chips.append(Chip(label, text, form.query(**without) or reverse("public:search")))
    return chips


def _understood(form: SearchForm) -> list[Understood]:
    literal = form.query(q=form.literal())
    return [
        Understood(
            one.text,
            tuple(
                shapes.Link(form.lists.states.get(code, code), reverse("public:state-detail", args=[code]))
                for code in one.codes
            ),
            literal if one.is_corrected else "",
        )
        for one in form.named
    ]


def _vote_line(event: VoteEvent, form: SearchForm) -> shapes.VoteLine:
    code = form.cleaned_data["state"]
    position = getattr(event, "position", "") or "unknown"
    held: Sequence[shapes.StateVote] = (
        [shapes.StateVote(code, form.lists.states.get(code, code), position)] if code else []
    )
    return votes.line(event, held)


def _votes_address(form: SearchForm) -> str:
    asked = {"q": form.corrected(), **{n: form.data[n] for n in ("body", "state", "option", "since", "until")}}
    pairs = [(name, value) for name, value in asked.items() if value]
    return f"{reverse('public:vote-list')}?{urlencode(pairs)}"
