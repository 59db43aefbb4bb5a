"""oEmbed (oembed.com): what a page that links to a verdict shows of it."""

from __future__ import annotations

from typing import Any

from factcheck.formats.site import Site
from factcheck.verdicts.models import VerdictVersion

WIDTH, HEIGHT = 560, 300
"""Pixels of a card, unless less is asked for; its text wraps."""
LEAST = 240
"""Below it nothing can be read, and the answer is a link."""


def link(version: VerdictVersion, site: Site) -> dict[str, Any]:
    return {
        "version": "1.0",
        "type": "link",
        "title": version.claim_text,
        "provider_name": site.name,
        "provider_url": f"{site.root}/",
        "cache_age": 300,
    }


def rich(version: VerdictVersion, html: str, site: Site, width: int, height: int) -> dict[str, Any]:
    """`html` is the frame with the card."""
    return {**link(version, site), "type": "rich", "width": width, "height": height, "html": html}


def size(asked: int | None, usual: int) -> int:
    """No more than was asked for."""
    return usual if asked is None else min(asked, usual)
