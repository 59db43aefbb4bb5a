"""`manage.py check_articles PATH... [--title T] [--published DATE] [--format text|json] [--drafts]`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import TextIOWrapper
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.claims import inputs, report
from factcheck.claims.checker import TextRefused, ask_about, check_article
from factcheck.claims.checking_index import current_index
from factcheck.engine import Index, Result, to_json
from factcheck.operations.drafting import DraftingHelper
from factcheck.record.management import preparation


def day(value: str) -> date:
    try:
        return inputs.parse_day(value)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


class EngineFailed(ValueError):
    """The engine broke on one article. The articles behind it are checked all the same."""


def check_input(source: inputs.Input, index: Index, helper: DraftingHelper | None = None) -> Result:
    """The result, with drafts of the helper where one is given.

    Raises InputRefused, TextRefused, or EngineFailed with what the engine raised as its cause.
    """
    if source.article is None:
        raise source.problem or AssertionError("an input has an article or a problem")
    try:
        drafts = ask_about(source.article, helper)
        result = check_article(source.article, index, drafts.proposals)
        return replace(result, notes=(*result.notes, drafts.note)) if drafts.note else result
    except TextRefused:
        raise
    except Exception as error:
        raise EngineFailed(
            f"The engine failed ({type(error).__name__}: {error}). This is a fault of the program: please report it "
            "together with the text."
        ) from error


class Command(BaseCommand):
    help = (
        "Check articles against the record and print what was found. Nothing is stored. A .jsonl file gives one result "
        "a line in the same order; an article that cannot be checked gives a line with an error in its place, and the "
        "command ends with a non-zero code after the rest was checked."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH",
            help="a text whose first line is the headline, a .jsonl file of {id, title|null, published, text}, or - "
            "for a text on standard input",
        )
        parser.add_argument("--title", help="the headline; the whole file is then the text")
        parser.add_argument("--published", type=day, metavar="DATE", help="YYYY-MM-DD, for articles without a date")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="default: text")
        parser.add_argument(
            "--drafts",
            action="store_true",
            help="ask the drafting helper of DRAFTING_URL where else a text makes claims; the text is sent to it",
        )

    def handle(self, *args: Any, paths: list[str], title: str | None, **options: Any) -> None:
        if title is not None and any(path.lower().endswith(".jsonl") for path in paths):
            raise CommandError("--title is for one text; the rows of a .jsonl file carry their own titles.")
        if options["drafts"] and settings.DRAFTING is None:
            raise CommandError("--drafts needs a drafting helper: set DRAFTING_URL and DRAFTING_MODEL.")
        helper: DraftingHelper | None = settings.DRAFTING if options["drafts"] else None
        as_json = options["format"] == "json"
        if isinstance(sys.stdout, TextIOWrapper):
            if as_json:
                sys.stdout.reconfigure(encoding="utf-8")
            else:
                sys.stdout.reconfigure(errors="replace")
        try:
            total, refused = self._run(self._inputs(paths, title, options["published"]), as_json, helper)
        except BrokenPipeError:
            # The reader has seen enough (`| head`). Point the stream elsewhere, or Python complains while it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if refused:
            raise CommandError(f"{refused} of {total} {'article' if total == 1 else 'articles'} could not be checked.")

    def _inputs(self, paths: list[str], title: str | None, published: date | None) -> Iterator[inputs.Input]:
        for path in paths:
            yield from inputs.read(path, sys.stdin.buffer, title=title, published=published)

    def _run(self, sources: Iterator[inputs.Input], as_json: bool, helper: DraftingHelper | None) -> tuple[int, int]:
        """Number of articles, and of those that were refused."""
        preparation.ensure_record(self.stderr.write)
        index = current_index()
        total = refused = 0
        for source in sources:
            total += 1
            try:
                result = check_input(source, index, helper)
            except (inputs.InputRefused, TextRefused, EngineFailed) as problem:
                refused += 1
                self.stderr.write(report.refusal(source, problem))
                if as_json:
                    self.stdout.write(report.error_line(source, problem))
                continue
            self.stdout.write(to_json(result) if as_json else report.in_words(result) + "\n")
        self.stdout.flush()
        return total, refused
