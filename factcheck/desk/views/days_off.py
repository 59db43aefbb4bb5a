"""The newsroom's days off, which the clocks of seven working days leave out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
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

LARGEST = 1_000_000
"""Bytes of a calendar."""


class DaysOffForm(forms.Form):
    text = forms.CharField(
        label="Days",
        required=False,
        help_text=(
            "A line each: 2026-04-06 Easter Monday; without the year for every year: 12-25 Christmas Day; all days from"
            " one to another: 2026-12-24 to 2027-01-01 Office closed; several: 2026-12-24, 2026-12-31 Half a day."
        ),
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages=NO_NUL,
    )
    calendar = forms.FileField(
        label="A calendar whose days are added to the list",
        required=False,
        allow_empty_file=True,
        help_text="A file in iCalendar (.ics), as governments give them away. It can be pasted above, too.",
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )

    def clean_calendar(self) -> str:
        """Its text; "" without a file."""
        sent: UploadedFile | None = self.cleaned_data["calendar"]
        if sent is None:
            return ""
        if (sent.size or 0) > LARGEST:
            raise ValidationError(f"The file is larger than {LARGEST // 1000:,} kilobytes.")
        try:
            text = sent.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError("The file is no text in UTF-8, as calendars are.") from error
        if not text.strip() or "\x00" in text:
            raise ValidationError("There is no calendar in this file.")
        return text


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("newsroom.set")
def edit(request: HttpRequest) -> HttpResponse:
    now = DaysOff.current()
    if request.method != "POST":
        return _page(request, DaysOffForm(initial={"text": now.text}), now.pk or 0)
    form, stood = DaysOffForm(request.POST, request.FILES), revision_in(request.POST)
    if not form.is_valid():
        return _page(request, form, stood, status=422)
    taken = days_off.with_calendar(text=form.cleaned_data["text"], calendar=form.cleaned_data["calendar"])
    form.data = {**request.POST.dict(), "text": taken.text}
    if taken.problems:
        take_errors(form, ValidationError({"calendar": list(taken.problems)}))
        return _page(request, form, stood, status=422, added=_added(taken))
    try:
        days_off.store(text=taken.text, by=actor(request), stood=stood)
    except days_off.ListChanged as changed:
        said, leave = "Somebody stored another list while you wrote.", reverse("desk:days-off")
        found = both(form, {"text": changed.now.text}, said=said, leave=leave, long="text")
        return _page(request, form, changed.now.pk, status=409, both=found)
    except ValidationError as error:
        take_errors(form, error)
        return _page(request, form, stood, status=422, added=_added(taken))
    messages.success(request, f"The days off are stored.{_counted(taken)}")
    return redirect("desk:policy-list")


def _counted(taken: days_off.Taken) -> str:
    if not taken.new + taken.known:
        return ""
    return f" From the calendar: {taken.new} new, {taken.known} that stood there already."


def _added(taken: days_off.Taken) -> str:
    if not taken.new:
        return ""
    return f"New at the end of the list, out of the calendar: {taken.new}. Store it if nothing is missing."


def _page(
    request: HttpRequest, form: DaysOffForm, stood: int | None, *, status: int = 200, **more: Any
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "stood": stood, "draft": ("days-off", stood), "active": "policies", **more}
    return render(request, "desk/days_off.html", context, status=status)
