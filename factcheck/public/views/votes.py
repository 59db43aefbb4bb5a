"""Votes: the list, and one vote with its roll call under a filter that the address carries."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from factcheck.formats import metadata
from factcheck.formats.site import Site
from factcheck.record.models import Motion
from factcheck.web import roll_filter, vote_page, vote_search, votes
from factcheck.web.pages import allow_parameters, page_of, public_page, wants_fragment, with_fragments


@public_page
def vote_list(request: HttpRequest) -> HttpResponse:
    """All votes, or those that the form in the address asks for; 400 with the form where it asks for what cannot be."""
    allow_parameters(request, *vote_search.PARAMETERS)
    form = vote_search.VoteSearchForm(request.GET)
    context: dict[str, Any] = {"form": form, "active": "votes"}
    if not form.is_valid():
        return render(request, "public/vote_list.html", context, status=400)
    search = form.search()
    page = page_of(request, search.votes())
    events = list(page.object_list)
    held = votes.positions(events, [search.state], form.states) if search.state else {}
    lines = [votes.line(event, held.get(event.pk, ())) for event in events]
    return render(request, "public/vote_list.html", context | {"votes": lines, "page": page})


@public_page
@with_fragments
def vote_detail(request: HttpRequest, key: str) -> HttpResponse:
    """The motion's page; with several votes on the text, the last one's. A fragment for the filter's script."""
    allow_parameters(request, *roll_filter.PARAMETERS)
    if "\x00" in key:
        raise Http404
    motion = get_object_or_404(Motion.objects.select_related("body", "parent", "source"), key=key)
    events = list(motion.vote_events.with_motion().order_by("-sequence"))
    event = events[0] if events else None
    meta = metadata.of_vote(motion, Site.of(request), has_vote=event is not None)
    context: dict[str, Any] = {"motion": motion, "event": event, "meta": meta, "active": "votes"}
    if event:
        context |= vote_page.roll_context(event, request.GET, reverse("public:vote-detail", args=[key]))
    if wants_fragment(request):
        return render(request, "public/vote_detail.html#roll_call", context)
    return render(request, "public/vote_detail.html", context | vote_page.context(motion, event, events, context))
