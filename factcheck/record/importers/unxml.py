"""The United Nations' machine-readable resolutions: JSON lines, a resolution a line, with or without a vote.

They name who voted for, against or abstained, but not who did not vote. A symbol may come twice: the line with more in
it is taken, of two alike the later one. Doubled names are counted once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from factcheck.record.importers import states
from factcheck.record.importers.rows import EventRow, Format, Reader, json_lines, terms, whole_number
from factcheck.record.importers.symbols import canonical

LISTS = {"yes": "MS_in_favour", "no": "MS_against", "abstain": "MS_abstaining"}
METHODS = {
    "By a recorded vote": "recorded",
    "By recorded vote": "recorded",
    "Without a vote": "consensus",
    "By a non-recorded vote": "non_recorded",
}

OBSERVERS = frozenset({"STATE OF PALESTINE", "PALESTINE", "HOLY SEE"})
"""Sponsors that are no members. Any other entry that is no state (a group, the chair of a committee) stands for states
that the list does not name, so that it is not whole."""


class ResolutionsReader(Reader):
    format = Format(
        code="unxml",
        title="Machine-readable resolutions of the General Assembly",
        publisher="United Nations (UNxml)",
        kind="official_copy",
        rank=20,
        licence_note="Attribution to the United Nations.",
    )

    def events(self) -> Iterator[EventRow]:
        best: dict[str, tuple[int, int, dict[str, Any]]] = {}
        for line, content in json_lines(self):
            try:
                key = canonical(str(content["symbol"]))
            except (KeyError, ValueError) as error:
                self.fault(line, "symbol", f"no symbol: {error}; the line is refused")
                continue
            size = sum(len(value) for value in content.values() if isinstance(value, str | list))
            if key not in best or size >= best[key][0]:
                best[key] = (size, line, content)
        for key, (_, line, content) in best.items():
            event = self._event(key, line, content)
            if event is not None:
                yield event

    def _event(self, key: str, line: int, content: dict[str, Any]) -> EventRow | None:
        method = METHODS.get(_text(content, "adoption_type"))
        if method is None:
            self.fault(line, "adoption_type", f"{content.get('adoption_type')!r} is unknown; {key} is refused")
            return None
        if not _text(content, "title"):
            self.fault(line, "title", f"is empty; {key} is refused")
            return None
        try:
            day = _day(_text(content, "adoption_date"))
            counts = {option: whole_number(_text(content, f"{name}_count")) for option, name in LISTS.items()}
        except ValueError as error:
            self.fault(line, "adoption_date, ..._count", f"{error}; {key} is refused")
            return None
        votes: dict[str, str] = {}
        parked: list[str] = []
        for option, column in LISTS.items() if method == "recorded" else ():
            for name in dict.fromkeys(content.get(column) or ()):
                try:
                    code = states.of_un(str(name))
                except KeyError:
                    self.fault(line, column, f"{name!r} is not a known name of a state; its vote is left out")
                    parked.append(str(name))
                    continue
                if votes.setdefault(code, option) != option:
                    self.fault(line, column, f"{name} stands under two votes; {key} is refused")
                    return None
        first, rest_first = self._sponsors(content, "sponsors")
        later, rest_later = self._sponsors(content, "additional_sponsors")
        return EventRow(
            key=key,
            body="GA",
            line=line,
            symbol=key,
            draft=_symbol(_text(content, "originating_document")),
            title=" ".join(_text(content, "title").split()),
            held_on=day,
            meeting=_symbol(_text(content, "pv")),
            method=method,
            result="adopted",
            counts={} if method == "consensus" else {option: counts[option] for option in LISTS},
            votes=votes,
            casts_all=method == "recorded" and not parked,
            sponsors=first,
            later_sponsors=tuple(code for code in later if code not in first),
            sponsors_note="; ".join([*rest_first, *rest_later]),
            # Where nobody is listed as having joined later, some may have: A/RES/ES-11/4 has 44 of almost 70.
            sponsors_complete=bool(first and later) and not {*rest_first, *rest_later} - OBSERVERS,
            subjects=terms(_subjects(content)),
            parked=tuple(parked),
        )

    def _sponsors(self, content: dict[str, Any], column: str) -> tuple[tuple[str, ...], list[str]]:
        """Codes of the states named, and what is no state, such as a group or the chair of a committee."""
        found, rest = [], []
        for name in dict.fromkeys(content.get(column) or ()):
            try:
                found.append(states.of_un(str(name)))
            except KeyError:
                rest.append(" ".join(str(name).split()))
        return tuple(dict.fromkeys(found)), rest


def _text(content: dict[str, Any], name: str) -> str:
    value = content.get(name)
    return value.strip() if isinstance(value, str) else ""


def _subjects(content: dict[str, Any]) -> Iterator[str]:
    """Terms of the library's thesaurus and authorities; what is left out are numbers of agenda items."""
    for entry in content.get("subjects") or ():
        match entry:
            case [str(words), "DHLAUTH" | "UNBIS Thesaurus"]:
                yield words


def _symbol(text: str) -> str:
    """The first symbol of a cell, or "" where it holds words."""
    try:
        return canonical(re.split(r"[,;|&]| and ", text)[0])
    except ValueError:
        return ""


def _day(text: str) -> date:
    """ "28 April 2026", with any spaces, or "2026-04-28 00:00:00"."""
    text = " ".join(text.replace("\xa0", " ").split())
    for form in ("%d %B %Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(f"{text!r} is not a date")
