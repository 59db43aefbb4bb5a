"""What no text may hold."""

import pytest

from factcheck.articles.limits import problem_with


def test_problem_of_plain_text_is_none():
    assert problem_with("Plain text, with a crayon: 🖍") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ab\x00c", ["NUL", "position 2", "Remove it"]),
        ("abc\ud800", ["half a character", "position 3", "Remove it"]),
        ("x" * 11, ["11 characters", "limit is 10", "Split it"]),
    ],
)
def test_problem_says_what_where_and_what_to_do(text, words):
    problem = problem_with(text, limit=10, what="title")
    assert problem.startswith("The title")
    assert all(word in problem for word in words)


def test_problem_counts_code_points_not_bytes():
    assert problem_with("é" * 10, limit=10) is None
