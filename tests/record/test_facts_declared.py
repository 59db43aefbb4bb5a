"""Declared tallies of the Assembly, 1947 to 2019, and well-known votes of the Council, 2007 to 2021. No database."""

import pytest

from factcheck.record.rows import Facts, VoteEvent
from tests.factories.record import bundled

KNOWN = {
    "A/RES/181(II)": ("1947-11-29", 33, 13, 10),
    "A/RES/217(III)": ("1948-12-10", 48, 0, 8),
    "A/RES/377(V)": ("1950-11-03", 52, 5, 2),
    "A/RES/1514(XV)": ("1960-12-14", 89, 0, 9),
    "A/RES/2758(XXVI)": ("1971-10-25", 76, 35, 17),
    "A/RES/3379(XXX)": ("1975-11-10", 72, 35, 32),
    "A/RES/ES-6/2": ("1980-01-14", 104, 18, 18),
    "A/RES/38/7": ("1983-11-02", 108, 9, 27),
    "A/RES/44/240": ("1989-12-29", 75, 20, 40),
    "A/RES/46/86": ("1991-12-16", 111, 25, 13),
    "A/RES/47/19": ("1992-11-24", 59, 3, 71),
    "A/RES/55/50": ("2000-12-01", 145, 1, 5),
    "A/RES/59/280": ("2005-03-08", 84, 34, 37),
    "A/RES/60/251": ("2006-03-15", 170, 4, 3),
    "A/RES/61/295": ("2007-09-13", 143, 4, 11),
    "A/RES/62/149": ("2007-12-18", 104, 54, 29),
    "A/RES/64/292": ("2010-07-28", 122, 0, 41),
    "A/RES/66/175": ("2011-12-19", 89, 30, 64),
    "A/RES/66/176": ("2011-12-19", 133, 11, 43),
    "A/RES/67/19": ("2012-11-29", 138, 9, 41),
    "A/RES/69/190": ("2014-12-18", 83, 35, 68),
    "A/RES/71/258": ("2016-12-23", 113, 35, 13),
    "A/RES/ES-10/19": ("2017-12-21", 128, 9, 35),
    "A/RES/73/195": ("2018-12-19", 152, 5, 12),
    "A/RES/73/295": ("2019-05-22", 116, 6, 56),
}

FULL = {
    "A/RES/217(III)": (48, 0, 8, 2),
    "A/RES/62/3": (184, 4, 1, 3),
    "A/RES/71/5": (191, 0, 2, 0),
    "A/RES/73/8": (189, 2, 0, 2),
    "A/RES/ES-10/19": (128, 9, 35, 21),
    "S/2007/14": (9, 3, 3, 0),
    "S/2008/447": (9, 5, 1, 0),
    "S/2009/310": (10, 1, 4, 0),
    "S/2011/24": (14, 1, 0, 0),
    "S/RES/1973": (10, 0, 5, 0),
    "S/2011/612": (9, 2, 4, 0),
    "S/2012/77": (13, 2, 0, 0),
    "S/2014/189": (13, 1, 1, 0),
    "S/2014/916": (8, 2, 5, 0),
    "S/2015/508": (10, 1, 4, 0),
    "S/2015/562": (11, 1, 3, 0),
    "S/2016/1026": (11, 3, 1, 0),
    "S/RES/2334": (14, 0, 1, 0),
    "S/2017/172": (9, 3, 3, 0),
    "S/2017/315": (10, 2, 3, 0),
    "S/2017/1060": (14, 1, 0, 0),
    "S/2018/156": (11, 2, 2, 0),
    "S/2018/321": (12, 2, 1, 0),
    "S/2018/516": (10, 1, 4, 0),
    "S/2019/186": (9, 3, 3, 0),
    "S/2019/190": (4, 7, 4, 0),
    "S/2019/756": (12, 2, 1, 0),
    "S/2019/961": (13, 2, 0, 0),
    "SC/2020-08-14/iran-arms-embargo": (2, 2, 11, 0),
    "S/2021/990": (12, 2, 1, 0),
}
"""Votes with a roll call of every member: for, against, abstaining, not voting."""


@pytest.fixture(scope="module")
def facts() -> Facts:
    return bundled()


def event(facts: Facts, key: str) -> VoteEvent:
    return next(row for row in facts.events if row.key == key)


def declared(facts: Facts) -> list[VoteEvent]:
    """Votes of the Assembly on whole texts before the machine-readable resolutions begin."""
    kinds = {row.key: row.kind for row in facts.motions}
    return [
        row
        for row in facts.events
        if row.body == "GA" and row.held_on and row.held_on.year < 2020 and kinds[row.motion] in ("resolution", "draft")
    ]


@pytest.mark.parametrize("key", KNOWN)
def test_known_votes_have_their_day_and_tally(facts: Facts, key: str) -> None:
    vote = event(facts, key)
    assert (str(vote.held_on), *(vote.counts[option] for option in ("yes", "no", "abstain"))) == KNOWN[key]


@pytest.mark.parametrize("key", FULL)
def test_roll_calls_that_follow_from_the_membership_add_up(facts: Facts, key: str) -> None:
    vote = event(facts, key)
    listed = list(vote.roll.values())
    assert tuple(listed.count(option) for option in ("yes", "no", "abstain", "absent")) == FULL[key]
    assert vote.is_complete and not facts.unreconciled(vote)


def test_declared_tallies_fit_the_membership_of_their_day(facts: Facts) -> None:
    votes = declared(facts)
    assert len(votes) > 125
    for vote in votes:
        sitting = facts.sitting("GA", vote.held_on)
        assert sitting is not None and vote.members == len(sitting), vote.key
        cast = [vote.counts[option] for option in ("yes", "no", "abstain")]
        assert sum(cast) + vote.counts.get("absent", 0) <= vote.members, vote.key
        if "absent" in vote.counts:
            assert sum(vote.counts.values()) == vote.members, vote.key
        assert not facts.unreconciled(vote), vote.key


def test_declared_tallies_have_the_majority_they_ended_with(facts: Facts) -> None:
    for vote in declared(facts):
        yes, no = vote.counts["yes"], vote.counts["no"]
        assert (yes > no) if vote.result == "adopted" else (3 * yes < 2 * (yes + no)), vote.key


def test_declared_texts_can_be_found_by_subject(facts: Facts) -> None:
    motions = {row.key: row for row in facts.motions}
    for vote in declared(facts):
        motion = motions[vote.motion]
        assert motion.title and motion.item and motion.yes_means and vote.sources, vote.key


def test_votes_on_the_embargo_are_one_series_tabled_by_cuba(facts: Facts) -> None:
    texts = [row for row in facts.motions if row.item == "cuba-embargo"]
    assert len(texts) >= 32
    unnamed = [row.key for row in texts if [sponsor.state for sponsor in row.sponsors] != ["CUB"]]
    assert unnamed == ["A/RES/61/11"]
    keys = {row.key for row in texts}
    votes = sorted((str(row.held_on), row.counts["yes"]) for row in facts.events if row.motion in keys)
    assert votes[0] == ("1992-11-24", 59) and max(yes for _, yes in votes) == 191


def test_texts_without_a_vote_wait_for_imports_and_have_everyday_words(facts: Facts) -> None:
    voted = {row.motion for row in facts.events}
    parents = {row.parent for row in facts.motions}
    waiting = [row for row in facts.motions if row.key not in voted and row.key not in parents]
    assert len(waiting) >= 60
    for motion in waiting:
        assert motion.symbol == motion.key and motion.title and motion.description and motion.item and motion.yes_means
