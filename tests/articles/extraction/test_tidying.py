"""Addresses without what tracks readers, and the small rules of lines."""

from __future__ import annotations

import pytest

from factcheck.articles.extraction.recognising import is_html
from factcheck.articles.extraction.tidying import address, one_line, site_of, titled


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a?b=1&utm_medium=x&fbclid=y#z", "https://example.org/a?b=1"),
        ("https://example.org/a?page", "https://example.org/a?page"),
        ("ftp://example.org/", ""),
        ("javascript:alert(1)", ""),
        ("https:///a", ""),
        ("http://[", ""),
        ("https://example.org/" + "a" * 1_000, ""),
    ],
)
def test_address_is_kept_without_tracking_or_not_at_all(given: str, kept: str) -> None:
    assert address(given) == kept


@pytest.mark.parametrize("url", ["https://m.example.org/", "http://www2.example.org", "https://AMP.example.org/x"])
def test_site_is_the_same_in_all_its_names(url: str) -> None:
    assert site_of(url) == "example.org"


@pytest.mark.parametrize(
    ("text", "title"),
    [("Headline\n\nText.", "Headline"), ("Headline\nText.", ""), ("A sentence.\n\nText.", ""), ("Alone", "")],
)
def test_title_of_plain_text_stands_alone_and_is_no_sentence(text: str, title: str) -> None:
    assert titled(text)[0] == title


def test_long_line_is_cut_with_a_sign() -> None:
    assert one_line("abc def", 5) == "abc…"


@pytest.mark.parametrize(("text", "says"), [("<p>a", True), ("<!DOCTYPE html>", True), ("a < b > c", False)])
def test_pasted_source_is_told_from_words(text: str, says: bool) -> None:
    assert is_html(text) is says
