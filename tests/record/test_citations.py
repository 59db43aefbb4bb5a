"""Cited rows: what is cited stays, whoever deletes and however; corrections make new versions."""

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections, transaction

from factcheck.claims.actions import checking
from factcheck.record import citations
from factcheck.record.importing import import_files
from factcheck.record.loading import load
from factcheck.record.models import (
    Citation,
    Motion,
    RowVersion,
    Sponsorship,
    Statement,
    Statistic,
    Vote,
    VoteEvent,
)
from tests.factories import articles, record
from tests.factories import importing as files

pytestmark = pytest.mark.django_db

KEY = "A/RES/79/81"
ROLL = {"USA": "no", "FRA": "yes", "CHN": "abstain"}


@pytest.fixture
def imported(db: None, tmp_path: Path) -> Callable[..., object]:
    """An Assembly of three members with one imported vote; the fixture imports it again with another roll call."""
    body = record.body("GA", members_known_from="1945-10-24")
    record.body("SC")
    for code in ROLL:
        record.membership(body, record.state(code))

    def again(roll: dict[str, str] = ROLL) -> object:
        return import_files([files.write_csv(tmp_path / "l.csv", files.LIBRARY, files.library_rows(KEY, roll))])

    again()
    return again


@pytest.fixture
def cited(imported: Callable[..., object]) -> Callable[..., object]:
    """The same with the vote of the United States cited."""
    citations.cite([("vote", f"{KEY}#USA")], by="checking 1")
    return imported


def refused(sql: str, match: str) -> None:
    with pytest.raises(IntegrityError, match=match), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_vote_is_cited_with_its_event_and_motion(cited) -> None:
    assert {(row.table, row.row, row.ref) for row in Citation.objects.all()} == {
        ("record_vote", Vote.objects.get(organization__code="USA").pk, f"{KEY}#USA"),
        ("record_voteevent", VoteEvent.objects.get(key=KEY).pk, KEY),
        ("record_motion", Motion.objects.get(key=KEY).pk, KEY),
    }


def test_first_citation_stands(cited) -> None:
    citations.cite([("vote", f"{KEY}#USA"), ("vote", f"{KEY}#FRA")], by="checking 2")
    assert dict(Citation.objects.filter(table="record_vote").values_list("ref", "cited_by")) == {
        f"{KEY}#USA": "checking 1",
        f"{KEY}#FRA": "checking 2",
    }


def test_sponsorship_is_cited_with_its_motion_and_an_absent_one_leaves_the_motion(db) -> None:
    motion = record.motion("A/RES/78/1")
    stored = record.sponsorship(motion, record.state("FRA"))
    citations.cite([("sponsorship", "A/RES/78/1#FRA"), ("sponsorship", "A/RES/78/1#USA")], by="checking 1")
    assert set(Citation.objects.values_list("table", "row")) == {
        ("record_sponsorship", stored.pk),
        ("record_motion", motion.pk),
    }


def test_refs_that_the_record_lacks_cite_nothing(db) -> None:
    citations.cite([("vote", "A/RES/1/1#USA"), ("count", "A/RES/1/1"), ("motion", "A/RES/1/1")], by="checking 1")
    assert not Citation.objects.exists()


def test_every_type_of_evidence_that_the_engine_gives_can_be_cited() -> None:
    source = "\n".join(path.read_text() for path in Path("factcheck/engine").rglob("*.py"))
    given = set(re.findall(r"Evidence\(\s*\"(\w+)\"", source))
    assert given and given <= set(citations.KINDS)


@pytest.mark.parametrize("table", ["vote", "voteevent", "motion"])
def test_cited_row_cannot_be_deleted_in_sql_and_the_refusal_names_the_citation(cited, table) -> None:
    """Votes and readings go first, so that it is not the foreign keys that refuse."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_reading")
        if table != "vote":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("DELETE FROM record_vote")
            cursor.execute("SET session_replication_role = origin")
    match = rf"checking 1 rests on {KEY}.*record_{table}\), which cannot be deleted"
    refused(f"DELETE FROM record_{table}", match)  # noqa: S608


def test_cited_row_cannot_be_deleted_by_the_models(cited) -> None:
    with pytest.raises(IntegrityError, match="checking 1 rests on"), transaction.atomic():
        Vote.objects.get(organization__code="USA").delete()


def test_cited_row_cannot_get_another_key(cited) -> None:
    refused("UPDATE record_vote SET id = id + 1000", "cannot be deleted")


def test_rows_that_nobody_cites_go_as_before(cited) -> None:
    assert Vote.objects.filter(organization__code="FRA").delete()[0] == 1


@pytest.mark.parametrize("table", ["vote", "voteevent", "motion", "rowversion", "citation"])
def test_table_with_cited_rows_cannot_be_truncated(cited, table) -> None:
    """In any table that a cascade reaches the same refusal stands. Truncating waits for checks of foreign keys."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    refused(f"TRUNCATE record_{table} CASCADE", "truncate")


def test_table_without_cited_rows_can_be_truncated(cited) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE record_statement, record_paragraph")


@pytest.mark.parametrize("sql", ["DELETE FROM record_citation", "UPDATE record_citation SET cited_by = 'nobody'"])
def test_citation_cannot_be_taken_back(cited, sql) -> None:
    refused(sql, "citations of the record are added only")


def test_versions_of_a_cited_row_stay_too(cited) -> None:
    cited(ROLL | {"USA": "yes"})
    assert RowVersion.objects.filter(table="record_vote").exists()
    refused("DELETE FROM record_rowversion", "versions cannot be changed or deleted")
    refused("UPDATE record_rowversion SET was = '{}'", "versions cannot be changed or deleted")


