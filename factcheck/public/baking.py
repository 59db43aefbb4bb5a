"""The whole public site as files, for a static host or a CDN.

Every address that the sitemaps name, every kept page and every table and comparison that one of them leads to, rendered
as readers get it, with the static files beside them.
A file is written only where its bytes are others than those that are there, so that what is copied on is what changed.
"""

from __future__ import annotations

import gzip
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from django.conf import settings
from django.urls import Resolver404, resolve

from factcheck.kept.addresses import address, addresses
from factcheck.kept.edition import edition
from factcheck.kept.models import Page
from factcheck.kept.rendering import render, request_for
from factcheck.public.sitemaps import SECTIONS, pages
from factcheck.web.failures import refused

BESIDES = ("verdict-table", "correction-table", "article-table", "vote-table", "state-table")
"""Tables, in both of their forms."""
SINGLE = ("sitemap", "organization-popolo", "security", "record-discrepancies", "record-unreconciled", "head-table")
LED_TO = {
    "public:roll-call-table",
    "public:vote-popolo",
    "public:state-vote-table",
    "public:agreement-detail",
    "public:agreement-table",
    "public:split-table",
    "public:discrepancy-table",
    "public:unreconciled-table",
}
"""What is baked where a baked page has a link to it: of all that there could be, too much would be made for nobody."""
LINK = re.compile(rb'href="(/[^"?#]*)["#]')
INDEX = {"text/html": "index.html", "application/atom+xml": "index.xml", "application/json": "index.json"}
"""What the file of an address that ends with a slash is called."""


@dataclass(slots=True)
class Baked:
    """Counts of files, and the addresses that could not be baked with their reasons."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    left_out: dict[str, str] = field(default_factory=dict)


def bake(folder: Path) -> Baked:
    """Write the site. Files of an earlier run that are no part of it any more are removed; others are left alone.
    Raises OSError where the folder cannot be written to."""
    baked = Baked()
    folder.mkdir(parents=True, exist_ok=True)
    list_ = folder / ".baked"
    before = set(list_.read_text().splitlines()) if list_.exists() else set()
    files: set[str] = set()

    def put(name: str, content: bytes) -> None:
        files.add(name)
        if _put(folder, name, content):
            baked.written += 1
        else:
            baked.unchanged += 1

    waiting = deque(dict.fromkeys(paths()))
    known = set(waiting)
    while waiting:
        path = waiting.popleft()
        status, kind, content = _page(path)
        if status != 200:
            baked.left_out[path] = f"answers {status}"
            continue
        put(file_name(path, kind), content)
        if kind.startswith("text/html"):
            new = dict.fromkeys(link for link in led_to(content) if link not in known)
            waiting.extend(new)
            known.update(new)
    put("404.html", refused(request_for("/404.html"), 404).content)
    for name in _static():
        put(f"static/{name}", (Path(settings.STATIC_ROOT) / name).read_bytes())
    for name in before - files:
        (folder / name).unlink(missing_ok=True)
        baked.removed += 1
    list_.write_text("\n".join(sorted(files)) + "\n")
    return baked


def paths() -> Iterator[str]:
    """Every address of the site, decoded."""
    yield from addresses()
    for name in SINGLE:
        yield address(name)
    for name in BESIDES:
        for form in ("csv", "json"):
            yield address(name, form)
    for name, _ in pages():
        yield address("sitemap-section", name)
    for about in SECTIONS.values():
        section = about()
        for one in section.items():
            yield unquote(section.location(one))


def led_to(page: bytes) -> Iterator[str]:
    """Addresses, decoded, that a page has links to and that are baked for that."""
    for link in LINK.findall(page):
        path = unquote(unescape(link.decode()))
        try:
            if resolve(path).view_name in LED_TO:
                yield path
        except Resolver404:
            continue


def _page(path: str) -> tuple[int, str, bytes]:
    """Status, content type and bytes: those that are kept, where they are of now."""
    kept = Page.objects.filter(path=path, status=200, is_stale=False, edition=edition()).first()
    if kept is not None:
        return 200, dict(kept.headers).get("Content-Type", ""), gzip.decompress(bytes(kept.gzip))
    made = render(path)
    return made.status, dict(made.headers).get("Content-Type", ""), made.body


def file_name(path: str, content_type: str) -> str:
    """Where an address lies in the folder; raises ValueError for one that would lie outside."""
    name = path.removeprefix("/")
    if not name or name.endswith("/"):
        name += INDEX.get(content_type.partition(";")[0].strip(), "index.html")
    parts = PurePosixPath(name).parts
    if not parts or any(part in ("..", ".") or "\x00" in part for part in parts) or name.startswith("/"):
        raise ValueError(f"{path} is no address of a page")
    return "/".join(parts)


def _put(folder: Path, name: str, content: bytes) -> bool:
    """Whether the file had to be written."""
    file = folder / name
    if file.is_file() and file.stat().st_size == len(content) and file.read_bytes() == content:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name[:100]}.new")
    new.write_bytes(content)
    new.replace(file)
    return True


def _static() -> Iterator[str]:
    root = Path(settings.STATIC_ROOT)
    for file in sorted(root.rglob("*")):
        if file.is_file() and file.suffix not in (".gz", ".br"):
            yield file.relative_to(root).as_posix()
