"""`manage.py record_diff [A] [B]`: what changed between two states of the record."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.record import snapshots
from factcheck.record.management import preparation
from factcheck.record.models import Snapshot

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Says what changed between snapshots A and B, named by the beginning of their hash. Without B: until now. "
        "Without A: the snapshots there are. Every import that changes something makes one."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("earlier", nargs="?", metavar="A")
        parser.add_argument("later", nargs="?", metavar="B")

    def handle(self, *args: Any, **options: Any) -> None:
        preparation.ensure_tables(self.stderr.write)
        if not options["earlier"]:
            kept = Snapshot.objects.defer("motions")
            if not kept.exists():
                self.stdout.write("There is no snapshot yet: an import that changes something makes one.")
            for snapshot in kept:
                made = f"{snapshot.made_at:%Y-%m-%d %H:%M:%S}"
                self.stdout.write(f"{snapshot.hash}  {made}  {len(snapshot.events)} votes")
            return
        try:
            earlier = snapshots.find(options["earlier"])
            later = snapshots.find(options["later"]) if options["later"] else snapshots.take()
        except snapshots.NoSuchSnapshot as error:
            raise CommandError(f"{error}.") from error
        found = snapshots.diff(earlier, later)
        if all(part.is_empty for part in found.values()):
            self.stdout.write("No vote and no motion differs.")
        shown = SHOWN if options["verbosity"] < 2 else None
        for kind, part in found.items():
            for word in ("added", "removed", "changed"):
                self._tell(kind, word, getattr(part, word), shown, earlier, later)

    def _tell(
        self, kind: str, word: str, keys: tuple[str, ...], shown: int | None, earlier: Snapshot, later: Snapshot
    ) -> None:
        if keys:
            self.stdout.write(f"{len(keys)} {kind} {word}")
        for key in keys[:shown]:
            self.stdout.write(f"  {key}")
            if kind == "votes" and word == "changed":
                for line in snapshots.details(key, earlier, later):
                    self.stdout.write(f"    {line}")
        if shown and len(keys) > shown:
            self.stdout.write(f"  and {len(keys) - shown} more; --verbosity 2 lists them")
