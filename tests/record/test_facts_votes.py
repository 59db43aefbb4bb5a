"""The votes that public files lack: tallies, full roll calls, vetoes, and what stays unknown. No database."""

from collections import Counter
from datetime import date

import pytest

from factcheck.record.rows import Facts, VoteEvent
from tests.factories.record import bundled

FULL = {
    "S/2022/538": (13, 1, 1, 0),
    "HRC/2024-04-05/accountability-and-justice": (28, 6, 13, 0),
    "A/RES/ES-10/21": (120, 14, 45, 14),
    "A/RES/ES-10/22": (153, 10, 23, 7),
    "A/RES/ES-10/24": (124, 14, 43, 12),
    "A/RES/ES-10/27": (149, 12, 19, 13),
    "HRC/2022-02-28/urgent-debate-on-ukraine": (29, 5, 13, 0),
    "A/HRC/RES/49/1": (32, 2, 13, 0),
    "A/HRC/RES/S-34/1": (33, 2, 12, 0),
    "HRC/2022-10-06/debate-on-xinjiang": (17, 19, 11, 0),
    "A/HRC/RES/52/32": (28, 2, 17, 0),
    "S/2022/431": (13, 2, 0, 0),
    "S/2022/541": (2, 3, 10, 0),
    "S/2022/821": (2, 3, 10, 0),
    "S/2023/212": (3, 0, 12, 0),
    "S/2023/506": (13, 1, 1, 0),
    "S/2023/507": (2, 3, 10, 0),
    "S/2023/638": (13, 1, 1, 0),
    "S/2023/639": (1, 1, 13, 0),
    "S/2023/772": (5, 4, 6, 0),
    "S/2023/773": (12, 1, 2, 0),
    "S/2023/792": (10, 3, 2, 0),
    "S/2023/795": (4, 2, 9, 0),
    "S/RES/2712": (12, 0, 3, 0),
    "S/RES/2712/amendment-1": (5, 1, 9, 0),
    "S/2023/970": (13, 1, 1, 0),
    "S/RES/2720": (13, 0, 2, 0),
    "S/RES/2722": (11, 0, 4, 0),
    "S/RES/2722/amendment-1": (4, 2, 9, 0),
    "S/RES/2722/amendment-2": (4, 2, 9, 0),
    "S/2024/173": (13, 1, 1, 0),
    "S/RES/2724": (14, 0, 1, 0),
    "S/2024/239": (11, 3, 1, 0),
    "S/RES/2728": (14, 0, 1, 0),
    "S/RES/2728/amendment-1": (3, 1, 11, 0),
    "S/2024/255": (13, 1, 1, 0),
    "S/2024/312": (12, 1, 2, 0),
    "S/2024/302": (13, 1, 1, 0),
    "S/RES/2735": (14, 0, 1, 0),
    "S/RES/2736": (14, 0, 1, 0),
    "S/2024/826": (14, 1, 0, 0),
    "S/2024/835": (14, 1, 0, 0),
    "S/2025/353": (14, 1, 0, 0),
    "S/2025/583": (14, 1, 0, 0),
    "SC/2025-09-19/iran-sanctions-relief": (4, 9, 2, 0),
    "SC/2025-09-26/iran-six-months": (4, 9, 2, 0),
    "S/RES/2803": (13, 0, 2, 0),
    "S/RES/2817": (13, 0, 2, 0),
    "SC/2026-03-11/russian-draft-middle-east": (4, 2, 9, 0),
    "SC/2026-04-07/strait-of-hormuz": (11, 2, 2, 0),
    "S/2006/508": (10, 1, 4, 0),
    "S/2006/878": (10, 1, 4, 0),
    "S/RES/1929": (12, 2, 1, 0),
    "S/2014/348": (13, 2, 0, 0),
    "S/2016/846": (11, 2, 2, 0),
    "S/2017/884": (11, 2, 2, 0),
    "S/2017/962": (11, 2, 2, 0),
    "S/2017/970": (12, 2, 1, 0),
    "S/2020/661": (13, 2, 0, 0),
    "S/2020/671": (4, 7, 4, 0),
    "S/2020/693": (13, 2, 0, 0),
    "S/2020/694": (4, 7, 4, 0),
    "S/RES/2533": (12, 0, 3, 0),
    "S/RES/2699": (13, 0, 2, 0),
    "S/RES/2756": (12, 0, 2, 1),
}
"""Votes with a roll call of every member: for, against, abstaining, not voting."""

PARTLY = {
    "S/RES/2774/amendment-3": (6, 1, 8, 0),
    "A/HRC/RES/S-30/1": (24, 9, 14, 0),
    "A/HRC/RES/S-35/1": (25, 6, 16, 0),
    "A/RES/ES-10/22/amendment-1": (89, 61, 21, None),
    "A/RES/ES-10/22/amendment-2": (84, 62, None, None),
    "A/RES/ES-10/23": (143, 9, 25, 16),
    "A/RES/ES-10/25": (159, 9, 11, 14),
    "A/RES/ES-10/26": (158, 9, 13, 13),
    "HRC/2024-04-04/iran": (24, 8, 15, 0),
    "HRC/2024-04/ukraine-commission-of-inquiry": (27, 3, 17, 0),
    "HRC/2025-04-04/ukraine-commission-of-inquiry": (25, 4, 18, 0),
    "S/2024/302/amendment-1": (7, 7, 1, 0),
    "S/2024/383": (7, 7, 1, 0),
}
"""Votes whose tally is known and whose roll call is not, or not in full."""

