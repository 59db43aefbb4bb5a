"""A vote beside other votes: counts before, trends, firsts, ranks, changes of position."""

from datetime import date

import pytest

from factcheck.engine import Article, check, prepare
from factcheck.engine.record import Record
from tests.factories import engine

YEARLY = "Necessity of ending the economic, commercial and financial embargo imposed against Cuba"
EMBARGO = (
    f"On 29 October 2025 the UN General Assembly adopted the resolution “{YEARLY}” with 165 votes in favour, 7 against and"
    " 12 abstentions. "
)


@pytest.fixture(scope="module")
def yearly():
    """A text that comes back each year, from the 70th to the 80th session; in the 75th the US abstained."""
    everyone = " ".join(code for code in engine._STATES if code not in ("USA", "UKR"))
    motions, events = [], []
    for session in range(70, 81):
        key = f"A/RES/{session}/5"
        motions.append(engine.motion(key, YEARLY, item=""))
        last = session == 80
        counts = (165, 7, 12, 9) if last else (191, 0, 2, 0) if session == 75 else (187, 2, 1, 3)
        votes = engine.roll(
            everyone, "USA UKR" if last else "" if session == 75 else "USA", "USA" if session == 75 else "",
        )  # fmt: skip
        votes = engine.roll(
            everyone + ("" if last else " UKR"),
            " ".join(votes.states("no")),
            " ".join(votes.states("abstain")),
        )
        events.append(engine.event(key, date(1945 + session, 10, 29), counts, votes))
    record = engine.record()
    return prepare(
        Record(record.states, record.bodies, record.groups, (*record.motions, *motions), (*record.events, *events))
    )


@pytest.fixture
def embargo(yearly):
    def embargo(text):
        result = check(Article(EMBARGO + text, None, date(2025, 10, 30)), yearly)
        return [c for c in result.claims if c.kind == "comparison" and c.start >= len(EMBARGO)]

    return embargo


COUNTS = [
    ("Support fell from 141 two years earlier.", "supported"),
    ("The 93 votes were well down from the 141 who backed a similar text in 2023.", "supported"),
    ("The majority was slightly smaller than the 141 who in March 2022 denounced the invasion.", "supported"),
    ("That was far fewer than the 141 votes of the year before.", "supported"),
    ("The majority was bigger than the 141 who backed a similar text in 2023.", "refuted"),
    ("The votes were up from 141 last time.", "refuted"),
    ("It was down from the 120 who backed a similar text before.", "not_in_record"),
    ("Support was lower than in February 2023.", "supported"),
    ("Support was higher than in February 2023.", "refuted"),
]


@pytest.mark.parametrize(("text", "verdict"), COUNTS)
def test_vote_before_named_by_its_count_or_time(claims, text, verdict):
    assert [c.verdict for c in claims(text, "comparison")] == [verdict]


@pytest.mark.parametrize(
    ("text", "direction", "verdict"),
    [
        ("Support for Kyiv has shrunk.", "lower", "supported"),
        ("Backing for Ukraine is waning.", "lower", "supported"),
        ("The vote showed dwindling support for Ukraine.", "lower", "supported"),
        ("Support for Ukraine has grown.", "higher", "refuted"),
    ],
)
def test_trend_is_judged_by_the_last_vote_and_the_highest(claims, text, direction, verdict):
    (claim,) = claims(text, "comparison")
    assert (claim.asserted["direction"], claim.verdict) == (direction, verdict)


RANKS = [
    ("It was the lowest support of all the resolutions since the war began.", "supported"),
    ("The tally was the lowest since the war began.", "supported"),
    ("It was the lowest support among the four resolutions since the invasion.", "supported"),
    ("It was the highest number of votes so far.", "refuted"),
    ("The vote was the highest ever.", "refuted"),
    ("It is the strongest rebuke of Russia so far.", "not_in_record"),
    ("The lowest support so far came in April 2022.", "not_in_record"),
]


@pytest.mark.parametrize(("text", "verdict"), RANKS)
def test_rank_is_judged_by_the_votes_before(claims, text, verdict):
    found = claims(text, "comparison")
    if text.startswith("The lowest support so far came"):
        assert found[0].verdict in ("supported", "not_in_record")  # the vote of April 2022, not the one of 2025
        return
    assert [c.verdict for c in found] == [verdict]


FIRSTS = [
    ("It was the first time that the United States voted against a resolution on Ukraine.", ["USA"], "supported"),
    ("For the first time, Niger voted no.", ["NER"], "not_in_record"),
    ("For the first time Russia voted against a text on Ukraine.", ["RUS"], "refuted"),
    ("For the first time since the war began China abstained.", ["CHN"], "refuted"),
    ("The US has never voted against such a text.", ["USA"], "refuted"),
]


@pytest.mark.parametrize(("text", "states", "verdict"), FIRSTS)
def test_first_time_is_searched_in_the_votes_before(claims, text, states, verdict):
    (claim,) = claims(text, "comparison")
    assert (list(claim.asserted["subjects"]), claim.verdict) == (states, verdict)


