"""Agreement by method, Lijphart's index and S, worked by hand."""

from datetime import date

import pytest

from factcheck.engine.analysis import (
    METHODS,
    Matrix,
    agreement,
    every_pair,
    every_pair_by_year,
    lijphart,
    s_of_votes,
    s_score,
    wilson,
)
from tests.engine.analysis.examples import event, matrix

# Ten events. Both voted on eight: yes-yes 3, no-no 1, abstain-abstain 1 (same: 5); yes-no 1 (opposite);
# yes-abstain 1 and abstain-no 1 (one abstains: 2). On the ninth B was absent, on the tenth A was no member.
A, B = "yyynayyay-", "yyynananxy"
HAND = [
    ("strict", 5, 8),  # the same vote on 5 of 8
    ("votes_only", 4, 5),  # yes-yes 3 and no-no 1, against one opposite
    ("half_weight", 6, 8),  # 5 + 2 halves
]


@pytest.mark.parametrize(("method", "scored", "n"), HAND)
def test_agreement_by_method_is_what_the_hand_counts(method, scored, n) -> None:
    found = agreement(matrix(A, B), "A", "B", method)
    assert (found.value, found.n) == (scored / n, n)
    assert (found.low, found.high) == wilson(scored / n, n)


@pytest.mark.parametrize(("method", "scored", "n"), HAND)
def test_agreement_of_every_pair_is_that_of_the_pair(method, scored, n) -> None:
    pairs = every_pair(matrix(A, B), method)
    assert pairs.of("A", "B") == pairs.of("B", "A") == (scored / n, n)


def test_absence_counts_neither_as_abstention_nor_as_disagreement() -> None:
    with_absence, without = matrix("yyx", "yny"), matrix("yy", "yn")
    for method in METHODS:
        assert agreement(with_absence, "A", "B", method) == agreement(without, "A", "B", method)


def test_two_states_that_never_voted_together_have_no_agreement() -> None:
    built = matrix("yx", "xy")
    for method in METHODS:
        assert (agreement(built, "A", "B", method).value, agreement(built, "A", "B", method).n) == (None, 0)
        assert every_pair(built, method).of("A", "B") == (None, 0)
    assert s_of_votes(built, "A", "B").value is None


def test_two_states_that_only_abstained_have_no_agreement_by_votes_only() -> None:
    built = matrix("aa", "aa")
    assert agreement(built, "A", "B", "votes_only").value is None
    assert agreement(built, "A", "B", "strict").value == 1


def test_unknown_method_and_state_are_refused() -> None:
    built = matrix("y", "y")
    with pytest.raises(ValueError, match="loose"):
        agreement(built, "A", "B", "loose")
    with pytest.raises(ValueError, match="loose"):
        every_pair(built, "loose")
    with pytest.raises(ValueError, match="loose"):
        list(every_pair_by_year(built, "loose"))
    with pytest.raises(KeyError, match="ZZZ"):
        agreement(built, "A", "ZZZ", "strict")
    with pytest.raises(KeyError, match="ZZZ"):
        every_pair(built, "strict").of("A", "ZZZ")
    with pytest.raises(ValueError, match="level"):
        agreement(built, "A", "B", "strict", level=1.0)


def test_lijphart_is_the_same_number_as_half_weight() -> None:
    # f = 5 alike, g = 2 with one abstaining, t = 8: (5 + 1) / 8
    assert lijphart(matrix(A, B), "A", "B") == agreement(matrix(A, B), "A", "B", "half_weight")
    assert lijphart(matrix(A, B), "A", "B").value == 0.75


def test_s_of_the_authors_own_example() -> None:
    # Signorino's example: two alliance portfolios, commitments 0 to 3, weighted by shares of capabilities;
    # every distance is 1 of 3, so S = 1 - 2/3 whatever the weights.
    assert s_score([3, 3, 2, 2], [2, 2, 3, 3], weights=[0.5, 0.3, 0.1, 0.1], largest=3) == pytest.approx(1 / 3)


def test_s_weighs_positions() -> None:
    # |x - y| = 0, 2, 1 with weights 1, 2, 1: 1 - 2 * (0 + 4 + 1) / (2 * 4) = -0.25
    assert s_score([2, 2, 1], [2, 0, 2], weights=[1, 2, 1]) == -0.25


def test_s_of_votes_is_half_weight_on_a_scale_from_minus_one_to_one() -> None:
    assert s_of_votes(matrix(A, B), "A", "B").value == pytest.approx(2 * 0.75 - 1)


@pytest.mark.parametrize(
    ("x", "y", "more"),
    [
        ([], [], {}),
        ([1, 2], [1], {}),
        ([1], [1], {"weights": [0]}),
        ([1, 1], [1, 1], {"weights": [2, -1]}),
        ([0], [3], {}),
        ([[1]], [[1]], {}),
    ],
)
def test_s_of_portfolios_that_do_not_fit_is_refused(x, y, more) -> None:
    with pytest.raises(ValueError, match=r"portfolios|position"):
        s_score(x, y, **more)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    # Newcombe, R. G. (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17,
    # table I, the score method without continuity correction.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_interval_is_the_published_one(hits, n, low, high) -> None:
    assert wilson(hits / n, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_wilson_interval_of_all_votes_ends_at_one() -> None:
    assert wilson(1.0, 20)[1] == 1.0


@pytest.mark.parametrize(("share", "n", "level"), [(0.5, 0, 0.95), (1.1, 5, 0.95), (-0.1, 5, 0.95), (0.5, 5, 0)])
def test_wilson_interval_of_what_is_no_share_is_refused(share, n, level) -> None:
    with pytest.raises(ValueError, match=r"interval|share|level"):
        wilson(share, n, level)


def test_every_pair_by_year_has_the_voters_of_each_year_only() -> None:
    built = Matrix.of([event("E1", "ynx", date(2018, 3, 1)), event("E2", "yyn", date(2019, 3, 1))])
    years = dict(every_pair_by_year(built, "strict"))
    assert years[2018].states == ("A", "B")
    assert years[2018].of("A", "B") == (0.0, 1)
    assert years[2019].of("A", "C") == (0.0, 1)
    assert years[2019].of("A", "B") == (1.0, 1)