@pytest.mark.parametrize(
    ("table", "row", "match"),
    [("record_vote", 0, "is not there"), ("record_source", 1, "no table whose rows can be cited")],
)
def test_only_rows_that_are_there_can_be_cited(cited, table, row, match) -> None:
    values = f"('{table}', {row}, 'x', 'y')"
    refused(f'INSERT INTO record_citation ("table", "row", ref, cited_by) VALUES {values}', match)  # noqa: S608


def test_statements_and_statistics_are_cited_by_row(db) -> None:
    source = record.source()
    statement = Statement.objects.create(speaker="A speaker", text="Words", source=source)
    statistic = Statistic.objects.create(measure="people", value_low=1, unit="people", attributed_to="A", source=source)
    citations.cite_rows({statement: "A speaker, undated", statistic: "people"}, by="verdict 1")
    refused("DELETE FROM record_statement", "verdict 1 rests on A speaker, undated")
    refused("DELETE FROM record_statistic", "verdict 1 rests on people")


def test_evidence_names_statements_and_statistics_by_whose_and_when(db) -> None:
    source = record.source()
    Statement.objects.create(speaker="A speaker", text="Words", spoken_on="2024-12-08", source=source)
    Statement.objects.create(speaker="A speaker", text="Other words", source=source)
    Statistic.objects.create(measure="people", value_low=1, unit="people", attributed_to="A", source=source)
    citations.cite([("statement", "A speaker@2024-12-08"), ("statistic", "people@@A")], by="checking 7")
    assert sorted(Citation.objects.values_list("table", "ref")) == [
        ("record_statement", "A speaker@2024-12-08"),
        ("record_statistic", "people@@A"),
    ]
    refused("DELETE FROM record_statistic", "checking 7 rests on people@@A")


def test_correction_by_import_changes_a_cited_vote_and_keeps_the_old(cited) -> None:
    before = Vote.objects.get(organization__code="USA")
    cited(ROLL | {"USA": "yes"})
    after = Vote.objects.get(organization__code="USA")
    assert (after.pk, after.option) == (before.pk, "yes")
    assert RowVersion.objects.get(table="record_vote", row=before.pk).was["option"] == "no"


def test_import_that_would_drop_a_cited_vote_is_refused_and_loses_nothing(cited, tmp_path) -> None:
    with pytest.raises(citations.RowIsCited, match=f"Nothing was changed: checking 1 rests on {KEY}#USA"):
        cited({"FRA": "no", "CHN": "abstain"})
    assert dict(Vote.objects.values_list("organization__code", "option")) == ROLL
    assert VoteEvent.objects.get(key=KEY).is_reconciled


def test_import_command_says_which_citation_stands_against_it(loaded, tmp_path) -> None:
    """As the command has it: one sentence, no traceback."""
    rows = files.library_rows(KEY, ROLL)
    path = files.write_csv(tmp_path / "l.csv", files.LIBRARY, rows)
    call_command("import_record", path)
    citations.cite([("vote", f"{KEY}#USA")], by="checking 1")
    files.write_csv(path, files.LIBRARY, files.library_rows(KEY, {"FRA": "yes"}))
    with pytest.raises(CommandError, match="checking 1 rests on"):
        call_command("import_record", path)


def test_facts_that_would_drop_a_cited_sponsor_are_refused(loaded) -> None:
    key = "A/RES/ES-11/7"
    code = Sponsorship.objects.filter(motion__key=key).values_list("organization__code", flat=True)[0]
    citations.cite([("sponsorship", f"{key}#{code}")], by="checking 1")
    facts = record.bundled()
    motions = tuple(replace(row, sponsors=()) if row.key == key else row for row in facts.motions)
    with pytest.raises(citations.RowIsCited, match=rf"rests on {key}#{code}"):
        load(replace(facts, motions=motions))
    assert record.load_bundled().is_change is False


@pytest.mark.django_db(transaction=True)
def test_deletion_at_the_same_time_waits_for_the_citation(imported) -> None:
    """The citing transaction is still open when another connection deletes the row: that one has to wait for it."""
    failures: list[Exception] = []

    def delete() -> None:
        try:
            Vote.objects.filter(organization__code="USA").delete()
        except IntegrityError as error:
            failures.append(error)
        finally:
            connections.close_all()

    deleting = Thread(target=delete)
    with transaction.atomic():
        citations.cite([("vote", f"{KEY}#USA")], by="checking 1")
        deleting.start()
        deleting.join(0.3)
        assert deleting.is_alive()
    deleting.join(30)
    assert len(failures) == 1 and "checking 1 rests on" in str(failures[0])


def test_findings_stored_before_are_cited_by_the_migration(loaded, monkeypatch) -> None:
    kept = []
    monkeypatch.setattr(checking.citations, "cite", lambda evidence, by: kept.append((list(evidence), by)))
    text = "The General Assembly adopted resolution ES-11/7, tabled by Ukraine, on Monday by 93 to 18. India abstained."
    checking.check_version(version=articles.version(text=text), by="system")
    monkeypatch.undo()
    assert kept and not Citation.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute(import_module("factcheck.claims.migrations.0002_cite_stored_findings").SQL)
    by_migration = set(Citation.objects.values_list("table", "row", "cited_by"))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM record_citation")
        cursor.execute("SET session_replication_role = origin")
    for evidence, by in kept:
        citations.cite(evidence, by=by)
    assert by_migration == set(Citation.objects.values_list("table", "row", "cited_by"))
    tables = {table for table, _, _ in by_migration}
    assert tables == {"record_motion", "record_sponsorship", "record_vote", "record_voteevent"}
