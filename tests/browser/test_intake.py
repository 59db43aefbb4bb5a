"""An article comes in: from an address, a file, a feed; and what becomes of one that cannot be fetched.

The worker of these tests works when it is told to, so each step is seen. The website is on this machine, which only the
fetcher of the tests may reach."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.accounts.models import User
from factcheck.articles.actions import intakes
from factcheck.articles.models import Article, Intake
from tests.axe import violations
from tests.factories import originals
from tests.factories.website import fetcher, page, sent_on, website

STORY = originals.page(repeat=4)


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intakes, "fetcher", fetcher)


def newest() -> Intake:
    return Intake.objects.order_by("-pk")[0]


@pytest.mark.parametrize("width", [390, 1440])
def test_address_to_stored_article(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int
) -> None:
    screen = new_context(viewport={"width": width, "height": 900}).new_page()
    signed_in(screen, "reviewer")
    with website(story=page(STORY), old=sent_on("/story")) as site:
        screen.goto(f"{newsroom}/desk/articles/add/")
        screen.get_by_label("Address").fill(site.url("/old"))
        screen.get_by_role("button", name="Go on").click()
        expect(screen.get_by_text("Waits for a worker.")).to_be_visible()
        assert violations(screen) == []
        intakes.run_fetch(intake=newest(), by="system")
        expect(screen.get_by_text("The article is being read out of it.").last).to_be_visible()
        expect(screen.locator("#intake-said")).to_contain_text("Reading.")
        intakes.run_reading(intake=newest(), by="system")
    expect(screen.get_by_label(re.compile("^Headline"))).to_have_value(originals.TITLE)
    expect(screen).to_have_title(re.compile("^Ready to look over"))
    assert violations(screen) == []
    screen.get_by_label("Author").fill("Jane Doe and John Doe")
    screen.get_by_role("button", name="Store and check").click()
    expect(screen.get_by_text("The article is stored and has been checked.")).to_be_visible()
    expect(screen.get_by_role("heading", level=1)).to_contain_text(originals.TITLE)
    article = Article.objects.get(canonical_url=site.url("/story"))
    assert article.versions.get().author == "Jane Doe and John Doe"
    assert article.versions.get().checkings.exists()


def test_file_to_stored_article_without_javascript(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], tmp_path: Path
) -> None:
    screen = new_context(java_script_enabled=False).new_page()
    signed_in(screen, "reviewer")
    file = tmp_path / "story.pdf"
    file.write_bytes(originals.pdf(list(originals.PARAGRAPHS), title="Votes in a file"))
    screen.goto(f"{newsroom}/desk/articles/add/")
    screen.get_by_label("File").set_input_files(file)
    screen.get_by_role("button", name="Go on").click()
    expect(screen.get_by_text("Waits for a worker.")).to_be_visible()
    intakes.run_reading(intake=newest(), by="system")
    headline = screen.get_by_label(re.compile("^Headline"))
    expect(headline).to_have_value("Votes in a file", timeout=10_000)  # the page asks by itself
    expect(screen.get_by_text("No day of publication was found.")).to_be_visible()
    screen.get_by_label("Published on").fill("2025-02-24")
    screen.get_by_role("button", name="Store and check").click()
    expect(screen.get_by_text("The article is stored and has been checked.")).to_be_visible()


def test_failed_fetch_keeps_what_was_typed_and_the_text_is_pasted(
    page: Page, newsroom: str, signed_in: Callable[..., User]
) -> None:
    signed_in(page, "reviewer")
    with website() as site:
        page.goto(f"{newsroom}/desk/articles/add/")
        page.get_by_label("Address").fill(site.url("/gone"))
        page.get_by_label("Outlet").fill("The Example Times")
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_text("Waits for a worker.")).to_be_visible()
        intakes.run_fetch(intake=newest(), by="system")
        expect(page.get_by_text("The website has no such page (status 404)")).to_be_visible()
        assert violations(page) == []
        page.get_by_role("button", name="Try again").click()
        expect(page.get_by_text("Waits for a worker.")).to_be_visible()
        intakes.run_fetch(intake=newest(), by="system")
        page.get_by_role("link", name="Paste the text instead").click()
        expect(page.get_by_label("Address")).to_have_value(site.url("/gone"))
    expect(page.get_by_label("Outlet")).to_have_value("The Example Times")
    page.get_by_label("Text").fill("The General Assembly adopted resolution ES-11/7 by 93 votes to 18.")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("The article is stored and has been checked.")).to_be_visible()
    assert newest().state == "discarded"


def test_correction_that_was_not_sent_survives_a_reload(
    page: Page, newsroom: str, signed_in: Callable[..., User]
) -> None:
    from tests.factories import intakes as rows

    signed_in(page, "reviewer")
    intake = rows.ready()
    page.goto(f"{newsroom}/desk/intake/{intake.pk}/")
    page.get_by_label(re.compile("^Headline")).fill("Half a correction")
    expect(page.get_by_text("Draft kept on this device.")).to_be_visible()
    page.reload()
    expect(page.get_by_label(re.compile("^Headline"))).to_have_value("Half a correction")


def test_feed_to_intake(page: Page, newsroom: str, signed_in: Callable[..., User]) -> None:
    from factcheck.articles.actions import feeds
    from factcheck.articles.models import Feed
    from tests.factories import intakes as rows
    from tests.factories import website as sites

    signed_in(page, "editor")
    with website(story=sites.page(STORY)) as site:
        site.pages["/feed"] = sites.page(rows.rss((site.url("/story"), "A headline in a feed")), "application/rss+xml")
        page.goto(f"{newsroom}/desk/intake/")
        page.get_by_role("link", name="Feeds", exact=True).click()
        page.get_by_role("link", name="Add a feed").click()
        page.get_by_label("Address").fill(site.url("/feed"))
        page.get_by_label("Outlet").fill("The Example Times")
        page.get_by_role("button", name="Store and ask it").click()
        expect(page.get_by_text("The feed is stored and is being asked now.")).to_be_visible()
        feeds.poll(feed=Feed.objects.get(), by="system")
        page.reload()
        page.get_by_role("link", name=re.compile("1 proposed")).click()
        assert violations(page) == []
        page.get_by_role("button", name=re.compile("Fetch it.*A headline in a feed")).click()
        expect(page.get_by_text("Waits for a worker.")).to_be_visible()
        intakes.run_fetch(intake=newest(), by="system")
        intakes.run_reading(intake=newest(), by="system")
    expect(page.get_by_label(re.compile("^Headline"))).to_have_value(originals.TITLE)
    expect(page.get_by_label("Outlet")).to_have_value("The Example Times")
