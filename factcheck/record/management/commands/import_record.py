"""`manage.py import_record PATH... [--format auto]`: files of voting records into the database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.record import snapshots
from factcheck.record.citations import RowIsCited
from factcheck.record.importers.recognising import FORMATS
from factcheck.record.importing import ImportReport, NothingToImportInto, import_files
from factcheck.record.management import preparation

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Imports voting records, files or folders of them, in one transaction. Formats are recognised by their header: "
        f"{', '.join(FORMATS)}. Doing it again changes nothing."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file or folder")
        parser.add_argument("--format", default="auto", choices=["auto", *FORMATS], help="take files of this one only")

    def handle(self, *args: Any, **options: Any) -> None:
        if missing := [str(path) for path in options["paths"] if not path.exists()]:
            raise CommandError(f"There is no {', no '.join(missing)}.")
        preparation.ensure_record(self.stderr.write)
        try:
            report = import_files(options["paths"], wanted=options["format"], say=self._say)
        except NothingToImportInto as error:
            raise CommandError(f"{error} Run: manage.py load_facts.") from error
        except RowIsCited as error:
            raise CommandError(str(error)) from error
        self._tell(report, SHOWN if options["verbosity"] < 2 else len(report.faults))
        if report.is_change:
            self.stdout.write(f"Snapshot {snapshots.take().hash}")
        if report.refused_files or not report.files:
            raise CommandError(f"{report.refused_files} files were refused, {len(report.files)} imported.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _tell(self, report: ImportReport, shown: int) -> None:
        for fault in report.faults[:shown]:
            self.stdout.write(f"Not imported: {fault}")
        if len(report.faults) > shown:
            self.stdout.write(f"Not imported: {len(report.faults) - shown} more; --verbosity 2 lists them")
        for kind, tally in report.tallies.items():
            if tally.is_change:
                self.stdout.write(
                    f"{kind}: {tally.added} new, {tally.changed} changed, {tally.removed} removed, "
                    f"{tally.unchanged} unchanged"
                )
        self.stdout.write(
            f"{report.cells} cells read; {report.agreed} values agree between sources, {report.differed} differ; "
            f"{len(report.unreconciled)} votes carry no verdict"
        )
        if not report.is_change:
            self.stdout.write("Nothing changed.")
