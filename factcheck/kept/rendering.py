"""One page, rendered as readers get it: through every middleware, from one snapshot of the database, read only."""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import brotli
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import connection, transaction
from django.http import HttpResponseBase

from factcheck.kept.edition import edition
from factcheck.kept.recording import recording

LARGEST = 2_000_000
"""Bytes; what is longer is sent in pieces on each request."""
GZIP, BROTLI = 9, 9
"""How hard it is compressed. More than 9 takes brotli ten times as long for two per cent."""
OWN = {"etag", "vary", "cache-control", "content-length", "date", "expires"}
"""Headers that the one who serves it says (serving.py)."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """`body` is b"" unless the status is 200 and the page can be kept; `reason` says why it cannot. `keys` are texts,
    `snapshot` is PostgreSQL's name of what was seen."""

    path: str
    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]
    snapshot: str
    reason: str = ""
    edition: str = field(default_factory=edition)

    @property
    def etag(self) -> str:
        """32 hexadecimal digits over what is served."""
        if not self.body:
            return ""
        return hashlib.sha256(repr(self.headers).encode() + self.body).hexdigest()[:32]

    def gzip(self) -> bytes:
        return gzip.compress(self.body, GZIP, mtime=0) if self.body else b""

    def brotli(self) -> bytes:
        return brotli.compress(self.body, quality=BROTLI) if self.body else b""


def render(path: str) -> Rendered:
    """The page at a path (decoded, without a query). One that fails is not kept, so that readers get what is true of it
    now; a change of what it read tries it again."""
    with snapshot() as name, recording() as read:
        answer = handler().get_response(request_for(path))
        body, reason = _body(answer)
    reason = reason or _reason_against(answer, read.unknown)
    return Rendered(
        path=path,
        status=answer.status_code,
        body=b"" if reason or answer.status_code != 200 else body,
        headers=tuple((key, _settled(key, value)) for key, value in answer.items() if key.lower() not in OWN),
        keys=() if len(body) > LARGEST else tuple(sorted(read.keys)),
        snapshot=name,
        reason=reason,
    )


def _settled(name: str, value: str) -> str:
    """A header in one wording: the library that writes the policy has its parts in another order in each process."""
    return "; ".join(sorted(value.split("; "))) if name.lower() == "content-security-policy" else value


def _body(answer: HttpResponseBase) -> tuple[bytes, str]:
    """Bytes, and why it is not whole."""
    parts, length = [], 0
    for part in answer:
        parts.append(part)
        length += len(part)
        if length > LARGEST:
            return b"".join(parts), f"longer than {LARGEST:,} bytes"
    return b"".join(parts), ""


def _reason_against(answer: HttpResponseBase, unknown: list[str]) -> str:
    if answer.status_code >= 500:
        return f"answers {answer.status_code}"
    if unknown:
        return f"reads what is not watched: {unknown[0]}"
    if answer.cookies:
        return "sets a cookie"
    if "cookie" in answer.get("Vary", "").lower():
        return "varies by cookie"
    if "public" not in answer.get("Cache-Control", "") and answer.status_code == 200:
        return "is not for caches"
    return ""


def request_for(path: str) -> WSGIRequest:
    """A reader's request without a query, at the website's own address."""
    root = urlsplit(settings.PUBLIC_ADDRESS or "http://localhost")
    port = root.port or (443 if root.scheme == "https" else 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": root.hostname or "localhost",
        "SERVER_PORT": str(port),
        "HTTP_HOST": root.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": root.scheme,
        "wsgi.input": io.BytesIO(),
    }
    request = WSGIRequest(environ)
    request.is_kept = True  # type: ignore[attr-defined]
    return request


@cache
def handler() -> WSGIHandler:
    return WSGIHandler()


@contextmanager
def snapshot() -> Iterator[str]:
    """Within it everything is read as it was at one moment. In a transaction of somebody else's, as that sees it."""
    if connection.in_atomic_block:
        yield _name()
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield _name()


def _name() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])
