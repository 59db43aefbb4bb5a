"""What the page of a vote says of its sources: each one's reading, where they differ, and what stood there before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factcheck.record.importing import import_files
from factcheck.record.models import Disagreement, VoteEvent
from tests.factories import importing as files
from tests.factories import record
from tests.public import rows

pytestmark = pytest.mark.django_db

ROLL = {"USA": "no", "FRA": "yes", "IND": "abstain", "RUS": "absent"}
NAMES = {"USA": "UNITED STATES", "FRA": "FRANCE", "IND": "INDIA", "RUS": "RUSSIAN FEDERATION"}
KEY = "A/RES/79/81"


@pytest.fixture(autouse=True)
def assembly(db: None) -> None:
    """An Assembly of four members."""
    body = record.body("GA", members_known_from="1945-10-24")
    record.body("SC")
    for code in ROLL:
        record.membership(body, record.state(code, rows.STATES[code]))


def library(folder: Path, roll: dict[str, str] = ROLL, **values: object) -> Path:
    return files.write_csv(folder / "library.csv", files.LIBRARY, files.library_rows(KEY, roll, **values))


def resolutions(folder: Path, *, against: tuple[str, ...] = ("USA",), **values: object) -> Path:
    abstaining = [NAMES["IND"]] if "IND" not in against else []
    line = files.recorded(KEY, [NAMES["FRA"]], [NAMES[code] for code in against], abstaining)
    return files.write_lines(folder / "79.json", [line | values])


def text_of(client: Client, key: str = KEY) -> str:
    answer = client.get(f"/votes/{key}/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_page_shows_every_source_with_its_own_numbers_and_how_they_compare(client: Client, tmp_path: Path) -> None:
    import_files([library(tmp_path), resolutions(tmp_path, against=("IND", "USA"))])
    text = text_of(client)
    assert "library.csv" in text and "79.json" in text
    assert "the record’s roll call and numbers are its" in text
    assert "2 no" in text and "1 no" in text  # what the one declares, and what the record has
    assert "3 differ, 7 agree" in text  # India, and the counts of no votes and abstentions that follow from it


def test_page_explains_a_difference_with_values_sources_and_rule(client: Client, tmp_path: Path) -> None:
    import_files([library(tmp_path), resolutions(tmp_path, against=("IND", "USA"))])
    text = text_of(client)
    assert re.search(
        r"Vote of India Taken from the source of higher rank\. Abstained [^.]*library\.csv No [^.]*79\.json", text
    )


def test_page_of_a_vote_of_the_fact_files_says_that_no_file_has_it_and_shows_noted_disagreements(
    client: Client,
) -> None:
    event = rows.vote()
    Disagreement.objects.create(event=event, what="Syria", here="not listed", elsewhere="listed by an agency")
    text = text_of(client, rows.KEY)
    assert "This vote is in no imported file." in text
    assert "Here: not listed. Elsewhere: listed by an agency." in text
    assert "nothing in this vote has been changed since it was first stored" in text


def test_page_tells_what_changed_from_what_to_what_and_by_which_source(client: Client, tmp_path: Path) -> None:
    import_files([resolutions(tmp_path, title="Old title")])
    import_files([library(tmp_path, ROLL | {"IND": "no"})])
    text = text_of(client)
    assert re.search(r"The record followed [^.]*79\.json, and since then [^.]*library\.csv", text)
    assert "Vote of India Abstained → No" in text
    assert "No votes 1 → 2" in text
    assert "Abstentions 1 → 0" in text
    assert "Members of the body Nothing → 4" in text


def test_page_tells_a_correction_within_one_source_and_what_the_source_said_before(
    client: Client, tmp_path: Path
) -> None:
    import_files([library(tmp_path)])
    import_files([library(tmp_path, {code: option for code, option in ROLL.items() if code != "RUS"})])
    import_files([library(tmp_path, ROLL | {"USA": "absent"})])
    text = text_of(client)
    assert "Vote of Russia Did not vote → Not in the roll call" in text
    assert "Vote of United States No → Did not vote" in text
    assert re.search(r"What [^:]*: library\.csv says: .*Vote of Russia Not listed → Did not vote", text)
    assert "The record followed" not in text


def test_queries_stay_the_same_with_many_readings_differences_and_versions(
    client: Client,
    tmp_path: Path,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    import_files([library(tmp_path), resolutions(tmp_path, against=("IND", "USA"))])
    import_files([library(tmp_path, ROLL | {"FRA": "no"})])
    address = f"/votes/{KEY}/"
    client.get(address)
    with django_assert_max_num_queries(24) as first:
        client.get(address)
    for number in range(30):
        path = files.write_csv(
            tmp_path / f"copy-{number}.csv", files.LIBRARY, files.library_rows(KEY, ROLL | {"USA": "yes"}, undl_id="")
        )
        import_files([path, library(tmp_path, ROLL | {"FRA": ("yes", "no")[number % 2]})])
    assert VoteEvent.objects.get(key=KEY).readings.count() == 32
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(address)
