"""Articles on their way in: the list, one with its progress, and looking it over before it is stored."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from factcheck.articles.actions import copies
from factcheck.articles.actions import intakes as actions
from factcheck.articles.models import ArticleVersion, Intake, IntakeState, KeptOriginal
from factcheck.desk import intakes
from factcheck.desk.access import actor, desk_page
from factcheck.desk.conflicts import both
from factcheck.desk.intake_forms import PreviewForm
from factcheck.web.errors import BadParameters
from factcheck.web.forms import take_errors
from factcheck.web.pages import allow_parameters, page_of

TABS = {"open": "To be done", "proposed": "Proposed by feeds", "all": "All"}
NO_CONTENT = 204


@require_safe
@desk_page("articles.add")
def listing(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page", "tab")
    tab = request.GET.get("tab", "open")
    if tab not in TABS:
        raise BadParameters("There is no such part of the intake.")
    rows = Intake.objects.select_related("by", "version__article").defer("text", "excerpt", "version__text")
    rows = {"open": rows.open(), "proposed": rows.proposed()}.get(tab, rows)
    page = page_of(request, rows)
    context = {
        "entries": [intakes.entry(row) for row in page.object_list],
        "page": page,
        "tabs": [(code, name, "") for code, name in TABS.items()],
        "tab": tab,
        "query": f"tab={tab}&",
        "active": "intake",
    }
    return render(request, "desk/intake_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("articles.add")
def detail(request: HttpRequest, number: int) -> HttpResponse:
    """How far it is; once it is ready, what was found, to be corrected and stored. While it is running, the page asks
    again with the state that it shows: 204 where that is still so."""
    allow_parameters(request, "state")
    intake = get_object_or_404(Intake.objects.select_related("by", "version__article"), pk=number)
    if request.headers.get("HX-Request"):
        return _followed(request, intake)
    form = PreviewForm(request.POST if request.method == "POST" else None, initial=intakes.initial(intake))
    if form.is_bound and form.is_valid():
        try:
            version = intakes.store(
                intake=intake, given=form.cleaned_data, by=actor(request), as_version="as_version" in request.POST
            )
        except ValidationError as error:
            intake.refresh_from_db()
            if intake.version is not None:
                return _stored_meanwhile(request, intake, form, intake.version)
            take_errors(form, error)
        else:
            messages.success(request, "The article is stored and has been checked. Readers do not see it yet.")
            return redirect("desk:article-detail", version.article.slug)
    status = 422 if form.is_bound else 200
    return render(request, "desk/intake_detail.html", _context(intake, form), status=status)


def _stored_meanwhile(request: HttpRequest, intake: Intake, form: PreviewForm, version: ArticleVersion) -> HttpResponse:
    """A colleague stored it first: both, and mine may become the next version of it."""
    known = {name: getattr(version, name) for name in ("title", "standfirst", "author", "published_on", "text")}
    known |= {"outlet": version.article.outlet.name if version.article.outlet else ""}
    shown = both(
        form,
        known,
        said="A colleague stored this article while you looked it over.",
        leave=reverse("desk:article-detail", args=[version.article.slug]),
        refused="It is stored once. Yours can be added as its next version: headline, text and day of it.",
        long="text",
    )
    context = {**_context(intake, form), "both": shown, "stored": version}
    return render(request, "desk/intake_detail.html", context, status=409)


def _followed(request: HttpRequest, intake: Intake) -> HttpResponse:
    if not intake.is_running:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if request.GET.get("state") == intake.state:
        return HttpResponse(status=NO_CONTENT)
    context = {"intake": intake, "progress": intakes.progress_shape(intake), "is_polled": True}
    return render(request, "desk/intake_detail.html#state", context)


def _context(intake: Intake, form: PreviewForm) -> dict[str, Any]:
    is_ready = intake.state == IntakeState.READY
    url = form["canonical_url"].value() if form.is_bound else intake.canonical_url
    known = intakes.stored_under(url) if is_ready else None
    return {
        "intake": intake,
        "entry": intakes.entry(intake),
        "progress": intakes.progress_shape(intake),
        "form": form if is_ready or form.is_bound else None,
        "is_ready": is_ready,
        "warnings": intakes.warnings(intake) if is_ready else [],
        "known": known,
        "copies": copies.find(intake.text, apart_from=known) if is_ready else [],
        "known_version": known.latest_version if known else None,
        "original": KeptOriginal.objects.filter(intake=intake).defer("content").first(),
        "active": "intake",
    }


@require_POST
@desk_page("articles.add")
def retry(request: HttpRequest, number: int) -> HttpResponse:
    return _stepped(request, number, actions.retry)


@require_POST
@desk_page("articles.add")
def accept(request: HttpRequest, number: int) -> HttpResponse:
    return _stepped(request, number, actions.accept)


@require_POST
@desk_page("articles.add")
def discard(request: HttpRequest, number: int) -> HttpResponse:
    return _stepped(request, number, actions.discard, said="It was given up.", leads_to="desk:intake-list")


def _stepped(request: HttpRequest, number: int, step: Any, *, said: str = "", leads_to: str = "") -> HttpResponse:
    intake = get_object_or_404(Intake, pk=number)
    try:
        step(intake=intake, by=actor(request))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        if said:
            messages.success(request, said)
        if leads_to:
            return redirect(leads_to)
    return redirect(reverse("desk:intake-detail", args=[number]))


@require_safe
@desk_page("articles.add")
def original(request: HttpRequest, number: int) -> HttpResponse:
    """What came, as a web archive to be kept: never shown by a browser as a page of ours."""
    kept = get_object_or_404(KeptOriginal, intake=number)
    headers = {"Content-Disposition": f'attachment; filename="intake-{number}.warc.gz"'}
    return HttpResponse(bytes(kept.content), content_type="application/warc+gzip", headers=headers)
