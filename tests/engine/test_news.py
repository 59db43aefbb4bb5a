"""What agencies and newspapers write around a vote, and what it does not say."""

from datetime import date

import pytest

from tests.engine.test_forms import ES114, index, read  # noqa: F401


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
