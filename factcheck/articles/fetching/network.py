"""Connections of the fetcher: the name is looked up, every address checked, and the checked address connected to.

Nothing looks the name up again after the check, so that it cannot become another address in between (rebinding). TLS is
still made for the name, which httpcore2 hands to `start_tls`."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import httpcore2

from factcheck.articles.fetching.addresses import Address, Policy
from factcheck.articles.fetching.refusal import Refused

Resolve = Callable[[str, int], list[str]]
"""Takes host and port; the numbers of the machines behind it. Raises OSError or ValueError."""
Connect = Callable[[Address, int, float], socket.socket]
"""Takes an address, a port and seconds. Raises OSError."""


class Deadline:
    """The moment by which everything has to be done."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, more than 0. Raises Refused when it has passed."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> Refused:
        return Refused(
            f"The website did not send the whole page within {self.seconds:g} seconds; try again later, or paste the "
            "text."
        )


def resolve(host: str, port: int) -> list[str]:
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def connect(address: Address, port: int, timeout: float) -> socket.socket:
    """A socket to a number; no name is looked up."""
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.settimeout(timeout)
        sock.connect((str(address), port))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError:
        sock.close()
        raise
    return sock


class CheckedBackend(httpcore2.NetworkBackend):
    """The network of one fetch. Raises Refused for an address that the policy does not allow."""

    def __init__(self, policy: Policy, deadline: Deadline, resolve: Resolve, connect: Connect) -> None:
        self._policy, self._deadline, self._resolve, self._connect = policy, deadline, resolve, connect

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        for address in self._checked(host, port):
            try:
                return _Stream(self._connect(address, port, self._deadline.left()), self._deadline)
            except OSError:  # refused, or of a family that this machine does not have: the next may do
                continue
        self._deadline.left()
        raise Refused(f"The website {host} could not be reached; check the address, or try again later.")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """Never: nothing is fetched from sockets of this machine."""
        raise Refused("Only public websites are fetched; paste the text instead.")

    def _checked(self, host: str, port: int) -> list[Address]:
        """All addresses behind the name, each of which has to be allowed."""
        try:
            addresses = list(dict.fromkeys(ip_address(number) for number in self._looked_up(host, port)))
        except ValueError:
            addresses = []
        if not addresses:
            raise Refused(f"There is no website called {host}; check the address for a slip.")
        for address in addresses:
            if problem := self._policy.problem_with(address):
                raise Refused(
                    f"{host} leads to {problem}, and only public websites are fetched; paste the text instead."
                )
        return addresses

    def _looked_up(self, host: str, port: int) -> list[str]:
        """Looking up a name cannot be given an end: a thread does it, and is left behind if late."""
        found: SimpleQueue[list[str]] = SimpleQueue()

        def look_up() -> None:
            try:
                found.put(self._resolve(host, port))
            except (OSError, ValueError):
                found.put([])

        Thread(target=look_up, name="fetcher: address", daemon=True).start()
        try:
            return found.get(timeout=self._deadline.left())
        except Empty:
            raise self._deadline.passed() from None


class _Stream(httpcore2.NetworkStream):
    """A socket whose every step has what is left of the time, whatever timeout it is asked for."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._sock.settimeout(self._deadline.left())
        try:
            return self._sock.recv(max_bytes)
        except TimeoutError:
            raise self._deadline.passed() from None
        except OSError:
            raise httpcore2.ReadError from None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        view = memoryview(buffer)
        while view:
            self._sock.settimeout(self._deadline.left())
            try:
                view = view[self._sock.send(view) :]
            except TimeoutError:
                raise self._deadline.passed() from None
            except OSError:
                raise httpcore2.WriteError from None

    def close(self) -> None:
        self._sock.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        try:
            self._sock.settimeout(self._deadline.left())
            return _Stream(ssl_context.wrap_socket(self._sock, server_hostname=server_hostname), self._deadline)
        except TimeoutError:
            self.close()
            raise self._deadline.passed() from None
        except (OSError, ValueError):
            self.close()
            raise Refused(
                "The website's certificate or encryption is no good, so that nobody knows who answers; look at the "
                "page yourself and paste its text."
            ) from None

    def get_extra_info(self, info: str) -> Any:
        """Nothing of the connection is told: it serves one request."""
