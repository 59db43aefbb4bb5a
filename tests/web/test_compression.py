"""What is made on request is compressed where everybody may have it, and nothing else is."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import brotli
import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client, RequestFactory

from factcheck.web import compression
from factcheck.web.compression import CompressPublicAnswers
from tests.factories.accounts import user
from tests.public import rows

PUBLIC = {"Cache-Control": "public, max-age=60"}
WORDS = b"Brazil abstained. " * 100
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


def given(answer: HttpResponseBase, accepted: str = "br, gzip") -> HttpResponseBase:
    request: HttpRequest = RequestFactory(headers={"Accept-Encoding": accepted}).get("/")
    return CompressPublicAnswers(lambda _: answer)(request)


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("", ""), ("gzip", "gzip"), ("gzip, br", "br"), ("br;q=0", ""), ("zstd", "")]
)
def test_public_answer_is_compressed_as_the_reader_accepts_it(accepted: str, encoding: str) -> None:
    answer = given(HttpResponse(WORDS, headers=PUBLIC), accepted)
    assert answer.get("Content-Encoding", "") == encoding
    assert UNPACK[encoding](answer.content) == WORDS  # type: ignore[attr-defined, operator]
    assert answer["Vary"] == "Accept-Encoding", "a cache asks again for another reader, whatever it holds"
    if encoding:
        assert int(answer["Content-Length"]) == len(answer.content) < 100  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"Cache-Control": "private, max-age=60"}, {"Cache-Control": "no-store"}, {"Cache-Control": "max-age=60"},
        {"Cache-Control": "public, no-transform"}, {**PUBLIC, "Vary": "HX-Request, Cookie"}, {**PUBLIC, "Vary": "*"},
    ],
)  # fmt: skip
def test_answer_that_is_for_one_person_keeps_its_length(headers: dict[str, str]) -> None:
    answer = given(HttpResponse(WORDS, headers=headers))
    assert answer.content == WORDS  # type: ignore[attr-defined]
    assert not answer.has_header("Content-Encoding")


def test_answer_that_sets_a_cookie_keeps_its_length() -> None:
    answer = HttpResponse(WORDS, headers=PUBLIC)
    answer.set_cookie("a", "b")
    assert not given(answer).has_header("Content-Encoding")


@pytest.mark.parametrize(
    ("kind", "is_compressed"),
    [
        ("text/html; charset=utf-8", True), ("text/csv", True), ("application/json", True), ("image/svg+xml", True),
        ("application/atom+xml", True), ("image/png", False), ("application/zip", False), ("font/woff2", False),
    ],
)  # fmt: skip
def test_only_texts_are_compressed(kind: str, *, is_compressed: bool) -> None:
    assert given(HttpResponse(WORDS, kind, headers=PUBLIC)).has_header("Content-Encoding") is is_compressed


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse(b"short", headers=PUBLIC),
        HttpResponse(WORDS, status=304, headers=PUBLIC),
        HttpResponse(gzip.compress(WORDS) * 20, headers={**PUBLIC, "Content-Encoding": "gzip"}),
    ],
    ids=["short", "not modified", "compressed already"],
)
def test_answer_that_would_gain_nothing_stays_as_it_is(answer: HttpResponse) -> None:
    before = answer.content
    assert given(answer).content == before  # type: ignore[attr-defined]


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_streamed_answer_can_be_read_as_far_as_it_was_sent(encoding: str) -> None:
    made: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(3):
            made.append(number)
            yield b"row %d\n" % number

    answer = given(StreamingHttpResponse(pieces(), "text/csv", headers=PUBLIC), encoding)
    sent = iter(answer)
    reader = brotli.Decompressor() if encoding == "br" else zlib.decompressobj(compression.WITH_GZIP_HEADER)
    unpack = reader.process if encoding == "br" else reader.decompress
    assert unpack(next(sent)) == b"row 0\n"
    assert made == [0], "nothing is made before it is sent"
    assert unpack(b"".join(sent)) == b"row 1\nrow 2\n"
    assert not answer.has_header("Content-Length")


@pytest.mark.django_db
@pytest.mark.parametrize("path", [f"/votes/{rows.KEY}/", "/votes/?q=peace", "/api/openapi.json", "/votes.csv"])
def test_reader_who_has_the_page_in_any_encoding_is_told_so(client: Client, path: str) -> None:
    rows.vote()
    plain = client.get(path)
    body = b"".join(plain)
    for encoding in ("br", "gzip"):
        packed = client.get(path, headers={"Accept-Encoding": encoding})
        assert packed["Content-Encoding"] == encoding
        assert UNPACK[encoding](b"".join(packed)) == body  # type: ignore[operator]
        assert packed["ETag"] == plain["ETag"]
        assert packed["ETag"].startswith("W/"), "other bytes under the same strong validator would be a lie"
        again = client.get(path, headers={"Accept-Encoding": encoding, "If-None-Match": packed["ETag"]})
        assert again.status_code == 304
        assert again["ETag"] == packed["ETag"]
        assert "Accept-Encoding" in again["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/desk/", "/accounts/login/", "/report/?about=" + "a" * 300, "/subscribe/"])
def test_page_with_a_token_or_a_form_is_sent_as_it_is(client: Client, path: str) -> None:
    client.force_login(user("editor"))
    answer = client.get(path, headers={"Accept-Encoding": "br, gzip"}, follow=True)
    assert not answer.has_header("Content-Encoding")
    assert answer.content.startswith(b"<!DOCTYPE html>") or answer.content.lstrip().startswith(b"<!DOCTYPE")
