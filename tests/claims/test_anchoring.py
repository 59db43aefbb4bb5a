"""A claim's words in another text: followed where that is certain, left to a person where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.articles.differences import Text, compare
from factcheck.claims.anchoring import Anchor, Anchoring

OLD = (
    "The Assembly met on Monday. Brazil voted against the draft, as did Chile. Kenya abstained. "
    "On the second draft Norway voted in favour. The chamber was full."
)


def anchor(quote: str, new: str, old: str = OLD, title: tuple[str, str] = ("", "")) -> Anchor:
    before, after = Text.of(title[0], old), Text.of(title[1], new)
    start = before.text.index(quote)
    return Anchoring(before, after, compare(before, after)).find(start, start + len(quote))


def test_unchanged_text_is_exact() -> None:
    found = anchor("Brazil voted against the draft", OLD)
    assert (found.fate, found.start) == ("exact", OLD.index("Brazil"))


def test_sentences_before_it_shift_the_place() -> None:
    new = "Rain fell. " + OLD.replace("The Assembly met on Monday.", "The Assembly met on Tuesday.")
    found = anchor("Brazil voted against the draft", new)
    assert (found.fate, new[found.start : found.end]) == ("exact", "Brazil voted against the draft")


def test_white_space_within_is_followed() -> None:
    new = OLD.replace("voted against", "voted  against").replace("Monday. ", "Monday.\n\n")
    found = anchor("voted against the draft", new)
    assert (found.fate, new[found.start : found.end]) == ("exact", "voted  against the draft")


def test_a_sentence_that_went_elsewhere_is_moved() -> None:
    new = OLD.replace("Kenya abstained. ", "") + " Kenya abstained."
    found = anchor("Kenya abstained", new)
    assert (found.fate, new[found.start : found.end]) == ("moved", "Kenya abstained")


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (OLD.replace("voted against the draft", "did not vote against the draft"), "Brazil did not vote"),
        (OLD.replace("Brazil voted", "It is untrue that Brazil voted"), "Brazil voted against the draft"),
        (OLD.replace("voted against the draft", "voted for the draft"), "Brazil voted for the draft, as did Chile."),
    ],
)
def test_a_rewritten_sentence_waits_for_a_person(new: str, words: str) -> None:
    found = anchor("Brazil voted against the draft", new)
    assert found.fate == "changed"
    assert words in new[found.start : found.end]


def test_a_sentence_that_is_gone_is_lost() -> None:
    found = anchor("Kenya abstained", OLD.replace("Kenya abstained. ", ""))
    assert (found.fate, found.start, found.end) == ("lost", None, None)


def test_the_same_words_in_a_sentence_about_something_else_are_no_anchor() -> None:
    """A look-alike elsewhere: never taken by itself."""
    new = OLD.replace("Kenya abstained. ", "") + " On the third draft, he said, Kenya abstained too."
    assert anchor("Kenya abstained", new).fate == "lost"


TWICE = (
    "On the first draft there was a debate. Kenya abstained. On the second draft there was none. Kenya abstained. "
    "It ended."
)


def test_one_of_two_copies_taken_out_waits_for_a_person() -> None:
    """Which of the two was meant cannot be told from the words: one was about the first draft, one about the second."""
    new = "There was a debate. Kenya abstained. It ended."
    assert anchor("Kenya abstained", new, TWICE).fate == "changed"


def test_two_copies_between_the_same_neighbours_are_exact() -> None:
    new = "Rain fell. " + TWICE
    found = anchor("Kenya abstained", new, TWICE)
    assert (found.fate, found.start) == ("exact", new.index("Kenya"))


def test_a_headline_that_went_into_the_body_is_moved() -> None:
    found = anchor("Kenya abstains", "Kenya abstains\n\nIt was late.", "It was late.", ("Kenya abstains", "Late vote"))
    assert (found.fate, found.start) == ("moved", len("Late vote\n"))


_SENTENCES = ["Brazil voted no.", "Kenya abstained.", "It was late.", "Chad spoke of Mali.", "Brazil did not vote no."]
_TEXTS = st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=10)


@given(_TEXTS, _TEXTS, st.data())
@settings(max_examples=400, deadline=None)
def test_whatever_is_followed_by_itself_stands_in_the_very_sentence(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    before, after = Text.of("", " ".join(old)), Text.of("", "  ".join(new))
    sentence = data.draw(st.sampled_from(before.sentences))
    start = data.draw(st.integers(sentence.start, sentence.end - 2))
    end = data.draw(st.integers(start + 1, sentence.end))
    found = Anchoring(before, after, compare(before, after)).find(start, end)
    if found.fate in ("exact", "moved"):
        assert found.start is not None
        assert found.end is not None
        assert after.text[found.start : found.end] == before.text[start:end]
        (where,) = after.covering(found.start, found.end)
        (source,) = before.covering(start, end)
        assert after.words(where) == before.words(source)
    elif found.fate == "changed":
        assert found.start is not None
        assert found.end is not None
        assert 0 <= found.start < found.end <= len(after.text)
