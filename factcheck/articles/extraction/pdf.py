"""PDF files: the text of their pages, with the place of each line, joined to paragraphs."""

from __future__ import annotations

import io
import logging
import math
import re
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from factcheck.articles.extraction.limits import PAGES
from factcheck.articles.extraction.lines import Line, paragraphs_of
from factcheck.articles.extraction.plain import excerpt_of
from factcheck.articles.extraction.shapes import Extracted, Unreadable
from factcheck.articles.extraction.tidying import one_line, tidy, titled, without_title
from factcheck.articles.limits import AUTHOR_LENGTH

DAMAGED = "The PDF is damaged and cannot be read. Open it in a viewer, and paste its text or save it anew."
LOCKED = "The PDF is locked with a password, which is not asked for here. Save it without one, or paste its text."

_UNPRINTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
_SITE = re.compile(r"\s+[-–—|·]\s+[^-–—|·]{1,60}$")
_FILE_NAME = re.compile(r"\.(?:docx?|indd|pdf|qxp|odt|pages)\b|^Microsoft Word|^untitled", re.IGNORECASE)


def article_of(body: bytes) -> Extracted:
    """The text of the pages. Raises Unreadable for a file that is locked, damaged, too long, or pictures of pages."""
    logging.disable(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(LOCKED)
        if len(reader.pages) > PAGES:
            raise Unreadable(
                f"The PDF has {len(reader.pages):,} pages and the limit is {PAGES}. Save the pages of the article "
                "alone, or paste its text."
            )
        pages = [lines_of(page) for page in reader.pages]
        named, author = _told(reader, "title"), _told(reader, "author")
    except (Unreadable, MemoryError):
        raise
    except ImportError:  # ciphers that need a package of their own
        raise Unreadable(LOCKED) from None
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError):
        raise Unreadable(DAMAGED) from None
    printed = "\n\n".join(paragraphs_of(pages))
    title, text = headed(printed, "" if _FILE_NAME.search(named) else named)
    text = text.strip()
    if not text:
        raise Unreadable("The PDF holds no text, only pictures of its pages. Paste the text.")
    if title:
        text = without_title(text, title)
    else:
        title, text = titled(text)
    return Extracted(text=text or title, title=title, author=author[:AUTHOR_LENGTH], excerpt=excerpt_of(text))


def headed(text: str, named: str) -> tuple[str, str]:
    """The title that a file names, and the text behind it, where it stands there too: on several lines, perhaps, and
    without the website's name.

    >>> headed("Council meets\\nin haste\\nIt met.", "Council meets in haste - The Example Times")
    ('Council meets in haste', '\\nIt met.')
    """
    for title in (named, _SITE.sub("", named)):
        printed = re.match(r"\s*" + r"\s+".join(map(re.escape, title.split())) + r"(?=\s)", text) if title else None
        if printed and text[printed.end() :].strip():
            return title, text[printed.end() :]
    return named, text


def _told(reader: PdfReader, name: str) -> str:
    value = getattr(reader.metadata, name, None)
    return one_line(re.sub("[\x00-\x1f\ud800-\udfff]", " ", value)) if isinstance(value, str) else ""


def lines_of(page: PageObject) -> list[Line]:
    """The lines of a page in the order of the file. A line's place is that of its first letters; of text that runs
    upwards or stands on its head no place is known."""
    lines: list[Line] = []
    parts: list[str] = []
    at = (0.0, 0.0, 0.0)
    is_blank = True

    def end() -> None:
        nonlocal is_blank
        is_blank = True
        if text := tidy(_UNPRINTED.sub("", "".join(parts))):
            lines.append(Line(text, *at))
        parts.clear()

    def read(text: str, outer: list[float], inner: list[float], font: Any, size: float) -> None:
        nonlocal at, is_blank
        for part in text.splitlines(keepends=True):
            if is_blank and part.strip():
                at, is_blank = _place(outer, inner, size), False
            parts.append(part.rstrip("\r\n"))
            if part != parts[-1]:
                end()

    page.extract_text(visitor_text=read)
    end()
    return lines


def _place(outer: list[float], inner: list[float], size: float) -> tuple[float, float, float]:
    """Where text begins on the page and how large it is, as its two matrices say."""
    a, b, c, d, e, f = inner
    up = (c * outer[0] + d * outer[2], c * outer[1] + d * outer[3])
    along = a * outer[1] + b * outer[3]
    if up[1] <= 0 or abs(along) > 0.01 * up[1]:
        return 0.0, 0.0, 0.0
    x, y = e * outer[0] + f * outer[2] + outer[4], e * outer[1] + f * outer[3] + outer[5]
    return x, y, abs(size) * math.hypot(*up)
