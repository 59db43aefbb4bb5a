"""Fetch one address: ask, follow redirects hop by hop, take the answer in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.message import Message

import httpcore2

from factcheck.articles.fetching import network
from factcheck.articles.fetching.addresses import Policy
from factcheck.articles.fetching.body import ACCEPTED, taken_in, too_large
from factcheck.articles.fetching.refusal import Refused
from factcheck.articles.fetching.urls import Target, followed, target_of

AGENT = "Factcheck/1.0 (fetches single articles for a newsroom's fact check)"
HTML = frozenset({"text/html", "application/xhtml+xml"})
ARTICLE = HTML | {"text/plain", "application/pdf"}
FEED = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"})
FEED |= HTML | {"text/plain"}  # as which many servers send their feeds
ROBOTS = frozenset({"text/plain"})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
SIGN_IN = frozenset({"login", "log-in", "signin", "sign-in", "subscribe", "paywall", "sso"})
"""Parts of a path to which a website leads those who are not signed in."""
LONGEST_WAIT = 30 * 86_400
"""Seconds; a server that asks for more is not taken at its word."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` are for everything, redirects included; `size` is in bytes, packed as well as unpacked."""

    seconds: float = 15.0
    size: int = 10 * 2**20
    redirects: int = 8


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was found. `url` is where it was found after `redirects` (the addresses before it, in order); `headers` are
    as received; `media_type` is in small letters, `charset` as declared or empty; `body` is unpacked. With status 304
    nothing has changed since the validators that were sent, and the body is empty."""

    url: str
    redirects: tuple[str, ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    media_type: str
    charset: str
    body: bytes

    @property
    def is_unchanged(self) -> bool:
        return self.status == 304

    def header(self, name: str) -> str:
        """The first value of a header, empty where it was not sent."""
        return _header(self.headers, name)


class Fetcher:
    """`policy`, `resolve` and `connect` are for tests; the product takes the defaults, which no setting changes."""

    def __init__(
        self,
        *,
        policy: Policy | None = None,
        limits: Limits | None = None,
        resolve: network.Resolve = network.resolve,
        connect: network.Connect = network.connect,
    ) -> None:
        self._policy = policy or Policy()
        self._limits = limits or Limits()
        self._resolve, self._connect = resolve, connect

    def fetch(
        self, url: str, *, accept: frozenset[str] = ARTICLE, validators: Mapping[str, str] | None = None
    ) -> Fetched:
        """What stands at `url`, if it is of a media type in `accept`. `validators` are headers of a conditional
        request (If-None-Match, If-Modified-Since). Raises Refused."""
        deadline = network.Deadline(self._limits.seconds)
        target = target_of(url, self._policy)
        passed: list[str] = []
        while True:
            found = self._asked(target, deadline, accept, validators or {})
            if not isinstance(found, Target):
                _refuse_sign_in(found, passed)
                return replace(found, redirects=tuple(passed))
            passed.append(target.url)
            if found.url in passed:
                raise Refused(
                    "The website sends the request in a circle; look at the page yourself and paste its text."
                )
            if len(passed) > self._limits.redirects:
                raise Refused(
                    f"The website sent the request on more than {self._limits.redirects} times; give the address at "
                    "which the article ends up in the browser."
                )
            target = found

    def _asked(
        self, target: Target, deadline: network.Deadline, accept: frozenset[str], validators: Mapping[str, str]
    ) -> Fetched | Target:
        """The answer, or where it sends the request on."""
        headers = {
            "Host": target.authority,
            "User-Agent": AGENT,
            "Accept": ", ".join(sorted(accept)),
            "Accept-Encoding": ACCEPTED,
            "Accept-Language": "en",
            "Connection": "close",
            **validators,
        }
        backend = network.CheckedBackend(self._policy, deadline, self._resolve, self._connect)
        url = httpcore2.URL(
            scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode()
        )
        try:
            with (
                httpcore2.ConnectionPool(network_backend=backend, max_connections=1) as pool,
                pool.stream("GET", url, headers=_in_bytes(headers)) as response,
            ):
                return self._read(target, response, accept, is_conditional=bool(validators))
        except (httpcore2.ProtocolError, httpcore2.NetworkError) as error:
            raise _broken(error) from None

    def _read(
        self, target: Target, response: httpcore2.Response, accept: frozenset[str], *, is_conditional: bool
    ) -> Fetched | Target:
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers)
        status = response.status
        if status in REDIRECTS and (location := _header(headers, "location")):
            return followed(target, location, self._policy)
        if status == 304 and is_conditional:
            return Fetched(target.url, (), status, headers, "", "", b"")
        if status != 200:
            raise _refused_for(status, headers)
        media_type, charset = _declared(_header(headers, "content-type"))
        if media_type and media_type not in accept:
            raise _other_type(media_type)
        length = _header(headers, "content-length")
        if length.isascii() and length.isdigit() and int(length) > self._limits.size:
            raise too_large(self._limits.size)
        body = taken_in(response.iter_stream(), encoding=_header(headers, "content-encoding"), limit=self._limits.size)
        if not body.strip():
            raise Refused("The page is empty; look at it yourself and paste its text.", status=status)
        media_type = media_type or _guessed(body)
        if media_type not in accept:
            raise _other_type(media_type)
        return Fetched(target.url, (), status, headers, media_type, charset, body)


def _in_bytes(headers: Mapping[str, str]) -> list[tuple[bytes | str, bytes | str]]:
    """As on the line. Validators are sent back in the bytes in which they came."""
    return [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers.items()]


def _header(headers: tuple[tuple[str, str], ...], name: str) -> str:
    return next((value.strip() for key, value in headers if key.lower() == name.lower()), "")


def _declared(content_type: str) -> tuple[str, str]:
    """Media type and charset of the header, both in small letters and empty where it does not say."""
    if not content_type:
        return "", ""
    message = Message()
    message["Content-Type"] = content_type
    charset = message.get_param("charset", "")
    return message.get_content_type(), charset.strip().lower() if isinstance(charset, str) else ""


def _guessed(body: bytes) -> str:
    """By the first bytes, where the server does not say."""
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        return "application/pdf"
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "text/html"
    return "application/xml" if start.startswith(b"<?xml") else "of no stated type"


def _other_type(media_type: str) -> Refused:
    return Refused(
        f"The address leads to a file ({media_type[:60]}) and not to a page with text; give the article's own page, or "
        "paste the text."
    )


def _broken(error: Exception) -> Refused:
    if isinstance(error, httpcore2.NetworkError) or "without sending" in str(error):
        return Refused("The website broke off in the middle of its answer; try again later, or paste the text.")
    return Refused("The website's answer does not follow the rules of the web (HTTP); paste the text instead.")


def _refuse_sign_in(found: Fetched, passed: list[str]) -> None:
    if passed and _parts(found.url) & SIGN_IN and not _parts(passed[0]) & SIGN_IN:
        raise Refused(
            "The website asks for a sign-in before it shows the article; open it in your browser and paste the text.",
            status=found.status,
        )


def _parts(url: str) -> set[str]:
    path = url.split("://", 1)[1].partition("/")[2].partition("?")[0].lower()
    return {part.partition(".")[0] for part in path.split("/")}


def _refused_for(status: int, headers: tuple[tuple[str, str], ...]) -> Refused:
    wait = _header(headers, "retry-after")
    seconds = min(int(wait[:9]), LONGEST_WAIT) if wait.isascii() and wait.isdigit() else None
    return Refused(_sentence(status), status=status, retry_after=seconds)


def _sentence(status: int) -> str:
    if status in REDIRECTS or status == 300:
        return f"The website sends the request on without saying where (status {status}); paste the text instead."
    if status in (204, 205, 304):
        return f"The website answered with no page (status {status}); look at it yourself and paste its text."
    if status in (401, 402, 403, 407, 451):
        return (
            f"The website does not show this page to everybody (status {status}); open it in your browser and paste "
            "the text."
        )
    if status in (404, 410):
        return f"The website has no such page (status {status}); check the address for a slip, or paste the text."
    if status == 429:
        return "The website asks for fewer requests (status 429); try again in some minutes."
    if status >= 500:
        return f"The website has a fault of its own (status {status}); try again later, or paste the text."
    return f"The website answered with status {status}, which is no page; paste the text instead."