PERMANENT = {"CHN", "FRA", "GBR", "RUS", "USA"}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return bundled()


def event(facts: Facts, key: str) -> VoteEvent:
    return next(row for row in facts.events if row.key == key)


def tally(vote: VoteEvent) -> tuple[int | None, ...]:
    return tuple(vote.counts.get(option) for option in ("yes", "no", "abstain", "absent"))


@pytest.mark.parametrize("key", FULL)
def test_full_roll_call_adds_up_to_the_tally_and_the_members(facts: Facts, key: str) -> None:
    vote = event(facts, key)
    listed = Counter(vote.roll.values())

    assert tally(vote) == FULL[key]
    assert tuple(listed[option] for option in ("yes", "no", "abstain", "absent")) == FULL[key]
    assert sum(FULL[key]) == vote.members == {"GA": 193, "SC": 15, "HRC": 47}[vote.body]
    assert vote.is_complete
    assert facts.unreconciled(vote) == []


@pytest.mark.parametrize("key", PARTLY)
def test_tally_alone_keeps_the_rest_open(facts: Facts, key: str) -> None:
    vote = event(facts, key)

    assert tally(vote) == PARTLY[key]
    assert not vote.is_complete
    assert len(vote.roll) < (vote.members or 0)


def council(facts: Facts) -> list[VoteEvent]:
    procedural = {row.key for row in facts.motions if row.legal_effect == "procedural"}
    return [row for row in facts.events if row.body == "SC" and row.motion not in procedural]


def test_council_vetoes_are_negative_votes_of_permanent_members(facts: Facts) -> None:
    for vote in council(facts):
        against = {code for code, option in vote.roll.items() if option == "no"} & PERMANENT
        if vote.result == "vetoed" and vote.roll:
            assert set(vote.vetoed_by) == against, vote.key
        assert set(vote.vetoed_by) <= PERMANENT, vote.key


def test_council_results_follow_from_nine_votes_and_the_veto(facts: Facts) -> None:
    for vote in council(facts):
        yes = vote.counts.get("yes")
        if yes is None:
            continue
        against = {code for code, option in vote.roll.items() if option == "no"} & PERMANENT
        if vote.result == "not_adopted":
            assert yes < 9, vote.key
        else:
            assert yes >= 9, vote.key
        if vote.result == "adopted":
            assert not against, vote.key


def test_council_drafts_that_failed_have_no_symbol_of_a_resolution(facts: Facts) -> None:
    failed = {row.motion for row in council(facts) if row.result in ("vetoed", "not_adopted")}

    assert not [row.key for row in facts.motions if row.key in failed and row.symbol]
    assert {row.kind for row in facts.motions if row.key in failed} == {"draft", "amendment"}


@pytest.mark.parametrize(
    ("item", "vetoes"),
    [
        ("gaza", {"USA": 10, "RUS": 2, "CHN": 2}),
        ("syria-war", {"RUS": 13, "CHN": 7}),
        ("crimea", {"RUS": 1}),
        ("srebrenica", {"RUS": 1}),
        ("jerusalem", {"USA": 1}),
        ("sudan", {"RUS": 1}),
        ("mali", {"RUS": 1}),
        ("iran-gulf", {"CHN": 1, "RUS": 1}),
    ],
)
def test_vetoes_on_a_matter_are_the_known_ones(facts: Facts, item: str, vetoes: dict[str, int]) -> None:
    motions = {row.key for row in facts.motions if row.item == item}

    assert Counter(code for row in facts.events if row.motion in motions for code in row.vetoed_by) == vetoes


def test_votes_of_one_day_on_one_matter_share_their_item(facts: Facts) -> None:
    items = {row.key: row.item for row in facts.motions}
    found = {
        items[row.motion]
        for row in facts.events
        if row.held_on in (date(2023, 10, 25), date(2023, 8, 30), date(2026, 3, 11))
    }

    assert found == {"gaza", "mali", "iran-gulf"}


def test_symbols_that_no_source_gave_are_said_to_be_unsourced(facts: Facts) -> None:
    noted = [row.motion for row in facts.events if "general reference knowledge" in row.note]

    assert noted
    assert all(row.kind == "draft" for row in facts.motions if row.key in noted)


@pytest.mark.parametrize("key", ["SC/2025-09-19/iran-sanctions-relief", "SC/2026-04-07/strait-of-hormuz"])
def test_draft_whose_symbol_was_not_found_has_none(facts: Facts, key: str) -> None:
    motion = next(row for row in facts.motions if row.key == key)

    assert motion.symbol == motion.draft == ""


def test_assembly_roll_call_of_october_2023_keeps_the_official_tally(facts: Facts) -> None:
    vote = event(facts, "A/RES/ES-10/21")

    assert vote.roll["IRQ"] == "abstain"
    assert [row.what for row in vote.disputed] == ["The tally"]
