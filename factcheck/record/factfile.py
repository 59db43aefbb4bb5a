"""Reads a folder of fact files into `Facts`, or says everything that is wrong with it. No Django.

The format is described in docs/facts.md. Reading is strict: an unknown key, an unknown state, a bad date, a vote that
stands twice, a state with two options, or counts that contradict a roll call stop the whole folder.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from factcheck.record.organizationfile import OrganizationReader
from factcheck.record.rows import (
    Disagreement,
    Facts,
    IntendedVote,
    Motion,
    Paragraph,
    Sponsorship,
    Statement,
    Statistic,
    VoteEvent,
)
from factcheck.record.table import Table
from factcheck.record.vocabulary import (
    LEGAL_EFFECTS,
    METHODS,
    MOTION_KINDS,
    OPTIONS,
    RESULTS,
    ROLES,
    SECTIONS,
)

BUNDLED = Path(__file__).parent / "facts"

SYMBOL = r"[AS]/\S+"
KEY = r"\S+(?: \S+)*"


class FactError(ValueError):
    """What is wrong with a folder of fact files: `problems` has one line for each fault, with file and key path."""

    def __init__(self, folder: Path, problems: list[str]) -> None:
        self.problems = problems
        count = "1 fault" if len(problems) == 1 else f"{len(problems)} faults"
        super().__init__("\n".join([f"{folder}: {count}, nothing was loaded", *(f"  {line}" for line in problems)]))


def read(folder: Path = BUNDLED) -> Facts:
    """All facts of a folder. Raises FactError with every fault that was found; then nothing of it may be used."""
    return _Reader(Path(folder)).read()


def digest(folder: Path = BUNDLED) -> str:
    """SHA-256 of a folder's fact files, names and contents: 64 hexadecimal digits."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        found.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return found.hexdigest()


