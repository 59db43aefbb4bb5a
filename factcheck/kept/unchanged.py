"""Telling a reader what was told before, without making the page: for public pages that are not kept.

It is remembered for which state of the database an answer held, and as long as no watched row changes
(models/change.py) it holds on, which costs one short question. A reader who asks by a validator is told that it holds;
an address that is asked for again and again, as a vote on which a large site's front page leads, is answered with the
page that was made. A memory of this process; what it does not know is made.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags
from django.utils.translation import get_language

MOST = 10_000
"""Validators that are remembered, and addresses that were asked for lately."""
ROOM = 32 * 2**20
"""Bytes of remembered pages, about."""
LARGEST = 2**20
PLAIN = frozenset(vars(HttpResponse(status=200)))
"""What an answer has that says nothing to the middleware around it."""
PAGES = 1_000
State = tuple[date, int]
Where = tuple[str, bool, str | None]
K = TypeVar("K")
V = TypeVar("V")


@dataclass(slots=True)
class _Page:
    """`packed` is by encoding; who compresses it first leaves it here."""

    state: State
    content: bytes
    headers: tuple[tuple[str, str], ...]
    packed: dict[str, bytes] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        return 2 * len(self.content)  # with both compressions


_known: OrderedDict[tuple[Where, str], State] = OrderedDict()
_lately: OrderedDict[Where, None] = OrderedDict()
_pages: OrderedDict[Where, _Page] = OrderedDict()
_lock = threading.Lock()


def state(request: HttpRequest) -> State | None:
    """Changes whenever what a page shows may have: the number of all changes that were ever written down, and the day
    for what is said of a day. None where it helps nobody: for an address that is new, asked for without a validator."""
    if getattr(request, "is_kept", False):
        return None
    if not request.headers.get("If-None-Match") and not (ROOM and where(request) in _lately):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) + coalesce((SELECT max(forgotten) FROM kept_sweep), 0) FROM kept_change")
        (number,) = cursor.fetchone()
    return timezone.localdate(), int(number)


def answer(request: HttpRequest, now: State | None) -> HttpResponse | None:
    """304 where one of the validators holds in this state, the page where it was made in it."""
    if now is None:
        return None
    asked = where(request)
    for tag in parse_etags(request.headers.get("If-None-Match", "")):
        if _known.get((asked, tag)) == now:
            found = HttpResponseNotModified()
            found["ETag"] = tag
            return found
    page = _pages.get(asked)
    if page is None or page.state != now:
        return None
    made = HttpResponse(page.content, headers=dict(page.headers))
    made.packed = page.packed  # type: ignore[attr-defined]
    return made


def remember(request: HttpRequest, now: State | None, made: HttpResponseBase) -> None:
    """The validator of an answer that was made in this state, and the answer itself where it says all that there is to
    say of it: one that carries a word for the middleware (a policy of its own) is made each time."""
    if getattr(request, "is_kept", False) or made.status_code not in (200, 304):
        return
    asked = where(request)
    tag = made.get("ETag", "")
    with _lock:
        _put(_lately, asked, None, MOST)
        if now is None or not tag:
            return
        _put(_known, (asked, tag), now, MOST)
        if type(made) is HttpResponse and made.status_code == 200 and vars(made).keys() <= PLAIN and not made.cookies:
            _keep(asked, _Page(now, made.content, tuple(made.items())))


def forget() -> None:
    """Everything; for tests."""
    with _lock:
        for memory in (_known, _lately, _pages):
            memory.clear()


def where(request: HttpRequest) -> Where:
    """What an answer depends on besides the database."""
    return request.build_absolute_uri(), "HX-Request" in request.headers, get_language()


def _put(memory: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    memory[key] = value
    memory.move_to_end(key)
    while len(memory) > most:
        memory.popitem(last=False)


def _keep(asked: Where, page: _Page) -> None:
    if len(page.content) > LARGEST:
        return
    _put(_pages, asked, page, PAGES)
    weight = sum(one.weight for one in _pages.values())
    while weight > ROOM:
        weight -= _pages.popitem(last=False)[1].weight
