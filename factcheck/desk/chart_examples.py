"""Charts and results of a search in the style guide, with made-up values."""

from __future__ import annotations

from datetime import date
from typing import Any

from factcheck.engine.analysis import Estimate, wilson
from factcheck.record import tiles
from factcheck.web import agreement_page, votes
from factcheck.web.charts.course import course
from factcheck.web.charts.hemicycle import hemicycle
from factcheck.web.charts.tiles import tile_map
from factcheck.web.search.page import Hit

COUNCIL = ["CHN", "FRA", "GBR", "RUS", "USA", "DNK", "DZA", "GRC", "GUY", "KOR", "PAK", "PAN", "SLE", "SOM", "SVN"]
DAY = date(2025, 2, 24)
WORDS = (("Brazil ", False), ("voted", True), (" against the resolution", False))
OPTIONS = ("yes", "yes", "abstain", "no", "yes", "absent")


def guide() -> dict[str, Any]:
    names = votes.state_names()
    codes = [code for region in tiles.regions() for _, _, code in region.places]
    cast = {code: OPTIONS[place % len(OPTIONS)] for place, code in enumerate(codes[:-8])}
    seats = {code: OPTIONS[place % 4] for place, code in enumerate(COUNCIL)}
    return {
        "map": tile_map(cast | {"YUG": "yes"}, names, members=codes[:-4], named=["FRA", "IND"]),
        "hemicycle": hemicycle(seats, names, permanent=COUNCIL[:5], vetoed_by=["RUS"]),
        "course": course([(1990 + year, _estimate(year)) for year in range(30) if year != 12]),
        "hits": [
            Hit("verdict", "/verdicts/", WORDS, WORDS, "", (1, ""), False, "", "The Herald · A story", DAY),
            Hit("verdict", "/verdicts/", WORDS, (), "", None, True, "", "", DAY),
            Hit("claim", "/articles/", WORDS, (), "refuted", None, False, "/verdicts/", "The Herald · A story", DAY),
        ],
        "pair_form": agreement_page.PairForm({}, is_asked=False),
    }


def _estimate(place: int) -> Estimate:
    share, n = 0.2 + 0.02 * place, 4 + 3 * place
    return Estimate(share, n, *wilson(share, n))
