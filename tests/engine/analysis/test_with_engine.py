"""The analysis reads the engine's own record, and its kappa is the one that the checks of alignment use."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.engine import prepare
from factcheck.engine.analysis import ABSENT, Matrix, Tallies, agreement, final_texts, kappa_of_votes
from factcheck.engine.claims import alignment
from factcheck.engine.model import Body, Motion, State
from factcheck.engine.record import Record
from tests.engine.analysis.examples import FIRST_DAY, event
from tests.factories import engine


@pytest.fixture(scope="module")
def record():
    return engine.record()


def test_record_of_the_engine_becomes_a_matrix(record) -> None:
    motions = {motion.key: motion for motion in record.motions}
    events = final_texts(record.events, motions)
    built = Matrix.of(events, record.states)
    assert {*built.events, *built.left_out} == {e.key for e in events}
    for e in events:
        if e.key in built.events:
            column = built.cells[:, built.events.index(e.key)]
            for option, cell in (("no", 0), ("abstain", 1), ("yes", 2), ("absent", ABSENT)):
                named = tuple(code for code, found in zip(built.states, column, strict=True) if found == cell)
                assert named == e.roll.states(option)


def test_two_states_on_one_vote_of_the_record(record) -> None:
    built = Matrix.of([e for e in record.events if e.key == "A/RES/ES-11/7"], record.states)
    found = agreement(built, "USA", "RUS", "strict")
    assert (found.value, found.n) == (1, 1)
    assert found.low < 0.25, "one shared vote says little"


def test_tallies_of_the_record_are_the_declared_ones(record) -> None:
    tallies = Tallies.of(e for e in record.events if e.key == "A/RES/ES-11/7")
    assert [tallies.values(m).tolist() for m in ("yes", "no", "abstain")] == [[93], [18], [65]]


@given(st.lists(st.text("ynax-", min_size=2, max_size=2), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_kappa_of_votes_is_that_of_the_checks_of_alignment(columns) -> None:
    events = [event(f"E{n:02}", letters, FIRST_DAY + timedelta(n)) for n, letters in enumerate(columns)]
    motions = tuple(Motion(e.key, "GA") for e in events)
    index = prepare(Record((State("A", "A"), State("B", "B")), (Body("GA", "Assembly"),), (), motions, tuple(events)))
    value, n = alignment.agreement(index, "A", "B", events[-1])
    built = Matrix.of(events)
    if {"A", "B"} <= set(built.states):
        found = kappa_of_votes(built, "A", "B")
        assert found.n == n
        if found.value is not None:
            assert value == pytest.approx(found.value, abs=1e-9)
