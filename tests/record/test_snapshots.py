"""Snapshots of the record and what changed between two of them."""

import pytest
from django.core.management import CommandError, call_command

from factcheck.engine.record import snapshot_hash
from factcheck.record import snapshots
from factcheck.record.models import Snapshot, VoteEvent
from factcheck.record.source import load_record
from tests.factories import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(db: None) -> VoteEvent:
    return record.roll_call_event({"yes": ["FRA", "GBR"], "no": ["USA"]}, record.motion("A/RES/79/81"))


def test_snapshot_has_the_hash_that_findings_name_and_is_taken_once(vote) -> None:
    first = snapshots.take()
    assert first.hash == snapshot_hash(load_record())
    assert snapshots.take() == first
    assert list(first.events) == list(first.motions) == ["A/RES/79/81"]


def test_diff_tells_what_was_added_changed_and_removed(vote) -> None:
    record.motion("A/RES/79/82")
    before = snapshots.take()
    record.motion("A/RES/79/83")
    vote.motion.__class__.objects.filter(key="A/RES/79/82").delete()
    VoteEvent.objects.filter(pk=vote.pk).update(meeting="A/79/PV.46")
    found = snapshots.diff(before, snapshots.take())
    assert found["votes"] == snapshots.Diff((), (), ("A/RES/79/81",))
    assert found["motions"] == snapshots.Diff(("A/RES/79/83",), ("A/RES/79/82",), ())


def test_details_tell_each_value_before_and_after(vote) -> None:
    before = snapshots.take()
    VoteEvent.objects.filter(pk=vote.pk).update(meeting="A/79/PV.46", is_reconciled=False)
    vote.votes.filter(organization__code="GBR").update(option="abstain")
    vote.votes.filter(organization__code="USA").delete()
    between = snapshots.take()
    vote.votes.filter(organization__code="GBR").update(option="no")
    after = snapshots.take()
    assert snapshots.details("A/RES/79/81", before, between) == [
        "meeting: , then A/79/PV.46",
        "GBR: yes, then abstain",
        "USA: no, then not listed",
    ]
    assert snapshots.details("A/RES/79/81", between, after) == ["GBR: abstain, then no"]
    assert "GBR: yes, then no" in snapshots.details("A/RES/79/81", before, after)


def test_details_of_a_vote_that_is_not_there_are_none(vote) -> None:
    now = snapshots.take()
    assert snapshots.details("A/RES/1/1", now, now) == []


def test_command_lists_snapshots_and_tells_the_difference(vote, capsys) -> None:
    before = snapshots.take()
    vote.votes.filter(organization__code="GBR").update(option="abstain")
    call_command("record_diff")
    assert capsys.readouterr().out.startswith(before.hash)
    call_command("record_diff", before.hash[7:15])
    assert "1 votes changed\n  A/RES/79/81\n    GBR: yes, then abstain" in capsys.readouterr().out
    assert Snapshot.objects.count() == 2
    call_command("record_diff", before.hash, before.hash)
    assert capsys.readouterr().out == "No vote and no motion differs.\n"


@pytest.mark.parametrize("start", ["", "ffff"])
def test_command_refuses_a_beginning_that_names_not_one(vote, start) -> None:
    for meeting in ("", "A/79/PV.46"):
        VoteEvent.objects.filter(pk=vote.pk).update(meeting=meeting)
        snapshots.take()
    with pytest.raises(CommandError, match="begin"):
        call_command("record_diff", start or "sha256:")
