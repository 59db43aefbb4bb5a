"""Loading facts into the database: once, again, changed, removed, wrong."""

import shutil
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.engine.record import snapshot_hash
from factcheck.record import factfile
from factcheck.record.loading import load
from factcheck.record.models import (
    Motion,
    Name,
    Organization,
    Source,
    Sponsorship,
    Statement,
    Statistic,
    Vote,
    VoteEvent,
)
from factcheck.record.rows import Facts
from factcheck.record.rows import VoteEvent as EventRow
from factcheck.record.source import load_record
from factcheck.record.syncing import Report
from tests.factories import record

pytestmark = pytest.mark.django_db


def with_event(facts: Facts, key: str, **fields: object) -> Facts:
    """The facts with one vote changed."""
    events: tuple[EventRow, ...] = tuple(replace(row, **fields) if row.key == key else row for row in facts.events)  # type: ignore[arg-type]
    return replace(facts, events=events)


def test_load_first_time_adds_everything(loaded: Report) -> None:
    facts = record.bundled()

    assert Organization.objects.states().count() == len(facts.of_class("state"))
    assembly = Organization.objects.get(code="GA")
    assert Organization.objects.states().members_of(assembly, on=date(2025, 2, 24)).count() == 193
    assert VoteEvent.objects.count() == len(facts.events)
    assert Vote.objects.count() == sum(len(row.roll) for row in facts.events)
    assert Statement.objects.count() == len(facts.statements)
    assert Statistic.objects.count() == len(facts.statistics)
    assert Sponsorship.objects.filter(motion__key="A/RES/ES-11/1", role="sponsor").count() == 94


def test_load_second_time_changes_nothing_and_writes_nothing(loaded: Report) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        report = record.load_bundled()

    assert not report.is_change
    assert report.unreconciled == loaded.unreconciled
    assert not [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(queries) < 45


def test_record_from_the_database_equals_the_record_from_the_files(loaded: Report) -> None:
    facts, database = record.bundled().record(), load_record()

    assert database.states == facts.states
    assert database.bodies == facts.bodies
    assert database.groups == facts.groups
    assert database.motions == facts.motions
    assert database.events == facts.events
    assert database.statements == facts.statements
    assert database.statistics == facts.statistics
    assert snapshot_hash(database) == snapshot_hash(facts)


def test_record_is_read_with_the_same_few_queries_whatever_its_size(loaded: Report) -> None:
    with CaptureQueriesContext(connection) as queries:
        load_record()

    assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) <= 13


def test_load_of_a_changed_tally_updates_the_event_and_says_why_it_does_not_add_up(loaded: Report) -> None:
    counts = {"yes": 94, "no": 17, "abstain": 65, "absent": 17}

    report = load(with_event(record.bundled(), "A/RES/ES-11/7", counts=counts, mismatch="Printed so."))

    event = VoteEvent.objects.get(key="A/RES/ES-11/7")
    assert report.of("votes").changed == 1
    assert (event.yes_count, event.is_reconciled) == (94, False)
    assert event.unreconciled_reason == "94 yes votes declared, 93 listed; 17 no votes declared, 18 listed"
    assert event.note.endswith("Printed so.")
    assert report.unreconciled[event.key] == event.unreconciled_reason


def test_load_of_the_old_tally_reconciles_the_event_again(loaded: Report) -> None:
    counts = {"yes": 94, "no": 17, "abstain": 65, "absent": 17}
    load(with_event(record.bundled(), "A/RES/ES-11/7", counts=counts, mismatch="Printed so."))

    report = record.load_bundled()

    assert report.of("votes").changed == 1
    assert VoteEvent.objects.get(key="A/RES/ES-11/7").is_reconciled
    assert snapshot_hash(load_record()) == snapshot_hash(record.bundled().record())


def test_load_of_a_changed_roll_call_changes_only_the_votes_that_differ(loaded: Report) -> None:
    event = next(row for row in record.bundled().events if row.key == "A/RES/ES-11/7")
    roll = {**event.roll, "IND": "yes", "FRA": "abstain"}

    report = load(with_event(record.bundled(), event.key, roll=roll))

    assert report.of("roll call entries").changed == 2
    assert VoteEvent.objects.get(key=event.key).is_reconciled


def test_load_without_a_vote_of_a_roll_call_removes_it_and_the_event_is_not_reconciled(loaded: Report) -> None:
    event = next(row for row in record.bundled().events if row.key == "A/RES/ES-11/7")
    roll = {code: option for code, option in event.roll.items() if code != "IND"}

    report = load(with_event(record.bundled(), event.key, roll=roll))

    assert report.of("roll call entries").removed == 1
    assert "65 abstentions declared, 64 listed" in report.unreconciled[event.key]


def test_load_repairs_a_row_that_was_changed_by_hand(loaded: Report) -> None:
    Vote.objects.filter(event__key="A/RES/ES-11/7", organization__code="IND").update(option="no")
    assert not VoteEvent.objects.get(key="A/RES/ES-11/7").is_reconciled

    report = record.load_bundled()

    assert report.of("roll call entries").changed == 1
    assert VoteEvent.objects.get(key="A/RES/ES-11/7").is_reconciled


