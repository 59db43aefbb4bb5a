"""Imports of voting records: the list, the form, and one with its progress and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.desk import imports
from factcheck.desk.access import actor, desk_page
from factcheck.desk.forms import ImportForm
from factcheck.imports.actions import uploads
from factcheck.imports.models import Upload
from factcheck.web.forms import take_errors
from factcheck.web.pages import allow_parameters, page_of

REFUSALS = 100
"""Refusals on a page."""


@require_safe
@desk_page("imports.view")
def home(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    rows = Upload.objects.select_related("progress", "by").prefetch_related("files")
    page = page_of(request, rows)
    context = {"entries": [imports.entry(row) for row in page.object_list], "page": page, "active": "imports"}
    return render(request, "desk/import_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("imports.add")
def add(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST, request.FILES, request=request) if request.method == "POST" else ImportForm()
    if form.is_bound and form.is_valid():
        try:
            upload = uploads.add(files=form.cleaned_data["file"], format=form.cleaned_data["format"], by=actor(request))
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, "The files are stored. They are imported now; you may leave this page.")
            return redirect("desk:import-detail", upload.pk)
    status = 422 if form.is_bound else 200
    return render(request, "desk/import_add.html", {"form": form, "active": "imports"}, status=status)


@require_safe
@desk_page("imports.view")
def detail(request: HttpRequest, number: int) -> HttpResponse:
    """The page, or the part of it that changes while the import runs."""
    allow_parameters(request, "page")
    upload = get_object_or_404(Upload.objects.select_related("progress", "by").prefetch_related("files"), pk=number)
    page = page_of(request, upload.refusals.all(), REFUSALS)
    context = {
        "upload": upload,
        "entry": imports.entry(upload),
        "is_running": not upload.progress.is_finished,
        "page": page,
        "active": "imports",
    }
    part = "#state" if request.headers.get("HX-Request") else ""
    return render(request, f"desk/import_detail.html{part}", context)
