"""What machines read, held against the documents that say how it has to be. Each check gives what is wrong."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import schemathesis
from django.utils import timezone
from lxml import html

from factcheck.verdicts import bundles
from tests.formats import web_annotation

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = (1200, 630)
OPTIONS = {"yes", "no", "abstain", "absent"}
LENGTHS = {2: 3, 6: 4}
"""Samples of a pixel by the colour type of a PNG: without and with what shines through."""


def problems(path: str, kind: str, body: bytes) -> list[str]:
    """What is wrong with an answer that is no page. One for which there is no check is wrong too."""
    for pattern, media, check in CHECKS:
        if re.fullmatch(pattern, path):
            if not kind.startswith(media):
                return [f"{path}: {kind}, not {media}"]
            try:
                return [f"{path}: {one}" for one in check(body)]
            except (ValueError, KeyError, TypeError, ET.ParseError, struct.error, zlib.error) as error:
                return [f"{path}: {error!r}"]
    return [f"{path}: there is no check for {kind}"]


def atom(body: bytes) -> Iterator[str]:
    """RFC 4287, 4.1: what a feed and an entry must have, and what they may have once."""
    feed = ET.fromstring(body)  # noqa: S314 - our own answer
    entries = feed.findall(f"{ATOM}entry")
    if feed.tag != f"{ATOM}feed":
        yield f"is a {feed.tag}"
    for one in (feed, *entries):
        for name in ("id", "title", "updated"):
            if len(one.findall(ATOM + name)) != 1:
                yield f"{one.tag} has not one {name}"
        for name in ("updated", "published"):
            for text in one.findall(ATOM + name):
                if datetime.fromisoformat(text.text or "").tzinfo is None:
                    yield f"{name} {text.text} has no time zone"
        if not re.match(r"https?://\S+$", one.findtext(f"{ATOM}id") or ""):
            yield f"{one.findtext(f'{ATOM}id')} is no address"
        links = Counter(
            (e.get("rel", "alternate"), e.get("type"), e.get("hreflang")) for e in one.findall(f"{ATOM}link")
        )
        if any(number > 1 for (relation, *_), number in links.items() if relation == "alternate"):
            yield "two links to the same"
        if one is not feed and "alternate" not in {relation for relation, *_ in links}:
            yield "an entry without content needs a link"
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if own != [feed.findtext(f"{ATOM}id")]:
        yield "its id is not the one link to itself, and another feed may have it"
    if any(e.get("type", "text") != "text" for e in feed.iter(f"{ATOM}summary")):
        yield "a summary is words, not HTML"
    if feed.find(f"{ATOM}author/{ATOM}name") is None and any(e.find(f"{ATOM}author") is None for e in entries):
        yield "no author"
    if len({entry.findtext(f"{ATOM}id") for entry in entries}) < len(entries):
        yield "two entries with one id"


def sitemap(body: bytes) -> Iterator[str]:
    tree = ET.fromstring(body)  # noqa: S314 - our own answer
    if tree.tag not in (f"{SITEMAP}urlset", f"{SITEMAP}sitemapindex"):
        yield f"is a {tree.tag}"
    if len(tree) > 50_000:
        yield "more addresses than a sitemap may hold"
    for one in tree:
        if not (one.findtext(f"{SITEMAP}loc") or "").startswith("http"):
            yield "an entry without an address"
        if changed := one.findtext(f"{SITEMAP}lastmod"):
            datetime.fromisoformat(changed)


def table_csv(body: bytes) -> Iterator[str]:
    """RFC 4180."""
    lines = list(csv.reader(io.StringIO(body.decode(), newline=""), strict=True))
    if not lines or len(set(lines[0])) < len(lines[0]) or not all(lines[0]):
        yield "its columns have not each a name"
    if wrong := [number for number, line in enumerate(lines, 1) if len(line) != len(lines[0])]:
        yield f"rows of another length: {wrong[:5]}"
    if not body.endswith(b"\r\n"):
        yield "its lines do not end with CR LF"


def table_json(body: bytes) -> Iterator[str]:
    rows = json.loads(body)
    if not isinstance(rows, list) or any(list(row) != list(rows[0]) for row in rows):
        yield "its rows have not the same columns"


def popolo(body: bytes) -> Iterator[str]:
    """popoloproject.com: ids that lead somewhere, and its words for what came of a vote."""
    found = json.loads(body)
    motions, events = found.get("motions", ()), found.get("vote_events", ())
    organizations = {one["id"] for one in found.get("organizations", ())}
    for one in (*motions, *events):
        if one.get("result", "pass") not in ("pass", "fail"):
            yield f"result {one['result']}"
        if not one.get("organization_id") or not one.get("sources"):
            yield f"{one['id']} has no body or no source"
        for name in ("date", "start_date"):
            date.fromisoformat(one.get(name, "2000-01-01"))
    for event in events:
        if event["motion_id"] not in {one["id"] for one in motions}:
            yield f"{event['id']} is about no motion"
        voters = [vote["voter_id"] for vote in event.get("votes", ())]
        if len(set(voters)) < len(voters):
            yield f"{event['id']}: a state votes twice"
        if not {one["option"] for name in ("votes", "counts") for one in event.get(name, ())} <= OPTIONS:
            yield f"{event['id']}: other options"
    for row in found.get("memberships", ()):
        if not {row["member_id"], row["organization_id"]} <= organizations:
            yield f"membership of {row} leads nowhere"
    if not motions and not organizations:
        yield "holds nothing"


def annotations(body: bytes) -> Iterator[str]:
    found = json.loads(body)
    yield from web_annotation.problems(found)
    if found["@context"] != web_annotation.CONTEXT or found["total"] != len(found["first"]["items"]):
        yield "other context, or another number of items"


def data_feed(body: bytes) -> Iterator[str]:
    """schema.org/DataFeed: each element with its time, and a ClaimReview or nothing."""
    found = json.loads(body)
    if (found["@type"], found["@context"]) != ("DataFeed", "https://schema.org"):
        yield "is no DataFeed"
    for element in found["dataFeedElement"]:
        if datetime.fromisoformat(element["dateModified"]).tzinfo is None or element["@type"] != "DataFeedItem":
            yield f"{element['url']}: is no element"
        if [one["@type"] for one in element["item"]] not in ([], ["ClaimReview"]):
            yield f"{element['url']}: holds something else"
        if element["item"] and "dateDeleted" in element:
            yield f"{element['url']}: deleted and there"


def bundle(body: bytes) -> Iterator[str]:
    yield from bundles.verify(json.loads(body))


def openapi(body: bytes) -> Iterator[str]:
    document = json.loads(body)
    if not document["openapi"].startswith("3.1"):
        yield f"OpenAPI {document['openapi']}"
    schemathesis.openapi.from_dict(document).validate()


def oembed(body: bytes) -> Iterator[str]:
    """oembed.com, 2.3.4: what a rich answer must have; a link needs nothing more."""
    found = json.loads(body)
    if found["version"] != "1.0" or found["type"] not in ("rich", "link"):
        yield "is nothing rich and no link of version 1.0"
    if found["type"] == "link":
        return
    (frame,) = html.fromstring(f"<div>{found['html']}</div>").xpath("//iframe")
    if [int(frame.get(name)) for name in ("width", "height")] != [found["width"], found["height"]]:
        yield "its frame has another size"


def png(body: bytes) -> Iterator[str]:
    """ISO/IEC 15948: parts that are whole, and as many pixels as it says."""
    if body[:8] != b"\x89PNG\r\n\x1a\n":
        yield "is no PNG"
    packed, at, last = b"", 8, b""
    while at < len(body):
        length, last = struct.unpack_from(">L4s", body, at)
        part = body[at + 8 : at + 8 + length]
        if zlib.crc32(last + part) != struct.unpack_from(">L", body, at + 8 + length)[0]:
            yield f"part {last!r} is broken"
        packed += part if last == b"IDAT" else b""
        at += 12 + length
    width, height, depth, kind = struct.unpack_from(">LLBB", body, 16)
    if (width, height) != IMAGE or last != b"IEND":
        yield f"{width} by {height}, ends with {last!r}"
    if depth != 8 or len(zlib.decompress(packed)) != height * (1 + width * LENGTHS[kind]):
        yield "other pixels than it says"


def security(body: bytes) -> Iterator[str]:
    """RFC 9116, 2.5: who is told, and until when that holds; less than a year is advised."""
    fields = dict(line.split(": ", 1) for line in body.decode().splitlines())
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    if not timedelta(days=30) < left < timedelta(days=366):
        yield f"expires in {left}"
    for name in ("Contact", "Canonical"):
        if not re.match(r"https?://", fields[name]):
            yield f"{name} {fields[name]} is no address"


def lines(body: bytes) -> Iterator[str]:
    """robots.txt and trust.txt: a name and a value on each line."""
    yield from (line for line in body.decode().splitlines() if not re.match(r"[A-Za-z-]+(: |=)\S", line))


CHECKS: tuple[tuple[str, str, Callable[[bytes], Iterator[str]]], ...] = (
    (r"/sitemap.*\.xml", "application/xml", sitemap),
    (r"/robots\.txt|/\.well-known/trust\.txt", "text/plain", lines),
    (r"/\.well-known/security\.txt", "text/plain", security),
    (r".*/feed/(full/)?", "application/atom+xml", atom),
    (r"/verdicts/feed\.json", "application/ld+json", data_feed),
    (r"/articles/.*/annotations\.json", "application/ld+json", annotations),
    (r"/votes/.*/popolo\.json|/organizations\.json", "application/json", popolo),
    (r"/verdicts/.*/bundle\.json", "application/json", bundle),
    (r"/api/openapi\.json", "application/json", openapi),
    (r"/oembed/", "application/json", oembed),
    (r".*/share\.png", "image/png", png),
    (r".*\.csv", "text/csv", table_csv),
    (r".*\.json", "application/json", table_json),
)
"""Path, media type and check; the first that fits."""
