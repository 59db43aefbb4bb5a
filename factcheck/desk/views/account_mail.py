"""How a person wants to have their notices by mail."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from factcheck.desk.access import actor
from factcheck.notices.actions import mailing
from factcheck.notices.models import Kind, MailSettings, Way
from factcheck.web.forms import take_errors
from factcheck.web.pages import allow_parameters


class MailForm(forms.Form):
    """A field for each kind of notice, then the hour of the daily mail by the person's own clock."""

    hour = forms.TypedChoiceField(
        label="The daily mail comes from", coerce=int, choices=[(hour, f"{hour:02}:00") for hour in range(24)]
    )
    zone = forms.ChoiceField(
        label="By the clock of",
        choices=lambda: [
            (zone, zone.replace("_", " ")) for zone in sorted(available_timezones() - {"Factory", "localtime"})
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {kind: forms.ChoiceField(label=label, choices=Way.choices) for kind, label in Kind.choices}
        self.fields = own | self.fields


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mail(request: HttpRequest) -> HttpResponse:
    allow_parameters(request)
    person = actor(request)
    chosen = MailSettings.of(person)
    initial = {kind: chosen.way(kind) for kind in Kind.values} | {"hour": chosen.hour, "zone": chosen.zone}
    form = MailForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        ways = {kind: given[kind] for kind in Kind.values}
        try:
            mailing.choose(by=person, ways=ways, hour=given["hour"], zone=given["zone"])
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, "Kept.")
            return redirect("account:mail")
    context = {"form": form, "active": "account"}
    return render(request, "account/mail.html", context, status=422 if form.is_bound else 200)
