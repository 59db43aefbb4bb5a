"""Hostile input: the engine never raises, its spans stay within the text, and its work grows with the text and no faster.

Work is counted in calls of functions, Python's and those of C, so that no clock decides; time is measured by bench/hostile.py.
"""

import json
import sys
from datetime import date

import pytest

from factcheck.engine import Article, check, prepare, to_json
from tests.engine.hostile import LEAD, NAMES, TEXTS
from tests.factories import engine

PUBLISHED = date(2025, 2, 25)
FEW, FACTOR = 16, 4
SLACK = 1.3
"""By how much work may outgrow the text: sentences differ, and what is made once for all texts counts in the small one."""
LONG = {
    "no white space": 10_000, "no white space, with cues": 500, "one sentence of names": 10_000, "names in a list": 10_000, "names in lines": 10_000,
    "names without commas": 10_000, "numbers": 10_000, "symbols in a list": 10_000, "nested quotation marks": 10_000, "nested brackets": 10_000,
    "combining marks": 10_000, "line ends only": 10_000,
}  # fmt: skip
"""Sizes for the texts that are cheap to read: a megabyte without a space, ten thousand names, numbers, symbols."""


@pytest.fixture(scope="module")
def index():
    return prepare(engine.record())


def checked(text, index, title=None, published=PUBLISHED):
    """The result, after what holds for every text: spans and quotes are of the text, and the JSON can be written and read."""
    article = Article(text, title, published)
    result = check(article, index)
    whole = article.full_text
    for claim in result.claims:
        assert 0 <= claim.start < claim.end <= len(whole)
        assert claim.quote == whole[claim.start : claim.end]
    for flag in result.flags:
        assert 0 <= flag.start < flag.end <= len(whole)
    assert len(json.loads(to_json(result).encode())["claims"]) == len(result.claims)
    return result


def calls(text, index):
    """How many functions are called while a text is checked."""
    count = 0

    def seen(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        check(Article(text, None, PUBLISHED), index)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_read_and_its_spans_are_of_the_text(index, name):
    text = TEXTS[name](200)
    result = checked(text, index)
    assert len(result.claims) <= 10 + len(text) // 4


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_title_is_read(index, name):
    checked(LEAD, index, title=TEXTS[name](20))


@pytest.mark.parametrize("name", LONG)
def test_very_long_text_is_read(index, name):
    checked(TEXTS[name](LONG[name]), index)


@pytest.mark.parametrize("name", TEXTS)
def test_work_grows_no_faster_than_the_text(index, name):
    few, many = TEXTS[name](FEW), TEXTS[name](FACTOR * FEW)
    calls(few, index)  # what is made once and kept
    assert calls(many, index) <= SLACK * FACTOR * calls(few, index)


@pytest.mark.parametrize("name", ["Rus\u200bsia", "Rusѕia", "R\u0336ussia", "\ue000"])
def test_disguised_name_is_no_state(index, name):
    result = checked(f"{LEAD}{name} voted for it.", index)
    assert [c.quote for c in result.claims if c.start >= len(LEAD) - 1 and c.verdict == "refuted"] == []


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n", "\n\n\n", "\ufeff", "“", "”", "\"", "(", ")", "<L>", "\ue000", "UN", "UN\n", "A/RES/", "A/RES/1/1/1", "S/RES/99999999", "0-0-0",
        "999-999-999", "1,000,000 states voted for it", "one hundred hundred", "Russia’s", "’s", "The UN’s", "\ud800",
    ],
)  # fmt: skip
@pytest.mark.parametrize("lead", ["", LEAD])
@pytest.mark.parametrize("title", [None, "", "\n", "UN vote"])
def test_shortest_texts_are_read(index, text, lead, title):
    checked(lead + text, index, title)


@pytest.mark.parametrize(
    "day",
    ["9999-12-31", "0001-01-01", "0000-00-00", "31 February 2025", "29 February", "99 years ago", "99 months ago"],
)
@pytest.mark.parametrize(
    "published", [None, date.min, date(1, 1, 3), date(2, 1, 1), date.max, date(9999, 12, 30), date(2024, 2, 29), PUBLISHED]
)  # fmt: skip
def test_days_at_the_ends_of_the_calendar_are_read(index, day, published):
    text = f"{LEAD}The Assembly voted on {day}. Last week, last Monday, yesterday and ten years earlier India had abstained. "
    result = checked(text, index, published=published)
    assert [c for c in result.claims if c.kind == "date" and c.quote.endswith(("9999-12-31", "0001-01-01"))] == []


def test_every_name_of_a_long_list_is_judged(index):
    """A thousand names without an end are one list in every sentence that the text is cut into; the wrong ones are found."""
    voted_no = [name for name in NAMES if name in ("Russia", "Belarus", "the United States")]
    text = f"{LEAD}Voting against were {', '.join(voted_no * 300)}."
    found = [c for c in checked(text, index).claims if c.kind == "vote_position" and c.start >= len(LEAD)]
    assert [c.verdict for c in found] == ["supported"] * len(found)
    assert {code for c in found for code in c.asserted["subjects"]} == {"RUS", "BLR", "USA"}
