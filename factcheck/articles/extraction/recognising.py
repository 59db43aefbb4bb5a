"""What a file is, by its first bytes; what it is called counts only where they say nothing."""

from __future__ import annotations

import re

from factcheck.articles.extraction.shapes import Original, Unreadable

HTML, PDF, TEXT, ARCHIVE = "html", "pdf", "text", "archive"
MEDIA_TYPES = {"text/html": HTML, "application/xhtml+xml": HTML, "application/pdf": PDF, "text/plain": TEXT}
MEDIA_TYPES |= {"application/warc": ARCHIVE, "application/warc+gzip": ARCHIVE}
OTHERS = {
    b"PK\x03\x04": "a packed file or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "a document of a word processor (RTF)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"BZh": "a packed file",
    b"\xfd7zXZ": "a packed file",
    b"\x28\xb5\x2f\xfd": "a packed file",
    b"7z\xbc\xaf": "a packed file",
}
KINDS = "HTML, PDF, plain text and web archives (WARC) are read."

_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|br|span|table|ul)\b", re.I)


def recognised(original: Original) -> str:
    """html, pdf, text or archive. Raises Unreadable for anything else."""
    start = original.body[:2_048]
    if b"%PDF-" in start[:1_024]:
        return PDF
    if start.startswith((b"WARC/1", b"\x1f\x8b")):
        return ARCHIVE
    for magic, what in OTHERS.items():
        if start.startswith(magic):
            raise Unreadable(f"It is {what}. {KINDS} Save it as one of these, or paste the text.")
    if not original.body.strip():
        raise Unreadable("It is empty. Give another file, or paste the text.")
    if kind := MEDIA_TYPES.get(original.media_type, ""):
        return TEXT if kind in (PDF, ARCHIVE) else kind
    return HTML if is_html(start.decode("latin-1")) else TEXT


def is_html(text: str) -> bool:
    """Whether words that were pasted are the source of a page: its beginning holds a tag.

    >>> is_html("5 < 7 and <b>")
    False
    """
    return _TAG.search(text[:2_048]) is not None
