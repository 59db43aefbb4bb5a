"""Requests a second over HTTP on 127.0.0.1, and the servers that answer them; for public.py.

One process asks, on connections that stay open: the next question goes out when the answer before it is whole. Eight
processes that ask would wait for each other and for the server at two cores, and their waiting would be told as the
server's. Whatever else the machine does only ever adds to an answer, so of some short rounds the most requests a second
count, the least median and the least 99th percentile. What is compared takes its rounds in turn.
"""

from __future__ import annotations

import gc
import os
import re
import selectors
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from factcheck.operations import web_server
from factcheck.operations.web_server import THREADS, WORKERS

SECONDS = 1.0
ROUNDS = 7
CONNECTIONS = 8
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Rate:
    """Of some rounds: the most requests a second, seconds of the least median and of the least 99th percentile, and how
    far apart these two were in the middle one of the rounds."""

    rate: float
    median: float
    late: float
    usual: float

    @property
    def tail(self) -> float:
        return self.late / self.median


class _Connection:
    """One that stays open, with one question on its way."""

    def __init__(self, port, question):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.question = question
        self.ask()

    def ask(self):
        self.head, self.missing = b"", -1
        self.asked = time.perf_counter()
        self.socket.sendall(self.question)

    def is_whole(self):
        """Reads what has come."""
        came = self.socket.recv(262_144)
        assert came, "the server closed a connection"
        if self.missing >= 0:
            self.missing -= len(came)
        else:
            self.head += came
            end = self.head.find(b"\r\n\r\n")
            if end >= 0:
                assert self.head.startswith(b"HTTP/1.1 200"), self.head[:200]
                self.missing = end + 4 + int(LENGTH.search(self.head, 0, end)[1]) - len(self.head)
        return self.missing == 0


def one_round(target, port, seconds=SECONDS):
    """Seconds of each answer, in order of size."""
    question = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:8199\r\nAccept-Encoding: br\r\n\r\n".encode()
    took = []
    gc.disable()
    with selectors.DefaultSelector() as waiting:
        end = time.perf_counter() + seconds
        for _ in range(CONNECTIONS):
            one = _Connection(port, question)
            waiting.register(one.socket, selectors.EVENT_READ, one)
        while waiting.get_map():
            for key, _ in waiting.select():
                one = key.data
                if one.is_whole():
                    now = time.perf_counter()
                    took.append(now - one.asked)
                    if now < end:
                        one.ask()
                    else:
                        waiting.unregister(one.socket)
                        one.socket.close()
    gc.enable()
    return sorted(took)


def measured(targets, rounds=ROUNDS):
    """The rate of each name; `targets` has (path, port) by name, which take their rounds in turn."""
    found = {name: [] for name in targets}
    for target in targets.values():
        one_round(*target, seconds=SECONDS / 2)  # every worker is warm behind it
    for _ in range(rounds):
        for name, target in targets.items():
            took = one_round(*target)
            found[name].append((len(took) / SECONDS, statistics.median(took), took[int(len(took) * 0.99)]))
    return {
        name: Rate(
            max(rate for rate, _, _ in told),
            min(median for _, median, _ in told),
            min(late for _, _, late in told),
            statistics.median(late / median for _, median, late in told),
        )
        for name, told in found.items()
    }


@contextmanager
def web_workers(port, mode, application="public:application"):
    """Those of the web server (factcheck/operations/web_server.py) with an application of this folder in one of its
    modes, the name of a variable. Yields the process that they are children of."""
    how = ["--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "error"]
    how += ["--backpressure", str(web_server.CONNECTIONS), "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", *how, application],
        cwd=Path(__file__).parent,
        env=os.environ | {mode: "yes"},
    )
    try:
        _wait(port)
        time.sleep(3)  # every worker is there
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def nginx(contents, port):
    """nginx with bytes by path, as files; yields False where it is not installed."""
    program = shutil.which("nginx")
    if program is None:
        yield False
        return
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # nginx reads it as another user
        for path, content in contents.items():
            Path(folder, path.removeprefix("/")).write_bytes(content)
        Path(folder, "nginx.conf").write_text(
            f"worker_processes {WORKERS}; daemon off; pid {folder}/pid; error_log stderr; events {{}} http {{ "
            f"access_log off; client_body_temp_path {folder}; server {{ listen 127.0.0.1:{port}; root {folder}; "
            "keepalive_requests 10000000; } }"
        )
        process = subprocess.Popen([program, "-c", f"{folder}/nginx.conf", "-p", folder])
        try:
            _wait(port)
            yield True
        finally:
            process.terminate()
            process.wait(20)


def _wait(port):
    end = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def fetch(target, port):
    """The bytes as they are sent, compressed."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", target, headers={"Host": "127.0.0.1:8199", "Accept-Encoding": "br"})
    return connection.getresponse().read()
