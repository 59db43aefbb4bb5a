"""What every importer gives: votes in one shape, faults with their place, and what a format is. No Django."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import IO

LETTERS = {"yes": "y", "no": "n", "abstain": "a", "absent": "x"}
LONGEST_TERM = 300
"""Characters of a subject."""
OPTION_OF = {letter: option for option, letter in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a file that was not taken over. `line` counts from 1; 0 is the file as a whole."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}, {self.column}: {self.reason}" if self.column else f"{place}: {self.reason}"


class ImportRefused(ValueError):
    """A file that cannot be taken over at all; `fault` says where and why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. Of two sources that differ, the one with the lower `rank` is taken."""

    code: str
    title: str
    publisher: str
    kind: str
    rank: int
    lists_every_member: bool = False
    licence_note: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One vote as one file has it.

    `votes` maps the record's state codes to options. `lists_all` says that the file names every member, `casts_all`
    that it names all who voted for, against or abstained. `held_in` is a month ("1971-10") where the file's day cannot
    be relied on. `doubts` are reasons, as sentences, why no verdict may rest on it as read. `parked` names the labels
    of states whose cells were left out. `rank_below` puts a row behind others of its format.
    """

    key: str
    body: str
    line: int
    kind: str = "resolution"
    symbol: str = ""
    draft: str = ""
    title: str = ""
    description: str = ""
    parent: str = ""
    parent_description: str = ""
    held_on: date | None = None
    held_in: str = ""
    meeting: str = ""
    sequence: int = 1
    method: str = "recorded"
    result: str = ""
    counts: Mapping[str, int | None] = field(default_factory=dict)
    members: int | None = None
    votes: Mapping[str, str] = field(default_factory=dict)
    lists_all: bool = False
    casts_all: bool = False
    vetoed_by: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    later_sponsors: tuple[str, ...] = ()
    sponsors_note: str = ""
    sponsors_complete: bool = False
    subjects: tuple[str, ...] = ()
    note: str = ""
    doubts: tuple[str, ...] = ()
    parked: tuple[str, ...] = ()
    rank_below: int = 0


def pack(votes: Mapping[str, str]) -> str:
    """A roll call as one text in the order of codes, "AFG=y AGO=n", as the table of packed roll calls has it."""
    return " ".join(f"{code}={LETTERS[option]}" for code, option in sorted(votes.items()))


def unpack(text: str) -> dict[str, str]:
    return {part[:-2]: OPTION_OF[part[-1]] for part in text.split()}


class Reader:
    """Base of the importers: opens files, notes faults, and checks what is alike in all formats."""

    format: Format

    def __init__(self, paths: Mapping[str, Path]) -> None:
        """`paths` by part: one part, "", for formats of one file."""
        self.paths = paths
        self.faults: list[Fault] = []
        self.rows_read = 0

    @property
    def name(self) -> str:
        """The file's name, of several the one that names the rest; part of the slug of the source."""
        return next(iter(self.paths.values())).name

    def events(self) -> Iterator[EventRow]:
        raise NotImplementedError

    def fault(self, line: int, column: str, reason: str, *, part: str = "") -> None:
        self.faults.append(Fault(self.paths[part].name, line, column, reason))


def text_of(path: Path) -> IO[str]:
    """The file as UTF-8 text without BOM, unpacked if it is gzip, whatever its name says. Reading may raise
    UnicodeDecodeError, EOFError, zlib.error or gzip.BadGzipFile."""
    with path.open("rb") as start:
        is_gzip = start.read(2) == b"\x1f\x8b"
    binary: IO[bytes] = gzip.open(path, "rb") if is_gzip else path.open("rb")  # type: ignore[assignment] # noqa: SIM115
    return io.TextIOWrapper(binary, encoding="utf-8-sig", newline="")


