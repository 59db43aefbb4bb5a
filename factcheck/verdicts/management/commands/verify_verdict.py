"""Compute a published verdict again from its bundle alone."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.verdicts import bundles

LARGEST = 200 * 2**20
"""Bytes."""


class Command(BaseCommand):
    help = "Compute a verdict again from its bundle.json and compare it byte for byte. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bundle", nargs="+", type=Path, help="bundle.json of a version of a verdict")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for path in options["bundle"]:
            problems = bundles.verify(_read(path))
            failed += bool(problems)
            self.stdout.write(f"{path}: {'not verified' if problems else 'verified'}")
            for problem in problems:
                self.stdout.write(f"  {problem}")
        if failed:
            raise CommandError(f"{failed} of {len(options['bundle'])} not verified.")


def _read(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST:
            raise CommandError(f"{path} has more than {LARGEST // 2**20} MB.")
        return json.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise CommandError(f"{path} cannot be read: {problem.strerror}") from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as problem:
        raise CommandError(f"{path} is no JSON: {problem}") from None
