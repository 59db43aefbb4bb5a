"""Django's compilers of queries; each question that is asked can be watched.

`watching` holds a function for the time in which somebody wants to know what is read (factcheck/kept/recording.py).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Any

from django.db.backends.postgresql import compiler
from django.db.backends.postgresql.compiler import SQLDeleteCompiler, SQLInsertCompiler, SQLUpdateCompiler
from django.db.models.sql import Query

__all__ = ["SQLAggregateCompiler", "SQLCompiler", "SQLDeleteCompiler", "SQLInsertCompiler", "SQLUpdateCompiler"]

Watch = Callable[[Query], AbstractContextManager[None]]
watching: ContextVar[Watch | None] = ContextVar("watching", default=None)
"""Takes the query that is asked; the statement is sent within the context that it returns."""


class _Watched:
    query: Any

    def execute_sql(self, *args: Any, **kwargs: Any) -> Any:
        watch = watching.get()
        if watch is None:
            return super().execute_sql(*args, **kwargs)  # type: ignore[misc]
        with watch(self.query):
            return super().execute_sql(*args, **kwargs)  # type: ignore[misc]

    def get_from_clause(self) -> Any:
        """Keeps on a watched query which of its joins are in the statement: of others it forgets that they are not."""
        if watching.get() is not None:
            counts = self.query.alias_refcount
            self.query.stated = {alias for alias in self.query.alias_map if counts[alias]}
        return super().get_from_clause()  # type: ignore[misc]


class SQLCompiler(_Watched, compiler.SQLCompiler):
    pass


class SQLAggregateCompiler(_Watched, compiler.SQLAggregateCompiler):
    pass
