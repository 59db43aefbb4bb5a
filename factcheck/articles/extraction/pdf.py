"""PDF files: the text of their pages, lines joined to paragraphs."""

from __future__ import annotations

import io
import logging
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from factcheck.articles.extraction.limits import PAGES
from factcheck.articles.extraction.plain import excerpt_of
from factcheck.articles.extraction.shapes import Extracted, Unreadable
from factcheck.articles.extraction.tidying import one_line, tidy, titled, without_title
from factcheck.articles.limits import AUTHOR_LENGTH

DAMAGED = "The PDF is damaged and cannot be read. Open it in a viewer, and paste its text or save it anew."
LOCKED = "The PDF is locked with a password, which is not asked for here. Save it without one, or paste its text."
FULL = 0.72
"""A line that is shorter than this share of the longest ends a paragraph, where it ends a sentence."""

_SENTENCE_END = re.compile(r"[.!?:][”\"'’)]*$")
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
        pages = [page.extract_text() for page in reader.pages]
        named, author = _told(reader, "title"), _told(reader, "author")
    except (Unreadable, MemoryError):
        raise
    except ImportError:  # ciphers that need a package of their own
        raise Unreadable(LOCKED) from None
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError):
        raise Unreadable(DAMAGED) from None
    title, printed = headed("\n\n".join(pages), "" if _FILE_NAME.search(named) else named)
    text = joined(printed)
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


def joined(text: str) -> str:
    """Lines as they are printed, joined to paragraphs; words that were divided at a line's end are whole again."""
    paragraphs: list[str] = []
    lines = tidy(re.sub("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]", "", text)).split("\n")
    longest = max(map(len, lines))
    is_open = False
    for line in lines:
        if not line:
            is_open = False
            continue
        if not is_open:
            paragraphs.append(line)
        elif re.search(r"[^\W\d_]-$", paragraphs[-1]) and line[0].islower():
            paragraphs[-1] = paragraphs[-1][:-1] + line
        else:
            paragraphs[-1] += f" {line}"
        is_open = not (_SENTENCE_END.search(line) and len(line) < FULL * longest)
    return "\n\n".join(paragraphs)
