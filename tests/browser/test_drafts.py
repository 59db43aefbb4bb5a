"""What is typed in any long form of the desk outlives its page, and goes when it was stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.accounts.models import User
from factcheck.articles.models import Article, ArticleVersion
from factcheck.reviews.actions import places
from factcheck.verdicts.models import CorrectionRequest, Verdict
from tests.browser.test_conflicts import undecided
from tests.factories import verdicts

TYPED = "Typed, and not lost when the page is."
KEPT = "Draft kept on this device."
PLACES: dict[str, tuple[str, str]] = {
    "decision": ("/desk/reviews/{review}/decide/", "#id_summary"),
    "correction": ("/desk/verdicts/{verdict}/correct/", "#id_notice"),
    "policy": ("/desk/policies/ratings/edit/", "#id_text"),
    "text": ("/desk/articles/{slug}/versions/add/", "#id_text"),
    "rewording": ("/desk/claims/{mention}/reword/", "#id_why"),
    "request": ("/desk/requests/{request}/", "#id_answer"),
    "article": ("/desk/articles/add/", "#id_text"),
    "outlet of an article": ("/desk/articles/{slug}/about/", "#id_outlet"),
    "outlet": ("/desk/outlets/{outlet}/", "#id_corrections_email"),
    "why": ("/desk/reviews/{review}/", "#why"),
    "right of reply": ("/desk/reviews/{review}/", "#asked"),
    "reading": ("/desk/claims/{own}/?kind=vote_position", "#slot-motion"),
    "states of a reading": ("/desk/claims/{own}/?kind=vote_position", "[name=subjects] >> nth=-1"),
    "reason of a recusal": ("/desk/reviews/{held}/", "#recuse-reason"),
    "name of a filter": ("/desk/queue/?tab=take", "#filter-name"),
    "address of a feed": ("/desk/feeds/add/", "#id_url"),
    "invitation": ("/desk/members/invite/", "#id_email"),
    "words of a new claim": ("/desk/articles/{slug}/claims/", "#words-from"),
    "reason of a step": ("/desk/verdicts/{verdict}/", "#why-withdraw"),
}


@pytest.mark.parametrize("name", PLACES)
def test_what_was_typed_is_there_again_when_the_page_is_opened_anew(
    page: Page, newsroom: str, signed_in: Callable[..., User], name: str
) -> None:
    person = signed_in(page, role="administrator")
    verdict = Verdict.objects.filter(status="published").order_by("pk")[0]
    article = Article.objects.exclude(outlet=None).order_by("pk")[0]
    review = verdicts.judged(review=undecided())
    held = undecided()
    places.take(review=held, by=person)
    where: dict[str, Any] = {
        "review": review.pk,
        "held": held.pk,
        "own": review.mention_id,
        "verdict": verdict.pk,
        "mention": verdict.versions.get().mention_id,
        "slug": article.slug,
        "outlet": article.outlet.slug if article.outlet else "",
        "request": verdicts.request(email="reader@example.org").pk,
    }
    path, field = PLACES[name]
    page.goto(newsroom + path.format(**where))
    form = page.locator("form[data-draft]", has=page.locator(field))
    form.evaluate("form => form.closest('details')?.setAttribute('open', '')")
    page.locator(field).fill(TYPED)
    expect(form.locator("[data-draft-status]")).to_have_text(KEPT)
    other = page.context.new_page()
    page.close()
    other.goto(newsroom + path.format(**where))
    expect(other.locator(field.replace("-1", "-2"))).to_have_value(TYPED)
    expect(other.locator(field)).to_be_visible()


def test_form_is_empty_again_when_what_was_typed_is_stored(
    page: Page, newsroom: str, signed_in: Callable[..., User]
) -> None:
    person = signed_in(page)
    page.goto(f"{newsroom}/desk/articles/add/")
    page.locator("#id_title").fill("A headline")
    page.locator("#id_text").fill(TYPED)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="A headline")).to_be_visible()
    assert ArticleVersion.objects.filter(added_by=person, text=TYPED).exists()
    page.goto(f"{newsroom}/desk/articles/add/")
    expect(page.locator("#id_text")).to_have_value("")
    page.goto(f"{newsroom}/desk/outlets/")
    one = verdicts.request(email="reader@example.org")
    page.goto(f"{newsroom}/desk/requests/{one.pk}/")
    page.get_by_label("What came of it").select_option("unchanged")
    page.locator("#id_answer").fill(TYPED)
    page.get_by_role("button", name="Answer and send").click()
    expect(page.get_by_text("Waits to be sent")).to_be_visible()
    assert CorrectionRequest.objects.get(pk=one.pk).answer == TYPED


@pytest.mark.parametrize(
    ("path", "field", "button"),
    [
        ("/desk/feeds/add/", "#id_url", "Store and ask it"),
        ("/desk/queue/?tab=take", "#filter-name", "Keep it"),
    ],
)
def test_form_that_adds_something_is_empty_for_the_next_one(
    page: Page, newsroom: str, signed_in: Callable[..., User], path: str, field: str, button: str
) -> None:
    signed_in(page, role="administrator")
    page.goto(newsroom + path)
    page.locator(field).evaluate("field => field.closest('details')?.setAttribute('open', '')")
    page.locator(field).fill("https://news.example/feed.xml")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(KEPT)).to_have_count(0)
    page.goto(newsroom + path)
    expect(page.locator(field)).to_have_value("")


def test_hidden_field_of_the_page_is_not_overwritten_by_a_draft(
    page: Page, newsroom: str, signed_in: Callable[..., User]
) -> None:
    person = signed_in(page)
    page.goto(f"{newsroom}/desk/queue/?tab=take")
    page.get_by_text("Keep this filter").click()
    page.locator("#filter-name").fill("Gravest")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.goto(f"{newsroom}/desk/queue/?tab=take&severity=high")
    expect(page.locator("#filter-name")).to_have_value("Gravest")
    page.get_by_role("button", name="Keep it", exact=True).click()
    expect(page.get_by_role("link", name="Gravest", exact=True)).to_be_visible()
    assert person.queue_filters.get().query == "tab=take&severity=high"


@pytest.mark.parametrize("is_saved", [False, True])
def test_colleague_at_the_same_browser_finds_nothing_of_a_draft(
    page: Page, newsroom: str, signed_in: Callable[..., User], is_saved: bool
) -> None:
    review = undecided()
    address = f"{newsroom}/desk/reviews/{review.pk}/"
    for number in range(2):
        places.take(review=review, by=signed_in(page, "reviewer"))
        page.goto(address)
        expect(page.locator("#rationale")).to_have_value("")
        expect(page.locator("[name=accuracy]:checked")).to_have_count(0)
        if number == 0:
            page.locator("#rationale").fill(TYPED)
            page.get_by_label("Half true").check()
            expect(page.locator("#assessment [data-draft-status]")).to_contain_text("Draft kept")
            if is_saved:
                for flag in page.locator(".bench-flag").all():
                    flag.get_by_label("Accept").check()
                page.get_by_role("button", name="Save and stay").click()
                expect(page.get_by_text("Saved.")).to_be_visible()
        page.wait_for_load_state("networkidle")
    expect(page.locator("#assessment [data-draft-status]")).to_have_text("")
