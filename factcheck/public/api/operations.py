"""The operations. Each takes at most three queries; lists go on by key (`after`), never by number of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router

from factcheck.engine.analysis import Method
from factcheck.formats.site import Site
from factcheck.public.api import rows, shapes
from factcheck.record import agreements
from factcheck.record.models import Organization, VoteEvent
from factcheck.verdicts import queries
from factcheck.verdicts.models import Verdict
from factcheck.web.pages import allow_parameters

router = Router()
PROBLEMS: dict[Any, Any] = {400: shapes.Problem, 422: shapes.Problem, 429: shapes.Problem}
NOT_FOUND: dict[Any, Any] = {**PROBLEMS, 404: shapes.Problem}
AFTER = Query(None, description="The id of the last one that you have.")
FIELDS = Query([], description="Only these fields; name the parameter once for each.")
SINCE = Query(None, description="The first day of the vote, such as 2025-02-24.")
UNTIL = Query(None, description="The last day of the vote.")
SLUG = Path(description="The verdict's id: the last part of its address.")
MOTION = Path(description="The id of the text, such as A/RES/ES-11/7.")
FIRST = Query(description="A state by its code of three letters, such as USA.")
SECOND = Query(description="The other state.")


def _page(request: HttpRequest, found: list[dict[str, Any]], limit: int, fields: list[Any]) -> dict[str, Any]:
    """`found` has one row more than the page where there is another page."""
    shown, following = found[:limit], None
    if len(found) > limit:
        asked = [(name, value) for name, values in request.GET.lists() for value in values if name != "after"]
        query = urlencode([*asked, ("after", shown[-1]["id"])])
        following = f"{Site.of(request).root}{request.path}?{query}"
    return {"items": [rows.chosen(row, fields) for row in shown], "next": following}


def _must_be_there(found: Sequence[Any], **named: str | None) -> None:
    """Raise Http404 where an empty list is because something that was named is not there; one query. Nothing tells what
    readers may not see from what is not there at all."""
    asked = {kind: name for kind, name in named.items() if name}
    if found or not asked:
        return
    there = rows.there(asked)
    if missing := [f"no such {kind}" for kind in asked if kind not in there]:
        raise Http404(f"There is {' and '.join(missing)} here.")


@router.get(
    "/verdicts",
    response={200: shapes.Page[shapes.VerdictOut], **NOT_FOUND},
    exclude_unset=True,
    summary="Published verdicts, the newest first",
)
def verdict_list(
    request: HttpRequest,
    state: shapes.Code | None = Query(None, description="On claims about this state."),
    outlet: shapes.Slug | None = Query(None, description="On claims of this outlet, by its address."),
    after: shapes.Slug | None = AFTER,
    limit: shapes.Limit = 50,
    fields: list[shapes.VerdictField] = FIELDS,
) -> Any:
    allow_parameters(request, "state", "outlet", "after", "limit", "fields")
    topics = [queries.state_topic(state)] if state else []
    if outlet:
        topics.append(queries.outlet_topic(outlet))
    last = None
    if after:
        last = Verdict.objects.public().filter(slug=after).values_list("published_at", "pk").first()
        if last is None:
            raise Http404("There is no such published verdict to go on after.")
    found = queries.wordings(queries.keys_by_time(topics, after=last, most=limit + 1))
    _must_be_there(found, state=state, outlet=outlet)
    site = Site.of(request)
    return _page(request, [rows.verdict(one, site) for one in found], limit, fields)


@router.get(
    "/verdicts/{slug}",
    response={200: shapes.VerdictOut, **NOT_FOUND},
    exclude_unset=True,
    summary="A published verdict",
)
def verdict_detail(
    request: HttpRequest, slug: Annotated[shapes.Slug, SLUG], fields: list[shapes.VerdictField] = FIELDS
) -> Any:
    allow_parameters(request, "fields")
    version = queries.newest_published().filter(verdict__slug=slug).first()
    if version is None:
        raise Http404
    return rows.chosen(rows.verdict(version, Site.of(request)), fields)


@router.get(
    "/claims",
    response={200: shapes.Page[shapes.ClaimOut], **NOT_FOUND},
    exclude_unset=True,
    summary="Claims of published articles, the newest first",
)
def claim_list(
    request: HttpRequest,
    state: shapes.Code | None = Query(None, description="About this state."),
    motion: shapes.Key | None = Query(None, description="About the vote on this text."),
    article: shapes.Slug | None = Query(None, description="Of this article, by its address."),
    after: shapes.Number | None = AFTER,
    limit: shapes.Limit = 50,
    fields: list[shapes.ClaimField] = FIELDS,
) -> Any:
    allow_parameters(request, "state", "motion", "article", "after", "limit", "fields")
    found = rows.claims()
    if state:
        found = found.naming(state)
    if motion:
        found = found.resting_on(motion)
    if article:
        found = found.filter(mention__version__article__slug=article)
    if after:
        found = found.filter(mention__pk__lt=after)
    page = [rows.claim(one) for one in found[: limit + 1]]
    _must_be_there(page, state=state, motion=motion, article=article)
    return _page(request, page, limit, fields)


@router.get(
    "/votes",
    response={200: shapes.Page[shapes.VoteEventOut], **NOT_FOUND},
    exclude_unset=True,
    summary="Votes in the order of their keys",
)
def vote_list(
    request: HttpRequest,
    body: shapes.Body | None = Query(None, description="The body that voted, such as GA."),
    since: shapes.Day = SINCE,
    until: shapes.Day = UNTIL,
    after: shapes.Key | None = AFTER,
    limit: shapes.Limit = 50,
    fields: list[shapes.VoteEventField] = FIELDS,
) -> Any:
    allow_parameters(request, "body", "since", "until", "after", "limit", "fields")
    narrowed = {"body__code": body, "held_on__gte": since, "held_on__lte": until, "key__gt": after}
    found = VoteEvent.objects.with_motion().filter(**{name: value for name, value in narrowed.items() if value})
    site = Site.of(request)
    page = [rows.vote_event(event, site) for event in found.order_by("key")[: limit + 1]]
    _must_be_there(page, body=body)
    return _page(request, page, limit, fields)


@router.get(
    "/votes/{path:motion}",
    response={200: shapes.MotionVotes, **NOT_FOUND},
    summary="Every vote on a text, with its roll calls",
)
def vote_detail(request: HttpRequest, motion: Annotated[shapes.Key, MOTION]) -> Any:
    allow_parameters(request)
    events = list(VoteEvent.objects.with_motion().filter(motion__key=motion).order_by("-sequence"))
    if not events:
        raise Http404
    return {"motion_id": motion, "vote_events": rows.roll_calls(events, Site.of(request))}


@router.get(
    "/states",
    response={200: shapes.Page[shapes.StateOut], **PROBLEMS},
    exclude_unset=True,
    summary="States in the order of their codes",
)
def state_list(
    request: HttpRequest,
    after: shapes.Code | None = AFTER,
    limit: shapes.Limit = 50,
    fields: list[shapes.StateField] = FIELDS,
) -> Any:
    allow_parameters(request, "after", "limit", "fields")
    found = Organization.objects.states().filter(code__gt=after or "").order_by("code")
    site = Site.of(request)
    return _page(request, [rows.state(one, site) for one in found[: limit + 1]], limit, fields)


@router.get(
    "/agreement",
    response={200: shapes.Agreement, **NOT_FOUND},
    summary="How often two states voted alike",
)
def agreement(
    request: HttpRequest,
    first: shapes.Code = FIRST,
    second: shapes.Code = SECOND,
    method: Method = Query("half_weight", description="How an abstention counts."),
    body: shapes.Body | None = Query(None, description="Votes of this body alone, such as SC."),
    since: shapes.Day = SINCE,
    until: shapes.Day = UNTIL,
) -> Any:
    """Over votes on whole texts in which both took part, by year and in all. Read the interval as the least
    uncertainty: votes of one day are not independent."""
    allow_parameters(request, "first", "second", "method", "body", "since", "until")
    known = set(Organization.objects.states().filter(code__in=(first, second)).values_list("code", flat=True))
    if {first, second} - known:
        raise Http404("There is no such state here.")
    votes = agreements.shared(first, second, body=body or "", since=since, until=until)
    return rows.agreement(first, second, method, votes)
