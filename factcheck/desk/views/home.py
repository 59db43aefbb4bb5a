"""The desk's first page: every stored article with what was found in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.accounts.permissions import is_allowed
from factcheck.articles.models import Article
from factcheck.desk.access import actor, desk_page
from factcheck.policies import queries as policies
from factcheck.web import articles
from factcheck.web.pages import allow_parameters, page_of


@require_safe
@desk_page()
def home(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    page = page_of(request, Article.objects.with_latest_version().order_by("-created_at", "-pk"))
    entries = articles.entries(page.object_list, "desk:article-detail", folded=True)
    may_write = is_allowed(actor(request), "policies.edit")
    context = {
        "entries": entries,
        "page": page,
        "policies_due": [one.policy for one in policies.standing() if one.is_due] if may_write else [],
        "active": "home",
    }
    return render(request, "desk/home.html", context)
