"""The Dag Hammarskjöld Library's tables of the Security Council: meetings with outcomes, and the list of vetoes.

They give the tally and who vetoed, not the roll call. Vetoed drafts and drafts that failed are votes like any other;
outcomes that are no vote (presidential statements, meetings without one) are passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from factcheck.record.importers.rows import EventRow, Format, Reader, day_of, whole_lines, whole_number
from factcheck.record.importers.states import PERMANENT
from factcheck.record.importers.symbols import canonical, first_symbol

RESULTS = {"adopted": "adopted", "vetoed": "vetoed", "not adopted": "not_adopted"}
PUBLISHER = "United Nations, Dag Hammarskjöld Library"


class _CouncilTable(Reader):
    def _vetoes(self, line: int, text: str) -> tuple[str, ...] | None:
        """Codes of who vetoed; None, with a fault, where a name is unknown."""
        names = [name.strip() for name in text.split("|") if name.strip()]
        if unknown := [name for name in names if name not in PERMANENT]:
            self.fault(line, "vetoed_by", f"{unknown[0]!r} is no permanent member; the line is refused")
            return None
        return tuple(dict.fromkeys(PERMANENT[name] for name in names))

    def _numbered(self, rows: list[EventRow]) -> Iterator[EventRow]:
        """Votes on one draft in the order of days; of one day, in the order of the file, which runs backwards."""
        count: Counter[str] = Counter()
        for row in sorted(rows, key=lambda row: (row.held_on, -row.line)):
            count[row.key] += 1
            yield replace(row, sequence=count[row.key])


class OutcomesReader(_CouncilTable):
    format = Format(
        code="dhl-outcomes",
        title="Security Council meetings and outcomes 1946-2022",
        publisher=PUBLISHER,
        kind="official_copy",
        rank=30,
    )

    def events(self) -> Iterator[EventRow]:
        wanted = ("date", "meeting", "topic", "outcome_text", "resolution", "draft", "result", "vetoed_by")
        found = []
        for line, cells, at in whole_lines(self, wanted=(*wanted, "yes", "no", "abstain")):
            row = {name: " ".join(cells[place].split()) for name, place in at.items()}
            if row["result"] in ("", "presidential statement"):
                continue
            event = self._event(line, row)
            if event is not None:
                found.append(event)
        yield from self._numbered(found)

    def _event(self, line: int, row: dict[str, str]) -> EventRow | None:
        if row["result"] not in RESULTS:
            self.fault(line, "result", f"{row['result']!r} is unknown; the line is refused")
            return None
        try:
            symbol = canonical(row["resolution"]) if row["resolution"] else ""
            day = day_of(row["date"])
            counts = {option: whole_number(row[option]) for option in ("yes", "no", "abstain")}
        except ValueError as error:
            self.fault(line, "date, resolution, yes, no, abstain", f"{error}; the line is refused")
            return None
        if (words := row.get("tally_text", "")) and not _same(words, counts):
            self.fault(line, "tally_text", f"{words!r} is not what yes, no and abstain say; the line is refused")
            return None
        vetoed_by = self._vetoes(line, row["vetoed_by"])
        draft = first_symbol(row["draft"])
        key = symbol or draft or self._unnamed(row)
        if vetoed_by is None or not key:
            if vetoed_by is not None:
                self.fault(line, "draft", "neither resolution, draft nor meeting has a symbol; the line is refused")
            return None
        if bool(symbol) != (row["result"] == "adopted"):
            self.fault(line, "result", f"{row['result']!r} with resolution {symbol!r}; the line is refused")
            return None
        return EventRow(
            key=key,
            body="SC",
            line=line,
            kind="resolution" if symbol else "draft",
            symbol=symbol,
            draft=draft,
            description=row["topic"] or row["outcome_text"],
            held_on=day,
            meeting=first_symbol(row["meeting"]),
            result=RESULTS[row["result"]],
            counts=counts,
            vetoed_by=vetoed_by,
            note=row["outcome_text"] if not symbol else "",
        )

    def _unnamed(self, row: dict[str, str]) -> str:
        """A name for a draft without a symbol, which the tables name by the meeting it stands in."""
        found = re.search(r"S/PV\.\d+", row["outcome_text"]) or re.search(r"S/PV\.\d+", row["meeting"])
        return f"{found[0]}/draft" if found else ""


def _same(words: str, counts: Mapping[str, int | None]) -> bool:
    """Whether the tally in words, "9-2-4" or "unanimous", is that of the counts. One of any other form says nothing."""
    if found := re.search(r"(\d+)-(\d+)-(\d+)", words):
        return tuple(counts.values()) == tuple(map(int, found.groups()))
    return words != "unanimous" or not (counts["no"] or counts["abstain"])


def _is_day(words: str, day: date) -> bool:
    """Whether a day is the one in words, or one of its first and last: "7-9 January 1980", "30 January 86"."""
    numbers = re.findall(r"\d+", words)
    is_year = bool(numbers) and numbers[-1] in (f"{day:%Y}", f"{day:%y}")
    return is_year and day.day in map(int, numbers[:-1]) and f"{day:%B}" in words


class VetoesReader(_CouncilTable):
    format = Format(
        code="dhl-vetoes",
        title="Security Council: list of vetoes 1946-2022",
        publisher=PUBLISHER,
        kind="official_copy",
        rank=31,
    )

    def events(self) -> Iterator[EventRow]:
        found = []
        for line, cells, at in whole_lines(
            self, wanted=("date", "draft", "written_record", "agenda_item", "vetoed_by")
        ):
            vetoed_by = self._vetoes(line, cells[at["vetoed_by"]])
            draft = first_symbol(cells[at["draft"]])
            try:
                day = day_of(cells[at["date"]])
            except ValueError as error:
                self.fault(line, "date", f"{error}; the line is refused")
                continue
            words = cells[at["date_text"]] if "date_text" in at else ""
            if words.strip() and not _is_day(words, day):
                self.fault(line, "date_text, date", f"{words!r} is not {day}; the line is refused")
                continue
            if not vetoed_by or not draft:
                if vetoed_by is not None:
                    self.fault(line, "draft, vetoed_by", "no symbol of a draft or nobody who vetoed; refused")
                continue
            found.append(
                EventRow(
                    key=f"{draft}/draft" if draft.startswith("S/PV.") else draft,
                    body="SC",
                    line=line,
                    kind="draft",
                    draft="" if draft.startswith("S/PV.") else draft,
                    description=" ".join(cells[at["agenda_item"]].split()),
                    held_on=day,
                    meeting=first_symbol(cells[at["written_record"]]),
                    result="vetoed",
                    vetoed_by=vetoed_by,
                )
            )
        yield from self._numbered(found)
