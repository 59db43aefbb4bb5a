"""What goes into reading and what comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Original:
    """Bytes as they came. `media_type` in small letters, empty where unknown; `charset` as declared or empty; `url`
    where they were found, empty for files and for what was pasted."""

    body: bytes
    media_type: str = ""
    charset: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page as people see it. `kind` is heading, paragraph, item or quote."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article as it was found. Texts are empty where nothing was found; `text` has one line a paragraph and does
    not begin with the title. `canonical_url` is the page's own address where it is on the site it was fetched from.
    `excerpt` is the beginning of what the original says, whatever of it was taken for the article. `warnings` are
    sentences for whoever looks it over."""

    text: str
    title: str = ""
    standfirst: str = ""
    author: str = ""
    outlet: str = ""
    published_on: date | None = None
    canonical_url: str = ""
    excerpt: Sequence[Block] = ()
    warnings: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed names. `key` is the SHA-256 of its id, `title` plain words."""

    key: str
    url: str
    title: str = ""
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class FeedFound:
    title: str = ""
    entries: Sequence[Entry] = ()


class Unreadable(Exception):
    """Its text is for the reader: what cannot be read, why, and what to do."""
