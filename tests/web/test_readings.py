"""Readings of the engine in words, whatever keys they carry."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import override

from factcheck.engine.claims import coincidence
from factcheck.engine.claims.outcome import _SO_ADOPTED
from factcheck.web import words
from factcheck.web.readings import HIDDEN, LABELS, NAMES, reading

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


def test_reading_against_another_vote_names_it() -> None:
    with override("fr"):
        found = reading({"reading": "against A/RES/1", "holds": True}, STATES)
    assert (found.text, found.is_english) == ("Face à A/RES/1", False)


def test_readings_of_the_engine_have_words_and_keys_of_their_rows_too() -> None:
    """What the source calls its readings, wherever it stands as a constant: a new one needs words for readers."""
    names: set[str] = set()
    keys: set[str] = set()
    for path in (settings.BASE_DIR / "factcheck" / "engine").rglob("*.py"):
        module = ast.parse(path.read_text())
        for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id == "Reading":
                names |= {name for name in _constants(call.args[0], module) if not name.startswith("against ")}
                keys |= {
                    key.value
                    for row in ast.walk(ast.Tuple(call.args[2:]))
                    if isinstance(row, ast.Dict)
                    for key in row.keys
                    if isinstance(key, ast.Constant)
                }
    assert {"linked event", "sister body that day", "votes on the same matter"} <= names
    assert not names - set(NAMES)
    assert not {*_SO_ADOPTED.values(), *coincidence.NAMES.values()} - set(NAMES)
    assert not keys - set(LABELS) - HIDDEN - set(words.OPTIONS)


def _constants(value: ast.expr, module: ast.Module) -> set[str]:
    """The strings that may stand at this place: constants, one of two, and what a name of the module is bound to."""
    if isinstance(value, ast.Constant):
        return {str(value.value)}
    if isinstance(value, ast.IfExp):
        return _constants(value.body, module) | _constants(value.orelse, module)
    if not isinstance(value, ast.Name):
        return set()
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.IfExp):
            if any(isinstance(target, ast.Name) and target.id == value.id for target in node.targets):
                found |= _constants(node.value, module)
        elif isinstance(node, ast.For) and isinstance(node.target, ast.Tuple) and isinstance(node.iter, ast.Tuple):
            bound = [target.id for target in node.target.elts if isinstance(target, ast.Name)]
            if value.id in bound:
                rows = [row.elts[bound.index(value.id)] for row in node.iter.elts if isinstance(row, ast.Tuple)]
                found |= {name for row in rows for name in _constants(row, module)}
    return found
