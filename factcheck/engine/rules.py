"""Which rules gave a result: a version for people and a hash over the engine's own source for machines."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

ENGINE_VERSION = "0.1"


@cache
def rules_hash() -> str:
    """SHA-256 over the source of the engine, file by file in the order of their names, as "sha256:..."."""
    here = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    for path in sorted(here.rglob("*.py"), key=lambda p: p.relative_to(here).as_posix()):
        digest.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return "sha256:" + digest.hexdigest()
