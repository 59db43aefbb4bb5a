"""A website on 127.0.0.1, kind or hostile, and a fetcher that may reach it and nothing else."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from factcheck.articles.fetching import Fetcher, Limits, Policy
from tests.factories.helper import Behaviour, http, raw
from tests.factories.loopback import Loopback

LOOPBACK = Policy(lambda address: None if address.is_loopback else "an address outside the test", ports=None)
PAGE = "<!doctype html><title>News</title><p>93 states voted for the text.</p>"


class Website(Loopback):
    """Answers paths by their behaviours, others with 404. `asked` are the heads of the requests so far."""

    def __init__(self, pages: dict[str, Behaviour]) -> None:
        self.pages = pages
        self.asked: list[str] = []
        super().__init__()

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            got = b""
            while b"\r\n\r\n" not in got:
                if not (piece := connection.recv(1 << 16)):
                    return
                got += piece
            head = got.decode("latin-1")
            self.asked.append(head)
            self.pages.get(head.split(" ")[1], http("nothing", "404 Not Found"))(connection, self._over)


@contextmanager
def website(**pages: Behaviour) -> Iterator[Website]:
    """Pages by the name of their path: `news=` is /news; `index=` is /."""
    site = Website({"/" if name == "index" else f"/{name}": page for name, page in pages.items()})
    try:
        yield site
    finally:
        site.stop()


def fetcher(**limits: Any) -> Fetcher:
    return Fetcher(policy=LOOPBACK, limits=Limits(**{"seconds": 5.0, **limits}))


def page(body: bytes | str = PAGE, media_type: str = "text/html; charset=utf-8", headers: str = "") -> Behaviour:
    return http(body, headers=f"Content-Type: {media_type}\r\n{headers}" if media_type else headers)


def sent_on(location: str, status: str = "302 Found") -> Behaviour:
    return raw(f"HTTP/1.1 {status}\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode())
