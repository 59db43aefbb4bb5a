"""What the record says of itself: by body and year, gaps, discrepancies, votes that do not add up."""

from datetime import date

import pytest
from django.core.management import call_command

from factcheck.record import status
from factcheck.record.importing import import_files
from tests.factories import importing as files
from tests.factories import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_votes(db: None) -> None:
    record.roll_call_event({"yes": ["FRA"]}, record.motion("A/RES/78/1"), held_on=date(2023, 10, 1))
    record.vote_event(record.motion("A/RES/78/4"), held_on=date(2024, 1, 1), method="consensus", result="adopted")
    record.vote_event(record.motion("A/RES/40/61"), held_on=None, held_in="1985-11")


def test_years_count_votes_roll_calls_and_reconciled_ones(three_votes) -> None:
    assert status.years() == [
        status.Year("GA", "1985", 1, 0, 0),
        status.Year("GA", "2023", 1, 1, 1),
        status.Year("GA", "2024", 1, 0, 0),
    ]


def test_years_without_a_vote_are_gaps(three_votes) -> None:
    assert status.missing_years(status.years()) == {"GA": list(range(1986, 2023))}


def test_numbers_are_gaps_only_where_texts_without_a_vote_are_there_too(three_votes) -> None:
    record.motion("A/RES/40/64")
    record.motion("A/RES/ES-10/21")
    record.motion("A/RES/ES-10/23")
    assert status.missing_numbers() == {"A/RES/78": [2, 3], "A/RES/ES-10": [22]}


def test_number_is_there_if_a_part_of_it_is(three_votes) -> None:
    record.motion("A/RES/78/2A")
    assert status.missing_numbers() == {"A/RES/78": [3]}


def test_unreconciled_votes_are_grouped_by_reason(three_votes) -> None:
    for number in (5, 6):
        reason = f"the roll call names {number} of 193 members"
        record.vote_event(record.motion(f"A/RES/78/{number}"), unreconciled_reason=reason)
    assert ("GA", "the roll call names N of N members", 2) in status.unreconciled()


def test_sources_and_discrepancies_are_told(tmp_path, capsys) -> None:
    for code in ("FRA", "USA"):
        record.membership(record.body("GA"), record.state(code))
    record.body("SC")
    rows = files.library_rows("A/RES/79/81", {"FRA": "yes", "USA": "no"})
    line = files.recorded("A/RES/79/81", ["FRANCE", "UNITED STATES"], [], [])
    import_files(
        [
            files.write_csv(tmp_path / "library.csv", files.LIBRARY, rows),
            files.write_lines(tmp_path / "79.json", [line]),
        ]
    )
    found = {row.slug: (row.votes, row.last, row.differed) for row in status.sources()}
    assert found == {"import-library": (1, date(2024, 12, 4), 0), "import-79-json": (1, date(2024, 12, 4), 3)}
    assert ("votes of states", "import-library", "import-79-json", 1) in status.discrepancies()
    call_command("record_status")
    said = capsys.readouterr().out
    assert "GA: 1 votes, 1 with a roll call, 1 that a verdict may rest on" in said
    assert "1 votes of states: import-library against import-79-json" in said


def test_status_of_an_empty_record_says_so(capsys) -> None:
    call_command("record_status")
    assert capsys.readouterr().out.startswith("The record holds no votes. Run: manage.py load_facts")


def test_status_writes_gaps_as_runs(three_votes, capsys) -> None:
    call_command("record_status")
    said = capsys.readouterr().out
    assert "GA: no vote in 1986-2022" in said and "A/RES/78: not there 2-3" in said
