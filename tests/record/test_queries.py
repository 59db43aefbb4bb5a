"""Questions to the record."""

from datetime import date
from typing import Any

import pytest

from factcheck.record import queries
from factcheck.record.models import Motion, Organization, VoteEvent
from factcheck.record.syncing import Report
from tests.factories import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(loaded: Report) -> VoteEvent:
    return VoteEvent.objects.get(key="A/RES/ES-11/7")


def test_day_siblings_of_a_vote_are_the_other_whole_texts_of_both_bodies(event: VoteEvent) -> None:
    assert [row.key for row in queries.day_siblings(event)] == ["A/RES/ES-11/8", "S/RES/2774"]


def test_day_siblings_of_a_vote_without_day_or_matter_are_none() -> None:
    with_matter = record.vote_event(record.motion(item="m"), held_on=None)
    without = record.vote_event(record.motion())
    record.vote_event(record.motion())

    assert list(queries.day_siblings(with_matter)) == list(queries.day_siblings(without)) == []


def test_parts_of_a_motion_are_its_amendments(event: VoteEvent) -> None:
    amended = Motion.objects.get(key="A/RES/ES-11/8")

    assert [row.motion.kind for row in queries.parts([amended.pk])] == ["amendment"] * 4
    assert list(queries.parts([event.motion_id])) == []


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ({"states": ["USA", "RUS"]}, ["RUS", "USA"]),
        ({"group": "EU", "option": "no"}, ["HUN"]),
        ({"query": "korea"}, ["PRK", "KOR"]),
        ({"query": "usa"}, ["USA"]),
        ({"group": "P5", "option": "abstain"}, ["CHN"]),
        ({"states": ["USA"], "option": "yes"}, []),
    ],
)
def test_roll_call_under_a_filter_has_the_states_that_fit(
    event: VoteEvent, wanted: dict[str, Any], codes: list[str]
) -> None:
    assert [vote.organization.code for vote in queries.roll_call(event, **wanted)] == codes


def test_roll_call_without_a_filter_has_every_member_in_one_query(
    event: VoteEvent, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert len([vote.organization.name for vote in queries.roll_call(event)]) == 193


def test_state_votes_are_the_newest_first(loaded: Report, django_assert_num_queries: Any) -> None:
    ukraine = Organization.objects.get(code="UKR")

    with django_assert_num_queries(1):
        days = [(vote.event.held_on, vote.event.motion.label) for vote in queries.state_votes(ukraine)]

    assert days == sorted(days, key=lambda row: str(row[0]), reverse=True)
    assert len(days) == sum("UKR" in row.roll for row in record.bundled().events)


def test_sponsors_by_role_leaves_out_roles_that_nobody_has(loaded: Report) -> None:
    found = queries.sponsors_by_role(Motion.objects.get(key="A/RES/ES-11/1"))

    assert {role: len(states) for role, states in found.items()} == {"sponsor": 94, "later": 2}
    assert [state.code for state in found["later"]] == ["BRB", "KHM"]


@pytest.mark.parametrize(
    ("code", "day", "number"),
    [("EU", date(2014, 3, 27), 28), ("EU", date(2020, 2, 1), 27), ("SC", date(2022, 2, 25), 15), ("XX", None, 0)],
)
def test_members_of_a_group_or_body_are_those_of_the_day(
    loaded: Report, code: str, day: date | None, number: int
) -> None:
    assert queries.members_of(code, on=day).count() == number


def test_members_of_a_group_without_a_day_are_those_of_all_times(loaded: Report) -> None:
    assert queries.members_of("EU", on=None).count() == 28
    assert Organization.objects.get(code="EU").members_on(date(2025, 2, 24)).count() == 27


def test_sources_of_a_vote_stand_once_with_its_own_first(event: VoteEvent, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(6):
        found = [source.slug for source in queries.sources_of(event)]

    assert found[0] == "undl-es-11-7"
    assert len(found) == len(set(found))
    assert {"undl-2025", "wikipedia-es-11-7", "cna-2025", "midday-2025"} <= set(found)


@pytest.mark.parametrize(
    ("key", "url"),
    [
        ("A/RES/ES-11/7", "https://docs.un.org/en/A/RES/ES-11/7"),
        ("S/2022/155", "https://docs.un.org/en/S/2022/155"),
        ("GA/2026-02-24/motion-for-division", ""),
    ],
)
def test_document_url_of_a_motion_is_known_where_it_has_a_symbol(loaded: Report, key: str, url: str) -> None:
    assert Motion.objects.get(key=key).document_url == url


def test_motion_without_a_title_is_labelled_by_its_description(loaded: Report) -> None:
    assert Motion.objects.get(key="S/RES/2774").label.startswith("On imploring a swift end")
