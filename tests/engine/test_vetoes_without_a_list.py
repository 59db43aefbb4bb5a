"""A draft of the Security Council of which the record has counts and vetoes, and no list of who voted how."""

from dataclasses import replace
from datetime import date

import pytest

from factcheck.engine import Article, check, prepare
from tests.factories import engine as factory

DAY = date(2012, 7, 19)
LEAD = "The Security Council voted on a draft on Syria on Thursday, 19 July 2012; it got 11 votes. "


@pytest.fixture(scope="module")
def index():
    known = factory.record()
    draft = factory.motion("S/2012/538", "Sanctions on Syria", body="SC", kind="draft", effect="none", item="syria")
    event = factory.event("S/2012/538", DAY, (11, 2, 2, 0), None, body="SC", result="vetoed", vetoed_by=("CHN", "RUS"))
    return prepare(replace(known, motions=(*known.motions, draft), events=(*known.events, event)))


def last(index, words):
    return [c for c in check(Article(LEAD + words, None, DAY), index).claims if c.start >= len(LEAD)]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Russia and China voted against it.", "supported"),
        ("Russia and China were the only members to vote against it.", "supported"),
        ("China voted with Russia on the draft.", "supported"),
        ("China abstained from the vote on the draft.", "refuted"),
        ("Russia voted in favour of the draft.", "refuted"),
        ("Only Russia voted against the draft.", "refuted"),
        ("India voted in favour of the draft.", "not_in_record"),
        ("India voted with Russia on the draft.", "not_in_record"),
        ("Russia and India voted against the draft.", "not_in_record"),
    ],
)
def test_a_veto_tells_how_its_state_voted_and_nobody_else(index, words, verdict):
    claims = last(index, words)
    assert {claim.verdict for claim in claims} == {verdict}
    if verdict != "not_in_record":
        assert {(row.type, row.ref) for claim in claims for row in claim.evidence} == {("count", "S/2012/538")}
        assert all(len(claim.evidence) == 1 for claim in claims)


def test_only_is_not_granted_where_a_list_lacks_states():
    known = factory.record()
    roll = factory.roll("FRA", "USA", "IND")
    event = factory.event("A/RES/66/1", date(2011, 12, 1), (100, 3, 20, None), roll)
    index = prepare(
        replace(
            known, motions=(*known.motions, factory.motion("A/RES/66/1", "A matter")), events=(*known.events, event)
        )
    )
    text = "The General Assembly adopted resolution A/RES/66/1 on 1 December 2011. Only the United States voted against the resolution."
    claims = check(Article(text, None, date(2011, 12, 2)), index).claims
    assert [c.verdict for c in claims if c.kind == "vote_position"] == ["refuted"]
    assert "3 states voted no in all" in claims[-1].explanation
