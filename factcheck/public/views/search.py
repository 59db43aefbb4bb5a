"""One search over everything that is published: verdicts, claims of articles, votes of the record."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.web.pages import allow_parameters, public_page
from factcheck.web.search import asked, page


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """At most three queries. A search has one address: others lead to it. 400 with the form for what cannot be."""
    allow_parameters(request, *asked.PARAMETERS)
    form = asked.SearchForm(request.GET)
    context: dict[str, Any] = {"form": form, "active": "search"}
    if not form.is_valid():
        return render(request, "public/search.html", context, status=400)
    address = form.query(page=form.data["page"] if form.number > 1 else "")
    if request.GET and request.META.get("QUERY_STRING", "") != address.removeprefix("?"):
        return redirect(reverse("public:search") + address)
    if not form.is_asking:
        return render(request, "public/search.html", context)
    context |= page.context(form)
    if form.number > context["pages"]:
        form.add_error(
            "page",
            _("There is no page %(page)s: there are %(pages)s.") % {"page": form.number, "pages": context["pages"]},
        )
        return render(request, "public/search.html", {"form": form, "active": "search"}, status=400)
    return render(request, "public/search.html", context)
