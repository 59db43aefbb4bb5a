"""An article's text changes, and its claims are looked for in the new one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from factcheck.accounts.models import User
from factcheck.claims.models import Anchor, Decision
from factcheck.reviews.models import Review
from tests.axe import violations

SLUG = "washington-lines-up-with-moscow"


@pytest.mark.parametrize("width", [390, 1440])
def test_a_changed_article_is_followed_and_what_changed_is_decided(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    signed_in(page, "reviewer")
    page.goto(f"{newsroom}/desk/articles/{SLUG}/")
    page.get_by_role("button", name="Put its claims into review").click()
    page.get_by_role("link", name="Its texts, and what changed").click()
    page.get_by_role("link", name="Add the text as it reads now").click()
    text = page.get_by_label("Text").input_value()
    assert "Washington had voted with Russia" in text
    page.get_by_label("Text").fill(
        text.replace("Washington had voted with Russia", "Washington had not voted with Russia")
    )
    page.get_by_role("button", name="Store and check").click()
    expect(page.get_by_text("Version 2 is stored and checked.")).to_be_visible()
    expect(page.locator("ins").first).to_have_text(" not")
    assert violations(page) == []
    waiting = list(Anchor.objects.filter(decision=""))
    followed = Anchor.objects.filter(decision=Decision.BY_ITSELF).count()
    assert followed > len(waiting) > 0
    assert Review.objects.filter(mention__version__number=2).count() == followed
    page.get_by_role("link", name="Washington had voted with Russia").first.click()
    expect(page.get_by_role("heading", name="Where does it stand now?")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Not in the text any more").check()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("Kept.")).to_be_visible()
    assert Anchor.objects.filter(decision=Decision.GONE).count() == 1
    assert violations(page) == []
