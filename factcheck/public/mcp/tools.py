"""What the tools answer, in the shapes of the API. No protocol here: a call that cannot be answered raises Refused."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import QueryDict

from factcheck.engine.analysis import METHODS
from factcheck.formats.site import Site
from factcheck.public.api import rows
from factcheck.record import agreements, nearness
from factcheck.record.models import Organization
from factcheck.record.search import VoteSearch
from factcheck.verdicts import queries, search
from factcheck.web.search import asked

LIMIT = 20


class Refused(Exception):
    """Why a call cannot be answered, in a sentence for whoever made it."""


def site() -> Site:
    return Site(settings.SITE_URL)


def _limit(limit: int) -> int:
    if not 1 <= limit <= LIMIT:
        raise Refused(f"limit is 1 to {LIMIT}, not {limit}.")
    return limit


def state_named(text: str) -> tuple[str, str]:
    """Code and name of a state by its code or one of its names, right or nearly right."""
    if "\x00" in text or len(text) > asked.LONGEST:
        raise Refused("That is no name of a state.")
    found = nearness.grams(text)
    known = asked.lists(text, found)
    code = text.strip().upper()
    if code in known.states:
        return code, known.states[code]
    codes = sorted({code for one in nearness.named(found, known.names) for code in one.codes})
    if len(codes) != 1:
        which = " or ".join(f"{known.states[code]} ({code})" for code in codes)
        raise Refused(f"“{text[:60]}” may be {which}: name one." if codes else f"“{text[:60]}” names no state here.")
    return codes[0], known.states[codes[0]]


def search_verdicts(**given: str | int) -> dict[str, Any]:
    """Published verdicts that fit; parameters are those of the public search, all of them texts, and `limit`."""
    limit = _limit(int(given.pop("limit", 10)))
    parameters = QueryDict(mutable=True)
    parameters.update({name: str(value) for name, value in given.items() if value})
    if any("\x00" in str(value) for value in given.values()):
        raise Refused("A NUL character is no text.")
    parameters["kind"] = "verdict"
    form = asked.SearchForm(parameters)
    if not form.is_valid():
        field, problems = next(iter(form.errors.items()))
        raise Refused(f"{field}: {problems[0]}")
    found = search.run(form.search(), size=limit)
    slugs = [row["slug"] for row in found.rows]
    verdicts = {one.verdict.slug: one for one in queries.newest_published().filter(verdict__slug__in=slugs)}
    return {
        "found": found.total,
        "is_cut": found.is_cut,
        "understood": [
            {"words": one.text, "states": list(one.codes), "is_corrected": one.is_corrected} for one in form.named
        ],
        "verdicts": [rows.verdict(verdicts[slug], site()) for slug in slugs if slug in verdicts],
    }


def get_verdict(slug: str) -> dict[str, Any]:
    version = None if "\x00" in slug else queries.newest_published().filter(verdict__slug=slug[:200]).first()
    if version is None:
        raise Refused("There is no published verdict at this address.")
    return rows.verdict(version, site())


def votes_of_state(state: str, words: str, limit: int = 5) -> dict[str, Any]:
    """How a state voted on texts with these words or this symbol, the newest first."""
    if not words.strip() or "\x00" in words or len(words) > asked.LONGEST:
        raise Refused(f"Name a text by its symbol or by words of its title, in at most {asked.LONGEST} characters.")
    code, name = state_named(state)
    plain = asked.lists(words, []).plain
    found = VoteSearch(words=plain, state=code).glance(_limit(limit))
    return {
        "state": code,
        "name": name,
        "votes": [{**rows.vote_event(event, site()), "option": getattr(event, "position", None)} for event in found],
        "note": "Only votes in which the record has this state. Others may be missing here: nothing follows from it.",
    }


def agreement(
    first: str, second: str, method: str = "half_weight", body: str = "", since: str = "", until: str = ""
) -> dict[str, Any]:
    """How often two states voted alike, in all and by year."""
    if method not in METHODS:
        raise Refused(f"method is one of {', '.join(METHODS)}.")
    if body and not Organization.objects.bodies().filter(code=body.upper()[:8].replace("\x00", "")).exists():
        raise Refused("The record has no such body; GA, SC and HRC are some.")
    (one, _), (other, _) = state_named(first), state_named(second)
    if one == other:
        raise Refused("Name two different states.")
    found = agreements.shared(one, other, body=body.upper(), since=_day(since), until=_day(until))
    return rows.agreement(one, other, method, found)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused(f"“{text[:20]}” is no day; write it as 2025-02-24.") from None
