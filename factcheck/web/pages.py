"""What every public page has in common: read only, no login, no cookies, and validators so that caches can hold it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_safe

from factcheck.kept import unchanged
from factcheck.kept.serving import LIFETIMES
from factcheck.web.errors import BadParameters

View = Callable[..., HttpResponseBase]
PAGE_SIZE = 30


def public_page(view: View) -> View:
    """GET and HEAD only (405 else), open to everybody, as long in caches as a kept page, with an ETag that is compared
    before the page is made where it can be (kept/unchanged.py).

    Exempt from the CSRF check so that a POST is told "not allowed" instead of "token missing"; nothing here writes.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        state = unchanged.state(request)
        method, request.method = request.method, "GET"  # HEAD has the headers of GET, its ETag among them
        try:
            answer = unchanged.answer(request, state) or conditional_page(view)(request, *args, **kwargs)
        finally:
            request.method = method
        patch_cache_control(answer, public=True, **LIFETIMES)
        if request.GET and getattr(view, "has_fragments", False):
            patch_vary_headers(answer, ["HX-Request"])
        tag = answer.get("ETag", "")
        if tag and not tag.startswith("W/"):  # the same page in another encoding has other bytes (compression.py)
            answer["ETag"] = f"W/{tag}"
        unchanged.remember(request, state, answer)
        return answer

    return login_not_required(csrf_exempt(require_safe(page)))


def with_fragments(view: View) -> View:
    """Of a public page that gives a part of itself to the filter's script, under addresses that carry a filter."""
    view.has_fragments = True  # type: ignore[attr-defined]
    return view


def wants_fragment(request: HttpRequest) -> bool:
    """Whether the filter's script asks. Without a filter it gets the page, which is the same for everybody."""
    return bool(request.headers.get("HX-Request") and request.GET)


class Pages(Paginator):
    """With `most` only so many rows, the first ones, are counted and can be paged through: a list that grows without
    end costs no more than a long one."""

    def __init__(self, rows: Any, size: int, most: int | None = None) -> None:
        super().__init__(rows, size)
        self.rows = rows
        self.most = most

    @cached_property
    def count(self) -> int:
        return super().count if self.most is None else int(self.rows.order_by()[: self.most].count())

    @property
    def is_cut(self) -> bool:
        return self.most is not None and self.count >= self.most


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE, most: int | None = None) -> Page[Any]:
    """The page that `?page=` asks for. Raises BadParameters for one that is no number or is not there."""
    number = request.GET.get("page", "1") or "1"
    try:
        return Pages(rows, size, most).page(number if number.isascii() else "no number")
    except InvalidPage:
        raise BadParameters(_("There is no page “%(page)s” in this list.") % {"page": number[:20]}) from None


def allow_parameters(request: HttpRequest, *names: str) -> None:
    """Raise BadParameters when the address has a parameter that the page does not know, or a NUL character."""
    for name, values in request.GET.lists():
        if name not in names:
            raise BadParameters(_("This page does not know the parameter “%(name)s”.") % {"name": name[:40]})
        if any("\x00" in value for value in values):
            said = _("The parameter “%(name)s” holds a NUL character, which is not text.")
            raise BadParameters(said % {"name": name})
