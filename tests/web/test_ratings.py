"""What people rated is shown with an icon and a colour besides its word, wherever it stands."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation

from factcheck.reviews.models.assessment import Accuracy, Framing
from factcheck.web.words import rating_sign

SIGNS = {
    (Accuracy.TRUE, ""): ("check", "supported"),
    (Accuracy.MOSTLY_TRUE, ""): ("check", "supported"),
    (Accuracy.HALF_TRUE, ""): ("fork", "depends"),
    (Accuracy.MOSTLY_FALSE, ""): ("cross", "refuted"),
    (Accuracy.FALSE, Framing.CONTEXT): ("cross", "refuted"),
    (Accuracy.TRUE, Framing.KEY_VOTE): ("warning", "depends"),
    (Accuracy.MOSTLY_TRUE, Framing.CONTEXT): ("warning", "depends"),
    (Accuracy.HALF_TRUE, Framing.CONTEXT): ("fork", "depends"),
    (None, Framing.NOT_SUPPORTED): ("warning", "depends"),
    (None, Framing.IN_PART): ("warning", "depends"),
    (None, Framing.WRONG_VOTE): ("warning", "depends"),
    (None, Framing.KEY_VOTE): ("warning", "depends"),
    (None, Framing.CONTEXT): ("warning", "depends"),
    (None, Framing.UNDETERMINED): ("silence", "silent"),
    (None, Framing.NOT_CHECKABLE): ("opinion", "silent"),
}


def drawn(accuracy: int | None, framing: str) -> str:
    badge = Template("{% load factcheck %}{% rating_badge accuracy framing %}")
    return badge.render(Context({"accuracy": accuracy, "framing": framing}))


@pytest.mark.parametrize(("accuracy", "framing"), SIGNS)
def test_rating_has_a_sign_and_its_words(accuracy: int | None, framing: str) -> None:
    icon, tone = SIGNS[accuracy, framing]
    assert rating_sign(accuracy, framing) == (icon, tone)
    badge = drawn(accuracy, framing)
    assert f'data-verdict="{tone}"' in badge
    assert "<svg" in badge
    assert all(
        str(words.label) in badge for words in (Accuracy(accuracy) if accuracy else None, framing or None) if words
    )


def test_every_rating_is_in_the_table() -> None:
    assert {accuracy for accuracy, _ in SIGNS} == {*Accuracy, None}
    assert {framing for _, framing in SIGNS} == {*Framing, ""}


def test_rating_speaks_the_language_of_the_page() -> None:
    assert "False" in drawn(1, "")
    with translation.override("fr"):
        assert "Faux" in drawn(1, "")
