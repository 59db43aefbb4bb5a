"""Imports into the database: what is written, compared, kept and refused."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from factcheck.engine.record import snapshot_hash
from factcheck.record import queries
from factcheck.record.importing import import_files
from factcheck.record.models import (
    Discrepancy,
    Motion,
    Reading,
    RollCall,
    RowVersion,
    Sponsorship,
    Subject,
    Vote,
    VoteEvent,
)
from factcheck.record.settling import STAGES
from factcheck.record.source import load_record
from factcheck.record.syncing import Report
from tests.factories import importing as files
from tests.factories import record

pytestmark = pytest.mark.django_db

CODES = {"USA": "no", "FRA": "yes", "RUS": "absent", "CHN": "abstain"}
NAMES = {"USA": "UNITED STATES", "FRA": "FRANCE", "RUS": "RUSSIAN FEDERATION", "CHN": "CHINA"}


@pytest.fixture
def four_states(db: None) -> None:
    """An Assembly of four members, and all that is known of them."""
    body = record.body("GA", members_known_from="1945-10-24")
    record.body("SC")
    for code in CODES:
        record.membership(body, record.state(code))


def library(folder: Path, roll: dict[str, str] = CODES, symbol: str = "A/RES/79/81", **values: object) -> Path:
    return files.write_csv(folder / "library.csv", files.LIBRARY, files.library_rows(symbol, roll, **values))


def resolutions(folder: Path, **values: object) -> Path:
    by_option = {option: [NAMES[code] for code, o in CODES.items() if o == option] for option in CODES.values()}
    line = files.recorded("A/RES/79/81", by_option["yes"], by_option["no"], by_option["abstain"])
    return files.write_lines(folder / "79.json", [line | values])


def event(key: str = "A/RES/79/81") -> VoteEvent:
    return VoteEvent.objects.get(key=key)


def test_import_writes_vote_roll_call_and_source(four_states, tmp_path) -> None:
    report = import_files([library(tmp_path)])
    row = event()
    assert {vote.organization.code: vote.option for vote in row.votes.select_related("organization")} == CODES
    assert (row.yes_count, row.no_count, row.abstain_count, row.absent_count, row.members_count) == (1, 1, 1, 1, 4)
    assert row.is_reconciled and row.has_full_roll and row.result == "adopted"
    assert row.source.slug == "import-library" and len(row.source.sha256) == 64
    assert (report.cells, report.of("votes").added, report.unreconciled) == (4, 1, {})


def test_import_again_changes_nothing(four_states, tmp_path) -> None:
    paths = [library(tmp_path), resolutions(tmp_path)]
    assert import_files(paths).is_change
    before = snapshot_hash(load_record())
    assert not import_files(paths).is_change
    assert snapshot_hash(load_record()) == before
    assert not RowVersion.objects.exists()


def test_import_order_makes_no_difference(four_states, tmp_path) -> None:
    import_files([resolutions(tmp_path, title="Another title")])
    assert event().source.slug == "import-79-json" and event().motion.title == "Another title"
    import_files([library(tmp_path)])
    assert event().source.slug == "import-library" and event().motion.title == "Title of A/RES/79/81"
    import_files([resolutions(tmp_path, title="Another title")])
    assert event().source.slug == "import-library" and event().motion.title == "Title of A/RES/79/81"
    assert [source.slug for source in event().other_sources.all()] == ["import-79-json"]


def test_rows_with_the_library_s_number_come_before_those_in_its_layout_only(four_states, tmp_path) -> None:
    rows = files.library_rows("A/RES/79/81", CODES | {"RUS": "yes"}, undl_id="")
    import_files([files.write_csv(tmp_path / "derived.csv", files.LIBRARY, rows), library(tmp_path)])
    assert event().source.slug == "import-library"
    assert event().votes.get(organization__code="RUS").option == "absent"


def test_sources_that_agree_are_counted_and_sponsors_added(four_states, tmp_path) -> None:
    report = import_files(
        [library(tmp_path), resolutions(tmp_path, sponsors=["FRANCE"], additional_sponsors=["CHINA"])]
    )
    # day, meeting, method, result, three counts and three votes
    assert (report.agreed, report.differed) == (10, 0)
    assert set(Sponsorship.objects.values_list("organization__code", "role")) == {("FRA", "sponsor"), ("CHN", "later")}


def test_sources_that_differ_leave_a_discrepancy_with_both_values_and_the_rule(four_states, tmp_path) -> None:
    import_files([library(tmp_path), resolutions(tmp_path, MS_abstaining=[], MS_against=["CHINA", "UNITED STATES"])])
    found = Discrepancy.objects.get()
    assert (found.what, found.here, found.elsewhere) == ("CHN", "abstain", "no")
    assert (found.here_source.slug, found.elsewhere_source.slug) == ("import-library", "import-79-json")
    assert found.rule == "the source of higher rank"
    assert event().votes.get(organization__code="CHN").option == "abstain"


def test_questions_about_a_vote_tell_readings_discrepancies_and_versions(four_states, tmp_path) -> None:
    import_files([library(tmp_path), resolutions(tmp_path, MS_abstaining=[], MS_against=["CHINA", "UNITED STATES"])])
    row = event()
    told = [(reading.source.slug, reading.differed) for reading in queries.readings_of(row)]
    assert told == [("import-79-json", 1), ("import-library", 0)]
    assert [found.what for found in queries.discrepancies_of(row)] == ["CHN"]
    assert [found.event for found in queries.discrepancies()] == [row]
    assert not queries.versions_of(row) and not queries.unreconciled()
    import_files([library(tmp_path, CODES | {"RUS": "yes"}, total_ms="5")])
    assert {version.table for version in queries.versions_of(row)} == {
        "record_vote",
        "record_voteevent",
        "record_reading",
    }
    assert list(queries.unreconciled()) == [row]


def test_facts_take_over_a_vote_that_was_imported_before(loaded: Report, tmp_path) -> None:
    before = load_record()
    VoteEvent.objects.filter(key="A/RES/ES-11/7").update(source=record.source("import-library"), meeting="A/1/PV.1")
    Vote.objects.filter(event__key="A/RES/ES-11/7", organization__code="USA").update(option="yes")
    assert record.load_bundled().is_change
    assert snapshot_hash(load_record()) == snapshot_hash(before)
    assert event("A/RES/ES-11/7").is_reconciled


def test_discrepancy_goes_when_the_source_is_corrected(four_states, tmp_path) -> None:
    import_files([library(tmp_path), resolutions(tmp_path, MS_abstaining_count="2")])
    assert Discrepancy.objects.get().what == "abstain"
    import_files([resolutions(tmp_path)])
    assert not Discrepancy.objects.exists()
    assert RowVersion.objects.filter(table="record_reading").exists()


def test_changed_vote_keeps_the_old_one_with_its_source(four_states, tmp_path) -> None:
    import_files([library(tmp_path)])
    report = import_files([library(tmp_path, CODES | {"RUS": "yes"})])
    assert (report.of("roll call entries").changed, report.of("roll call entries").added) == (1, 0)
    was = RowVersion.objects.get(table="record_vote").was
    vote = Vote.objects.get(organization__code="RUS")
    assert (was["id"], was["option"], vote.option) == (vote.pk, "absent", "yes")
    old = RowVersion.objects.get(table="record_voteevent").was
    assert (old["yes_count"], old["source_id"]) == (1, event().source_id)
    assert RollCall.objects.get().packed == "CHN=a FRA=y RUS=y USA=n"
    assert event().is_reconciled


def test_votes_of_fact_files_stay_and_are_compared(four_states, tmp_path) -> None:
    roll = {"yes": ["FRA"], "no": ["USA"], "abstain": ["RUS"], "absent": ["CHN"]}
    record.roll_call_event(roll, record.motion("A/RES/79/81"), held_on="2024-12-04")
    report = import_files([library(tmp_path)])
    assert event().source.slug == "test-source" and report.of("votes").added == 0
    assert event().votes.get(organization__code="RUS").option == "abstain"
    assert set(Discrepancy.objects.values_list("what", "rule")) == {
        ("CHN", "the record's own fact files"),
        ("RUS", "the record's own fact files"),
    }


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"total_yes": "2", "total_ms": "5"}, "2 yes votes declared, 1 listed"),
        ({"total_ms": "5"}, "the counts add up to 4 of 5 members"),
        ({"total_ms": "3"}, "the counts add up to 4 of 3 members"),
    ],
)
def test_counts_that_do_not_add_up_carry_no_verdict(four_states, tmp_path, values, reason) -> None:
    report = import_files([library(tmp_path, **values)])
    assert not event().is_reconciled
    assert reason in event().unreconciled_reason and reason in report.unreconciled["A/RES/79/81"]


def test_veto_without_a_vote_against_carries_no_verdict(four_states, tmp_path) -> None:
    columns = ["date", "meeting", "topic", "outcome_text", "resolution", "draft", "result", "vetoed_by"]
    row = {"date": "1999-02-25", "topic": "A topic", "draft": "S/1999/201", "result": "vetoed", "vetoed_by": "China"}
    tally = {"yes": "13", "no": "0", "abstain": "1"}
    import_files([files.write_csv(tmp_path / "o.csv", [*columns, *tally], [row | tally])])
    assert event("S/1999/201").unreconciled_reason == "vetoed by CHN, with 0 no votes declared"


def test_members_missing_from_the_roll_call_carry_no_verdict(four_states, tmp_path) -> None:
    import_files([library(tmp_path, {code: CODES[code] for code in ("USA", "FRA", "RUS")})])
    assert "members missing from the roll call: CHN" in event().unreconciled_reason


def test_lists_shorter_than_their_counts_carry_no_verdict(four_states, tmp_path) -> None:
    import_files([resolutions(tmp_path, MS_abstaining_count="2")])
    assert event().unreconciled_reason == "2 abstentions declared, 1 listed"


def test_state_that_the_record_lacks_is_parked_until_it_is_there(four_states, tmp_path) -> None:
    path = library(tmp_path, CODES | {"YUG": "yes"}, date="1985-12-01")
    import_files([path])
    assert event().votes.count() == 4 and not event().has_full_roll
    assert event().unreconciled_reason.startswith("the record does not know: YUG")
    record.membership(record.body("GA"), record.state("YUG"))
    import_files([path])
    assert event().votes.count() == 5 and event().is_reconciled


def test_refused_file_leaves_the_others_and_is_named(four_states, tmp_path) -> None:
    broken = tmp_path / "broken.csv"
    good = library(tmp_path)
    broken.write_text(good.read_text() + "x,y\n")
    report = import_files([broken, good])
    assert report.refused_files == 1 and event().votes.count() == 4
    assert "broken.csv, line 6" in str(report.faults[0])
    with pytest.raises(CommandError, match="1 files were refused, 1 imported"):
        call_command("import_record", broken, good, verbosity=0)


def test_failure_half_way_leaves_the_old_state(four_states, tmp_path, monkeypatch) -> None:
    import_files([library(tmp_path)])
    before = snapshot_hash(load_record())
    monkeypatch.setattr("factcheck.record.settling.merge_answers", lambda answers: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_files([library(tmp_path, CODES | {"RUS": "yes"})])
    assert snapshot_hash(load_record()) == before
    assert not RowVersion.objects.exists()


def test_parts_without_their_text_get_one_that_says_so(four_states, tmp_path) -> None:
    calls = [
        files.call("1", 40, "1985-11-01", "R/40/61", para="1"),
        files.call("2", 3, "1948-11-01", "R/3/66", amend="1"),
    ]
    import_files([files.write_voeten(tmp_path, calls, [("1", "France", "yes"), ("2", "France", "no")])])
    part = Motion.objects.get(key="A/40/roll-call/1")
    assert part.parent is not None and (part.parent.key, part.parent.kind) == ("A/RES/40/61", "resolution")
    assert Motion.objects.get(key="A/3/label/R/3/66").description.startswith("The source does not say")
    assert event("A/3/roll-call/2").held_in == "1948-11" and not event("A/3/roll-call/2").is_reconciled


def test_packed_roll_calls_follow_every_change(four_states) -> None:
    row = record.roll_call_event({"yes": ["FRA"], "no": ["USA"]})
    assert RollCall.objects.get(event=row).packed == "FRA=y USA=n"
    Vote.objects.filter(event=row, organization__code="FRA").delete()
    assert RollCall.objects.get(event=row).packed == "USA=n"
    Vote.objects.filter(event=row).delete()
    assert not RollCall.objects.filter(event=row).exists()


def test_command_says_what_it_did(loaded: Report, tmp_path, capsys) -> None:
    path = str(library(tmp_path))
    call_command("import_record", path)
    said = capsys.readouterr().out
    assert "library.csv: undl-ga, 4 lines, 1 votes" in said and "votes: 1 new" in said
    call_command("import_record", path)
    assert "Nothing changed." in capsys.readouterr().out
    assert Reading.objects.filter(event__key="A/RES/79/81").count() == 1


def test_command_loads_the_facts_into_an_empty_embedded_database_first(db, tmp_path, capsys) -> None:
    call_command("import_record", library(tmp_path))
    said = capsys.readouterr()
    assert "Loading the facts ..." in said.err and "votes: 1 new" in said.out
    assert VoteEvent.objects.filter(key="A/RES/ES-11/7").exists()


def test_command_on_an_empty_database_of_others_says_what_to_run(db, settings, tmp_path) -> None:
    settings.IS_EMBEDDED = False
    with pytest.raises(CommandError, match=r"no states yet.*Run: manage.py load_facts"):
        call_command("import_record", library(tmp_path))
    assert not Reading.objects.exists()


def test_command_without_such_a_file_says_so(tmp_path) -> None:
    with pytest.raises(CommandError, match="There is no"):
        call_command("import_record", tmp_path / "none.csv")


def test_bundled_facts_and_imports_of_them_live_together(loaded: Report, tmp_path) -> None:
    before = {event.key: event for event in load_record().events}
    import_files([library(tmp_path, {"USA": "no", "FRA": "yes"}, symbol="A/RES/ES-11/7", date="2025-02-24")])
    after = {event.key: event for event in load_record().events}
    assert before == after
    assert record.load_bundled().is_change is False


def test_subjects_of_every_source_stand_on_the_motion_with_their_source(four_states, tmp_path) -> None:
    import_files([library(tmp_path, subjects="DISARMAMENT|NUCLEAR WEAPONS--TREATIES"), resolutions(tmp_path)])
    listed = [["DISARMAMENT", "UNBIS Thesaurus"], ["Pact (2024)", "DHLAUTH"], ["98a", "A/79/251"]]
    resolutions(tmp_path, subjects=listed)
    import_files([tmp_path / "79.json"])
    assert set(Subject.objects.values_list("motion__key", "words", "source__slug")) == {
        ("A/RES/79/81", "DISARMAMENT", "import-library"),
        ("A/RES/79/81", "NUCLEAR WEAPONS--TREATIES", "import-library"),
        ("A/RES/79/81", "DISARMAMENT", "import-79-json"),
        ("A/RES/79/81", "Pact (2024)", "import-79-json"),
    }
    assert queries.subjects_of(event().motion) == ["DISARMAMENT", "NUCLEAR WEAPONS--TREATIES", "Pact (2024)"]
    assert import_files([tmp_path / "79.json"]).is_change is False
    import_files([library(tmp_path, subjects="DISARMAMENT")])
    assert "NUCLEAR WEAPONS--TREATIES" not in queries.subjects_of(event().motion)


def test_subjects_of_a_vote_of_fact_files_come_from_imports_too(loaded: Report, tmp_path) -> None:
    import_files([library(tmp_path, symbol="A/RES/ES-11/7", date="2025-02-24", subjects="UKRAINE SITUATION")])
    assert queries.subjects_of(event("A/RES/ES-11/7").motion) == ["UKRAINE SITUATION"]
    assert record.load_bundled().is_change is False
    assert queries.subjects_of(event("A/RES/ES-11/7").motion) == ["UKRAINE SITUATION"]


def test_issues_beside_roll_calls_become_subjects(four_states, tmp_path) -> None:
    calls = [files.call("9001", 74, "2019-11-07", "A/RES/74/7")]
    files.write_voeten(tmp_path, calls, [("9001", "France", "yes"), ("9001", "Russia", "no")])
    rows = [{"rcid": "9001", "short_name": "me", "issue": "Palestinian conflict"}, {"rcid": "x", "issue": "Other"}]
    files.write_csv(tmp_path / "issues.csv", ["rcid", "short_name", "issue"], rows)
    report = import_files([tmp_path])
    assert queries.subjects_of(event("A/RES/74/7").motion) == ["Palestinian conflict"]
    assert [(fault.file, fault.line) for fault in report.faults] == [("issues.csv", 3)]


def test_import_tells_each_file_and_each_stage_of_writing(four_states, tmp_path) -> None:
    told: list[tuple[int, int, str]] = []
    import_files([library(tmp_path), resolutions(tmp_path)], tell=lambda *step: told.append(step))
    done = [place for place, _, _ in told]
    assert done == sorted(done) and {total for _, total, _ in told} == {2 + len(STAGES)}
    assert [text for _, _, text in told][-len(STAGES) :] == list(STAGES)
    assert {place for place, _, text in told if text.startswith("Reading")} == {0, 1}
