"""Texts and labels that live beside the project and never in it. Tests that need them skip where they are absent."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def path(name: str) -> Path:
    """A file of the folder beside the project; skips the test where there is none."""
    found = SHARED / name
    if not found.exists():
        pytest.skip(f"needs {name} in a folder 'shared' beside the project; it is no part of the project")
    return found
