"""Public tables as CSV and JSON, the record in Popolo, and the claims of an article as Web Annotations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from factcheck.articles.models import Article
from factcheck.audit.models import Head
from factcheck.claims.queries import article_findings
from factcheck.formats import columns, popolo, tables, web_annotation
from factcheck.formats.site import Site
from factcheck.public.answers import json_answer, streamed, table_answer
from factcheck.public.views.articles import NEWEST_FIRST
from factcheck.record import queries as record
from factcheck.record.models import Membership, Motion, Organization, Vote
from factcheck.verdicts import queries
from factcheck.verdicts.models import Status
from factcheck.web import articles, record_page, vote_search
from factcheck.web.errors import BadParameters
from factcheck.web.pages import allow_parameters, public_page

CHUNK = 500


def _table(request: HttpRequest, table: tables.Table[Any], rows: Any, form: str) -> HttpResponseBase:
    """`rows` is a query; it is asked when the answer is sent."""
    return table_answer(request, table, rows.iterator(chunk_size=CHUNK), form)


@public_page
def verdict_table(request: HttpRequest, form: str) -> HttpResponseBase:
    allow_parameters(request)
    return _table(request, columns.verdicts(Site.of(request)), queries.newest_published(), form)


@public_page
def correction_table(request: HttpRequest, form: str) -> HttpResponseBase:
    allow_parameters(request)
    withdrawn = queries.newest_published().filter(verdict__status=Status.WITHDRAWN)
    rows = chain(
        ((version, True) for version in withdrawn.iterator(chunk_size=CHUNK)),
        ((version, False) for version in queries.corrections().iterator(chunk_size=CHUNK)),
    )
    return table_answer(request, columns.corrections(Site.of(request)), rows, form)


@public_page
def article_table(request: HttpRequest, form: str) -> HttpResponseBase:
    allow_parameters(request)
    rows = Article.objects.published().with_latest_version().order_by(*NEWEST_FIRST)
    return _table(request, columns.articles(Site.of(request)), rows, form)


@public_page
def vote_table(request: HttpRequest, form: str) -> HttpResponseBase:
    """The votes that the search in the address finds, all pages of it. Raises BadParameters."""
    allow_parameters(request, *(name for name in vote_search.PARAMETERS if name != "page"))
    asked = vote_search.VoteSearchForm(request.GET)
    if not asked.is_valid():
        field, problems = next(iter(asked.errors.items()))
        raise BadParameters(f"{field}: {problems[0]}")
    return _table(request, columns.votes(Site.of(request)), asked.search().votes(), form)


def _motion(key: str) -> Motion:
    if "\x00" in key:
        raise Http404
    return get_object_or_404(Motion.objects.select_related("body", "source"), key=key)


@public_page
def roll_call_table(request: HttpRequest, key: str, form: str) -> HttpResponseBase:
    """How each state voted on the text, on every vote that there was on it."""
    allow_parameters(request)
    rows = Vote.objects.filter(event__motion=_motion(key)).select_related("event", "organization")
    return _table(request, columns.roll_call(), rows.order_by("event__sequence", "organization__name"), form)


@public_page
def state_table(request: HttpRequest, form: str) -> HttpResponseBase:
    allow_parameters(request)
    return _table(request, columns.states(Site.of(request)), Organization.objects.states().order_by("name"), form)


@public_page
def state_vote_table(request: HttpRequest, code: str, form: str) -> HttpResponseBase:
    allow_parameters(request)
    state = get_object_or_404(Organization.objects.states(), code=code)
    return _table(request, columns.state_votes(Site.of(request), code), record.state_votes(state), form)


@public_page
def discrepancy_table(request: HttpRequest, form: str) -> HttpResponseBase:
    allow_parameters(request, "source", "kind")
    choice = record_page.DifferenceFilter.asked(request.GET)
    rows = record.discrepancies(source=choice.source, kind=choice.kind)
    return _table(request, columns.discrepancies(Site.of(request)), rows, form)


@public_page
def unreconciled_table(request: HttpRequest, form: str) -> HttpResponseBase:
    allow_parameters(request, "body", "reason")
    choice = record_page.DoubtFilter.asked(request.GET)
    rows = record.unreconciled(body=choice.body, doubts=choice.doubts)
    return _table(request, columns.votes(Site.of(request), "unreconciled"), rows, form)


@public_page
def head_table(request: HttpRequest) -> HttpResponseBase:
    allow_parameters(request)
    return _table(request, columns.heads(), Head.objects.order_by("-day"), "csv")


# --------------------------------------------------------------------------------------------------------------- Popolo


@public_page
def vote_popolo(request: HttpRequest, key: str) -> HttpResponseBase:
    """A motion with every vote on it."""
    allow_parameters(request)
    motion = _motion(key)
    events = list(motion.vote_events.with_motion().order_by("sequence"))
    cast: dict[int, list[Vote]] = {event.pk: [] for event in events}
    for vote in Vote.objects.filter(event__in=events).select_related("organization").order_by("organization__name"):
        cast[vote.event_id].append(vote)
    return json_answer(
        {
            "motions": [popolo.motion(motion, events, Site.of(request))],
            "vote_events": [popolo.vote_event(event, cast[event.pk]) for event in events],
        }
    )


@public_page
def organization_popolo(request: HttpRequest) -> HttpResponseBase:
    """States, bodies and groups with their names, and who belonged to what, when; in pieces."""
    allow_parameters(request)
    organizations = Organization.objects.select_related("source").prefetch_related("names").order_by("pk")
    held = Membership.objects.select_related("organization", "member").order_by("pk")
    return streamed(
        request,
        _listed(
            organizations=map(popolo.organization, organizations.iterator(chunk_size=CHUNK)),
            memberships=map(popolo.membership, held.iterator(chunk_size=CHUNK)),
        ),
        "application/json",
    )


def _listed(**lists: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A JSON object of lists, one row at a time."""
    for number, (name, rows) in enumerate(lists.items()):
        yield f"{',' if number else '{'}{json.dumps(name)}: ["
        between = ""
        for row in rows:
            yield between + json.dumps(row, ensure_ascii=False)
            between = ",\n"
        yield "]"
    yield "}"


# --------------------------------------------------------------------------------------------------------- annotations


@public_page
def article_annotations(request: HttpRequest, slug: str) -> HttpResponseBase:
    allow_parameters(request)
    article = articles.shown(slug)
    text = article.latest_version
    mentions = article_findings(text) if text else []
    claims = [mention.claim_id for mention in mentions]
    said = {one.verdict.claim_id: one for one in queries.newest_published().filter(verdict__claim__in=claims)}
    found = web_annotation.collection(article, text, mentions, said, Site.of(request))
    return json_answer(found, content_type=web_annotation.TYPE)
