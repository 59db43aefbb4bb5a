"""More forms in which papers tell sides and counts, each behind a sentence that names the vote, and words beside them that
say nothing of a side."""

from datetime import date

import pytest

from tests.engine.test_beside_the_vote import behind
from tests.engine.test_forms import ES114, index, read  # noqa: F401

ZIMBABWE = (date(2008, 7, 12), "Russia and China vetoed a draft Security Council resolution on Zimbabwe on Friday. ")
CEASEFIRE = (date(2024, 2, 21), "On Tuesday the United States vetoed an Algerian draft in the Security Council on a ceasefire in Gaza. ")  # fmt: skip


@pytest.mark.parametrize(
    ("lead", "words", "sides"),
    [
        (ES114, "Two African states - Mali and Sudan - were among the 35 that abstained.", ["abstain:MLI,SDN"]),
        (ES114, "Four states (Belarus, North Korea, Nicaragua and Syria) were among those that voted against it.", ["no:BLR,PRK,NIC,SYR"]),
        (ES114, "Among the 35 states that abstained were four from Asia: China, India, Pakistan and Laos.", ["abstain:CHN,IND,PAK,LAO"]),
        (ES114, "Russia was joined in opposing the text by four states - Belarus, North Korea, Nicaragua and Syria.", ["no:RUS", "no:BLR,PRK,NIC,SYR"]),
        (ES114, "Of the five voting against, Russia was joined by Belarus and Syria.", ["no:RUS", "no:BLR,SYR"]),
        (ES114, "The five states that voted a “no” were Russia, Belarus, North Korea, Nicaragua and Syria.", ["no:RUS,BLR,PRK,NIC,SYR"]),
        (ES114, "The naysayers were Russia, Belarus, North Korea, Nicaragua and Syria.", ["no:RUS,BLR,PRK,NIC,SYR"]),
        (ES114, "The naysayers were the usual ones: Belarus and Syria.", ["no:BLR,SYR"]),
        (ZIMBABWE, "The draft received favourable votes from Britain, France and Belgium.", ["yes:GBR,FRA,BEL"]),
        (ZIMBABWE, "Opponents of the resolution, which also included Libya and Vietnam, spoke first.", ["no:LBY,VNM"]),
        # none of these says how anyone voted
        (ES114, "Of the 35 that abstained, China was joined by Russia in criticizing the debate.", []),
        (ES114, "Opponents of the war, which included Germany, spoke first.", []),
        (ES114, "Two states - Mali and Sudan - were among the 35 that signed a letter.", []),
        (ES114, "Support from countries such as Brazil helped.", []),
    ],
)  # fmt: skip
def test_sides_in_other_forms(read, lead, words, sides):  # noqa: F811
    day, head = lead
    found = behind(read(head + words, day), head, "vote_position")
    assert [f"{c.asserted['option']}:{','.join(c.asserted['subjects'])}" for c in found] == sides or not sides
    assert bool(found) is bool(sides) and "refuted" not in {c.verdict for c in found}


@pytest.mark.parametrize(
    ("lead", "words", "counts"),
    [
        (ES114, "The vote saw 143 states vote in favour.", {"yes": 143}),
        (ES114, "There were 143 for it, and five - including Belarus and Syria - opposed it.", {"yes": 143, "no": 5}),
        (ES114, "Five states, mostly close partners of Moscow, voted against.", {"no": 5}),
        (ES114, "Ghana and 142 other states voted on Wednesday in the General Assembly to condemn the annexation.", {"yes": 143}),
        (CEASEFIRE, "Thirteen nations in the 15-member council voted for it.", {"yes": 13}),
        (CEASEFIRE, "The text got 13 of 15 votes.", {"yes": 13}),
        (CEASEFIRE, "It won 13 of the 15 votes.", {"yes": 13}),
        (CEASEFIRE, "It was supported by 13 Security Council members with one abstention.", {"yes": 13, "abstain": 1}),
    ],
)  # fmt: skip
def test_counts_in_other_forms(read, lead, words, counts):  # noqa: F811
    day, head = lead
    found = [(c.asserted, c.verdict) for c in behind(read(head + words, day), head, "tally")]
    assert found == [(counts, "supported")]


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("The only country that joined Russia in voting against it and is in Europe was Belarus.", None),
        ("The only state in Europe that joined Moscow in opposing it was Belarus.", None),
        ("Voting with Russia against it were Belarus and Syria.", ["BLR", "SYR", "RUS"]),
    ],
)
def test_who_voted_with_whom_behind_the_verb(read, words, subjects):  # noqa: F811
    day, lead = ES114
    found = behind(read(lead + words, day), lead, "vote_alignment")
    assert "refuted" not in {c.verdict for c in found}
    assert subjects is None or [c.asserted["subjects"] for c in found] == [subjects]


def test_a_text_with_its_aim_is_what_was_voted_down(read):  # noqa: F811
    text = "A UN Security Council resolution on whether to keep lifting sanctions on Iran was voted down on Friday."
    (claim,) = [c for c in read(text, date(2025, 9, 20)).claims if c.kind == "outcome"]
    assert (claim.asserted["outcome"], claim.verdict) == ("rejected", "supported")


def test_abstentions_are_not_compared_as_support(read):  # noqa: F811
    day, lead = ES114
    assert not behind(read(lead + "Thirty-five states abstained, compared to 141 in March.", day), lead, "comparison")


def test_a_total_of_members_of_a_group(read):  # noqa: F811
    day, lead = ES114
    (claim,) = behind(read(lead + "A total of 19 African countries abstained.", day), lead, "group_position")
    assert (claim.asserted["n"], claim.verdict) == (19, "supported")
