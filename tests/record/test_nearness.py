"""Names of states that people type, right or nearly right."""

from __future__ import annotations

import doctest

import pytest

from factcheck.record import nearness

NAMES = [
    *[("israel", "ISR"), ("israeli", "ISR"), ("azerbaijan", "AZE"), ("united states", "USA"), ("us", "USA")],
    *[("congo", "COD"), ("congo", "COG"), ("mali", "MLI"), ("malta", "MLT"), ("niger", "NER"), ("nigeria", "NGA")],
    *[("cote d'ivoire", "CIV"), ("north korea", "PRK"), ("south korea", "KOR"), ("austria", "AUT")],
    ("australia", "AUS"),
]


def read(words: str) -> list[tuple[str, tuple[str, ...], bool]]:
    found = nearness.named(nearness.grams(words), NAMES)
    return [(one.text, one.codes, one.is_corrected) for one in found]


@pytest.mark.parametrize(
    ("words", "codes", "is_corrected"),
    [
        ("Isreal", ("ISR",), True),
        ("Azerbajan", ("AZE",), True),
        ("Untied States", ("USA",), True),
        ("Côte d’Ivoire", ("CIV",), False),
        ("Israel,", ("ISR",), False),
        ("North Koera", ("PRK",), True),
        ("US", ("USA",), False),
        ("Congo", ("COD", "COG"), False),
    ],
)
def test_name_right_or_nearly_right_is_the_state(words: str, codes: tuple[str, ...], is_corrected: bool) -> None:
    assert [(found, near) for _, found, near in read(words)] == [(codes, is_corrected)]


@pytest.mark.parametrize(
    "words",
    [
        "tiger",
        "us against them",
        "mail",
        "Malia",
        "peace",
        '"Isreal"',
        "-Isreal vote",
        "Isreal or peace",
        "",
        "a b c",
    ],
)
def test_word_that_is_no_name_or_meant_to_the_letter_is_left_alone(words: str) -> None:
    assert read(words) == []


def test_names_among_other_words_keep_their_places() -> None:
    assert read("did Isreal and the United States agree") == [
        ("Isreal", ("ISR",), True),
        ("United States", ("USA",), False),
    ]
    found = nearness.named(nearness.grams("did Isreal agree"), NAMES)
    assert [(one.start, one.end) for one in found] == [(1, 2)]


def test_longest_search_is_read_in_a_moment() -> None:
    assert len(nearness.grams("word " * 500)) <= nearness.AT_MOST * nearness.LONGEST_NAME


def test_examples_in_the_docs_hold() -> None:
    assert doctest.testmod(nearness).failed == 0
