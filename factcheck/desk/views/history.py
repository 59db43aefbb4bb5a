"""Every change that was made: by whom, when, what stood there before and after, and why."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.accounts.models import User
from factcheck.audit.models import Head, Verification
from factcheck.desk.access import actor, desk_page
from factcheck.web import history
from factcheck.web.errors import BadParameters
from factcheck.web.forms import DayField
from factcheck.web.pages import allow_parameters

AROUND = ("verdict", "article", "claim")


class HistoryForm(forms.Form):
    """What of the history is looked for; everything may stay empty."""

    table = forms.ChoiceField(label="Of what", required=False)
    row = forms.CharField(label="Row", required=False, max_length=40)
    person = forms.ChoiceField(label="By whom", required=False)
    since = DayField(label="From", required=False)
    until = DayField(label="Until", required=False)

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.order_by("name", "pk").values_list("pk", "name")
        self.fields["table"].choices = [("", "Everything"), *history.table_names(viewer).items()]  # type: ignore[attr-defined]
        self.fields["person"].choices = [("", "Anybody"), *((str(key), name) for key, name in people)]  # type: ignore[attr-defined]


@require_safe
@desk_page("audit.view")
def listing(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, *HistoryForm.base_fields, *AROUND, "before")
    form = HistoryForm(request.GET, viewer=actor(request))
    page = history.page(_wanted(request, form), actor(request)) if form.is_valid() else None
    kept = {name: value for name, value in request.GET.items() if value and name != "before"}
    context = {
        "form": form,
        "page": page,
        "following": urlencode({**kept, "before": page.following}) if page and page.following else "",
        "is_narrowed": bool(kept),
        "around": next(((name, request.GET[name]) for name in AROUND if request.GET.get(name)), None),
        "head": Head.objects.order_by("-day").first(),
        "proof": Verification.objects.order_by("-pk").first(),
        "whole": Verification.objects.filter(is_whole=True).order_by("-pk").first(),
        "active": "history",
    }
    return render(request, "desk/history.html", context, status=200 if page else 422)


def _wanted(request: HttpRequest, form: HistoryForm) -> history.Wanted:
    given = form.cleaned_data
    since: date | None = given["since"]
    around = next(((name, request.GET[name]) for name in AROUND if request.GET.get(name)), None)
    if around is not None and around[0] != "article":
        _number(around[1])
    return history.Wanted(
        table=given["table"],
        row=given["row"],
        person=int(given["person"]) if given["person"] else None,
        since=since,
        until=given["until"],
        of=around,
        before=_number(request.GET["before"]) if request.GET.get("before") else None,
    )


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 18):
        raise BadParameters("There is no such part of the history.")
    return int(value)
