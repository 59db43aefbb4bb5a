"""A passkey in a real browser with a virtual device: added, used as the second factor, and used alone; under the strict
content security policy, without a word in the console."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import expect

from factcheck.accounts.models import Role
from tests.axe import violations
from tests.factories import accounts

pytestmark = pytest.mark.django_db(transaction=True)
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_passkey_is_added_and_signs_in_with_and_without_the_password(
    new_context: Callable[..., Any], live_server: Any
) -> None:
    cache.clear()
    home = str(live_server.url).replace("127.0.0.1", "localhost")
    ada = accounts.user(Role.EDITOR, email="ada@example.org", password=accounts.PASSWORD, name="Ada Able")
    context = new_context(viewport={"width": 390, "height": 900})
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    def with_password() -> None:
        page.goto(f"{home}/accounts/login/")
        page.get_by_label("Email").fill("ada@example.org")
        page.get_by_label("Password").fill(accounts.PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()

    def sign_out() -> None:
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url(f"{home}/")

    with_password()
    expect(page.get_by_role("heading", name="Articles at the desk")).to_be_visible()
    page.goto(f"{home}/accounts/factors/")
    troubles += violations(page)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(accounts.PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Sign in with it alone").check()
    troubles += violations(page)
    page.get_by_label("Name").fill("My telephone")
    expect(page.get_by_label("Name")).to_have_value("My telephone")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    troubles += violations(page)
    assert Authenticator.objects.get(user=ada, type="webauthn").wrap().name == "My telephone"
    page.goto(f"{home}/accounts/factors/passkeys/")
    expect(page.get_by_role("heading", name="My telephone")).to_be_visible()
    troubles += violations(page)
    sign_out()
    with_password()
    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    troubles += violations(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Articles at the desk")).to_be_visible()
    sign_out()
    page.goto(f"{home}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Articles at the desk")).to_be_visible()
    assert troubles == []
