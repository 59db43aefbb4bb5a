"""Reading texts and rows: offsets stay true, order stays, a bad row is told by file and line."""

import io
import json
from datetime import date

import pytest

from factcheck.articles.limits import TEXT_LENGTH
from factcheck.claims import inputs


def read(path, stdin=b"", **about):
    return list(inputs.read(str(path), io.BytesIO(stdin), **about))


def write(tmp_path, content, name="a.txt"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Headline\nText.\nMore.", "Headline", "Text.\nMore."),
        ("Headline\n\nText.", "Headline", "\nText."),
        ("\n\nHeadline\nText.", "\n\nHeadline", "Text."),
        ("Headline\r\nText.\r\n", "Headline\r", "Text.\r\n"),
        ("Headline", "Headline", ""),
    ],
)
def test_text_first_line_is_the_headline_and_offsets_count_into_the_file(tmp_path, text, title, body):
    [source] = read(write(tmp_path, text))
    assert (source.article.title, source.article.text) == (title, body)
    assert source.article.full_text.startswith(text)


def test_text_with_a_title_given_is_the_text_alone(tmp_path):
    [source] = read(write(tmp_path, "First line\nText."), title="Title", published=date(2025, 2, 25))
    assert (source.article.title, source.article.text) == ("Title", "First line\nText.")
    assert source.article.published == date(2025, 2, 25)


def test_text_from_standard_input_is_read():
    [source] = read("-", b"Headline\nText.")
    assert (source.id, source.article.title) == ("standard input", "Headline")


def test_text_with_a_byte_order_mark_starts_behind_it(tmp_path):
    [source] = read(write(tmp_path, b"\xef\xbb\xbfHeadline\nText."))
    assert source.article.title == "Headline"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Headline\n\xff\xfe", "Byte 0xff at position 9 is not UTF-8"),
        (b"x" * (4 * TEXT_LENGTH + 4), "more than 2,000,000 characters"),
    ],
)
def test_text_that_cannot_be_read_says_why(tmp_path, content, words):
    [source] = read(write(tmp_path, content))
    assert source.article is None
    assert words in str(source.problem)


def test_path_that_is_not_there_says_so(tmp_path):
    for name in ("none.txt", "none.jsonl"):
        [source] = read(tmp_path / name)
        assert "no such file" in str(source.problem)


def test_path_that_is_a_folder_says_so(tmp_path):
    [source] = read(tmp_path)
    assert "is a directory" in str(source.problem)


def test_rows_come_in_order_with_their_own_dates(tmp_path):
    rows = [
        {"id": "b", "title": None, "published": "2025-02-25", "text": "Text\u2028b."},
        {"id": 7, "title": "Title", "published": None, "text": "Text 7."},
        {"text": "Text."},
    ]
    lines = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    sources = read(write(tmp_path, lines, "a.jsonl"), published=date(2020, 1, 1))
    assert [source.id for source in sources] == ["b", "7", "a.jsonl:5"]
    assert [source.line for source in sources] == [1, 3, 5]
    assert [source.article.published for source in sources] == [date(2025, 2, 25), *[date(2020, 1, 1)] * 2]
    assert [source.article.title for source in sources] == [None, "Title", None]


@pytest.mark.parametrize(
    ("line", "row_id", "field", "words"),
    [
        (b"{", "a.jsonl:2", "", "not JSON"),
        (b"[" * 100_000, "a.jsonl:2", "", "not JSON"),
        (b"[1]", "a.jsonl:2", "", "no object"),
        (b"{}", "a.jsonl:2", "text", 'no "text"'),
        (b'{"id": "x", "text": 5}', "x", "text", "not a string"),
        (b'{"id": "x", "title": [], "text": "t"}', "x", "title", "not a string"),
        (b'{"id": "x", "text": "t", "published": "25.2.2025"}', "x", "published", "YYYY-MM-DD"),
        (b'{"id": "x", "text": "t", "published": "2025-02-30"}', "x", "published", "not a date"),
        (b'{"id": "x", "text": "t", "published": "0025-02-25"}', "x", "published", "Check the year"),
        (b'{"id": "x", "text": "t", "published": 2025}', "x", "published", "not a string"),
        (b'{"text": "\xff"}', "a.jsonl:2", "text", "not UTF-8"),
        (b'{"text": "' + b"x" * 100 + b'"}', "a.jsonl:2", "text", "longer than 64 bytes"),
    ],
)
def test_bad_row_is_told_by_line_and_field_and_the_rest_is_read(tmp_path, monkeypatch, line, row_id, field, words):
    if "longer" in words:
        monkeypatch.setattr(inputs, "LONGEST_LINE", 64)
    content = b'{"id": "1", "text": "One."}\n' + line + b'\n{"id": "3", "text": "Three."}\n'
    first, bad, third = read(write(tmp_path, content, "a.jsonl"))
    assert (first.id, third.id, third.line) == ("1", "3", 3)
    assert (bad.article, bad.id, bad.where) == (None, row_id, "a.jsonl, line 2")
    assert bad.problem.field == field
    assert words in str(bad.problem)


def test_rows_are_read_one_at_a_time(tmp_path):
    path = write(tmp_path, b'{"text": "One."}\n' * 3, "a.jsonl")
    stream = inputs.read(str(path), io.BytesIO())
    assert next(stream).line == 1
    assert next(stream).line == 2


@pytest.mark.parametrize("value", ["2025-2-5", "20250225", "2025-W09-2", "yesterday", ""])
def test_parse_day_takes_one_way_of_writing(value):
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        inputs.parse_day(value)
