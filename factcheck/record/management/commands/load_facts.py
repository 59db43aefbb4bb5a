"""`manage.py load_facts [FOLDER]`: fact files into the database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from factcheck.record import factfile
from factcheck.record.citations import RowIsCited
from factcheck.record.loading import load
from factcheck.record.management import preparation
from factcheck.record.models import LoadedFacts
from factcheck.record.syncing import Tally


class Command(BaseCommand):
    help = (
        "Loads fact files (docs/facts.md) into the database: all of a folder or nothing. Doing it again changes "
        "nothing. Without a folder it loads the files that come with the program."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=factfile.BUNDLED, help="folder with the fact files")
        parser.add_argument(
            "--if-new",
            action="store_true",
            help="load nothing where the same files were loaded before: what was corrected since stays",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        preparation.ensure_tables(self.stderr.write)
        digest = factfile.digest(options["folder"])
        if options["if_new"] and LoadedFacts.objects.filter(sha256=digest).exists():
            self.stdout.write("Facts: these files were loaded before.")
            return
        try:
            facts = factfile.read(options["folder"])
        except factfile.FactError as error:
            raise CommandError(str(error)) from error
        try:
            with transaction.atomic():
                report = load(facts)
                LoadedFacts.objects.update_or_create(sha256=digest)
        except RowIsCited as error:
            raise CommandError(str(error)) from error
        if not report.is_change:
            self.stdout.write(f"Facts: nothing changed ({len(facts.events)} votes).")
        else:
            for kind, tally in report.tallies.items():
                if tally.is_change:
                    self.stdout.write(f"Facts: {kind}: {_words(tally)}")
        if options["verbosity"] > 1 or report.is_change:
            for key, reason in report.unreconciled.items():
                self.stdout.write(f"Facts: no verdict rests on {key}: {reason}")


def _words(tally: Tally) -> str:
    counts = {
        "added": tally.added,
        "changed": tally.changed,
        "removed": tally.removed,
        "unchanged": tally.unchanged,
        "not in these files": tally.kept,
    }
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count)
