"""What the framework answers, handed to the web server so that no thread waits for whoever reads it.

granian sends a list by itself, and its Python thread is free at once. Any other iterable it asks for the next piece
each time the reader has taken some, and the thread waits: a few slow readers of a long table would hold every thread,
and with them every page. So an answer is handed on as a list wherever it is short enough, and of long ones a process
sends a few at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

WHOLE = 2**20
"""Bytes up to which an answer in pieces is gathered first."""
WAIT = 30
"""Seconds after which somebody who was refused may ask again."""


class Sending:
    """A WSGI layer. `at_once` is how many long answers are sent at the same time; more are refused with 503."""

    def __init__(self, application: Application, at_once: int, whole: int = WHOLE) -> None:
        self.application = application
        self.whole = whole
        self._places = threading.BoundedSemaphore(at_once)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        told: list[tuple[Any, ...]] = []
        answer = self.application(environ, lambda *given: told.append(given))
        if environ["REQUEST_METHOD"] == "HEAD":  # nothing of it is sent, so nothing of it is made
            _close(answer)
            start_response(*told[-1])
            return []
        rest = iter(answer)
        first: list[bytes] = []
        is_long = False
        try:
            length = 0
            for piece in rest:
                first.append(piece)
                length += len(piece)
                if length > self.whole and getattr(answer, "streaming", False):
                    is_long = True
                    break
            if is_long and self._places.acquire(blocking=False):
                start_response(*told[-1])
                return _Rest(first, rest, answer, self._places.release)
        except BaseException:
            _close(answer)
            raise
        _close(answer)
        if is_long:
            return _refuse(start_response)
        start_response(*told[-1])
        return first


class _Rest:
    """A long answer in pieces; gives its place back when it ends, or when the reader went away."""

    def __init__(
        self, first: list[bytes], rest: Iterator[bytes], answer: Iterable[bytes], release: Callable[[], None]
    ) -> None:
        self._pieces = self._all(first, rest)
        self._answer = answer
        self._release = release
        self._is_open = True

    @staticmethod
    def _all(first: list[bytes], rest: Iterator[bytes]) -> Iterator[bytes]:
        yield b"".join(first)
        yield from rest

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._pieces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if self._is_open:
            self._is_open = False
            self._release()
            _close(self._answer)


def _close(answer: Iterable[bytes]) -> None:
    close = getattr(answer, "close", None)
    if close is not None:
        close()


def _refuse(start_response: StartResponse) -> list[bytes]:
    body = b"Other long answers are being sent. Please ask again in half a minute.\n"
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    headers += [("Retry-After", str(WAIT)), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    start_response("503 Service Unavailable", headers)
    return [body]
