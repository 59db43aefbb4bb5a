"""What the record covers of the Assembly, and the gaps it is known to have."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from factcheck.record import coverage, status
from factcheck.record.models import VoteEvent
from tests.factories import record

GAPS = """
[[gap]]
body = "GA"
since = 1984-01-01
until = 1985-12-31
reason = "The file ends."
sources = ["https://example.org/"]

[[gap]]
body = "GA"
since = 2000-01-01
until = 2001-12-31
kinds = ["amendment"]
reason = "Amendments are left out."

[[gap]]
body = "GA"
series = "A/RES/78"
numbers = "2-4, 7"
reason = "No line has it."
"""


@pytest.fixture
def gaps(tmp_path: Path) -> Path:
    path = tmp_path / "gaps.toml"
    path.write_text(GAPS)
    return path


def imported(key: str, **fields: object) -> VoteEvent:
    source = record.source("import-file")
    return record.roll_call_event({"yes": ["FRA"]}, record.motion(key), source=source, **fields)


@pytest.mark.parametrize(
    ("key", "session"),
    [
        ("A/RES/73/295", "73"),
        ("A/RES/ES-11/7", "ES-11"),
        ("A/RES/S-32/1", "S-32"),
        ("A/DEC/34/449", "34"),
        ("A/RES/2758(XXVI)", "26"),
        ("A/RES/2105(XX)", "20"),
        ("A/RES/1994(XIX)", "19"),
        ("A/RES/1237(ES-III)", "ES-3"),
        ("A/RES/75/254A", "75"),
        ("A/20/roll-call/711", "20"),
        ("A/ES-11/L.10", "ES-11"),
        ("A/79/L.1", "79"),
        ("S/RES/2774", ""),
        ("GA/2026-02-24/a-text", ""),
    ],
)
def test_session_is_read_from_the_key(key: str, session: str) -> None:
    assert coverage.session_of(key) == session


@pytest.mark.parametrize(("text", "numbers"), [("", ()), ("5", (5,)), ("2-4, 7", (2, 3, 4, 7))])
def test_numbers_are_read_and_written_as_runs(text: str, numbers: tuple[int, ...]) -> None:
    assert coverage.numbers_in(text) == numbers
    assert coverage.runs(numbers) == text


@pytest.mark.django_db
def test_sessions_count_roll_calls_numbers_and_parts() -> None:
    imported("A/RES/78/1", held_on=date(2023, 10, 1))
    imported("A/RES/78/4A", held_on=date(2023, 12, 1))
    record.vote_event(record.motion("A/RES/78/4B"), method="consensus", result="adopted", held_on=date(2023, 12, 1))
    imported("A/RES/ES-10/22", held_on=date(2023, 12, 12))
    imported("A/20/roll-call/711", held_on=None, held_in="1965-12")
    assert coverage.sessions() == [
        coverage.Session("20", 1, 1, "1965-12", "1965-12", 0, 0, 0),
        coverage.Session("78", 3, 2, "2023-10-01", "2023-12-01", 2, 4, 1),
        coverage.Session("ES-10", 1, 1, "2023-12-12", "2023-12-12", 1, 22, 0),
    ]


@pytest.mark.django_db
def test_gap_says_where_it_is_and_goes_when_an_import_closes_it(gaps: Path) -> None:
    assert [gap.where for gap in coverage.named_gaps(gaps)] == [
        "1984-01-01 to 1985-12-31",
        "2000-01-01 to 2001-12-31, amendment",
        "A/RES/78: 2-4, 7",
    ]
    imported("A/RES/39/5", held_on=None, held_in="1984-12")
    imported("A/RES/55/5", held_on=date(2000, 12, 1))
    imported("A/RES/78/3", held_on=date(2023, 12, 1))
    record.vote_event(record.motion("A/RES/78/7"), method="consensus", result="adopted", held_on=date(2023, 12, 1))
    assert [gap.where for gap in coverage.named_gaps(gaps)] == [
        "2000-01-01 to 2001-12-31, amendment",
        "A/RES/78: 2, 4",
    ]


@pytest.mark.django_db
def test_single_fact_and_partial_list_do_not_close_a_gap(gaps: Path) -> None:
    record.roll_call_event({"yes": ["FRA"]}, record.motion("A/RES/39/5"), held_on=date(1984, 12, 1))
    event = record.vote_event(
        record.motion("A/RES/78/2"), held_on=date(2023, 12, 1), yes_count=2, no_count=0, abstain_count=0
    )
    record.vote(event, record.state("FRA"))
    found = [gap.where for gap in coverage.named_gaps(gaps)]
    assert "1984-01-01 to 1985-12-31" in found and "A/RES/78: 2-4, 7" in found
    assert [row.key for row in coverage.known_in_part()] == ["A/RES/78/2"]


def test_what_no_entry_explains_stays(gaps: Path) -> None:
    assert coverage.unnamed_numbers({"A/RES/78": [2, 3, 5], "A/RES/79": [1]}, gaps) == {
        "A/RES/78": [5],
        "A/RES/79": [1],
    }
    assert coverage.unnamed_numbers({"A/RES/78": [2]}, gaps) == {}
    missing = {"GA": [1983, 1984, 1985, 2000], "SC": [1984]}
    assert coverage.unnamed_years(missing, gaps) == {"GA": [1983, 2000], "SC": [1984]}


def test_entries_bundled_are_whole() -> None:
    found = coverage.known_gaps()
    assert len(found) > 15
    for gap in found:
        assert gap.reason.endswith(".") and gap.body in ("GA", "SC"), gap
        assert bool(gap.series) == bool(gap.numbers) != bool(gap.since and gap.until), gap
        assert all(page.startswith("https://") for page in gap.sources), gap
        assert not gap.since or not gap.until or gap.since < gap.until, gap


@pytest.mark.django_db
def test_year_without_votes_is_explained_and_the_next_unexplained_one_stands_out(capsys) -> None:
    for year in (1963, 1965, 1967):
        imported(f"A/RES/{year}", held_on=None, held_in=f"{year}-12")
    assert status.missing_years(status.years()) == {"GA": [1964, 1966]}
    call_command("record_status")
    known, unexplained = capsys.readouterr().out.split("Gaps that nothing explains")
    assert "GA, 1963-12-31 to 1965-02-17. No votes were held." in known and "https://ask.un.org/faq/268504" in known
    assert "GA: no vote in 1966\n" in unexplained
