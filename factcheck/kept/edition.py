"""The name of what pages are made with: programs, templates, catalogues, static files, and the website's
address, its language and clock, and whether it names people.

Another edition is another page, whatever the database holds: after an update every page is rendered anew, and a web
process serves pages of its own edition alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
from django.conf import settings

MADE_OF = (
    "factcheck/**/*.py",
    "factcheck/**/*.sql",
    "factcheck/policies/texts/*/*",
    "templates/**/*",
    "static/**/*",
    "locale/**/*.mo",
)


@cache
def edition() -> str:
    """32 hexadecimal digits."""
    chosen = (
        django.__version__,
        settings.PUBLIC_ADDRESS,
        settings.LANGUAGE_CODE,
        settings.TIME_ZONE,
        settings.NAMES_PUBLIC,
    )
    digest = hashlib.sha256("".join(f"{one}\n" for one in chosen).encode())
    for file in _files(settings.BASE_DIR):
        digest.update(f"{file.relative_to(settings.BASE_DIR)}\n".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _files(root: Path) -> Iterator[Path]:
    for pattern in MADE_OF:
        yield from sorted(path for path in root.glob(pattern) if path.is_file())
