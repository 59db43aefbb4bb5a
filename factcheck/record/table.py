"""Reading one TOML table strictly: every fault is collected with file, key path and reason. No Django."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any


class Table:
    """One table of a fact file. A method reads one key; `finish` complains of the keys that nobody read.

    A missing or wrong value gives an empty one and adds to `problems`, so that one reading finds all faults.
    """

    def __init__(self, values: dict[str, Any], where: str, problems: list[str]) -> None:
        self._values = values
        self._read: set[str] = set()
        self.where = where
        self.problems = problems

    def fault(self, key: str, reason: str) -> None:
        self.problems.append(f"{self.where}{'.' + key if key else ''}: {reason}")

    def has(self, key: str) -> bool:
        return key in self._values

    def _take(self, key: str, kinds: type | tuple[type, ...], wanted: str, *, is_required: bool) -> Any:
        self._read.add(key)
        value = self._values.get(key)
        if value is None:
            if is_required:
                self.fault(key, "is missing")
            return None
        if not isinstance(value, kinds) or (isinstance(value, bool) and kinds is int):
            self.fault(key, f"must be {wanted}, not {value!r}")
            return None
        return value

    def text(
        self,
        key: str,
        *,
        is_required: bool = False,
        choices: Collection[str] = (),
        pattern: str = "",
        default: str = "",
    ) -> str:
        value = self._take(key, str, "a text", is_required=is_required)
        if value is None:
            return default
        if not value.strip() or value != value.strip() or "\x00" in value:
            self.fault(key, f"must not be empty, nor begin or end with a space: {value!r}")
        elif choices and value not in choices:
            self.fault(key, f"{value!r} is none of {', '.join(sorted(choices))}")
        elif pattern and not re.fullmatch(pattern, value):
            self.fault(key, f"{value!r} has not the form {pattern}")
        return str(value)

    def day(self, key: str, *, is_required: bool = False) -> date | None:
        value = self._take(key, date, "a date such as 2025-02-24", is_required=is_required)
        if isinstance(value, datetime):
            self.fault(key, f"must be a date without a time, not {value!r}")
            return None
        if value is not None and not 1945 <= value.year <= 2100:
            self.fault(key, f"{value} lies before the United Nations or too far ahead")
        return value

    def number(self, key: str, *, is_required: bool = False) -> int | None:
        value = self._take(key, int, "a whole number", is_required=is_required)
        if value is not None and value < 0:
            self.fault(key, f"must not be negative: {value}")
        return value

    def flag(self, key: str) -> bool:
        return bool(self._take(key, bool, "true or false", is_required=False))

    def texts(self, key: str, *, choices: Collection[str] | None = None, is_required: bool = False) -> tuple[str, ...]:
        """A list of texts, none twice, each one of `choices` where given."""
        values = self._take(key, list, "a list of texts", is_required=is_required) or []
        kept: list[str] = []
        for value in values:
            if not isinstance(value, str) or not value.strip():
                self.fault(key, f"must hold texts only, not {value!r}")
            elif value in kept:
                self.fault(key, f"{value!r} stands twice")
            elif choices is not None and value not in choices:
                self.fault(key, f"{value!r} is unknown")
            else:
                kept.append(value)
        return tuple(kept)

    def table(self, key: str) -> Table:
        """A table inside this one; an empty one where it is missing."""
        values = self._take(key, dict, "a table", is_required=False) or {}
        return Table(values, f"{self.where}.{key}" if self.where[-1] != " " else f"{self.where}{key}", self.problems)

    def tables(self, key: str, *, is_required: bool = False) -> Iterator[Table]:
        """The tables of a list, named "key 1", "key 2" and so on in messages."""
        values = self._take(key, list, "a list of tables", is_required=is_required) or []
        lead = self.where if self.where[-1] == " " else f"{self.where}."
        for number, value in enumerate(values, start=1):
            if isinstance(value, dict):
                yield Table(value, f"{lead}{key}[{number}]", self.problems)
            else:
                self.fault(key, f"entry {number} must be a table, not {value!r}")

    def finish(self) -> None:
        for key in self._values:
            if key not in self._read:
                self.fault(key, "is not a key of this format")
