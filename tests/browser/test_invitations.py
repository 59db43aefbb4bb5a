"""An invitation in a real browser, which says where a form comes from: link, account, first sign-in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from factcheck.accounts.actions import invitations
from factcheck.accounts.models import User
from tests.axe import violations

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "seven green lanterns"


def test_invited_colleague_makes_the_account_and_signs_in(new_context: Callable[..., Any], live_server: Any) -> None:
    cache.clear()
    issued = invitations.invite(email="nora@example.org", role="reviewer", by="system")
    link = f"{live_server.url}{reverse('account:accept', args=[issued.secret])}"
    page = new_context(viewport={"width": 390, "height": 900}).new_page()
    page.goto(link)
    assert violations(page) == []
    page.get_by_label("Your name").fill("Nora New")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_text("at least 12 characters")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_text("Your account is made.")).to_be_visible()
    page.get_by_label("Email").fill("nora@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Articles at the desk")).to_be_visible()
    assert User.objects.get(email="nora@example.org").name == "Nora New"
    assert page.goto(link).status == 410
