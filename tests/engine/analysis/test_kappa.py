"""Kappa against the numbers its authors and a statistics package print, and against a derivative taken by hand."""

from math import sqrt

import numpy as np
import pytest

from factcheck.engine.analysis import kappa, kappa_of_every_pair, kappa_of_votes, linear, nominal, null_error
from factcheck.engine.analysis.kappa import from_disagreement
from tests.engine.analysis.examples import matrix

COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
"""200 patients, two judges, three diagnoses: the example of Cohen (1960), used again in Cohen (1968)."""
COHEN_WEIGHTS = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
"""How grave each disagreement is, in Cohen (1968)."""

PACKAGE = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]
"""A table with the output that PROC FREQ of SAS prints for it (as carried in the tests of statsmodels)."""


def test_kappa_of_cohens_example_is_the_published_one() -> None:
    # po = (88 + 40 + 12) / 200 = .70, pe = .6 * .5 + .3 * .3 + .1 * .2 = .41, (.70 - .41) / .59
    found = kappa(COHEN)
    assert found.value == pytest.approx(0.29 / 0.59)
    assert round(found.value, 3) == 0.492
    assert found.n == 200


def test_weighted_kappa_of_cohens_example_is_the_published_one() -> None:
    # observed 14 + 3 * 18 + 10 + 6 * 10 + 3 * 2 + 6 * 6 = 180 of 200: .90; expected 1.38
    found = kappa(COHEN, from_disagreement(COHEN_WEIGHTS))
    assert found.value == pytest.approx(1 - 0.90 / 1.38)
    assert round(found.value, 3) == 0.348


@pytest.mark.parametrize(
    ("weights", "value", "error", "low", "high", "null"),
    [(nominal(), 0.4842, 0.1380, 0.2137, 0.7547, 0.1484), (linear(), 0.4701, 0.1457, 0.1845, 0.7558, 0.1426)],
    ids=["simple", "weighted"],
)
def test_kappa_with_errors_is_what_a_statistics_package_prints(weights, value, error, low, high, null) -> None:
    found = kappa(PACKAGE, weights)
    assert [round(x, 4) for x in (found.value, found.error, found.low, found.high)] == [value, error, low, high]
    assert round(null_error(PACKAGE, weights), 4) == null


@pytest.mark.parametrize("weights", [nominal(), linear(), from_disagreement(COHEN_WEIGHTS)])
def test_standard_error_is_that_of_the_delta_method(weights) -> None:
    """The formula of 1969 is the delta method over the multinomial: compare it with numerical derivatives."""
    p = np.array(COHEN) / 200

    def value(cells):
        observed = (weights * cells).sum()
        expected = (weights * np.outer(cells.sum(axis=1), cells.sum(axis=0))).sum() / cells.sum() ** 2
        return (observed / cells.sum() - expected) / (1 - expected)

    step, slope = 1e-6, np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            shift = np.zeros((3, 3))
            shift[i, j] = step
            slope[i, j] = (value(p + shift) - value(p - shift)) / (2 * step)
    variance = ((p * slope**2).sum() - (p * slope).sum() ** 2) / 200
    assert kappa(COHEN, weights).error == pytest.approx(sqrt(variance), rel=1e-6)


def test_two_by_two_kappa_by_hand() -> None:
    # po = 35 / 50 = .70; margins 25/25 and 30/20: pe = .5 * .6 + .5 * .4 = .5
    assert kappa([[20, 5], [10, 15]]).value == pytest.approx(0.4)


def test_interval_is_cut_at_one() -> None:
    found = kappa([[10, 0], [1, 10]])
    assert found.value + 1.96 * found.error > 1
    assert found.high == 1.0


def test_states_that_always_vote_yes_have_no_kappa() -> None:
    built = matrix("yyyy", "yyyy")
    found = kappa_of_votes(built, "A", "B")
    assert (found.value, found.n, found.error, found.low) == (None, 4, None, None)
    assert kappa_of_every_pair(built).of("A", "B") == (None, 4)
    assert null_error([[0, 0], [0, 4]]) is None


def test_a_state_that_never_varies_has_kappa_nought_with_one_that_does() -> None:
    assert kappa_of_votes(matrix("yyyy", "ynay"), "A", "B").value == 0


def test_kappa_without_common_votes_is_not_defined() -> None:
    built = matrix("yx", "xy")
    assert (kappa_of_votes(built, "A", "B").value, kappa_of_votes(built, "A", "B").n) == (None, 0)
    assert kappa_of_every_pair(built).of("A", "B") == (None, 0)


def test_weighted_kappa_of_votes_by_hand() -> None:
    # A: y y n n, B: y a n y. |distance| 0 1 0 2: mean .75. A is yes 1/2, no 1/2; B yes 1/2, abstain 1/4, no 1/4.
    # expected: 1/2 * (1/4 * 1 + 1/4 * 2) + 1/2 * (1/4 * 1 + 1/2 * 2) = 1. kappa = 1 - .75
    built = matrix("yynnx", "yanya")
    assert kappa_of_votes(built, "A", "B").value == pytest.approx(0.25)
    # unweighted: po = 1/2, pe = 1/2 * 1/2 + 1/2 * 1/4 = 3/8
    assert kappa_of_votes(built, "A", "B", weighted=False).value == pytest.approx((1 / 2 - 3 / 8) / (5 / 8))


@pytest.mark.parametrize("weighted", [True, False])
def test_kappa_of_every_pair_is_that_of_each_pair(weighted) -> None:
    built = matrix("yynaxynayy", "ynnyyxyaaa", "aaaynnxyyn", "yyyyyyyyyy", "yyyyyyyyyy", "xxxxxxxxxx")
    pairs = kappa_of_every_pair(built, weighted=weighted)
    for first in built.states:
        for second in built.states:
            one = kappa_of_votes(built, first, second, weighted=weighted)
            value, n = pairs.of(first, second)
            assert n == one.n
            assert value == (one.value if one.value is None else pytest.approx(one.value, abs=1e-12))


@pytest.mark.parametrize(
    ("counts", "weights"),
    [
        ([[1, 2, 3], [4, 5, 6]], None),
        ([[1, 2], [3, 4]], linear(3)),
        ([[-1, 2], [3, 4]], None),
        ([[1, 2], [3, 4]], np.array([[0.5, 0], [0, 1]])),
        ([[1, 2], [3, 4]], np.array([[1.0, 2], [0, 1]])),
        ([[1]], None),
    ],
)
def test_kappa_of_what_is_no_table_is_refused(counts, weights) -> None:
    with pytest.raises(ValueError, match=r"square|counts|weights"):
        kappa(counts, weights)
