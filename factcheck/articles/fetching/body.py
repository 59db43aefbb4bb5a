"""What a server sends, taken in within limits: as it comes over the line, and as it is once it is unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from factcheck.articles.fetching.refusal import Refused

WINDOWS = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}
"""Of zlib; what calls itself deflate comes with its header or bare."""
ACCEPTED = "gzip, deflate"
MEMBERS = 64
"""Of one gzip file, which may be several in a row; a real page is one."""
_STEP = 1 << 16


def taken_in(pieces: Iterable[bytes], *, encoding: str, limit: int) -> bytes:
    """The unpacked body, at most `limit` bytes, of as many on the line. Raises Refused."""
    packed = bytearray()
    for piece in pieces:
        packed += piece
        if len(packed) > limit:
            raise too_large(limit)
    names = [name for name in encoding.lower().replace(" ", "").split(",") if name not in ("", "identity")]
    if not names:
        return bytes(packed)
    if len(names) > 1 or names[0] not in WINDOWS:
        raise Refused("The website packed the page in a way that was not asked for; paste the text instead.")
    return _unpacked(bytes(packed), WINDOWS[names[0]], limit)


def too_large(limit: int) -> Refused:
    return Refused(
        f"The page is larger than {limit / 2**20:.3g} MB, which no article is; paste the text instead, or give the "
        "article's own page."
    )


def _unpacked(packed: bytes, windows: tuple[int, ...], limit: int) -> bytes:
    if not packed:
        return b""
    for window in windows:
        try:
            return _inflated(packed, window, limit)
        except zlib.error:
            continue
    raise Refused("The page arrived damaged: it cannot be unpacked; try again later, or paste the text.")


def _inflated(packed: bytes, window: int, limit: int) -> bytes:
    """At no time is more than `limit` and one step in memory. Raises zlib.error where it is damaged or broken off."""
    found = bytearray()
    rest = packed
    for _ in range(MEMBERS):
        unpacking = zlib.decompressobj(window)
        while not unpacking.eof:
            piece = unpacking.decompress(rest, _STEP)
            rest = unpacking.unconsumed_tail
            found += piece
            if len(found) > limit:
                raise too_large(limit)
            if not piece and not rest and not unpacking.eof:
                raise zlib.error("broken off")
        rest = unpacking.unused_data
        if window != 31 or not rest.startswith(b"\x1f\x8b"):  # gzip may go on with another member; else it is padding
            return bytes(found)
    raise zlib.error("too many members")
