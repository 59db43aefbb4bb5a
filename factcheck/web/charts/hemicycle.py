"""The Security Council as a half circle of seats: who voted how, who is a permanent member, who vetoed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import cos, pi, sin

from django.utils.translation import gettext

from factcheck.web import words
from factcheck.web.tally import ORDER

SEATS_UP_TO = 20
WIDTH, HEIGHT = 360, 198
MIDDLE, GROUND = WIDTH / 2, 176.0
RADIUS, OUTER = 128.0, 158.0
"""Of the seats' middles, and of where their codes stand."""


@dataclass(frozen=True, slots=True)
class Seat:
    """`x` and `y` are the seat's middle, `code_x` and `code_y` that of its code, in the units of the drawing."""

    code: str
    option: str
    letter: str
    x: str
    y: str
    code_x: str
    code_y: str
    is_permanent: bool
    is_veto: bool
    says: str


@dataclass(frozen=True, slots=True)
class Hemicycle:
    """`says` sums it up for those who do not see it."""

    seats: tuple[Seat, ...]
    says: str
    has_veto: bool
    has_permanent: bool
    width: int = WIDTH
    height: int = HEIGHT


def hemicycle(
    options: Mapping[str, str],
    names: Mapping[str, str],
    *,
    permanent: Collection[str] = (),
    vetoed_by: Collection[str] = (),
) -> Hemicycle | None:
    """Seats from yes at the left over abstained and absent to no at the right, permanent members first in each; None
    where nobody's vote is known or the body is too large for it. Everything is by code of the state."""
    if not options or len(options) > SEATS_UP_TO:
        return None
    order = ("yes", "abstain", "absent", "no")
    ranked = sorted(
        options, key=lambda code: (order.index(options[code]), code not in permanent, names.get(code, code))
    )
    seats = []
    for place, code in enumerate(ranked):
        angle = pi - pi * (place + 0.5) / len(ranked)
        option, is_permanent, is_veto = options[code], code in permanent, code in vetoed_by
        said = {"state": names.get(code, code), "vote": words.OPTIONS[option].done}
        if is_veto:
            said["vote"] = gettext("%(vote)s, a veto") % said
        says = gettext("%(state)s, permanent member: %(vote)s") if is_permanent else gettext("%(state)s: %(vote)s")
        near, far = _at(angle, RADIUS), _at(angle, OUTER)
        seats.append(Seat(code, option, words.OPTIONS[option].letter, *near, *far, is_permanent, is_veto, says % said))
    return Hemicycle(
        tuple(seats),
        _summary(options, [names.get(code, code) for code in vetoed_by]),
        any(seat.is_veto for seat in seats),
        any(seat.is_permanent for seat in seats),
    )


def _at(angle: float, radius: float) -> tuple[str, str]:
    return f"{MIDDLE + radius * cos(angle):.1f}", f"{GROUND - radius * sin(angle):.1f}"


def _summary(options: Mapping[str, str], vetoes: Collection[str]) -> str:
    cast = list(options.values())
    counted = ", ".join(words.OPTIONS[option].counted(cast.count(option)) for option in ORDER if option in cast)
    said = gettext("Seats of %(members)s members: %(counted)s") % {"members": len(cast), "counted": counted}
    return gettext("%(said)s; veto of %(states)s") % {"said": said, "states": ", ".join(vetoes)} if vetoes else said
