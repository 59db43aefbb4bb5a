"""One change of one row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Action(models.TextChoices):
    INSERT = "insert", "Added"
    UPDATE = "update", "Changed"
    DELETE = "delete", "Removed"
    BASELINE = "baseline", "Was there before the history began"
    COLUMNS = "columns", "The table has other columns"


class Event(models.Model):
    """Written by a trigger (sql/functions.sql). `person` is the key of a user and no foreign key, so that the history
    depends on nothing; `who` says what acted where no person did. `before` and `after` hold the columns that changed,
    all of them when a row is added or removed. Digests ({"sha256": ...}) stand for columns that are hidden, and in
    `after` for values longer than 4,096 bytes, which the row itself holds until they change. `txid` is PostgreSQL's
    number of the transaction. The key `row` is empty for what is about the table as a whole."""

    at = models.DateTimeField()
    txid = models.BigIntegerField()
    person = models.BigIntegerField(null=True)
    who = models.TextField()
    why = models.TextField()
    table = models.TextField(db_collation="C")
    row = models.TextField(db_collation="C")
    action = models.TextField(choices=Action)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["table", "row", "id"], name="audit_event_of_a_row"),
            models.Index(fields=["table", "id"], name="audit_event_of_a_table"),
            models.Index(fields=["person", "id"], name="audit_event_of_a_person"),
            models.Index(fields=["table", "person", "id"], name="audit_event_of_person_in_table"),
            models.Index(fields=["txid", "id"], name="audit_event_of_a_transaction"),
            models.Index(fields=["at"], name="audit_event_by_time"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(action__in=Action.values), name="audit_event_action_is_known"),
            models.CheckConstraint(
                condition=models.Q(models.Q(person=None), ~models.Q(who="")) | models.Q(person__gte=0, who=""),
                name="audit_event_has_one_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.table} {self.row}"
