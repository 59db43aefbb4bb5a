"""What a reader does, by role and label."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from factcheck.imports.actions import uploads
from factcheck.imports.models import Upload
from factcheck.verdicts.models import Verdict
from tests.factories import importing

ARTICLE = "Washington Sides With Moscow"


def to_the_flag(page: Page, newsroom: str) -> None:
    """Two clicks: from the home page to the article, and from a flag to the roll call of the states it names."""
    page.goto(newsroom)
    page.get_by_role("link", name=re.compile(ARTICLE)).click()
    flag = page.locator(".flag").filter(has_text="Direction not stated").first
    flag.get_by_role("link", name=re.compile("ES-11.7.+(United States|Russia)")).first.click()


def test_reader_three_clicks_reach_the_filtered_roll_call_behind_a_flag(page: Page, newsroom: str) -> None:
    to_the_flag(page, newsroom)
    roll_call = page.get_by_role("region", name="Roll call")
    expect(roll_call.get_by_role("link", name="United States", exact=True)).to_be_visible()
    expect(roll_call.get_by_role("link", name="Russia", exact=True)).to_be_visible()
    expect(roll_call.get_by_role("status")).to_contain_text(re.compile(r"2 of \d+ states"))
    roll_call.get_by_role("link", name="Remove United States").click()
    expect(roll_call.get_by_role("status")).to_contain_text(re.compile(r"1 of \d+ states"))
    expect(roll_call.get_by_role("link", name="United States", exact=True)).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/votes/A/RES/ES-11/7/\?state=RUS#roll-call$"))


def test_reader_types_and_the_roll_call_follows(page: Page, newsroom: str) -> None:
    page.goto(f"{newsroom}/votes/A/RES/ES-11/7/")
    search = page.get_by_role("searchbox", name="State")
    search.press_sequentially("ind")
    status = page.get_by_role("region", name="Roll call").get_by_role("status")
    expect(status).to_contain_text(re.compile(r"^\s*\d+ of 193 states\s· name or code has “ind”"))
    expect(page.get_by_role("link", name="India", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="France", exact=True)).to_have_count(0)
    expect(search).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?q=ind#roll-call$"))
    page.reload()
    expect(page.get_by_role("link", name="France", exact=True)).to_have_count(0)


def test_reader_finds_no_state_and_is_shown_the_way_back(page: Page, newsroom: str) -> None:
    page.goto(f"{newsroom}/votes/A/RES/ES-11/7/?q=Atlantis")
    expect(page.get_by_text("No state of this roll call fits.")).to_be_visible()
    page.get_by_role("link", name="Show all 193").first.click()
    expect(page.get_by_role("link", name="France", exact=True)).to_be_visible()


def test_reader_without_javascript_filters_by_sending_the_form(
    new_context: Callable[..., object], newsroom: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()  # type: ignore[attr-defined]
    to_the_flag(page, newsroom)
    page.get_by_role("link", name="Show all 193").click()
    page.get_by_role("checkbox", name="No", exact=True).check()
    page.get_by_label("Group").select_option(label="European Union")
    page.get_by_role("button", name="Show").click()
    roll_call = page.get_by_role("region", name="Roll call")
    expect(roll_call.get_by_role("link", name="Hungary", exact=True)).to_be_visible()
    expect(roll_call.get_by_role("status")).to_contain_text("1 of 193 states · European Union")


def test_reader_follows_a_mark_to_its_claim_and_back(page: Page, newsroom: str) -> None:
    page.goto(f"{newsroom}/articles/")
    page.get_by_role("link", name=re.compile(ARTICLE)).click()
    page.locator("#mark-2").click()
    expect(page).to_have_url(re.compile("#claim-2$"))
    page.get_by_role("link", name="Back to the words of claim 2").click()
    expect(page).to_have_url(re.compile("#mark-2$"))


def test_keyboard_skip_link_comes_first_and_focus_is_seen(page: Page, newsroom: str) -> None:
    page.goto(newsroom)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_css("outline-style", "solid")
    assert focused.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)") >= 2


def test_keyboard_alone_changes_the_filter(page: Page, newsroom: str) -> None:
    page.goto(f"{newsroom}/votes/A/RES/ES-11/7/#roll-call")
    page.get_by_role("searchbox", name="State").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="Yes", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    status = page.get_by_role("region", name="Roll call").get_by_role("status")
    expect(status).to_contain_text("93 of 193 states")
    expect(page.get_by_role("checkbox", name="Yes", exact=True)).to_be_focused()


def test_person_signs_in_adds_an_article_and_signs_out(page: Page, newsroom: str) -> None:
    from tests.factories.accounts import PASSWORD, user

    user("editor", email="keys@example.org", name="Kay Keys", password=PASSWORD)
    page.goto(f"{newsroom}/desk/")
    page.get_by_label(re.compile("Email", re.IGNORECASE)).fill("keys@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("Kay Keys")).to_be_visible()
    page.get_by_role("link", name="Add an article").first.click()
    page.get_by_label("Headline").fill("Assembly vote on Ukraine")
    page.get_by_label("Text").fill("")
    page.get_by_role("button", name="Go on").click()
    expect(
        page.get_by_text("There is no text. Paste the text of the article, or give its address or a file.")
    ).to_be_visible()
    expect(page.get_by_label("Headline")).to_have_value("Assembly vote on Ukraine")
    text = "The General Assembly on Monday adopted resolution ES-11/7 by 93 votes to 18, with 65 abstentions."
    page.get_by_label("Text").fill(text)
    page.get_by_label("Published on").fill("2025-02-25")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("The article is stored and has been checked.")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Readers see the article and its findings now.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{newsroom}/desk/")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()


@pytest.mark.parametrize("path", ["", "/votes/", "/states/"])
def test_reader_is_given_no_cookie(page: Page, newsroom: str, path: str) -> None:
    page.goto(newsroom + path)
    assert page.context.cookies() == []


def test_administrator_uploads_a_file_sees_it_come_along_and_the_vote_is_there(
    page: Page, newsroom: str, signed_in: Callable[..., object], tmp_path: Path
) -> None:
    """The worker of this test works when it is told to, so each step is seen."""
    rows = importing.library_rows("A/RES/79/999", {"FRA": "yes", "USA": "no"})
    good = importing.write_csv(tmp_path / "library.csv", importing.LIBRARY, rows)
    (tmp_path / "notes.txt").write_text("hello")
    signed_in(page, "administrator")
    page.goto(f"{newsroom}/desk/")
    page.get_by_role("link", name="Imports").click()
    page.get_by_role("link", name="Upload files").click()
    page.get_by_role("button", name="Upload and import").click()
    expect(page.get_by_text("Choose at least one file.")).to_be_visible()
    page.get_by_label("Files").set_input_files([good, tmp_path / "notes.txt"])
    page.get_by_role("button", name="Upload and import").click()
    progress = page.get_by_role("status", name="Progress")
    expect(progress.get_by_text("Waits for a worker.")).to_be_visible()
    expect(progress.get_by_role("progressbar")).to_be_visible()
    uploads.run(upload=Upload.objects.get(), by="system")
    expect(progress.get_by_text("What changed stands below.")).to_be_visible()
    expect(
        page.get_by_role("table", name="Rows of the record").get_by_role("row", name=re.compile("^Votes 1 "))
    ).to_be_visible()
    expect(page.get_by_role("cell", name="is of no known format")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    page.goto(f"{newsroom}/votes/A/RES/79/999/")
    expect(page.get_by_role("heading", name="Title of A/RES/79/999")).to_be_visible()
    expect(page.get_by_role("table", name=re.compile("What the imported sources say"))).to_contain_text("library.csv")


def test_administrator_without_javascript_follows_an_import_by_a_link(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., object]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    signed_in(page, "administrator")
    page.goto(f"{newsroom}/desk/imports/add/")
    page.get_by_label("Files").set_input_files({"name": "notes.txt", "mimeType": "text/plain", "buffer": b"hello"})
    page.get_by_role("button", name="Upload and import").click()
    expect(page.get_by_text("Waits for a worker.")).to_be_visible()
    uploads.run(upload=Upload.objects.get(), by="system")
    page.get_by_role("link", name="Look how far it is").click()
    expect(page.get_by_text("No file could be imported; the reasons stand below.")).to_be_visible()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("(at => at.labels?.[0] ?? at)(document.activeElement).textContent.trim()") == name:
            return
    raise AssertionError(f"Tab never came to {name!r}")


def test_reader_by_keyboard_on_a_telephone_goes_from_a_verdict_to_a_states_votes_and_back(
    new_context: Callable[..., Any], newsroom: str
) -> None:
    page = new_context(viewport={"width": 390, "height": 800}).new_page()
    verdict = Verdict.objects.filter(status="published", versions__finding__motion_key__startswith="A/RES/")[0]
    page.goto(f"{newsroom}/verdicts/{verdict.slug}/", referer="https://search.example/?q=vote")
    title = page.get_by_role("heading", level=1).inner_text()
    tab_to(page, "Who voted how, on a map")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/votes/A/RES/.+#map$"))
    expect(page.get_by_role("img", name=re.compile("^India: "))).to_be_visible()
    tab_to(page, "State")
    page.keyboard.type("India")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Roll call").get_by_role("status")).to_contain_text("has “India”")
    tab_to(page, "India")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("India")
    expect(page.get_by_role("heading", name="Voting alike")).to_be_visible()
    tab_to(page, "Russia")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("India and Russia")
    for _ in range(4):
        if "/verdicts/" in page.url:
            break
        page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.parametrize("script", [True, False])
def test_reader_by_keyboard_finds_a_state_in_the_roll_call_inside_the_verdict_and_goes_back(
    new_context: Callable[..., Any], newsroom: str, script: bool
) -> None:
    page = new_context(viewport={"width": 390, "height": 800}, java_script_enabled=script).new_page()
    verdict = Verdict.objects.filter(status="published", versions__finding__motion_key__startswith="A/RES/")[0]
    page.goto(f"{newsroom}/verdicts/{verdict.slug}/", referer="https://search.example/?q=vote")
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Roll call").press("Enter")
    roll_call = page.get_by_role("region", name="Roll call")
    expect(roll_call.get_by_role("searchbox", name="State")).to_be_in_viewport()
    roll_call.get_by_role("searchbox", name="State").press_sequentially("India")
    page.keyboard.press("Enter")
    expect(roll_call.get_by_role("status")).to_contain_text("has “India”")
    expect(roll_call.locator(".roll-states li")).to_have_count(1)
    roll_call.get_by_role("link", name="India", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("India")
    page.go_back()
    expect(roll_call.get_by_role("status")).to_contain_text("has “India”")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page).to_have_url(re.compile(rf"/verdicts/{verdict.slug}/(#roll-call)?$"))


@pytest.mark.parametrize("width", [390, 794])
def test_reader_prints_a_verdict_with_its_roll_call_and_sponsors_on_white(
    new_context: Callable[..., Any], newsroom: str, width: int
) -> None:
    """794 pixels are a sheet of A4. Whatever the screen looks like, paper is white, and what is folded is open."""
    page = new_context(viewport={"width": width, "height": 1123}, color_scheme="dark").new_page()
    page.emulate_media(media="print")
    verdict = Verdict.objects.filter(status="published", versions__finding__motion_key__startswith="A/RES/")[0]
    page.goto(f"{newsroom}/verdicts/{verdict.slug}/")
    for shown in (
        page.get_by_role("heading", level=1),
        page.locator(".roll-states a").first,
        page.locator("time").first,
    ):
        expect(shown).to_be_visible()
    for hidden in (".masthead nav", ".filter", ".subscribe"):
        expect(page.locator(hidden).first).to_be_hidden()
    folded = page.locator("details > :not(summary)").first
    assert folded.evaluate("one => one.checkVisibility({contentVisibilityAuto: true}) && one.offsetHeight > 0")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["/votes/A/RES/ES-11/7/", "/articles/washington-lines-up-with-moscow/"])
def test_reader_finds_no_words_on_paper_upon_each_other_or_beyond_its_edge(
    page: Page, newsroom: str, path: str, tmp_path: Path
) -> None:
    page.goto(newsroom + path)
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    sheets = PdfReader(tmp_path / "page.pdf").pages
    assert len(sheets) > 2
    for sheet in sheets:
        places: list[tuple[float, float, str]] = []

        def keep(text: str, cm: list[float], tm: list[float], *_: Any, places: Any = places) -> None:
            if text.strip():
                x, y = (tm[4] * cm[i] + tm[5] * cm[i + 2] + cm[i + 4] for i in (0, 1))
                places.append((y, x, text.strip()))

        sheet.extract_text(visitor_text=keep)
        assert all(x < float(sheet.mediabox.width) - 24 for _, x, _ in places)
        lines = sorted(places)
        upon = [(a, b) for a, b in pairwise(lines) if 0.5 < b[0] - a[0] < 4 and abs(a[1] - b[1]) < 3]
        assert not upon


def test_reader_searches_from_the_first_page_with_a_slip_and_no_script(
    new_context: Callable[..., Any], newsroom: str
) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    page.goto(newsroom)
    page.get_by_role("searchbox", name=re.compile("Search verdicts")).fill("Wasington voted")
    page.get_by_role("search").get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/search/\?q=Wasington\+voted$"))
    expect(page.get_by_text("was taken for")).to_contain_text("United States")
    expect(page.locator(".hit").first).to_be_visible()
    page.get_by_role("complementary", name="Narrow it down").get_by_role("link", name="Verdicts").click()
    expect(page).to_have_url(re.compile(r"\?q=Wasington\+voted&kind=verdict$"))
    page.get_by_role("link", name="Remove What: Verdicts").click()
    expect(page).to_have_url(re.compile(r"\?q=Wasington\+voted$"))
