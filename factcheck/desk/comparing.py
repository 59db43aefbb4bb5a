"""Two texts of an article beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.articles.differences import Piece, Text, compare, words_changed
from factcheck.articles.models import ArticleVersion
from factcheck.claims.models import Anchor, Mention
from factcheck.web import words
from factcheck.web.comparing import Row

NEIGHBOURS = 2
"""Sentences shown on either side of a change or of a claim."""


@dataclass(frozen=True, slots=True)
class Around:
    """Words in their surroundings."""

    before: str
    words: str
    after: str


def rows(old: ArticleVersion, new: ArticleVersion) -> list[Row]:
    """The sentences of both texts; of those that are the same only the ones near a change."""
    first, second = Text.of(old.title, old.text), Text.of(new.title, new.text)
    lines = compare(first, second)
    near = {
        n + step for n, line in enumerate(lines) if line.fate != "same" for step in range(-NEIGHBOURS, NEIGHBOURS + 1)
    }
    found: list[Row] = []
    skipped = 0
    for place, line in enumerate(lines):
        if line.fate == "same" and place not in near:
            skipped += 1
            continue
        if skipped:
            found.append(Row("skipped", count=skipped))
            skipped = 0
        before = first.words(line.old) if line.old is not None else ""
        after = second.words(line.new) if line.new is not None else ""
        pieces: tuple[Piece, ...] = (
            tuple(words_changed(before, after))
            if line.fate == "changed"
            else (
                ("same" if line.fate == "same" else "removed" if line.fate == "removed" else "added", after or before),
            )
        )
        found.append(Row(line.fate, pieces))
    if skipped:
        found.append(Row("skipped", count=skipped))
    return found


def around(version: ArticleVersion, start: int | None, end: int | None) -> Around | None:
    """The words with the sentences around them; None without a place."""
    if start is None or end is None:
        return None
    text = Text.of(version.title, version.text)
    covered = text.covering(start, end)
    if not covered:
        return Around("", text.text[start:end], "")
    first = text.sentences[max(0, covered[0] - NEIGHBOURS)].start
    last = text.sentences[min(len(text.sentences) - 1, covered[-1] + NEIGHBOURS)].end
    return Around(text.text[first:start], text.text[start:end], text.text[end:last])


def choices(anchor: Anchor) -> list[tuple[int, str]]:
    """Claims of the newest text that may be meant, as (key, what it says); those near the place first."""
    found: list[Mention] = list(
        anchor.version.mentions.filter(findings__checking__is_current=True).select_related("claim").distinct()
    )
    place = anchor.start if anchor.start is not None else anchor.mention.start
    found.sort(key=lambda mention: (abs(mention.start - place), mention.ordinal))
    return [(one.pk, f"“{one.exact[:120]}” ({words.word_for(words.KINDS, one.claim.kind).lower()})") for one in found]
