"""Answers are handed to the web server so that slow readers hold no thread."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from factcheck.operations.sending import Sending
from factcheck.operations.web_server import THREADS, WORKERS

WHOLE = 100


class Answer:
    """As the framework gives one; counts how often it was closed."""

    def __init__(self, pieces: Iterable[bytes], streaming: bool = True) -> None:
        self.pieces = iter(pieces)
        self.streaming = streaming
        self.closed = 0

    def __iter__(self) -> Iterator[bytes]:
        return self.pieces

    def close(self) -> None:
        self.closed += 1


def sent(layer: Sending, answer: Answer, method: str = "GET") -> tuple[str, Iterable[bytes]]:
    """What the server is told, and what it is given to send."""
    said: list[str] = []

    def application(environ: dict[str, Any], start_response: Any) -> Answer:
        start_response("200 OK", [])
        return answer

    layer.application = application
    given = layer({"REQUEST_METHOD": method}, lambda status, headers: said.append(status))
    return said[0], given


@pytest.fixture
def layer() -> Sending:
    return Sending(lambda environ, start_response: [], at_once=1, whole=WHOLE)


@pytest.mark.parametrize(
    ("pieces", "streaming"), [([], True), ([b"ab", b"c"], True), ([b"x" * WHOLE], True), ([b"x" * 500], False)]
)
def test_short_or_whole_answer_is_a_list_and_closed(layer: Sending, pieces: list[bytes], streaming: bool) -> None:
    answer = Answer(pieces, streaming)
    status, given = sent(layer, answer)
    assert (status, given) == ("200 OK", pieces)
    assert isinstance(given, list)  # what the web server sends by itself
    assert answer.closed == 1


def test_long_answer_comes_in_pieces_as_they_are_asked_for(layer: Sending) -> None:
    made: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(6):
            made.append(number)
            yield bytes([48 + number]) * 60

    answer = Answer(pieces())
    status, given = sent(layer, answer)
    assert (status, made, answer.closed) == ("200 OK", [0, 1], 0)
    assert b"".join(given) == b"".join(bytes([48 + number]) * 60 for number in range(6))
    assert answer.closed == 1


def test_long_answer_beside_another_is_refused_until_that_one_ends(layer: Sending) -> None:
    first, second, third = (Answer([b"x" * 60] * 3) for _ in range(3))
    _, given = sent(layer, first)
    assert sent(layer, second)[0] == "503 Service Unavailable"
    assert second.closed == 1
    assert sent(layer, Answer([b"short"]))[0] == "200 OK"
    given.close()  # type: ignore[attr-defined]  the reader went away
    given.close()  # type: ignore[attr-defined]  servers close what has failed once more
    assert first.closed == 1
    assert sent(layer, third)[0] == "200 OK"


def test_head_makes_nothing_and_takes_no_place(layer: Sending) -> None:
    def pieces() -> Iterator[bytes]:
        raise AssertionError
        yield b""

    answer = Answer(pieces())
    assert sent(layer, answer, "HEAD") == ("200 OK", [])
    assert answer.closed == 1
    assert sent(layer, Answer([b"x" * 60] * 3))[0] == "200 OK"


def test_answer_that_breaks_gives_its_place_back(layer: Sending) -> None:
    def broken(good: int) -> Iterator[bytes]:
        yield from [b"x" * 60] * good
        raise ValueError

    early, late = Answer(broken(1)), Answer(broken(3))
    with pytest.raises(ValueError):
        sent(layer, early)
    _, given = sent(layer, late)
    with pytest.raises(ValueError):
        list(given)
    assert (early.closed, late.closed) == (1, 1)
    assert sent(layer, Answer([b"x" * 60] * 3))[0] == "200 OK"


LONG = """
from factcheck.operations.sending import Sending

class Long:
    streaming = True
    def __iter__(self):
        return (b"x" * 65536 for _ in range(1000))

def either(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return Long() if environ["PATH_INFO"] == "/long" else [b"short"]

application = Sending(either, at_once={at_once})
"""


def test_readers_who_do_not_read_leave_the_others_a_thread(tmp_path: Path) -> None:
    """The real server, with as many slow readers as would hold every thread of it, and more."""
    (tmp_path / "long.py").write_text(LONG.format(at_once=THREADS - 1))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    how = ["--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--port", str(port)]
    server = subprocess.Popen([sys.executable, "-m", "granian", "--log-level", "error", *how, "long:application"],
                              cwd=tmp_path, env={"PYTHONPATH": f"{Path(__file__).parents[2]}:{tmp_path}"})  # fmt: skip
    slow: list[socket.socket] = []
    try:
        _wait(port)
        for _ in range(4 * WORKERS * THREADS):
            slow.append(socket.create_connection(("127.0.0.1", port), timeout=10))
            slow[-1].sendall(b"GET /long HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        first = [one.recv(12) for one in slow]
        assert {b"HTTP/1.1 200", b"HTTP/1.1 503"} == set(first)
        for _ in range(8):  # connections of both workers
            with urlopen(f"http://127.0.0.1:{port}/short", timeout=10) as answer:
                assert answer.read() == b"short"
    finally:
        for one in slow:
            one.close()
        server.terminate()
        server.wait(20)


def _wait(port: int) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.1)
