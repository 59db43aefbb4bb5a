"""The newsroom's days off, which the clocks of seven working days leave out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from factcheck.desk.access import actor, desk_page
from factcheck.desk.conflicts import both
from factcheck.desk.forms import NO_NUL, revision_in
from factcheck.policies.actions import days_off
from factcheck.policies.models import DaysOff
from factcheck.web.forms import take_errors


class DaysOffForm(forms.Form):
    text = forms.CharField(
        label="Days",
        required=False,
        help_text="A line each: 2026-04-06 Easter Monday; without the year for every year: 12-25 Christmas Day.",
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages=NO_NUL,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("newsroom.set")
def edit(request: HttpRequest) -> HttpResponse:
    now = DaysOff.current()
    form = DaysOffForm(request.POST if request.method == "POST" else None, initial={"text": now.text})
    stood = revision_in(request.POST) if form.is_bound else now.pk or 0
    context: dict[str, Any] = {"form": form, "stood": stood, "draft": ("days-off", stood), "active": "policies"}
    if form.is_bound and form.is_valid():
        try:
            days_off.store(text=form.cleaned_data["text"], by=actor(request), stood=stood)
        except days_off.ListChanged as changed:
            said, leave = "Somebody stored another list while you wrote.", reverse("desk:days-off")
            found = both(form, {"text": changed.now.text}, said=said, leave=leave, long="text")
            context |= {"stood": changed.now.pk, "both": found}
            return render(request, "desk/days_off.html", context, status=409)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, "The days off are stored.")
            return redirect("desk:policy-list")
    return render(request, "desk/days_off.html", context, status=422 if form.is_bound else 200)
