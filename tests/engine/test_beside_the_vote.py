"""Words of another time, another vote or another matter that stand beside a vote, in general forms: whose they are, and that
none of them is held against the vote told of."""

from datetime import date

import pytest

from tests.engine.test_forms import ES114, index, read  # noqa: F401

JERUSALEM = (
    date(2017, 12, 22),
    "The General Assembly voted 128 to 9 on Thursday, with 35 abstentions, to ask states not to open embassies in Jerusalem. ",
)
MH17 = (date(2015, 7, 30), "On Wednesday Russia vetoed a Malaysian-drafted Security Council resolution on a tribunal for flight MH17. ")  # fmt: skip


def behind(result, lead, kind):
    return [c for c in result.claims if c.kind == kind and c.start >= len(lead)]


@pytest.mark.parametrize(
    "words",
    [
        "Prior to 2022, Hungary had voted against the resolution that the Assembly approved on Wednesday.",
        "Before this year, Hungary voted against the resolution that the Assembly approved on Wednesday.",
        "Until 2021, Hungary was opposed to the resolution that the Assembly approved on Wednesday.",
        "In the years before that, Hungary voted against it.",
        "In previous years, Hungary voted against it.",
        "Up until this week's vote, Hungary voted against it.",
    ],
)
def test_what_a_state_did_before_is_about_an_earlier_vote(read, words):  # noqa: F811
    day, lead = ES114
    (claim,) = behind(read(lead + words, day), lead, "vote_position")
    assert claim.asserted["when"] == "before" and claim.verdict == "not_in_record"


def test_a_habit_that_ended_is_no_habit_of_all_earlier_votes(read):  # noqa: F811
    day, lead = ES114
    (claim,) = behind(read(lead + "From 2015 to 2018, Hungary always voted against it.", day), lead, "vote_position")
    assert claim.asserted["when"] == "before"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Five EU members - Croatia, the Czech Republic, Hungary, Poland and Romania - abstained.", "depends"),
        ("Five EU members (Croatia, the Czech Republic, Hungary, Poland and Romania) abstained.", "depends"),
        ("Six EU members - Croatia, the Czech Republic, Hungary, Latvia, Poland and Romania - abstained.", "supported"),
        ("Five EU members abstained.", "refuted"),
        ("Seven EU members - Croatia, the Czech Republic, Hungary, Latvia, Poland and Romania - abstained.", "refuted"),
    ],
)
def test_a_number_beside_its_names_counts_those(read, words, verdict):  # noqa: F811
    day, lead = JERUSALEM
    (claim,) = behind(read(lead + words, day), lead, "group_position")
    assert claim.verdict == verdict


@pytest.mark.parametrize(
    ("words", "is_flagged"),
    [
        ("Russia vetoed the draft that called for sanctions to punish those who fired.", False),
        ("Russia vetoed a resolution to punish those responsible.", False),
        ("Russia vetoed the resolution, which set up a court because of the dead.", False),
        ("Russia vetoed it to please the rebels.", True),
        ("Russia vetoed the resolution to please the rebels.", True),
        ("Russia vetoed the text out of fear.", True),
    ],
)
def test_a_reason_for_what_a_text_says_is_none_for_a_vote(read, words, is_flagged):  # noqa: F811
    day, lead = MH17
    codes = {flag.code for flag in read(lead + words, day).flags if flag.start >= len(lead)}
    assert ("motive-without-record" in codes) is is_flagged


def test_a_veto_of_a_day_named_is_that_days_though_others_wrote_its_text(read):  # noqa: F811
    day, lead = MH17
    words = "On July 8 Russia had used its veto against a text on Srebrenica."
    (claim,) = behind(read(lead + words, day), lead, "outcome")
    assert (claim.motion, claim.verdict) == ("S/2015/508", "supported")


@pytest.mark.parametrize(
    "words", ["Moscow vetoed the bid for a tribunal.", "Russia vetoed the request for a tribunal."]
)
def test_what_is_vetoed_is_no_question_of_procedure(read, words):  # noqa: F811
    day, lead = MH17
    (claim,) = behind(read(lead + words, day), lead, "outcome")
    assert (claim.motion, claim.verdict) == ("S/2015/562", "supported")


def test_a_motion_for_priority_is_not_the_text(read):  # noqa: F811
    lead = "The General Assembly adopted resolution 2758 on Monday by 76 votes to 35. "
    found = behind(read(lead + "A motion for priority was approved before.", date(1971, 10, 26)), lead, "outcome")
    assert [c.verdict for c in found] == ["not_in_record"]


def test_what_a_text_said_that_was_revoked_is_not_what_the_vote_says(read):  # noqa: F811
    text = "The General Assembly voted by 111 to 25 on Monday to revoke its resolution branding Zionism as racism."
    found = [c for c in read(text, date(1991, 12, 17)).claims if c.kind == "provision"]
    assert "branding" not in {c.asserted["verb"] for c in found}


def test_counts_of_the_council_alone_name_no_vote_of_long_before(read):  # noqa: F811
    text = "The motion won eleven votes in the Security Council, with one against and three abstentions."
    assert {c.verdict for c in read(text, date(2021, 3, 19)).claims if c.kind == "tally"} == {"not_in_record"}


def test_those_who_stand_by_a_state_in_opposing_are_not_counted_in_favour(read):  # noqa: F811
    day, lead = ES114
    words = "Belarus and Syria were among four countries that supported Russia in opposing it."
    assert not any("yes" in c.asserted for c in behind(read(lead + words, day), lead, "tally"))
