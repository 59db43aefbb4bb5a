"""Titles beside keys in explanations."""

from datetime import date

import pytest

from factcheck.engine import Record, prepare
from factcheck.engine.model import Counts, Motion, VoteEvent
from factcheck.engine.naming import plain_title, titled
from tests.factories import engine

EMBARGO = "Necessity of ending the economic, commercial and financial embargo imposed by the United States of America against Cuba"


@pytest.fixture(scope="module")
def named():
    motions = (
        engine.motion("A/RES/74/7", EMBARGO),
        engine.motion("A/RES/31/9", description="TO STRONGLY DEPLORE THE MEASURES TAKEN"),
        engine.motion("A/RES/53/77U", description="Ultimate elimination of nuclear weapons"),
        engine.motion("A/RES/3379(XXX)", "Elimination of racial discrimination"),
        Motion("SC/2025-09-19/relief", "SC", description="Relief of sanctions", kind="draft"),
    )
    events = (
        VoteEvent("A/RES/74/7@2", "A/RES/74/7", "GA", date(2019, 11, 7), Counts(187, 3, 2), sequence=2),
        VoteEvent("SC/2025-09-19/relief", "SC/2025-09-19/relief", "SC", date(2025, 9, 19), Counts(4, 9, 2)),
    )
    small = engine.record()
    record = Record(small.states, small.bodies, (), (*small.motions, *motions), (*small.events, *events))
    index = prepare(record)
    return lambda text: titled(text, index)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("On A/RES/ES-11/8 France voted yes. The vote on A/RES/ES-11/8 was close.", "On “The path to peace” (A/RES/ES-11/8) France voted yes. The vote on A/RES/ES-11/8 was close."),
        ("A/RES/ES-11/8 (93 yes) passed.", "“The path to peace” (A/RES/ES-11/8, 93 yes) passed."),
        ("A/RES/ES-11/8 has the title “The path to peace”.", "A/RES/ES-11/8 has the title “The path to peace”."),
        ("The vote on A/RES/74/7 was 187 yes.", "The vote on “Necessity of ending the economic, commercial and financial embargo imposed by the United States of America…” (A/RES/74/7) was 187 yes."),
        ("On A/RES/74/7@2 France voted yes.", "On “Necessity of ending the economic, commercial and financial embargo imposed by the United States of America…” (A/RES/74/7, second vote) France voted yes."),
        ("On A/RES/31/9 France voted yes.", "On A/RES/31/9 France voted yes."),
        ("On A/RES/53/77U France voted yes.", "On A/RES/53/77U (Ultimate elimination of nuclear weapons) France voted yes."),
        ("On A/RES/3379(XXX) France voted no.", "On “Elimination of racial discrimination” (A/RES/3379(XXX)) France voted no."),
        ("A/RES/ES-11/8/amendment-4 was rejected.", "Amendment 4 to A/RES/ES-11/8 was rejected."),
        ("SC/2025-09-19/relief was rejected.", "The draft of 19 September 2025 in the Security Council (Relief of sanctions) was rejected."),
        ("On SC/2025-09-19/relief (Security Council) France abstained.", "On the draft of 19 September 2025 in the Security Council (Relief of sanctions, Security Council) France abstained."),
        ("It holds for A/RES/99/99.", "It holds for A/RES/99/99."),
    ],
)  # fmt: skip
def test_key_is_read_with_title_and_without_inner_names(named, text, read):
    assert named(text) == read


def test_with_many_texts_only_the_first_has_its_title(named):
    text = named("A/RES/ES-11/7, A/RES/ES-11/8, A/RES/ES-11/1 and A/RES/ES-11/6 were adopted.")
    assert text.count("“") == 1
    assert text.startswith(
        "“Advancing a comprehensive, just and lasting peace in Ukraine” (A/RES/ES-11/7), A/RES/ES-11/8"
    )


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Nuclear disarmament : resolution / adopted by the General Assembly", "Nuclear disarmament"),
        ("Status of the text : decision / adopted by the General Assembly", "Status of the text"),
        ("Letter from France ( S/14942 )", "Letter from France (S/14942)"),
        ("Peace: a resolution of conflicts", "Peace: a resolution of conflicts"),
    ],
)
def test_plain_title_has_no_marks_of_a_catalogue(title, plain):
    assert plain_title(title) == plain
