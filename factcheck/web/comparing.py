"""Two wordings as rows for a page."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from factcheck.articles.differences import Piece, words_changed


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence or line of the comparison. `fate` is same, changed, removed or added, or "skipped" for a run of
    `count` that are the same and far from every change."""

    fate: str
    pieces: tuple[Piece, ...] = ()
    count: int = 0


def lines(old: str, new: str) -> list[Row]:
    """Paragraph by paragraph; runs that are the same are counted.

    >>> [row.fate for row in lines("One.\\n\\nTwo.", "One.\\n\\nTwo and more.")]
    ['skipped', 'changed']
    """
    before, after = ([line for line in text.split("\n") if line.strip()] for text in (old, new))
    rows: list[Row] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            rows.append(Row("skipped", count=b - a))
        elif tag == "replace" and b - a == d - c:
            rows += [Row("changed", tuple(words_changed(*pair))) for pair in zip(before[a:b], after[c:d], strict=True)]
        else:
            rows += [Row("removed", (("removed", line),)) for line in before[a:b]]
            rows += [Row("added", (("added", line),)) for line in after[c:d]]
    return rows
