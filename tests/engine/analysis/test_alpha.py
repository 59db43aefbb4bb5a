"""Krippendorff's alpha against his published example, and what holds of any data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.engine.analysis.alpha import alpha

# Krippendorff (2011), section C: four observers, twelve units, values missing; the published results are .743
# (nominal), .815 (ordinal) and .849 (interval), from 40 pairable values in 11 units.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
UNITS = [[value for value in unit if value is not None] for unit in zip(*OBSERVERS, strict=True)]


@pytest.mark.parametrize(("scale", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_published_example(scale: str, published: float) -> None:
    found = alpha(UNITS, scale)  # type: ignore[arg-type]
    assert found.value == pytest.approx(published, abs=0.0006)
    assert found.n == 11
    assert found.low is not None and found.high is not None and found.low <= published <= found.high


def test_published_example_of_two_observers_and_two_values() -> None:
    """Krippendorff (2011), section A: ten units judged by two; alpha is .095."""
    first, second = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    assert alpha(list(zip(first, second, strict=True))).value == pytest.approx(0.095, abs=0.0006)


def test_without_variation_it_is_not_defined() -> None:
    found = alpha([[1, 1], [1, 1]])
    assert (found.value, found.low, found.n) == (None, None, 2)


def test_units_with_one_value_say_nothing() -> None:
    assert alpha([[1], [2], []]).n == 0
    assert alpha([*UNITS, [5], []]).value == alpha(UNITS).value


def test_unknown_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="none of nominal, ordinal, interval"):
        alpha(UNITS, "ratio")  # type: ignore[arg-type]


values = st.lists(st.lists(st.integers(1, 5), min_size=2, max_size=4), min_size=2, max_size=12)


@given(values)
def test_order_of_units_and_judges_makes_no_difference(units: list[list[int]]) -> None:
    again = [list(reversed(unit)) for unit in reversed(units)]
    for scale in ("nominal", "ordinal", "interval"):
        first, second = alpha(units, scale), alpha(again, scale)  # type: ignore[arg-type]
        assert first.value == pytest.approx(second.value) if first.value is not None else second.value is None


@given(values)
def test_perfect_agreement_is_one_and_nothing_is_above(units: list[list[int]]) -> None:
    found = alpha([[unit[0]] * len(unit) for unit in units])
    assert found.value is None or found.value == pytest.approx(1)
    measured = alpha(units, "interval").value
    assert measured is None or measured <= 1 + 1e-9
