"""The search over the list of votes: a form in the address, read without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.public import rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def votes() -> None:
    rows.vote(title="A just peace")
    rows.vote("A/RES/77/1", title="Fisheries", roll={"USA": "yes", "RUS": "no"})


def found(client: Client, query: str, status: int = 200) -> list[str]:
    answer = client.get(f"/votes/?{query}")
    assert answer.status_code == status
    return re.findall(r'<h3><a href="/votes/([^"]+)/">', answer.content.decode())


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("q=peace", [rows.KEY]),
        ("q=fishery", ["A/RES/77/1"]),
        ("q=77/1", ["A/RES/77/1"]),
        ("state=USA&option=yes", ["A/RES/77/1"]),
        ("state=USA&option=no", [rows.KEY]),
        ("body=GA&kind=resolution&result=adopted&q=peace", [rows.KEY]),
        ("result=vetoed", []),
        ("since=2030-01-01", []),
    ],
)
def test_search_shows_what_fits(client: Client, query: str, keys: list[str]) -> None:
    assert found(client, query) == keys


def test_search_for_a_state_shows_how_it_voted(client: Client) -> None:
    text = client.get("/votes/?state=USA&option=yes").content.decode()
    row = text[text.index("Fisheries") :]
    assert "Yes" in row


def test_search_without_result_says_that_the_record_may_lack_it(client: Client) -> None:
    assert "It may be missing here" in client.get("/votes/?q=nothing-like-it").content.decode().replace(
        "it may", "It may"
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("option=no", "Choose the state that voted so."),
        ("since=2025-02-30", "This is no day of the calendar. Write it as 2025-02-25."),
        ("since=2025-01-02&until=2025-01-01", "This day is before the first one."),
        ("state=XXX", "There is no such choice."),
        (f"q={'a' * 300}", "at most 200 characters"),
        ("q=%00", ""),
        ("colour=red", ""),
    ],
)
def test_search_for_what_cannot_be_is_400_and_says_why(client: Client, query: str, words: str) -> None:
    answer = client.get(f"/votes/?{query}")
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_search_keeps_what_was_asked_in_the_links_to_other_pages(client: Client) -> None:
    for number in range(40):
        rows.vote(f"A/RES/78/{number}", title="A peace of many")
    text = client.get("/votes/?q=peace").content.decode()
    assert 'href="?q=peace&amp;page=2"' in text


def test_search_queries_stay_the_same_at_1_and_30(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(6) as first:
        client.get("/votes/?q=peace&state=USA")
    for number in range(30):
        rows.vote(f"A/RES/79/{number}", title="A peace of many")
    with django_assert_num_queries(len(first.captured_queries)):
        client.get("/votes/?q=peace&state=USA")
