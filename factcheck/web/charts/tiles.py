"""The tile map: a square for each of today's member states, and beside it states of an older roll call."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from factcheck.record import tiles
from factcheck.record.local_names import sorting
from factcheck.web import shapes, words
from factcheck.web.tally import ORDER

SIDE = 28
"""Pixels from one tile to the next; a tile itself is 2 smaller."""
OUTSIDE = "outside"
"""What a state is that was no member on the day, or has no place in this roll call."""


@dataclass(frozen=True, slots=True)
class Tile:
    """`place` is "x y" in its region, in pixels; `says` is what it is called: "Chad: abstained"."""

    place: str
    code: str
    option: str
    says: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class Region:
    """`says` sums it up: "Africa: 30 yes, 2 no"."""

    code: str
    name: str
    width: int
    height: int
    says: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class TileMap:
    """`former` are states of the roll call that have no place on today's map. `signs` are the kinds of tile in use."""

    regions: tuple[Region, ...]
    former: tuple[shapes.StateVote, ...]
    signs: tuple[str, ...]
    side: int = SIDE
    name: str = "tile"

    @property
    def has_outside(self) -> bool:
        return OUTSIDE in self.signs


def tile_map(
    options: Mapping[str, str],
    names: Mapping[str, str],
    *,
    members: Collection[str] = (),
    named: Collection[str] = (),
    name: str = "tile",
) -> TileMap:
    """The map of a roll call. `options` and `names` are by code of the state; a member of the day that the roll call
    does not name is "unknown", never absent. `name` begins the ids, so that two can stand on one page."""
    regions = []
    for region in tiles.regions():
        placed = []
        for column, row, code in region.places:
            option = options.get(code) or ("unknown" if code in members else OUTSIDE)
            says = gettext("%(state)s: %(vote)s") % {"state": names.get(code, code), "vote": _word(option)}
            placed.append(Tile(f"{column * SIDE} {row * SIDE}", code, option, says, code in named))
        summary = _summary(gettext(region.name), (tile.option for tile in placed))
        width, height = region.columns * SIDE, region.rows * SIDE
        regions.append(Region(region.code, gettext(region.name), width, height, summary, tuple(placed)))
    on_map = {tile.code for region in regions for tile in region.tiles}
    former = [
        shapes.StateVote(code, names.get(code, code), option, is_named=code in named)
        for code, option in options.items()
        if code not in on_map
    ]
    used = {tile.option for region in regions for tile in region.tiles}
    signs = tuple(option for option in (*ORDER, "unknown", OUTSIDE) if option in used)
    return TileMap(tuple(regions), tuple(sorted(former, key=lambda state: sorting(state.name))), signs, name=name)


def _word(option: str) -> str:
    return words.OPTIONS[option].done if option in words.OPTIONS else gettext("not in this roll call")


def _summary(name: str, options: Iterable[str]) -> str:
    found = list(options)
    parts = [words.OPTIONS[option].counted(found.count(option)) for option in (*ORDER, "unknown") if option in found]
    said = ", ".join(parts) or gettext("nobody in this roll call")
    return gettext("%(region)s: %(counted)s") % {"region": name, "counted": said}
