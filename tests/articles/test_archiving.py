"""Originals are kept as web archives that another program reads."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from factcheck.articles import archiving

AT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
URL = "https://news.example.org/story"
HEADERS = [
    ("Content-Type", "text/html"),
    ("Set-Cookie", "who=reader"),
    ("Content-Encoding", "gzip"),
    ("X", "a\r\nB: c"),
]


def records(archive: bytes) -> list[tuple[str, str, str, bytes]]:
    found = []
    for record in ArchiveIterator(io.BytesIO(archive), check_digests="raise"):
        about = record.rec_headers
        name, when = about.get_header("WARC-Target-URI"), about.get_header("WARC-Date")
        found.append((record.rec_type, name, when, record.raw_stream.read()))
    return found


def test_response_is_read_back_with_address_and_time() -> None:
    archive = archiving.response(url=URL, at=AT, status=200, headers=HEADERS, body=b"<p>A page")
    ((kind, url, when, body),) = records(archive)
    assert (kind, url, when, body) == ("response", URL, "2026-03-01T12:30:00Z", b"<p>A page")


def test_response_keeps_no_cookie_and_no_header_within_a_header() -> None:
    head = gzip.decompress(archiving.response(url=URL, at=AT, status=200, headers=HEADERS, body=b"a"))
    assert b"who=reader" not in head and b"gzip" not in head
    assert b"X: a B: c\r\n" in head


def test_resource_is_read_back_whatever_its_bytes() -> None:
    body = bytes(range(256)) * 3
    ((kind, url, _, read),) = records(
        archiving.resource(url="urn:factcheck:intake:1", at=AT, media_type="application/pdf", body=body)
    )
    assert (kind, url, read) == ("resource", "urn:factcheck:intake:1", body)


@pytest.mark.parametrize("url", ["https://a.example/x y", "https://a.example/\r\nWARC-Type: x"])
def test_address_cannot_add_a_header(url: str) -> None:
    archive = archiving.resource(url=url, at=AT, media_type="", body=b"a")
    ((kind, found, _, _),) = records(archive)
    assert kind == "resource" and " " not in found


def test_same_bytes_at_the_same_time_give_the_same_archive() -> None:
    kept = [archiving.resource(url="urn:x:1", at=AT, media_type="text/plain", body=b"a") for _ in range(2)]
    assert kept[0] == kept[1]


@pytest.mark.parametrize("body", [b"<p>A page\r\n\r\nand more", b"\r\n\r\n", bytes(range(256))])
def test_body_is_read_back_from_both_kinds(body: bytes) -> None:
    fetched = archiving.response(url=URL, at=AT, status=200, headers=HEADERS, body=body)
    given = archiving.resource(url="urn:x:1", at=AT, media_type="text/html", body=body)
    assert archiving.body_of(fetched) == archiving.body_of(given) == body
