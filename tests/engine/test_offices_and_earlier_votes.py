"""States by their delegations and envoys, counts by their authors, texts that failed where one is said to have passed, and the
vote of the news beside one of before that is told in more detail."""

from datetime import date

import pytest

from factcheck.engine import Article, check
from tests.engine.test_beside_the_vote import JERUSALEM, behind
from tests.engine.test_forms import ES114, index, read  # noqa: F401
from tests.engine.test_sides_and_counts import CEASEFIRE


def sides(result, lead):
    return [
        f"{c.asserted['option']}:{','.join(c.asserted['subjects'])}:{c.verdict}"
        for c in behind(result, lead, "vote_position")
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("The representatives of Belarus and of Nicaragua voted against.", ["no:BLR,NIC:supported"]),
        ("The representative of Belarus and that of Nicaragua voted against it.", ["no:BLR,NIC:supported"]),
        ("The delegate of China, as well as of India, abstained.", ["abstain:CHN,IND:supported"]),
        ("The delegations of Belarus and of Norway opposed it.", ["no:BLR,NOR:refuted"]),
        ("The Belarus, Syria and Nicaragua delegations cast votes against it.", ["no:BLR,SYR,NIC:supported"]),
        ("The Belarusian, Syrian and Nicaraguan delegations cast votes against the text.", ["no:BLR,SYR,NIC:supported"]),
        ("The Chinese and Indian governments abstained.", ["abstain:CHN,IND:supported"]),
        ("Mali's UN ambassador Aya Diallo, who abstained, asked for time.", ["abstain:MLI:supported"]),
        ("Five states (Russia, Belarus, Syria, North Korea and Nicaragua) opposed it.", ["no:RUS,BLR,SYR,PRK,NIC:supported"]),
        ("A few states (including Belarus and Syria) opposed it.", []),
        ("Five states (including Belarus and Syria) opposed it.", ["no:BLR,SYR:supported"]),
        ("The resolution was also not supported by China and India.", ["not_yes:CHN,IND:supported"]),
        ("It passed with the abstention of 35 states, including China and India.", ["abstain:CHN,IND:supported"]),
        ("It passed with the abstention of China and France.", ["abstain:CHN,FRA:refuted"]),
        ("The abstainers, which were as many as in March, included India and Pakistan.", ["abstain:IND,PAK:supported"]),
        ("The absent countries included Iran.", ["absent:IRN:supported"]),
        # one abstained, and the proposals were the other's
        ("Following a proposal of the European Union and Russia, China abstained.", ["abstain:CHN:supported"]),
        # texts and wars of two states are no pair of voters
        ("The war of Russia and that of Syria against their neighbours went on.", []),
    ],
)  # fmt: skip
def test_states_by_their_offices(read, words, said):  # noqa: F811
    day, lead = ES114
    assert sides(read(lead + words, day), lead) == said


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Nicaragua joined Russia in opposition to the text.", "supported"),
        ("Belarus joined Moscow in its opposition to the resolution.", "supported"),
        ("China joined Russia in opposition to the text.", "refuted"),
    ],
)
def test_joining_in_opposition_is_a_vote_against(read, words, verdict):  # noqa: F811
    day, lead = ES114
    (claim,) = behind(read(lead + words, day), lead, "vote_alignment")
    assert (claim.asserted["option"], claim.verdict) == ("no", verdict)


def test_joining_in_opposition_to_something_else_is_none(read):  # noqa: F811
    day, lead = ES114
    assert not behind(read(lead + "Nicaragua joined Russia in opposition to new sanctions.", day), lead, "vote_alignment")  # fmt: skip


@pytest.mark.parametrize(
    ("words", "counts", "verdict"),
    [
        ("It was supported by 143, and opposed by five.", {"yes": 143, "no": 5}, "supported"),
        ("It was supported by 143 out of 193 members.", {"yes": 143}, "supported"),
        ("Five states (Russia, Belarus, Syria, North Korea and Nicaragua) voted against.", {"no": 5}, "supported"),
        ("The yes vote rose to 143.", {"yes": 143}, "supported"),
        ("The number of states in favour dropped to 134.", {"yes": 134}, "refuted"),
    ],
)
def test_counts_by_their_authors(read, words, counts, verdict):  # noqa: F811
    day, lead = ES114
    (claim,) = behind(read(lead + words, day), lead, "tally")
    assert (claim.asserted, claim.verdict) == (counts, verdict)


