"""One request over HTTP/1.1 with a hard end: bytes out, bytes in, within a time and a size. No Django.

The deadline is for the whole exchange and not for each read, so a server that sends a byte a second ends with it too.
Redirects are not followed, proxies of the environment are not used, and nothing but the body of an answer 200 is read.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from contextlib import ExitStack, closing
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any

from factcheck.operations.drafting import DraftingHelper, is_this_machine

ANSWER_BYTES = 1_000_000
_CHUNK = 1 << 16


class HelperFailed(Exception):
    """No usable answer; the message is half a sentence that says why, in words of our own and never the server's.

    `status` is that of HTTP where there was one. With `may_repeat` the server dropped the connection unanswered.
    """

    def __init__(self, message: str, status: int = 0, *, may_repeat: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.may_repeat = may_repeat


TOO_SLOW = "it gave no answer in time"
UNREACHABLE = "it could not be reached"


class Deadline:
    """A moment after which nothing is waited for."""

    def __init__(self, seconds: float) -> None:
        self._at = monotonic() + seconds

    def left(self) -> float:
        """Seconds left; raises HelperFailed when there are none."""
        left = self._at - monotonic()
        if left <= 0:
            raise HelperFailed(TOO_SLOW)
        return left


def post(helper: DraftingHelper, body: bytes, deadline: Deadline) -> bytes:
    """The body of the answer. Raises HelperFailed for anything but an answer 200 within the bounds."""
    with closing(_connected(helper, deadline)) as sock:
        connection = http.client.HTTPConnection(helper.host, helper.port)
        connection.default_port = 443 if helper.is_secure else 80  # which the header Host leaves out
        connection.sock = _Channel(sock, deadline)
        return _exchange(connection, helper, body)


def _exchange(connection: http.client.HTTPConnection, helper: DraftingHelper, body: bytes) -> bytes:
    try:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        if helper.key:
            headers["Authorization"] = f"Bearer {helper.key}"
        connection.request("POST", helper.path, body, headers)
        return _body(connection.getresponse())
    except TimeoutError:
        raise HelperFailed(TOO_SLOW) from None
    except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
        raise HelperFailed("it dropped the connection", may_repeat=True) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise HelperFailed("its answer was no good HTTP") from None


def _body(response: http.client.HTTPResponse) -> bytes:
    if 300 <= response.status < 400:
        raise HelperFailed("it sent the request elsewhere, which is not followed", response.status)
    if response.status != http.client.OK:
        raise HelperFailed(f"it answered with the error {response.status}", response.status)
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise HelperFailed("its answer was compressed, which was not asked for")
    body = response.read(ANSWER_BYTES + 1)
    if len(body) > ANSWER_BYTES:
        raise HelperFailed(f"its answer was longer than {ANSWER_BYTES:,} bytes")
    if response.length:  # the rest of what was announced
        raise HelperFailed("its answer broke off")
    return body


def _connected(helper: DraftingHelper, deadline: Deadline) -> socket.socket:
    """A socket to the first address that answers, encrypted and with a certificate checked unless it is plain."""
    for row in _addresses(helper, deadline):
        try:
            return _connected_to(row, helper, deadline)
        except TimeoutError:
            raise HelperFailed(TOO_SLOW) from None
        except ssl.SSLError:
            raise HelperFailed("its certificate or its encryption is no good") from None
        except OSError:  # refused, or of a family that this machine does not have: the next address may do
            continue
    raise HelperFailed(UNREACHABLE)


def _connected_to(row: Any, helper: DraftingHelper, deadline: Deadline) -> socket.socket:
    family, kind, protocol, _, address = row
    with ExitStack() as unless_connected:
        sock = unless_connected.enter_context(socket.socket(family, kind, protocol))
        sock.settimeout(deadline.left())
        sock.connect(address)
        if helper.is_secure:
            sock.settimeout(deadline.left())
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=helper.host)
        unless_connected.pop_all()
        return sock


def _addresses(helper: DraftingHelper, deadline: Deadline) -> list[Any]:
    """Addresses of the host. Looking up a name cannot be given an end: a thread does it, and is left behind if late."""
    found: SimpleQueue[list[Any]] = SimpleQueue()

    def look_up() -> None:
        try:
            found.put(list(socket.getaddrinfo(helper.host, helper.port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError):
            found.put([])

    Thread(target=look_up, name="drafting helper: address", daemon=True).start()
    try:
        rows = found.get(timeout=deadline.left())
    except Empty:
        raise HelperFailed(TOO_SLOW) from None
    return [row for row in rows if not helper.is_local_only or is_this_machine(str(row[4][0]))]


class _Channel:
    """What `http.client` needs of a socket, each step of it with what is left of the time."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def sendall(self, content: bytes) -> None:
        view = memoryview(content)
        while view:
            self._sock.settimeout(self._deadline.left())
            view = view[self._sock.send(view[:_CHUNK]) :]

    def makefile(self, mode: str) -> io.BufferedReader:
        """Raises ValueError for anything but reading bytes."""
        if mode != "rb":
            raise ValueError(f"the mode {mode} is not one of this channel")
        return io.BufferedReader(_Incoming(self._sock, self._deadline))

    def close(self) -> None:
        """Nothing: `http.client` lets go of the channel before the body is read, and `post` closes the socket."""


class _Incoming(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)
