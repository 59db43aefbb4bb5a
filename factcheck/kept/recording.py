"""What a rendering reads, written down while it reads it, from the questions themselves.

No page says what it depends on, so none can forget it. Of every question that Django asks of the database each table
is taken with a condition that all of its rows must meet to matter: a value that the question compares a column with,
or the values of the rows that it is joined to, which are looked up. A row that comes to meet the condition, changes
while it does, or ceases to, is what a change touches (sql/functions.sql). Where no condition is found, or it holds for
more than `MOST` values, any row of the table counts. So a page may be rendered once too often, but never too seldom.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from django.db import connection, models
from django.db.models.expressions import Col
from django.db.models.fields.json import KeyTransform
from django.db.models.lookups import Exact, In, IsNull, Lookup
from django.db.models.sql import AggregateQuery, Query
from django.db.models.sql.where import AND, OR, WhereNode

from factcheck.kept.tables import watched
from factcheck.operations.database.compiler import watching

MOST = 400
"""Values of a condition; behind more of them any row counts."""
LONGEST = 200
"""Bytes of a value by which a change finds a page, as in sql/functions.sql."""
QUIET = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
"""Statements that read nothing."""


class Worth(IntEnum):
    """How few rows a condition leaves, the fewest first."""

    UNIQUE = 0
    REFERENCE = 1
    VALUE = 2
    WORD = 3
    CHOICE = 4


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows whose `column` has one of `values`; with None, any value at all. With `either`, rows that meet one of those
    instead. The column `was.event_id` is the value at a key of a column that holds JSON."""

    column: str
    values: tuple[Any, ...] | None
    worth: Worth
    either: tuple[Condition, ...] = ()


@dataclass(eq=False, slots=True)
class Place:
    """A table where it stands in a question. `joined` are (own column, other place, its column) that must be equal."""

    table: str
    conditions: list[Condition] = field(default_factory=list)
    joined: list[tuple[str, Place, str]] = field(default_factory=list)


Scope = Mapping[str, Place]


class Recording:
    """`keys` are texts as sql/functions.sql describes them; `unknown` are statements that could not be read: a page
    with one cannot be kept."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.unknown: list[str] = []
        self._known = False
        self._looked_up: dict[tuple[str, Condition, str], tuple[Any, ...] | None] = {}

    @contextmanager
    def asked(self, query: Query) -> Iterator[None]:
        """A question is sent within this, and read behind it, when its joins are settled."""
        before, self._known = self._known, True
        try:
            yield
        finally:
            self._known = before
        self._read(query)

    def sent(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        """Wraps the connection: what is sent outside of `asked` is not understood."""
        statement = str(sql).rpartition("*/ ")[2]
        if not self._known and not statement.startswith(QUIET):
            self.unknown.append(statement[:200])
        return execute(sql, params, many, context)

    def _read(self, query: Query) -> None:
        places: list[Place] = []
        _collect(query, (), places)
        for place in places:
            if place.table not in watched():
                self.unknown.append(f"the table {place.table} is not watched")
        found = self._settled(places)
        for place in places:
            self.keys |= set(_texts(place.table, found.get(place)))

    def _settled(self, places: list[Place]) -> dict[Place, Condition]:
        """A condition for each place that has one, its own first where that leaves few rows."""
        found = {}
        for place in places:
            best = min(place.conditions, key=lambda one: one.worth, default=None)
            if best is not None and best.worth < Worth.CHOICE:
                found[place] = best
        self._spread(places, found)
        for place in places:
            if place not in found and place.conditions:
                found[place] = min(place.conditions, key=lambda one: one.worth)
        self._spread(places, found)
        return found

    def _spread(self, places: list[Place], found: dict[Place, Condition]) -> None:
        """Adds the places that are joined, directly or by others, to one with a condition."""
        while reached := {p: c for p in places if p not in found and (c := self._through_a_join(p, found))}:
            found |= reached

    def _through_a_join(self, place: Place, found: Mapping[Place, Condition]) -> Condition | None:
        for column, other, its_column in place.joined:
            if other in found:
                values = self._values(other.table, found[other], its_column)
                if values is not None:
                    return Condition(column, values, Worth.REFERENCE)
        return None

    def _values(self, table: str, condition: Condition, column: str) -> tuple[Any, ...] | None:
        """The values of a column in the rows that meet a condition; None where they are too many."""
        if condition.either or "." in condition.column:
            return None
        if condition.column == column and condition.values is not None:
            return condition.values
        about = (table, condition, column)
        if about not in self._looked_up:
            q = connection.ops.quote_name
            before, self._known = self._known, True
            with connection.cursor() as cursor:
                meets = f"{q(condition.column)} " + ("IS NOT NULL" if condition.values is None else "= ANY(%s)")
                cursor.execute(
                    f"SELECT DISTINCT {q(column)} FROM {q(table)} WHERE {meets} "  # noqa: S608 - names of our own
                    f"AND {q(column)} IS NOT NULL LIMIT {MOST + 1}",
                    [] if condition.values is None else [list(condition.values)],
                )
                rows = cursor.fetchall()
            self._known = before
            self._looked_up[about] = tuple(value for (value,) in rows) if len(rows) <= MOST else None
        return self._looked_up[about]


@contextmanager
def recording() -> Iterator[Recording]:
    """Within it, what is read in this thread is written down."""
    now = Recording()
    token = watching.set(now.asked)
    try:
        with connection.execute_wrapper(now.sent):
            yield now
    finally:
        watching.reset(token)


def _texts(table: str, condition: Condition | None) -> Iterator[str]:
    yield f"{table}.any"
    if condition is not None and condition.either:
        for one in condition.either:
            yield from _texts(table, one)
    elif condition is None:
        yield f"{table}.*"
    elif condition.values is None:
        yield f"{table}.{condition.column}!"
    else:
        texts = [_text(value) for value in condition.values]
        if None in texts:
            yield f"{table}.*"
        else:
            yield from (f"{table}.{condition.column}={text}" for text in texts)


def _text(value: Any) -> str | None:
    """A value as PostgreSQL writes it in JSON; None for what is not found by its text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, str) and len(value.encode()) <= LONGEST:
        return str(value)
    return None


