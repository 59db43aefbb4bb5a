"""A drafting helper on 127.0.0.1 that speaks the protocol of chat completions, well or badly."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import Any

from factcheck.operations.drafting import DraftingHelper, drafting_helper
from tests.factories.loopback import Loopback

Behaviour = Callable[[socket.socket, Event], None]
"""What the server does with a connection once the request was read; the event is set when the test is over."""


class Server(Loopback):
    """`asked` are the requests so far, head and body; each connection takes the next behaviour, the last one again."""

    def __init__(self, behaviours: list[Behaviour], certificate: Path | None = None) -> None:
        self._tls: ssl.SSLContext | None = None
        if certificate is not None:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(certificate)
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self._behaviours = behaviours
        super().__init__()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError), self._secured(connection) as connection:
            head, _, body = self._read(connection).partition(b"\r\n\r\n")
            place = min(len(self.asked), len(self._behaviours) - 1)
            self.asked.append((head.decode("latin-1"), json.loads(body)))
            self._behaviours[place](connection, self._over)

    def _secured(self, connection: socket.socket) -> socket.socket:
        return self._tls.wrap_socket(connection, server_side=True) if self._tls else connection

    def _read(self, connection: socket.socket) -> bytes:
        got = b""
        while b"\r\n\r\n" not in got:
            got += connection.recv(1 << 16)
        head, _, body = got.partition(b"\r\n\r\n")
        length = int(
            next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")).split()[1]
        )
        while len(body) < length:
            body += connection.recv(1 << 16)
        return head + b"\r\n\r\n" + body


@contextmanager
def serving(*behaviours: Behaviour, certificate: Path | None = None) -> Iterator[Server]:
    server = Server(list(behaviours), certificate)
    try:
        yield server
    finally:
        server.stop()


def at(port: int, *, timeout: str = "5", **more: str) -> DraftingHelper:
    given = {"model": "a-model", "key": "a-key", "on_desk": "false", "plain_http": "false"} | more
    helper = drafting_helper(url=f"http://127.0.0.1:{port}/v1", timeout=timeout, **given)
    assert helper is not None
    return helper


def http(body: bytes | str, status: str = "200 OK", headers: str = "") -> Behaviour:
    content = body.encode() if isinstance(body, str) else body
    answer = f"HTTP/1.1 {status}\r\nContent-Length: {len(content)}\r\n{headers}\r\n".encode() + content
    return raw(answer)


def raw(content: bytes) -> Behaviour:
    return lambda connection, over: connection.sendall(content)


def saying(content: str) -> Behaviour:
    """A good answer of chat completions with this message."""
    return http(json.dumps({"choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}))


def drafting(*drafts: dict[str, Any]) -> Behaviour:
    return saying(json.dumps({"drafts": list(drafts)}))


def draft(text: str, quote: str, kind: str, **asserted: Any) -> dict[str, Any]:
    """A draft on the first place in the text where the words stand."""
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote, "kind": kind, "asserted": asserted}


def dripping(first: bytes, piece: bytes, pause: float = 0.05) -> Behaviour:
    """Without end, a piece at a time, so that no single read takes long."""

    def behave(connection: socket.socket, over: Event) -> None:
        connection.sendall(first)
        while not over.wait(pause):
            connection.sendall(piece)

    return behave


def silent(connection: socket.socket, over: Event) -> None:
    over.wait(30)


def hanging_up(connection: socket.socket, over: Event) -> None:
    """Close without a word."""
