"""`manage.py work`: takes jobs from the queue. `manage.py serve` starts one; further ones may run anywhere."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from factcheck.jobs import worker


class Command(BaseCommand):
    help = (
        "Work on what waits in the queue, such as imports, until Ctrl-C or SIGTERM. With DATABASE_URL any number of "
        "workers may run beside any number of web processes; a killed one's jobs are taken up by the others."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--parent", type=int, help="end with the process of this number, which started this one")
        parser.add_argument("--once", action="store_true", help="end when the queue is empty")

    def handle(self, *, parent: int | None, once: bool, **_: Any) -> None:
        if parent:
            worker.belong_to(parent)
        worker.run(waits=not once)
