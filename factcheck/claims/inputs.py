"""Reading what is to be checked from files and standard input, one article at a time. No Django.

A `.jsonl` file holds one object a line: `id`, `title` (or null), `published` (YYYY-MM-DD or null), `text`. Anything
else is one plain text whose first line is the headline. Nothing is read as a whole that could be larger than the
longest article, so a file of any size passes through in constant memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from factcheck.articles.limits import TEXT_LENGTH, problem_with_day
from factcheck.engine.model import Article

STDIN = "-"
LONGEST_LINE = 16 * TEXT_LENGTH
"""Bytes: the longest article with most of it escaped, and room for the rest of the row."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_LINE = re.compile(r"\s*[^\n]*")


class InputRefused(ValueError):
    """An input that cannot be read; the message says why and what to do. `field` is the part at fault, or ""."""

    def __init__(self, message: str, field: str = "", row_id: str = "") -> None:
        super().__init__(message)
        self.field = field
        self.row_id = row_id


@dataclass(frozen=True, slots=True)
class Input:
    """One article, or why there is none. `line` counts from 1 in a .jsonl file and is None elsewhere."""

    source: str
    line: int | None
    id: str
    article: Article | None
    problem: InputRefused | None = None

    @property
    def where(self) -> str:
        return self.source if self.line is None else f"{self.source}, line {self.line}"


def parse_day(value: str) -> date:
    """A date from YYYY-MM-DD. Raises ValueError that says so, and for a year in which no article can have appeared."""
    try:
        day = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"{value[:40]!r} is not a date. Write it as YYYY-MM-DD, such as 2025-02-25.")
    if problem := problem_with_day(day):
        raise ValueError(problem)
    return day


def read(path: str, stdin: BinaryIO, *, title: str | None = None, published: date | None = None) -> Iterator[Input]:
    """The articles of one path; "-" reads `stdin`. `title` is for plain texts, `published` for whatever has no date.

    Never raises for what a file holds: an input that cannot be used carries its problem.
    """
    if path == STDIN or not path.lower().endswith(".jsonl"):
        yield read_one(path, stdin, title=title, published=published)
        return
    try:
        with Path(path).open("rb") as stream:
            yield from _rows(stream, Path(path).name, published)
    except OSError as error:
        yield _unreadable(path, error)


def read_one(path: str, stdin: BinaryIO, *, title: str | None = None, published: date | None = None) -> Input:
    """The plain text at `path` as one article, whatever its name ends in; "-" reads `stdin`."""
    if path == STDIN:
        return _plain_text(stdin, "standard input", title, published)
    try:
        with Path(path).open("rb") as stream:
            return _plain_text(stream, Path(path).name, title, published)
    except OSError as error:
        return _unreadable(path, error)


def _unreadable(path: str, error: OSError) -> Input:
    reason = (error.strerror or str(error)).lower()
    return Input(path, None, Path(path).name, None, InputRefused(f"It cannot be read: {reason}. Check the path."))


def split_headline(text: str) -> tuple[str | None, str]:
    """First line and the rest, such that first line + newline + rest is the text again, offsets included. Empty lines
    before it stay with the first line. A text of one line is a headline alone."""
    match = _FIRST_LINE.match(text)
    headline = match.group() if match else ""
    return (headline, text[len(headline) + 1 :]) if headline.strip() else (None, text)


def _plain_text(stream: BinaryIO, source: str, title: str | None, published: date | None) -> Input:
    raw = stream.read(4 * TEXT_LENGTH + 4)
    try:
        if len(raw) > 4 * TEXT_LENGTH + 3:
            raise InputRefused(
                f"The text has more than {TEXT_LENGTH:,} characters, the limit. "
                "Split it, or remove what is not part of the article.",
                "text",
            )
        text = _decoded(raw)
    except InputRefused as problem:
        return Input(source, None, source, None, problem)
    headline, body = split_headline(text) if title is None else (title, text)
    return Input(source, None, source, Article(text=body, title=headline, published=published, id=source))


def _rows(stream: BinaryIO, source: str, published: date | None) -> Iterator[Input]:
    """One input for each line that is not blank, in order."""
    line = 0
    while raw := stream.readline(LONGEST_LINE + 1):
        line += 1
        try:
            if len(raw) > LONGEST_LINE:
                _skip_line(stream)
                raise InputRefused(f"The line is longer than {LONGEST_LINE:,} bytes, more than any article.", "text")
            text = _decoded(raw)
            if not text.strip():
                continue
            article = _row(text, f"{source}:{line}", published)
        except InputRefused as problem:
            yield Input(source, line, problem.row_id or f"{source}:{line}", None, problem)
        else:
            yield Input(source, line, article.id, article)


def _row(text: str, default_id: str, published: date | None) -> Article:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputRefused(f"This is not JSON ({error}). Write one object a line.") from None
    if not isinstance(row, dict):
        raise InputRefused(
            f"This is JSON but no object: {text.strip()[:40]}. Write {{'id', 'title', 'published', 'text'}}."
        )
    given_id = row.get("id")
    row_id = str(given_id) if isinstance(given_id, str | int) and given_id != "" else default_id
    title = _string(row, "title", row_id)
    body = _string(row, "text", row_id)
    if body is None:
        raise InputRefused('There is no "text". Give the text of the article.', "text", row_id)
    day = _string(row, "published", row_id)
    try:
        return Article(text=body, title=title, published=parse_day(day) if day else published, id=row_id)
    except ValueError as error:
        raise InputRefused(str(error), "published", row_id) from None


def _string(row: dict[str, object], name: str, row_id: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise InputRefused(f'"{name}" is not a string but {json.dumps(value)[:40]}.', name, row_id)
    return value


def _decoded(raw: bytes) -> str:
    """UTF-8 without a byte order mark. Line ends stay as they are, for offsets count them."""
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InputRefused(
            f"Byte 0x{raw[error.start]:02x} at position {error.start:,} is not UTF-8. Save the text as UTF-8.", "text"
        ) from None


def _skip_line(stream: BinaryIO) -> None:
    while (raw := stream.readline(1 << 20)) and not raw.endswith(b"\n"):
        pass
