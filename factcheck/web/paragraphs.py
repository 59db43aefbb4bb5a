"""The paragraphs of a motion as a page shows them: by part of the text, lettered ones under their paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from factcheck.record import queries
from factcheck.record.importers.akn import is_part
from factcheck.record.models import Motion, Paragraph
from factcheck.web import shapes, votes

SHOWN = 12
"""Paragraphs of an operative part that are open; the others are folded."""


def text_of(motion: Motion) -> shapes.MotionText | None:
    """The imported words of a motion and what fact files say of it; None where the record has neither."""
    text, verbatim, in_short = queries.paragraphs_of(motion)
    if not verbatim and not in_short:
        return None
    return shapes.MotionText(
        tuple(_part(section, rows) for section, rows in groupby(verbatim, key=lambda row: row.section)),
        votes.source(text.source) if text else None,
        tuple(shapes.ParagraphLine(row.number, "", row.text, row.is_verbatim) for row in in_short),
    )


def _part(section: str, rows: Iterable[Paragraph]) -> shapes.TextPart:
    lines: list[shapes.ParagraphLine] = []
    for row in rows:
        if section != "heading" and lines and is_part(row.number, row.verb, row.text):
            lines[-1].parts.append(_line(row))
        else:
            lines.append(_line(row))
    shown = SHOWN if section == "operative" and len(lines) > SHOWN + 1 else len(lines)
    return shapes.TextPart(section, tuple(lines[:shown]), tuple(lines[shown:]))


def _line(row: Paragraph) -> shapes.ParagraphLine:
    number = f"{row.number}." if row.number.isdecimal() else row.number
    verb = row.verb if row.text.startswith(row.verb) else ""
    return shapes.ParagraphLine(number, verb, row.text.removeprefix(verb))
