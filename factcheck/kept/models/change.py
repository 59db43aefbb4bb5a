"""What changed in the database, in the words in which pages say what they show."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Change(models.Model):
    """Written by a trigger (sql/functions.sql), one for each statement that changed a row of a watched table. `keys`
    are the hashes of what it touched. `txid` is PostgreSQL's number of the transaction. Pages that show it are marked
    once (`is_handled`); it stays some minutes longer, for renderings that had begun before."""

    txid = models.BigIntegerField()
    table = models.TextField(db_collation="C")
    keys = ArrayField(models.BigIntegerField())
    at = models.DateTimeField(db_default=Now())
    is_handled = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], condition=models.Q(is_handled=False), name="kept_change_not_handled"),
            models.Index(fields=["at"], name="kept_change_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.table}: {len(self.keys)}"
