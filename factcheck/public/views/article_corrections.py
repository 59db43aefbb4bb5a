"""What articles were asked to be corrected to, and what came of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.verdicts import queries
from factcheck.web import verdicts
from factcheck.web.pages import allow_parameters, page_of, public_page


@public_page
def article_correction_list(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    page = page_of(request, queries.article_corrections())
    context = {"page": page, "rows": verdicts.asked(page.object_list), "active": "corrections"}
    return render(request, "public/article_correction_list.html", context)
