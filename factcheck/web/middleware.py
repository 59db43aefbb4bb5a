"""Errors become HTTP here, once."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.web.errors import BadParameters

GetResponse = Callable[[HttpRequest], HttpResponse]


class ErrorsMiddleware:
    """Answers `BadParameters` with 400 and its sentence. Everything else keeps the framework's meaning:
    PermissionDenied is 403, Http404 is 404, and what nobody foresaw is 500 and stays in the log."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, BadParameters):
            return render(request, "400.html", {"problem": str(exception)}, status=400)
        return None
