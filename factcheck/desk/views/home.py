"""The desk's first page: every stored article with what was found in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.articles.models import Article
from factcheck.desk.access import desk_page
from factcheck.web import articles
from factcheck.web.pages import allow_parameters, page_of


@require_safe
@desk_page()
def home(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    page = page_of(request, Article.objects.with_latest_version().order_by("-created_at", "-pk"))
    entries = articles.entries(page.object_list, "desk:article-detail", folded=True)
    return render(request, "desk/home.html", {"entries": entries, "page": page, "active": "home"})
