"""Outlets: whose they are, and where they take requests for corrections."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.accounts.permissions import is_allowed
from factcheck.articles.actions import outlets
from factcheck.articles.models import Outlet
from factcheck.desk.access import actor, desk_page
from factcheck.desk.article_correction_forms import OutletForm
from factcheck.desk.conflicts import both
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
    known = _described(outlet)
    form = OutletForm(request.POST if request.method == "POST" else None, initial=known)
    context = {"outlet": outlet, "form": form, "stood": _stood(request) or known, "active": "outlets"}
    context["draft"] = (f"outlet-{outlet.pk}", "|".join(str(value) for value in known.values()))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            outlets.describe(outlet=outlet, by=actor(request), stood=_stood(request), **given)
        except outlets.Changed as changed:
            now = _described(changed.now)
            said = "Somebody described this outlet otherwise while you wrote."
            context |= {"stood": now, "both": both(form, now, said=said, leave=reverse("desk:outlet-list"))}
            return render(request, "desk/outlet_detail.html", context, status=409)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, f"{outlet.name}: kept.")
            return redirect("desk:outlet-list")
    return render(request, "desk/outlet_detail.html", context, status=422 if form.is_bound else 200)


def _described(outlet: Outlet) -> dict[str, str | bool]:
    return {name: getattr(outlet, name) for name in outlets.DESCRIBED}


def _stood(request: HttpRequest) -> dict[str, str | bool] | None:
    """How the outlet stood when the form was made; None where the form does not say."""
    if "stood-homepage" not in request.POST:
        return None
    texts = {name: request.POST.get(f"stood-{name}", "") for name in ("homepage", "corrections_email")}
    return {**texts, "is_own": "stood-is_own" in request.POST}
