"""The record as JSON and back."""

from __future__ import annotations

import json

import pytest

from factcheck.engine.record import snapshot_hash
from factcheck.engine.serial import from_plain, to_plain
from tests.factories import engine


@pytest.mark.parametrize("record", [engine.record, engine.record_with_history])
def test_a_record_comes_back_as_it_was(record) -> None:
    whole = record()
    again = from_plain(json.loads(json.dumps(to_plain(whole))))
    assert again == whole
    assert snapshot_hash(again) == snapshot_hash(whole)


@pytest.mark.parametrize("plain", [{}, {"states": [{}]}, {"states": 3}, {"states": [{"code": "FRA"}]}])
def test_what_is_no_record_is_refused(plain) -> None:
    with pytest.raises(ValueError, match="not rows of a record"):
        from_plain(plain)
