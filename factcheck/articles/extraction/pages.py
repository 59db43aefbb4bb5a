"""HTML pages: trafilatura finds the article, nh3 makes what is shown of the page harmless."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from datetime import date

import lxml.html
import nh3

from factcheck.articles.extraction.limits import EXCERPT, SHORT
from factcheck.articles.extraction.shapes import Block, Extracted, Unreadable
from factcheck.articles.extraction.tidying import address, one_line, same, site_of, tidy, without_title
from factcheck.articles.limits import AUTHOR_LENGTH, STANDFIRST_LENGTH, problem_with_day

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="SOCKS support")  # of its own fetching, which is never asked for
    from trafilatura.core import bare_extraction
    from trafilatura.settings import Document

BLOCKS = {"h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "p": "paragraph", "li": "item"}
BLOCKS |= {"blockquote": "quote"}
SILENT = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "nav",
    "form",
    "button",
    "title",
}
"""Elements whose content is nothing that people read in an article."""
OUTLET_LENGTH = 200
NONE = (
    "No article was found in the page: it may be a list of articles, or show its text only to scripts. Give the "
    "article's own page, or paste the text."
)
DAYS = {"original_date": True, "extensive_search": False}
"""A day that the page states; none that can only be guessed from a footer or a picture's address."""

_FOR_SUBSCRIBERS = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_BULLET = re.compile(r"^- (?=\S)", re.MULTILINE)


def article_of(html: str, url: str = "") -> Extracted:
    """The article in a page. Raises Unreadable where there is none."""
    logging.disable(logging.CRITICAL)  # the libraries tell of every odd page
    found = bare_extraction(
        html, url=url or None, with_metadata=True, include_comments=False, date_extraction_params=DAYS
    )
    if not isinstance(found, Document):
        raise Unreadable(NONE)
    title = one_line(found.title or "")
    text = without_title(tidy(_BULLET.sub("", found.text or "")), title)
    if not text:
        raise Unreadable(NONE)
    own, warning = _own_address(found.url or "", url)
    return Extracted(
        text=text,
        title=title,
        standfirst=_standfirst(found.description or "", title, text),
        author=one_line((found.author or "").replace(";", ","), AUTHOR_LENGTH),
        outlet=one_line(found.sitename or site_of(own), OUTLET_LENGTH),
        published_on=_day(found.date),
        canonical_url=own,
        excerpt=tuple(excerpt_of(html)),
        warnings=tuple(sentence for sentence in (warning, _doubt(html, text)) if sentence),
    )


def _day(written: str | None) -> date | None:
    try:
        day = date.fromisoformat(written or "")
    except ValueError:
        return None
    return None if problem_with_day(day) else day


def _standfirst(described: str, title: str, text: str) -> str:
    """What the page says of itself, unless the text begins with it or it is the title again."""
    line = one_line(described, STANDFIRST_LENGTH)
    beginning = line.rstrip(" .…\xa0")
    return "" if not beginning or same(line, title) or text.startswith(beginning) else line


def _own_address(claimed: str, fetched: str) -> tuple[str, str]:
    """The address that the page gives as its own, and a sentence where it is another site's, which is not believed."""
    claimed, fetched = address(claimed), address(fetched)
    if not fetched or site_of(claimed) == site_of(fetched):
        return claimed or fetched, ""
    if not claimed:
        return fetched, ""
    return fetched, f"The page names an address of another website as its own: {claimed[:200]}. It may be a copy."


def _doubt(html: str, text: str) -> str:
    words = len(text.split())
    if _FOR_SUBSCRIBERS.search(html):
        return "The page says that it is for subscribers: the text may be its beginning only. Compare its end."
    if words < SHORT:
        return f"The text has only {words} words: the page may show the beginning only. Compare its end."
    return ""


def excerpt_of(html: str, limit: int = EXCERPT) -> Iterator[Block]:
    """The beginning of what people read in the page, piece by piece, at most `limit` code points: sanitised, then
    reduced to its words."""
    clean = nh3.clean(html, tags=set(BLOCKS), attributes={}, clean_content_tags=SILENT, link_rel=None)
    if not clean.strip():
        return
    left = limit
    for element in lxml.html.fragment_fromstring(clean, create_parent="div").iter(*BLOCKS):
        if any(child.tag in BLOCKS for child in element):
            continue
        if words := one_line(element.text_content(), left):
            left -= len(words)
            yield Block(BLOCKS[element.tag], words)
        if left <= 1:
            return
