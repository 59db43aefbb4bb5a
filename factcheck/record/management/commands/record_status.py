"""`manage.py record_status`: what the record holds, until when, and what is missing or doubtful in it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand

from factcheck.record import coverage, status
from factcheck.record.management import preparation


class Command(BaseCommand):
    help = "Says what the record holds by body, year and source, its gaps, discrepancies, and votes that do not add up."

    def handle(self, *args: Any, **options: Any) -> None:
        preparation.ensure_tables(self.stderr.write)
        found = status.years()
        if not found:
            self.stdout.write("The record holds no votes. Run: manage.py load_facts, or manage.py import_record PATH.")
            return
        self._years(found)
        self._sessions()
        self._gaps(found)
        self._sources()
        self._doubts()

    def _years(self, found: list[status.Year]) -> None:
        for body, of_body in groupby(found, key=lambda row: row.body):
            rows = list(of_body)
            votes, rolls = sum(row.votes for row in rows), sum(row.with_roll_call for row in rows)
            good = sum(row.reconciled for row in rows)
            self.stdout.write(f"{body}: {votes} votes, {rolls} with a roll call, {good} that a verdict may rest on")
            for row in rows:
                year = row.year or "no year"
                self.stdout.write(f"  {year}  {row.votes:5} {row.with_roll_call:5} {row.reconciled:5}")

    def _sessions(self) -> None:
        self.stdout.write("Assembly by session: roll calls, votes and adoptions; numbers known up to the highest")
        for row in coverage.sessions():
            span = f"{row.first} to {row.last}" if row.first else "no days"
            parts = f", {row.lettered} with parts" if row.lettered else ""
            numbers = f"; {row.numbers} numbers up to {row.highest}{parts}" if row.numbers else ""
            name = row.name or "not known"
            self.stdout.write(f"  {name:9} {row.roll_calls:4} of {row.votes:4}, {span}{numbers}")

    def _gaps(self, found: list[status.Year]) -> None:
        self.stdout.write("Gaps that are known")
        for gap in coverage.named_gaps():
            pages = f" ({', '.join(gap.sources)})" if gap.sources else ""
            self.stdout.write(f"  {gap.body}, {gap.where}. {gap.reason}{pages}")
        self.stdout.write("Gaps that nothing explains")
        years = coverage.unnamed_years(status.missing_years(found))
        numbers = coverage.unnamed_numbers(status.missing_numbers())
        for body, missing in years.items():
            self.stdout.write(f"  {body}: no vote in {coverage.runs(missing)}")
        for series, missing in numbers.items():
            self.stdout.write(f"  {series}: not there {coverage.runs(missing)}")
        if not years and not numbers:
            self.stdout.write("  none found")
        self.stdout.write("Assembly votes of which not every vote cast is listed")
        for event in coverage.known_in_part():
            self.stdout.write(f"  {event.key} of {event.held_on or event.held_in or 'no known day'}")

    def _sources(self) -> None:
        self.stdout.write("Imported sources")
        for row in status.sources():
            span = f"{row.first} to {row.last}" if row.first else "no days"
            self.stdout.write(
                f"  {row.slug}: {row.votes} votes, {span}; {row.agreed} values agree with others, {row.differed} differ"
            )

    def _doubts(self) -> None:
        self.stdout.write("Discrepancies")
        for what, here, elsewhere, count in status.discrepancies():
            self.stdout.write(f"  {count} {what}: {here} against {elsewhere}")
        self.stdout.write("No verdict may rest on")
        for body, reason, count in status.unreconciled():
            self.stdout.write(f"  {count} of {body}: {reason}")
