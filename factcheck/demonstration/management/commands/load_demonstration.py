"""`manage.py load_demonstration`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.demonstration import loading
from factcheck.record.management import preparation


class Command(BaseCommand):
    help = "Make the demonstration newsroom: four people, an outlet and three articles. For the embedded database only."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loading.require_embedded()
            preparation.ensure_record(self.stderr.write)
            loaded = loading.load(by="system")
        except loading.NotADemonstration as error:
            raise CommandError(str(error)) from None
        if loaded == loading.Loaded(0, 0, 0):
            self.stdout.write("The demonstration newsroom is there already.")
            return
        self.stdout.write(
            f"Demonstration newsroom: {loaded.users} people, {loaded.versions} articles and "
            f"{loaded.checkings} checks are new."
        )
