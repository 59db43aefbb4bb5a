"""How wide a text is in a font, read from the font file itself: what is wrapped here fits where it is drawn."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "static" / "fonts" / "share"
FACES = {"sans": "sans-400", "bold": "sans-650", "serif": "serif-600"}
CUT = " …"


@dataclass(frozen=True, slots=True)
class Font:
    """`advances` are widths of characters in parts of the font's size, for those it has."""

    advances: Mapping[int, float]
    widest: float

    def width(self, text: str, size: float) -> float:
        """In pixels, at least: pairs of letters that stand closer are not counted. A letter that the font lacks counts
        as the widest it has."""
        return size * sum(self.advances.get(ord(char), self.widest) for char in text)


@cache
def font(face: str) -> Font:
    """By its name in FACES."""
    advances = _advances(file(face).read_bytes())
    return Font(advances, max(advances.values()))


def file(face: str) -> Path:
    return FOLDER / f"{FACES[face]}.ttf"


def _advances(data: bytes) -> dict[int, float]:
    """Of a TrueType file, by code point: tables head, hhea, hmtx, and cmap in format 4 (ISO/IEC 14496-22)."""
    number = struct.unpack_from(">H", data, 4)[0]
    tables = {data[at : at + 4]: struct.unpack_from(">L", data, at + 8)[0] for at in range(12, 12 + 16 * number, 16)}
    units = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    metrics = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]

    def advance(glyph: int) -> float:
        place = tables[b"hmtx"] + 4 * min(glyph, metrics - 1)
        return float(struct.unpack_from(">H", data, place)[0]) / units

    return {code: advance(glyph) for code, glyph in _glyphs(data, tables[b"cmap"])}


def _glyphs(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """(code point, glyph) of the first subtable of format 4; glyph 0 means none. Raises ValueError without one."""
    for place in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        at = cmap + struct.unpack_from(">L", data, cmap + 4 + 8 * place + 4)[0]
        if struct.unpack_from(">H", data, at)[0] == 4:
            break
    else:
        raise ValueError("the font has no table of characters in format 4")
    segments = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends, starts, deltas, ranges = (at + 14 + gap + 2 * segments * step for step, gap in enumerate((0, 2, 2, 2)))
    for segment in range(segments):
        (end,), (start,), (delta,), (offset,) = (
            struct.unpack_from(">H", data, array + 2 * segment) for array in (ends, starts, deltas, ranges)
        )
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", data, ranges + 2 * segment + offset + 2 * (code - start))[0]
            if glyph and (found := (glyph + delta) & 0xFFFF):
                yield code, found


def wrapped(text: str, face: str, size: float, room: float) -> list[str]:
    """Lines no wider than `room` pixels, cut between words; a word wider than that is cut within."""
    measure = font(face)
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure.width(longer, size) <= room:
            lines[-1] = longer
            continue
        while measure.width(word, size) > room:
            fits = next(n for n in range(len(word) - 1, 0, -1) if measure.width(word[:n], size) <= room or n == 1)
            lines.append(word[:fits])
            word = word[fits:]
        lines.append(word)
    return lines


def fitted(
    text: str, face: str, room: float, sizes: Sequence[tuple[float, int]], end: str = ""
) -> tuple[float, list[str]]:
    """The first of the sizes (pixels, most lines) in which the text fits, with its lines; in the last one it is cut
    between words, with dots that say so. `end` stands at its very end, cut or not: a closing quotation mark."""
    for size, most in sizes:
        lines = wrapped(text + end, face, size, room)
        if len(lines) <= most:
            return size, lines
    size, most = sizes[-1]
    words = text.split()
    low, high = 0, len(words)
    while low < high:  # the most words that fit with the dots
        middle = (low + high + 1) // 2
        if len(wrapped(" ".join(words[:middle]) + CUT + end, face, size, room)) <= most:
            low = middle
        else:
            high = middle - 1
    kept = " ".join(words[:low]) or text[:20]
    return size, wrapped(kept + CUT + end, face, size, room)
