"""What words leave open between two ways of voting, and counts whose words stand before them."""

from datetime import date

import pytest

from tests.engine.test_forms import ES114, index, read  # noqa: F401

DAY = date(2025, 2, 25)
ADOPTED = "The General Assembly adopted resolution ES-11/7 on Monday. "


def said(claims, kind):
    return [(c.asserted, c.verdict) for c in claims if c.kind == kind]


@pytest.mark.parametrize(
    ("words", "asserted", "verdict"),
    [
        ("83 countries opposed it or abstained.", {"sum": 83, "of": ["abstain", "no"]}, "supported"),
        ("83 countries either voted against or abstained.", {"sum": 83, "of": ["abstain", "no"]}, "supported"),
        ("There were 83 votes against and abstentions combined.", {"sum": 83, "of": ["abstain", "no"]}, "supported"),
        ("In all, 100 voted against, abstained or were absent.", {"sum": 100, "of": ["absent", "abstain", "no"]}, "supported"),
        ("158 countries voted in favour or abstained.", {"sum": 158, "of": ["abstain", "yes"]}, "supported"),
        ("Some 85 states abstained or opposed the text.", {"sum": 85, "of": ["abstain", "no"], "about": "some"}, "supported"),
        ("93 countries opposed it or abstained.", {"sum": 93, "of": ["abstain", "no"]}, "refuted"),
    ],
)  # fmt: skip
def test_counts_of_two_ways_together_are_held_against_their_sum(read, words, asserted, verdict):  # noqa: F811
    assert said(read(ADOPTED + words, DAY).claims, "tally") == [(asserted, verdict)]


@pytest.mark.parametrize(
    ("words", "option", "verdict"),
    [
        ("China, Belarus and India abstained or voted against.", "no_or_abstain", "supported"),
        ("Georgia and Brazil abstained or did not vote.", "aside", "supported"),
        ("Countries that abstained or voted against included Eritrea, Brazil and India.", "no_or_abstain", "supported"),
        ("Among those voting against or abstaining were Eritrea and China.", "no_or_abstain", "supported"),
        ("France and China voted against or abstained.", "no_or_abstain", "refuted"),
    ],
)
def test_states_of_which_one_of_two_ways_is_said(read, words, option, verdict):  # noqa: F811
    found = said(read(ADOPTED + words, DAY).claims, "vote_position")
    assert [(asserted["option"], told) for asserted, told in found] == [(option, verdict)]


@pytest.mark.parametrize("words", ["China, Georgia and India abstained or stayed away.", "Brazil and Georgia abstained or left the hall."])  # fmt: skip
def test_no_vote_is_read_into_a_way_that_is_none(read, words):  # noqa: F811
    assert not said(read(ADOPTED + words, DAY).claims, "vote_position")


@pytest.mark.parametrize(
    "words",
    [
        "In favour: 93 Against: 18 Abstentions: 65",
        "In favour: 93Against: 18Abstentions: 65",
        "The count was: in favour, 93; against, 18; abstentions, 65.",
    ],
)
def test_the_labels_of_a_table_stand_before_their_counts(read, words):  # noqa: F811
    assert said(read(ADOPTED + "\n" + words, DAY).claims, "tally") == [
        ({"yes": 93, "no": 18, "abstain": 65}, "supported")
    ]


@pytest.mark.parametrize(
    "who", ["the representative of Eritrea", "Kyiv's ambassador", "Russian officials", "both delegations"]
)
def test_people_who_reject_a_text_do_not_say_that_it_fell(read, who):  # noqa: F811
    claims = read(f"{ADOPTED}The text was flatly rejected by {who}.", DAY).claims
    assert ("rejected", "refuted") not in [(c.asserted["outcome"], c.verdict) for c in claims if c.kind == "outcome"]


def test_a_text_rejected_by_the_body_is_still_refuted(read):  # noqa: F811
    claims = read(f"{ADOPTED}The text was rejected by the Assembly.", DAY).claims
    assert ("rejected", "refuted") in [(c.asserted["outcome"], c.verdict) for c in claims if c.kind == "outcome"]


def test_the_day_of_something_else_is_not_that_of_the_vote(read):  # noqa: F811
    text = "Russia has vetoed a draft resolution at the UN Security Council that would have condemned last week's alleged attack on Sudan's people."
    (claim,) = [c for c in read(text, date(2024, 11, 19)).claims if c.kind == "outcome"]
    assert (claim.motion, claim.verdict) == ("S/2024/826", "supported")


@pytest.mark.parametrize(
    ("published", "verdict"), [(date(2025, 2, 25), "supported"), (date(2019, 2, 25), "not_in_record")]
)
def test_a_title_is_none_of_a_vote_of_years_later(read, published, verdict):  # noqa: F811
    text = "The delegates spoke of a text called “Advancing a comprehensive, just and lasting peace in Ukraine” at the General Assembly."
    assert [c.verdict for c in read(text, published).claims if c.kind == "title"] == [verdict]


@pytest.mark.parametrize(
    "words",
    [
        "Out of 54 nations on the African continent, 28 were in favour while 17 abstained.",
        "On the African continent 28 countries voted in favour and 17 abstained.",
        "African countries were divided: 28 voted for the resolution and 17 abstained.",
        "The African Union was split, with 28 members voting in favour and 17 abstaining.",
    ],
)
def test_counts_of_a_continent_are_none_of_the_vote(read, words):  # noqa: F811
    text = f"The General Assembly adopted resolution ES-11/1 on Wednesday by 141 votes to five. {words}"
    claims = read(text, date(2022, 3, 3)).claims
    assert {(c.asserted["option"], c.asserted["n"]) for c in claims if c.kind == "group_position"} == {("yes", 28), ("abstain", 17)}  # fmt: skip
    assert [a for a, _ in said(claims, "tally")] == [{"yes": 141, "no": 5}]
