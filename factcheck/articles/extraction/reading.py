"""Which reader reads what. It runs within the sandbox."""

from __future__ import annotations

from factcheck.articles.extraction import archive, pages, pdf, plain
from factcheck.articles.extraction.decoding import decoded
from factcheck.articles.extraction.limits import SIZE
from factcheck.articles.extraction.recognising import ARCHIVE, HTML, PDF, recognised
from factcheck.articles.extraction.shapes import Extracted, Original, Unreadable
from factcheck.articles.limits import TEXT_LENGTH


def read_here(original: Original) -> Extracted:
    """In this very process, with whatever time and memory it takes. Raises Unreadable."""
    if len(original.body) > SIZE:
        raise Unreadable(f"It is larger than {SIZE // 2**20} MB, which no article is. Paste the text instead.")
    kind = recognised(original)
    if kind == ARCHIVE:
        original = archive.first_page(original.body)
        kind = HTML
    found = _read_as(kind, original)
    if len(found.text) > TEXT_LENGTH:
        raise Unreadable(
            f"Its text has {len(found.text):,} characters, and the limit is {TEXT_LENGTH:,}. Give the article alone, "
            "or paste its text."
        )
    return found


def _read_as(kind: str, original: Original) -> Extracted:
    if kind == PDF:
        return pdf.article_of(original.body)
    text = decoded(original.body, original.charset)
    return pages.article_of(text, original.url) if kind == HTML else plain.article_of(text)