def test_a_wrong_count_behind_a_right_one_is_told_apart(read):  # noqa: F811
    day, lead = ES114
    found = behind(read(lead + "It was backed by 143 but opposed by six.", day), lead, "tally")
    assert [(c.asserted, c.verdict) for c in found] == [({"yes": 143}, "supported"), ({"no": 6}, "refuted")]


@pytest.mark.parametrize(
    "words",
    ["It was opposed by five lawmakers.", "It was supported by 143, 000 people.", "With nine votes and no veto required, talks went on."],
)  # fmt: skip
def test_other_numbers_are_no_counts(read, words):  # noqa: F811
    day, lead = ES114
    assert not behind(read(lead + words, day), lead, "tally")


def test_the_one_country_that_is_counted_is_the_one_named(read):  # noqa: F811
    day, lead = CEASEFIRE
    assert sides(read(lead + "Only one country voted against, the United States, which spoke first.", day), lead) == ["no:USA:supported"]  # fmt: skip
    words = "Thirteen members backed it, among them Norway, and one country, the United States, opposed it."
    assert "no:USA:supported" in sides(read(lead + words, day), lead)


def test_a_session_of_the_assembly_acts_for_it(read):  # noqa: F811
    text = "The 77th session of the UN General Assembly adopted the resolution “Independent Institution on Missing Persons in the Syrian Arab Republic” in June 2023."
    assert "adopted" in {c.asserted["outcome"] for c in read(text, date(2023, 7, 1)).claims if c.kind == "outcome"}


@pytest.mark.parametrize(
    "words",
    [
        "The UN Security Council on Monday adopted a resolution on Sudan. All fifteen members voted in favour.",
        "The UN Security Council passed a resolution on Sudan on Monday. Nobody voted against it.",
    ],
)
def test_counts_of_a_text_said_to_have_passed_are_not_those_of_the_veto_of_that_day(read, words):  # noqa: F811
    assert "refuted" not in {c.verdict for c in read(words, date(2024, 11, 19)).claims}


def test_counts_of_the_veto_itself_are_held_against_it(read):  # noqa: F811
    text = "Russia on Monday vetoed a draft Security Council resolution on Sudan. Thirteen members voted in favour."
    assert "refuted" in {c.verdict for c in read(text, date(2024, 11, 19)).claims}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("UN General Assembly backs Gaza ceasefire by 153 to 10", "Argentina was one of the states to abstain on the motion."),
        ("UN General Assembly backs Gaza ceasefire by 153 to 10", "Canada voted for the motion, which is largely symbolic."),
        (None, "The UN General Assembly backed a ceasefire in Gaza. Canada voted for the motion, and so did Australia."),
    ],
)  # fmt: skip
def test_the_news_is_not_the_vote_of_before_that_is_told_in_more_detail(index, title, words):  # noqa: F811
    text = f"{words}\n\nThe vote shows how opinion has moved. With 153 countries behind it, support was up from October, when a resolution on Gaza was passed by 120 votes to 14, with 45 abstentions."
    result = check(Article(text, title, date(2023, 12, 13)), index)
    assert "refuted" not in {c.verdict for c in result.claims}


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("All Caribbean countries voted in favour.", "supported"),
        ("All Pacific island states voted in favour.", "supported"),
        ("Most CARICOM members backed the resolution.", "supported"),
        ("No Pacific island state voted against.", "supported"),
        ("Caribbean nations voted against it.", "refuted"),
    ],
)
def test_caribbean_and_pacific_groups(read, words, verdict):  # noqa: F811
    day, lead = ES114
    (claim,) = [c for c in read(lead + words, day).claims if c.start >= len(lead) and "group" in c.asserted]
    assert claim.verdict == verdict


def test_a_loose_group_that_is_divided_is_not_refuted(read):  # noqa: F811
    day, lead = JERUSALEM
    for words in ("Pacific island nations abstained.", "Caribbean states backed the resolution.", "Most Commonwealth members backed it."):  # fmt: skip
        assert "refuted" not in {c.verdict for c in read(lead + words, day).claims}


