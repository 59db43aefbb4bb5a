"""Whether what writes and guards the history is in place: functions as in sql/functions.sql, triggers switched on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factcheck.audit import installing
from factcheck.audit.tables import Table
from factcheck.audit.verifying.report import Problem

_TRIGGERS = """
    SELECT c.relname, t.tgname, p.proname, t.tgenabled, obj_description(t.oid, 'pg_trigger')
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
     WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""


def problems(cursor: Any, tables: Iterable[Table]) -> Iterator[Problem]:
    wanted = installing.functions(cursor)
    found = installing.installed_functions(cursor, wanted)
    for name, statement in wanted.items():
        if found.get(name) != installing.kept_of(statement):
            state = "is missing" if name not in found else "is not the one of this version"
            yield Problem(f"the function {name} of the database {state}; manage.py migrate installs it")
    cursor.execute(_TRIGGERS)
    triggers = {(table, name): about for table, name, *about in cursor.fetchall()}
    for trigger in (*installing.guards(), *(one for table in tables for one in installing.triggers_of(table))):
        about = triggers.get((trigger.table, trigger.name))
        if about is None:
            yield Problem(f"its trigger {trigger.name} is missing; manage.py migrate installs it", table=trigger.table)
            continue
        function, enabled, comment = about
        if enabled not in ("O", "A"):
            yield Problem(f"its trigger {trigger.name} is switched off", table=trigger.table)
        elif comment != trigger.sql or f"FUNCTION {function}(" not in trigger.sql:
            yield Problem(f"its trigger {trigger.name} is not the one of this version", table=trigger.table)
