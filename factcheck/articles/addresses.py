"""When two addresses are of one page: as courlan cleans them, and without what says only how it was reached."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from courlan import clean_url

CACHED = re.compile(
    r"https?://(?:[^/]+\.cdn\.ampproject\.org/[a-z]|(?:www\.)?google\.[a-z.]{2,6}/amp)/(s/)?(?=[^/]+\.)", re.IGNORECASE
)
"""An address at a cache of AMP pages; what follows is the address of the page itself, `s/` for https."""
HOSTS = re.compile(r"^(?:www|amp|m|mobile)\.(?=[^.]+\.)")
AMP_PATH = re.compile(r"^/amp(?=/.)|/amp/?$|\.amp(?=\.html?$|$)")
AMP_QUERY = re.compile(r"(?:^|&)(?:amp(?:=[^&]*)?|output(?:type)?=amp)(?=&|$)", re.IGNORECASE)


def uncached(url: str) -> str:
    """The address of a page itself, where the one given is at a cache of AMP pages."""
    found = CACHED.match(url)
    return f"http{'s' if found[1] else ''}://{url[found.end() :]}" if found else url


def plain(url: str) -> str:
    """Equal for addresses that differ by http or https, `www.`, parameters that trace readers, the place in the page, a
    slash at the end, or by being the AMP form. It is for comparing: it need not lead anywhere.

    >>> plain("http://www.example.org/a/amp/?utm_source=feed&id=3#more")
    'example.org/a?id=3'
    """
    try:
        parts = urlsplit(uncached(url))
        url = parts._replace(query=AMP_QUERY.sub("", parts.query)).geturl()
        parts = urlsplit(clean_url(url) or url)
    except ValueError:
        return url
    path = AMP_PATH.sub("", parts.path).rstrip("/")
    return f"{HOSTS.sub('', parts.netloc.lower())}{path}{'?' if parts.query else ''}{parts.query}"


def key_of(url: str) -> str:
    """What is looked up for `plain`, of one length; "" for no address."""
    return hashlib.sha256(plain(url).encode()).hexdigest() if url else ""