YEARLY_FIRSTS = [
    ("For the first time, Ukraine voted against the resolution.", "supported"),
    ("Ukraine voted against it for the first time in decades.", "supported"),
    ("For the first time in decades Ukraine left the ranks of those backing Havana.", "supported"),
    ("It was the first time that the United States voted against it.", "refuted"),
    ("It was the first time since 2022 that the United States voted against it.", "refuted"),
    ("It was the first time since 2024 that the United States voted against it.", "not_in_record"),
    ("In 2020 the US abstained for the first time.", "supported"),
    ("The only time the US abstained was in 2020.", "supported"),
    ("The US has never voted in favour of the resolution.", "supported"),
    ("The US has never abstained in the vote.", "refuted"),
    ("It was adopted for the 11th consecutive year.", "supported"),
    ("It was adopted for the 33rd consecutive year.", "not_in_record"),
    ("The number of votes in favour was the lowest ever.", "supported"),
]


@pytest.mark.parametrize(("text", "verdict"), YEARLY_FIRSTS)
def test_first_in_a_text_that_comes_back_each_year(embargo, text, verdict):
    assert [c.verdict for c in embargo(text)] == [verdict]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Washington voted no, a shift from its earlier position.", ["USA"]),
        ("The US reversed its long-standing position.", ["USA"]),
        ("It was a reversal of Washington's earlier position.", ["USA"]),
        ("It was a sharp break from previous votes by the US.", ["USA"]),
    ],
)
def test_change_of_position_is_supported_by_the_vote_before(claims, text, states):
    (claim,) = claims(text, "comparison")
    assert (list(claim.asserted["subjects"]), claim.verdict) == (states, "supported")


def test_change_of_position_is_never_refuted(claims):
    (claim,) = claims("Russia voted no, a shift from its earlier position.", "comparison")
    assert claim.verdict == "not_in_record"


@pytest.mark.parametrize(
    "text",
    [
        "For the first time in his life the ambassador visited Kyiv.",
        "More than 50 countries spoke before the vote.",
        "He rose from 3 jobs to none.",
        "The highest building in New York can be seen from the hall of the Assembly.",
        "Prices are lower than in 2023, the Assembly heard.",
    ],
)
def test_other_comparisons_are_no_claims(claims, text):
    assert claims(text, "comparison") == []


@pytest.mark.parametrize(
    ("text", "was", "now", "verdict"),
    [
        (
            "India had abstained in a similar vote in 2022 but on Monday voted to condemn Moscow.",
            "abstain",
            "yes",
            "not_in_record",
        ),
        ("The US voted in favour in 2023 but voted against on Monday.", "yes", "no", "supported"),
        ("Niger abstained before voting no.", "abstain", "no", "not_in_record"),
        ("Sudan abstained in 2022, but this time it opposed the resolution.", "abstain", "no", "supported"),
        ("Syria voted against the resolution in 2023 and then abstained.", "no", "abstain", "supported"),
        ("Georgia and the US backed the resolution in 2023 but then voted against it.", "yes", "no", "not_in_record"),
        ("Eritrea, which abstained in 2023, now voted against it.", "abstain", "no", "not_in_record"),
    ],
)
def test_change_told_by_its_two_ends_needs_both_votes(claims, text, was, now, verdict):
    found = [c for c in claims(text, "comparison") if "from" in c.asserted]
    assert [(c.asserted["from"], c.asserted["to"], c.verdict) for c in found] == [(was, now, verdict)]


@pytest.mark.parametrize(
    "text",
    [
        "France voted in favour while India abstained.",
        "The US opposed one resolution but abstained on the other.",
        "Russia voted no, and later China voted yes.",
        "India abstained, but its envoy called for talks.",
        "The US voted against it after voting against a similar text.",
    ],
)
def test_two_votes_of_different_states_or_texts_are_no_change(claims, text):
    assert not [c for c in claims(text, "comparison") if "from" in c.asserted]


def test_earlier_vote_told_in_a_change_does_not_move_the_vote_spoken_of(claims):
    text = "Syria voted against the resolution in 2023 and then abstained. India abstained."
    found = {c.quote: (c.motion, c.verdict) for c in claims(text, "vote_position")}
    assert found["India abstained"] == ("A/RES/ES-11/7", "supported")
    assert found["Syria voted against"] == ("A/RES/ES-11/6", "supported")
    assert "refuted" not in {verdict for _, verdict in found.values()}


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "Nobody voted against, and for the first time there were abstentions – by Ukraine and Eritrea.",
            {"UKR", "ERI"},
        ),
        ("It passed with 93 votes against 8, but for the first time India abstained.", {"IND"}),
        ("Nine voted no; for the first time ever there was an abstention by China.", {"CHN"}),
    ],
)
def test_first_time_that_opens_a_clause_is_said_of_what_follows(claims, text, subjects):
    found = [c for c in claims(text, "comparison") if c.asserted.get("rank") == 1]
    assert [(c.asserted["act"], set(c.asserted["subjects"])) for c in found] == [("abstain", subjects)]
