"""The list of notices in a browser: accessible at both widths, read by a button, and then not unread any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from factcheck.notices.models import Notice
from tests.axe import violations
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_notices_are_accessible_and_read(
    new_context: Callable[..., Any], live_server: Any, width: int, scheme: str
) -> None:
    nia, client = user(), Client()
    for number, path in ((1, "/desk/queue/"), (2, "/desk/")):
        Notice.objects.create(person=nia, kind="asked", text=f"Notice {number} " * 9, path=path, key=str(number))
    client.force_login(nia)
    context = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{live_server.url}/desk/notices/")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.get_by_role("button", name="Mark as read").last.click()
    expect(page.get_by_role("main").get_by_text("1 unread")).to_be_visible()
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_text("Nothing is unread")).to_be_visible()
    assert violations(page) == []
