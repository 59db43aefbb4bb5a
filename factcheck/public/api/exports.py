"""Whole tables as JSON lines, sent as they are read: one value of the API's lists a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, Literal

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Path, Router

from factcheck.formats.site import Site
from factcheck.public.answers import streamed
from factcheck.public.api import rows
from factcheck.public.api.operations import PROBLEMS
from factcheck.record.models import Organization, VoteEvent
from factcheck.verdicts import queries
from factcheck.web.pages import allow_parameters

router = Router()
TYPE = "application/x-ndjson"
CHUNK = 200
Name = Literal["verdicts", "claims", "votes", "states"]
LINES: dict[str, Any] = {
    "responses": {200: {"description": "JSON lines", "content": {TYPE: {"schema": {"type": "string"}}}}}
}


@router.get("/export/{name}", response=PROBLEMS, openapi_extra=LINES, summary="A whole table as JSON lines")
def export(request: HttpRequest, name: Annotated[Name, Path(description="Which table.")]) -> StreamingHttpResponse:
    """Votes come with their roll calls."""
    allow_parameters(request)
    site = Site.of(request)
    made: dict[str, Callable[[], Iterable[dict[str, Any]]]] = {
        "verdicts": lambda: (rows.verdict(one, site) for one in queries.newest_published().iterator(chunk_size=CHUNK)),
        "claims": lambda: (rows.claim(one) for one in rows.claims().iterator(chunk_size=CHUNK)),
        "votes": lambda: _votes(site),
        "states": lambda: (rows.state(one, site) for one in Organization.objects.states().order_by("code")),
    }
    return streamed(request, _lines(made[name]()), TYPE, f"{name}.jsonl")


def _votes(site: Site) -> Iterator[dict[str, Any]]:
    batch: list[VoteEvent] = []
    for event in VoteEvent.objects.with_motion().order_by("key").iterator(chunk_size=CHUNK):
        batch.append(event)
        if len(batch) == CHUNK:
            yield from rows.roll_calls(batch, site)
            batch = []
    yield from rows.roll_calls(batch, site)


def _lines(found: Iterable[dict[str, Any]]) -> Iterator[str]:
    for row in found:
        yield json.dumps(row, ensure_ascii=False, default=lambda value: value.isoformat()) + "\n"
