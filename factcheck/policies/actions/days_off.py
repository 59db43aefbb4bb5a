"""Storing the days on which the newsroom does not work."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from factcheck.accounts.permissions import Actor, person, require
from factcheck.policies.models.days_off import LONGEST_LIST, DaysOff, NoDay, days_in


class ListChanged(Exception):
    """Somebody stored another list in between; nothing was written. `now` is the one that stands."""

    def __init__(self, now: DaysOff) -> None:
        super().__init__("The list was changed in the meantime.")
        self.now = now


@transaction.atomic
def store(*, text: str, by: Actor, stood: int | None = None) -> DaysOff:
    """Another list takes the place of the one that stands. What was promised before keeps its day. Raises
    ValidationError naming the field, and ListChanged where another list counts than the one with the key `stood` (0
    for none), which did when the form was made."""
    require(by, "newsroom.set")
    text = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    if len(text) > LONGEST_LIST or "\x00" in text:
        raise ValidationError({"text": f"The list may have {LONGEST_LIST:,} characters of text."})
    try:
        list(days_in(text))
    except NoDay as problem:
        raise ValidationError({"text": f"{problem} Write it as 2026-04-06, or as 12-25 for every year."}) from problem
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE policies_daysoff IN SHARE ROW EXCLUSIVE MODE")
    now = DaysOff.current()
    if stood is not None and stood != (now.pk or 0):
        raise ListChanged(now)
    return DaysOff.objects.create(text=text, stored_by=person(by))