class _Reader(OrganizationReader):
    """Reads the files one after the other; later files are checked against what earlier ones declared."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.motions: list[Motion] = []
        self.events: list[VoteEvent] = []
        self.places: dict[tuple[str, int], str] = {}

    def read(self) -> Facts:
        if not self.folder.is_dir():
            raise FactError(self.folder, ["there is no such folder"])
        for table in self._file("sources.toml", "source"):
            self._source(table)
        states, admitted = self._states()
        bodies = [self._body(table, admitted) for table in self._file("bodies.toml", "body")]
        groups = [self._group(table) for table in self._file("groups.toml", "group", is_required=False)]
        for path in sorted((self.folder / "votes").glob("*.toml")):
            for table in self._file(f"votes/{path.name}", "motion"):
                self._motion(table)
        statements = [self._statement(t) for t in self._file("statements.toml", "statement", is_required=False)]
        statistics = [self._statistic(t) for t in self._file("statistics.toml", "statistic", is_required=False)]
        facts = Facts(
            sources=tuple(sorted(self.sources.values(), key=lambda row: row.slug)),
            organizations=tuple(sorted([*states, *bodies, *groups], key=lambda row: row.code)),
            motions=tuple(sorted(self.motions, key=lambda row: row.key)),
            events=tuple(sorted(self.events, key=lambda row: (row.motion, row.sequence))),
            statements=tuple(sorted(statements, key=lambda row: (row.speaker, str(row.spoken_on), row.text))),
            statistics=tuple(sorted(statistics, key=lambda row: (row.measure, str(row.as_of), row.attributed_to))),
        )
        self._check_whole(facts)
        if self.problems:
            raise FactError(self.folder, self.problems)
        return facts

    # ---------------------------------------------------------------------------------------------------------- motions

    def _motion(self, table: Table) -> None:
        bodies = [code for code, classification in self.codes.items() if classification == "body"]
        key = table.text("key", is_required=True, pattern=KEY)
        sponsors = table.table("sponsors")
        motion = Motion(
            key=key,
            body=table.text("body", is_required=True, choices=bodies),
            kind=table.text("kind", is_required=True, choices=MOTION_KINDS),
            source=self._source_of(table),
            symbol=table.text("symbol", pattern=SYMBOL),
            draft=table.text("draft", pattern=SYMBOL),
            title=table.text("title"),
            description=table.text("description"),
            parent=table.text("parent"),
            item=table.text("item", pattern=r"[a-z0-9-]+"),
            legal_effect=table.text("legal_effect", choices=LEGAL_EFFECTS),
            yes_means=table.text("yes_means"),
            no_means=table.text("no_means"),
            sponsors=self._sponsors(sponsors),
            sponsors_complete=sponsors.flag("complete"),
            sponsors_note=sponsors.text("note"),
            paragraphs=tuple(self._paragraph(part) for part in table.tables("paragraph")),
        )
        sponsors.finish()
        if not motion.title and not motion.description:
            table.fault("title", "is missing (a text without a title needs a description)")
        if (key, 0) in self.places:
            table.fault("key", f"{key!r} stands already in {self.places[key, 0]}")
        self.places.setdefault((key, 0), table.where)
        self.motions.append(motion)
        for number, part in enumerate(table.tables("vote"), start=1):
            self._vote(part, motion, number)
        table.finish()

    def _sponsors(self, table: Table) -> tuple[Sponsorship, ...]:
        listed = {role: table.texts(role, choices=self._states_known) for role in ROLES}
        if not any(listed.values()):
            return ()
        source = self._source_of(table)
        for code, count in Counter(code for codes in listed.values() for code in codes).items():
            if count > 1:
                table.fault("", f"{code} stands under more than one role")
        return tuple(Sponsorship(code, role, source) for role in ROLES for code in sorted(listed[role]))

    def _paragraph(self, table: Table) -> Paragraph:
        row = Paragraph(
            number=table.text("number"),
            section=table.text("section", is_required=True, choices=SECTIONS),
            verb=table.text("verb"),
            text=table.text("text", is_required=True),
            is_verbatim=table.flag("is_verbatim"),
            source=self._source_of(table),
        )
        table.finish()
        return row

    def _vote(self, table: Table, motion: Motion, sequence: int) -> None:
        counts_table, roll_table = table.table("counts"), table.table("roll")
        counts = {option: n for option in OPTIONS if (n := counts_table.number(option)) is not None}
        counts_table.finish()
        event = VoteEvent(
            motion=motion.key,
            body=motion.body,
            sequence=sequence,
            held_on=table.day("date"),
            meeting=table.text("meeting", pattern=SYMBOL),
            method=table.text("method", choices=METHODS, default="recorded"),
            result=table.text("result", choices=RESULTS),
            members=table.number("members"),
            counts=counts,
            roll=self._roll(roll_table),
            is_complete=roll_table.flag("complete"),
            vetoed_by=table.texts("vetoed_by", choices=self._states_known),
            sources=table.texts("sources", choices=self.sources, is_required=True),
            intended=tuple(self._intended(part) for part in table.tables("intended")),
            disputed=tuple(self._disputed(part) for part in table.tables("disputed")),
            mismatch=table.text("mismatch"),
            note=table.text("note"),
        )
        roll_table.finish()
        if event.is_complete and not event.roll:
            roll_table.fault("complete", "a roll call that names nobody cannot be complete")
        if not event.sources:
            table.fault("sources", "every vote needs a source")
        if bool(event.vetoed_by) != (event.result == "vetoed"):
            table.fault("vetoed_by", "stands if and only if the result is vetoed")
        table.finish()
        self.places[motion.key, sequence] = table.where
        self.events.append(event)

    def _roll(self, table: Table) -> dict[str, str]:
        roll: dict[str, str] = {}
        for option in OPTIONS:
            for code in table.texts(option, choices=self._states_known):
                if code in roll:
                    table.fault(option, f"{code} stands under {roll[code]} already")
                roll[code] = option
        return dict(sorted(roll.items()))

    def _intended(self, table: Table) -> IntendedVote:
        row = IntendedVote(
            state=table.text("state", is_required=True, choices=self._states_known),
            option=table.text("option", is_required=True, choices=OPTIONS),
            stated_on=table.day("stated_on"),
            source=self._source_of(table),
        )
        table.finish()
        return row

    def _disputed(self, table: Table) -> Disagreement:
        row = Disagreement(*(table.text(key, is_required=True) for key in ("what", "here", "elsewhere")))
        table.finish()
        return row

    # ------------------------------------------------------------------------------------------ statements, statistics

    def _statement(self, table: Table) -> Statement:
        row = Statement(
            speaker=table.text("speaker", is_required=True),
            organization=table.text("organization", choices=self.codes),
            spoken_on=table.day("spoken_on"),
            text=table.text("text", is_required=True),
            is_verbatim=table.flag("is_verbatim"),
            source=self._source_of(table),
            note=table.text("note"),
        )
        table.finish()
        return row

    def _statistic(self, table: Table) -> Statistic:
        row = Statistic(
            measure=table.text("measure", is_required=True),
            unit=table.text("unit", is_required=True),
            attributed_to=table.text("attributed_to", is_required=True),
            wording=table.text("wording", is_required=True),
            source=self._source_of(table),
            value_low=table.number("value_low"),
            value_high=table.number("value_high"),
            as_of=table.day("as_of"),
        )
        if row.value_low is None and row.value_high is None:
            table.fault("value_low", "is missing")
        if row.value_low is not None and row.value_high is not None and row.value_high < row.value_low:
            table.fault("value_high", f"{row.value_high} is less than {row.value_low}")
        table.finish()
        return row

    # ------------------------------------------------------------------------------------------------------- the whole

    def _check_whole(self, facts: Facts) -> None:
        keys = {motion.key for motion in facts.motions}
        for motion in facts.motions:
            if motion.parent and motion.parent not in keys:
                self.problems.append(f"{self.places[motion.key, 0]}.parent: there is no motion {motion.parent!r}")
        for value, count in Counter(row.slug for row in facts.organizations).items():
            if count > 1:
                self.problems.append(f"two organisations have the name {value!r}")
        for symbol, count in Counter(m.symbol for m in facts.motions if m.symbol).items():
            if count > 1:
                self.problems.append(f"the symbol {symbol!r} stands with {count} motions")
        for row, count in Counter((row.speaker, row.spoken_on, row.text) for row in facts.statements).items():
            if count > 1:
                self.problems.append(f"statements.toml: a statement of {row[0]} stands {count} times: {row[2][:60]!r}")
        figures = Counter((row.measure, row.attributed_to, row.as_of, row.source) for row in facts.statistics)
        for figure, count in figures.items():
            if count > 1:
                self.problems.append(f"statistics.toml: {figure[0]!r} of {figure[1]} stands {count} times for one day")
        if self.problems:
            return
        for event in facts.events:
            found = facts.disagreements(event)
            where = self.places[event.motion, event.sequence]
            if found and not event.mismatch:
                self.problems.extend(f"{where}: {reason}" for reason in found)
            elif event.mismatch and not found:
                self.problems.append(f"{where}.mismatch: counts, roll call and membership agree")
