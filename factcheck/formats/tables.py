"""A public table as CSV or JSON, row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")
Cell = str | int | bool | date | datetime | None | list[str]
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """`name` is the file's; `columns` say by their name how a cell is taken from a row."""

    name: str
    columns: Mapping[str, Callable[[Row], Cell]]


def pieces(table: Table[Any], rows: Iterable[Any], form: str) -> Iterator[str]:
    """`form` is "csv" or "json"."""
    return _csv(table, rows) if form == "csv" else _json(table, rows)


class _Line:
    """What the writer of CSV takes for a file: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def _csv(table: Table[Any], rows: Iterable[Any]) -> Iterator[str]:
    """RFC 4180: lines end with CR LF, the first one names the columns."""
    writer: Any = csv.writer(_Line())
    yield writer.writerow(list(table.columns))
    for row in rows:
        yield writer.writerow([in_csv(of(row)) for of in table.columns.values()])


def in_csv(cell: Cell) -> str | int:
    """Nothing is the empty cell. Text that a spreadsheet would take for a formula has an apostrophe before it, with
    which spreadsheets mark text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return cell
    text = " ".join(cell) if isinstance(cell, list) else _text(cell)
    return f"'{text}" if text.startswith(FORMULAS) else text


def _json(table: Table[Any], rows: Iterable[Any]) -> Iterator[str]:
    between = "["
    for row in rows:
        cells = {name: of(row) for name, of in table.columns.items()}
        yield between + json.dumps(cells, ensure_ascii=False, default=_text)
        between = ",\n"
    yield "[]" if between == "[" else "]"


def _text(cell: Any) -> str:
    return str(cell.isoformat()) if isinstance(cell, date) else str(cell)
