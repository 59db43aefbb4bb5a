"""Imports files of voting records: all in one transaction, only what differs, every source compared with the others.

What each source says of a vote is kept (`Reading`); the record's values follow from all readings of a vote by
`settling`, so the order of imports makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from factcheck.record import models
from factcheck.record.citations import refusals
from factcheck.record.collecting import without_collection
from factcheck.record.imported import ImportReport, source_values
from factcheck.record.importers.recognising import readers
from factcheck.record.importers.rows import Fault, ImportRefused, Reader
from factcheck.record.importers.texts import TextsReader
from factcheck.record.loading import LOCK
from factcheck.record.merging import refresh_statistics
from factcheck.record.organizationfile import slug
from factcheck.record.resolving import Reading, reading_of
from factcheck.record.rows import event_key
from factcheck.record.settling import PREFIX, STAGES, Settling, stored_readings
from factcheck.record.syncing import sync
from factcheck.record.text_importing import ReadAhead, import_texts

TOLD_EVERY = 50
"""Votes between two tellings of how far a file is read."""


class NothingToImportInto(LookupError):
    """The record knows no states yet: not one vote of a file could be told whose it is."""


def import_files(
    paths: Iterable[Path],
    *,
    wanted: str = "auto",
    say: Callable[[str], None] = lambda text: None,
    tell: Callable[[int, int, str], None] = lambda done, total, text: None,
) -> ImportReport:
    """Imports files and folders. A file that cannot be read to its end is refused whole; the others are imported.

    `say` is given a sentence for each file, `tell` the steps that are done, how many there are, and what happens now,
    often: reading each file is a step, and so is each stage of writing.

    Raises NothingToImportInto where no facts were loaded before, and RowIsCited where a row that a verdict rests on
    would go: a changed value keeps its row, but a state that no list has any more cannot.
    """
    report = ImportReport()
    found, unknown = readers(paths, wanted=wanted)
    report.faults.extend(unknown)
    with without_collection(), refusals(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        with ReadAhead([reader for reader in found if isinstance(reader, TextsReader)]) as ahead:
            _Import(report, say, tell).run([reader for reader in found if not isinstance(reader, TextsReader)])
            import_texts(ahead, report, say)
        if report.is_change:
            refresh_statistics()
    return report


class _Import:
    def __init__(self, report: ImportReport, say: Callable[[str], None], tell: Callable[[int, int, str], None]) -> None:
        self.report = report
        self.say = say
        self.tell = tell
        if not models.Organization.objects.states().exists():
            raise NothingToImportInto("The record has no states yet, so no vote can be told whose it is.")

    def run(self, found: list[Reader]) -> ImportReport:
        new = self._read(found)
        stored = stored_readings(new)

        def begin(stage: str) -> None:
            self.tell(len(found) + STAGES.index(stage), len(found) + len(STAGES), stage)

        settling = Settling(self.report, self.say, begin)
        self.report.unreconciled = settling.run({key: {**stored.get(key, {}), **of} for key, of in new.items()})
        self.report.agreed, self.report.differed = settling.agreed, settling.differed
        return self.report

    def _read(self, found: list[Reader]) -> dict[str, dict[str, Reading]]:
        """Readings of this import by event and source; the sources are written."""
        new: dict[str, dict[str, Reading]] = defaultdict(dict)
        wanted: dict[Any, dict[str, Any]] = {}
        for place, reader in enumerate(found):
            source = PREFIX + slug(reader.name.removesuffix(".gz").removesuffix(".csv"))[:90]
            if (source,) in wanted:
                self.report.refuse(Fault(reader.name, 0, "", "another file of this import has the same name"))
                continue
            try:
                rows: list[tuple[str, Reading]] = []
                for row in self._slim(reader, source):
                    if len(rows) % TOLD_EVERY == 0:
                        self.tell(place, len(found) + len(STAGES), f"Reading {reader.name}, line {reader.rows_read}")
                    rows.append(row)
            except ImportRefused as error:
                self.report.refuse(error.fault)
                continue
            self.report.faults.extend(reader.faults)
            self.report.files[reader.name] = len(rows)
            self.say(f"{reader.name}: {reader.format.code}, {reader.rows_read} lines, {len(rows)} votes")
            for key, reading in rows:
                new[key][source] = reading
            wanted[(source,)] = source_values(reader)
        rows_of = models.Source.objects.filter(slug__in=[source for (source,) in wanted])
        sync(rows_of, ("slug",), wanted, self.report.of("sources"))
        return new

    def _slim(self, reader: Reader, source: str) -> Iterable[tuple[str, Reading]]:
        seen: set[str] = set()
        for row in reader.events():
            key = event_key(row.key, row.sequence)
            reading = reading_of(row, source, reader.format.rank + row.rank_below)
            if key in seen or "\\u0000" in repr(reading.content) or "\x00" in str(reading.content):
                reader.fault(row.line, "", f"{key} stands twice or holds a NUL; refused", part=next(iter(reader.paths)))
                continue
            seen.add(key)
            self.report.cells += len(row.votes)
            yield key, reading
