"""One row of a model by a statement of our own.

For what nearly every request asks: the ORM needs several times as long to put such a statement together as the database
needs to answer it.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


@cache
def columns(model: type[models.Model], table: str) -> str:
    """All columns of a model, for a SELECT in which its table is called `table`; `made` takes their values."""
    return ", ".join(f'{table}."{field.column}"' for field in model._meta.concrete_fields)


@cache
def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def made(model: type[M], values: Any) -> M:
    """The row with these values of its columns."""
    return model.from_db(connection.alias, _names(model), values)


def first(statement: str, params: list[Any]) -> Any:
    """The first row that a statement finds, None where it finds none."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchone()
