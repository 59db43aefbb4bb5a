"""Keeping what came from outside as it came: a web archive (WARC 1.1, ISO 28500), packed with gzip. No Django.

A fetched page is kept as the server's response with its headers; a file or what was pasted is kept as a resource.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

NAMESPACE = UUID("6f0a4f3e-6a4c-5d0c-9a53-1f1f6a3b6c11")
"""Of the ids of records: the same bytes at the same time have the same id."""
NOT_KEPT = {"transfer-encoding", "content-encoding", "content-length", "connection", "set-cookie", "set-cookie2"}
"""Headers that speak of the line and not of the page, which is kept unpacked, and what would name a visitor."""


def response(*, url: str, at: datetime, status: int, headers: Sequence[tuple[str, str]], body: bytes) -> bytes:
    """An answer of a server, as an archive of one record. Times in UTC to the second."""
    kept = [(name, value) for name, value in headers if name.lower() not in NOT_KEPT]
    lines = [f"HTTP/1.1 {status} {'OK' if status == 200 else 'Answered'}"]
    lines += [f"{name}: {' '.join(value.split())}" for name, value in (*kept, ("Content-Length", str(len(body))))]
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
    about = [("WARC-Payload-Digest", digest(body)), ("Content-Type", "application/http; msgtype=response")]
    return _packed("response", url, at, about, head + body)


def resource(*, url: str, at: datetime, media_type: str, body: bytes) -> bytes:
    """A file or a paste, as an archive of one record. `url` names it, such as `urn:factcheck:intake:12`."""
    return _packed("resource", url, at, [("Content-Type", media_type or "application/octet-stream")], body)


def digest(content: bytes) -> str:
    return "sha256:" + base64.b32encode(hashlib.sha256(content).digest()).decode("ascii")


def _packed(kind: str, url: str, at: datetime, about: Sequence[tuple[str, str]], block: bytes) -> bytes:
    when = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    number = uuid5(NAMESPACE, f"{kind} {url} {when} {digest(block)}")
    headers = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<urn:uuid:{number}>"),
        ("WARC-Target-URI", "".join(letter for letter in url if letter.isprintable() and letter != " ")),
        ("WARC-Date", when),
        ("WARC-Block-Digest", digest(block)),
        ("Content-Length", str(len(block))),
        *about,
    ]
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers) + "\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def columns(archive: bytes, size: int) -> dict[str, Any]:
    """An archive as a row keeps it (`articles.models.PackedArchive`); `size` is that of what came, unpacked."""
    return {"content": archive, "size": size, "sha256": hashlib.sha256(archive).hexdigest()}


def body_of(archive: bytes) -> bytes:
    """The bytes that were kept in an archive of ours."""
    head, _, rest = gzip.decompress(archive).partition(b"\r\n\r\n")
    block = rest[: -len(b"\r\n\r\n")]
    return block.partition(b"\r\n\r\n")[2] if b"WARC-Type: response\r\n" in head else block
