"""The matrix keeps absent, not a member and unknown apart, and does not depend on the order of what it is given."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from factcheck.engine.analysis import ABSENT, ABSTAIN, NO, NOT_MEMBER, UNKNOWN, YES, Matrix, final_texts, table, tables
from factcheck.engine.model import Group, GroupMembership, Motion, State
from tests.engine.analysis.examples import event, matrix

ROOT = Path(__file__).resolve().parents[3]


def test_cells_of_a_complete_roll_call_hold_what_each_state_did() -> None:
    built = Matrix.of([event("E1", "ynax")])
    assert built.states == ("A", "B", "C", "D")
    assert built.cells.dtype == np.int8
    assert built.cells[:, 0].tolist() == [YES, NO, ABSTAIN, ABSENT]


def test_state_missing_from_a_complete_roll_call_was_no_member() -> None:
    built = Matrix.of([event("E1", "yn"), event("E2", "y-")])
    assert built.row("B").tolist() == [NO, NOT_MEMBER]


def test_state_missing_from_a_partial_roll_call_is_unknown() -> None:
    built = Matrix.of([event("E1", "yn"), event("E2", "y-", complete=False)])
    assert built.row("B").tolist() == [NO, UNKNOWN]


def test_state_missing_from_a_partial_roll_call_before_it_joined_was_no_member() -> None:
    events = [event("E1", "y-", date(1950, 1, 1), complete=False), event("E2", "yn", date(1960, 1, 1), complete=False)]
    built = Matrix.of(events, [State("B", "B", member_from=date(1955, 1, 1))])
    assert built.row("B").tolist() == [NOT_MEMBER, NO]


def test_state_missing_from_an_undated_partial_roll_call_is_unknown() -> None:
    events = [event("E1", "y-", None, complete=False), event("E2", "yn", date(1960, 1, 1))]
    built = Matrix.of(events, [State("B", "B", member_from=date(1955, 1, 1))])
    assert built.row("B").tolist() == [NO, UNKNOWN]
    assert np.isnat(built.days[1])


def test_events_without_a_list_or_that_do_not_add_up_are_named_as_left_out() -> None:
    events = [event("E1", "yn"), event("E2", None), event("E3", "yn", reconciled=False), event("E4", "--")]
    assert Matrix.of(events).left_out == ("E2", "E3", "E4")
    assert Matrix.of(events, unreconciled=True).events == ("E1", "E3")


def test_same_event_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="E1"):
        Matrix.of([event("E1", "yn"), event("E1", "yn")])


def test_order_of_events_makes_no_difference() -> None:
    events = [event("E2", "yn"), event("E1", "ny"), event("E0", "aa", date(2020, 1, 1)), event("E3", "xx", None)]
    one, other = Matrix.of(events), Matrix.of(events[::-1])
    assert one.events == other.events == ("E1", "E2", "E0", "E3")
    assert np.array_equal(one.cells, other.cells)


def test_no_events_give_an_empty_matrix() -> None:
    built = Matrix.of([])
    assert built.cells.shape == (0, 0)
    assert list(built.by_year()) == []
    assert tables(built).shape == (3, 3, 0, 0)


def test_cells_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        matrix("yn").cells[0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        matrix("yn").of_body("GA").cells[0, 0] = 1


def test_state_without_a_row_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="ZZZ"):
        matrix("yn").row("ZZZ")


def test_counts_by_event_keep_absent_and_abstain_apart() -> None:
    built = matrix("ya", "yx", "na", "x-")
    assert built.count(YES).tolist() == [2, 0]
    assert built.count(ABSTAIN).tolist() == [0, 2]
    assert built.count(ABSENT).tolist() == [1, 1]


def test_selection_by_period_body_state_and_year() -> None:
    events = [
        event("E1", "yn", date(2018, 12, 31)),
        event("E2", "ya", date(2019, 1, 1)),
        event("E3", "y-", date(2019, 5, 1), body="SC"),
        event("E4", "yy", None),
    ]
    built = Matrix.of(events)
    assert built.between(date(2019, 1, 1), date(2019, 5, 1)).events == ("E2", "E3")
    assert built.between(date(2000, 1, 1), date(2030, 1, 1)).events == ("E1", "E2", "E3")
    assert built.between(date(2020, 1, 1), date(2010, 1, 1)).events == ()
    assert built.of_body("SC").events == ("E3",)
    assert built.of_body("SC").of_voters().states == ("A",)
    assert built.of_states(["B"]).cells.tolist() == [[NO, ABSTAIN, NOT_MEMBER, YES]]
    assert [(year, part.events) for year, part in built.by_year()] == [(2018, ("E1",)), (2019, ("E2", "E3"))]


def test_mask_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="mask"):
        matrix("yn").where(np.array([True]))


def test_members_of_a_dated_group_are_those_of_the_day() -> None:
    built = Matrix.of([event(f"E{year}", "yyy", date(year, 6, 1)) for year in (2018, 2019, 2020)])
    group = Group(
        "G",
        "G",
        members=(
            GroupMembership("A"),
            GroupMembership("B", start=date(2019, 6, 1)),
            GroupMembership("C", end=date(2018, 6, 1)),
            GroupMembership("Z"),
        ),
    )
    assert built.members(group).tolist() == [[True] * 3, [False, True, True], [True, False, False]]


def test_final_texts_leave_out_amendments_paragraphs_and_procedure() -> None:
    kinds = ["resolution", "draft", "amendment", "paragraph", "procedural"]
    events = [event(kind, "y") for kind in kinds]
    motions = {kind: Motion(kind, "GA", kind=kind) for kind in kinds}
    assert [e.key for e in final_texts(events, motions)] == ["resolution", "draft"]


def test_table_counts_only_events_on_which_both_voted() -> None:
    built = matrix("yynaxy-", "ynnyyxy")
    # both voted on the first four: yes-yes, yes-no, no-no, abstain-yes; order no, abstain, yes
    assert table(built, "A", "B").tolist() == [[1, 0, 0], [0, 0, 1], [1, 0, 1]]


def test_tables_of_all_pairs_are_the_tables_of_each_pair() -> None:
    built = matrix("yynaxyn", "ynnyyxy", "aaaynnx", "xxxxxxx")
    every = tables(built)
    for i, first in enumerate(built.states):
        for j, second in enumerate(built.states):
            assert np.array_equal(every[:, :, i, j], table(built, first, second))


def test_analysis_is_imported_without_the_framework() -> None:
    code = "import sys, factcheck.engine.analysis; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0
