"""Answers where there is nothing to show: pages for people, problem details (RFC 9457) where machines ask. They ask
nothing of the database."""

from __future__ import annotations

import re
import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_noop

from factcheck.web.language import Words

AGAIN_IN = 30
"""Seconds."""
FOR_MACHINES = re.compile(r"/api/.+|/oembed/|.*/feed/(full/)?|.*\.(json|csv|xml|txt|png)", re.DOTALL)
"""Paths of what is no page."""
SAID = Words(
    {
        "400": gettext_noop("The request could not be understood"),
        "404": gettext_noop("There is nothing at this address"),
        "410": gettext_noop("What was here is no longer published"),
        "500": gettext_noop("Something went wrong on our side"),
        "503": gettext_noop("The database does not answer"),
    }
)


def refused(request: HttpRequest, status: int, problem: str = "") -> HttpResponse:
    """The page of a status, or its problem details; `problem` is a sentence for the reader."""
    if FOR_MACHINES.fullmatch(request.path):
        about = {"status": status, "title": HTTPStatus(status).phrase, "detail": problem or SAID[str(status)]}
        return JsonResponse(
            about,
            status=status,
            content_type="application/problem+json",
            json_dumps_params={"ensure_ascii": False},
        )
    return render(request, f"{status}.html", {"problem": problem, "active": ""}, status=status)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """503 while the database is away or does not get to it, 500 for what nobody foresaw. Called while the error is
    dealt with."""
    is_away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    answer = refused(request, 503 if is_away else 500)
    if is_away:
        answer["Retry-After"] = str(AGAIN_IN)
    add_never_cache_headers(answer)
    return answer
