"""Which transactions changed the record."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class RecordChange(models.Model):
    """One row for each transaction that wrote to a table of the record, by PostgreSQL's number of it. Triggers write
    it (migration 0012); rows are added only. So the rows that are visible say which state of the record is."""

    txid = models.BigIntegerField(unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return str(self.txid)
