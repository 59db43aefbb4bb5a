"""`manage.py bake DIRECTORY`: the whole public site as files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from factcheck.operations import static
from factcheck.public import baking


class Command(BaseCommand):
    help = (
        "Write every public page, feed and format with the static files into a folder, for a static host or CDN. What "
        "has not changed is not touched. Searches, filters, the API and forms need the running newsroom."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path)

    def handle(self, *, directory: Path, **_: Any) -> None:
        if not settings.PUBLIC_ADDRESS:
            raise CommandError("Pages name their own address: set PUBLIC_ADDRESS to where they will be read.")
        static.collect(settings.HOME / "static.stamp")
        try:
            baked = baking.bake(directory)
        except OSError as error:
            raise CommandError(f"{directory} cannot be written to: {error.strerror}.") from error
        for path, reason in baked.left_out.items():
            self.stderr.write(f"{path}: {reason}")
        self.stdout.write(f"{baked.written} files written, {baked.unchanged} unchanged, {baked.removed} removed.")
