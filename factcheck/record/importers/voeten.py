"""Voeten's roll calls of the General Assembly, 1946-2019, as the unvotes package has them: votes, roll_calls, issues.

They hold amendments and votes on paragraphs too, and name nobody who did not vote. Labels of the first sessions are
pages, not symbols; days before the 58th session cannot be relied on, so only the month is taken. Nothing is declared:
there are no counts, so no verdict rests on a vote that stands here alone. `TEXTS` says of some votes without a symbol
which text they were on: those that a declared tally, with the description or the list, tells apart from all others of
the session.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from operator import itemgetter

from factcheck.record.importers import states
from factcheck.record.importers.rows import EventRow, Format, Reader, day_of, table, terms
from factcheck.record.importers.symbols import of_voeten

OPTIONS = {"yes", "no", "abstain"}
DAYS_RELIABLE_FROM = 58
TEXTS = {
    (2, "77"): "A/RES/181(II)",
    (3, "127"): "A/RES/217(III)",
    (5, "252"): "A/RES/377(V)",
    (15, "658"): "A/RES/1514(XV)",
    (17, "811"): "A/RES/1761(XVII)",
    (26, "1190"): "A/RES/2758(XXVI)",
    (61, "4668"): "A/RES/61/11",
    (65, "5100"): "A/RES/65/206",
    (72, "5588"): "A/RES/ES-10/19",
}
"""Session and number of a roll call to the symbol of its text."""
UNKNOWN = "The source does not say which text of the records its label {} means."


class VoetenReader(Reader):
    """`paths` has the parts "roll_calls" and "votes"; "issues", where it is there, gives subjects."""

    format = Format(
        code="voeten",
        title="United Nations General Assembly roll calls 1946-2019 (Voeten, unvotes package)",
        publisher="Erik Voeten and others",
        kind="academic",
        rank=50,
        licence_note="CC0.",
    )

    def events(self) -> Iterator[EventRow]:
        calls = self._calls()
        issues = self._issues()
        rolls, parked = self._rolls({rcid: day for rcid, (_, _, day, _, _, _) in calls.items()})
        wholes = Counter(of_voeten(label) or label for _, _, _, label, is_part, _ in calls.values() if not is_part)
        for rcid, (line, session, day, label, is_part, text) in calls.items():
            known = TEXTS.get((session, rcid), "")
            symbol = known or of_voeten(label)
            if any(option not in OPTIONS for option in rolls[rcid].values()):
                continue
            is_part = "" if known else is_part
            is_own = bool(known) or (bool(symbol) and not is_part and wholes[symbol] == 1)
            kind = is_part if is_part else ("resolution" if is_own else "procedural")
            parent = symbol or (f"A/{session}/label/{label}" if is_part and label else "")
            if is_part and not parent:
                parent = f"A/{session}/roll-call/{rcid}/text"
            is_dated = session >= DAYS_RELIABLE_FROM
            yield EventRow(
                key=symbol if is_own else f"A/{session}/roll-call/{rcid}",
                body="GA",
                line=line,
                kind=kind,
                symbol=symbol if is_own else "",
                description=text or f"Roll call {rcid} of the source",
                parent="" if is_own else parent,
                parent_description=UNKNOWN.format(label) if parent and not symbol else "",
                held_on=day if is_dated else None,
                held_in="" if is_dated else f"{day:%Y-%m}",
                votes=rolls[rcid],
                casts_all=True,
                subjects=terms(issues.get(rcid, ())),
                note=self._note(label, is_own=is_own, is_part=bool(is_part), count=wholes[symbol or label]),
                parked=tuple(sorted(parked.get(rcid, ()))),
            )

    def _note(self, label: str, *, is_own: bool, is_part: bool, count: int) -> str:
        if is_own or is_part:
            return ""
        if count > 1 and label:
            return f"The source has {count} votes under its label {label} and does not say which was on the whole text."
        return f"The source labels it {label}, which is not a symbol." if label else "The source gives no label."

    def _issues(self) -> dict[str, list[str]]:
        """Issues by number of the roll call. A line without one of a known roll call is refused with its vote's rest
        untouched: it says nothing of how anyone voted."""
        found: dict[str, list[str]] = defaultdict(list)
        if "issues" not in self.paths:
            return found
        for line, cells, at in table(self, part="issues", wanted=("rcid", "issue")):
            if not cells[at["rcid"]].isdigit() or not cells[at["issue"]].strip():
                self.fault(line, "rcid, issue", "no number of a roll call or no issue; left out", part="issues")
                continue
            found[cells[at["rcid"]]].append(cells[at["issue"]])
        return found

    def _calls(self) -> dict[str, tuple[int, int, date, str, str, str]]:
        """Roll calls by number: line, session, day, label, "amendment" or "paragraph" or "", description."""
        wanted = ("rcid", "session", "date", "unres", "amend", "para", "descr")
        found: dict[str, tuple[int, int, date, str, str, str]] = {}
        for line, cells, at in table(self, part="roll_calls", wanted=wanted):
            rcid, label = cells[at["rcid"]], " ".join(cells[at["unres"]].split())
            try:
                session, day = int(cells[at["session"]]), day_of(cells[at["date"]])
            except ValueError as error:
                self.fault(line, "session, date", f"{error}; roll call {rcid} is refused", part="roll_calls")
                continue
            flags = {cells[at["amend"]], cells[at["para"]]}
            if rcid in found or not rcid.isdigit() or not flags <= {"", "0", "1"}:
                self.fault(line, "rcid", f"{rcid!r} stands twice, or its marks are not 0 or 1", part="roll_calls")
                continue
            is_amendment, is_paragraph = cells[at["amend"]] == "1", cells[at["para"]] == "1"
            kind = "amendment" if is_amendment else "paragraph" if is_paragraph else ""
            found[rcid] = (line, session, day, label, kind, " ".join(cells[at["descr"]].split())[:1000])
        return found

    def _rolls(self, days: dict[str, date]) -> tuple[dict[str, dict[str, str]], dict[str, set[str]]]:
        rolls: dict[str, dict[str, str]] = defaultdict(dict)
        parked: dict[str, set[str]] = defaultdict(set)
        codes: dict[date, dict[str, str]] = defaultdict(dict)
        values: Callable[[list[str]], tuple[str, str, str]] | None = None
        current, day = "", None  # these and the next two are of the line before: the lines of a vote go together
        known: dict[str, str] = {}
        roll: dict[str, str] = {}
        for line, cells, at in table(self, part="votes", wanted=("rcid", "country", "country_code", "vote")):
            values = values or itemgetter(at["rcid"], at["country"], at["vote"])
            rcid, name, option = values(cells)
            if rcid != current or day is None:
                current, day = rcid, days.get(rcid)
                if day is None:
                    self.fault(line, "rcid", f"there is no roll call {rcid!r}; the line is refused", part="votes")
                    continue
                known, roll = codes[day], rolls[rcid]
            code = known.get(name)
            if code is None:
                try:
                    code = known[name] = states.of_voeten(name, day.year, day.month)
                except KeyError:
                    self.fault(line, "country", f"{name!r} is no known state in {day:%B %Y}; left out", part="votes")
                    parked[rcid].add(name)
                    continue
            if option not in OPTIONS or code in roll:
                self.fault(
                    line, "vote", f"{option!r} of {code} is no vote or its second; {rcid} is refused", part="votes"
                )
                option = ""
            roll[code] = option
        return rolls, parked
