"""`manage.py verify_audit [--after NUMBER:HASH] [--head NUMBER:HASH]... [--chain-only]`."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.audit.verifying import Report, UnknownHead, keep, verify
from factcheck.record.management import preparation

_HEAD = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


def head(text: str) -> tuple[int, str]:
    """Number and hash, as the end of this command says them."""
    found = _HEAD.fullmatch(text.strip().lower())
    if not found:
        raise ArgumentTypeError(f"{text!r} is no head; it should read NUMBER:HASH, with 64 hexadecimal digits")
    return int(found[1]), found[2]


class Command(BaseCommand):
    help = (
        "Prove the history: recompute the chain from its first link, and compare every audited row with what its "
        "history says it is. Exit code 0 where all holds, 1 where something does not, which is named."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--after", type=head, metavar="NUMBER:HASH", help="take the chain up to this link as proved already"
        )
        parser.add_argument(
            "--head", type=head, metavar="NUMBER:HASH", action="append", default=[],
            help="a published head that was kept elsewhere, which the chain must contain; may be given many times",
        )  # fmt: skip
        parser.add_argument("--chain-only", action="store_true", help="do not compare the rows")

    def handle(self, *, after: tuple[int, str] | None, head: list[Any], chain_only: bool, **_: Any) -> None:
        preparation.ensure_tables(self.stderr.write)
        try:
            report = verify(after=after, heads=head, compare=not chain_only)
        except UnknownHead as error:
            raise CommandError(str(error)) from error
        keep(report, is_whole=after is None and not chain_only)
        since = f" behind link {after[0]:,}" if after else ""
        self.stdout.write(f"{report.links:,} links{since} and {report.rows:,} rows were looked at.")
        if report.by_others:
            self._tell_of_others(report)
        if report.found:
            self._refuse(report)
        self.stdout.write(f"All of it holds. The chain ends with {report.number}:{report.hash}")

    def _tell_of_others(self, report: Report) -> None:
        are = "change was" if report.by_others == 1 else "changes were"
        self.stdout.write(f"{report.by_others:,} {are} made by another program or by hand, with no reason given:")
        for change in report.told_of_others:
            self.stdout.write(f"  {change}")
        if report.by_others > len(report.told_of_others):
            self.stdout.write(f"  and {report.by_others - len(report.told_of_others):,} more")

    def _refuse(self, report: Report) -> None:
        for problem in report.problems:
            self.stderr.write(str(problem)[:1].upper() + str(problem)[1:])
        further = report.found - len(report.problems)
        more = f", of which {len(report.problems)} are named" if further else ""
        raise CommandError(f"The history does not hold: {report.found} problem{'s'[: report.found != 1]}{more}.")
