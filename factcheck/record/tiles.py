"""The tile map of the member states, from `facts/tiles.toml`. No Django."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.record.factfile import BUNDLED

EMPTY = "..."


@dataclass(frozen=True, slots=True)
class Region:
    """`places` has (column, row, code of the state), counted from 0, in the order of reading."""

    code: str
    name: str
    columns: int
    rows: int
    places: tuple[tuple[int, int, str], ...]


@cache
def regions(path: Path = BUNDLED / "tiles.toml") -> tuple[Region, ...]:
    """Raises ValueError where rows differ in length, a word is no code of a state, or a state stands twice."""
    found = tuple(_region(table) for table in tomllib.loads(path.read_text())["region"])
    codes = [code for region in found for _, _, code in region.places]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise ValueError(f"{path.name}: twice on the map: {', '.join(twice)}")
    return found


def _region(table: dict[str, str]) -> Region:
    rows = [line.split() for line in table["rows"].strip().splitlines()]
    if len({len(row) for row in rows}) != 1:
        raise ValueError(f"{table['name']}: rows of different lengths")
    places = [(x, y, word) for y, row in enumerate(rows) for x, word in enumerate(row) if word != EMPTY]
    if wrong := [word for _, _, word in places if not re.fullmatch("[A-Z]{3}", word)]:
        raise ValueError(f"{table['name']}: no codes of states: {', '.join(wrong)}")
    return Region(table["code"], table["name"], len(rows[0]), len(rows), tuple(places))
