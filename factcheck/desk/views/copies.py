"""Taking articles with the same text apart, and linking them again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from factcheck.articles.actions import copies
from factcheck.articles.models import Copy
from factcheck.desk.access import actor, desk_page


@require_POST
@desk_page("articles.link")
def unlink(request: HttpRequest, number: int) -> HttpResponse:
    return _stepped(request, number, copies.unlink, "These two are not shown as the same any more.")


@require_POST
@desk_page("articles.link")
def link(request: HttpRequest, number: int) -> HttpResponse:
    return _stepped(request, number, copies.link_again, "These two are shown as the same again.")


def _stepped(request: HttpRequest, number: int, step: Callable[..., Any], said: str) -> HttpResponse:
    """Back to the article that one came from: the other one where `from=other` was sent."""
    copy = get_object_or_404(Copy.objects.select_related("article", "other"), pk=number)
    step(copy=copy, by=actor(request))
    messages.success(request, said)
    back = next((one for one in (copy.article, copy.other) if one.slug == request.POST.get("from")), copy.article)
    return redirect("desk:article-detail", back.slug)
