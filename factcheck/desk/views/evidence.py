"""What is kept of an address that was named as evidence: its metadata and its words, never the page itself."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from factcheck.accounts.models import User
from factcheck.desk.access import actor, desk_page
from factcheck.reviews import queries
from factcheck.reviews.actions import pages
from factcheck.reviews.models import EvidenceArchive, EvidencePage


def _page(number: int, person: User) -> EvidencePage:
    page = queries.page_for(number, person)
    if page is None:
        raise Http404
    return page


@require_safe
@desk_page("reviews.assess")
def detail(request: HttpRequest, number: int) -> HttpResponse:
    page = _page(number, actor(request))
    context = {
        "page": page,
        "review": page.assessment.assignment.review,
        "kept": EvidenceArchive.objects.filter(page=page).defer("content").first(),
        "paragraphs": [line for line in page.text.split("\n") if line.strip()],
        "active": "queue",
    }
    return render(request, "desk/evidence_detail.html", context)


@require_POST
@desk_page("reviews.assess")
def retry(request: HttpRequest, number: int) -> HttpResponse:
    page = _page(number, actor(request))
    try:
        pages.retry(page=page, by=actor(request))
        messages.success(request, "The address is tried again. Look at it in a moment.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("desk:evidence-detail", page.pk)
