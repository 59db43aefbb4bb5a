"""Search in the record: symbols in any form, words, positions, sponsors, days."""

from datetime import date

import pytest

from factcheck.record.search import VoteSearch, symbols_in
from tests.factories import record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bundled():
    record.load_bundled()


def keys(**asked):
    return [event.key for event in VoteSearch(**asked).votes()]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("A/RES/ES-11/7", "A/RES/ES-11/7"),
        ("es-11/7", "A/RES/ES-11/7"),
        ("resolution ES-11/7", "A/RES/ES-11/7"),
        ("A/ES-11/L.10", "A/RES/ES-11/7"),
        ("68/262", "A/RES/68/262"),
        ("resolution 2774 (2025)", "S/RES/2774"),
        ("2774", "S/RES/2774"),
        ("S/2022/155", "S/2022/155"),
    ],
)
def test_search_by_symbol_in_any_form_finds_it_first(words, key):
    assert keys(words=words)[0] == key


def test_search_by_words_is_stemmed_and_ranked():
    found = keys(words="advance lasting peace")
    assert found[0] == "A/RES/ES-11/7"
    assert "A/RES/ES-11/3" not in found


def test_search_by_phrase_and_minus_narrows():
    assert "A/RES/ES-11/8" in keys(words='"path to peace"')
    assert "A/RES/ES-11/7" not in keys(words="peace -advancing")


def test_search_by_accented_words_finds_plain_titles():
    assert keys(words="péace path") == keys(words="peace path") != []


def test_search_by_position_finds_votes_of_the_state_only():
    assert set(keys(state="USA", option="no", body="GA")) >= {"A/RES/ES-11/7"}
    assert "A/RES/ES-11/8" not in keys(state="USA", option="no")
    assert "A/RES/ES-11/8" in keys(state="USA", option="abstain")


def test_search_by_sponsor_body_kind_outcome_and_days_narrows():
    assert "A/RES/ES-11/7" in keys(sponsor="UKR")
    assert "A/RES/ES-11/8" not in keys(sponsor="UKR")
    assert {key[0] for key in keys(body="SC")} == {"S"}
    assert "S/2022/155" in keys(result="vetoed", kind="draft")
    day = date(2025, 2, 24)
    found = keys(since=day, until=day)
    assert {"A/RES/ES-11/7", "A/RES/ES-11/8", "S/RES/2774"} <= set(found)
    assert "A/RES/ES-11/9" not in found


def test_search_without_anything_gives_every_vote_newest_first():
    events = list(VoteSearch().votes())
    days = [event.held_on for event in events if event.held_on]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("words", ["'", '"', "\\", "%", "a & | b", "()", "-", "<script>", "peace:*", "ü" * 200])
def test_search_with_odd_words_never_fails(words):
    keys(words=words)


def test_symbols_in_words_without_digits_are_none():
    assert symbols_in("peace") == []
