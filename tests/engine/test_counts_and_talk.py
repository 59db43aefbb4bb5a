"""Counts in brackets, lists behind "as did", opposition in words, and what the vote of now is set against."""

from datetime import date

import pytest

from tests.engine.test_circumstances import told
from tests.engine.test_forms import EMBARGO, index, read  # noqa: F401
from tests.engine.test_who_and_when import behind


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Palau voted no, as did three other states: Haiti, Hungary and Mali.", "HTI HUN MLI"),
        ("Russia opposed it, as did 17 others, among them Niger and Sudan.", "NER SDN"),
        ("Niger, Belarus and, of course, Russia voted against it.", "NER BLR RUS"),
        ("Sudan, Mali and predictably Belarus voted no.", "SDN MLI BLR"),
        ("“No” votes: Palau, Haiti and Niger.", "PLW HTI NER"),
    ],
)
def test_whole_list_is_told_of(read, text, states):  # noqa: F811
    found = {
        code for c in behind(read, text) if c.kind == "vote_position" and c.verdict == "supported"
        for code in c.asserted["subjects"]
    }  # fmt: skip
    assert found >= set(states.split())


@pytest.mark.parametrize(
    "text", ["(93 votes in favour, 18 against, 65 abstentions)", "(93 in favour, 18 against and 65 abstentions)"]
)
def test_counts_in_brackets_are_all_of_the_vote(read, text):  # noqa: F811
    tallies = [c for c in behind(read, f"The Assembly approved the text {text}.") if c.kind == "tally"]
    assert [(c.asserted, c.verdict) for c in tallies] == [({"yes": 93, "no": 18, "abstain": 65}, "supported")]


@pytest.mark.parametrize(
    ("text", "is_refuted"),
    [
        ("The text passed despite fierce opposition from Brazil.", False),
        ("The text passed despite opposition from Norway.", True),
        ("Brazil strongly opposed the resolution.", False),
        ("Venezuela opposed the resolution and did not take part in the vote.", False),
        ("Kuwait abstained; Brazil rejected the resolution as unbalanced.", False),
        ("Brazil voted against the text.", True),
    ],
)
def test_opposition_in_words_goes_with_an_abstention(read, text, is_refuted):  # noqa: F811
    verdicts = {c.verdict for c in behind(read, text) if c.kind == "vote_position"}
    assert ("refuted" in verdicts) == is_refuted


def test_year_with_when_behind_it_is_the_time_of_what_follows(read):  # noqa: F811
    found = behind(read, "That is a fall from 2023, when 141 countries backed the text.")
    assert ("A/RES/ES-11/6", "supported") in told(found, "tally")


def test_what_is_done_every_year_since_is_done_now(read):  # noqa: F811
    found = behind(read, "The Assembly has adopted the text annually since 1992.", EMBARGO)
    assert "A/RES/47/19" not in {c.motion for c in found}


def test_text_goes_on_about_the_vote_of_now(read):  # noqa: F811
    text = "The count was 93-18-65, a long way from 2023, when 141 countries backed the text. Haiti and Mali voted no."
    assert ("A/RES/ES-11/7", "supported") in told(behind(read, text), "vote_position")


@pytest.mark.parametrize("act", ["Trump's decision", "President Trump's recognition of the city", "the annexation"])
def test_those_for_what_a_text_condemns_are_no_yes(read, act):  # noqa: F811
    head = "The UN General Assembly condemned on Thursday the recognition of Jerusalem by the United States, by 128 votes to 9. "
    found = behind(read, f"Just nine countries backed {act}.", (date(2017, 12, 22), head))
    assert "refuted" not in {c.verdict for c in found}


def test_vote_opposed_and_a_number_out_of_the_assembly(read):  # noqa: F811
    found = behind(
        read, "The vote was opposed by Haiti and Mali. Ninety-three countries out of the 193-member body said yes."
    )
    assert ("A/RES/ES-11/7", "supported") in told(found, "vote_position")
    assert ("A/RES/ES-11/7", "supported") in told(found, "tally")


def test_counts_in_brackets_are_of_the_veto_before_them(read):  # noqa: F811
    text = (
        "Two days after the United States vetoed an Emirati draft (13 in favour, one against; Britain abstained), the UN General"
        " Assembly on Tuesday adopted a resolution demanding a ceasefire in Gaza by 153 votes to 10, with 23 abstentions."
    )
    found = told(read(text, date(2023, 12, 13)).claims, "tally")
    assert ("S/2023/970", "supported") in found
    assert ("A/RES/ES-10/22", "supported") in found
    assert "refuted" not in {verdict for _, verdict in found}
