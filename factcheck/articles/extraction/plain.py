"""Plain text."""

from __future__ import annotations

from factcheck.articles.extraction.limits import EXCERPT
from factcheck.articles.extraction.shapes import Block, Extracted, Unreadable
from factcheck.articles.extraction.tidying import one_line, tidy, titled


def article_of(text: str) -> Extracted:
    """Raises Unreadable where there is no text."""
    text = tidy(text)
    if not text:
        raise Unreadable("There is no text in it. Give another file, or paste the text.")
    title, words = titled(text)
    return Extracted(text=words, title=one_line(title), excerpt=excerpt_of(text))


def excerpt_of(text: str, limit: int = EXCERPT) -> tuple[Block, ...]:
    """The first lines, at most `limit` code points."""
    blocks: list[Block] = []
    for line in text.split("\n"):
        if limit <= 1:
            break
        if words := one_line(line, limit):
            blocks.append(Block("paragraph", words))
            limit -= len(words)
    return tuple(blocks)
