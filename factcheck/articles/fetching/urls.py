"""Web addresses, read strictly: what browsers forgive is refused, so that no two readers of an address disagree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

import idna

from factcheck.articles.fetching.addresses import Policy
from factcheck.articles.fetching.refusal import Refused

LENGTH = 2_000
"""Characters of the longest address that is taken."""
DEFAULT_PORTS = {"http": 80, "https": 443}
SAFE = "/?:@!$&'()*+,;=~%-._[]"
"""Left as it is in path and query; everything else is percent-encoded."""
NOT_PUBLIC = ("localhost", "local", "internal", "intranet", "lan", "onion", "home.arpa", "invalid")
"""Names below which there is nothing on the public internet."""

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff]")
_DOTS = re.compile("[\u3002\uff0e\uff61\u2024\ufe52]")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_ENCODED = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes. `host` is in ASCII, an IPv6 address without its brackets; `path` holds the query too."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def target_of(url: str, policy: Policy) -> Target:
    """The address, read. The fragment is left out. Raises Refused."""
    text = url.strip(" \t\r\n")
    if len(text) > LENGTH:
        raise Refused(f"The address is longer than {LENGTH:,} characters; give the article's own, shorter address.")
    if match := _FORBIDDEN.search(text):
        raise Refused(
            f"The address holds a character that none may have, at position {match.start() + 1}; copy it again from "
            "the browser."
        )
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise Refused("The address cannot be read; copy it again from the browser.") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise Refused("Only addresses that begin with http:// or https:// are fetched; give the article's web address.")
    if "@" in parts.netloc:
        raise Refused("The address holds a name or password before an @, which is never sent; remove that part.")
    host = _host(parts.hostname or "", is_bracketed=parts.netloc.startswith("["))
    port = DEFAULT_PORTS[parts.scheme] if port is None else port
    if policy.ports is not None and port not in policy.ports:
        raise Refused(
            f"The address asks for port {port}, and only the web's own ports 80 and 443 are connected to; paste the "
            "text instead."
        )
    path = _ENCODED.sub("%25", quote(parts.path or "/", SAFE))
    query = _ENCODED.sub("%25", quote(parts.query, SAFE))
    return Target(parts.scheme, host, port, f"{path}?{query}" if query else path)


def followed(target: Target, location: str, policy: Policy) -> Target:
    """Where a redirect from `target` leads. Raises Refused, also where it gives up encryption."""
    try:
        url = urljoin(target.url, location.strip(" \t\r\n"))
    except ValueError:
        raise Refused("The server sent the request on to an address that cannot be read; paste the text.") from None
    try:
        following = target_of(url, policy)
    except Refused as error:
        raise Refused(f"The server sent the request on to another address, and that is refused: {error}") from None
    if target.scheme == "https" and following.scheme == "http":
        raise Refused(
            "The server sent the request on from an encrypted address to one that is not; look at that page yourself "
            "and paste its text."
        )
    return following


def _host(host: str, *, is_bracketed: bool) -> str:
    if not host:
        raise Refused("The address names no website; copy it again from the browser.")
    if is_bracketed:
        try:
            if "%" in host:  # a zone: an address of this machine's own network
                raise AddressValueError
            return str(IPv6Address(host))
        except AddressValueError:
            raise Refused(
                "The address holds a number of a machine that cannot be read; give the website's name."
            ) from None
    if "%" in host or _DOTS.search(host):
        raise Refused("The website's name in the address is written in a roundabout way; write it with plain letters.")
    if not host.isascii():
        host = _in_ascii(host)
    if host.endswith("."):
        raise Refused("The website's name in the address ends in a dot; remove the dot.")
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _machine_number(host)
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise Refused("The website's name in the address is none that a website can have; copy it again.")
    if len(labels) == 1 or any(host == name or host.endswith("." + name) for name in NOT_PUBLIC):
        raise Refused(
            f"“{host}” is a name within a local network, and only public websites are fetched; paste the text instead."
        )
    return host


def _in_ascii(host: str) -> str:
    try:
        ascii_host = idna.encode(host, uts46=True, transitional=False).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise Refused("The website's name in the address is none that a website can have; copy it again.") from None
    if _NUMBER.fullmatch(ascii_host.split(".")[-1]):
        raise Refused("The website's name in the address is a number in unusual digits; give the website's name.")
    return ascii_host


def _machine_number(host: str) -> str:
    try:
        return str(IPv4Address(host))
    except AddressValueError:
        raise Refused(
            "The address names a machine by a number in an unusual form; give the website's name instead."
        ) from None
