"""Who may open a page of the desk. The login itself is asked for by the login middleware, on every address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from factcheck.accounts import factors
from factcheck.accounts.models import User
from factcheck.accounts.permissions import require

View = Callable[..., HttpResponse]


def desk_page(permission: str = "desk.view") -> Callable[[View], View]:
    """Ask for `permission` (403 without it), for a second factor where the newsroom does, and keep the page out of
    every cache."""

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(actor(request), permission)
            missing = factors.missing(actor(request))
            if missing and missing.is_overdue:
                return render(request, "desk/second_factor.html", {"missing": missing}, status=403)
            request.second_factor_missing = missing  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        return never_cache(page)

    return decorate


def actor(request: HttpRequest) -> User:
    """The person who is signed in. Raises TypeError for a stranger, whom the login middleware never lets in."""
    if not isinstance(request.user, User):
        raise TypeError("a page of the desk was opened without a login")
    return request.user