def test_a_headline_that_counts_what_the_text_does_not_is_not_set_against_it(index):  # noqa: F811
    day, lead = ES114
    result = check(Article(lead.replace(", with 35 abstentions,", ""), "143 states condemn the annexation at the UN, 34 abstain", day), index)  # fmt: skip
    assert [f.code for f in result.flags] == ["tally-wrong"]
    result = check(Article(lead, "143 states condemn the annexation at the UN, 34 abstain", day), index)
    assert sorted(f.code for f in result.flags) == ["headline-body", "tally-wrong"]


def test_the_count_of_before_is_the_base_of_a_drop(read):  # noqa: F811
    text = "The UN General Assembly adopted resolution ES-11/7 on peace in Ukraine on Monday by 93 votes to 18. The yes vote dropped to 93 from 141 in February 2023."
    found = [c for c in read(text, date(2025, 2, 25)).claims if c.kind == "comparison"]
    assert [(c.asserted["count"], c.asserted["to"], c.verdict) for c in found] == [(141, 93, "supported")]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("It was supported by 143 out of 193 UN members.", "supported"),
        ("It was supported by 143 of 195 UN members.", "refuted"),
        ("Of all states, 143 of the 193 members of the General Assembly were for it.", "supported"),
        ("In 1950 nine of the 11 Security Council members voted on another war.", "not_in_record"),
        ("In 1965 the 117-member General Assembly was younger.", "not_in_record"),
        ("In 1950 the 11-member Security Council met.", "not_in_record"),
        ("The 15-member Security Council met.", "supported"),
        ("The 11-member Security Council met.", "refuted"),
    ],
)
def test_the_whole_of_which_a_share_voted_is_the_size_of_the_body_of_its_time(read, words, verdict):  # noqa: F811
    day, lead = ES114
    (claim,) = behind(read(lead + words, day), lead, "body")
    assert claim.verdict == verdict


def test_members_that_take_part_are_not_the_size_of_the_body(read):  # noqa: F811
    day, lead = ES114
    assert not behind(read(lead + "It was supported by 143 of the 183 UN members that voted.", day), lead, "body")


def test_a_narrow_margin_is_that_of_the_votes_for_and_against_too(read):  # noqa: F811
    text = "The UN Human Rights Council on Thursday rejected a debate on Xinjiang by a narrow margin of 19 votes against, 17 in favour and 11 abstentions."
    (claim,) = [c for c in read(text, date(2022, 10, 7)).claims if c.kind == "framing"]
    assert claim.verdict == "supported"


@pytest.mark.parametrize(
    ("words", "counts", "verdict"),
    [
        ("Five nations voted in favour of Russia: Belarus, Syria and others.", {"yes": 5}, "supported"),
        ("Six nations voted in favour of Russia and its claims.", {"yes": 6}, "not_in_record"),
    ],
)
def test_who_is_for_a_state_may_have_voted_against_the_text(read, words, counts, verdict):  # noqa: F811
    day, lead = ES114
    (claim,) = behind(read(lead + words, day), lead, "tally")
    assert (claim.asserted, claim.verdict) == (counts, verdict)


def test_failing_to_vote_with_another_is_no_absence(read):  # noqa: F811
    day, lead = JERUSALEM
    assert sides(read(lead + "Britain failed to vote with Israel on the text.", day), lead) == []
    assert sides(read(lead + "Ukraine failed to vote.", day), lead) == ["absent:UKR:supported"]


@pytest.mark.parametrize(("day", "verdict"), [("Thursday", "supported"), ("Wednesday", "refuted")])
def test_a_day_in_the_words_of_a_count_is_that_of_the_vote_counted(read, day, verdict):  # noqa: F811
    text = f"The United Nations General Assembly has handed Donald Trump a rebuke over Jerusalem.\n\nOn {day} 128 members were in favour of the resolution. But only nine states were against."
    (claim,) = [c for c in read(text, date(2017, 12, 22)).claims if c.kind == "date"]
    assert claim.verdict == verdict