def table(
    reader: Reader, *, part: str = "", wanted: tuple[str, ...]
) -> Iterator[tuple[int, list[str], dict[str, int]]]:
    """Lines of a CSV file as (number of the line, cells, place of each column). A line with more or fewer cells than
    the header, an end in the middle of a quoted cell, and bytes that are not UTF-8 refuse the whole file: after them
    nobody knows which cell is which."""
    path = reader.paths[part]
    line = 1
    try:
        with text_of(path) as text:
            lines = csv.reader(text, strict=True)
            header = [name.strip() for name in next(lines, [])]
            columns = {name: place for place, name in enumerate(header)}
            if len(columns) != len(header):
                raise ImportRefused(Fault(path.name, 1, "", "two columns have one name"))
            if missing := [name for name in wanted if name not in columns]:
                raise ImportRefused(Fault(path.name, 1, missing[0], "there is no such column"))
            width = len(header)
            for cells in lines:
                if len(cells) == width:
                    reader.rows_read += 1
                    yield lines.line_num, cells, columns
                elif cells:
                    reason = f"{len(cells)} cells, the header has {width}"
                    raise ImportRefused(Fault(path.name, lines.line_num, "", reason))
                line = lines.line_num
    except (csv.Error, UnicodeDecodeError, EOFError, OSError, zlib.error) as error:
        raise ImportRefused(Fault(path.name, line, "", f"cannot be read on: {error}")) from error


def whole_lines(
    reader: Reader, *, part: str = "", wanted: tuple[str, ...]
) -> Iterator[tuple[int, list[str], dict[str, int]]]:
    """As `table`, for files in which a line says things once: a last line without an end may have been cut in a cell,
    and is refused."""
    held: tuple[int, list[str], dict[str, int]] | None = None
    for row in table(reader, part=part, wanted=wanted):
        if held is not None:
            yield held
        held = row
    if held is None:
        return
    with text_of(reader.paths[part]) as text:
        last = ""
        for last in text:  # noqa: B007 the last one counts
            pass
    if last.endswith(("\n", "\r")):
        yield held
    else:
        reader.fault(held[0], list(held[2])[-1], "the file ends within this line, which may be cut; it is refused")


def json_lines(reader: Reader) -> Iterator[tuple[int, dict[str, object]]]:
    """Lines of JSON objects as (number of the line, object)."""
    path, line = reader.paths[""], 0
    try:
        with text_of(path) as text:
            for line, content in enumerate(text, start=1):
                if not content.strip():
                    continue
                value = json.loads(content)
                if not isinstance(value, dict):
                    raise ImportRefused(Fault(path.name, line, "", "is not a JSON object"))
                reader.rows_read += 1
                yield line, value
    except (json.JSONDecodeError, UnicodeDecodeError, EOFError, OSError, zlib.error) as error:
        raise ImportRefused(Fault(path.name, line, "", f"cannot be read on: {error}")) from error


def terms(texts: Iterable[str]) -> tuple[str, ...]:
    """Subjects with single spaces, each once, in their order; one too long for the record breaks off at a word."""
    found = (" ".join(text.split()) for text in texts)
    return tuple(dict.fromkeys(_short(text) for text in found if text))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TERM else shorten(text, LONGEST_TERM, placeholder=" ...")


def whole_number(text: str) -> int | None:
    """A count such as "120" or "120.0"; None where the cell is empty. Raises ValueError on anything else."""
    text = text.strip()
    if not text or text.upper() == "N.A.":
        return None
    digits, _, rest = text.partition(".")
    if not digits.isascii() or not digits.isdigit() or rest.strip("0"):
        raise ValueError(f"{text!r} is not a whole number")
    if len(digits) > 3:
        raise ValueError(f"{text!r} is more than the United Nations has members")
    return int(digits)


def day_of(text: str) -> date:
    """A day such as 2025-02-24. Raises ValueError on anything else and on days the United Nations did not live."""
    day = date.fromisoformat(text.strip())
    if not 1945 <= day.year <= 2100:
        raise ValueError(f"{day} lies before the United Nations or too far ahead")
    return day
