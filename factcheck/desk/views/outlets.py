"""Outlets: whose they are, and where they take requests for corrections."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.accounts.permissions import is_allowed
from factcheck.articles.actions import outlets
from factcheck.articles.models import Outlet
from factcheck.desk.access import actor, desk_page
from factcheck.desk.article_correction_forms import OutletForm
from factcheck.web.forms import take_errors
from factcheck.web.pages import allow_parameters, page_of


@require_safe
@desk_page()
def listing(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    rows = Outlet.objects.annotate(number=Count("articles")).order_by("-is_own", "name")
    may = is_allowed(actor(request), "outlets.manage")
    context = {"page": page_of(request, rows), "may_manage": may, "active": "outlets"}
    return render(request, "desk/outlet_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("outlets.manage")
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    outlet = get_object_or_404(Outlet, slug=slug)
    known = {name: getattr(outlet, name) for name in OutletForm.base_fields}
    form = OutletForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            outlets.describe(outlet=outlet, by=actor(request), **given)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, f"{outlet.name}: kept.")
            return redirect("desk:outlet-list")
    context = {"outlet": outlet, "form": form, "active": "outlets"}
    return render(request, "desk/outlet_detail.html", context, status=422 if form.is_bound else 200)
