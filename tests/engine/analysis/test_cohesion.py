"""Rice's index and the agreement index, worked by hand."""

from datetime import date

import numpy as np
import pytest

from factcheck.engine.analysis import Matrix, agreement_index, cohesion, rice
from factcheck.engine.model import Group, GroupMembership
from tests.engine.analysis.examples import event, matrix


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "index", "agreement"),
    [
        (10, 0, 0, 1, 1),
        (0, 7, 0, 1, 1),
        (6, 2, 0, 0.5, (6 - 1) / 8),
        (5, 5, 5, 0, 0),  # equally divided
        (10, 10, 100, 0, (100 - 10) / 120),  # Rice's index does not see the hundred
        (30, 10, 10, 0.5, (30 - 10) / 50),
    ],
)
def test_indices_of_a_tally_by_hand(yes, no, abstain, index, agreement) -> None:
    assert rice(yes, no) == pytest.approx(index)
    assert agreement_index(yes, no, abstain) == pytest.approx(agreement)


def test_group_of_abstainers_has_an_agreement_index_and_no_rice_index() -> None:
    assert np.isnan(rice(0, 0))
    assert agreement_index(0, 0, 4) == 1


def test_nobody_has_no_index() -> None:
    assert np.isnan(agreement_index(0, 0, 0))


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        rice(-1, 2)


def test_cohesion_of_codes_leaves_absences_and_strangers_out() -> None:
    built = matrix("yyx", "yna", "yax", "nnn")
    found = cohesion(built, ["A", "B", "C", "ZZZ"])
    assert found.voted.tolist() == [3, 3, 1]
    assert found.members.tolist() == [3, 3, 3]
    assert found.rice[:2].tolist() == [1, 0]
    assert found.agreement[:2].tolist() == [1, 0]
    assert np.isnan(found.agreement[2]), "one vote says nothing of cohesion"
    assert (found.mean_rice, found.mean_agreement) == (0.5, 0.5)
    assert cohesion(built, ["A", "B", "C"], at_least=1).agreement[2] == 1


def test_cohesion_of_a_dated_group_counts_members_of_the_day() -> None:
    built = Matrix.of([event("E1", "ynn", date(2019, 1, 1)), event("E2", "ynn", date(2020, 2, 1))])
    group = Group(
        "G", "G", members=(GroupMembership("B"), GroupMembership("C"), GroupMembership("A", end=date(2020, 1, 31)))
    )
    found = cohesion(built, group)
    assert found.voted.tolist() == [3, 2]
    assert found.rice.tolist() == [pytest.approx(1 / 3), 1]


def test_group_that_never_voted_has_no_mean() -> None:
    found = cohesion(matrix("xx", "yy"), ["A"])
    assert (found.mean_rice, found.mean_agreement) == (None, None)
