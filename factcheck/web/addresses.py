"""Addresses of states and votes, which stand on a page by the hundred: looked up once in a process."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language


def of_state(code: str) -> str:
    return _address("state-detail", code, get_language())


def of_vote(key: str) -> str:
    """Of the page of a text, by the key of the motion."""
    return _address("vote-detail", key, get_language())


@lru_cache(maxsize=30_000)
def _address(name: str, argument: str, _language: str | None) -> str:
    return reverse(f"public:{name}", args=[argument])
