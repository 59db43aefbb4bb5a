"""The pages of states."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factcheck.record.models import Name
from tests.factories import record
from tests.public import rows

pytestmark = pytest.mark.django_db


def test_state_list_sorts_without_accents_and_groups_by_letter(client: Client) -> None:
    for code, name in (("TUR", "Türkiye"), ("TUN", "Tunisia"), ("CIV", "Côte d’Ivoire"), ("CUB", "Cuba")):
        rows.organization(code, name)
    text = client.get("/states/").content.decode()
    order = [text.index(f">{name}<") for name in ("Côte d’Ivoire", "Cuba", "Tunisia", "Türkiye")]
    assert order == sorted(order)
    assert "4 states" in text


def test_state_list_of_an_empty_record_says_so(client: Client) -> None:
    assert "No state is in the record yet." in client.get("/states/").content.decode()


def test_state_page_shows_votes_names_groups_and_texts(client: Client) -> None:
    event = rows.vote(title="The path to peace")
    rows.union("HUN", until=date(2030, 1, 31))
    rows.sponsor(event, "HUN")
    hungary = event.votes.get(organization__code="HUN").organization
    Name.objects.create(organization=hungary, text="Budapest", kind="metonym", source=rows.source())
    text = client.get("/states/HUN/").content.decode()
    for words in (
        "The path to peace",
        "Budapest",
        "European Union",
        "until 31 January 2030",
        "tabled it",
        "In 1 recorded vote",
    ):
        assert words in text, words


def test_state_page_without_votes_says_so(client: Client) -> None:
    rows.organization("TUV", "Tuvalu")
    assert "No vote of this state is in the record." in client.get("/states/TUV/").content.decode()


def test_state_page_code_in_small_letters_leads_to_the_one_address(client: Client) -> None:
    rows.organization("TUV", "Tuvalu")
    answer = client.get("/states/tuv/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/states/TUV/")


@pytest.mark.parametrize("code", ["XXX", "GA", "%00", "EU"])
def test_state_page_of_what_is_no_state_is_404(client: Client, code: str) -> None:
    rows.vote()
    rows.union("FRA")
    assert client.get(f"/states/{code}/").status_code == 404


def test_state_page_queries_stay_the_same_at_1_and_30(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows.votes(1)
    with django_assert_max_num_queries(9) as first:
        client.get("/states/USA/")
    rows.votes(29)
    with django_assert_num_queries(len(first.captured_queries)):
        client.get("/states/USA/")


def test_state_list_keeps_former_members_apart(client: Client) -> None:
    record.load_bundled()
    text = client.get("/states/").content.decode()
    now, _, before = text.partition("Former members")
    assert "193 states" in now
    assert "/states/YUG/" not in now
    assert "/states/YUG/" in before
    assert "until 31 October 2000" in before
