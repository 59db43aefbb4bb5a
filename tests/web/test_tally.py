"""The tally bar is drawn to the number of members."""

from __future__ import annotations

import pytest

from factcheck.web.tally import tally

ASSEMBLY = {"yes": 93, "no": 18, "abstain": 65, "absent": 17}


def per_cent(text: str) -> float:
    return float(text.removesuffix("%"))


def test_tally_full_counts_fill_the_bar_to_the_members() -> None:
    bar = tally(ASSEMBLY, 193)
    assert [segment.option for segment in bar.segments] == ["yes", "no", "abstain", "absent"]
    assert sum(per_cent(segment.width) for segment in bar.segments) == pytest.approx(100, abs=0.01)
    assert per_cent(bar.segments[0].width) == pytest.approx(100 * 93 / 193, abs=0.001)
    assert bar.unknown == 0


def test_tally_absences_not_known_are_drawn_as_unknown_not_as_absent() -> None:
    bar = tally({"yes": 107, "no": 12, "abstain": 51, "absent": None}, 193)
    assert [segment.option for segment in bar.segments][-1] == "unknown"
    assert bar.unknown == 23
    assert "absent" not in [count.option for count in bar.counts]


def test_tally_nothing_known_draws_nothing() -> None:
    assert not tally({}, 193).is_known


def test_tally_zero_counts_are_listed_and_not_drawn() -> None:
    bar = tally({"yes": 10, "no": 0, "abstain": 5, "absent": 0}, 15)
    assert [segment.option for segment in bar.segments] == ["yes", "abstain"]
    assert [(count.option, count.count) for count in bar.counts] == [
        ("yes", 10),
        ("no", 0),
        ("abstain", 5),
        ("absent", 0),
    ]


def test_tally_small_body_has_a_line_between_seats() -> None:
    assert len(tally({"yes": 15, "no": 0, "abstain": 0, "absent": 0}, 15).seats) == 14
    assert not tally(ASSEMBLY, 193).seats


def test_tally_more_votes_than_members_still_fits() -> None:
    bar = tally({"yes": 20, "no": 0, "abstain": 0, "absent": 0}, 15)
    assert per_cent(bar.segments[0].width) == 100


@pytest.mark.parametrize(("count", "label"), [(93, "93 yes"), (18, "18"), (1, "")])
def test_tally_label_stands_only_where_it_fits(count: int, label: str) -> None:
    assert tally({"yes": count, "no": 193 - count}, 193).segments[0].label == label
