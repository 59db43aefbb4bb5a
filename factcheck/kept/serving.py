"""Kept pages are answered before anything of the framework runs: without the database, a template or a cookie.

A WSGI layer around the application. What it does not answer (another method, a query, a path of which no file is there,
a host that is not ours) goes through as it came.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http.request import split_domain_port, validate_host

from factcheck.kept.files import KeptPage, file_of, read

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

LIFETIMES = {"max_age": 60, "stale_while_revalidate": 600, "stale_if_error": 86_400}
"""Seconds in caches: as it is, while a new one is fetched, and where we cannot be reached."""
CACHE_CONTROL = ", ".join(["public", *(f"{name.replace('_', '-')}={value}" for name, value in LIFETIMES.items())])
MEMORY = 64 * 2**20
"""Bytes of pages that one process keeps in memory."""
HOSTS = 100
"""Host names that are remembered as ours."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """A page in one encoding, ready to be sent. `headers` are those of a whole answer, `short` those of a 304."""

    body: bytes
    headers: list[tuple[str, str]]
    short: list[tuple[str, str]]


@dataclass(slots=True)
class _Held:
    """A page in memory: the mark of the file it was read from, and an answer for each encoding asked for so far."""

    file: Path
    mark: tuple[int, int, int]
    page: KeptPage
    tags: frozenset[str]
    answers: dict[str, _Answer]

    @property
    def weight(self) -> int:
        return len(self.page.gzip) + len(self.page.brotli) + sum(len(one.body) for one in self.answers.values())


class Serving:
    """`folder` is where files.py writes, `allowed_hosts` the setting."""

    def __init__(self, application: Application, folder: Path, allowed_hosts: list[str]) -> None:
        self.application = application
        self.folder = folder
        self.allowed_hosts = allowed_hosts
        self._hosts: set[str] = set()
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method in ("GET", "HEAD") and not environ.get("QUERY_STRING") and self._is_ours(environ):
            held = self._find(environ.get("PATH_INFO", ""))
            if held is not None:
                return self._answer(held, environ, start_response, is_head=method == "HEAD")
        return self.application(environ, start_response)

    def _is_ours(self, environ: Environ) -> bool:
        """Whether the host that is asked for is one of the website's; any other is for the framework to refuse."""
        host = environ.get("HTTP_HOST", "")
        if host in self._hosts:
            return True
        domain, _ = split_domain_port(host)
        if not domain or not validate_host(domain, self.allowed_hosts):
            return False
        if len(self._hosts) < HOSTS:
            self._hosts.add(host)
        return True

    def _find(self, path: str) -> _Held | None:
        """The page from memory as long as its file is the same one, else from the file."""
        held = self._held.get(path)
        try:
            file = held.file if held is not None else file_of(self.folder, path.encode("latin-1").decode())
            status = file.stat()
        except (OSError, UnicodeError):
            return None
        mark = (status.st_mtime_ns, status.st_ino, status.st_size)
        if held is not None and held.mark == mark:
            return held
        page = read(file)
        if page is None:
            return None
        tags = frozenset(f'"{page.etag}{end}"' for end in ("", "-gz", "-br"))
        held = _Held(file, mark, page, tags, {})
        self._remember(path, held)
        return held

    def _remember(self, path: str, held: _Held) -> None:
        with self._lock:
            if (old := self._held.pop(path, None)) is not None:
                self._weight -= old.weight
            self._held[path] = held
            self._weight += held.weight
            while self._weight > MEMORY and len(self._held) > 1:
                _, oldest = self._held.popitem(last=False)
                self._weight -= oldest.weight

    def _answer(
        self, held: _Held, environ: Environ, start_response: StartResponse, *, is_head: bool
    ) -> Iterable[bytes]:
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        encoding = best_encoding(accepted) if accepted else ""
        answer = held.answers.get(encoding) or self._made(held, encoding)
        asked = environ.get("HTTP_IF_NONE_MATCH", "")
        if asked and matches(asked, held.tags):
            start_response("304 Not Modified", answer.short)
            return []
        start_response("200 OK", answer.headers)
        return [] if is_head else [answer.body]

    def _made(self, held: _Held, encoding: str) -> _Answer:
        page = held.page
        body, end = {"br": (page.brotli, "-br"), "gzip": (page.gzip, "-gz")}.get(encoding) or (page.plain, "")
        short = [
            ("ETag", f'"{page.etag}{end}"'),
            ("Cache-Control", CACHE_CONTROL),
            ("Vary", "Accept-Encoding"),
            *((name, value) for name, value in page.headers if name.lower() not in ("content-type", "last-modified")),
        ]
        headers = [*short, *((n, v) for n, v in page.headers if n.lower() in ("content-type", "last-modified"))]
        headers.append(("Content-Length", str(len(body))))
        if encoding:
            headers.append(("Content-Encoding", encoding))
        answer = _Answer(body, headers, short)
        with self._lock:
            if encoding not in held.answers and not encoding:
                self._weight += len(body)
            held.answers[encoding] = answer
        return answer


def best_encoding(accepted: str) -> str:
    """ "br", "gzip" or "" for what an Accept-Encoding header allows: brotli before gzip where both are equally good."""
    worth: dict[str, float] = {}
    for part in accepted.split(","):
        name, _, parameter = part.partition(";")
        quality = 1.0
        if parameter.strip().startswith("q="):
            try:
                quality = float(parameter.strip()[2:])
            except ValueError:
                quality = 0.0
        worth[name.strip().lower()] = quality
    rest = worth.get("*", 0.0)
    found = [(worth.get(name, rest), name) for name in ("br", "gzip")]
    best, name = max(found, key=lambda one: one[0])
    return name if best > 0 and best >= worth.get("identity", 0.0) else ""


def matches(asked: str, tags: frozenset[str]) -> bool:
    """Whether an If-None-Match header names one of the tags; the page is the same in each encoding."""
    if asked.strip() == "*":
        return True
    return any(tag.strip().removeprefix("W/") in tags for tag in asked.split(","))
