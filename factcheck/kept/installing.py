"""Functions and triggers that note changes, brought up to date after every `migrate`, for new tables too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connections, transaction

from factcheck.audit.installing import Trigger, functions_in, install_functions, install_triggers
from factcheck.kept.tables import UNSHOWN, watched

FILE = Path(__file__).parent / "sql" / "functions.sql"
ROWS = {
    "INSERT": "NEW TABLE AS fresh",
    "UPDATE": "OLD TABLE AS was NEW TABLE AS fresh",
    "DELETE": "OLD TABLE AS was",
}


def triggers() -> list[Trigger]:
    return [
        Trigger(
            table,
            f"kept_{event.lower()}",
            f"AFTER {event} ON {{table}} REFERENCING {rows} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION kept_note('{','.join(UNSHOWN.get(table, ()))}')",
        )
        for table in sorted(watched())
        for event, rows in ROWS.items()
    ]


def after_migrating(using: str, **_: Any) -> None:
    """Receives `post_migrate`, once for all apps."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        if not {"kept_page", "kept_change", "procrastinate_jobs"} <= present:
            return  # migrated to a time before kept pages
        install_functions(cursor, functions_in(FILE))
        install_triggers(cursor, [trigger for trigger in triggers() if trigger.table in present])
