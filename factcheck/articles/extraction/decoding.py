"""Bytes to text, whatever they claim to be."""

from __future__ import annotations

import codecs
import re

from factcheck.articles.extraction.shapes import Unreadable

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED_WITHIN = 4_096
"""Bytes at the beginning of a page in which it may declare its own encoding."""
AMISS = 0.02
"""Share of characters that cannot be read from which the encoding is held to be another."""
WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
"""What pages call Latin 1 is read as browsers read it."""

_META = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})|encoding=["']([\w.:-]{1,40})["']""", re.I)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def decoded(body: bytes, charset: str = "") -> str:
    """The text, without control characters, with line feeds. A mark at the beginning counts before what is declared,
    that before what a page says of itself, then UTF-8 and Windows 1252. Raises Unreadable where much is amiss in all.

    >>> decoded("naïve".encode("latin-1"))
    'naïve'
    """
    for mark, name in MARKS:
        if body.startswith(mark):
            return _clean(body[len(mark) :].decode(name, "replace"))
    found = _META.search(body[:DECLARED_WITHIN])
    said = (found[1] or found[2]).decode("ascii") if found else ""
    candidates = [name for name in (_known(charset), _known(said)) if name]
    for name in (*candidates, "utf-8"):
        try:
            return _clean(body.decode(name))
        except (UnicodeError, ValueError):
            continue
    text = min((body.decode(name, "replace") for name in (*candidates, "utf-8", "cp1252")), key=_amiss)
    if _amiss(text) > AMISS * len(text):
        raise Unreadable(
            "The text cannot be read: its letters are in an encoding that it does not name. Save it as UTF-8, or paste "
            "the text."
        )
    return _clean(text)


def _amiss(text: str) -> int:
    return text.count("\ufffd")


def _known(name: str) -> str:
    """The name of a text encoding, empty for one that Python lacks or that is none (such as "zip")."""
    try:
        info = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return ""
    return WEB_NAMES.get(info.name, info.name) if getattr(info, "_is_text_encoding", False) else ""


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).lstrip("\ufeff")
