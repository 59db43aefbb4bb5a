"""Intakes for tests of pages, as rows; tests of the steps use the actions."""

from __future__ import annotations

import hashlib
from datetime import date
from itertools import count
from typing import Any

from factcheck.articles import archiving
from factcheck.articles.models import Feed, Intake, KeptOriginal
from tests.factories import originals
from tests.factories.accounts import user

URL = "https://news.example.org/story"


_numbers = count(1)


def feed(**fields: Any) -> Feed:
    """A feed as it is when it was added: due at once."""
    return Feed.objects.create(**{"url": f"https://news.example.org/feed-{next(_numbers)}.xml", **fields})


def rss(*entries: tuple[str, str], title: str = "World news", more: str = "") -> str:
    """A feed with entries of an address and a headline each."""
    items = "".join(
        f"<item><guid>{url}</guid><link>{url}</link><title>{name}</title>"
        f"<pubDate>Mon, 24 Feb 2025 12:00:00 GMT</pubDate></item>"
        for url, name in entries
    )
    return f'<?xml version="1.0"?>{more}<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def ready(*, has_original: bool = True, **fields: Any) -> Intake:
    """One that was fetched and read, or with `state` and others in another state."""
    values = {
        "kind": "url",
        "state": "ready",
        "url": URL,
        "title": originals.TITLE,
        "standfirst": "A vote in New York.",
        "author": "Jane Doe",
        "outlet": "The Example Times",
        "published_on": date(2025, 2, 24),
        "canonical_url": URL,
        "text": "\n".join(originals.PARAGRAPHS),
        "excerpt": [["heading", originals.TITLE], ["paragraph", originals.PARAGRAPHS[0]], ["item", "One"]],
        "warnings": ["The text has only 56 words: the page may show the beginning only. Compare its end."],
    } | fields
    if "by" not in fields:
        values["by"] = user("reviewer")
    intake = Intake.objects.create(**values)
    if has_original:
        body = originals.page().encode()
        content = archiving.response(url=URL, at=originals.AT, status=200, headers=[], body=body)
        KeptOriginal.objects.create(
            intake=intake, content=content, size=len(body), sha256=hashlib.sha256(content).hexdigest()
        )
    return intake
