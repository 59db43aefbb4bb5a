"""The pages of the record about itself: what it holds, where sources differ, which votes carry no verdict."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factcheck.record.importing import import_files
from factcheck.record.models import Discrepancy, Reading, VoteEvent
from factcheck.web import record_page
from tests.factories import importing as files
from tests.factories import record
from tests.public import rows

pytestmark = pytest.mark.django_db

OVERVIEW, DIFFER, DOUBT = "/record/", "/record/discrepancies/", "/record/unreconciled/"


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def discrepancy(event: VoteEvent, what: str = "no", here: str = "18", elsewhere: str = "17", other: str = "b") -> None:
    Discrepancy.objects.create(
        event=event,
        what=what,
        here=here,
        here_source=record.source("source-a", title="Source A"),
        elsewhere=elsewhere,
        elsewhere_source=record.source(f"source-{other}", title=f"Source {other.upper()}"),
        rule="the source of higher rank",
    )


def doubtful(key: str, reason: str, **fields: object) -> VoteEvent:
    return record.vote_event(record.motion(key), unreconciled_reason=reason, **fields)


# ------------------------------------------------------------------------------------------------------------ overview


def test_overview_tells_bodies_years_until_when_and_how_many_carry_verdicts(client: Client) -> None:
    record.roll_call_event({"yes": ["FRA"]}, record.motion("A/RES/78/1"), held_on=date(2023, 10, 1))
    record.vote_event(record.motion("A/RES/78/4"), held_on=date(2024, 1, 9), method="consensus", result="adopted")
    text = text_of(client, OVERVIEW)
    assert "2 votes and adoptions until 9 January 2024 , 1 with a roll call. A verdict may rest on 1 of them" in text
    assert "1 October 2023 to 9 January 2024" in text
    assert re.search(r"2024 1 0 0 2023 1 1 1", text)


def test_overview_names_known_gaps_with_reason_and_what_nothing_explains(client: Client) -> None:
    record.vote_event(record.motion("A/RES/78/1"), held_on=date(1990, 1, 1), method="consensus", result="adopted")
    record.vote_event(record.motion("A/RES/78/4"), held_on=date(1992, 1, 1), method="consensus", result="adopted")
    text = text_of(client, OVERVIEW)
    assert "No votes were held. The Assembly&#x27;s nineteenth session" in text
    assert "General Assembly: no vote in 1991" in text
    assert "A/RES/78: 2-3 not there" in text


def test_overview_lists_sources_doubts_and_how_many_values_differ(client: Client, tmp_path: Path) -> None:
    for code in ("FRA", "USA"):
        record.membership(record.body("GA"), record.state(code))
    record.body("SC")
    roll = {"FRA": "yes", "USA": "no"}
    path = files.write_csv(tmp_path / "library.csv", files.LIBRARY, files.library_rows("A/RES/79/81", roll))
    import_files([path, files.write_lines(tmp_path / "79.json", [files.recorded("A/RES/79/81", ["FRANCE"], [], [])])])
    doubtful("A/RES/79/9", "not known: the number of abstentions")
    text = text_of(client, OVERVIEW)
    assert "library.csv 4 December 2024 to 4 December 2024 1" in text
    assert "2 values differ between two sources." in text
    assert "Not known: the number of abstentions" in text


def test_overview_of_an_empty_record_says_so(client: Client) -> None:
    assert "The record holds no votes yet." in text_of(client, OVERVIEW)


def test_overview_queries_stay_the_same_at_1_and_30(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    discrepancy(doubtful("A/RES/70/1", "not known: the number of abstentions"))
    with django_assert_max_num_queries(40) as first:
        client.get(OVERVIEW)
    for number in range(30):
        discrepancy(doubtful(f"A/RES/70/{number + 2}", f"the counts add up to {number} of 193 members"))
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(OVERVIEW)


# ------------------------------------------------------------------------------------------------- where sources differ


def test_differences_are_explained_with_both_values_both_sources_and_the_rule(client: Client) -> None:
    event = rows.vote()
    discrepancy(event, "held_on", "2025-02-24", "2025-02-25")
    discrepancy(event, "IND", "abstain", "not listed")
    answer = client.get(DIFFER).content.decode()
    text = text_of(client, DIFFER)
    assert f'href="/votes/{rows.KEY}/#readings"' in answer
    assert "Day: Title of A/RES/ES-11/7" in text
    assert "In the record 24 February 2025 Source A In another source 25 February 2025 Source B" in text
    assert "Vote of India: Title of A/RES/ES-11/7" in text
    assert "In the record Abstained Source A In another source Not listed Source B" in text
    assert "Taken from the source of higher rank." in text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Day", "No votes", "Vote of India"}),
        ("?source=source-c", {"Vote of India"}),
        ("?source=source-a", {"Day", "No votes", "Vote of India"}),
        ("?kind=votes", {"Vote of India"}),
        ("?kind=no&source=source-b", {"No votes"}),
        ("?kind=no&source=source-c", set()),
    ],
)
def test_differences_filter_by_source_and_by_what_differs(client: Client, query: str, shown: set[str]) -> None:
    event = rows.vote()
    discrepancy(event, "held_on", "2025-02-24", "2025-02-25")
    discrepancy(event, "no")
    discrepancy(event, "IND", "abstain", "no", other="c")
    text = text_of(client, DIFFER + query)
    assert set(re.findall(r"(Day|No votes|Vote of India): Title", text)) == shown
    assert f"{len(shown)}{' of 3' if query else ''} value" in text


@pytest.mark.parametrize("query", ["?source=nobody", "?kind=meeting", "?page=2", "?kind=%00"])
def test_differences_filter_of_what_is_not_there_is_400(client: Client, query: str) -> None:
    discrepancy(rows.vote())
    text_of(client, DIFFER + query, 400)


def test_differences_none_says_so(client: Client) -> None:
    assert "No two sources differ in any value." in text_of(client, DIFFER)


def test_differences_pages_keep_the_filter_and_queries_stay_the_same(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    discrepancy(rows.vote())
    with django_assert_max_num_queries(7) as first:
        client.get(DIFFER)
    for event in rows.votes(30):
        discrepancy(event)
    with django_assert_num_queries(len(first.captured_queries)):
        answer = client.get(DIFFER + "?kind=no")
    assert "?kind=no&amp;page=2" in answer.content.decode()


# ------------------------------------------------------------------------------------------------- no verdict rests on


def test_doubts_show_each_vote_with_its_own_reason_and_the_kinds_with_counts(client: Client) -> None:
    doubtful("A/RES/70/1", "5 yes votes declared, 4 listed; the counts add up to 7 of 8 members")
    doubtful("A/RES/70/2", "9 yes votes declared, 8 listed; the counts add up to 7 of 8 members")
    doubtful("A/RES/70/3", "not known: the number of abstentions")
    record.roll_call_event({"yes": ["FRA"]}, record.motion("A/RES/70/4"))
    text = text_of(client, DOUBT)
    assert "5 yes votes declared, 4 listed; the counts add up to 7 of 8 members." in text
    assert "Yes votes declared and listed differ; the counts do not add up to the members" in text
    assert re.search(r"Counts, roll call and the members .* do not agree\. General Assembly 2 ", text)
    assert re.search(r"No source declares these numbers.* General Assembly 1 ", text)
    assert "Title of A/RES/70/4" not in text


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", {"1", "2", "3"}),
        ("?body=SC", {"3"}),
        ("?reason=not-known-the-number-of-abstentions", {"2", "3"}),
        ("?reason=not-known-the-number-of-abstentions&body=GA", {"2"}),
        ("?reason=n-yes-votes-declared-n-listed&body=SC", set()),
    ],
)
def test_doubts_filter_by_body_and_reason(client: Client, query: str, numbers: set[str]) -> None:
    doubtful("A/RES/70/1", "5 yes votes declared, 4 listed")
    doubtful("A/RES/70/2", "not known: the number of abstentions")
    council = record.motion("S/RES/3", body=record.body("SC"))
    record.vote_event(council, unreconciled_reason="not known: the number of abstentions")
    text = text_of(client, DOUBT + query)
    assert set(re.findall(r"Title of \w/RES/(?:70/)?(\d)", text)) == numbers


@pytest.mark.parametrize("query", ["?body=XX", "?reason=none", "?page=9", "?reason=%00"])
def test_doubts_filter_of_what_is_not_there_is_400(client: Client, query: str) -> None:
    doubtful("A/RES/70/1", "5 yes votes declared, 4 listed")
    text_of(client, DOUBT + query, 400)


def test_doubts_none_says_so(client: Client) -> None:
    assert "Every vote adds up." in text_of(client, DOUBT)


def test_doubts_queries_stay_the_same_at_1_and_30(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    doubtful("A/RES/70/1", "")
    with django_assert_max_num_queries(5) as first:
        client.get(DOUBT)
    for number in range(2, 32):
        doubtful(f"A/RES/70/{number}", f"{number} yes votes declared, 1 listed")
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(DOUBT)


@pytest.mark.parametrize(
    ("doubt", "words"),
    [
        ("", "Counts and roll call have not been compared"),
        ("the roll call names N of N members", "The roll call does not name every member"),
        ("members missing from the roll call: ...", "Members are missing from the roll call"),
        ("vetoed by ..., with N no votes declared", "Fewer votes against than vetoes"),
        ("N members declared, N on that day", "… members declared, … on that day"),
    ],
)
def test_reason_without_its_numbers_reads_as_words(doubt: str, words: str) -> None:
    assert record_page.sentence(doubt) == words


def test_every_page_leads_to_the_record(client: Client) -> None:
    for address in (OVERVIEW, DIFFER, DOUBT):
        assert f'href="{address}"' in client.get("/states/").content.decode()
    assert Reading.objects.count() == 0
