"""A claim is judged in the browser: by keyboard alone, with drafts that survive, on a telephone, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from factcheck.accounts.models import User
from factcheck.reviews.actions import assessing, places
from factcheck.reviews.agreement import ACCEPTED
from factcheck.reviews.models import Assessment, Review
from tests.axe import violations
from tests.browser.conftest import SIGN_IN
from tests.factories import reviews

KEYSTROKES = 6


class Keyboard:
    """Presses keys and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.strokes = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.strokes += 1
            self.page.keyboard.press(key)


def refuted_with_flag() -> Review:
    found = Review.objects.filter(severity=3, assignments=None).order_by("pk").first()
    assert found is not None
    return found


@pytest.mark.parametrize("width", [390, 1440])
def test_six_keystrokes_from_an_open_claim_to_a_saved_assessment_that_agrees_with_the_engine(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    reviewer = signed_in(page, "reviewer")
    review = refuted_with_flag()
    page.goto(f"{newsroom}/desk/reviews/{review.pk}/")
    assert violations(page) == []
    keys = Keyboard(page)
    keys.press("t")
    expect(page.locator("#assessment")).to_be_visible()
    assert violations(page) == []
    saves = page.get_by_role("button", name="Save and go on", exact=True)
    expect(saves).to_have_attribute("aria-keyshortcuts", "Enter")
    finding = review.mention.finding
    assert finding is not None
    agreeing = ACCEPTED[finding.verdict][0]
    keys.press(str(agreeing), "m", "a", "Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert violations(page) == []
    stored = Assessment.objects.get(assignment__reviewer=reviewer)
    assert (stored.accuracy, stored.framing, stored.finding) == (agreeing, "missing_context", finding)
    assert {answer.answer for answer in stored.flag_answers.all()} == {"accepted"}
    assert keys.strokes <= KEYSTROKES


def test_queue_by_keyboard_alone(page: Page, newsroom: str, signed_in: Callable[..., User]) -> None:
    signed_in(page, "reviewer")
    page.goto(f"{newsroom}/desk/queue/?tab=take")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator(".queue-words a").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-head")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("?")
    expect(page.get_by_text("Write the reasons")).to_be_visible()
    page.get_by_label("Switch single keys off on this device").check()
    page.reload()
    page.keyboard.press("t")
    page.wait_for_timeout(300)
    expect(page.locator("#assessment")).to_have_count(0)


def test_every_part_of_the_workbench_opens_with_its_key(
    page: Page, newsroom: str, signed_in: Callable[..., User]
) -> None:
    editor = signed_in(page)
    review = refuted_with_flag()
    places.take(review=review, by=editor)
    page.goto(f"{newsroom}/desk/reviews/{review.pk}/")
    for key, field in {
        "i": "#evidence-0-side",
        "b": "#statement-0-words",
        "g": "#recuse-reason",
        "s": "#assign-reviewer",
        "h": "#why",
        "q": "#asked",
    }.items():
        expect(page.locator(field)).to_be_hidden()
        page.keyboard.press(key)
        expect(page.locator(field)).to_be_visible()
        expect(page.locator(f"summary[data-key={key}]")).to_be_focused()
    page.keyboard.press("2")
    expect(page.locator(".bench-flag").first).to_be_visible()
    page.keyboard.press("m")
    page.keyboard.press("-")
    expect(page.locator("[name=framing][value='']")).to_be_checked()
    page.keyboard.press("0")
    flag = page.locator(".bench-flag").first
    expect(flag.get_by_label("Accept")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(flag.get_by_label("Dismiss", exact=True)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("It is told two lines above.")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("a")
    page.keyboard.press("n")
    expect(page.locator("#comment-text")).to_be_focused()
    page.keyboard.type("Dismissed the first flag.")
    assert violations(page) == []
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Dismissed the first flag.")).to_be_visible()
    page.wait_for_load_state()
    expect(page.locator("[name=accuracy][value='2']")).to_be_checked()
    page.keyboard.press(".")
    expect(page.get_by_text("Saved.")).to_be_visible()
    stored = Assessment.objects.get(assignment__reviewer=editor)
    assert sorted(answer.answer for answer in stored.flag_answers.all())[-1] == "dismissed"


@pytest.mark.parametrize("width", [390, 1440])
def test_proof_opens_step_by_step_with_one_key(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    review = refuted_with_flag()
    places.take(review=review, by=signed_in(page, "reviewer"))
    page.goto(f"{newsroom}/desk/reviews/{review.pk}/")
    page.keyboard.press("v")
    steps = page.locator(".proof details")
    expect(steps).to_have_count(5)
    page.wait_for_load_state()
    for number in range(1, 5):
        expect(page.locator(".proof details[open]")).to_have_count(number)
        page.keyboard.press("v")
        expect(steps.nth(number).locator("summary")).to_be_focused()
    expect(page.locator(".proof details[open]")).to_have_count(5)
    page.keyboard.press("v")
    expect(steps.first.locator("summary")).to_be_focused()
    expect(page.locator(".proof details[open]")).to_have_count(5)
    page.keyboard.press("Enter")
    expect(page.locator(".proof details[open]")).to_have_count(4)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_refused_assessment_says_so_first_and_leads_to_each_place(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    review = refuted_with_flag()
    places.take(review=review, by=signed_in(page, "reviewer"))
    page.goto(f"{newsroom}/desk/reviews/{review.pk}/")
    page.keyboard.press("2")
    status = page.locator("#assessment [data-draft-status]")
    expect(status).to_contain_text("to answer now stand")  # the flags that came are told of, not only shown
    page.wait_for_timeout(600)  # longer than the pause after which a draft is kept
    expect(status).to_contain_text("to answer now stand")
    page.keyboard.press("i")
    page.locator("#evidence-0-target").fill("nonsense")
    page.get_by_role("button", name="Save and stay").click()
    alert = page.get_by_role("alert").filter(has_text="Not saved.")
    expect(alert).to_be_in_viewport()
    expect(page).to_have_title(re.compile("^Not saved: "))
    assert violations(page) == []
    alert.get_by_role("link", name="Evidence 1: say whether it is for or against the claim.").click()
    side = page.get_by_role("group", name="Evidence 1").get_by_label("For or against")
    expect(side).to_be_focused()
    expect(side).to_have_accessible_description("Evidence 1: say whether it is for or against the claim.")
    side.blur()
    flags = alert.get_by_role("link", name=re.compile("Accept this flag or dismiss it"))
    expect(flags).to_have_count(page.locator(".bench-flag").count())
    page.keyboard.press("a")
    page.locator("#evidence-0-target").fill("")
    page.get_by_role("button", name="Save and stay").click()
    expect(page).to_have_title(re.compile("^Saved"))


def test_draft_survives_a_killed_page_and_a_lost_sign_in(
    page: Page, newsroom: str, signed_in: Callable[..., User]
) -> None:
    reviewer = signed_in(page, "reviewer")
    review = refuted_with_flag()
    places.take(review=review, by=reviewer)
    address = f"{newsroom}/desk/reviews/{review.pk}/"
    page.goto(address)
    page.keyboard.press("r")
    page.keyboard.type("Typed 123 and not lost")
    page.get_by_label("Half true").check()
    expect(page.locator("#assessment [data-draft-status]")).to_contain_text("Draft kept")
    other = page.context.new_page()
    page.close()
    other.goto(address)
    expect(other.locator("#rationale")).to_have_value("Typed 123 and not lost")
    expect(other.get_by_label("Half true")).to_be_checked()
    other.context.clear_cookies()
    other.get_by_role("button", name="Save and stay").click()
    assert not Assessment.objects.filter(assignment__review=review).exists()
    client = Client()
    client.force_login(reviewer)
    cookie = {"name": SIGN_IN, "value": client.cookies[SIGN_IN].value, "url": newsroom}
    other.context.add_cookies([cookie])  # type: ignore[list-item]
    other.goto(address)
    expect(other.locator("#rationale")).to_have_value("Typed 123 and not lost")


@pytest.mark.parametrize("width", [390, 1440])
def test_draft_survives_without_network(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    reviewer = signed_in(page, "reviewer")
    review = refuted_with_flag()
    places.take(review=review, by=reviewer)
    address = f"{newsroom}/desk/reviews/{review.pk}/"
    page.goto(address)
    page.context.set_offline(True)
    page.locator("#rationale").fill("Written in a tunnel")
    expect(page.locator("#assessment [data-draft-status]")).to_contain_text("Draft kept")
    page.context.set_offline(False)
    page.goto(address)
    expect(page.locator("#rationale")).to_have_value("Written in a tunnel")


def test_draft_that_was_never_sent_is_offered_where_something_else_was_stored(
    page: Page, newsroom: str, signed_in: Callable[..., User]
) -> None:
    reviewer = signed_in(page, "reviewer")
    review = refuted_with_flag()
    places.take(review=review, by=reviewer)
    page.goto(f"{newsroom}/desk/reviews/{review.pk}/")
    page.locator("#rationale").fill("Never sent")
    expect(page.locator("#assessment [data-draft-status]")).to_contain_text("Draft kept")
    assessing.assess(review=review.pk, by=reviewer, given=reviews.given(review, rationale="Stored elsewhere"))
    page.reload()
    expect(page.locator("#rationale")).to_have_value("Stored elsewhere")
    page.get_by_role("button", name="Fill in the draft kept on this device").click()
    expect(page.locator("#rationale")).to_have_value("Never sent")
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_second_assessment_is_blind_and_then_both_are_shown(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    review = refuted_with_flag()
    address = f"{newsroom}/desk/reviews/{review.pk}/"
    for number, words in enumerate(("What the first one thinks", "What the second one thinks")):
        page = new_context(viewport={"width": width, "height": 900}).new_page()
        signed_in(page, "reviewer")
        page.goto(address)
        page.keyboard.press("t")
        expect(page.locator("#assessment")).to_be_visible()
        assert "What the first one thinks" not in page.content()
        page.locator("#rationale").fill(words)
        page.get_by_label("Mostly false" if number else "Half true").check()
        page.get_by_role("button", name="Accept every flag").click()
        page.get_by_role("button", name="Save and stay").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
    assert "What the first one thinks" in page.content()
    assert "What the second one thinks" in page.content()
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_two_windows_save_the_same_assessment_and_nothing_is_lost(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    review = refuted_with_flag()
    address = f"{newsroom}/desk/reviews/{review.pk}/"
    first = new_context(viewport={"width": width, "height": 900}).new_page()
    reviewer = signed_in(first, "reviewer")
    places.take(review=review, by=reviewer)
    second = new_context(viewport={"width": width, "height": 900}).new_page()
    client = Client()
    client.force_login(reviewer)
    cookie = {"name": SIGN_IN, "value": client.cookies[SIGN_IN].value, "url": newsroom}
    second.context.add_cookies([cookie])  # type: ignore[list-item]
    for window in (first, second):
        window.goto(address)
    for window, words in ((first, "Written in the first window"), (second, "Written in the second window")):
        window.get_by_label("Half true").check()
        window.get_by_role("button", name="Accept every flag").click()
        window.locator("#rationale").fill(words)
        window.get_by_role("button", name="Save and stay").click()
        expect(window.locator("#assessments-head")).to_be_visible()
    for place in (second.get_by_role("link"), second.locator("#assessment span")):
        expect(place.filter(has_text="You saved this assessment in another window")).to_be_visible()
    expect(second.get_by_text("Written in the first window")).to_be_visible()
    expect(second.locator("#rationale")).to_have_value("Written in the second window")
    assert violations(second) == []
    second.get_by_role("button", name="Put both together").click()
    expect(second.get_by_text("Both are put together below")).to_be_visible()
    both = "Written in the first window\n\nWritten in the second window"
    expect(second.locator("#rationale")).to_have_value(both)
    assert violations(second) == []
    second.get_by_role("button", name="Save and stay").click()
    expect(second.get_by_text("Saved.")).to_be_visible()
    stored = Assessment.objects.get(assignment__reviewer=reviewer)
    assert (stored.rationale, stored.revision) == (both, 2)


@pytest.mark.parametrize("width", [390, 1440])
def test_two_people_change_the_same_claim_and_the_second_is_shown_both(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    review = refuted_with_flag()
    address = f"{newsroom}/desk/claims/{review.mention_id}/"
    windows = [new_context(viewport={"width": width, "height": 900}).new_page() for _ in range(2)]
    for window in windows:
        signed_in(window, "reviewer")
        window.goto(address)
    first, second = windows
    last = second.get_by_label("It ends after")
    last.select_option(index=last.evaluate("one => one.selectedIndex") - 1)
    words = review.mention.exact.rsplit(" ", 1)[0]
    first.get_by_role("button", name="Take it out").click()
    expect(first.get_by_text("Taken out. Undo it with u.")).to_be_visible()
    with second.expect_response(lambda answer: "/resize/" in answer.url) as answer:
        second.get_by_role("button", name="Give it these words").click()
    assert answer.value.status == 409
    expect(second.get_by_role("heading", name="Somebody changed this claim in the meantime")).to_be_visible()
    expect(second.get_by_text("You wanted to give this claim other words")).to_be_visible()
    expect(second.get_by_text(review.mention.exact).first).to_be_visible()
    expect(second.get_by_role("link", name="Leave theirs")).to_be_visible()
    assert violations(second) == []
    second.get_by_role("button", name="Undo theirs and do mine").click()
    expect(second.get_by_text("Resized. Undo it with u.")).to_be_visible()
    review.refresh_from_db()
    assert review.status == "open" and review.mention.exact == words


def test_everything_works_without_javascript(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    reviewer = signed_in(page, "reviewer")
    page.goto(f"{newsroom}/desk/queue/?tab=take")
    page.locator(".queue-words a").first.click()
    page.get_by_role("button", name="Take this claim").click()
    page.get_by_role("button", name="Open it now").click()
    expect(page.locator("#verdict-head + p .verdict")).to_be_visible()
    page.get_by_text("How the verdict follows").click()
    expect(page.locator(".proof details[open]")).to_have_count(2)
    page.get_by_label("Mostly true").check()
    page.get_by_role("button", name="Look up a vote in the record").click()
    page.get_by_role("button", name="Evidence for the claim").first.click()
    expect(page.get_by_label("Mostly true")).to_be_checked()
    for fieldset in page.locator(".bench-flag").all():
        fieldset.get_by_label("Accept").check()
    page.get_by_role("button", name="Save and stay").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Assessment.objects.get(assignment__reviewer=reviewer).verdict_was_open


def test_vote_is_looked_up_and_attached_in_place(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User]
) -> None:
    page = new_context(viewport={"width": 390, "height": 900}).new_page()
    reviewer = signed_in(page, "reviewer")
    review = refuted_with_flag()
    places.take(review=review, by=reviewer)
    page.goto(f"{newsroom}/desk/reviews/{review.pk}/")
    page.locator("#rationale").fill("Typed before")
    page.locator("#rationale").blur()
    page.keyboard.press("l")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Words or symbol").fill("ES-11/7")
    dialog.get_by_label("Words or symbol").press("Enter")
    expect(dialog.get_by_text("1 vote", exact=True)).to_be_visible()
    assert violations(page) == []
    dialog.get_by_role("link", name="Advancing a comprehensive").click()
    expect(dialog.get_by_role("heading", name="The roll call")).to_be_visible()
    with page.expect_response("**/draft/"):
        dialog.get_by_role("button", name="Evidence against").click()
    expect(dialog.get_by_text("is in your draft as evidence against the claim")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#rationale")).to_have_value("Typed before")
    expect(page.locator("[name=evidence-0-target]")).to_have_value("A/RES/ES-11/7")
    expect(page.locator("#assessment [data-draft-status]")).to_have_text("Draft kept on the server.")
    other = new_context().new_page()
    client = Client()
    client.force_login(reviewer)
    cookie = {"name": SIGN_IN, "value": client.cookies[SIGN_IN].value, "url": newsroom}
    other.context.add_cookies([cookie])  # type: ignore[list-item]
    other.goto(f"{newsroom}/desk/reviews/{review.pk}/")
    expect(other.locator("#rationale")).to_have_value("Typed before")
    expect(other.locator("[name=evidence-0-target]")).to_have_value("A/RES/ES-11/7")
