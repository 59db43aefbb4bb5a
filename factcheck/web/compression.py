"""Answers that are made on request, compressed: only those that any cache may hand to anybody.

An answer to one person can hold a secret (a token, a colleague's draft) beside words that somebody else chose, and its
length then tells of the secret (the BREACH attack). An answer that says `Cache-Control: public` holds no secret, by
what that header means; nothing else is compressed. Kept pages and static files have their bytes already.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import brotli
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers

from factcheck.kept.serving import best_encoding

GZIP, BROTLI = 6, 5
"""How hard: brotli at 5 is as fast as gzip at 6 on our pages, and its answers are smaller."""
SMALLEST = 500
"""Bytes; what is shorter fits into one packet with its headers anyway."""
TYPES = ("text/", "application/json", "application/x-ndjson", "application/xml", "application/ld+json", "image/svg+xml")
ENDS = ("+xml", "+json")
WITH_GZIP_HEADER = 31  # for zlib: a window of 32 KB, and the header and trailer of a gzip file


class Compressor(Protocol):
    """Takes a piece, and gives what of it can be read by now."""

    def piece(self, data: bytes) -> bytes: ...
    def end(self) -> bytes: ...


class _Brotli:
    def __init__(self) -> None:
        self._made = brotli.Compressor(quality=BROTLI)

    def piece(self, data: bytes) -> bytes:
        return bytes(self._made.process(data) + self._made.flush())

    def end(self) -> bytes:
        return bytes(self._made.finish())


class _Gzip:
    def __init__(self) -> None:
        self._made = zlib.compressobj(GZIP, zlib.DEFLATED, WITH_GZIP_HEADER)

    def piece(self, data: bytes) -> bytes:
        return self._made.compress(data) + self._made.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._made.flush()


COMPRESSORS: dict[str, type[Compressor]] = {"br": _Brotli, "gzip": _Gzip}


class CompressPublicAnswers:
    """A middleware. A public answer varies by `Accept-Encoding` whether it is compressed or not; its validator is weak
    (web/pages.py), so that it holds for every encoding."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if not is_for_everybody(answer):
            return answer
        patch_vary_headers(answer, ["Accept-Encoding"])
        encoding = best_encoding(request.headers.get("Accept-Encoding", ""))
        if encoding and answer.status_code == 200 and _is_worth_it(answer):
            _compress(answer, encoding)
        return answer


def is_for_everybody(answer: HttpResponseBase) -> bool:
    """Whether every cache may keep it and hand it to anybody."""
    said = {part.strip().lower() for part in answer.get("Cache-Control", "").split(",")}
    varies = {part.strip().lower() for part in answer.get("Vary", "").split(",")}
    return (
        "public" in said
        and said.isdisjoint({"private", "no-store", "no-transform"})
        and varies.isdisjoint({"cookie", "*"})
        and not answer.cookies
    )


def _is_worth_it(answer: HttpResponseBase) -> bool:
    kind = answer.get("Content-Type", "").partition(";")[0].strip().lower()
    if answer.has_header("Content-Encoding") or not (kind.startswith(TYPES) or kind.endswith(ENDS)):
        return False
    return answer.streaming or len(answer.content) >= SMALLEST  # type: ignore[attr-defined]


def _compress(answer: HttpResponseBase, encoding: str) -> None:
    compressor = COMPRESSORS[encoding]()
    if isinstance(answer, StreamingHttpResponse):
        answer.streaming_content = in_pieces(answer.streaming_content, compressor)  # type: ignore[arg-type]
        del answer["Content-Length"]
    else:
        packed: dict[str, bytes] = getattr(answer, "packed", {})  # of an answer that is given again (kept/unchanged.py)
        if encoding not in packed:
            packed[encoding] = b"".join(in_pieces([answer.content], compressor))  # type: ignore[attr-defined]
        answer.content = packed[encoding]  # type: ignore[attr-defined]
        answer["Content-Length"] = str(len(answer.content))  # type: ignore[attr-defined]
    answer["Content-Encoding"] = encoding


def in_pieces(pieces: Iterable[bytes], compressor: Compressor) -> Iterator[bytes]:
    """Each piece as soon as it is there: a reader can unpack everything that was sent so far."""
    for piece in pieces:
        if piece:
            yield compressor.piece(piece)
    yield compressor.end()
