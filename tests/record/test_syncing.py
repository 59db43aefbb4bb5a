"""Rows are brought to what they should be, few by objects and many by COPY, with the same result."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.record import syncing
from factcheck.record.models import Motion, Reading, VoteEvent
from factcheck.record.syncing import Tally, sync
from tests.factories import record


@pytest.mark.django_db
@pytest.mark.parametrize("many", [0, 1000], ids=["copy", "objects"])
def test_rows_are_added_changed_and_kept_alike(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syncing, "MANY", many)
    body, source = record.body("GA"), record.source()
    old = record.motion("A/RES/1/1", title="Old", body=body, source=source)
    shared = {"body_id": body.pk, "source_id": source.pk, "kind": "resolution"}
    wanted = {
        ("A/RES/1/1",): {"title": "New", **shared},
        ("A/RES/1/2",): {"title": "Tab\tand \\N and\nline", **shared},
        ("A/RES/1/3",): {"title": "", **shared, "kind": "draft"},
    }
    wanted[("A/RES/1/3",)]["title"] = "Third"
    tally = Tally()
    keys = sync(Motion.objects.filter(key__startswith="A/RES/1/"), ("key",), wanted, tally)
    assert (tally.added, tally.changed, tally.unchanged) == (2, 1, 0)
    rows = {row.key: row for row in Motion.objects.filter(key__startswith="A/RES/1/")}
    assert keys == {(key,): row.pk for key, row in rows.items()} and rows["A/RES/1/1"].pk == old.pk
    assert [rows[key].title for key in sorted(rows)] == ["New", "Tab\tand \\N and\nline", "Third"]
    made = Motion.objects.create(key="A/RES/1/4", title="Made by hand", **shared)
    same = {"id", "key", "title", "kind"}
    defaults = [
        {field.attname: getattr(row, field.attname) for field in Motion._meta.concrete_fields if field.name not in same}
        for row in (made, rows["A/RES/1/3"])
    ]
    assert defaults[0] == defaults[1]


@pytest.mark.django_db
@pytest.mark.parametrize("many", [0, 1000], ids=["copy", "objects"])
def test_days_nulls_and_json_arrive(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syncing, "MANY", many)
    event = record.vote_event()
    values = {"content": {"rank": 3, "words": 'a "quoted"\n\\line'}, "roll_call": "AAA=y", "agreed": 1, "differed": 0}
    sync(Reading.objects.all(), ("event_id", "source_id"), {(event.pk, record.source().pk): values}, Tally())
    assert Reading.objects.values("content", "roll_call", "agreed", "differed").get() == values
    other = record.motion("A/RES/1/9")
    row = {"motion_id": other.pk, "body_id": other.body_id, "source_id": event.source_id, "yes_count": None}
    sync(VoteEvent.objects.exclude(pk=event.pk), ("key",), {("k",): {**row, "held_on": date(1999, 2, 28)}}, Tally())
    made = VoteEvent.objects.get(key="k")
    assert (made.held_on, made.yes_count, made.is_reconciled) == (date(1999, 2, 28), None, False)
