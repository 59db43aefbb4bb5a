"""Report an error: the one form that a stranger may send. No login, no cookie, nothing to solve."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from factcheck.verdicts import clock, queries
from factcheck.verdicts.actions import requests
from factcheck.web.forms import OpenForm, is_too_large, open_form, take_errors
from factcheck.web.networks import network_of
from factcheck.web.pages import allow_parameters, public_page

LARGEST = 64 * 1024
"""Bytes of a whole request."""
VERDICT = re.compile(r"/verdicts/(?P<slug>[-\w]+)/")


class ReportForm(OpenForm):
    """What is wrong with a value is said by the action."""

    text = forms.CharField(
        label=_("What is wrong, and how do you know?"),
        help_text=_("Sources help us most: an address, a document’s symbol, a page."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    name = forms.CharField(label=_("Your name"), required=False)
    email = forms.CharField(
        label=_("Your mail address"),
        help_text=_("For our answer only. Nobody outside the newsroom sees it."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    about = forms.CharField(required=False, widget=forms.HiddenInput)


@open_form
def report(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "about")
    if request.method != "POST":
        form = ReportForm(initial={"about": request.GET.get("about", "")[:500]})
        return _page(request, form)
    if is_too_large(request, LARGEST):
        return render(
            request, "public/report.html", {"form": ReportForm(), "too_large": True, "active": ""}, status=413
        )
    form = ReportForm(request.POST)
    form.is_valid()
    given = {name: str(request.POST.get(name, "")).replace("\r\n", "\n") for name in ("text", "name", "email", "about")}
    if request.POST.get("website"):
        return redirect("public:report-thanks")
    try:
        requests.report(**given, address=network_of(request))
    except ValidationError as error:
        take_errors(form, error)
        return _page(request, form, status=422)
    except requests.TooMany as error:
        form.add_error(None, str(error))
        return _page(request, form, status=429)
    return redirect("public:report-thanks")


def _page(request: HttpRequest, form: ReportForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "claim": _claim_at(form["about"].value() or ""), "active": ""}
    return render(request, "public/report.html", context, status=status)


def _claim_at(path: str) -> str:
    """The claim of the verdict whose page this is the path of; "" of any other."""
    match = VERDICT.match(path)
    newest = queries.newest_published().filter(verdict__slug=match["slug"]).first() if match else None
    return newest.claim_text if newest else ""


@public_page
def thanks(request: HttpRequest) -> HttpResponse:
    allow_parameters(request)
    return render(request, "public/report_thanks.html", {"days": clock.DAYS, "active": ""})
