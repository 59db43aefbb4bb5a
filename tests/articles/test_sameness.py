"""Runs of words, sketches of them, and how surely texts that are the same are found."""

from __future__ import annotations

import random

import pytest

from factcheck.articles.sameness import BANDS, FEWEST, bands_of, runs_of, share_in_common


def text_of(seed: int, words: int = 400) -> list[str]:
    chosen = random.Random(seed)
    return [f"word{chosen.randrange(5_000)}" for _ in range(words)]


def edited(words: list[str], seed: int, changes: int) -> str:
    chosen = random.Random(seed)
    changed = list(words)
    for place in chosen.sample(range(len(words)), changes):
        changed[place] = f"other{place}"
    return " ".join(changed)


def test_runs_do_not_mind_case_and_punctuation() -> None:
    first = runs_of("The Assembly voted, on Monday: 93 to 18.")
    second = runs_of("the assembly VOTED on monday 93 to 18")
    assert len(first) == 4
    assert share_in_common(first, second) == 1.0


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [("a b c d e f", "a b c d e g", 1 / 3), ("a b c d e", "v w x y z", 0.0), ("", "", 0.0), ("a b", "a b", 0.0)],
)
def test_share_is_of_all_runs_of_both(first: str, second: str, share: float) -> None:
    assert share_in_common(runs_of(first), runs_of(second)) == pytest.approx(share)


def test_sketch_is_always_the_same_and_fits_the_database() -> None:
    bands = bands_of(runs_of(" ".join(text_of(1))))
    assert bands == bands_of(runs_of(" ".join(text_of(1))))
    assert len(bands) == BANDS
    assert all(-(2**63) <= band < 2**63 for band in bands)


def test_short_text_has_no_sketch() -> None:
    assert bands_of(runs_of(" ".join(text_of(1, FEWEST + 3)))) == []
    assert bands_of(runs_of(" ".join(text_of(1, FEWEST + 4)))) != []


def test_texts_with_half_in_common_share_a_band_and_others_do_not() -> None:
    """Of 200 pairs with about half of their runs in common at most three are missed; of unlike pairs none is met."""
    missed = met = 0
    for seed in range(200):
        words = text_of(seed)
        runs, copy = runs_of(" ".join(words)), runs_of(edited(words, seed, 28))
        assert 0.4 < share_in_common(runs, copy) < 0.65
        missed += not set(bands_of(runs)) & set(bands_of(copy))
        met += bool(set(bands_of(runs)) & set(bands_of(runs_of(" ".join(text_of(seed + 1_000))))))
    assert missed <= 3
    assert met == 0
