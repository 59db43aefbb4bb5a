"""Telling a reader that nothing has changed, without making the page: for public pages that are not kept.

When a reader asks by a validator, it is remembered for which state of the database it held. As long as no watched row
changes (models/change.py), it holds on, which costs one short question. A memory of this process; what it does not know
is made and compared.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import date

from django.db import connection
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags

MOST = 10_000
"""Validators that are remembered."""
State = tuple[date, int, int]
Asked = tuple[str, bool, str]
_known: OrderedDict[Asked, State] = OrderedDict()
_lock = threading.Lock()


def state(request: HttpRequest) -> State | None:
    """Changes whenever what a page shows may have: two states are the same only if the same changes are in them. None
    where nobody asks by a validator. The day is in it for what is said of a day."""
    if not request.headers.get("If-None-Match") or getattr(request, "is_kept", False):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), coalesce(sum(id), 0) FROM kept_change")
        number, total = cursor.fetchone()
    return timezone.now().date(), int(number), int(total)


def answer(request: HttpRequest, now: State | None) -> HttpResponseNotModified | None:
    """304 where one of the validators holds in this state."""
    if now is None:
        return None
    for tag in parse_etags(request.headers["If-None-Match"]):
        if _known.get(_asked(request, tag)) == now:
            found = HttpResponseNotModified()
            found["ETag"] = tag
            return found
    return None


def remember(request: HttpRequest, now: State | None, made: HttpResponseBase) -> None:
    """The validator of an answer that was made in this state."""
    tag = made.get("ETag", "")
    if now is None or not tag or made.status_code not in (200, 304):
        return
    with _lock:
        _known[_asked(request, tag)] = now
        _known.move_to_end(_asked(request, tag))
        while len(_known) > MOST:
            _known.popitem(last=False)


def _asked(request: HttpRequest, tag: str) -> Asked:
    return request.build_absolute_uri(), "HX-Request" in request.headers, tag
