"""Two states beside each other: the form, the page, its tables, and what is not there."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.record.models import Name, VoteEvent
from tests.public import rows

pytestmark = pytest.mark.django_db


def counted(key: str, roll: dict[str, str], held_on: date = rows.DAY, **about: str) -> VoteEvent:
    """A vote that adds up, so that it is counted."""
    event = rows.vote(key, roll=roll, held_on=held_on, **about)
    VoteEvent.objects.filter(pk=event.pk).update(members_count=len(roll), is_reconciled=True)
    return event


@pytest.fixture
def record() -> None:
    counted("A/RES/1", {"USA": "yes", "RUS": "yes", "IND": "abstain"}, date(2020, 1, 1))
    counted("A/RES/2", {"USA": "yes", "RUS": "no", "IND": "no"}, date(2020, 2, 1))
    counted("A/RES/3", {"USA": "abstain", "RUS": "no"}, date(2021, 2, 1))
    counted("A/RES/4", {"USA": "absent", "RUS": "no"}, date(2021, 3, 1))
    counted("A/RES/5", {"FRA": "no"}, date(2021, 3, 1))
    rows.vote("A/RES/6", roll={"USA": "no", "RUS": "no"})  # does not add up


@pytest.mark.usefixtures("record")
def test_agreement_page_counts_what_both_cast_and_lists_their_splits(client: Client) -> None:
    page = client.get("/compare/RUS/USA/")
    text = " ".join(page.content.decode().split())
    assert page.status_code == 200
    assert "<b>50%</b> of 3 votes" in text
    assert "2 votes; in 1 one said yes and the other no." in text
    assert [vote.key for vote in page.context["votes"]] == ["A/RES/3", "A/RES/2"]
    assert [position.option for position in page.context["votes"][0].positions] == ["no", "abstain"]
    assert [share.value for _, _, share in page.context["methods"]] == ["33%", "50%", "50%"]
    assert "course-chart" in text


@pytest.mark.usefixtures("record")
def test_agreement_page_asks_the_same_number_of_queries_whatever_it_finds(client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/compare/RUS/USA/").status_code == 200
        return len(queries)

    few = asked()
    for number in range(10, 45):
        counted(f"A/RES/{number}", {"USA": "yes", "RUS": "no"}, date(2022, 1, 1))
    assert asked() == few
    assert few <= 8


@pytest.mark.usefixtures("record")
def test_agreement_page_has_one_address(client: Client) -> None:
    for other in ("/compare/USA/RUS/", "/compare/rus/usa/", "/compare/Usa/rus/"):
        answer = client.get(other)
        assert (answer.status_code, answer["Location"]) == (301, "/compare/RUS/USA/"), other


@pytest.mark.usefixtures("record")
def test_agreement_form_leads_to_the_page(client: Client) -> None:
    answer = client.get("/compare/?first=USA&second=RUS")
    assert (answer.status_code, answer["Location"]) == (302, "/compare/RUS/USA/")
    assert client.get("/compare/").status_code == 200
    assert '<option value="IND" selected>' in client.get("/compare/?first=IND").content.decode()


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("first=USA&second=USA", "every state agrees with itself"),
        ("first=USA&second=XXX", "has no such state"),
        ("first=USA&second=", "This field is required"),
        (f"first={'A' * 9000}&second=USA", "has no such state"),
    ],
)
def test_agreement_form_with_what_cannot_be_answers_400_with_the_form(client: Client, query: str, said: str) -> None:
    answer = client.get(f"/compare/?{query}")
    assert answer.status_code == 400
    assert said in answer.content.decode()


@pytest.mark.usefixtures("record")
def test_agreement_of_a_state_with_itself_leads_to_the_form_that_says_so(client: Client) -> None:
    assert client.get("/compare/USA/usa/", follow=True).status_code == 400


@pytest.mark.usefixtures("record")
def test_agreement_with_an_unknown_state_is_not_there(client: Client) -> None:
    for path in ("/compare/USA/XXX/", "/compare/GA/USA/", "/compare/USA/XXX/years.csv", "/compare/GA/USA/splits.json"):
        assert client.get(path).status_code == 404, path
    for path in ("/compare/RUS/USA/?page=9", "/compare/RUS/USA/?page=-1", "/compare/RUS/USA/?x=1"):
        assert client.get(path).status_code == 400, path


@pytest.mark.usefixtures("record")
def test_agreement_of_states_that_never_sat_together_says_so(client: Client) -> None:
    france = rows.states()["FRA"]
    about = {"kind": "name", "source": rows.source(), "end_on": date(1999, 1, 2)}
    Name.objects.create(organization=france, text="Gaul", **about)
    text = client.get("/compare/FRA/USA/").content.decode()
    assert "They never voted on the same text." in text
    assert "“Gaul” until 2 January 1999" in text


@pytest.mark.usefixtures("record")
def test_agreement_tables_have_every_year_and_every_split(client: Client) -> None:
    def lines(path: str) -> list[str]:
        return b"".join(client.get(path).streaming_content).decode().splitlines()  # type: ignore[attr-defined]

    years = lines("/compare/RUS/USA/years.csv")
    assert years[0].startswith("year,strict_value,strict_low,strict_high,strict_n,votes_only_value")
    assert [line.split(",")[:2] for line in years[1:]] == [["2020", "0.50000"], ["2021", "0.00000"]]
    splits = lines("/compare/USA/RUS/splits.csv")
    assert splits[0] == "vote_event,symbol,title,organization,date,RUS,USA,url"
    assert [line.split(",")[0] for line in splits[1:]] == ["A/RES/3", "A/RES/2"]


@pytest.mark.usefixtures("record")
def test_state_page_leads_to_the_pages_of_it_and_the_permanent_members(client: Client) -> None:
    page = client.get("/states/IND/")
    assert [(name, url, share.value, share.n) for name, url, share in page.context["permanent"]] == [
        ("Russia", "/compare/IND/RUS/", "75%", 2),
        ("United States", "/compare/IND/USA/", "25%", 2),
    ]
    assert '<option value="IND" selected>' in page.content.decode()
