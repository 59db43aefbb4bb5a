"""The text of an article with its claims marked, in pieces that know where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck.articles.models import ArticleVersion
from factcheck.claims.models import Mention
from factcheck.web.excerpts import Span, Window, fragments


@dataclass(frozen=True, slots=True)
class Mark:
    """The number at the end of a claim in the text, and where it leads."""

    number: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text, which begins at the code point `at`; `url` where its claim leads somewhere. Of the pieces of
    the claim that is looked at the first one `is_first`."""

    text: str
    at: int
    url: str
    is_current: bool
    is_first: bool
    ends: tuple[Mark, ...]


def pieces(
    version: ArticleVersion, mentions: Sequence[Mention], urls: Mapping[int, str], shown: int | None = None
) -> list[Piece]:
    """`mentions` are numbered in their order; `urls` by key of the mention; `shown` is the one being looked at."""
    text = version.checked_text
    marks = {
        number: Mark(number, urls.get(mention.pk, ""), mention.pk == shown)
        for number, mention in enumerate(mentions, start=1)
    }
    spans = tuple(Span(m.start, m.end, number, m.section) for number, m in enumerate(mentions, start=1))
    found: list[Piece] = []
    at = 0
    for fragment in fragments(text, Window(0, len(text), "body", spans, False, False)):
        mark = marks.get(fragment.claim or 0)
        ends = tuple(marks[number] for number in fragment.ends)
        is_current = bool(mark and mark.is_current)
        is_first = is_current and not any(piece.is_current for piece in found)
        found.append(Piece(fragment.text, at, mark.url if mark else "", is_current, is_first, ends))
        at += len(fragment.text)
    return found
