"""RSS and Atom feeds: what they name."""

from __future__ import annotations

import hashlib
import html
import io
import time
from calendar import timegm
from datetime import UTC, date, datetime
from urllib.parse import urljoin

import feedparser
import nh3

from factcheck.articles.extraction.shapes import Entry, FeedFound, Unreadable
from factcheck.articles.extraction.tidying import address, one_line
from factcheck.articles.limits import problem_with_day

ENTRIES = 500
"""Entries of one feed that are looked at, from its beginning."""
TITLE_LENGTH = 300
NONE = (
    "There is no feed (RSS or Atom) at this address. Look on the website for its feed, often called RSS, and give that "
    "address."
)


def feed_of(body: bytes, url: str) -> FeedFound:
    """What a feed names, in its order, each once. Raises Unreadable where it is none."""
    found = feedparser.parse(io.BytesIO(body), response_headers={"content-location": url})
    if not found.get("version") or (found.bozo and not found.entries):
        raise Unreadable(NONE)
    entries: dict[str, Entry] = {}
    for entry in found.entries[:ENTRIES]:
        named = entry.get("link", "")
        if named and (link := address(urljoin(url, named))):
            key = hashlib.sha256((entry.get("id") or link).encode("utf-8", "replace")).hexdigest()
            entries.setdefault(key, Entry(key, link, words_of(entry.get("title", "")), _day(entry)))
    return FeedFound(words_of(found.feed.get("title", "")), tuple(entries.values()))


def words_of(markup: str) -> str:
    """One line of plain words of what may be HTML."""
    return one_line(html.unescape(nh3.clean(str(markup), tags=set())), TITLE_LENGTH)


def _day(entry: feedparser.FeedParserDict) -> date | None:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    if not isinstance(moment, time.struct_time):
        return None
    try:
        day = datetime.fromtimestamp(timegm(moment), UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return None if problem_with_day(day) else day
