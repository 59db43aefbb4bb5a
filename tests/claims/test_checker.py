"""Which texts the engine is given, and what is said of the others."""

from datetime import date

import pytest

from factcheck.articles.limits import TEXT_LENGTH
from factcheck.claims.checker import TextRefused, check_article
from factcheck.engine import Article, prepare, to_json
from tests.factories import claims


@pytest.fixture(scope="module")
def index():
    return prepare(claims.record())


def test_check_english_finds_claims(index):
    result = check_article(Article(claims.TEXT, claims.TITLE, date(2025, 2, 25)), index)
    assert {claim.verdict for claim in result.claims} >= {"supported", "refuted"}
    assert "abstention-as-side" in {flag.code for flag in result.flags}


def test_check_another_language_gives_no_findings_and_says_so(index):
    article = Article(claims.FRENCH, id="fr")
    result = check_article(article, index)
    assert (result.article, result.claims, result.flags) == (article, (), ())
    assert result.notes == ("The text is in French. Only English is checked so far, so there are no findings.",)
    assert result.snapshot == index.snapshot


@pytest.mark.parametrize(
    ("article", "field", "words"),
    [
        (Article("a\x00b"), "text", "NUL"),
        (Article("text", title="a\x00b"), "title", "NUL"),
        (Article("a\ud800b"), "text", "half a character"),
        (Article("x" * (TEXT_LENGTH + 1)), "text", "limit"),
        (Article(" \n"), "text", "no text"),
        (Article("text", published=date.max), "published", "not between 1945 and 2199"),
    ],
)
def test_check_what_is_no_text_is_refused(index, article, field, words):
    with pytest.raises(TextRefused, match=words) as refused:
        check_article(article, index)
    assert refused.value.field == field


def test_check_twice_gives_the_same_bytes(index):
    article = Article(claims.TEXT, claims.TITLE, date(2025, 2, 25))
    assert to_json(check_article(article, index)) == to_json(check_article(article, prepare(claims.record())))
