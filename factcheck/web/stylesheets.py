"""The stylesheets of every page: a file for each component, joined into one when they are collected, so that a first
visit asks once and not two dozen times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

NAMES = (
    "layers", "fonts", "tokens", "base", "layout", "site", "badges", "tally", "charts", "search", "vote", "roll-call",
    "provenance", "claims", "lists", "forms", "desk", "reviews", "versions", "intake", "verdicts", "print",
)  # fmt: skip
"""In the order in which a page has them."""
SHEETS = tuple(f"css/{name}.css" for name in NAMES)
JOINED = "css/all.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INDENT = re.compile(r"\s*\n\s*")


def joined(sheets: list[str]) -> str:
    """One stylesheet of several, without comments and indentation; strings and rules stay as they are.

    >>> joined(["/* a */\\n@layer one;\\n", "a {\\n  color: red;\\n}\\n"])
    '@layer one;\\na {\\ncolor: red;\\n}\\n'
    """
    return INDENT.sub("\n", COMMENT.sub("", "\n".join(sheets))).lstrip()


def of_a_page() -> tuple[str, ...]:
    """What a page links to: the joined file where static files are collected, each file where they are not."""
    collected = getattr(staticfiles_storage, "hashed_files", {})
    return (JOINED,) if JOINED in collected else SHEETS


class Storage(CompressedManifestStaticFilesStorage):
    """Collected files with a hash in their names, compressed, and the joined stylesheet among them."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            sheets = []
            for name in SHEETS:
                storage, path = paths[name]
                with storage.open(path) as file:
                    sheets.append(file.read().decode())
            target = Path(self.path(JOINED))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(joined(sheets))
            paths[JOINED] = (self, JOINED)
        yield from super().post_process(paths, dry_run, **options)
