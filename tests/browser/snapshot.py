"""All rows of the database of the tests, kept to be put back: sooner than to have the newsroom write them again."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from psycopg.sql import SQL, Identifier

_TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'django_migrations'
"""
_NUMBERS = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"


class Snapshot:
    """Rows by table as binary copies, and where each sequence stands. The guards of tables are off while rows are put
    back: they have been asked when the rows were made."""

    def __init__(self) -> None:
        self._rows: dict[str, bytes] = {}
        self._numbers: dict[str, int] = {}

    @property
    def is_taken(self) -> bool:
        return bool(self._rows)

    def take(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_TABLES)
            for (table,) in cursor.fetchall():
                with cursor.copy(SQL("COPY {} TO STDOUT (FORMAT binary)").format(Identifier(table))) as copy:
                    self._rows[table] = b"".join(bytes(part) for part in copy)
            cursor.execute(_NUMBERS)
            self._numbers = dict(cursor.fetchall())

    def restore(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(SQL("TRUNCATE {}").format(SQL(", ").join(map(Identifier, self._rows))))
            for table, rows in self._rows.items():
                with cursor.copy(SQL("COPY {} FROM STDIN (FORMAT binary)").format(Identifier(table))) as copy:
                    copy.write(rows)
            for sequence, number in self._numbers.items():
                cursor.execute("SELECT setval(%s, %s)", [f'public."{sequence}"', number])
        ContentType.objects.clear_cache()
