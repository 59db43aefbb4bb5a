"""Functions and triggers of the history, brought up to date after every `migrate`.

They follow from tables.py and sql/functions.sql, so that auditing a table is one line there, and a migration that adds
a column needs none. What is written down besides: rows that were there before their table was audited ("baseline"), and
the columns of each table whenever they change, with the value that the rows got, so that the present rows can be
compared with their history ever after.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from factcheck.audit.context import acting
from factcheck.audit.tables import AUDITED, Table

_FILE = Path(__file__).parent / "sql" / "functions.sql"
PENDING = "audit_pending"
_SET = re.compile(r"\bSET (\w+) TO '?([\w, ]+?)'?(?=\s+(?:SET|AS)\b)")


@dataclass(frozen=True, slots=True)
class Trigger:
    """`definition` is what stands behind CREATE and the name."""

    table: str
    name: str
    definition: str
    is_constraint: bool = False

    @property
    def sql(self) -> str:
        kind = "CONSTRAINT TRIGGER" if self.is_constraint else "TRIGGER"
        quoted = f'"{self.table}"'
        return f"CREATE {kind} {self.name} {self.definition.format(table=quoted)}"


def functions(cursor: Any) -> dict[str, str]:
    """CREATE statement by name, for the schema that this connection works in."""
    cursor.execute("SELECT current_schema()")
    (schema,) = cursor.fetchone()
    return {name: text.replace("TO public,", f"TO {schema},") for name, text in functions_in(_FILE).items()}


def functions_in(file: Path) -> dict[str, str]:
    """CREATE statement by name of the function."""
    parts = file.read_text().split("--------\n")
    return {part.split("FUNCTION ", 1)[1].split("(", 1)[0]: part.strip() for part in parts}


def kept_of(statement: str) -> tuple[str, set[str]]:
    """What PostgreSQL keeps of a CREATE FUNCTION: the text between the dollars, and the settings it runs with."""
    head, body, _ = statement.split("$$")
    return body, {f"{name}={value}".lower() for name, value in _SET.findall(head)}


def installed_functions(cursor: Any, names: Iterable[str]) -> dict[str, tuple[str, set[str]]]:
    """What `kept_of` tells, of those in the database."""
    cursor.execute(
        "SELECT proname, prosrc, coalesce(proconfig, '{}') FROM pg_proc WHERE proname = ANY (%s) AND pronamespace = "
        "current_schema()::regnamespace",
        [list(names)],
    )
    return {name: (body, {one.lower() for one in settings}) for name, body, settings in cursor.fetchall()}


def triggers_of(table: Table) -> list[Trigger]:
    """The triggers that write the history of a table, and the one that keeps it from being emptied."""
    hidden = "{" + ",".join(table.hide) + "}"
    new, old = (table.only and f"({table.only.format(row=row)})" for row in ("NEW", "OLD"))
    events = [("insert", "INSERT", new, "")]
    events += [("delete", "DELETE", old, "")]
    events += [("update", "UPDATE", f"{new} AND {old}" if table.only else "", "")]
    if table.only:
        events += [("enter", "UPDATE", f"{new} AND NOT {old}", "insert")]
        events += [("leave", "UPDATE", f"{old} AND NOT {new}", "delete")]
    made = []
    for name, event, condition, act in events:
        arguments = f"'{table.key}', '{hidden}'" + (f", '{act}'" if act else "")
        when = f" WHEN ({condition})" if condition else ""
        definition = f"AFTER {event} ON {{table}} FOR EACH ROW{when} EXECUTE FUNCTION audit_row("
        made.append(Trigger(table.name, f"audit_{name}", definition + _arguments(arguments)))
    return [*made, _whole(table.name)]


def _arguments(text: str) -> str:
    """Arguments within a definition, whose braces are no places to be filled."""
    return text.replace("{", "{{").replace("}", "}}") + ")"


def _whole(table: str) -> Trigger:
    return Trigger(
        table, "audit_whole", "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    )


def guards() -> list[Trigger]:
    """Triggers on the tables of the history itself: the chain, and that nothing is changed or written by hand."""
    refuse = "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
    made = [
        Trigger(
            "audit_event",
            "audit_event_at_commit",
            "AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
            "EXECUTE FUNCTION audit_event_at_commit()",
            is_constraint=True,
        ),
        Trigger(
            PENDING,
            "audit_chain",
            "AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_chain()",
            is_constraint=True,
        ),
        # A depth of 0: whoever inserts is no trigger. What is no change of a row comes from this module.
        Trigger(
            "audit_event",
            "audit_by_hand",
            "BEFORE INSERT ON {table} FOR EACH ROW WHEN (pg_trigger_depth() = 0 "
            f"AND NEW.action NOT IN ('baseline', 'columns')) {refuse.removeprefix('FOR EACH ROW ')}",
        ),
        Trigger(
            "audit_link",
            "audit_by_hand",
            f"BEFORE INSERT ON {{table}} FOR EACH ROW WHEN (pg_trigger_depth() = 0) "
            f"{refuse.removeprefix('FOR EACH ROW ')}",
        ),
    ]
    for table in ("audit_event", "audit_link", "audit_head"):
        made += [Trigger(table, "audit_kept", f"BEFORE UPDATE OR DELETE ON {{table}} {refuse}"), _whole(table)]
    return made


def after_migrating(using: str, **_: Any) -> None:
    """Receives `post_migrate`, once for all apps."""
    connection = connections[using]
    with acting(why="audit brought up to date"), transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone TO 'UTC'")
        present = set(connection.introspection.table_names(cursor))
        if not {"audit_event", "audit_link", "audit_head", PENDING} <= present:
            return  # migrated to a time before the history
        tables = [table for table in AUDITED if table.name in present]
        install_functions(cursor, functions(cursor))
        install_triggers(cursor, [*guards(), *(t for table in tables for t in triggers_of(table))])
        _write_columns(cursor, tables)


def install_functions(cursor: Any, wanted: Mapping[str, str]) -> None:
    """Those that are new or other; `wanted` as `functions_in` gives them."""
    installed = installed_functions(cursor, wanted)
    for name, statement in wanted.items():
        if installed.get(name) != kept_of(statement):
            cursor.execute(statement)


def install_triggers(cursor: Any, wanted: Iterable[Trigger]) -> None:
    """The comment on a trigger holds the statement that made it: where it is another now, the trigger is made anew."""
    cursor.execute(
        "SELECT c.relname, t.tgname, obj_description(t.oid, 'pg_trigger') FROM pg_trigger t "
        "JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = "
        "current_schema()::regnamespace"
    )
    installed = {(table, name): comment for table, name, comment in cursor.fetchall()}
    for trigger in wanted:
        place = (trigger.table, trigger.name)
        if installed.get(place) == trigger.sql:
            continue
        if place in installed:
            cursor.execute(f'DROP TRIGGER {trigger.name} ON "{trigger.table}"')
        cursor.execute(trigger.sql)
        comment = trigger.sql.replace("'", "''")
        cursor.execute(f"COMMENT ON TRIGGER {trigger.name} ON \"{trigger.table}\" IS '{comment}'")


EVENT = """
    INSERT INTO audit_event (at, txid, person, who, why, "table", "row", action, before, after)
    SELECT clock_timestamp(), pg_current_xact_id()::text::bigint, NULL, %(who)s, %(why)s, %(table)s,
