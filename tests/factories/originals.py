"""Originals as the outside sends them: pages, PDF files and web archives, whole and hostile."""

from __future__ import annotations

import gzip
import io
import textwrap
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from factcheck.articles import archiving

TITLE = "Assembly adopts text on peace"
PARAGRAPHS = (
    "The General Assembly on Monday adopted resolution ES-11/7 by 93 votes to 18, with 65 abstentions.",
    "India abstained from the vote, and its delegate spoke of the need for talks between the two sides.",
    "Brazil voted against the resolution, its delegate said in the hall, and others followed in the long debate.",
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
DAY = "2025-02-24"
AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def page(
    *,
    title: str = TITLE,
    paragraphs: Sequence[str] = PARAGRAPHS,
    head: str = "",
    outlet: str = "The Example Times",
    day: str = DAY,
    canonical: str = "",
    repeat: int = 1,
) -> str:
    """An article's page as newspapers make them, with menu and footer around the article."""
    meta = f'<meta property="article:published_time" content="{day}T10:00:00Z">' if day else ""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in [*paragraphs] * repeat)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - {outlet}</title>'
        f'<meta property="og:site_name" content="{outlet}"><meta property="og:title" content="{title}">'
        f'<meta name="author" content="Jane Doe"><meta name="description" content="A vote in New York.">'
        f"{meta}{link}{head}</head><body><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav>"
        f"<article><h1>{title}</h1>{text}</article><footer>Copyright 2025 The Example Times</footer></body></html>"
    )


@dataclass(frozen=True, slots=True)
class Printed:
    """A line at its place on the page, in points from the lower left, in letters of this size."""

    text: str
    x: float
    y: float
    size: float = 11.0


def printed(
    paragraphs: Sequence[str],
    *,
    headline: str = "",
    indent: float = 0.0,
    gap: float = 0.0,
    width: int = 80,
    x: float = 70.0,
    y: float = 770.0,
    leading: float = 14.0,
) -> list[Printed]:
    """A column as it is set: lines of at most `width` characters, the first of a paragraph with an indent, a gap
    between paragraphs, the headline in larger letters above."""
    lines = []
    for text in textwrap.wrap(headline, width // 2):
        lines.append(Printed(text, x, y, 22.0))
        y -= 26.0
    for paragraph in paragraphs:
        for number, text in enumerate(textwrap.wrap(paragraph, width)):
            lines.append(Printed(text, x if number else x + indent, y))
            y -= leading
        y -= gap
    return lines


def _shown(line: str | Printed) -> bytes:
    text = line if isinstance(line, str) else line.text
    escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    if isinstance(line, str):
        return b"(" + escaped + b") Tj T* "
    return b"/F1 %g Tf 1 0 0 1 %g %g Tm (%b) Tj " % (line.size, line.x, line.y, escaped)


def pdf(*pages: Sequence[str | Printed], title: str = "", encrypted: bool = False, padding: int = 0) -> bytes:
    """A PDF with a line of text each; `encrypted` names a password that nobody knows; `padding` are bytes of a stream
    that unpack from almost nothing."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", FONT]
    kids = []
    for lines in pages:
        shown = b"BT /F1 12 Tf 40 800 Td 14 TL " + b"".join(map(_shown, lines))
        packed = zlib.compress(shown + b"ET" + b" " * padding)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (kids[-1] - 1)
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    objects.append(b"<< /Title (%s) >>" % title.encode("latin-1"))
    trailer = b"/Root 1 0 R /Info %d 0 R" % len(objects)
    if encrypted:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32))
        trailer += b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return out.getvalue()


def archive(
    *answers: tuple[int, str, bytes], packed: bool = True, url: str = "https://news.example.org/story", coding: str = ""
) -> bytes:
    """A web archive of answers: status, media type, body."""
    whole = b""
    for status, media_type, body in answers:
        record = archiving.response(
            url=url, at=AT, status=status, headers=[("Content-Type", media_type), ("X-Coding", coding)], body=body
        )
        record = gzip.decompress(record)
        if coding:  # archives of others keep what was packed on the line
            record = record.replace(b"X-Coding", b"Content-Encoding").replace(b"WARC-Block-Digest", b"X-Block-Digest")
            before = int(record.split(b"\r\nContent-Length: ")[1].split(b"\r\n")[0])
            after = before + len(b"Content-Encoding") - len(b"X-Coding")
            record = record.replace(b"Content-Length: %d" % before, b"Content-Length: %d" % after, 1)
        whole += gzip.compress(record) if packed else record
    return whole
