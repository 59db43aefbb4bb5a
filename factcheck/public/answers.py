"""Answers in machine formats: JSON, and long ones in pieces with a validator of their own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.crypto import salted_hmac
from django.utils.http import http_date

from factcheck.audit.models import Event
from factcheck.formats import tables
from factcheck.record.models import Motion, Organization, RowVersion, Source, Vote, VoteEvent

SHAPES = 1
"""Raised when a streamed format has another shape: what clients hold of the earlier one is then out of date."""
RECORD: tuple[type[Model], ...] = (RowVersion, Organization, Motion, VoteEvent, Vote)
"""Of the record: every change of a row leaves a RowVersion, every addition a higher key."""
PIECE = 16 * 1024
"""Characters that are sent at once, about."""
CUT_SHORT = b"\n\nSomething failed on our side: the rest is missing. Please ask again.\n"
"""Ends an answer that fails after a part of it was sent, in every format as what does not belong there: the web server
ends such an answer as any other, and a table that lacks its end would look whole."""


def json_answer(value: Any, *, content_type: str = "application/json", status: int = 200) -> HttpResponse:
    return HttpResponse(json.dumps(value, ensure_ascii=False), content_type=content_type, status=status)


def text_answer(text: str, content_type: str, changed_at: datetime | None = None) -> HttpResponse:
    """With `Last-Modified` where it is known; the page's decorator adds the ETag."""
    answer = HttpResponse(text, content_type=content_type)
    if changed_at is not None:
        answer["Last-Modified"] = http_date(changed_at.timestamp())
    return answer


def streamed(request: HttpRequest, pieces: Iterable[str], content_type: str, name: str = "") -> StreamingHttpResponse:
    """An answer that is never whole in memory. Its ETag names the state of everything that it may be made of, so that
    an unchanged one is told before it is made. `name` is the file's, where browsers are to save it."""
    answer = StreamingHttpResponse(_gathered(pieces), content_type=content_type)
    if not getattr(request, "is_kept", False):  # what is kept as bytes has a validator over its bytes
        answer["ETag"] = f'W/"{salted_hmac("factcheck.formats", _state(request)).hexdigest()[:24]}"'
    if name:
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def table_answer(request: HttpRequest, table: tables.Table[Any], rows: Iterable[Any], form: str) -> HttpResponseBase:
    """A public table as a file in pieces; `form` is "csv" or "json"."""
    return streamed(request, tables.pieces(table, rows, form), tables.TYPES[form], f"{table.name}.{form}")


def _gathered(pieces: Iterable[str]) -> Iterator[bytes]:
    waiting: list[str] = []
    length = 0
    try:
        for piece in pieces:
            waiting.append(piece)
            length += len(piece)
            if length >= PIECE:
                yield "".join(waiting).encode()
                waiting, length = [], 0
    except Exception:
        yield CUT_SHORT
        raise
    yield "".join(waiting).encode()


def _state(request: HttpRequest) -> str:
    """Two queries: the last thing that anybody changed, and the last rows of the record."""
    changed = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    last = Source.objects.order_by("-pk").values_list("pk", *(Subquery(_last(model)) for model in RECORD))[:1]
    return repr((SHAPES, request.build_absolute_uri(), changed, list(last)))


def _last(model: type[Model]) -> QuerySet[Model, Any]:
    return model._default_manager.order_by("-pk").values("pk")[:1]
