"""Every table of the database is audited, or has a reason not to be."""

from __future__ import annotations

from fnmatch import fnmatch

import pytest
from django.db import connection

from factcheck.audit.tables import AUDITED, BY_NAME, EXCEPTIONS


@pytest.mark.django_db
def test_every_table_is_audited_or_excepted_with_a_reason() -> None:
    tables = connection.introspection.table_names()
    assert len(tables) > 30
    neither = [
        name for name in tables if name not in BY_NAME and not any(fnmatch(name, pattern) for pattern in EXCEPTIONS)
    ]
    assert neither == [], "add a line to AUDITED in factcheck/audit/tables.py, or an exception with its reason"


@pytest.mark.django_db
def test_lists_name_only_tables_that_exist_and_each_once() -> None:
    tables = connection.introspection.table_names()
    assert [table.name for table in AUDITED if table.name not in tables] == []
    assert [pattern for pattern in EXCEPTIONS if not any(fnmatch(name, pattern) for name in tables)] == []
    assert [table.name for table in AUDITED if any(fnmatch(table.name, pattern) for pattern in EXCEPTIONS)] == []
    assert len(BY_NAME) == len(AUDITED)
    assert all(EXCEPTIONS.values())


@pytest.mark.django_db
def test_hidden_columns_exist() -> None:
    with connection.cursor() as cursor:
        for table in AUDITED:
            columns = {c.name for c in connection.introspection.get_table_description(cursor, table.name)}
            assert {table.key, *table.hide} <= columns, table.name
