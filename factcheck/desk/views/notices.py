"""A person's own notices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from factcheck.desk.access import actor, desk_page
from factcheck.notices.actions import notices
from factcheck.notices.models import Notice
from factcheck.web.pages import allow_parameters, page_of


@require_safe
@desk_page()
def listing(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    own = Notice.objects.filter(person=actor(request))
    context = {
        "page": page_of(request, own.select_related("by").order_by("-created_at", "-pk")),
        "unread": own.filter(read_at__isnull=True).count(),
        "active": "notices",
    }
    return render(request, "desk/notice_list.html", context)


@require_POST
@desk_page()
def read(request: HttpRequest, number: int) -> HttpResponse:
    """One of their own; that of somebody else stays as it is, and nothing is said of it."""
    notices.read(by=actor(request), notice=number)
    return redirect("desk:notice-list")


@require_POST
@desk_page()
def read_all(request: HttpRequest) -> HttpResponse:
    done = notices.read(by=actor(request))
    messages.success(request, f"Marked {done} notice{'' if done == 1 else 's'} as read.")
    return redirect("desk:notice-list")
