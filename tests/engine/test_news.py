"""What agencies and newspapers write around a vote, and what it does not say."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from factcheck.engine import Article, check, prepare
from factcheck.record import factfile
from tests.engine.test_forms import ES114, index, read  # noqa: F401

RECORD = factfile.read(Path(factfile.__file__).parent / "facts").record()


def verdicts(claims, kind, start=0):
    return [(c.asserted.get("subjects"), c.verdict) for c in claims if c.kind == kind and c.start >= start]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Some states, including Turkey, which borders Syria, and Brazil and Mexico, voted in favour.", ["BRA", "MEX"]),
        ("Eritrea, which neighbours Ethiopia, and South Africa abstained.", ["ZAF"]),
    ],
)
def test_state_that_a_relative_clause_names_does_not_vote_with_those_behind_it(read, text, states):  # noqa: F811
    published, head = ES114
    assert verdicts(read(head + text, published).claims, "vote_position", len(head)) == [(states, "supported")]


def test_votes_that_fell_short_adopted_nothing(read):  # noqa: F811
    text = (
        "The General Assembly on Thursday voted 87-57 in favour of the American text on Hamas, with 33 abstentions, which fell short of the"
        " two-thirds it needed."
    )
    assert not [
        c
        for c in read(text, date(2018, 12, 7)).claims
        if c.kind == "outcome" and c.asserted["outcome"] == "adopted" and "needs" not in c.asserted
    ]


def test_majority_against_a_thing_may_have_voted_for_a_text_against_it(read):  # noqa: F811
    text = "The General Assembly voted on Thursday 87-57, with 33 abstentions, on the American text on Hamas. A majority of countries have voted against Hamas."
    assert "refuted" not in {c.verdict for c in read(text, date(2018, 12, 7)).claims}


def test_time_of_what_a_text_is_about_is_not_that_of_the_vote(read):  # noqa: F811
    text = (
        "On Thursday the General Assembly passed a resolution denouncing Russia's invasion of Ukraine almost a year ago. It had the support of 141"
        " states, with seven against and 32 abstentions."
    )
    motions = {c.motion for c in read(text, date(2023, 2, 24)).claims if c.kind in ("outcome", "tally", "date")}
    assert motions == {"A/RES/ES-11/6"}


def test_author_of_a_rival_text_is_not_that_of_the_one_the_report_is_about(read):  # noqa: F811
    text = (
        "The United States voted against a General Assembly resolution condemning Russia's war on Ukraine. The resolution was adopted with 93 votes."
        " The US had put forward a competing resolution that does not name the aggressor."
    )
    found = verdicts(read(text, date(2025, 2, 25)).claims, "vote_position")
    assert found == [(["USA"], "supported")]


def test_state_whose_support_a_text_had_not_is_none_of_its_votes(read):  # noqa: F811
    published, head = ES114
    claims = read(head + "This time it has not had the support of five countries.", published).claims
    assert not [c for c in claims if c.kind == "tally" and c.start >= len(head)]


@pytest.mark.parametrize(
    "text",
    [
        "By June 2025 a call for a ceasefire had 149 states behind it and was backed by most of Europe. Germany, Italy and Britain voted in favour.",
        "Two months on, in December 2023, another resolution was adopted. Germany and Italy abstained; Austria and Croatia voted yes.",
    ],
)
def test_words_behind_another_time_are_not_held_against_the_vote_told_before(read, text):  # noqa: F811
    head = "The General Assembly asked for a truce in Gaza on 27 October 2023 by 120 votes to 14, with 45 abstentions. "
    assert "refuted" not in {
        c.verdict for c in read(head + text, date(2025, 6, 14)).claims if c.kind == "vote_position"
    }


def test_company_is_not_told_by_the_verb_of_others(read):  # noqa: F811
    published, head = ES114
    claims = read(
        head + "Belarus, North Korea and Syria sided with Russia, and a dozen African states abstained.", published
    ).claims
    (claim,) = [c for c in claims if c.kind == "vote_alignment"]
    assert "option" not in claim.asserted and claim.verdict != "refuted"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Not one nay was heard from the Nordic states.", []),
        ("All but two of its 29 neighbours were in favour.", []),
        ("No fewer than 140 states backed the text.", [{"yes": 140, "approximate": {"yes": "at least"}}]),
    ],
)
def test_numbers_that_are_denied_or_turned_round(read, text, said):  # noqa: F811
    published, head = ES114
    claims = [c for c in read(head + text, published).claims if c.kind == "tally" and c.start >= len(head)]
    assert [dict(c.asserted) for c in claims] == said
    assert not [c for c in claims if c.verdict == "refuted"]


def test_first_occasion_of_several_is_no_first_time(read):  # noqa: F811
    published, head = ES114
    claims = read(
        head + "On the first occasion it was Brazil that abstained, on the second it was Mexico.", published
    ).claims
    assert not [c for c in claims if c.kind == "comparison"]


def test_those_who_vote_with_others_are_not_the_others(read):  # noqa: F811
    published, head = ES114
    text = "Some countries that generally vote with the US and Israel abstained or voted yes this time."
    assert not verdicts(read(head + text, published).claims, "vote_position", len(head))


def test_no_chance_of_being_adopted_adopts_nothing(read):  # noqa: F811
    text = "Russia on Monday vetoed a UN Security Council draft resolution on Sudan. Its ambassador said the British text had “no chance” of being adopted."
    outcomes = {c.asserted["outcome"] for c in read(text, date(2024, 11, 19)).claims if c.kind == "outcome"}
    assert outcomes == {"vetoed"}


def test_second_sponsor_of_an_amendment_is_none_of_the_text(read):  # noqa: F811
    text = (
        "The General Assembly adopted the resolution “Protection of civilians and upholding legal and humanitarian obligations” on Friday by 120 votes"
        " to 14. It considered an amendment to the text proposed by Canada and co-sponsored by the United States."
    )
    found = {
        tuple(c.asserted["subjects"]): c.asserted.get("of")
        for c in read(text, date(2023, 10, 28)).claims
        if c.kind == "sponsorship"
    }
    assert found == {("CAN",): "amendment", ("USA",): "amendment"}


def test_two_texts_put_forward_by_two_states_are_not_one_of_both(read):  # noqa: F811
    text = (
        "The General Assembly on Monday voted on two rival resolutions on Ukraine, put forward by Ukraine and the United States. The first,"
        " “Advancing a comprehensive, just and lasting peace in Ukraine”, got 93 votes, with 18 against and 65 abstentions."
    )
    assert "refuted" not in {c.verdict for c in read(text, date(2025, 2, 25)).claims}


def test_states_in_brackets_do_not_vote_as_those_counted_behind_them(read):  # noqa: F811
    published, head = ES114
    text = "It was supported by four Asian countries (Japan, Jordan, Kuwait and Malaysia), five nations, such as Russia, voted against."
    said = verdicts(read(head + text, published).claims, "vote_position", len(head))
    assert (["JPN", "JOR", "KWT", "MYS"], "refuted") not in said


def test_counts_that_many_votes_have_are_not_those_of_long_ago(index):  # noqa: F811
    old = replace(index.events["S/RES/2735"], key="S/RES/1", motion="S/RES/1", day=date(1998, 11, 25))
    twins = [replace(old, key=f"S/RES/{n}", motion=f"S/RES/{n}") for n in (1, 2, 3, 4)]
    motions = [replace(index.motions["S/RES/2735"], key=e.key, title="Haiti") for e in twins]
    record = replace(RECORD, events=tuple(twins), motions=tuple(motions))
    text = "The Security Council approved a mission for Haiti. The resolution was adopted with 14 votes in favour, none against and one abstention."
    claims = check(Article(text, None, date(2023, 10, 4)), prepare(record)).claims
    assert {c.verdict for c in claims} == {"not_in_record"}


def test_authors_whose_list_runs_into_that_of_voters_are_left_open(read):  # noqa: F811
    text = "The Security Council on Monday adopted resolution 2699 on Haiti. While 13 members were in favour of the text penned by the US and Ecuador, Russia, and China abstained."
    claims = read(text, date(2023, 10, 3)).claims
    assert {c.verdict for c in claims if c.kind == "sponsorship"} == {"not_in_record"}
