"""Words of press reports that speak of something beside the vote: another text, another day, the state a text is against."""

import pytest

from tests.engine.test_beside_the_vote import behind
from tests.engine.test_forms import ES114, index, read  # noqa: F401


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The Assembly adopted, by consensus, a resolution on fishing.", "outcome"),
        ("The Assembly adopted, without a vote, a resolution on fishing.", "outcome"),
        ("Another rejected resolution, introduced by Austria, would have added a demand on hostages.", "sponsorship"),
        ("Another draft, tabled by Kenya, was vetoed by nobody.", "sponsorship"),
    ],
)
def test_a_text_brought_up_by_the_way_is_another_one(read, words, kind):  # noqa: F811
    day, lead = ES114
    result = read(lead + words, day)
    assert {claim.verdict for claim in behind(result, lead, kind)} == {"not_in_record"}
    assert not [flag for flag in result.flags if flag.start >= len(lead)]


@pytest.mark.parametrize(
    ("words", "verdicts"),
    [
        ("The Assembly voted on the text rejecting Moscow's 30 September decision to annex four regions.", []),
        ("The Assembly voted on the text after his 30 September speech.", []),
        ("The Assembly voted on the text on 11 October 2022.", ["refuted"]),
        ("The Assembly adopted the text at its Wednesday afternoon meeting.", ["supported"]),
    ],
)
def test_a_day_that_belongs_to_something_else_is_not_the_day_of_the_vote(read, words, verdicts):  # noqa: F811
    day, lead = ES114
    assert [claim.verdict for claim in behind(read(lead + words, day), lead, "date")] == verdicts


def test_states_that_vote_against_one_of_them_vote_against_a_text_on_it(read):  # noqa: F811
    day, lead = ES114
    words = "Russia, Syria, Belarus, North Korea and Nicaragua voted against Russia."
    result = read(lead + words, day)
    assert behind(result, lead, "vote_alignment") == []
    assert not [flag for flag in result.flags if flag.start >= len(lead)]


FAVOUR = "The UN General Assembly voted on Wednesday to condemn Russia's attempted annexation of four regions of Ukraine. A total of 143 countries voted in favour. "


@pytest.mark.parametrize(
    ("words", "verdicts"),
    [
        ("There were 35 abstentions.", {"supported"}),
        ("There were 52 abstentions.", {"refuted"}),
        ("A further 52 countries, among them India, abstained.", {"refuted"}),
        ("A similar draft drew 52 abstentions.", {"not_in_record"}),
        ("In the Third Committee 52 countries abstained.", {"not_in_record"}),
        ("On an amendment there were 52 abstentions.", {"not_in_record"}),
        ("The previous text had 52 abstentions.", {"not_in_record"}),
        ("In the vote on credentials there were 52 abstentions.", {"not_in_record"}),
        ("In the vote on Syria there were 52 abstentions.", {"not_in_record"}),
        ("In Geneva 52 states abstained.", {"not_in_record"}),
        ("Of the African states, 52 did not vote.", {"not_in_record"}),
        ("Among the 120 members of the Non-Aligned Movement there were 52 abstentions.", {"not_in_record"}),
    ],
)
def test_what_is_left_of_the_counts_of_a_vote_is_held_against_it(read, words, verdicts):  # noqa: F811
    day, _ = ES114
    claims = behind(read(FAVOUR + words, day), FAVOUR, "tally")
    assert {claim.verdict for claim in claims} <= verdicts
    assert claims or verdicts == {"not_in_record"}


@pytest.mark.parametrize(
    "words",
    [
        "A total of 152 countries voted for the text, tabled each year, on Wednesday and only India voted against it.",
        "In the annual vote on the text, India voted against it.",
    ],
)
def test_what_comes_each_year_is_no_other_time(read, words):  # noqa: F811
    day, lead = ES114
    verdicts = {claim.verdict for claim in behind(read(lead + words, day), lead, "vote_position")}
    assert verdicts == {"refuted"}


def test_day_of_something_else_turns_to_no_other_time(read):  # noqa: F811
    day, lead = ES114
    words = "It called on states not to recognise Moscow's 30 September decision to annex them. India voted against the resolution."
    (claim,) = behind(read(lead + words, day), lead, "vote_position")
    assert claim.verdict == "refuted"


@pytest.mark.parametrize(
    "words",
    [
        "India opposed its 2 March demand that Russia withdraw.",
        "India voted against the Assembly's 2 March decision to condemn the invasion.",
        "India has voted against the annual resolution.",
    ],
)
def test_what_may_be_another_vote_is_not_held_against_this_one(read, words):  # noqa: F811
    day, lead = ES114
    result = read(lead + words, day)
    assert {claim.verdict for claim in result.claims if claim.start >= len(lead)} <= {"not_in_record"}
