"""Settings of the optional drafting helper: a server that proposes where a text makes claims (docs/drafting.md).

Everything raises ImproperlyConfigured with one sentence that begins with the name of the variable. No sentence repeats
the key.
"""

from __future__ import annotations

import ipaddress
import math
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SECONDS = (1, 120)
"""Least and most of DRAFTING_TIMEOUT."""
_YES, _NO = {"true", "on", "yes", "y", "1", "ok"}, {"false", "off", "no", "n", "0", ""}
_VISIBLE = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class DraftingHelper:
    """Where the helper listens and how it is asked. `path` is that of chat completions; `seconds` is all the time that
    one article may take, whatever the server does."""

    host: str
    port: int
    path: str
    is_secure: bool
    model: str
    key: str = field(repr=False)
    seconds: float
    may_be_plain: bool
    is_on_desk: bool

    @property
    def is_local_only(self) -> bool:
        """Whether no address but those of this machine may be connected to."""
        return not self.is_secure and not self.may_be_plain


def drafting_helper(
    *, url: str, model: str, key: str, timeout: str, on_desk: str, plain_http: str
) -> DraftingHelper | None:
    """The helper, or None where no URL is given: then the other variables are not looked at."""
    if not url:
        return None
    may_be_plain = _flag("DRAFTING_PLAIN_HTTP", plain_http)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ImproperlyConfigured("DRAFTING_URL cannot be read: its host or its port is wrong.") from error
    if parts.scheme not in ("http", "https") or not host or not _VISIBLE.fullmatch(url):
        raise ImproperlyConfigured("DRAFTING_URL must be an address such as https://host/v1.")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ImproperlyConfigured("DRAFTING_URL must hold no user, password, ? or #; give a key as DRAFTING_KEY.")
    if parts.scheme == "http" and not may_be_plain and not is_this_machine(host):
        raise ImproperlyConfigured(
            "DRAFTING_URL must begin with https:// unless the helper runs on this machine; DRAFTING_PLAIN_HTTP=true "
            "allows http:// in a network that you trust."
        )
    if not model.strip() or not model.isprintable():
        raise ImproperlyConfigured("DRAFTING_MODEL must name the model that the server at DRAFTING_URL is to use.")
    if key and not _VISIBLE.fullmatch(key):
        raise ImproperlyConfigured("DRAFTING_KEY must be letters, digits and signs of ASCII without spaces.")
    is_secure = parts.scheme == "https"
    return DraftingHelper(
        host=host,
        port=port or (443 if is_secure else 80),
        path=f"{parts.path.rstrip('/')}/chat/completions",
        is_secure=is_secure,
        model=model.strip(),
        key=key,
        seconds=_seconds(timeout),
        may_be_plain=may_be_plain,
        is_on_desk=_flag("DRAFTING_ON_DESK", on_desk),
    )


def is_this_machine(host: str) -> bool:
    """Whether a host is `localhost` or an address of the loopback interface."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _flag(name: str, value: str) -> bool:
    if value.strip().lower() not in _YES | _NO:
        raise ImproperlyConfigured(f"{name} must be true or false, but is {value[:20]!r}.")
    return value.strip().lower() in _YES


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    least, most = SECONDS
    if not least <= seconds <= most:
        raise ImproperlyConfigured(f"DRAFTING_TIMEOUT must be {least} to {most} seconds, but is {value[:20]!r}.")
    return seconds
