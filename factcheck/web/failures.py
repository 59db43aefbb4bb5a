"""The pages for what went wrong on our side. They ask nothing of the database."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

AGAIN_IN = 30
"""Seconds."""


def failed(request: HttpRequest) -> HttpResponse:
    """503 while the database is away or does not get to it, 500 for what nobody foresaw. Called while the error is
    dealt with."""
    is_away = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    name, status = ("503.html", 503) if is_away else ("500.html", 500)
    answer = render(request, name, {"active": ""}, status=status)
    if is_away:
        answer["Retry-After"] = str(AGAIN_IN)
    add_never_cache_headers(answer)
    return answer
