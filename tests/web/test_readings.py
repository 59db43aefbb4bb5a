"""Readings of the engine in words, whatever keys they carry."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.web.readings import reading

STATES = {"USA": "United States", "RUS": "Russia"}


@pytest.mark.parametrize(
    ("record", "rows"),
    [
        ({"votes": {"USA": "no", "RUS": "abstain"}}, ("United States: no; Russia: abstained",)),
        ({"counts": {"yes": 93, "absent": None}}, ("yes 93, did not vote not in the record",)),
        ({"events": {"B": False, "A": True}}, ("A holds, B fails",)),
        ({"kappa": 0.25, "n": 30}, ("weighted kappa: 0.25", "votes compared: 30")),
        ({"event": "A/RES/ES-11/7", "motion": "A/RES/ES-11/7"}, ()),
        ({"something_new": ["x", "USA"]}, ("something_new: x, United States",)),
        ({"sponsors": {"USA": True}}, ("United States: yes",)),
        ({"empty": None, "none": {}}, ()),
    ],
)
def test_reading_record_is_in_words(record: dict[str, Any], rows: tuple[str, ...]) -> None:
    assert reading({"reading": "linked event", "holds": True, "record": record}, STATES).rows == rows


@pytest.mark.parametrize(("holds", "word"), [(True, "yes"), (False, "no"), (None, "unknown")])
def test_reading_holds_in_three_ways(holds: bool | None, word: str) -> None:
    assert reading({"reading": "linked event", "holds": holds}, STATES).holds == word


def test_reading_unknown_name_is_shown_as_it_is() -> None:
    assert reading({"reading": "against A/RES/1", "holds": True}, STATES).text == "Against A/RES/1"
