"""Kept pages are answered from files, without the framework: what each header asks for, and what goes through."""

from __future__ import annotations

import gzip
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import brotli
import pytest

from factcheck.kept import files, serving
from factcheck.kept.files import KeptPage
from factcheck.kept.serving import Serving, best_encoding

BODY = b"<!DOCTYPE html><p>Brazil abstained.</p>" * 20
HEADERS = (("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", "default-src 'none'"))


def page(path: str = "/verdicts/one/", body: bytes = BODY, etag: str = "a1") -> KeptPage:
    return KeptPage(path, etag, HEADERS, gzip.compress(body), brotli.compress(body))


class Server:
    """The layer around an application that says that it was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.layer = Serving(self.application, folder, ["news.example"])

    def application(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("From", "the application")])
        return [b"made on request"]

    def ask(self, path: str = "/verdicts/one/", **about: str) -> tuple[str, dict[str, str], bytes]:
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "HTTP_HOST": "news.example",
            "wsgi.input": io.BytesIO(), **about,
        }  # fmt: skip
        said: list[Any] = []
        body = b"".join(self.layer(environ, lambda status, headers: said.extend([status, headers])))
        assert len({name for name, _ in said[1]}) == len(said[1])
        return said[0], dict(said[1]), body


@pytest.fixture
def server(tmp_path: Path) -> Server:
    files.write(tmp_path, page())
    return Server(tmp_path)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""), ("identity", ""), ("gzip", "gzip"), ("gzip, deflate, br", "br"), ("br;q=0.5, gzip", "gzip"),
        ("br;q=0, gzip;q=0", ""), ("*", "br"), ("*;q=0", ""), ("GZIP", "gzip"), ("br;q=wrong", ""),
        ("identity;q=1, gzip;q=0.5", ""), ("zstd, deflate", ""),
    ],
)  # fmt: skip
def test_encoding_is_the_best_that_is_accepted(server: Server, accepted: str, encoding: str) -> None:
    assert best_encoding(accepted) == encoding
    status, headers, body = server.ask(HTTP_ACCEPT_ENCODING=accepted)
    assert status == "200 OK"
    assert headers.get("Content-Encoding", "") == encoding
    assert int(headers["Content-Length"]) == len(body)
    plain = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}[encoding](body)
    assert plain == BODY


def test_headers_are_those_of_the_page_and_those_for_caches(server: Server) -> None:
    _, headers, _ = server.ask(HTTP_ACCEPT_ENCODING="br")
    assert headers["Content-Security-Policy"] == "default-src 'none'"
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
    assert headers["ETag"] == '"a1-br"'
    assert "Set-Cookie" not in headers


def test_each_encoding_has_a_strong_validator_of_its_own(server: Server) -> None:
    tags = {server.ask(HTTP_ACCEPT_ENCODING=name)[1]["ETag"] for name in ("", "gzip", "br")}
    assert tags == {'"a1"', '"a1-gz"', '"a1-br"'}


@pytest.mark.parametrize("asked", ['"a1"', 'W/"a1-br"', '"x", "a1-gz"', "*"])
def test_page_that_the_reader_has_is_not_sent_again(server: Server, asked: str) -> None:
    status, headers, body = server.ask(HTTP_IF_NONE_MATCH=asked, HTTP_ACCEPT_ENCODING="br")
    assert (status, body) == ("304 Not Modified", b"")
    assert headers["ETag"] == '"a1-br"'
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Content-Security-Policy"]
    assert not {"Content-Length", "Content-Encoding", "Content-Type"} & headers.keys()


def test_page_that_the_reader_has_in_another_wording_is_sent(server: Server) -> None:
    assert server.ask(HTTP_IF_NONE_MATCH='"a0"')[0] == "200 OK"


def test_head_is_the_same_without_the_body(server: Server) -> None:
    whole, head = server.ask(), server.ask(REQUEST_METHOD="HEAD")
    assert head[2] == b""
    assert head[:2] == whole[:2]


@pytest.mark.parametrize(
    "about",
    [
        {"REQUEST_METHOD": "POST"}, {"REQUEST_METHOD": "OPTIONS"}, {"QUERY_STRING": "q=1"},
        {"HTTP_HOST": "evil.example"}, {"HTTP_HOST": ""}, {"HTTP_HOST": "news.example:80:80"},
        {"PATH_INFO": "/verdicts/two/"}, {"PATH_INFO": "/verdicts/one"}, {"PATH_INFO": ""},
        {"PATH_INFO": "/../../etc/passwd"}, {"PATH_INFO": "/verdicts/\x00"}, {"PATH_INFO": "/\xff\xfe"},
    ],
)  # fmt: skip
def test_whatever_is_no_kept_page_goes_through(server: Server, about: dict[str, str]) -> None:
    assert server.ask(**about)[2] == b"made on request"


def test_host_with_a_port_is_ours(server: Server) -> None:
    assert server.ask(HTTP_HOST="news.example:8000")[1]["ETag"]


def test_file_lies_within_the_folder_whatever_the_path_is(tmp_path: Path) -> None:
    for path in ("/../../etc/passwd", "/..%2f..", "/" + "a" * 5000, "/\ud800"):
        file = files.file_of(tmp_path, path)
        assert file.parent.parent == tmp_path
        assert len(file.name) == 62


def test_changed_page_is_seen_by_every_process_at_once(server: Server) -> None:
    other = Server(server.folder)
    assert server.ask()[2] == other.ask()[2] == BODY
    files.write(server.folder, page(body=b"Corrected.", etag="a2"))
    assert server.ask()[2] == other.ask()[2] == b"Corrected."
    files.remove([files.file_of(server.folder, "/verdicts/one/")])
    assert server.ask()[2] == other.ask()[2] == b"made on request"


@pytest.mark.parametrize("cut", [0, 10, 150, -1])
def test_file_that_is_not_whole_is_taken_as_not_there(server: Server, cut: int) -> None:
    file = files.file_of(server.folder, "/verdicts/one/")
    file.write_bytes(file.read_bytes()[:cut])
    assert server.ask()[2] == b"made on request"
    assert list(files.held(server.folder)) == [(file, "", "")]


def test_memory_is_bounded(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "MEMORY", 3_000)
    for number in range(40):
        files.write(server.folder, page(f"/{number}/"))
        assert server.ask(f"/{number}/")[2] == BODY
    assert len(server.layer._held) < 10
    assert server.ask("/0/")[2] == BODY


WRITER = """
import sys; from pathlib import Path; from factcheck.kept import files
while True:
    for body in (b"a" * 200_000, b"b" * 300_000):
        files.write(Path(sys.argv[1]), files.KeptPage("/x/", body[:1].decode(), (), body, body))
"""


def test_page_is_whole_when_its_writer_is_killed(tmp_path: Path) -> None:
    file = files.file_of(tmp_path, "/x/")
    for pause in (0.0, 0.01, 0.03):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], cwd=Path(__file__).parents[2])
        try:
            end = time.monotonic() + 20
            while not file.exists() and time.monotonic() < end:
                time.sleep(0.01)
            time.sleep(pause)
        finally:
            os.kill(writer.pid, signal.SIGKILL)
            writer.wait()
        found = files.read(file)
        assert found is not None
        assert found.gzip == found.brotli == {"a": b"a" * 200_000, "b": b"b" * 300_000}[found.etag]
