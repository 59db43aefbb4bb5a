"""Feeds: how each is doing, and adding, asking, pausing and removing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from factcheck.accounts.permissions import is_allowed
from factcheck.articles.actions import feeds as actions
from factcheck.articles.models import Feed, IntakeState
from factcheck.desk.access import actor, desk_page
from factcheck.desk.intake_forms import FeedForm
from factcheck.web.forms import take_errors
from factcheck.web.pages import allow_parameters, page_of


@require_safe
@desk_page()
def listing(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    waiting = Count("entries", filter=Q(entries__intake__state=IntakeState.PROPOSED))
    rows = Feed.objects.select_related("outlet").annotate(named=Count("entries"), proposed=waiting).order_by("pk")
    context = {
        "page": page_of(request, rows),
        "can_manage": is_allowed(actor(request), "feeds.manage"),
        "active": "intake",
    }
    return render(request, "desk/feed_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("feeds.manage")
def add(request: HttpRequest) -> HttpResponse:
    form = FeedForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.add(by=actor(request), **form.cleaned_data)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, "The feed is stored and is being asked now. Look here again in a moment.")
            return redirect("desk:feed-list")
    status = 422 if form.is_bound else 200
    return render(
        request, "desk/feed_add.html", {"form": form, "draft": _draft(request), "active": "intake"}, status=status
    )


def _draft(request: HttpRequest) -> tuple[str, int]:
    newest = Feed.objects.order_by("-pk").values_list("pk", flat=True).first()
    return f"feed-{actor(request).pk}", newest or 0


@require_POST
@desk_page("feeds.manage")
def ask(request: HttpRequest, number: int) -> HttpResponse:
    return _stepped(request, number, actions.ask_now, "The feed is being asked now.")


@require_POST
@desk_page("feeds.manage")
def pause(request: HttpRequest, number: int) -> HttpResponse:
    return _stepped(request, number, actions.pause, "The feed is not asked any more until somebody asks it again.")


@require_POST
@desk_page("feeds.manage")
def remove(request: HttpRequest, number: int) -> HttpResponse:
    return _stepped(request, number, actions.remove, "The feed is removed. What was fetched from it stays.")


def _stepped(request: HttpRequest, number: int, step: Callable[..., Any], said: str) -> HttpResponse:
    step(feed=get_object_or_404(Feed, pk=number), by=actor(request))
    messages.success(request, said)
    return redirect("desk:feed-list")
