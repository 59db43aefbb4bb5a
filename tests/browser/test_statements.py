"""A statement is quoted on the workbench, kept as it is typed, and shown with who said it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from factcheck.accounts.models import User
from factcheck.reviews.actions import places
from factcheck.reviews.models import EvidenceItem, Review
from tests.axe import OF_COLOURS, violations


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("width", [390, 1440])
def test_statement_from_the_form_to_the_page(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int, scripts: bool
) -> None:
    page = new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts).new_page()
    review = Review.objects.filter(status="open", free_places=2, severity=0)[0]
    places.take(review=review, by=signed_in(page, "reviewer"))
    page.goto(f"{newsroom}/desk/reviews/{review.pk}/")
    if scripts:
        page.keyboard.press("b")
    else:
        page.locator("#statements > summary").click()
    page.get_by_label("True", exact=False).first.check()
    first = page.get_by_role("group", name="Statement 1")
    first.get_by_label("For or against").select_option("Against")
    first.get_by_label("The words, as").fill("Nous nous abstenons.\nEt voici pourquoi.")
    first.get_by_label("Language of the words").select_option("French")
    first.get_by_label("In English").fill("We abstain.")
    first.get_by_label("Who said it").fill("The representative")
    first.get_by_label("State they spoke for").fill("France")
    first.get_by_label("On", exact=True).fill("2025-02-24")
    page.get_by_role("button", name="Keep the draft, and add another").click()
    expect(page.get_by_role("group", name="Statement 2")).to_be_visible()
    expect(first.get_by_label("The words, as")).to_have_value("Nous nous abstenons.\nEt voici pourquoi.")
    expect(page.get_by_role("button", name="Fill in the draft kept on this device")).to_have_count(0)
    page.get_by_role("button", name="Save and stay").click()
    expect(page.get_by_text("Statement 1: say where the words can be found").first).to_be_visible()
    expect(first.get_by_label("In English")).to_have_value("We abstain.")
    if scripts:
        assert violations(page) == []
    first.get_by_label("Where it can be found").fill("A/ES-11/PV.21")
    page.get_by_role("button", name="Save and stay").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    quoted = page.locator(".statement").first
    expect(quoted.get_by_role("link", name="France")).to_be_visible()
    expect(quoted.get_by_role("link", name="A/ES-11/PV.21")).to_be_visible()
    expect(quoted.locator("blockquote[lang=fr]")).to_contain_text("Et voici pourquoi.")
    assert EvidenceItem.objects.filter(assessment__assignment__review=review, symbol="A/ES-11/PV.21").count() == 1
    if scripts:
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, OF_COLOURS) == []
