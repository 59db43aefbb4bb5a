"""Claims at places that a person points to: the person is believed about the reading, never about the record."""

from datetime import date

import pytest

from factcheck.engine import check, prepare
from factcheck.engine.chosen import Chosen, PointedAt
from factcheck.engine.model import Article
from tests.factories import claims

INDEX = prepare(claims.record())
TEXT = f"{claims.TEXT} It then walked away. Washington parked its vote in the middle."
ARTICLE = Article(text=TEXT, title=claims.TITLE, published=date(2025, 2, 25))


def at(words):
    start = ARTICLE.full_text.index(words)
    return start, start + len(words)


@pytest.fixture(scope="module")
def text():
    return PointedAt(ARTICLE, INDEX)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("India abstained.", ("vote_position", "India abstained")),
        ("against the resolution", ("vote_position", "Brazil voted against")),
        ("93 votes", ("tally", "received 93 votes in favour, 18 against and 65 abstentions")),
    ],
)
def test_place_is_read_as_the_claim_that_shares_most_with_it(text, words, first):
    found = text.read_at(*at(words))
    assert (found[0].kind, found[0].quote) == first


def test_place_without_a_claim_is_read_as_nothing(text):
    assert text.read_at(*at("walked away")) == ()


def test_sentence_outside_the_scope_is_read_too():
    article = Article(text="The weather was fine. France voted against it.", published=date(2025, 2, 25))
    record = claims.record()
    assert check(article, INDEX).claims == ()
    found = PointedAt(article, prepare(record)).read_at(22, 45)
    assert [claim.verdict for claim in found if claim.verdict in ("supported", "refuted")] == []


def test_reading_of_the_rules_is_judged_as_the_rules_judge_it(text):
    own = next(c for c in check(ARTICLE, INDEX).claims if c.quote == "Brazil voted against")
    [again] = text.judged([Chosen(own.start, own.end, own.kind, {"option": "no", "subjects": ["BRA"]})])
    assert (again.verdict, again.motion, again.explanation) == (own.verdict, own.motion, own.explanation)


TYPED = [
    ("vote_position", {"subjects": ["USA"], "option": "abstain"}, "A/RES/ES-11/8", "supported"),
    ("vote_position", {"subjects": ["USA"], "option": "abstain"}, "A/RES/ES-11/7", "refuted"),
    ("tally", {"yes": 94}, "A/RES/ES-11/7", "refuted"),
    ("outcome", {"outcome": "rejected"}, "A/RES/ES-11/7", "refuted"),
    ("date", {"date": "2025-02-24"}, "A/RES/ES-11/7", "supported"),
    ("date", {"date": "2025-02-23"}, "A/RES/ES-11/7", "refuted"),
    ("sponsorship", {"subjects": ["UKR"], "role": "author"}, "A/RES/ES-11/7", "supported"),
    ("vote_alignment", {"subjects": ["USA", "RUS"], "with": ["RUS"], "relation": "same"}, "A/RES/ES-11/8", "refuted"),
    ("binding", {"binding": True}, "A/RES/ES-11/7", "refuted"),
    ("symbol", {"symbol": "A/RES/ES-11/7"}, "A/RES/ES-11/7", "supported"),
]


@pytest.mark.parametrize(("kind", "asserted", "motion", "verdict"), TYPED)
def test_typed_query_is_judged_against_the_vote_that_was_named(text, kind, asserted, motion, verdict):
    [found] = text.judged([Chosen(*at("walked away"), kind, asserted, motion)])
    assert (found.verdict, found.motion) == (verdict, motion)


@pytest.mark.parametrize(
    ("kind", "asserted"),
    [
        ("nonsense", {}),
        ("vote_position", {"subjects": ["USA"]}),
        ("vote_position", {"subjects": [], "option": "no"}),
        ("vote_position", {"subjects": ["USA"], "option": "perhaps"}),
        ("date", {"date": "soon"}),
        ("tally", {}),
        ("framing", {"frame": "narrow"}),
    ],
)
def test_query_that_is_none_is_told_so(text, kind, asserted):
    assert text.judged([Chosen(*at("walked away"), kind, asserted)]) == [None]


def test_vote_that_the_record_lacks_decides_nothing(text):
    [found] = text.judged([Chosen(*at("walked away"), "tally", {"yes": 94}, "A/RES/1")])
    assert (found.verdict, found.motion) == ("not_in_record", None)
