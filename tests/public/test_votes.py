"""The pages of votes: what they show, how the filter narrows them, what they refuse."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from factcheck.record.models import Disagreement, IntendedVote, Membership, Motion, Organization, VoteEvent
from tests.public import rows

pytestmark = pytest.mark.django_db


def page(client: Client, query: str = "", key: str = rows.KEY, status: int = 200, **headers: str) -> str:
    answer = client.get(f"/votes/{key}/{query}", headers=headers)
    assert answer.status_code == status
    return str(answer.content.decode())


def listed(text: str) -> list[str]:
    """Codes in the roll call of a page, in its order."""
    return re.findall(r'<span class="code">([A-Z]{3})</span>', text)


def test_vote_page_shows_title_result_tally_and_every_name(client: Client) -> None:
    event = rows.vote(title="The path to peace", yes_means="It is adopted.", no_means="It is not.")
    rows.sponsor(event, "UKR")
    text = page(client)
    for words in ("The path to peace", "Adopted", "It is adopted.", "It is not.", "of 193 members", "Tabled by"):
        assert words in text, words
    assert listed(text) == ["FRA", "UKR", "HUN", "RUS", "USA", "IND"]
    for name in rows.STATES.values():
        assert name in text


def test_vote_page_bar_is_drawn_to_the_members(client: Client) -> None:
    rows.vote()
    assert f'width="{100 * 2 / 193:.3f}%"' in page(client)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?state=USA&state=RUS", ["RUS", "USA"]),
        ("?state=usa", ["USA"]),
        ("?option=no", ["HUN", "RUS", "USA"]),
        ("?option=yes&option=abstain", ["FRA", "UKR", "IND"]),
        ("?group=EU", ["FRA", "HUN"]),
        ("?group=EU&option=no", ["HUN"]),
        ("?q=ind", ["IND"]),
        ("?q=INDIA", ["IND"]),
        ("?q=usa", ["USA"]),
        ("?q=united+states&option=yes", []),
        ("?q=&group=&state=", ["FRA", "UKR", "HUN", "RUS", "USA", "IND"]),
    ],
)
def test_roll_call_filter_narrows_to(client: Client, query: str, codes: list[str]) -> None:
    rows.vote()
    rows.union("FRA", "HUN")
    assert listed(page(client, query)) == codes


def test_roll_call_group_is_that_of_the_day(client: Client) -> None:
    rows.vote()
    rows.union("FRA", until=rows.DAY)
    rows.union("HUN", until=rows.DAY.replace(year=2024))
    assert listed(page(client, "?group=EU")) == ["FRA"]


def test_roll_call_without_a_match_says_so_and_leads_back(client: Client) -> None:
    rows.vote()
    text = page(client, "?q=Atlantis")
    assert "No state of this roll call fits." in text
    assert "Show all 6" in text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?option=maybe", "no way of voting"),
        ("?state=XXX", "no state with the code “XXX”"),
        ("?group=ZZ", "no group with the code “ZZ”"),
        ("?order=name", "does not know the parameter “order”"),
        ("?q=%00", "NUL character"),
        ("?q=" + "a" * 200, "at most 80"),
        ("?q=<script>alert(1)</script>" + "a" * 80, "at most 80"),
        ("?state=<b>", "&lt;B&gt;"),
    ],
)
def test_roll_call_bad_parameter_is_400_with_a_sentence(client: Client, query: str, sentence: str) -> None:
    rows.vote()
    text = page(client, query, status=400)
    assert sentence in text
    assert "<script>alert" not in text


@pytest.mark.parametrize("key", ["A/RES/0/0", "..", "A/RES/ES-11/7%00", "%F0%9F%98%80", "a" * 3000])
def test_vote_page_of_nothing_is_404(client: Client, key: str) -> None:
    rows.vote()
    page(client, key=key, status=404)


def test_vote_page_without_any_roll_call_says_so(client: Client) -> None:
    rows.vote(roll={})
    text = page(client)
    assert "The full roll call is not in the record." in text
    assert "The numbers of this vote are not in the record." in text


def test_vote_page_with_part_of_the_roll_call_says_so(client: Client) -> None:
    rows.vote()
    assert "it has the votes of 6 of 193 members" in re.sub(r"\s+", " ", page(client))


def test_vote_page_of_a_motion_without_a_vote_says_so(client: Client) -> None:
    body = rows.organization("GA", "General Assembly", "body")
    Motion.objects.create(key="A/1", draft_symbol="A/1", kind="draft", title="Draft", body=body, source=rows.source())
    assert "No vote on this text is in the record." in page(client, key="A/1")


def test_vote_page_shows_the_day_with_positions_of_the_states_asked_for(client: Client) -> None:
    rows.vote()
    rows.vote("A/RES/ES-11/8", title="Sister text", roll=rows.ROLL | {"USA": "abstain"})
    rows.vote("A/RES/70/1", title="Another matter", item="other")
    text = page(client, "?state=USA&state=RUS")
    assert "Sister text" in text
    assert "Another matter" not in text
    assert "Differs" in text
    assert "Same" in text
    assert "Votes on parts of the other texts" not in text


def test_vote_page_shows_votes_on_parts_of_the_other_texts_of_the_day(client: Client) -> None:
    rows.vote()
    sister = rows.vote("A/RES/ES-11/8", title="Sister text")
    rows.vote("A/RES/ES-11/8/amendment-1", kind="amendment", title="Word for word", parent=sister.motion)
    text = page(client)
    assert "Votes on parts of the other texts" in text and "Word for word" in text
    assert "No vote on an amendment, a paragraph or the treatment of this text is in the record." in text


def test_vote_page_shows_parts_disagreements_and_later_statements(client: Client) -> None:
    event = rows.vote()
    rows.vote(rows.KEY + "/amendment-1", kind="amendment", title="First amendment", parent=event.motion)
    Disagreement.objects.create(event=event, what="Syria", here="not listed", elsewhere="listed by an agency")
    india = Organization.objects.get(code="IND")
    IntendedVote.objects.create(event=event, organization=india, option="yes", source=rows.source())
    text = page(client)
    for words in (
        "First amendment",
        "None of these is the vote on the whole text.",
        "listed by an agency",
        "meant to vote",
    ):
        assert words in text, words


def test_vote_page_of_an_amendment_leads_to_the_whole_text(client: Client) -> None:
    event = rows.vote()
    key = rows.KEY + "/amendment-1"
    rows.vote(key, kind="amendment", title="First amendment", parent=event.motion)
    text = page(client, key=key)
    assert "Amendment" in text
    assert f'href="{reverse("public:vote-detail", args=[rows.KEY])}"' in text


def test_vote_page_fragment_holds_the_roll_call_only(client: Client) -> None:
    rows.vote()
    text = page(client, "?state=USA", **{"HX-Request": "true"})
    assert "<html" not in text
    assert 'id="roll-call"' in text
    assert listed(text) == ["USA"]


def test_vote_page_queries_stay_the_same_at_1_and_many(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    event = rows.vote()
    sister = rows.vote("A/RES/ES-11/8")
    rows.vote(rows.KEY + "/amendment-1", kind="amendment", parent=event.motion)
    rows.vote("A/RES/ES-11/8/amendment-1", kind="amendment", parent=sister.motion)
    rows.sponsor(event, "UKR")
    rows.union("FRA")
    with django_assert_max_num_queries(27) as first:
        page(client, "?state=USA")
    for number in range(10, 25):
        rows.vote(f"A/RES/ES-11/{number}")
        rows.vote(f"{rows.KEY}/amendment-{number}", kind="amendment", parent=event.motion)
    rows.sponsor(event, "FRA", "HUN", role="later")
    with django_assert_num_queries(len(first.captured_queries)):
        page(client, "?state=USA")


def test_vote_list_queries_stay_the_same_at_1_and_30(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows.votes(1)
    with django_assert_max_num_queries(4) as first:
        client.get("/votes/")
    rows.votes(29)
    with django_assert_num_queries(len(first.captured_queries)):
        client.get("/votes/")


def test_vote_list_has_pages_and_the_newest_first(client: Client) -> None:
    rows.votes(31)
    first, second = (client.get(f"/votes/?page={n}").content.decode() for n in (1, 2))
    assert first.index("Vote 0<") < first.index("Vote 29<")
    assert "Vote 30<" in second
    assert "Page 1 of 2" in first


@pytest.mark.parametrize("number", ["0", "-1", "x", "99", "1.5", "²", "%00"])
def test_vote_list_page_that_is_not_there_is_400(client: Client, number: str) -> None:
    rows.votes(1)
    assert client.get(f"/votes/?page={number}").status_code == 400


def test_vote_page_with_part_of_the_roll_call_says_how_many_were_counted(client: Client) -> None:
    event = rows.vote()
    event.abstain_count = 51
    event.save(update_fields=["abstain_count"])
    assert "1, of 51 counted" in page(client)


def test_vote_page_draws_the_assembly_as_a_map_with_the_states_asked_for(client: Client) -> None:
    rows.vote(roll={"FRA": "yes", "RUS": "no", "IND": "abstain", "USA": "absent"})
    text = client.get(f"/votes/{rows.KEY}/?state=RUS").content.decode()
    for says in ("France: yes", "Russia: no", "India: abstained", "United States: did not vote"):
        assert f"<title>{says}</title>" in text
    assert text.count("<use ") == 193
    assert text.count("data-named><title>Russia: no</title>") == 1
    assert "Europe: 1 yes, 1 no" in text


def test_vote_page_draws_the_council_as_seats_and_marks_the_veto(client: Client) -> None:
    event = rows.vote("S/2025/1", roll={"FRA": "yes", "RUS": "no", "IND": "yes"}, kind="draft", draft_symbol="S/2025/1")
    council = rows.organization("SC", "Security Council", "body")
    VoteEvent.objects.filter(pk=event.pk).update(body=council, result="vetoed")
    Membership.objects.create(organization=council, member=rows.states()["RUS"], role="permanent", source=rows.source())
    event.vetoed_by.add(rows.states()["RUS"])
    text = client.get("/votes/S/2025/1/").content.decode()
    assert "<title>Russia, permanent member: no, a veto</title>" in text
    assert "Seats of 3 members: 2 yes, 1 no; veto of Russia" in text
    assert "<use " not in text


def test_vote_page_without_a_roll_call_draws_nothing(client: Client) -> None:
    rows.vote(roll={})
    text = client.get(f"/votes/{rows.KEY}/").content.decode()
    assert "tile-map" not in text
    assert 'class="hemicycle"' not in text
