"""What a command needs before it can ask the record or write it: tables, and facts in them."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from factcheck.record.models import VoteEvent


def ensure_tables(tell: Callable[[str], object]) -> None:
    """Make the embedded database's tables on its first use; `tell` is given one sentence for each step that takes time.

    Another database belongs to somebody else: there a missing step is named and not taken. Raises CommandError.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if not settings.IS_EMBEDDED:
            raise CommandError("The database is not up to date. Run: manage.py migrate, then manage.py load_facts.")
        tell("Setting up the database ...")
        call_command("migrate", interactive=False, verbosity=0)


def ensure_record(tell: Callable[[str], object]) -> None:
    """As `ensure_tables`, with the facts that come with the program in them where there are no votes yet."""
    ensure_tables(tell)
    if not VoteEvent.objects.exists():
        if not settings.IS_EMBEDDED:
            tell("The record is empty, so nothing can be found. Run: manage.py load_facts.")
            return
        tell("Loading the facts ...")
        call_command("load_facts", stdout=StringIO())
