"""Publishing many verdicts at once, and how far that has come."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from factcheck.desk.access import actor, desk_page
from factcheck.verdicts.actions import publications
from factcheck.verdicts.models import Publication, Verdict, VerdictVersion
from factcheck.web.progress import WorkProgress


@require_POST
@desk_page("verdicts.publish")
def publish_many(request: HttpRequest) -> HttpResponse:
    """Those that are ticked, each as "key.revision", or with `all` every approved one."""
    try:
        if "all" in request.POST:
            rows = Verdict.objects.filter(status="approved").order_by("pk")[: publications.MOST]
            chosen = {verdict.pk: verdict.revision for verdict in rows}
        else:
            chosen = dict(map(_chosen, request.POST.getlist("verdict")[: publications.MOST + 1]))
        publication = publications.ask(verdicts=chosen, by=actor(request))
    except ValidationError as error:
        for problem in error.messages:
            messages.error(request, problem)
        return redirect(f"{reverse('desk:verdict-list')}?tab=approved")
    return redirect("desk:publication-detail", publication.pk)


def _chosen(value: str) -> tuple[int, int]:
    key, _, revision = value.partition(".")
    if not (key.isascii() and key.isdigit() and revision.isascii() and revision.isdigit() and len(value) < 30):
        raise ValidationError("One of the verdicts is none. Choose them on the board.")
    return int(key), int(revision)


@require_safe
@desk_page()
def detail(request: HttpRequest, number: int) -> HttpResponse:
    publication = get_object_or_404(Publication.objects.select_related("by"), pk=number)
    first = VerdictVersion.objects.filter(verdict=OuterRef("verdict")).order_by("number")
    items = list(publication.items.annotate(words=Subquery(first.values("claim_text")[:1])).order_by("pk"))
    done = sum(bool(item.result) for item in items)
    published = sum(item.result == "published" for item in items)
    progress = WorkProgress(
        f"{len(items)} verdicts published at once",
        "done" if publication.ended_at else "running",
        "Done" if publication.ended_at else "Publishing",
        f"{published} published, {done - published} refused, {len(items) - done} to go.",
        round(100 * done / len(items)) if items else None,
    )
    context = {
        "publication": publication,
        "items": items,
        "progress": progress,
        "is_running": publication.ended_at is None,
        "active": "verdicts",
    }
    part = "#state" if request.headers.get("HX-Request") else ""
    return render(request, f"desk/publication_detail.html{part}", context)
