"""The UN Digital Library's voting data: General Assembly and Security Council, a line a state and vote.

Columns are found by name, so all versions are read: with and without `vote_note`, in any order. Y, N, A and X (or NV)
are the votes; totals may be written as "120.0". The lines of one vote stand together; a vote that comes again later in
the file is a fault. In a vote every line has to say the same of the vote itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from factcheck.record.importers import states
from factcheck.record.importers.rows import EventRow, Format, Reader, day_of, table, terms, whole_number
from factcheck.record.importers.symbols import canonical

OPTIONS = {"Y": "yes", "N": "no", "A": "abstain", "X": "absent", "NV": "absent"}
TOTALS = {
    "yes": "total_yes",
    "no": "total_no",
    "abstain": "total_abstentions",
    "absent": "total_non_voting",
    "members": "total_ms",
}
COMMON = ("ms_code", "ms_name", "ms_vote", "date", "resolution", "draft", "meeting", *TOTALS.values())
UNLINKED = 5
"""How far behind a row stands that has the library's layout but not its number: it was made by someone else."""
WITHOUT_VOTE = ("without vote", "without a vote", "consensus", "acclamation")


class LibraryReader(Reader):
    """What both bodies' files have in common."""

    body: str
    wanted: tuple[str, ...]
    titled: str
    own: frozenset[str] = frozenset({"ms_code", "ms_name", "ms_vote", "permanent_member"})

    def events(self) -> Iterator[EventRow]:
        seen: dict[str, int] = {}
        lines = table(self, wanted=self.wanted)
        for resolution, group in groupby(lines, key=lambda line: line[1][line[2]["resolution"]]):
            rows = list(group)
            line, _, _ = rows[0]
            try:
                key = canonical(resolution)
            except ValueError as error:
                self.fault(line, "resolution", f"{error}; its {len(rows)} lines are refused")
                continue
            if key in seen:
                self.fault(line, "resolution", f"{key} stands already in line {seen[key]}; these lines are refused")
                continue
            seen[key] = line
            event = self._event(key, rows)
            if event is not None:
                yield event

    def _event(self, key: str, rows: list[tuple[int, list[str], dict[str, int]]]) -> EventRow | None:
        first, cells, columns = rows[0]
        shared = itemgetter(*(place for name, place in columns.items() if name not in self.own))
        said = shared(cells)
        at_code, at_vote = columns["ms_code"], columns["ms_vote"]
        votes: dict[str, str] = {}
        parked: list[str] = []
        try:
            day = day_of(cells[columns["date"]])
        except ValueError as error:
            self.fault(first, "date", f"{error}; {key} is refused")
            return None
        for line, row, _ in rows:
            if shared(row) != said:
                name = next(n for n, place in columns.items() if n not in self.own and row[place] != cells[place])
                self.fault(line, name, f"differs from line {first} of the same vote; {key} is refused")
                return None
            label, value = row[at_code], row[at_vote].strip().upper()
            if value not in OPTIONS:
                self.fault(line, "ms_vote", f"{value!r} is none of Y, N, A, X, NV; {key} is refused")
                return None
            try:
                code = states.of_library(label, day)
            except KeyError:
                self.fault(line, "ms_code", f"{label!r} is not a state's code; its vote is left out")
                parked.append(label)
                continue
            if code in votes:
                self.fault(line, "ms_code", f"{code} votes twice; {key} is refused")
                return None
            votes[code] = OPTIONS[value]
        try:
            totals = {name: whole_number(cells[columns[column]]) for name, column in TOTALS.items()}
        except ValueError as error:
            self.fault(first, "total_...", f"{error}; {key} is refused")
            return None
        is_consensus = self._is_without_vote(cells, columns)
        return EventRow(
            key=key,
            body=self.body,
            line=first,
            symbol=key,
            draft=self._symbol(cells, columns, "draft"),
            title=self._title(cells, columns) if self.titled == "title" else "",
            description=self._cell(cells, columns, "description") if self.titled == "description" else "",
            held_on=day,
            meeting=self._symbol(cells, columns, "meeting"),
            method="consensus" if is_consensus else "recorded",
            result="adopted",
            counts={} if is_consensus else {name: count for name, count in totals.items() if name != "members"},
            members=totals["members"],
            votes={} if is_consensus else votes,
            lists_all=not is_consensus and not parked and len(votes) >= (totals["members"] or 0),
            casts_all=not is_consensus,
            subjects=terms(self._cell(cells, columns, "subjects").split("|")),
            note=self._cell(cells, columns, "vote_note"),
            parked=tuple(parked),
            rank_below=0 if self._cell(cells, columns, "undl_id") else UNLINKED,
        )

    def _is_without_vote(self, cells: list[str], columns: Mapping[str, int]) -> bool:
        said = self._cell(cells, columns, "modality").lower()
        return any(word in said for word in WITHOUT_VOTE)

    def _title(self, cells: list[str], columns: Mapping[str, int]) -> str:
        """The title without what the library adds: " : resolution / adopted by the General Assembly"."""
        return self._cell(cells, columns, "title").split(" : resolution /")[0].strip()

    def _symbol(self, cells: list[str], columns: Mapping[str, int], name: str) -> str:
        """The first of the symbols in a cell, joined by `|`; "" where there is none."""
        text = self._cell(cells, columns, name).split("|")[0]
        try:
            return canonical(text)
        except ValueError:
            return ""

    def _cell(self, cells: list[str], columns: Mapping[str, int], name: str) -> str:
        return " ".join(cells[columns[name]].split()) if name in columns else ""


class AssemblyReader(LibraryReader):
    format = Format(
        code="undl-ga",
        title="General Assembly voting data in the library's layout",
        publisher="United Nations, Dag Hammarskjöld Library",
        kind="official_copy",
        rank=10,
        lists_every_member=True,
        licence_note="Copyright United Nations; non-commercial use, with attribution.",
    )
    body = "GA"
    wanted = (*COMMON, "session", "title")
    titled = "title"


class CouncilReader(LibraryReader):
    format = Format(
        code="undl-sc",
        title="Security Council voting data in the library's layout",
        publisher="United Nations, Dag Hammarskjöld Library",
        kind="official_copy",
        rank=10,
        lists_every_member=True,
        licence_note="Copyright United Nations; non-commercial use, with attribution.",
    )
    body = "SC"
    wanted = (*COMMON, "permanent_member", "modality", "description")
    titled = "description"
