"""Claims are marked in the browser: select words and press a key, undo, and the same without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.accounts.models import User
from factcheck.claims.models import Mention
from tests.axe import violations
from tests.browser.test_reviewing import refuted_with_flag

SELECT = """([from, to]) => {
  const walker = document.createTreeWalker(document.querySelector("[data-words]"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(from);
    if (!begun && at >= 0) { range.setStart(node, at); begun = true; }
    const end = node.data.indexOf(to, begun && node === range.startContainer ? range.startOffset : 0);
    if (begun && end >= 0) { range.setEnd(node, end + to.length); break; }
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.mark.parametrize("width", [390, 1440])
def test_select_words_press_a_key_and_undo(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    signed_in(page, "reviewer")
    review = refuted_with_flag()
    text = review.mention.version.checked_text
    sentence = text[review.mention.end :].split(". ")[1]
    words = " ".join(sentence.split()[:6])
    page.goto(f"{newsroom}/desk/reviews/{review.pk}/")
    first, last = words.split()[0], words.split()[-1]
    page.evaluate(SELECT, [sentence[:12], last])
    expect(page.get_by_text("characters selected")).to_be_visible()
    page.keyboard.press("c")
    expect(page.get_by_text("A new claim: “")).to_be_visible()
    page.wait_for_load_state()
    made = Mention.objects.get(origin="person")
    assert made.exact == text[made.start : made.end]
    assert made.exact.startswith(first) and made.exact.endswith(last)
    assert violations(page) == []
    page.keyboard.press("u")
    expect(page.get_by_text("Undone: marked.")).to_be_visible()
    made.refresh_from_db()
    assert not made.is_live


def test_claim_is_resized_split_and_taken_out_by_keyboard(
    page: Page, newsroom: str, signed_in: Callable[..., User]
) -> None:
    signed_in(page, "reviewer")
    review = refuted_with_flag()
    page.goto(f"{newsroom}/desk/reviews/{review.pk}/")
    page.keyboard.press("e")
    expect(page.get_by_role("heading", name="Change a claim")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("It ends after").select_option(index=3)
    before = review.mention.exact
    page.get_by_label("It begins with").select_option(index=0)
    page.get_by_label("It begins with").blur()
    page.keyboard.press("z")
    expect(page.get_by_text("Resized. Undo it with u.")).to_be_visible()
    page.wait_for_load_state()
    review.refresh_from_db()
    assert review.mention.exact != before
    page.keyboard.press("e")
    page.wait_for_url("**/claims/**")
    page.keyboard.press("Delete")
    expect(page.get_by_text("Taken out. Undo it with u.")).to_be_visible()
    page.wait_for_load_state()
    assert violations(page) == []
    page.keyboard.press("u")
    expect(page.get_by_text("Undone: taken out.")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(page.get_by_text("Undone: resized.")).to_be_visible()
    review.refresh_from_db()
    assert review.mention.exact == before


def test_claim_is_marked_without_javascript(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    signed_in(page, "reviewer")
    page.goto(f"{newsroom}/desk/articles/washington-lines-up-with-moscow/claims/")
    page.get_by_text("Mark a claim by its sentence").click()
    page.locator("label.sentence input").nth(2).check()
    page.get_by_role("button", name="Make it a claim").click()
    expect(page.get_by_text("A new claim: “")).to_be_visible()
    page.wait_for_load_state()
    page.get_by_role("button", name="Undo: marked").click()
    expect(page.get_by_text("Undone: marked.")).to_be_visible()
