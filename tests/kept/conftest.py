"""Fixtures of the tests of kept pages."""

from __future__ import annotations

import pytest

from factcheck.formats.share import image
from factcheck.kept import addresses
from tests.kept.world import ADDRESS


@pytest.fixture(autouse=True)
def public_address(settings: object) -> None:
    settings.PUBLIC_ADDRESS = ADDRESS  # type: ignore[attr-defined]
    settings.ALLOWED_HOSTS = ["news.example"]  # type: ignore[attr-defined]


@pytest.fixture
def few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the pages of which one is like the other: rendering them all takes its time."""
    some = ("home", "verdict-list", "verdict-feed-full", "verdict-feed-json", "correction-list")
    monkeypatch.setattr(addresses, "SINGLE", some)
    monkeypatch.setattr(addresses, "Policy", [addresses.Policy.CORRECTIONS])
    india = ("/states/IND/", "/states/BRA/feed/")
    monkeypatch.setattr(image, "png", lambda drawn: b"PNG")
    monkeypatch.delitem(addresses.KINDS, addresses._states)
    monkeypatch.setitem(addresses.KINDS, lambda since: iter(india), ("record_organization",))
