"""The bundled facts in the database."""

import pytest

from factcheck.record.syncing import Report
from tests.factories import record


@pytest.fixture
def loaded(db: None) -> Report:
    return record.load_bundled()
