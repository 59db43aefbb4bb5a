"""The image itself: laid out here, drawn by templates/public/share.svg, made into a PNG by resvg."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

import resvg_py
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from factcheck.formats.share.metrics import FACES, file, fitted, font
from factcheck.formats.site import NAME
from factcheck.record.models import VoteEvent
from factcheck.verdicts.models import VerdictVersion
from factcheck.web import language
from factcheck.web.tally import Tally
from factcheck.web.votes import tally_of
from factcheck.web.words import OPTIONS, RESULTS, rating_sign, word_for

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
ROOM = WIDTH - 2 * MARGIN
LARGE = ((62.0, 3), (54.0, 4), (46.0, 4), (40.0, 5))
LARGE_WITH_BAR = ((60.0, 2), (52.0, 3), (44.0, 3), (38.0, 4))
"""Sizes of the quoted words and the most lines of each, the first that fits being taken."""
SMALL, KICKER = 27.0, 26.0
TYPE = "image/png"
RENDERER = "resvg-py 0.5.0, layout 2"
"""Stands in the validator: another renderer or layout may draw other pixels."""
_CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Sign:
    """An option in the legend: letter in a square at `x`, words from `text_x`."""

    option: str
    letter: str
    text: str
    x: float
    text_x: float

    @property
    def middle(self) -> float:
        return self.x + 17


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the template prints. `icon` is "" where there is no rating; `tally` None where no numbers are
    known."""

    kicker: str
    lines: tuple[Line, ...]
    size: float
    icon: str
    tone: str
    rating: tuple[Line, ...]
    rating_size: float
    caption: str
    tally: Tally | None
    legend: tuple[Sign, ...]
    name: str = NAME
    width: int = WIDTH
    height: int = HEIGHT
    margin: int = MARGIN
    room: int = ROOM

    @property
    def right(self) -> int:
        return self.width - self.margin

    @property
    def rating_x(self) -> int:
        return self.margin + (60 if self.icon else 0)

    @property
    def icon_y(self) -> float:
        return self.rating[0].y - 35


def _plain(text: str) -> str:
    return " ".join(_CONTROL.sub("", text).split())


def _one_line(text: str, face: str, size: float, room: float = ROOM) -> str:
    return fitted(_plain(text), face, room, ((size, 1),))[1][0] if text else ""


def _large(text: str, *, has_bar: bool, end: str = "") -> tuple[float, tuple[Line, ...]]:
    size, lines = fitted(_plain(text), "serif", ROOM, LARGE_WITH_BAR if has_bar else LARGE, end)
    step = size * 1.18
    return size, tuple(Line(line, 156 + size * 0.8 + place * step) for place, line in enumerate(lines))


def _legend(tally: Tally | None) -> tuple[Sign, ...]:
    signs: list[Sign] = []
    x = float(MARGIN)
    for count in tally.counts if tally else ():
        if count.count is None:
            continue
        option = OPTIONS[count.option]
        text = option.counted(count.count)
        signs.append(Sign(option.code, option.letter, text, x, x + 44))
        x += 44 + font("sans").width(text, SMALL) + 34
    return tuple(signs)


def of_verdict(version: VerdictVersion, event: VoteEvent | None) -> Drawing:
    """A wording of a verdict: the claim, what is said of it, and the numbers of the vote that it is about."""
    verdict = version.verdict
    tally = tally_of(event) if event else None
    tally = tally if tally and tally.is_known else None
    size, lines = _large(f"“{version.claim_text}", has_bar=tally is not None, end="”")
    outlet = version.mention.version.article.outlet
    word, icon, tone = _rating(version)
    rating_size, rating = fitted(word, "bold", ROOM - 60, ((40.0, 1), (34.0, 1)))
    y = lines[-1].y + 78
    if verdict.status == "withdrawn":
        said = _("A verdict that was withdrawn")
    else:
        said = _("A claim of %(outlet)s") % {"outlet": outlet.name} if outlet else _("A claim about a vote")
    return Drawing(
        kicker=_one_line(said, "sans", KICKER, ROOM - 220),
        lines=lines,
        size=size,
        icon=icon,
        tone=tone,
        rating=tuple(Line(line, y) for line in rating),
        rating_size=rating_size,
        caption=_one_line(_caption(event), "sans", SMALL) if event and tally else "",
        tally=tally,
        legend=_legend(tally),
    )


def _rating(version: VerdictVersion) -> tuple[str, str, str]:
    """The words of the rating, its icon and its tone; of what does not stand, that instead."""
    if version.verdict.status == "withdrawn":
        return _("Withdrawn"), "warning", "silent"
    if version.verdict.is_doubted:
        return _("Being rechecked"), "warning", "depends"
    return version.rating_label, *rating_sign(version.accuracy, version.framing)


def of_vote(event: VoteEvent) -> Drawing:
    """A vote: its title, how it ended, and its numbers."""
    tally = tally_of(event)
    size, lines = _large(event.motion.label, has_bar=tally.is_known)
    rating = _one_line(word_for(RESULTS, event.result), "bold", 40.0)
    return Drawing(
        kicker=_one_line(_where(event), "sans", KICKER, ROOM - 220),
        lines=lines,
        size=size,
        icon="",
        tone="ink",
        rating=(Line(rating, lines[-1].y + 78),),
        rating_size=40.0,
        caption=_("Of %(members)s members") % {"members": tally.members} if tally.is_known and tally.members else "",
        tally=tally if tally.is_known else None,
        legend=_legend(tally if tally.is_known else None),
    )


def _where(event: VoteEvent) -> str:
    day = language.day(event.held_on) if event.held_on else ""
    return " · ".join(filter(None, (event.body.local_name, day, event.motion.symbol or event.motion.draft_symbol)))


def _caption(event: VoteEvent) -> str:
    return _("The vote: %(vote)s") % {"vote": _where(event)}


def svg(drawing: Drawing) -> str:
    return render_to_string("public/share.svg", {"drawing": drawing})


def png(drawn: str) -> bytes:
    """The same bytes for the same drawing: only the fonts of this project are used."""
    paths = [str(file(face)) for face in FACES]
    made = resvg_py.svg_to_bytes(
        svg_string=drawn, skip_system_fonts=True, font_files=paths, font_family="Share Sans", width=WIDTH, height=HEIGHT
    )
    return bytes(made)


def validator(drawn: str) -> str:
    """A strong ETag, known before anything is drawn."""
    digest = hashlib.sha256(f"{RENDERER} {drawn}".encode()).hexdigest()
    return f'"{digest[:32]}"'
