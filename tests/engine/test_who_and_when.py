"""Forms of telling who voted how and when that hang on the words around: asides, lists behind counts, days that open a
sentence, relative clauses, and words that only seem to tell how a vote ended."""

from datetime import date

import pytest

from tests.engine.test_circumstances import told
from tests.engine.test_forms import GAZA, index, read  # noqa: F401

WAR = (
    date(2025, 2, 26),
    "The UN General Assembly on Monday adopted a resolution on Ukraine by 93 votes to 18, with 65 abstentions. ",
)


def behind(read, text, lead=WAR):  # noqa: F811
    published, head = lead
    return [c for c in read(head + text, published).claims if c.start >= len(head)]


@pytest.mark.parametrize(
    ("text", "states", "option"),
    [
        ("Countries like Belarus, North Korea and Russia opposed the resolution.", "BLR PRK RUS", "no"),
        ("Permanent Security Council members Russia and the United States voted against the resolution.", "RUS USA", "no"),
        ("It came with abstentions from permanent member China.", "CHN", "abstain"),
        ("Hungary voted against it, together with three other countries - Israel, Haiti and Palau - that day.", "HUN ISR HTI PLW", "no"),
        ("The United States, which a year ago voted for Kyiv's text, this time voted against it.", "USA", "no"),
        ("Hungary, the only EU member to vote against, was joined by Israel.", "HUN", "no"),
        ("Guatemala, another of the 93 \"yes\" votes, welcomed it.", "GTM", "yes"),
        ("Opposing it were: Hungary, Israel, Haiti and Palau.", "HUN ISR HTI PLW", "no"),
        ("China preferred to abstain.", "CHN", "abstain"),
        ("Eighteen states opposed it. One EU member, Hungary, was among them.", "HUN", "no"),
    ],
)  # fmt: skip
def test_states_of_an_aside_or_a_list_are_found(read, text, states, option):  # noqa: F811
    claims = [c for c in behind(read, text) if c.kind == "vote_position"]
    mine = [c for c in claims if (c.asserted["subjects"], c.asserted["option"]) == (states.split(), option)]
    assert [(c.motion, c.verdict) for c in mine] == [("A/RES/ES-11/7", "supported")]


@pytest.mark.parametrize(
    "text",
    [
        "Eighteen states opposed it. Two EU members, Hungary and Greece, are on that list.",
        "Russia, Iran and Nicaragua were the only ones against.",
        "China, which a year ago abstained on Kyiv's text, this time voted in favour.",
        "Germany, the only EU member to vote against, was joined by Israel.",
        "Japan, another of the 18 \"no\" votes, said nothing.",
        "Countries like Belarus, Brazil and Russia opposed the resolution.",
    ],
)  # fmt: skip
def test_slip_in_an_aside_or_a_list_is_refuted(read, text):  # noqa: F811
    assert "refuted" in {c.verdict for c in behind(read, text) if c.kind == "vote_position"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The result of the vote: in favor 93; against 18; abstentions 65.", {"yes": 93, "no": 18, "abstain": 65}),
        ("It was put to the vote: for 93, against 18, abstention(s) 65.", {"yes": 93, "no": 18, "abstain": 65}),
        ("The 93-to-18 vote was a surprise.", {"yes": 93, "no": 18}),
        ("The resolution had 93 countries vote in its favour, while 65 countries - including China - abstained.", {"yes": 93, "abstain": 65}),
        ("It passed with 18 nations, mostly friends of Moscow and of Washington, voting against.", {"no": 18}),
        ("In the end 93 countries in the 193-member assembly voted in favour.", {"yes": 93}),
    ],
)  # fmt: skip
def test_counts_in_rows_and_round_asides_are_found(read, text, said):  # noqa: F811
    claim = next(c for c in behind(read, text) if c.kind == "tally")
    assert {name: claim.asserted[name] for name in said} == said
    assert (claim.motion, claim.verdict) == ("A/RES/ES-11/7", "supported")


def test_day_that_opens_a_sentence_holds_for_what_is_told_with_it(read):  # noqa: F811
    lead = "The UN Security Council on Monday demanded a ceasefire in Gaza. The vote was 14-0, the US abstaining. "
    text = "Only last Friday an American text had been blocked by Russia and China, with Algeria also against and Guyana abstaining."
    found = told(behind(read, text, (date(2024, 3, 25), lead)), "outcome", "vote_position")
    assert found == [("S/2024/239", "supported")] * 3


def test_text_that_single_states_blocked_is_no_veto_of_others(read):  # noqa: F811
    lead = "The UN Security Council met on Monday. "
    text = "A draft resolution on Sudan had been blocked by India and Brazil."
    assert not told(behind(read, text, (date(2024, 11, 19), lead)), "outcome")


@pytest.mark.parametrize(
    "text",
    [
        "It fell short of a binding embargo, but it tells the world what most states think.",
        "The text falls short of naming an aggressor.",
    ],
)
def test_what_a_text_falls_short_of_saying_is_no_failed_vote(read, text):  # noqa: F811
    assert not told(behind(read, text), "outcome")


@pytest.mark.parametrize("rest", ["of a two-thirds majority", "of the votes needed", "of adoption", ""])
def test_what_falls_short_of_votes_failed(read, rest):  # noqa: F811
    (claim,) = [c for c in behind(read, f"The resolution fell short {rest}.") if c.kind == "outcome"]
    assert claim.asserted["outcome"] == "rejected"


def test_end_told_with_a_day_of_another_age_is_not_that_of_the_vote_spoken_of(read):  # noqa: F811
    found = told(behind(read, "It was adopted on 3 November 1950 by 52 votes."), "outcome", "tally")
    assert found == [(None, "not_in_record")] * 2


def test_direction_behind_the_states_is_stated(read):  # noqa: F811
    published, head = WAR
    result = read(f"{head}Hungary and Israel lined up with the United States against.", published)
    assert "direction-ambiguous" not in {flag.code for flag in result.flags}
    (claim,) = [c for c in result.claims if c.kind == "vote_alignment"]
    assert claim.asserted["option"] == "no"


def test_members_of_the_assembly_of_a_year_that_is_told_are_left_open(read):  # noqa: F811
    lead = (date(2026, 1, 5), "")
    text = "In 1975 the {}-member General Assembly was asked for its opinion. It voted."
    sizes = {n: [c.verdict for c in behind(read, text.format(n), lead) if c.kind == "body"] for n in (144, 193, 150)}
    assert sizes == {144: ["not_in_record"], 193: ["supported"], 150: ["refuted"]}


def test_relative_clause_on_a_text_goes_with_it(read):  # noqa: F811
    text = "In a separate ballot Austria cast its vote for the resolution on the law of the sea, on which Mexico, Japan and Egypt abstained."
    assert "refuted" not in {c.verdict for c in behind(read, text, GAZA)}


def test_name_of_two_states_in_a_list_is_said_to_be_left_aside(read):  # noqa: F811
    (claim,) = [c for c in behind(read, "Qatar, Indonesia and Congo abstained.") if c.kind == "vote_position"]
    assert claim.asserted["subjects"] == ["QAT", "IDN"]
    assert "“Congo” may mean more than one state, so nothing was asked of it." in claim.explanation


def test_friends_of_a_state_are_not_that_state(read):  # noqa: F811
    claims = behind(read, "Some 65 countries, mainly US allies, abstained. Russian allies voted no.")
    assert not [c for c in claims if c.kind == "vote_position" and c.asserted.get("subjects")]
