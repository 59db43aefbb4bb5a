"""`manage.py record_status`: what the record holds, until when, and what is missing or doubtful in it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand

from factcheck.record import status
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

    def _gaps(self, found: list[status.Year]) -> None:
        self.stdout.write("Gaps")
        years, numbers = status.missing_years(found), status.missing_numbers()
        for body, missing in years.items():
            self.stdout.write(f"  {body}: no vote in {_runs(missing)}")
        for series, missing in numbers.items():
            self.stdout.write(f"  {series}: not there {_runs(missing)}")
        if not years and not numbers:
            self.stdout.write("  none found")

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


def _runs(numbers: list[int]) -> str:
    """[1, 2, 3, 7] as "1-3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)
