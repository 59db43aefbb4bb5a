"""robots.txt (RFC 9309): which pages of a website programs may read. Asked for feeds and for what they name; a person
who gives an address reads one page, as with a browser."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from django.utils import timezone

from factcheck.articles.fetching import ROBOTS, Fetcher, Refused
from factcheck.articles.fetching.fetcher import HTML
from factcheck.articles.models import RobotsFile

NAME = "Factcheck"
KEPT = timedelta(hours=24)
LENGTH = 500_000
"""Characters that are read, as the RFC asks at least."""
FORBIDDEN = (
    "The website asks programs not to read this address (robots.txt). Open it in your browser and paste the text of an "
    "article, or ask the website."
)
UNKNOWN = "The website's robots.txt cannot be read now, so nothing else is read there; it is tried again later."


def require(url: str, fetcher: Fetcher) -> None:
    """Raises Refused where the website asks programs not to read `url`, or where nobody knows."""
    parts = urlsplit(url)
    text = _text(f"{parts.scheme}://{parts.netloc}"[:300], fetcher)
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    if not rules.can_fetch(NAME, url):
        raise Refused(FORBIDDEN)


def _text(origin: str, fetcher: Fetcher) -> str:
    """The file, of the last day or read anew; empty where the website has none."""
    kept = RobotsFile.objects.filter(origin=origin).first()
    now = timezone.now()
    if kept is not None and kept.read_at > now - KEPT:
        return kept.text
    try:
        fetched = fetcher.fetch(f"{origin}/robots.txt", accept=ROBOTS | HTML)
        text = fetched.body.decode("utf-8", "replace").replace("\x00", "")[:LENGTH]
    except Refused as refused:
        if refused.status is None or refused.status >= 500 or refused.status == 429:
            if kept is not None:
                return kept.text
            if refused.status is None:  # no answer at all: what is said of this file is so of every page there
                raise
            raise Refused(UNKNOWN) from None
        text = ""
    RobotsFile.objects.update_or_create(origin=origin, defaults={"text": text, "read_at": now})
    return text
