"""A correction of an article as a patch: for editing systems and for people who apply it by hand."""

from __future__ import annotations

from difflib import unified_diff
from typing import Any

from factcheck.articles.models.version import ArticleVersion
from factcheck.verdicts.models import ArticleCorrection


def corrected_text(correction: ArticleCorrection) -> str:
    """The checked text (title, one newline, text) with the replacement in its place."""
    mention = correction.mention
    text = mention.version.checked_text
    return text[: mention.start] + correction.replacement + text[mention.end :]


def diff(correction: ArticleCorrection) -> str:
    """A unified diff against the checked text, as `git apply` and `patch` take it.

    Lines end at line feeds alone: other characters that end lines elsewhere belong to the text.
    """
    version = correction.mention.version
    before, after = _lines(version.checked_text), _lines(corrected_text(correction))
    name = _name(version)
    marked = "\\ No newline at end of file\n"
    pieces = []
    for line in unified_diff(before, after, f"a/{name}", f"b/{name}"):
        pieces.append(line if line.endswith("\n") else f"{line}\n{marked}")
    return "".join(pieces)


def _name(version: ArticleVersion) -> str:
    return f"{version.article.slug}.txt"


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def annotation(correction: ArticleCorrection, source: str) -> dict[str, Any]:
    """The same as a W3C Web Annotation (motivation "editing"): where, by position and by quotation, and the words that
    are to stand there. `source` is the article's address. Positions count code points of the checked text, whose
    SHA-256 is `sha256`, in hexadecimal."""
    mention = correction.mention
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "motivation": "editing",
        "body": {
            "type": "TextualBody",
            "purpose": "editing",
            "format": "text/plain",
            "value": correction.replacement,
        },
        "target": {
            "source": source,
            "version": mention.version.number,
            "sha256": mention.version.sha256,
            "selector": [
                {"type": "TextPositionSelector", "start": mention.start, "end": mention.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": mention.exact,
                    "prefix": mention.prefix,
                    "suffix": mention.suffix,
                },
            ],
        },
        "change": correction.change,
        "notice": correction.notice,
    }
