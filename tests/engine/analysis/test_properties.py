"""What must hold for any roll calls whatever: symmetry, bounds, order, identical states."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factcheck.engine.analysis import (
    METHODS,
    Matrix,
    agreement,
    agreement_index,
    cohesion,
    every_pair,
    kappa,
    kappa_of_every_pair,
    kappa_of_votes,
    linear,
    nominal,
    rice,
    s_of_votes,
    table,
    wilson,
)
from tests.engine.analysis.examples import FIRST_DAY, event

STATES = 4
votes = st.lists(st.text("ynax-", min_size=STATES, max_size=STATES), min_size=1, max_size=25)
counts = st.integers(0, 200)


def events_of(columns, complete=True):
    return [event(f"E{n:02}", c, FIRST_DAY + timedelta(40 * n), complete=complete) for n, c in enumerate(columns)]


def built(columns):
    return Matrix.of([event("first", "yyyy"), *events_of(columns)])


@given(votes)
@settings(max_examples=60, deadline=None)
def test_measures_are_symmetric_and_within_bounds(columns) -> None:
    m = built(columns)
    for method in METHODS:
        one, other = agreement(m, "A", "B", method), agreement(m, "B", "A", method)
        assert one == other
        if one.value is not None:
            assert 0 <= one.low <= one.value <= one.high <= 1
    for weighted in (True, False):
        one, other = kappa_of_votes(m, "A", "B", weighted=weighted), kappa_of_votes(m, "B", "A", weighted=weighted)
        assert (one.value is None) == (other.value is None)
        if one.value is not None:
            assert one.value == pytest.approx(other.value, abs=1e-12)
            assert one.error == pytest.approx(other.error, abs=1e-7)
            assert -1 - 1e-12 <= one.value <= 1
    s = s_of_votes(m, "A", "B").value
    assert s is None or -1 <= s <= 1


@given(votes)
@settings(max_examples=60, deadline=None)
def test_all_pairs_at_once_are_the_pairs_one_by_one(columns) -> None:
    m = built(columns)
    for method in METHODS:
        pairs = every_pair(m, method)
        assert np.array_equal(pairs.values, pairs.values.T, equal_nan=True)
        for first in m.states:
            for second in m.states:
                one = agreement(m, first, second, method)
                assert pairs.of(first, second) == (one.value, one.n)
    pairs = kappa_of_every_pair(m)
    value, n = pairs.of("A", "B")
    one = kappa_of_votes(m, "A", "B")
    assert n == one.n
    assert value == (None if one.value is None else pytest.approx(one.value, abs=1e-12))


@given(votes, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_of_events_and_names_of_states_change_nothing(columns, random) -> None:
    events = events_of(columns)
    shuffled = random.sample(events, len(events))
    one, other = Matrix.of(events), Matrix.of(shuffled)
    assert one.states == other.states
    assert np.array_equal(one.cells, other.cells)
    turned = built([column[::-1] for column in columns])  # A votes as D did, B as C
    m = built(columns)
    for method in METHODS:
        assert agreement(m, "A", "B", method) == agreement(turned, "D", "C", method)


@given(st.lists(st.sampled_from("ynax"), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_identical_states_agree_fully(letters) -> None:
    m = Matrix.of(events_of([letter * 2 for letter in letters]))
    cast = [letter for letter in letters if letter != "x"]
    assume(cast)
    assert agreement(m, "A", "B", "strict").value == 1
    assert agreement(m, "A", "B", "half_weight").value == 1
    assert agreement(m, "A", "B", "votes_only").value == (1 if set(cast) - {"a"} else None)
    assert s_of_votes(m, "A", "B").value == 1
    found = kappa_of_votes(m, "A", "B")
    assert found.value == (1 if len(set(cast)) > 1 else None)
    assert found.error == (pytest.approx(0, abs=1e-7) if len(set(cast)) > 1 else None)


@given(votes, st.lists(st.sampled_from(["yx", "xn", "x-", "xx"]), max_size=8))
@settings(max_examples=40, deadline=None)
def test_events_that_one_of_two_missed_change_nothing(columns, missed) -> None:
    pairs = [column[:2] for column in columns]
    m, more = built(pairs), Matrix.of([event("first", "yy"), *events_of(pairs + missed)])
    for method in METHODS:
        assert agreement(m, "A", "B", method) == agreement(more, "A", "B", method)
    assert np.array_equal(table(m, "A", "B"), table(more, "A", "B"))


@given(st.lists(counts, min_size=9, max_size=9))
@settings(deadline=None)
def test_kappa_of_any_table_is_at_most_one_and_turns_with_it(cells) -> None:
    grid = np.array(cells).reshape(3, 3)
    assume(grid.sum())
    for weights in (nominal(), linear()):
        found = kappa(grid, weights)
        if found.value is None:
            continue
        assert -1 - 1e-9 <= found.value <= 1
        assert found.low <= found.high
        assert found.value == pytest.approx(kappa(grid.T, weights).value, abs=1e-9)
        assert found.value == pytest.approx(kappa(grid[::-1, ::-1], weights).value, abs=1e-9)
        assert found.value == pytest.approx(kappa(grid * 7, weights).value, abs=1e-9)
        assert kappa(grid * 7, weights).error == pytest.approx(found.error / 7**0.5, abs=1e-6)


@given(counts, counts, counts)
def test_cohesion_of_any_tally_is_between_nought_and_one(yes, no, abstain) -> None:
    for value in (rice(yes, no), agreement_index(yes, no, abstain)):
        assert np.isnan(value) or 0 <= value <= 1
    assert np.array_equal(agreement_index(yes, no, abstain), agreement_index(abstain, yes, no), equal_nan=True)


@given(votes)
@settings(max_examples=40, deadline=None)
def test_cohesion_of_everybody_is_that_of_the_tallies(columns) -> None:
    m = built(columns)
    found = cohesion(m, m.states, at_least=1)
    assert np.array_equal(found.agreement, agreement_index(m.count(2), m.count(0), m.count(1)), equal_nan=True)


@given(st.integers(1, 5000), st.data())
def test_wilson_interval_holds_the_share_and_narrows_with_n(n, data) -> None:
    hits = data.draw(st.integers(0, n))
    low, high = wilson(hits / n, n)
    assert 0 <= low <= hits / n <= high <= 1
    wide_low, wide_high = wilson(hits / n, n, level=0.99)
    assert wide_low <= low
    assert high <= wide_high
    more_low, more_high = wilson(hits / n, n * 10)
    assert more_high - more_low <= high - low
