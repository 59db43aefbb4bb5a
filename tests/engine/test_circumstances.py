"""Votes that no symbol or title names: what ties words to them, and what is told of a part of the states."""

from dataclasses import replace
from datetime import date

import pytest

from factcheck.engine.claims import habits
from tests.engine.test_forms import ES114, index, read  # noqa: F401

TRUCE = date(2023, 10, 28)


def told(claims, *kinds):
    return [(c.motion, c.verdict) for c in claims if c.kind in kinds]


def test_states_that_voted_as_said_outweigh_counts_that_were_corrected_later(read):  # noqa: F811
    text = (
        "The General Assembly called on Friday for a humanitarian truce in Gaza, by 121 votes to 14, with 44 abstentions. Among the opponents were"
        " Israel, the United States, Austria and Hungary. Germany, Italy and Britain were among the abstainers."
    )
    found = told(read(text, TRUCE).claims, "tally", "vote_position")
    assert found == [("A/RES/ES-10/21", "supported")] * 3


def test_as_many_states_that_voted_otherwise_tie_nothing(read):  # noqa: F811
    text = (
        "The General Assembly called on Friday for a humanitarian truce in Gaza, by 131 votes to 4, with 34 abstentions. Among the opponents were"
        " France, Spain, Ireland and Belgium. China, Brazil and Egypt were among the abstainers."
    )
    assert not [c for c in read(text, TRUCE).claims if c.kind == "vote_position" and c.verdict == "refuted"]


@pytest.mark.parametrize(
    ("text", "published", "motion"),
    [
        ("The United States on Thursday blocked a Palestinian bid for full UN membership.", date(2024, 4, 19), "S/2024/312"),
        ("China and Russia blocked a US push for more sanctions on North Korea at the UN Security Council on Thursday.", date(2022, 5, 27), "S/2022/431"),
        ("Russia on Monday torpedoed a UN Security Council draft resolution on Sudan.", date(2024, 11, 19), "S/2024/826"),
    ],
)  # fmt: skip
def test_text_that_a_permanent_member_blocked_was_vetoed(read, text, published, motion):  # noqa: F811
    assert told(read(text, published).claims, "outcome") == [(motion, "supported")]


@pytest.mark.parametrize(
    "text",
    [
        "Russia on Monday blocked a Security Council statement on Sudan.",
        "India on Monday blocked a UN Security Council draft resolution on Sudan.",
        "Russia could have blocked the Security Council draft resolution on Sudan on Monday.",
    ],
)
def test_what_is_blocked_otherwise_is_no_veto(read, text):  # noqa: F811
    assert not told(read(text, date(2024, 11, 19)).claims, "outcome")


def test_blocking_that_the_record_does_not_show_is_left_open(read):  # noqa: F811
    text = "China on Monday blocked a UN Security Council draft resolution on Sudan. Fourteen members were in favour."
    assert "refuted" not in {c.verdict for c in read(text, date(2024, 11, 19)).claims}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In Africa, 30 states were for, 19 abstained and none was against.", {"yes": 30, "abstain": 19, "no": 0}),
        ("Of Africa's 54 states, 30 were in favour.", {"yes": 30}),
        ("Among the EU's members, 27 voted in favour.", {"yes": 27}),
    ],
)
def test_counts_behind_a_region_are_its_own(read, text, said):  # noqa: F811
    published, head = ES114
    claims = [c for c in read(head + text, published).claims if c.start >= len(head)]
    assert {c.kind for c in claims} == {"group_position"}
    assert {c.asserted["option"]: c.asserted["n"] for c in claims} == said
    assert {c.verdict for c in claims} == {"supported"}


def test_wrong_count_of_a_region_is_refuted(read):  # noqa: F811
    published, head = ES114
    claims = [c for c in read(head + "In Africa, 31 states were in favour.", published).claims if c.start >= len(head)]
    assert [c.verdict for c in claims] == ["refuted"]


def test_lone_count_behind_one_of_a_region_may_be_the_regions(read):  # noqa: F811
    published, head = ES114
    text = "South Africa and 18 other African countries abstained. Five, including Cameroon, did not vote."
    assert "refuted" not in {c.verdict for c in read(head + text, published).claims if c.kind == "tally"}


def test_what_stands_behind_a_colon_is_about_the_text_before_it(read):  # noqa: F811
    published, head = ES114
    text = "A rival text by Cuba was not put to a vote: 50 members wanted one, 67 did not and 36 abstained."
    assert "refuted" not in {c.verdict for c in read(head + text, published).claims}


def test_count_of_most_states_speaks_of_the_assembly_though_another_body_is_named(read):  # noqa: F811
    text = (
        "On Monday, at the United Nations, America voted with Russia, North Korea and Belarus against a resolution tabled by Ukraine. Ninety-three"
        " countries voted for it. Hours later in the Security Council, Britain and France abstained."
    )
    found = {c.motion for c in read(text, date(2025, 2, 26)).claims if c.kind in ("vote_alignment", "tally")}
    assert found == {"A/RES/ES-11/7"}


def test_greater_figure_of_a_text_that_lost_is_that_against_it(read):  # noqa: F811
    text = (
        "The UN General Assembly on Monday adopted a European-backed resolution on Ukraine by 93 votes to 18, with 65 abstentions. A Russian amendment"
        " to the American text was beaten 71 to 31, with 59 abstaining."
    )
    claim = next(c for c in read(text, date(2025, 2, 25)).claims if c.kind == "tally" and c.asserted["abstain"] == 59)
    assert (claim.asserted["yes"], claim.asserted["no"], claim.motion) == (31, 71, "A/RES/ES-11/8/amendment-4")


def test_state_outside_a_whole_list_did_not_table_a_text_whose_author_is_known(read):  # noqa: F811
    text = "{} tabled the General Assembly's resolution for a humanitarian truce in Gaza, which got 120 votes on Friday, 14 against and 45 abstentions."
    verdicts = {s: told(read(text.format(s), TRUCE).claims, "sponsorship") for s in ("Jordan", "Syria")}
    assert {s: v for s, ((_, v),) in verdicts.items()} == {"Jordan": "supported", "Syria": "refuted"}


def test_council_that_had_no_vote_that_day_did_not_adopt_the_assemblys_text(read):  # noqa: F811
    text = "The UN {} on Friday adopted the resolution for a humanitarian truce in Gaza. It got 120 votes, with 14 against and 45 abstentions."
    verdicts = {
        b: told(read(text.format(b), TRUCE).claims, "outcome") for b in ("General Assembly", "Security Council")
    }
    assert [v for ((_, v),) in verdicts.values()] == ["supported", "refuted"]


def test_all_fifteen_in_favour_are_the_permanent_members_too(index):  # noqa: F811
    counts = replace(index.events["S/RES/2735"].counts, yes=15, no=0, abstain=0, absent=None)
    event = replace(index.events["S/RES/2735"], counts=counts, roll=None, members=None, reconciled=True)
    held = {(codes, option): habits.held(codes, option, event)[0] for codes, option in (
        (("CHN", "USA"), "yes"), (("CHN",), "abstain"), (("BRA",), "yes"), (("BRA",), "no"),
    )}  # fmt: skip
    assert held == {
        (("CHN", "USA"), "yes"): True,
        (("CHN",), "abstain"): False,
        (("BRA",), "yes"): None,
        (("BRA",), "no"): False,
    }
