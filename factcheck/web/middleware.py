"""Errors become HTTP here, once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from factcheck.accounts.models import User
from factcheck.audit.context import VISITOR, Acting, acting
from factcheck.web.errors import BadParameters, Gone
from factcheck.web.failures import refused

GetResponse = Callable[[HttpRequest], HttpResponse]
SECONDS_BETWEEN_SEEN = 300
DESK = ("/desk/", "/accounts/", "/account/")
DESK_LANGUAGE = "en"


class PagesNeedLogin(LoginRequiredMiddleware):
    """Every page needs a login unless its view opts out, as in Django; but here a view that opts out is let through
    before the session is looked at, so that public pages do not vary by cookie and caches can hold them."""

    def process_view(self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any) -> Any:
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class OneLanguage:
    """Readers' pages speak the language of the newsroom (PUBLIC_LANGUAGE), the desk and accounts English. It depends on
    the address alone, so that pages need not vary (docs/adr/0014-one-language.md)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_desk = request.path_info.startswith(DESK)
        with translation.override(DESK_LANGUAGE if is_desk else settings.LANGUAGE_CODE):
            return self.get_response(request)


class WhoActs:
    """What a request changes is written down as changed by the person who is signed in, or by a visitor, for the view's
    name where no other reason is given. Only views that need a login look at the session: public pages stay without."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting(VISITOR) as now:
            request.acting = now  # type: ignore[attr-defined]
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any) -> None:
        now: Acting = request.acting  # type: ignore[attr-defined]
        now.why = request.resolver_match.view_name if request.resolver_match else ""
        if getattr(view_func, "login_required", True) and isinstance(request.user, User):
            now.person, now.who = request.user.pk, ""


class ErrorsMiddleware:
    """Answers `BadParameters` with 400 and its sentence, `Gone` with 410. Everything else keeps the framework's
    meaning: PermissionDenied is 403, Http404 is 404, and what nobody foresaw is 500 and stays in the log."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, BadParameters):
            return refused(request, 400, str(exception))
        if isinstance(exception, Gone):
            return refused(request, 410)
        return None


class SessionsSeen:
    """Keeps when a session was last used, for the list of a person's own sessions: once in five minutes at most, and
    only where a page needs a login."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any) -> None:
        if not getattr(view_func, "login_required", True) or not isinstance(request.user, User):
            return
        now = int(time.time())
        if now - request.session.get("seen", 0) >= SECONDS_BETWEEN_SEEN:
            request.session["seen"] = now
            UserSession.objects.create_from_request(request)


def seen_at_login(sender: object, request: HttpRequest, **_: Any) -> None:
    """The sign-in itself is written down by the library that keeps the list."""
    request.session["seen"] = int(time.time())
