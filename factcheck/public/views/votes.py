"""Votes: the list, and one vote with its roll call under a filter that the address carries."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from factcheck.claims.queries import findings_resting_on
from factcheck.record.models import Motion, VoteEvent
from factcheck.web import articles, roll_filter, shapes, votes, words
from factcheck.web.pages import allow_parameters, page_of, public_page

NEWEST_FIRST = ("-held_on", "body__code", "motion__key", "-sequence")


@public_page
def vote_list(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    events = VoteEvent.objects.select_related("motion", "body").order_by(*NEWEST_FIRST)
    page = page_of(request, events)
    lines = [votes.line(event) for event in page.object_list]
    return render(request, "public/vote_list.html", {"votes": lines, "page": page, "active": "votes"})


@public_page
def vote_detail(request: HttpRequest, key: str) -> HttpResponse:
    allow_parameters(request, *roll_filter.PARAMETERS)
    if "\x00" in key:
        raise Http404
    motion = get_object_or_404(Motion.objects.select_related("body", "parent", "source"), key=key)
    events = list(motion.vote_events.select_related("body", "source", "motion").order_by("-sequence"))
    event = events[0] if events else None
    context: dict[str, Any] = {"motion": motion, "event": event, "active": "votes"}
    if event:
        context |= roll_context(request, event)
    if request.headers.get("HX-Request"):
        return render(request, "public/vote_detail.html#roll_call", context)
    return render(request, "public/vote_detail.html", context | around(motion, event, events))
