"""Web archives (WARC, ISO 28500): the first page in them."""

from __future__ import annotations

import io

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from factcheck.articles.extraction.limits import RECORDS, SIZE
from factcheck.articles.extraction.shapes import Original, Unreadable

PAGES = ("text/html", "application/xhtml+xml")
DAMAGED = "The web archive is damaged and cannot be read. Save it anew, or paste the text."


def first_page(body: bytes) -> Original:
    """The first answer of a server that is an HTML page and was found (status 200). Raises Unreadable."""
    try:
        records = ArchiveIterator(io.BytesIO(body))
        for number, record in enumerate(records):
            if number >= RECORDS:
                break
            http = record.http_headers
            if record.rec_type != "response" or http is None or http.get_statuscode() != "200":
                continue
            media_type, _, about = (http.get_header("Content-Type") or "").lower().partition(";")
            if media_type.strip() not in PAGES:
                continue
            content = record.content_stream().read(SIZE + 1)
            if len(content) > SIZE:
                raise Unreadable(
                    f"The page in the web archive is larger than {SIZE // 2**20} MB, which no article is. "
                    "Paste the text."
                )
            _, _, charset = about.partition("charset=")
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            return Original(content, "text/html", charset.strip(" \"'").partition(";")[0], url.strip("<>"))
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError, UnicodeError):
        raise Unreadable(DAMAGED) from None
    raise Unreadable("The web archive holds no HTML page that was found (status 200). Paste the text.")
