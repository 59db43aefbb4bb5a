"""A whole newsroom behind a live server: the bundled record, the demonstration's people and articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page

from factcheck.accounts.models import User
from tests.browser.snapshot import Snapshot
from tests.factories.accounts import user

SIGN_IN = "sessionid"


@pytest.fixture(scope="session")
def demonstration() -> Snapshot:
    """The rows of the demonstration, made by the first test that wants them."""
    return Snapshot()


@pytest.fixture
def newsroom(live_server: Any, demonstration: Snapshot) -> str:
    """The address of a running newsroom with the demonstration in it."""
    if demonstration.is_taken:
        demonstration.restore()
    else:
        call_command("load_facts", verbosity=0)
        call_command("load_demonstration", verbosity=0)
        demonstration.take()
    return str(live_server.url)


@pytest.fixture
def signed_in(newsroom: str) -> Callable[..., User]:
    """Sign a page's browser in as an editor or in another role, by cookie; the sign-in form has a test of its own."""

    def sign_in(page: Page, role: str = "editor") -> User:
        editor = user(role)
        client = Client()
        client.force_login(editor)
        cookie = {"name": SIGN_IN, "value": client.cookies[SIGN_IN].value, "url": newsroom}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        return editor

    return sign_in