def test_load_of_a_changed_figure_updates_it(loaded: Report) -> None:
    facts = record.bundled()
    first, *others = facts.statistics

    report = load(replace(facts, statistics=(replace(first, value_low=1), *others)))

    assert report.of("statistics").changed == 1
    assert Statistic.objects.get(measure=first.measure, as_of=first.as_of, value_low=1).wording == first.wording


def test_load_keeps_votes_that_the_files_do_not_name(loaded: Report) -> None:
    other = record.vote_event(record.motion(body=Organization.objects.get(code="GA")))

    report = record.load_bundled()

    assert VoteEvent.objects.filter(pk=other.pk).exists()
    assert (report.of("votes").kept, report.of("motions").kept) == (1, 1)
    assert not report.is_change


def test_load_of_a_shorter_membership_makes_room_for_the_next(loaded: Report) -> None:
    facts = record.bundled()
    union = next(row for row in facts.organizations if row.code == "EU")
    first = next(term for term in union.terms if term.member == "IRL")
    ended = replace(first, end=date(2000, 1, 1))
    again = replace(first, start=date(2001, 1, 1))
    changed = replace(union, terms=(*(t for t in union.terms if t.member != "IRL"), ended, again))

    report = load(replace(facts, organizations=tuple(changed if r.code == "EU" else r for r in facts.organizations)))

    assert (report.of("memberships").added, report.of("memberships").changed) == (1, 1)


def test_load_that_fails_leaves_nothing_behind() -> None:
    facts = record.bundled()
    broken = replace(facts, motions=tuple(replace(row, source="nowhere") for row in facts.motions))

    with pytest.raises(KeyError):
        load(broken)

    assert Source.objects.count() == Motion.objects.count() == 0


def test_load_of_motions_that_are_each_others_parents_is_refused() -> None:
    facts = record.bundled()
    first, second = facts.motions[0], facts.motions[1]
    loop = (replace(first, parent=second.key), replace(second, parent=first.key))

    with pytest.raises(ValueError, match="each other's parents"):
        load(replace(facts, motions=loop, events=()))


def test_reconciled_events_are_those_whose_counts_are_known_and_agree(loaded: Report) -> None:
    facts = record.bundled()
    wanted = {row.key for row in facts.events if not facts.unreconciled(row)}

    assert set(VoteEvent.objects.reconciled().values_list("key", flat=True)) == wanted
    assert set(loaded.unreconciled) == {row.key for row in facts.events} - wanted


def test_name_on_a_day_is_the_one_in_use(loaded: Report) -> None:
    turkey, eswatini = Organization.objects.get(code="TUR"), Organization.objects.get(code="SWZ")

    assert turkey.name_on(date(2022, 3, 2)) == "Turkey"
    assert eswatini.name_on(date(2010, 1, 1)) == "Swaziland"
    assert eswatini.name_on(date(2025, 1, 1)) == eswatini.name_on(None) == "Eswatini"
    assert Name.objects.filter(text="Dominican").count() == 2


# ------------------------------------------------------------------------------------------------------- the command


def run(*arguments: object, **options: object) -> str:
    output = StringIO()
    call_command("load_facts", *map(str, arguments), stdout=output, **options)
    return output.getvalue()


def test_command_first_and_second_time_says_what_it_did() -> None:
    first, second = run(), run()

    assert f"Facts: organisations: {len(record.bundled().organizations)} added" in first
    assert "no verdict rests on S/RES/2774/amendment-5: not known" in first
    assert second == f"Facts: nothing changed ({len(record.bundled().events)} votes).\n"


def test_command_if_new_leaves_what_was_corrected_since() -> None:
    run()
    event = VoteEvent.objects.order_by("key").first()
    assert event is not None
    VoteEvent.objects.filter(pk=event.pk).update(note="corrected")

    assert run(if_new=True) == "Facts: these files were loaded before.\n"
    assert VoteEvent.objects.get(pk=event.pk).note == "corrected"
    run()
    assert VoteEvent.objects.get(pk=event.pk).note != "corrected"


def test_command_if_new_loads_files_that_differ_in_one_letter(tmp_path: Path) -> None:
    run()
    shutil.copytree(factfile.BUNDLED, tmp_path, dirs_exist_ok=True)
    states = tmp_path / "states.toml"
    states.write_text(states.read_text().replace('name = "Kiribati"', 'name = "Kiribatj"', 1))

    assert "organisations: 1 changed" in run(tmp_path, if_new=True)
    assert run(tmp_path, if_new=True) == "Facts: these files were loaded before.\n"


def test_command_with_a_folder_that_is_wrong_loads_nothing_and_names_the_faults(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"3 faults, nothing was loaded\n  sources.toml: is missing"):
        run(tmp_path)

    assert Source.objects.count() == 0
