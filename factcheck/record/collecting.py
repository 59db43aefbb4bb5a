"""Work on millions of objects that live until its end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Without looking for cycles of garbage: none of these objects refers back to another, and the search is a tenth
    of the time of an import and a fifth of that of loading the record."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
