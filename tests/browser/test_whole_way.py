"""From an article that nobody has seen to an assessed claim: pasted, by keyboard alone, and from its address."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from factcheck.accounts.models import User
from factcheck.articles.actions import intakes
from factcheck.articles.models import Intake
from factcheck.reviews.models import Assessment
from tests.axe import violations
from tests.factories import originals
from tests.factories.website import fetcher, website
from tests.factories.website import page as answer

WORDS = "Brazil voted against resolution A/RES/ES-11/7"
TEXT = f"{WORDS} in the General Assembly on 24 February 2025. The hall was full."
TABS = 200


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus, as somebody does who has no mouse."""
    expect(wanted).to_be_visible()
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{wanted} cannot be reached with Tab")


def press(page: Page, wanted: Locator) -> None:
    reach(page, wanted)
    page.keyboard.press("Enter")


def judging(page: Page) -> Locator:
    """The way from the list of claims to the one in question."""
    return (
        page.locator(".claim-list li").filter(has_text="Brazil voted against").get_by_role("link", name="Judge").first
    )


def assess(page: Page, reviewer: User, words: str) -> None:
    """By keys, from the open claim."""
    expect(page.locator("#panel-head")).to_contain_text(words)
    assert violations(page) == []
    page.keyboard.press("t")
    expect(page.locator("#assessment")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("1")
    expect(page.locator("[name=accuracy][value='1']")).to_be_checked()
    expect(page.locator("[data-pending]")).to_have_count(0)
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    stored = Assessment.objects.get(assignment__reviewer=reviewer)
    assert (stored.accuracy, words in stored.assignment.review.mention.exact) == (1, True)


@pytest.mark.parametrize("width", [390, 1440])
def test_pasted_text_to_assessed_claim_by_keyboard_alone(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    reviewer = signed_in(page, "reviewer")
    page.goto(f"{newsroom}/desk/")
    press(page, page.get_by_role("link", name="Add an article").first)
    for field, typed in (("#id_text", TEXT), ("#id_title", "A vote in the Assembly")):
        reach(page, page.locator(field))
        page.keyboard.type(typed)
    press(page, page.get_by_role("button", name="Go on"))
    press(page, page.get_by_role("button", name="Put its claims into review"))
    expect(page.get_by_text(re.compile("in review now"))).to_be_visible()
    press(page, page.get_by_role("link", name="Mark and change its claims"))
    press(page, judging(page))
    assess(page, reviewer, "Brazil voted against")


@pytest.mark.parametrize("width", [390, 1440])
def test_address_to_assessed_claim(
    new_context: Callable[..., Any],
    newsroom: str,
    signed_in: Callable[..., User],
    monkeypatch: pytest.MonkeyPatch,
    width: int,
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    monkeypatch.setattr(intakes, "fetcher", fetcher)
    reviewer = signed_in(page, "reviewer")
    with website(story=answer(originals.page(repeat=4).replace("</article>", f"<p>{TEXT}</p></article>"))) as site:
        page.goto(f"{newsroom}/desk/articles/add/")
        page.get_by_label("Address").fill(site.url("/story"))
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_text("Waits for a worker.")).to_be_visible()
        intake = Intake.objects.order_by("-pk")[0]
        intakes.run_fetch(intake=intake, by="system")
        intakes.run_reading(intake=intake, by="system")
    page.get_by_role("button", name="Store and check").click()
    page.get_by_role("button", name="Put its claims into review").click()
    page.get_by_role("link", name="Mark and change its claims").click()
    judging(page).click()
    assess(page, reviewer, "Brazil voted against")