# -------------------------------------------------------------------------------------------------- reading a question


def _collect(query: Query, outer: tuple[Scope, ...], places: list[Place]) -> None:
    """Adds every table of a question, of its parts and of the questions within it."""
    if isinstance(query, AggregateQuery):
        return _collect(query.inner_query, outer, places)
    for part in query.combined_queries:
        _collect(part, outer, places)
    stated = getattr(query, "stated", query.alias_map.keys())
    scope = {alias: Place(str(join.table_name)) for alias, join in query.alias_map.items() if alias in stated}
    for alias, join in query.alias_map.items():
        if alias in stated and join.parent_alias is not None:
            for left, right in getattr(join, "join_cols", ()):
                _join(scope[join.parent_alias], left, scope[alias], right)
    places += scope.values()
    scopes = (scope, *outer)
    _compare(query.where, scopes)
    for inner in _inner([query.where, query.select, query.annotations.values(), query.order_by, query.group_by or ()]):
        _collect(inner, scopes, places)
    return None


def _join(one: Place, column: str, other: Place, its_column: str) -> None:
    one.joined.append((column, other, its_column))
    other.joined.append((its_column, one, column))


def _compare(node: Any, scopes: tuple[Scope, ...]) -> None:
    """Takes the comparisons that must hold: all of a conjunction, one from each part of an alternative that has one for
    the same table in all of them, none of a negation."""
    for place, condition in _held(node, scopes, is_alone=True):
        place.conditions.append(condition)


def _held(node: Any, scopes: tuple[Scope, ...], *, is_alone: bool) -> Iterator[tuple[Place, Condition]]:
    """`is_alone`: what is compared holds for every row, so that equal columns join two tables."""
    if isinstance(node, WhereNode):
        if node.negated:
            return
        if node.connector == AND or len(node.children) == 1:
            for child in node.children:
                yield from _held(child, scopes, is_alone=is_alone)
        elif node.connector == OR:
            yield from _either([list(_held(child, scopes, is_alone=False)) for child in node.children])
    elif isinstance(node, Lookup):
        yield from _compared(node, scopes, is_alone=is_alone)


def _either(parts: list[list[tuple[Place, Condition]]]) -> Iterator[tuple[Place, Condition]]:
    for place in {place for place, _ in parts[0]}:
        best = [min((c for p, c in part if p is place), key=lambda one: one.worth, default=None) for part in parts]
        if all(best):
            told = tuple(one for one in best if one is not None)
            yield place, Condition("", (), max(one.worth for one in told), told)


def _compared(node: Lookup[Any], scopes: tuple[Scope, ...], *, is_alone: bool) -> Iterator[tuple[Place, Condition]]:
    value, key = node.rhs, ""
    column = node.lhs
    if isinstance(column, KeyTransform) and isinstance(node, (Exact, In)):
        key, column = f".{column.key_name}", column.lhs
    if not isinstance(column, Col) or (isinstance(column.target, models.JSONField) and not key):
        return
    place, target = _place(column, scopes), column.target
    name = str(target.column)
    if isinstance(node, IsNull):
        if value is False:
            yield place, Condition(name, None, Worth.CHOICE)
    elif isinstance(node, Exact) and isinstance(value, Col):
        if is_alone and not key:
            _join(place, name, _place(value, scopes), str(value.target.column))
    elif isinstance(node, (Exact, In)):
        values = _constants(value if isinstance(node, In) else [value])
        if values is not None:
            yield place, Condition(name + key, values, Worth.VALUE if key else _worth(target))


def _place(column: Col, scopes: tuple[Scope, ...]) -> Place:
    """The innermost place of that name; raises LookupError where there is none."""
    for scope in scopes:
        if column.alias in scope:
            return scope[column.alias]
    raise LookupError(f"no table {column.alias} in this question")


def _constants(values: Any) -> tuple[Any, ...] | None:
    """Values that can be told in a key; None where they are expressions or too many."""
    if isinstance(values, Query) or not isinstance(values, Iterable):
        return None
    listed = tuple(values)
    if len(listed) > MOST or any(_text(value) is None for value in listed):
        return None
    return listed


def _worth(target: models.Field[Any, Any]) -> Worth:
    if target.unique:
        return Worth.UNIQUE
    if target.is_relation:
        return Worth.REFERENCE
    if target.choices or isinstance(target, models.BooleanField):
        return Worth.CHOICE
    return Worth.WORD if isinstance(target, (models.CharField, models.TextField)) else Worth.VALUE


def _inner(node: Any) -> Iterator[Query]:
    """The questions within an expression, a comparison or a list of them."""
    if isinstance(node, Query):
        yield node
    elif isinstance(node, WhereNode):
        yield from _inner(node.children)
    elif isinstance(node, Lookup):
        yield from _inner([node.lhs, node.rhs])
    elif hasattr(node, "get_source_expressions"):
        yield from _inner(node.get_source_expressions())
    elif isinstance(node, Iterable) and not isinstance(node, (str, bytes)):
        for one in node:
            yield from _inner(one)
