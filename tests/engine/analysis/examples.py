"""Small roll calls for tests of the analysis, written as one letter a state: y, n, a (abstain), x (absent)."""

from datetime import date, timedelta

from factcheck.engine.analysis import Matrix
from factcheck.engine.model import RollCall, VoteEvent

LETTERS = {"y": "yes", "n": "no", "a": "abstain", "x": "absent"}
FIRST_DAY = date(2019, 1, 1)


def roll(letters, states="ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
    """{"A": "yes", ...} from "yna-x": a dash is a state the roll call does not list."""
    return RollCall({state: LETTERS[letter] for state, letter in zip(states, letters, strict=False) if letter != "-"})


def event(key, letters, day=FIRST_DAY, *, complete=True, **more):
    votes = roll(letters) if letters is not None else None
    return VoteEvent(key, key, more.pop("body", "GA"), day, roll=votes, roll_complete=complete, **more)


def matrix(*rows, states="ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
    """The matrix in which the first state voted as the letters of the first row say, event by event, and so on."""
    columns = ["".join(column) for column in zip(*rows, strict=True)]
    events = [
        VoteEvent(f"E{n:03}", f"E{n:03}", "GA", FIRST_DAY + timedelta(n), roll=roll(column, states), roll_complete=True)
        for n, column in enumerate(columns)
    ]
    return Matrix.of(events)
