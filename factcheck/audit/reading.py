"""Reading long tables a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

PIECE = 2_000


def stream(sql: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a query through a cursor on the server. Within a transaction."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        while piece := cursor.fetchmany(PIECE):
            yield from piece
