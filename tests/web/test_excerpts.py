"""Only the words around claims are shown, and every claim can be reached."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from factcheck.web.excerpts import AFTER, BEFORE, Span, fragments, windows

TEXT = (
    "US Sides with Russia on Vote\n"
    "The US voted. It passed with 93 votes for, 18 against. India abstained, he said.\n\nEnd."
)


def span(words: str, number: int, section: str = "body", text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), number, section)


def test_windows_headline_and_body_stay_apart() -> None:
    found = windows(TEXT, [span("US Sides with Russia", 1, "headline"), span("India abstained", 2)])
    assert [window.section for window in found] == ["headline", "body"]
    assert TEXT[found[0].start : found[0].end] == "US Sides with Russia on Vote"


def test_windows_neighbouring_sentences_are_one_passage() -> None:
    found = windows(TEXT, [span("93 votes for", 1), span("India abstained", 2)])
    assert len(found) == 1
    assert TEXT[found[0].start : found[0].end] == "It passed with 93 votes for, 18 against. India abstained, he said."


def test_windows_long_sentence_is_cut_at_words() -> None:
    text = "word " * 100 + "India abstained " + "word " * 100
    (window,) = windows(text, [span("India abstained", 1, text=text)])
    assert window.is_cut_before
    assert window.is_cut_after
    assert text[window.start : window.end].split() == text[window.start : window.end].strip().split(" ")


def test_fragments_overlapping_claims_each_keep_a_number() -> None:
    (window,) = windows(TEXT, [span("93 votes for, 18 against", 1), span("93 votes for", 2), span("93", 3)])
    ends = [number for piece in fragments(TEXT, window) for number in piece.ends]
    assert sorted(ends) == [1, 2, 3]


def test_fragments_white_space_between_two_claims_is_no_link_of_a_third() -> None:
    (window,) = windows(TEXT, [span("93 votes for, 18 against", 1), span("93 votes for,", 2), span("18 against", 3)])
    claims = [(piece.text, piece.claim) for piece in fragments(TEXT, window) if piece.claim or piece.text == " "]
    assert claims == [("93 votes for,", 2), (" ", None), ("18 against", 3)]


@given(
    st.text(alphabet="ab. \n", min_size=1, max_size=600),
    st.lists(st.tuples(st.integers(0, 599), st.integers(1, 40)), max_size=8),
)
def test_windows_any_spans_are_covered_and_text_is_kept(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(s, min(len(text), s + n), k) for k, (s, n) in enumerate(places, start=1) if s < len(text)]
    found = windows(text, spans)
    assert sorted(s.number for window in found for s in window.spans) == sorted(s.number for s in spans)
    for window in found:
        pieces = fragments(text, window)
        assert "".join(piece.text for piece in pieces) == text[window.start : window.end]
        numbers = sorted(number for piece in pieces for number in piece.ends)
        assert numbers == sorted(s.number for s in window.spans)
    for first, second in itertools.pairwise(found):
        assert first.end <= second.start
    shown = sum(window.end - window.start for window in found)
    assert shown <= sum(s.end - s.start + BEFORE + AFTER for s in spans)
