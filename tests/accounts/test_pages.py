"""The pages of accounts in a browser: accessible in both modes, and signing in by labels and keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from factcheck.accounts.actions import invitations
from tests.axe import violations
from tests.factories import accounts

STRANGER = (
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-nonsense/",
    "/accounts/password/reset/key/done/",
    "/accounts/inactive/",
)
MEMBER = ("/accounts/password/change/", "/accounts/reauthenticate/", "/accounts/logout/")
BEHIND_THE_PASSWORD = ("/accounts/factors/app/add/", "/accounts/factors/passkeys/add/", "/accounts/factors/codes/new/")
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def forget_earlier_attempts():
    cache.clear()


def troubles_on(page: Any) -> list[str]:
    found = violations(page)
    wide = page.evaluate(TOO_WIDE)
    return [*found, f"{page.url}: {wide} pixels too wide"] if wide > 0 else found


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_pages_of_accounts_have_no_axe_violation(
    new_context: Callable[..., Any], live_server: Any, scheme: str, width: int
) -> None:
    user = accounts.user(email="ada@example.org", password=accounts.PASSWORD)
    context = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    troubles: list[str] = []
    issued = invitations.invite(email="new@example.org", role="editor", by="system")
    for path in (*STRANGER, f"/account/invitations/{issued.secret}/"):
        answer = page.goto(live_server.url + path)
        assert answer.status == 200, path
        troubles += troubles_on(page)
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("Email").fill("ada@example.org")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    page.get_by_text("do not belong together").wait_for()
    troubles += troubles_on(page)
    client = Client()
    client.force_login(user, backend="factcheck.accounts.backends.Backend")
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    for path in MEMBER:
        page.goto(live_server.url + path)
        assert path in page.url
        troubles += troubles_on(page)
    page.goto(f"{live_server.url}/accounts/reauthenticate/")
    page.get_by_label("Password").fill(accounts.PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/desk/")
    accounts.app_factor(accounts.user())
    for path in BEHIND_THE_PASSWORD:
        page.goto(live_server.url + path)
        assert path in page.url or path.endswith("codes/new/")
        troubles += troubles_on(page)
    assert troubles == []
