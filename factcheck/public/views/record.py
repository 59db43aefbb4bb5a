"""The record about itself: what it holds and lacks, where its sources differ, and which votes carry no verdict."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.record import queries
from factcheck.web import record_page, vote_sources, votes
from factcheck.web.pages import allow_parameters, page_of, public_page


@public_page
def overview(request: HttpRequest) -> HttpResponse:
    allow_parameters(request)
    return render(request, "public/record_overview.html", {**record_page.overview(), "active": "record"})


@public_page
def discrepancies(request: HttpRequest) -> HttpResponse:
    """Values in which two sources differ; 400 where the filter asks for what is not there."""
    allow_parameters(request, "source", "kind", "page")
    choice = record_page.DifferenceFilter.asked(request.GET)
    page = page_of(request, queries.discrepancies(source=choice.source, kind=choice.kind))
    states = votes.state_names()
    rows = [(votes.line(row.event), vote_sources.discrepancy(row, states)) for row in page.object_list]
    context = {"rows": rows, "page": page, "filter": choice, "active": "record"}
    return render(request, "public/record_discrepancies.html", context)


@public_page
def unreconciled(request: HttpRequest) -> HttpResponse:
    """Votes on which no verdict may rest, each with its reason; 400 where the filter asks for what is not there."""
    allow_parameters(request, "body", "reason", "page")
    choice = record_page.DoubtFilter.asked(request.GET)
    page = page_of(request, queries.unreconciled(body=choice.body, doubts=choice.doubts))
    rows = [(votes.line(event), record_page.reason_of(event)) for event in page.object_list]
    context = {"rows": rows, "page": page, "filter": choice, "active": "record"}
    return render(request, "public/record_unreconciled.html", context)