"""


def actual_columns(cursor: Any, tables: Iterable[Table]) -> dict[str, dict[str, str]]:
    """Type by name of the columns of each table; a hidden one is another type than the same one shown."""
    cursor.execute(
        "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a "
        "JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = current_schema()::regnamespace "
        "AND c.relname = ANY (%s) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attname",
        [[table.name for table in tables]],
    )
    hidden = {(table.name, column) for table in tables for column in table.hide}
    found: dict[str, dict[str, str]] = {table.name: {} for table in tables}
    for table, column, kind in cursor.fetchall():
        found[table][column] = f"{kind}, hidden" if (table, column) in hidden else kind
    return found


def known_columns(cursor: Any) -> dict[str, dict[str, str]]:
    """The columns of each table as the history has them."""
    cursor.execute(
        'SELECT DISTINCT ON ("table") "table", after -> \'columns\' FROM audit_event '
        "WHERE \"row\" = '' AND action = 'columns' ORDER BY \"table\", id DESC"
    )
    return {table: value if isinstance(value, dict) else json.loads(value) for table, value in cursor.fetchall()}


def _write_columns(cursor: Any, tables: list[Table]) -> None:
    known = known_columns(cursor)
    for name, columns in actual_columns(cursor, tables).items():
        if known.get(name) == columns:
            continue
        table = next(table for table in tables if table.name == name)
        cursor.execute(f'LOCK TABLE "{name}" IN SHARE ROW EXCLUSIVE MODE')
        changed = [column for column, kind in columns.items() if known.get(name, {}).get(column) != kind]
        values, uneven = ({}, []) if name not in known else _values(cursor, table, changed)
        about = {"columns": columns, "values": values}
        _event(cursor, table, f"'', 'columns', NULL, {_json(about)}", "")
        if name not in known:
            _event(cursor, table, f"t.\"{table.key}\"::text, 'baseline', NULL, {_seen(table)}", _source(table))
        elif uneven:
            shown = ", ".join(f"'{column}', seen.line -> '{column}'" for column in uneven)
            source = f"{_source(table)}, LATERAL (SELECT {_seen(table)} AS line) AS seen"
            _event(cursor, table, f"t.\"{table.key}\"::text, 'columns', NULL, jsonb_build_object({shown})", source)


def _values(cursor: Any, table: Table, columns: list[str]) -> tuple[dict[str, Any], list[str]]:
    """The value of each column that all rows share, and the columns in which they differ."""
    values: dict[str, Any] = {}
    uneven = []
    for column in columns:
        cursor.execute(f"SELECT DISTINCT {_seen(table)} -> '{column}' {_source(table)} LIMIT 2")
        found = cursor.fetchall()
        if len(found) == 1:
            values[column] = json.loads(found[0][0]) if isinstance(found[0][0], str) else found[0][0]
        elif found:
            uneven.append(column)
    return values, uneven


def _seen(table: Table) -> str:
    hidden = ",".join(table.hide)
    return f"audit_view(to_jsonb(t), '{{{hidden}}}', false, audit_salt(to_jsonb(t), '{{{hidden}}}'))"


def _source(table: Table) -> str:
    return f'FROM "{table.name}" t' + (f" WHERE ({table.only.format(row='t')})" if table.only else "")


def _json(value: Any) -> str:
    text = json.dumps(value).replace("'", "''").replace("%", "%%")
    return f"'{text}'::jsonb"


def _event(cursor: Any, table: Table, columns: str, source: str) -> None:
    about = {"who": "system", "why": "the audit was brought up to date", "table": table.name}
    cursor.execute(f"{EVENT}{columns} {source}", about)
