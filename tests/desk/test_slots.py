"""What a claim asserts is said in words, not in those of the rules."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.desk.slots import in_words

STATES = {"USA": "United States", "RUS": "Russia"}
SAID: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    (
        {"subjects": ["USA", "RUS"], "with": ["RUS"], "relation": "same", "scope": "bare"},
        [("Who", "United States"), ("As whom", "Russia"), ("Cast", "the same vote"), ("Names a vote", "no")],
    ),
    (
        {"direction": "lower", "option": "yes", "baseline": "unnamed", "notable": False},
        [("Voted", "yes"), ("More or fewer", "fewer"), ("Compared with", "earlier votes, without naming one")],
    ),
    ({"notable": True, "approximate": True}, [("Roughly", "yes"), ("By a margin", "yes")]),
    ({"body": "GA", "size": 193}, [("Body", "General Assembly"), ("Members", "193")]),
    ({"date": ["2025-02-24"]}, [("Day", "24 February 2025")]),
    ({"outcome": "adopted", "method": "unanimous"}, [("Outcome", "adopted"), ("Adopted", "unanimously")]),
    ({"sum": 99, "of": ["no", "abstain"]}, [("Of", "no, abstained"), ("Together", "99")]),
    ({"binding": False}, [("Force", "not binding")]),
    ({"veto": False}, [("Has a veto", "no")]),
    ({"attributed": "USA"}, [("Said by somebody", "United States")]),
]


@pytest.mark.parametrize(("asserted", "words"), SAID, ids=[" ".join(one) for one, _ in SAID])
def test_slots_are_said_in_words(asserted: dict[str, Any], words: list[tuple[str, str]]) -> None:
    assert in_words(asserted, STATES) == words
