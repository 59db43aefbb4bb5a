"""The small record in the place of the database's."""

import pytest

from factcheck.claims import checking_index
from tests.factories import claims


@pytest.fixture(autouse=True)
def record(monkeypatch):
    """Call it with another record to have that one from now on."""

    def use(given):
        monkeypatch.setattr(checking_index, "load_record", lambda: given)

    monkeypatch.setattr(checking_index, "_kept", None)
    use(claims.record())
    return use
