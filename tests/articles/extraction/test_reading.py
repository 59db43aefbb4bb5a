"""What is read from pages, PDF files, plain text and web archives, and what is refused in which words."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from factcheck.articles.extraction import Extracted, Original, Unreadable
from factcheck.articles.extraction.limits import PAGES, SIZE
from factcheck.articles.extraction.reading import read_here
from factcheck.articles.limits import TEXT_LENGTH
from tests.factories import originals

URL = "https://www.news.example.org/story?id=3&utm_source=feed"


def found_in(body: bytes | str, media_type: str = "text/html", charset: str = "", url: str = URL) -> Extracted:
    return read_here(Original(body.encode() if isinstance(body, str) else body, media_type, charset, url))


def refusal_of(body: bytes | str, media_type: str = "") -> str:
    with pytest.raises(Unreadable) as caught:
        found_in(body, media_type)
    return str(caught.value)


def test_page_gives_all_that_newspapers_say() -> None:
    found = found_in(originals.page(repeat=4))
    assert found.title == originals.TITLE
    assert found.standfirst == "A vote in New York."
    assert (found.author, found.outlet) == ("Jane Doe", "The Example Times")
    assert found.published_on == date(2025, 2, 24)
    assert found.canonical_url == "https://www.news.example.org/story?id=3"
    assert found.text.split("\n")[: len(originals.PARAGRAPHS)] == list(originals.PARAGRAPHS)
    assert "Sport" not in found.text and "Copyright" not in found.text
    assert found.warnings == ()


@pytest.mark.parametrize("again", [originals.TITLE, originals.TITLE.upper() + "!", f"“{originals.TITLE}”"])
def test_title_is_not_told_again_at_the_beginning_of_the_text(again: str) -> None:
    found = found_in(originals.page(paragraphs=(again, *originals.PARAGRAPHS)))
    assert found.title == originals.TITLE
    assert found.text.startswith(originals.PARAGRAPHS[0])


def test_page_that_begins_with_its_description_has_no_standfirst() -> None:
    described = f'<meta property="og:description" content="{originals.PARAGRAPHS[0][:60]}…">'
    page = originals.page(head=described).replace('<meta name="description" content="A vote in New York.">', "")
    assert found_in(page).standfirst == ""


@pytest.mark.parametrize(
    ("canonical", "own", "warns"),
    [
        ("https://news.example.org/own", "https://news.example.org/own", False),
        ("https://elsewhere.example/own", "https://www.news.example.org/story?id=3", True),
        ("javascript:alert(1)", "https://www.news.example.org/story?id=3", False),
        ("", "https://www.news.example.org/story?id=3", False),
    ],
)
def test_address_that_a_page_claims_counts_on_its_own_website_only(canonical: str, own: str, warns: bool) -> None:
    found = found_in(originals.page(canonical=canonical, repeat=4))
    assert found.canonical_url == own
    assert any("another website" in sentence for sentence in found.warnings) is warns


def test_page_without_a_day_has_none() -> None:
    assert found_in(originals.page(day="")).published_on is None
    assert found_in(originals.page(day="1066-10-14")).published_on is None


def test_short_page_and_page_for_subscribers_are_doubted() -> None:
    assert "words: the page may show the beginning only" in found_in(originals.page()).warnings[0]
    paywall = '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'
    assert "for subscribers" in found_in(originals.page(head=paywall, repeat=4)).warnings[0]


def test_excerpt_holds_words_and_no_markup() -> None:
    trick = "<p onclick=x>Read <b>me</b><script>alert(1)</script><img src=x onerror=y> &lt;now&gt;</p>"
    found = found_in(originals.page(paragraphs=(trick, *originals.PARAGRAPHS)))
    assert [(block.kind, block.text) for block in found.excerpt][:2] == [
        ("heading", originals.TITLE),
        ("paragraph", "Read me <now>"),
    ]
    assert not any("alert" in block.text or "Sport" in block.text for block in found.excerpt)


ENCODED = {
    "utf-8": ("utf-8", ""),
    "utf-8 with a mark": ("utf-8-sig", "iso-8859-1"),
    "utf-16": ("utf-16", "utf-8"),
    "as the server says": ("cp1252", "windows-1252"),
    "as the server wrongly says": ("utf-8", "us-ascii"),
    "as an unknown name": ("utf-8", "klingon"),
    "as a name that is no text": ("utf-8", "zip"),
    "latin 1 that nobody names": ("cp1252", ""),
}


@pytest.mark.parametrize(("encoding", "charset"), ENCODED.values(), ids=ENCODED)
def test_page_in_any_encoding_keeps_its_letters(encoding: str, charset: str) -> None:
    words = "Türkiye and Côte d’Ivoire voted for the text, and nobody was surprised by it in the hall."
    page = originals.page(paragraphs=(words, *originals.PARAGRAPHS)).replace('<meta charset="utf-8">', "")
    found = found_in(page.encode(encoding), charset=charset)
    if encoding == "utf-8" and charset == "us-ascii":
        assert "voted for the text" in found.text
    else:
        assert words in found.text


def test_page_with_broken_letters_and_nul_is_read_around_them() -> None:
    page = originals.page(repeat=4).encode().replace(b"Monday", b"Mon\x00day\xff")
    found = found_in(page)
    assert "\x00" not in found.text
    assert "adopted resolution ES-11/7" in found.text


@pytest.mark.parametrize("lines", [originals.PARAGRAPHS, [originals.TITLE, "", *originals.PARAGRAPHS]])
def test_plain_text_is_taken_as_it_is(lines: list[str]) -> None:
    found = found_in("\r\n".join(lines), "text/plain", url="")
    has_title = lines[0] == originals.TITLE
    assert found.title == (originals.TITLE if has_title else "")
    assert found.text == "\n".join(originals.PARAGRAPHS)
    assert [block.text for block in found.excerpt][-1] == originals.PARAGRAPHS[-1]


def test_pdf_joins_lines_to_paragraphs_and_words_that_were_divided() -> None:
    lines = [
        "The General Assembly adopted the reso-",
        "lution on Monday by 93 votes to 18 in a",
        "long debate.",
        "Next.",
    ]
    found = found_in(originals.pdf(lines, ["India abstained."], title="Assembly votes"), "application/pdf")
    assert found.title == "Assembly votes"
    assert found.text.startswith(
        "The General Assembly adopted the resolution on Monday by 93 votes to 18 in a long debate"
    )
    assert found.text.endswith("India abstained.")
    assert found.published_on is None


def test_pdf_whose_headline_is_printed_over_two_lines_tells_it_once() -> None:
    lines = ["Assembly votes for", "peace", "The General Assembly adopted the resolution.", "India abstained."]
    for named in ("Assembly votes for peace", "Assembly votes for peace - The Example Times"):
        found = found_in(originals.pdf(lines, title=named), "application/pdf")
        assert found.title == "Assembly votes for peace"
        assert found.text.startswith("The General Assembly adopted")
    alone = found_in(originals.pdf(["Assembly votes for peace"], title="Assembly votes for peace"), "application/pdf")
    assert alone.text == alone.title == "Assembly votes for peace"


def test_pdf_with_a_name_of_a_file_as_title_has_none() -> None:
    found = found_in(originals.pdf(list(originals.PARAGRAPHS), title="Microsoft Word - story.doc"), "application/pdf")
    assert found.title == ""


@pytest.mark.parametrize("packed", [True, False])
def test_archive_gives_its_first_page_that_was_found(packed: bool) -> None:
    page = originals.page(repeat=4).encode()
    body = originals.archive(
        (302, "text/html", b"moved"),
        (200, "image/png", b"\x89PNG"),
        (200, "text/html; charset=utf-8", page),
        (200, "text/html", b"<p>other"),
        packed=packed,
    )
    found = found_in(body, "", url="")
    assert found.title == originals.TITLE
    assert found.canonical_url == "https://news.example.org/story"


def test_archive_with_a_packed_page_is_unpacked() -> None:
    body = originals.archive((200, "text/html", gzip.compress(originals.page(repeat=4).encode())), coding="gzip")
    assert found_in(body, "", url="").title == originals.TITLE


BOMB = originals.archive((200, "text/html", gzip.compress(b" " * (SIZE + 10))), coding="gzip")
REFUSED = {
    "nothing": (b" \n", "is empty"),
    "too large": (b"a" * (SIZE + 1), "larger than 10 MB"),
    "a packed file": (b"PK\x03\x04rest", "packed file or an office document"),
    "a picture": (b"\x89PNG\r\n", "a picture"),
    "a program": (b"\x7fELF", "a program"),
    "bytes at random": (bytes(range(128, 256)) * 9 + "é".encode() + b"\x81\x8d\x8f" * 999, "encoding"),
    "page without an article": ("<!doctype html><html><body></body></html>", "No article was found"),
    "PDF with a password": (originals.pdf(["a"], encrypted=True), "locked with a password"),
    "PDF without text": (originals.pdf([]), "only pictures"),
    "PDF of many pages": (originals.pdf(*[["a"]] * (PAGES + 1)), f"{PAGES + 1} pages"),
    "PDF that breaks off": (originals.pdf(["a"])[:40], "damaged"),
    "PDF that is none": (b"%PDF-1.7 and nothing more", "damaged"),
    "archive without a page": (originals.archive((404, "text/html", b"<p>a")), "no HTML page"),
    "archive that is none": (gzip.compress(b"just words"), "damaged"),
    "archive that breaks off": (originals.archive((200, "text/html", b"<p>a"))[:60], "damaged"),
    "archive with a bomb": (BOMB, "larger than 10 MB"),
    "too much text": ("word " * (TEXT_LENGTH // 5 + 1), "the limit is 2,000,000"),
}


@pytest.mark.parametrize(("body", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_reason_and_way_out(body: bytes | str, why: str) -> None:
    sentence = refusal_of(body)
    assert why in sentence
    assert "aste" in sentence or "another file" in sentence
