"""What changed between two texts, by sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.articles.differences import Text, compare, words_changed

OLD = "The Assembly met on Monday. Brazil voted against the draft. Kenya abstained. The chamber was full."


def lines(old: str, new: str) -> list[tuple[str, str, str]]:
    """Fate, old words and new words of each line."""
    before, after = Text.of("", old), Text.of("", new)
    return [
        (
            line.fate,
            "" if line.old is None else before.words(line.old),
            "" if line.new is None else after.words(line.new),
        )
        for line in compare(before, after)
    ]


def test_the_same_text_has_no_difference() -> None:
    assert {fate for fate, _, _ in lines(OLD, OLD)} == {"same"}


def test_white_space_alone_is_no_difference() -> None:
    assert {fate for fate, _, _ in lines(OLD, OLD.replace(" voted", "  voted"))} == {"same"}


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            OLD.replace("against the draft", "for the draft"),
            ("changed", "Brazil voted against the draft.", "Brazil voted for the draft."),
        ),
        (OLD.replace("Kenya abstained. ", ""), ("removed", "Kenya abstained.", "")),
        (OLD + " Norway spoke first.", ("added", "", "Norway spoke first.")),
        (
            OLD.replace("Kenya abstained.", "Nobody left the room before midnight."),
            ("removed", "Kenya abstained.", ""),
        ),
    ],
)
def test_one_sentence_edited_is_one_line(new: str, expected: tuple[str, str, str]) -> None:
    assert expected in lines(OLD, new)


def test_a_new_title_is_a_change_of_the_headline() -> None:
    before, after = Text.of("Brazil says no", OLD), Text.of("Brazil says yes", OLD)
    first = compare(before, after)[0]
    assert (first.fate, first.old, first.new) == ("changed", 0, 0)


def test_words_changed_tells_both_sides() -> None:
    pieces = words_changed("Brazil voted against the draft.", "Brazil voted for the amended draft.")
    assert "".join(text for fate, text in pieces if fate != "added") == "Brazil voted against the draft."
    assert "".join(text for fate, text in pieces if fate != "removed") == "Brazil voted for the amended draft."


_SENTENCES = st.lists(
    st.sampled_from(["Brazil voted no.", "Kenya abstained.", "It was late.", "Chad spoke.", "Brazil voted yes."]),
    max_size=12,
)


@given(_SENTENCES, _SENTENCES)
@settings(max_examples=200, deadline=None)
def test_every_sentence_of_both_texts_stands_in_one_line(old: list[str], new: list[str]) -> None:
    before, after = Text.of("", " ".join(old)), Text.of("", " ".join(new))
    found = compare(before, after)
    assert [line.old for line in found if line.old is not None] == list(range(len(before.sentences)))
    assert [line.new for line in found if line.new is not None] == list(range(len(after.sentences)))
    for line in found:
        if line.fate == "same":
            assert line.old is not None
            assert line.new is not None
            assert before.words(line.old) == after.words(line.new)


def test_a_sentence_a_thousand_times_is_compared() -> None:
    many = "It was late. " * 2000
    assert len(compare(Text.of("", many), Text.of("", many + "Kenya abstained."))) >= 2001
