"""Forms of sentence that the mutation suite found wanting, with what must not be read into those that look like them."""

from datetime import date
from pathlib import Path

import pytest

from factcheck.engine import Article, check, prepare
from factcheck.record import factfile
from tests.engine.conftest import LEAD

VETOED = (
    "The United Nations Security Council on 8 July 2015 voted on draft resolution S/2015/508, on the genocide in Srebrenica:"
    " 10 in favour, 1 against, 4 abstentions. "
)


@pytest.fixture(scope="module")
def facts():
    return prepare(factfile.read(Path(factfile.__file__).parent / "facts").record())


def found(index, lead, published, text, kind):
    result = check(Article(lead + text, None, published), index)
    return [c for c in result.claims if c.start >= len(lead) and c.kind == kind], result


@pytest.mark.parametrize(
    ("text", "by", "verdict"),
    [
        ("The text was vetoed by Russia.", ["RUS"], "supported"),
        ("The text was vetoed by France.", ["FRA"], "refuted"),
        ("A veto by Russia killed the text.", ["RUS"], "supported"),
        ("The draft fell to a veto from Russia.", ["RUS"], "supported"),
        ("The draft was blocked by a veto from China.", ["CHN"], "refuted"),
        ("Russia blocked the draft with its veto.", ["RUS"], "supported"),
        ("China killed the text by using its veto.", ["CHN"], "refuted"),
    ],
)
def test_who_cast_the_veto_is_read_in_any_order(facts, text, by, verdict):
    claims, _ = found(facts, VETOED, date(2015, 7, 9), text, "outcome")
    assert [(c.asserted.get("vetoed_by"), c.verdict) for c in claims] == [(by, verdict)]


@pytest.mark.parametrize(
    "text",
    [
        "Diplomats spoke of the threat of a veto by China.",
        "France feared a veto by China.",
        "The text would have been vetoed by China.",
        "To avoid a veto by China, the sponsors took out a paragraph.",
    ],
)
def test_a_veto_that_was_feared_is_none_that_was_cast(facts, text):
    claims, _ = found(facts, VETOED, date(2015, 7, 9), text, "outcome")
    assert [c for c in claims if c.verdict == "refuted"] == []


@pytest.mark.parametrize(
    ("text", "kind", "verdict"),
    [
        ("Not one of the Nordic countries voted against it.", "group_position", "supported"),
        ("Not one of the EU members voted in favour.", "group_position", "refuted"),
        ("Every one of the Nordic countries voted in favour.", "group_position", "supported"),
        ("Voting against was Belarus.", "vote_position", "supported"),
        ("Abstaining were China and India.", "vote_position", "supported"),
        ("Abstaining were China and Belarus.", "vote_position", "refuted"),
        ("Belarus and Eritrea cast votes against the resolution.", "vote_position", "supported"),
        ("The states that did not vote included Azerbaijan.", "vote_position", "supported"),
        ("Like China, India abstained.", "vote_position", "supported"),
        ("The US voted the same way as Belarus on the text.", "vote_alignment", "supported"),
        ("The US broke with France in the vote on the text.", "vote_alignment", "supported"),
        ("The US voted alongside Belarus for the text.", "vote_alignment", "refuted"),
        ("The US voted alongside Belarus on a text calling for peace in the resolution's words.", "vote_alignment", "supported"),
        ("Azerbaijan voted with Belarus against the text.", "vote_alignment", "refuted"),
        ("The vote on the resolution was taken on 24 February 2025.", "date", "supported"),
        ("It was on 3 February 2025 that the Assembly voted on A/RES/ES-11/7.", "date", "refuted"),
        ("It was the General Assembly that adopted A/RES/ES-11/7.", "outcome", "supported"),
        ("A/RES/ES-11/7 was passed by the Security Council.", "outcome", "refuted"),
        ("The vote on A/RES/ES-11/7 was held in the General Assembly.", "body", "supported"),
        ("Among the sponsors of the text was Ukraine.", "sponsorship", "supported"),
    ],
)  # fmt: skip
def test_forms_give_one_claim_with_the_right_verdict(facts, text, kind, verdict):
    claims, _ = found(facts, LEAD, date(2025, 2, 25), text, kind)
    assert [c.verdict for c in claims] == [verdict]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("The US voted alongside Belarus for the text.", {"position-wrong"}),
        ("Azerbaijan voted with Belarus against the text.", {"abstention-as-side"}),
        ("It was the Security Council that adopted A/RES/ES-11/7.", {"body-confused"}),
        ("The US voted alongside Belarus against the text.", set()),
    ],
)
def test_a_wrong_side_told_with_a_partner_is_flagged(facts, text, flags):
    _, result = found(facts, LEAD, date(2025, 2, 25), text, "vote_alignment")
    asked = {"position-wrong", "abstention-as-side", "body-confused"}
    assert {f.code for f in result.flags if f.start >= len(LEAD)} & asked == flags


def test_counts_that_many_votes_share_point_to_none_of_them(facts):
    text = "The United Nations Security Council on 16 April 2014 adopted resolution S/RES/2150. The vote was 13-0-2."
    result = check(Article(text, None, date(2014, 4, 17)), facts)
    assert [c.motion for c in result.claims if c.kind == "tally"] == [None]


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("A/HRC/RES/49/1", "A/HRC/RES/49/1"),
        ("A/HRC/55/L.30", "A/HRC/55/L.30"),
        ("S/12311/Rev.1", "S/12311/Rev.1"),
        ("S/14461", "S/14461"),
        ("A/DEC/80/506", "A/DEC/80/506"),
    ],
)
def test_symbols_of_councils_and_decisions_are_read_whole(facts, written, canonical):
    result = check(Article(f"The United Nations Security Council voted on {written}.", None, None), facts)
    assert [c.asserted["symbol"] for c in result.claims if c.kind == "symbol"] == [canonical]
