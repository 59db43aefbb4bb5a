"""`manage.py engine_reference`: writes docs/flags.md and docs/claims.md from the engine, or checks them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.engine import reference

PAGES = {"flags.md": reference.flags_page, "claims.md": reference.claims_page}


class Command(BaseCommand):
    help = "Writes docs/flags.md and docs/claims.md from the rules of the engine, or checks that they are up to date."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; exit with 1 where a page is out of date"
        )
        parser.add_argument("--docs", type=Path, default=Path(settings.BASE_DIR) / "docs", help="folder of the pages")

    def handle(self, *args: Any, **options: Any) -> None:
        for name, page in PAGES.items():
            path, text = options["docs"] / name, page()
            if path.exists() and path.read_text(encoding="utf-8") == text:
                continue
            if options["check"]:
                raise CommandError(f"{path.name} is out of date; manage.py engine_reference writes it.")
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"{path.name} written.")
