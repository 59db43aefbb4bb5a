"""Brings the rows of one model to what they should be, writing only what differs, and counts what it did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

BATCH = 2_000
MANY = 500
"""Rows from which on a COPY is worth it: objects of the model cost ten times as much as what they hold."""

Key = tuple[Any, ...]
Wanted = Mapping[Any, Mapping[str, Any]]
"""Values of the key fields to values of the other fields."""


@dataclass(slots=True)
class Tally:
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    kept: int = 0
    """Rows that the files do not name and that were left as they are."""

    @property
    def is_change(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(slots=True)
class Report:
    """What a load did, by kind of row, and the votes that do not add up with the reason for each."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    unreconciled: dict[str, str] = field(default_factory=dict)

    @property
    def is_change(self) -> bool:
        return any(tally.is_change for tally in self.tallies.values())

    def of(self, kind: str) -> Tally:
        return self.tallies.setdefault(kind, Tally())


def sync(
    rows: models.QuerySet[Any],
    key: tuple[str, ...],
    wanted: Wanted,
    tally: Tally,
    *,
    removes: bool = False,
    with_change: Mapping[str, Any] | None = None,
) -> dict[Key, int]:
    """Makes the rows of `rows` those of `wanted`, a mapping from the values of the fields `key` to other fields.

    Foreign keys are named by their column (`source_id`). Rows that `wanted` lacks are deleted where `removes`, else
    left and counted as kept. `with_change` are fields to write besides wherever a row changes. Returns the primary
    key of each wanted row.
    """
    model = rows.model
    fields = tuple(next(iter(wanted.values()), {}))
    existing = {
        tuple(values[: len(key)]): (pk, tuple(values[len(key) :]))
        for pk, *values in rows.order_by().values_list("pk", *key, *fields)
    }
    added: list[Key] = []
    changed = []
    for identity, values in wanted.items():
        if identity not in existing:
            added.append(identity)
        elif existing[identity][1] != tuple(values.values()):
            changed.append(model(pk=existing[identity][0], **values, **(with_change or {})))
    surplus = [pk for identity, (pk, _) in existing.items() if identity not in wanted]
    if removes and surplus:
        model._default_manager.filter(pk__in=surplus).delete()
    if changed:  # before the additions: a membership that got shorter makes room for the next one
        names = [model._meta.get_field(name.removesuffix("_id")).name for name in (*fields, *(with_change or ()))]
        model._default_manager.bulk_update(changed, names, batch_size=BATCH)
    keys = {identity: existing[identity][0] for identity in wanted if identity in existing}
    if len(added) < MANY:
        new = [model(**dict(zip(key, identity, strict=True)), **wanted[identity]) for identity in added]
        rows_made = model._default_manager.bulk_create(new)
        keys |= {identity: row.pk for identity, row in zip(added, rows_made, strict=True)}
    else:
        _copy(model, (*key, *fields), ((*identity, *wanted[identity].values()) for identity in added))
        keys |= {tuple(of): pk for pk, *of in rows.order_by().values_list("pk", *key) if tuple(of) in wanted}
    tally.added += len(added)
    tally.changed += len(changed)
    tally.removed += len(surplus) if removes else 0
    tally.kept += 0 if removes else len(surplus)
    tally.unchanged += len(wanted) - len(added) - len(changed)
    return keys


def _copy(model: type[models.Model], names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Adds rows by COPY. `names` are attributes of the model; its other fields get their defaults."""
    by_name = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
    others = [field for name, field in by_name.items() if name not in names]
    defaults = [field.get_db_prep_save(field.get_default(), connection) for field in others]
    documents = [place for place, name in enumerate(names) if isinstance(by_name[name], models.JSONField)]
    columns = (str(field.column) for field in (*(by_name[name] for name in names), *others))
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
            for row in rows:
                values = [*row, *defaults]
                for place in documents:  # all other values the driver takes as they are
                    values[place] = by_name[names[place]].get_db_prep_save(row[place], connection)
                copy.write_row(values)
        cursor.execute(f"ANALYZE {table}")  # else rows that refer to these are checked by a plan for a small table
