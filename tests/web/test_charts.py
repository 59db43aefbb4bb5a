"""Where the charts lie, and that no state is missing or in two places."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from factcheck.engine.analysis import Estimate, wilson
from factcheck.record import factfile, tiles
from factcheck.web.charts.course import FEW, GROUND, TOP, course
from factcheck.web.charts.hemicycle import HEIGHT, WIDTH, hemicycle
from factcheck.web.charts.tiles import SIDE, tile_map

COUNCIL = ["CHN", "FRA", "GBR", "RUS", "USA", "DNK", "DZA", "GRC", "GUY", "KOR", "PAK", "PAN", "SLE", "SOM", "SVN"]


def codes() -> list[str]:
    return [code for region in tiles.regions() for _, _, code in region.places]


def test_map_has_every_member_of_today_once() -> None:
    assembly = next(row for row in factfile.read().organizations if row.code == "GA")
    assert len(codes()) == 193
    assert set(codes()) == assembly.members_on(date(2026, 6, 1))


def test_map_no_two_states_share_a_place() -> None:
    for region in tiles.regions():
        places = [(x, y) for x, y, _ in region.places]
        assert len(set(places)) == len(places)
        assert max(x for x, _ in places) < region.columns
        assert max(y for _, y in places) < region.rows


@pytest.mark.parametrize(
    ("rows", "problem"),
    [("AAA AAA", "twice"), ("AAA BBB\\nCCC", "lengths"), ("AAA Bbb", "no codes")],
)
def test_map_file_with_a_fault_is_refused(tmp_path: Path, rows: str, problem: str) -> None:
    path = tmp_path / "tiles.toml"
    path.write_text(f'[[region]]\ncode = "one"\nname = "One"\nrows = "{rows}"\n')
    with pytest.raises(ValueError, match=problem):
        tiles.regions(path)


def test_tile_map_says_every_option_and_never_takes_silence_for_absence() -> None:
    shown = tile_map(
        {"FRA": "yes", "USA": "no", "IND": "abstain", "CHN": "absent", "YUG": "yes"},
        {"FRA": "France", "YUG": "Yugoslavia"},
        members={"FRA", "BRA"},
        named=["FRA"],
    )
    tile = {tile.code: tile for region in shown.regions for tile in region.tiles}
    assert tile["FRA"].says == "France: yes"
    assert [code for code, one in tile.items() if one.is_named] == ["FRA"]
    assert [tile[code].option for code in ("USA", "IND", "CHN", "BRA", "NZL")] == [
        *("no", "abstain", "absent", "unknown", "outside")
    ]
    assert tile["NZL"].says == "NZL: not in this roll call"
    assert [(state.name, state.option) for state in shown.former] == [("Yugoslavia", "yes")]
    europe = next(region for region in shown.regions if region.code == "europe")
    assert europe.says == "Europe: 1 yes"
    assert (europe.width, europe.height) == (8 * SIDE, 9 * SIDE)


def test_hemicycle_seats_stand_apart_within_the_drawing_and_name_the_veto() -> None:
    options = dict.fromkeys(COUNCIL, "yes") | {"RUS": "no", "CHN": "abstain", "PAN": "no"}
    drawn = hemicycle(options, {"RUS": "Russia"}, permanent=COUNCIL[:5], vetoed_by=["RUS"])
    assert drawn is not None
    assert drawn.says == "Seats of 15 members: 12 yes, 2 no, 1 abstained; veto of Russia"
    assert [seat.says for seat in drawn.seats if seat.is_veto] == ["Russia, permanent member: no, a veto"]
    assert [seat.code for seat in drawn.seats if seat.is_permanent] == ["FRA", "GBR", "USA", "CHN", "RUS"]
    places = [(float(seat.x), float(seat.y)) for seat in drawn.seats]
    for (x, y), (next_x, next_y) in pairwise(places):
        assert ((x - next_x) ** 2 + (y - next_y) ** 2) ** 0.5 > 24
    for x, y in [*places, *((float(seat.code_x), float(seat.code_y)) for seat in drawn.seats)]:
        assert 15 <= x <= WIDTH - 15
        assert 0 <= y <= HEIGHT - 15


@pytest.mark.parametrize("options", [{}, {f"A{n:02}": "yes" for n in range(21)}])
def test_hemicycle_of_nobody_or_of_many_is_none(options: dict[str, str]) -> None:
    assert hemicycle(options, {}) is None


def estimate(share: float, n: int) -> Estimate:
    return Estimate(share, n, *wilson(share, n))


def test_course_joins_only_years_that_follow_each_other_and_have_enough_votes() -> None:
    drawn = course(
        [
            (2000, estimate(1, 50)),
            (2001, estimate(0, 100)),
            (2002, estimate(0.5, FEW - 1)),
            (2003, Estimate(None, 0)),
            (2004, estimate(0.5, FEW)),
            (2006, estimate(0.25, 20)),
        ]
    )
    assert drawn is not None
    assert [(point.year, point.is_few) for point in drawn.points if point.is_few] == [(2002, True)]
    assert len(drawn.lines) == 1
    assert (float(drawn.points[0].y), float(drawn.points[1].y)) == (TOP, GROUND)
    for point in drawn.points:
        assert float(point.high) <= float(point.y) <= float(point.low)
    assert drawn.points[0].says == "2000: 100% of 50, interval 93% to 100%"
    assert [year for _, year in drawn.labels] == [2000, 2002, 2004, 2006]


def test_course_of_one_year_is_none() -> None:
    assert course([(2000, estimate(1, 5)), (2001, Estimate(None, 0))]) is None
