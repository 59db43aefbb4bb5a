"""Votes that an article tells of beside the one it is linked to: on a paragraph, of a region, on another state's matter, or
of an earlier time. What states did there is not refuted by the vote that is linked."""

from datetime import date, timedelta

import pytest

from factcheck.engine import Article, check, prepare
from factcheck.engine.linking.around import HAD_VETOED
from factcheck.engine.linking.doubts import COUNTED_THERE
from factcheck.engine.record import Record
from factcheck.engine.text.masking import TAGS
from tests.engine.conftest import LEAD, PUBLISHED
from tests.factories import engine


def told_by(record):
    index = prepare(record)

    def told(text, published=PUBLISHED):
        """The claims behind the lead, by verdict, and the flags."""
        result = check(Article(text, None, published), index)
        behind = len(LEAD) if text.startswith(LEAD) else 0
        return [(c.kind, c.verdict) for c in result.claims if c.start >= behind], [f.code for f in result.flags]

    return told


@pytest.fixture(scope="module")
def told():
    return told_by(engine.record_with_history())


@pytest.mark.parametrize(
    "words",
    [
        "The result was two lower than the year before, when France and Ukraine abstained.",
        "It differs from last year's, when France abstained.",
        "Unlike the previous year, when Ukraine voted against, it had broad support.",
        "The opposition has grown since the first such vote, when Ukraine and France abstained.",
        "It was a poorer showing than at the last session, when France abstained.",
        "The majority was smaller than twelve months ago, when Ukraine abstained.",
        "There were more abstentions than the time before, when France voted no.",
        "The majority shrank from the one in the spring of last year (when Ukraine voted no).",
    ],
)
def test_states_in_a_clause_with_when_voted_so_at_the_time_before_it(told, words):
    claims, flags = told(LEAD + words)
    assert "vote_position" in [kind for kind, _ in claims]
    assert "refuted" not in [verdict for _, verdict in claims]
    assert flags == []


@pytest.mark.parametrize(
    "words",
    [
        "It was adopted on Monday, when France and Ukraine abstained.",
        "The vote was on 24 February 2025, when France and Ukraine abstained.",
        "The members met on Monday afternoon, when France and Ukraine abstained.",
    ],
)
def test_clause_with_when_behind_the_day_of_the_vote_is_about_that_vote(told, words):
    claims, _ = told(LEAD + words)
    assert ("vote_position", "refuted") in claims


@pytest.mark.parametrize(
    "words",
    [
        "Beforehand, operative paragraph 4 was retained. India and Brazil voted against it, while Ukraine abstained.",
        "It had considered preambular paragraph 7, deciding to retain it, with Ukraine and France abstaining.",
        "The reference to the Charter was kept in it, with Ukraine and France abstaining.",
        "It decided to retain operative paragraph 4 (130 in favour to 18 against, with 2 abstentions (Ukraine, France)).",
        "Operative paragraph 4 was kept by 130 votes. Ukraine and France abstained.",
        "The adoption of the text by all was blocked by three states, Belarus, Russia and Nicaragua.",
    ],
)
def test_votes_on_a_paragraph_or_on_consensus_are_none_on_the_whole_text(told, words):
    claims, flags = told(LEAD + words)
    assert "refuted" not in [verdict for _, verdict in claims]
    assert flags == []


def test_an_adoption_that_was_blocked_is_none_that_took_place(told):
    claims, _ = told(LEAD + "The adoption of the resolution was blocked by three states.")
    assert "outcome" not in [kind for kind, _ in claims]


def test_a_vote_on_the_whole_text_is_still_checked(told):
    assert told(LEAD + "France voted against the resolution.")[0] == [("vote_position", "refuted")]


def test_counts_within_a_region_are_told_from_those_of_the_vote():
    n = TAGS["N"]
    assert COUNTED_THERE.search(f"within the asia-pacific region covered here, just {n} countries voted against it")
    assert COUNTED_THERE.search(f"in latin america, {n} states abstained")
    assert not COUNTED_THERE.search(f"{n} countries voted against a text on the situation in the middle east")


@pytest.mark.parametrize("since", ["Since the war began on February 24, 2022, ", "For the eighth time since the invasion of February 24, 2022, "])  # fmt: skip
def test_the_day_from_which_a_time_is_counted_is_none_of_the_vote(told, since):
    claims, _ = told(LEAD + since + "the Assembly voted on a text about Ukraine.")
    assert "date" not in [kind for kind, _ in claims]


@pytest.mark.parametrize(
    "words",
    [
        "European countries broke ranks, with Hungary voting against and several eastern EU members abstaining.",
        "Larger EU members abstained.",
    ],
)
def test_some_members_of_a_group_are_not_the_group(told, words):
    assert "group_position" not in [kind for kind, _ in told(LEAD + words)[0]]


@pytest.mark.parametrize("text", ["the Ukrainian text", "Ukraine's resolution"])
def test_one_of_two_ways_of_voting_with_the_text_between_them(told, text):
    claims, _ = told(LEAD + f"Belarus, China and India voted against {text} or abstained.")
    assert ("vote_position", "supported") in claims


@pytest.fixture(scope="module")
def told_of_the_council():
    small = engine.record_with_history()
    texts = (
        engine.motion(
            "S/2023/901",
            "",
            body="SC",
            description="Draft by France renewing the mission and the sanctions concerning Eritrea for a year",
        ),
    )
    events = (
        engine.event("S/2023/901", date(2023, 8, 30), (13, 1, 1, 0), engine.roll("FRA GBR USA", "RUS", "CHN"), body="SC", result="vetoed"),
    )  # fmt: skip
    return told_by(Record(small.states, small.bodies, small.groups, (*small.motions, *texts), (*small.events, *events)))


def test_a_vote_on_another_state_that_the_record_lacks_is_not_held_against_one_of_that_day(told_of_the_council):
    words = (
        "The UN Security Council has voted to renew the mission in South Sudan for a year. The vote was first to take place Wednesday"
        " but was put off to Thursday. The Council voted 13-0 to renew the mission, with Russia and China abstaining."
    )
    claims, flags = told_of_the_council(words, date(2023, 8, 31))
    assert "refuted" not in [verdict for _, verdict in claims]
    assert flags == []


def test_a_council_is_silent_only_where_the_record_follows_it():
    few, day = engine.record(), date(2025, 4, 20)
    weekly = tuple(
        engine.event(f"S/RES/{2780 + week}", day - timedelta(days=7 * week), (15, 0, 0, 0), None, body="SC")
        for week in range(1, 9)
    )
    motions = tuple(engine.motion(event.key, body="SC") for event in weekly)
    many = Record(few.states, few.bodies, few.groups, (*few.motions, *motions), (*few.events, *weekly))
    assert not prepare(few).is_followed("SC", day)
    assert prepare(many).is_followed("SC", day)
    assert not prepare(many).is_followed("SC", day - timedelta(days=365))


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("{L} abstained because {L} had vetoed a year-long renewal on {T}.", True),
        ("{L} voted for it, as {L} had earlier blocked a tougher text.", True),
        ("{L} vetoed the text, and {L} abstained.", False),
    ],
)
def test_a_veto_is_told_as_one_of_before(words, is_told):
    assert (HAD_VETOED.search(words.format(**TAGS).lower()) is not None) is is_told
