"""The heads of the chain of changes, a day each, for anybody to keep."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from factcheck.audit.models import Head
from factcheck.web.pages import allow_parameters, page_of, public_page

IN_JSON = 5_000
"""Days: more than thirteen years."""


@public_page
def heads(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    page = page_of(request, Head.objects.order_by("-day"))
    return render(request, "public/audit_heads.html", {"page": page, "active": ""})


@public_page
def heads_json(request: HttpRequest) -> HttpResponse:
    """[{"day", "number", "hash"}, ...], the newest first."""
    allow_parameters(request)
    rows = Head.objects.order_by("-day").values_list("day", "number", "hash")[:IN_JSON]
    found = [{"day": day.isoformat(), "number": number, "hash": value} for day, number, value in rows]
    return JsonResponse(found, safe=False)
