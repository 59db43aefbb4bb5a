"""The small record and its texts, as for the other tests of claims."""

import pytest

from tests.factories import claims, helper


@pytest.fixture
def drafts() -> list[dict]:
    """Two good drafts on `TEXT`, and one that names a state of another sentence."""
    full = f"{claims.TITLE}\n{TEXT}"
    return [
        helper.draft(full, "Russia saw red", "vote_position", subjects=["RUS"], option="no"),
        helper.draft(full, "Ukraine saw red", "vote_position", subjects=["UKR"], option="no"),
        helper.draft(full, "Ukraine saw red", "vote_position", subjects=["IND"], option="no"),
    ]


TEXT = claims.TEXT + " In the Assembly Russia saw red. In the Assembly Ukraine saw red."
