"""Percentiles of tallies by body and period."""

from datetime import date

import pytest

from factcheck.engine.analysis import Standing, Tallies, with_counts
from factcheck.engine.model import Counts, RollCall, VoteEvent


def tally(key, yes, no, abstain, *, body="GA", day=date(2019, 5, 1), absent=None, **more):
    return VoteEvent(key, key, body, day, Counts(yes, no, abstain, absent), **more)


EVENTS = [
    tally("E1", 100, 4, 10, day=date(2010, 1, 1)),
    tally("E2", 140, 4, 20),
    tally("E3", 120, 0, 0),
    tally("E4", 93, 18, 65, absent=17),
    tally("E5", 13, 0, 2, body="SC"),
    tally("E6", 50, None, None, day=None),
    tally("E7", 1, 1, 1, reconciled=False),
]


def test_standing_of_a_value_counts_below_equal_and_above() -> None:
    found = Tallies.of(EVENTS).select("GA").standing("no", 4)
    assert found == Standing(below=1, equal=2, above=1)
    assert (found.n, found.percentile, found.at_most) == (4, 50, 0.75)


def test_period_includes_both_ends() -> None:
    tallies = Tallies.of(EVENTS).select("GA", date(2010, 1, 1), date(2019, 5, 1))
    assert tallies.events == ("E1", "E2", "E3", "E4")
    assert Tallies.of(EVENTS).select("GA", date(2010, 1, 2)).events == ("E2", "E3", "E4")


def test_votes_that_do_not_add_up_are_left_out_unless_asked_for() -> None:
    assert "E7" not in Tallies.of(EVENTS).events
    assert "E7" in Tallies.of(EVENTS, unreconciled=True).events


def test_unknown_counts_are_left_out_and_never_nought() -> None:
    tallies = Tallies.of(EVENTS).select("GA")
    assert sorted(tallies.values("yes")) == [50, 93, 100, 120, 140]
    assert sorted(tallies.values("no")) == [0, 4, 4, 18]
    assert tallies.values("absent").tolist() == [17]


def test_yes_share_is_of_votes_cast() -> None:
    assert Tallies.of(EVENTS[3:4]).values("yes_share").tolist() == [pytest.approx(93 / 176)]


def test_quantile_lies_between_tallies() -> None:
    tallies = Tallies.of(EVENTS[:4])
    assert tallies.quantile("yes", 0.5) == 110
    assert tallies.quantile("yes", 0.0) == 93
    assert tallies.quantile("no", 1.0) == 18
    assert tallies.quantile("no", 0.9) == pytest.approx(4 + 0.7 * 14)  # place 0.9 * 3 = 2.7 among 0, 4, 4, 18


def test_no_tallies_have_no_percentile() -> None:
    tallies = Tallies.of([])
    assert (tallies.quantile("yes", 0.5), tallies.standing("yes", 1).percentile) == (None, None)
    assert tallies.standing("yes", 1).at_most is None


def test_unknown_measure_or_share_is_refused() -> None:
    with pytest.raises(ValueError, match="maybe"):
        Tallies.of(EVENTS).standing("maybe", 1)
    with pytest.raises(ValueError, match="share"):
        Tallies.of(EVENTS).quantile("yes", 90)


def test_order_of_events_makes_no_difference() -> None:
    assert Tallies.of(EVENTS).events == Tallies.of(EVENTS[::-1]).events


def test_counts_of_a_roll_call_stand_in_only_where_none_are_declared():
    roll = RollCall({"FRA": "yes", "DEU": "yes", "RUS": "no", "IND": "abstain", "AZE": "absent"})
    bare = VoteEvent("A/1", "A/1", "GA", date(2020, 1, 1), roll=roll, reconciled=False)
    declared = VoteEvent("A/2", "A/2", "GA", date(2020, 1, 1), Counts(3, 1, 1), roll=roll)
    assert with_counts(bare).counts == Counts(2, 1, 1)
    assert with_counts(declared) is declared
